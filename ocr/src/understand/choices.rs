//! A kind of pension, a group of disability: one of a few choices, by its words.

use dossier::recognition::{TICKED, UNTICKED, Word};
use dossier::value::{self, Canonical, ValueType};

use super::extract::{Extracted, joined, taken};
use super::layout::Row;
use super::region::Piece;

pub(super) fn chosen(kind: ValueType, pieces: &[Piece<'_>]) -> Option<Extracted> {
    for to in 1..=pieces.len().min(12) {
        let (text, _) = joined(&pieces[..to]);
        if let Some(value) = value::choice_in(kind, &text) {
            let from = to.saturating_sub(2);
            return taken(pieces, from, to, Canonical { value, edited: false });
        }
    }
    None
}

/// Pieces outside what only lists the choices: rows that name several, and words whose box is not ticked. A row is looked at
/// whole: of a caption one part alone may have come to stand behind a label.
pub fn outside_lists<'p>(kind: ValueType, pieces: &[Piece<'p>], rows: &[Row]) -> Vec<Piece<'p>> {
    let listed = match kind {
        ValueType::PensionKind => listed(kind, rows),
        ValueType::DisabilityGroup | ValueType::Sex => Vec::new(),
        _ => return pieces.to_vec(),
    };
    let chosen = |piece: &&Piece<'p>| {
        let row = rows.get(piece.row);
        !listed.get(piece.row).is_some_and(|listed| *listed)
            && !row.is_some_and(|row| is_unticked(piece, row))
    };
    pieces.iter().filter(chosen).copied().collect()
}

/// Whether the word's own box is empty: the box before it, or behind it where the row begins with a word and ends with a box.
fn is_unticked(piece: &Piece<'_>, row: &Row) -> bool {
    let Some(place) = row.words.iter().position(|word| std::ptr::eq(word, piece.word)) else { return false };
    let ticked = |word: &Word| match word.text.as_str() {
        TICKED => Some(true),
        UNTICKED => Some(false),
        _ => None,
    };
    let (before, behind) = row.words.split_at(place);
    let ends_with_box = row.words.last().is_some_and(|word| ticked(word).is_some());
    let begins_with_box = row.words.first().is_some_and(|word| ticked(word).is_some());
    let own = if ends_with_box && !begins_with_box {
        behind.iter().find_map(ticked)
    } else {
        before.iter().rev().find_map(ticked)
    };
    own == Some(false)
}

/// Which rows list what may be chosen; a list goes on to the bracket that ends it.
fn listed(kind: ValueType, rows: &[Row]) -> Vec<bool> {
    let mut open = false;
    let mut listed = Vec::with_capacity(rows.len());
    for row in rows {
        let text = row.words.iter().map(|word| word.text.as_str()).collect::<Vec<&str>>().join(" ");
        // With boxes it says itself what was chosen.
        let lists = (open || value::offers_choices(kind, &text))
            && ![TICKED, UNTICKED].iter().any(|sign| text.contains(sign));
        open = lists && !text.contains(')') && (open || text.contains('('));
        listed.push(lists);
    }
    listed
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
            let pieces = outside_lists(ValueType::PensionKind, &pieces, &page.rows);
            chosen(ValueType::PensionKind, &pieces).map(|one| one.value)
        };
        let list = "(по старости, по инвалидности, по случаю потери кормильца)";
        assert_eq!(read(list), None);
        assert_eq!(read(&format!("по случаю потери кормильца\n{list}")).as_deref(), Some("survivor"));
        assert_eq!(read("(по старости, по инвалидности,\nпо случаю потери кормильца)"), None);
        assert_eq!(read("(по старости)").as_deref(), Some("old_age"));
    }

    #[test]
    fn what_is_ticked_was_chosen() {
        let read = |text: &str| {
            let page = PageText::of(&page(text));
            let mut found = Vec::new();
            for (number, row) in page.rows.iter().enumerate() {
                let pieces: Vec<Piece<'_>> =
                    row.words.iter().map(|word| Piece { text: &word.text, word, row: number }).collect();
                let pieces = outside_lists(ValueType::PensionKind, &pieces, &page.rows);
                found.extend(chosen(ValueType::PensionKind, &pieces).map(|one| one.value));
            }
            found
        };
        let form = "☐ за віком\n☐ по інвалідності\n☒ за вислугу років\n☐ соціальна";
        assert_eq!(read(form), ["long_service"]);
        assert_eq!(read(&form.replace('☒', "☐")), [""; 0]);
        assert_eq!(read("за віком ☐\nпо інвалідності ☒"), ["disability"]);
        assert_eq!(read("☐ за віком ☒ по інвалідності"), ["disability"]);
    }

    #[test]
    fn a_part_of_a_list_was_not_chosen() {
        let page = PageText::of(&page("«по старости, по инвалидности, по случаю потери кормильца)"));
        let words = page.rows[0].words.iter();
        let pieces: Vec<Piece<'_>> =
            words.rev().take(2).map(|word| Piece { text: &word.text, word, row: 0 }).collect();
        assert!(outside_lists(ValueType::PensionKind, &pieces, &page.rows).is_empty());
        assert_eq!(outside_lists(ValueType::Text, &pieces, &page.rows).len(), 2);
    }
}
