//! A kind of pension, a group of disability: one of a few choices, by its words.

use dossier::value::{self, Canonical, ValueType};

use super::extract::{Extracted, joined, taken};
use super::region::Piece;

pub(super) fn chosen(kind: ValueType, pieces: &[Piece<'_>]) -> Option<Extracted> {
    let pieces = &without_lists(kind, pieces);
    for to in 1..=pieces.len().min(12) {
        let (text, _) = joined(&pieces[..to]);
        if let Some(value) = value::choice_in(kind, &text) {
            let from = to.saturating_sub(2);
            return taken(pieces, from, to, Canonical { value, edited: false });
        }
    }
    None
}

/// Without rows that list what may be chosen, to the bracket that ends the list.
fn without_lists<'p>(kind: ValueType, pieces: &[Piece<'p>]) -> Vec<Piece<'p>> {
    let mut kept = Vec::new();
    let mut open = false;
    for row in pieces.chunk_by(|one, other| one.row == other.row) {
        let (text, _) = joined(row);
        let listed = open || value::offers_choices(kind, &text);
        let (opened, closed) = (text.rfind('('), text.rfind(')'));
        open = listed && closed.is_none() && (open || opened.is_some());
        if !listed {
            kept.extend_from_slice(row);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::layout::{PageText, tests::page};
    use super::*;

    #[test]
    fn what_may_be_chosen_was_not_chosen() {
        let read = |text: &str| {
            let page = PageText::of(&page(text));
            let mut pieces: Vec<Piece<'_>> = Vec::new();
            for (number, row) in page.rows.iter().enumerate() {
                pieces.extend(row.words.iter().map(|word| Piece { text: &word.text, word, row: number }));
            }
            chosen(ValueType::PensionKind, &pieces).map(|one| one.value)
        };
        let list = "(по старости, по инвалидности, по случаю потери кормильца)";
        assert_eq!(read(list), None);
        assert_eq!(read(&format!("по случаю потери кормильца\n{list}")).as_deref(), Some("survivor"));
        assert_eq!(read("(по старости, по инвалидности,\nпо случаю потери кормильца)"), None);
        assert_eq!(read("(по старости)").as_deref(), Some("old_age"));
    }
}
