//! Tantivy's tokenizers over `language`: words as written, their stems, and keys of names.

use language::{fold_word, key_word, marks, search_key, words};
use tantivy::tokenizer::{BoxTokenStream, TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::schema::{EXACT, NAME, STEM};

/// What stands in the index at the place of a word.
#[derive(Clone, Copy)]
enum Form {
    Exact,
    Stem,
    Name,
}

#[derive(Clone)]
struct Words(Form);

struct Ready {
    tokens: std::vec::IntoIter<Token>,
    current: Token,
}

/// All three known to an index by name; to be called at every opening.
pub fn register(index: &tantivy::Index) {
    for (name, form) in [(EXACT, Form::Exact), (STEM, Form::Stem), (NAME, Form::Name)] {
        index.tokenizers().register(name, TextAnalyzer::from(Words(form)));
    }
}

/// The terms of one word in a field of names.
pub fn name_terms(word: &str) -> Vec<String> {
    let mut terms = vec![key_word(&fold_word(word)), search_key(word)];
    terms.extend(marks(word).into_iter().filter(|mark| mark.starts_with("#n")));
    terms.sort_unstable();
    terms.dedup();
    terms
}

impl Tokenizer for Words {
    type TokenStream<'a> = BoxTokenStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> BoxTokenStream<'a> {
        let mut tokens = Vec::new();
        for (position, span) in words(text).into_iter().enumerate() {
            let word = &text[span.start..span.end];
            let terms = match self.0 {
                Form::Exact => vec![fold_word(word)],
                Form::Stem => std::iter::once(search_key(word)).chain(marks(word)).collect(),
                Form::Name => name_terms(word),
            };
            for term in terms {
                tokens.push(Token {
                    offset_from: span.start,
                    offset_to: span.end,
                    position,
                    text: term,
                    position_length: 1,
                });
            }
        }
        BoxTokenStream::new(Ready { tokens: tokens.into_iter(), current: Token::default() })
    }
}

impl TokenStream for Ready {
    fn advance(&mut self) -> bool {
        match self.tokens.next() {
            Some(token) => {
                self.current = token;
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.current
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.current
    }
}
