//! Just enough of Rust's grammar to tell code, literals and comments apart.

/// A piece of a source file with the line it begins on.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    pub line: usize,
    pub sort: Sort,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Code,
    Literal,
    Comment,
}

pub fn pieces(source: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut rest, mut line) = (source, 1);
    let mut code = String::new();
    let mut code_line = 1;
    while let Some(letter) = rest.chars().next() {
        let (sort, length) = match letter {
            '/' if rest.starts_with("//") => (Sort::Comment, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => {
                (Sort::Comment, rest.find("*/").map_or(rest.len(), |end| end + 2))
            }
            '"' => (Sort::Literal, quoted(rest)),
            'r' if !code.ends_with(is_name) && raw(rest).is_some() => (Sort::Literal, raw(rest).unwrap_or(1)),
            '\'' if character(rest).is_some() => (Sort::Literal, character(rest).unwrap_or(1)),
            _ => (Sort::Code, letter.len_utf8()),
        };
        let (now, later) = rest.split_at(length);
        if sort == Sort::Code {
            if code.is_empty() {
                code_line = line;
            }
            code.push_str(now);
        } else {
            if !code.is_empty() {
                pieces.push(Piece { line: code_line, sort: Sort::Code, text: std::mem::take(&mut code) });
            }
            pieces.push(Piece { line, sort, text: now.to_owned() });
        }
        line += now.matches('\n').count();
        rest = later;
    }
    if !code.is_empty() {
        pieces.push(Piece { line: code_line, sort: Sort::Code, text: code });
    }
    pieces
}

fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Length of a string in quotes, with them.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (place, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return place + 1,
            _ => {}
        }
    }
    text.len()
}

/// Length of `r"…"` or `r#"…"#`.
fn raw(text: &str) -> Option<usize> {
    let marks = text[1..].chars().take_while(|letter| *letter == '#').count();
    let body = text[1 + marks..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(marks));
    Some(2 + marks + body.find(&end)? + end.len())
}

/// Length of a character in quotes; `None` for a lifetime.
fn character(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().skip(1);
    let (_, first) = letters.next()?;
    if first == '\\' {
        return letters.skip(1).find(|(_, letter)| *letter == '\'').map(|(place, _)| place + 1);
    }
    letters.next().filter(|(_, letter)| *letter == '\'').map(|(place, _)| place + 1)
}

#[test]
fn code_literals_and_comments_are_told_apart() {
    let check = |source: &str, expected: &[(Sort, &str)]| {
        let found = pieces(source);
        let found: Vec<_> = found.iter().map(|piece| (piece.sort, piece.text.as_str())).collect();
        assert_eq!(found, expected);
    };
    use Sort::{Code, Comment, Literal};
    check("let a = 1;", &[(Code, "let a = 1;")]);
    check("a(\"x // y\") // z", &[(Code, "a("), (Literal, "\"x // y\""), (Code, ") "), (Comment, "// z")]);
    check(r#"f("a\"b", c)"#, &[(Code, "f("), (Literal, r#""a\"b""#), (Code, ", c)")]);
    check("r#\"a\"b\"#;", &[(Literal, "r#\"a\"b\"#"), (Code, ";")]);
    check("var\"x\"", &[(Code, "var"), (Literal, "\"x\"")]);
    check(
        r"('\'', 'ї', '\u{20}')",
        &[
            (Code, "("),
            (Literal, r"'\''"),
            (Code, ", "),
            (Literal, "'ї'"),
            (Code, ", "),
            (Literal, r"'\u{20}'"),
            (Code, ")"),
        ],
    );
    check("fn f<'a>(a: &'a str)", &[(Code, "fn f<'a>(a: &'a str)")]);
    assert_eq!(pieces("a\n\n\"b\"")[1].line, 3);
}
