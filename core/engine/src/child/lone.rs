//! A sign alone in its cell: nothing beside it tells «3» from «З» and «0» from «О», but the other cells of its row and
//! column do.

use dossier::codes::alike::to_digit;

use super::again::Seen;
use crate::readers::{First, LineReading};
use crate::structure::CellPlace;

/// Sets lone signs that both readers may have taken for letters right where most cells of their row or column hold
/// figures.
pub(super) fn figures(both: &mut [Seen], firsts: &mut [Option<First>], tables: &[Vec<CellPlace>]) {
    let kinds: Vec<Option<Kind>> = both.iter().map(Kind::of).collect();
    for place in 0..both.len() {
        let (Some(Kind::Doubtful), Some(cell)) = (kinds[place], both[place].line.cell) else { continue };
        let here = &tables[cell.0][cell.1];
        let (mut in_row, mut in_column) = (Count::default(), Count::default());
        for (seen, kind) in both.iter().zip(&kinds) {
            let (Some((table, other)), Some(kind)) = (seen.line.cell, kind) else { continue };
            let other = &tables[table][other];
            if table == cell.0 && other.row == here.row {
                in_row.add(*kind);
            }
            if table == cell.0 && other.column == here.column {
                in_column.add(*kind);
            }
        }
        if in_row.is_figures() || in_column.is_figures() {
            as_figure(&mut both[place].second);
            if let Some(first) = &mut firsts[place] {
                as_figure(&mut first.reading);
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Figures,
    Letters,
    /// A letter alone that a figure looks like.
    Doubtful,
}

impl Kind {
    fn of(seen: &Seen) -> Option<Self> {
        let text = seen.second.text();
        if is_doubtful(&text) {
            return Some(Self::Doubtful);
        }
        let figures = text.chars().filter(char::is_ascii_digit).count();
        let letters = text.chars().filter(|sign| sign.is_alphabetic()).count();
        match (figures, letters) {
            (0, 0) => None,
            (_, 0) => Some(Self::Figures),
            _ => Some(Self::Letters),
        }
    }
}

#[derive(Default)]
struct Count {
    figures: usize,
    letters: usize,
}

impl Count {
    fn add(&mut self, kind: Kind) {
        self.figures += usize::from(kind == Kind::Figures);
        self.letters += usize::from(kind == Kind::Letters);
    }

    fn is_figures(&self) -> bool {
        self.figures > self.letters
    }
}

fn is_doubtful(text: &str) -> bool {
    let mut signs = text.chars();
    matches!((signs.next(), signs.next()), (Some('З' | 'з' | 'О' | 'о' | 'б'), None))
}

fn as_figure(reading: &mut LineReading) {
    if let [letter] = &mut reading.letters[..] {
        letter.letter = to_digit(letter.letter).unwrap_or(letter.letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Grey;
    use crate::readers::Letter;
    use crate::script::{Likely, Measures};
    use crate::structure::TextLine;
    use crate::structure::crop::Crop;

    fn read(text: &str, cell: usize) -> Seen {
        let letter = |letter| Letter { letter, probability: 0.9, from: 0.0, to: 10.0 };
        let grey = Grey::white(20, 30);
        Seen {
            line: TextLine { cell: Some((0, cell)), ..TextLine::default() },
            crop: Crop { grey, left: 0.0, base: 24.0, slope: 0.0, above: 23.0, scale: 1.0, arc: None },
            second: LineReading { letters: text.chars().map(letter).collect(), ..LineReading::default() },
            measures: Measures::new(),
            early: Likely::default(),
            bare: false,
        }
    }

    /// The texts of a row of cells after the rule.
    fn row(texts: &[&str]) -> Vec<String> {
        let cell = |column: usize| CellPlace {
            left: 100 * column,
            top: 0,
            right: 100 * (column + 1),
            bottom: 40,
            row: 0,
            column: column as u32,
            rows: 1,
            columns: 1,
        };
        let mut both: Vec<Seen> = texts.iter().enumerate().map(|(place, text)| read(text, place)).collect();
        let mut firsts: Vec<Option<First>> =
            both.iter().map(|seen| Some(First::whole(seen.second.clone()))).collect();
        figures(&mut both, &mut firsts, &[(0..texts.len()).map(cell).collect()]);
        let texts: Vec<String> = both.iter().map(|seen| seen.second.text()).collect();
        let firsts = firsts.iter().flatten().map(|first| first.reading.text());
        assert!(texts.iter().zip(firsts).all(|(text, first)| *text == first));
        texts
    }

    #[test]
    fn a_letter_among_numbers_of_columns_is_one() {
        assert_eq!(row(&["1", "2", "З", "4"]), ["1", "2", "3", "4"]);
        assert_eq!(row(&["з", "по", "посада"]), ["з", "по", "посада"]);
        assert_eq!(row(&["О"]), ["О"]);
        assert_eq!(row(&["12,50", "січень", "о", "7"]), ["12,50", "січень", "0", "7"]);
    }
}
