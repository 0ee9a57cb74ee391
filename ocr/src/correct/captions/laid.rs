//! Where the letters of a caption stand in a row, as letters of a press are wide.

use super::cover::Ends;
use super::letter as compared;

pub(super) struct Laid {
    /// Of every word, the columns from and to which each of its letters stands; of letters as they are compared.
    pub words: Vec<Vec<(f32, f32)>>,
    /// The width of an ordinary letter in pixels.
    pub letter: f32,
}

impl Laid {
    /// Between the column where the first word begins and what is known of the last; `None` where they do not follow.
    pub fn between(words: &[&str], begins: u32, ends: Ends) -> Option<Self> {
        let laid = Self::at(words, 0.0, 1.0)?;
        let last = laid.words.last()?;
        let (end, column) = match ends {
            Ends::At(column) => (last.last()?.1, column),
            Ends::Begins(column) => (last.first()?.0, column),
        };
        let letter = column.saturating_sub(begins) as f32 / end;
        if letter > 0.0 { Self::at(words, begins as f32, letter) } else { None }
    }

    /// From the column where the first word begins. `None` for no words.
    pub fn at(words: &[&str], begins: f32, letter: f32) -> Option<Self> {
        let mut at = 0.0;
        let mut laid: Vec<Vec<(f32, f32)>> = Vec::with_capacity(words.len());
        for word in words {
            let mut letters = Vec::new();
            for sign in word.chars() {
                let start = at;
                at += width(sign);
                if compared(sign).is_some() {
                    letters.push((start, at));
                }
            }
            at += width(' ');
            laid.push(letters);
        }
        let start = laid.first()?.first()?.0;
        let column = |place: f32| begins + (place - start) * letter;
        for (from, to) in laid.iter_mut().flatten() {
            (*from, *to) = (column(*from), column(*to));
        }
        Some(Self { words: laid, letter })
    }
}

/// In ordinary letters.
fn width(sign: char) -> f32 {
    let small = sign.to_lowercase().next().unwrap_or(sign);
    let own = match small {
        'і' | 'ї' | '\'' | '.' | ',' | ':' | '(' | ')' | ' ' => 0.55,
        'ж' | 'м' | 'ш' | 'щ' | 'ю' | 'ф' | 'ы' | '№' => 1.35,
        _ => 1.0,
    };
    if sign.is_uppercase() { own * 1.3 } else { own }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_where_the_form_has_them() {
        let words = ["(Дата", "видачі"];
        let laid = Laid::between(&words, 100, Ends::At(265)).unwrap();
        assert_eq!(laid.words[0][0].0, 100.0);
        assert!((laid.words[1][5].1 - 265.0).abs() < 0.01);
        assert_eq!((laid.words[0].len(), laid.words[1].len()), (4, 6));
        assert!((laid.words[1][0].0 - laid.words[0][3].1 - 0.55 * laid.letter).abs() < 0.01);
        // The end of «видачі» is not seen.
        let open = Laid::between(&words, 100, Ends::Begins(190)).unwrap();
        assert!((open.words[1][0].0 - 190.0).abs() < 0.01 && open.words[1][5].1 > 260.0);
        assert!(Laid::between(&words, 100, Ends::At(90)).is_none());
        assert!(Laid::between(&[], 100, Ends::At(200)).is_none());
    }
}
