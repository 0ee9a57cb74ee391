//! A line of text cut into words and numbers, with what stands between them: the ground of date forms.

use crate::codes::alike::to_digit;

#[derive(Debug)]
pub(super) struct Token<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
    /// Signs between the token before and this one, quotes left out.
    pub before: Gap,
}

#[derive(Debug, PartialEq)]
pub(super) enum Kind {
    /// Digits, after mapping look-alikes; whether any was mapped.
    Number(u32, usize, bool),
    Word,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Gap {
    None,
    Space,
    /// Point, comma, slash or dash, with or without spaces.
    Sign,
    /// Anything that ends a date: brackets, semicolons, two signs.
    Other,
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut gap = Gap::None;
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if !letter.is_alphanumeric() {
            gap = wider(gap, letter);
            continue;
        }
        let digit = letter.is_ascii_digit();
        let mut end = start + letter.len_utf8();
        while let Some((at, next)) = letters.peek().copied() {
            let joins = if digit {
                next.is_ascii_digit()
                    || (matches!(next, 'О' | 'о' | 'O' | 'З' | 'б') && followed_by_digit(text, at, next))
            } else {
                next.is_alphabetic() || matches!(next, '\'' | '’' | 'ʼ' | '`')
            };
            if !joins {
                break;
            }
            end = at + next.len_utf8();
            letters.next();
        }
        let piece = &text[start..end];
        tokens.push(Token { text: piece, start, end, kind: kind_of(piece), before: gap });
        gap = Gap::None;
    }
    tokens
}

fn followed_by_digit(text: &str, at: usize, letter: char) -> bool {
    text[at + letter.len_utf8()..].chars().next().is_none_or(|next| !next.is_alphabetic())
}

fn kind_of(piece: &str) -> Kind {
    let mut value: u32 = 0;
    let mut edited = false;
    let own = piece.chars().filter(char::is_ascii_digit).count();
    if own == 0 || piece.chars().count() > 8 {
        return Kind::Word;
    }
    for letter in piece.chars() {
        let Some(digit) = to_digit(letter) else {
            return Kind::Word;
        };
        edited |= digit != letter;
        value = value * 10 + digit.to_digit(10).unwrap_or(0);
    }
    Kind::Number(value, piece.chars().count(), edited)
}

fn wider(gap: Gap, sign: char) -> Gap {
    match (gap, sign) {
        // Quotes around the day number and underlines of the form say nothing.
        (gap, '"' | '«' | '»' | '“' | '”' | '„' | '_' | '\'' | '’' | '*' | '<' | '>') => {
            match gap {
                Gap::None => Gap::Space,
                other => other,
            }
        }
        (Gap::None | Gap::Space, one) if one.is_whitespace() => Gap::Space,
        (Gap::Sign, one) if one.is_whitespace() => Gap::Sign,
        (Gap::None | Gap::Space, '.' | ',' | '/' | '-' | '–' | '—' | '\\' | ':' | '·') => Gap::Sign,
        _ => Gap::Other,
    }
}
