//! From log-probabilities of a CTC model to letters: the best path, repeats folded, blanks dropped.

use super::{Letter, LineReading};

/// `steps` holds one row of `classes` log-probabilities for each step; class 0 is the blank. `columns` is how many
/// columns of the crop one step covers.
pub(super) fn letters(steps: &[f32], classes: usize, alphabet: &[char], columns: f32) -> LineReading {
    let mut letters: Vec<Letter> = Vec::new();
    let mut before = 0;
    for (place, row) in steps.chunks_exact(classes).enumerate() {
        let (class, log) = best(row);
        let (from, to) = (place as f32 * columns, (place + 1) as f32 * columns);
        if class != 0 {
            let probability = log.exp().min(1.0);
            if class == before
                && let Some(last) = letters.last_mut()
            {
                last.probability = last.probability.max(probability);
                last.to = to;
            } else if let Some(&letter) = alphabet.get(class - 1) {
                letters.push(Letter { letter, probability, from, to });
            }
        }
        before = class;
    }
    spread(&mut letters, columns);
    trimmed(letters)
}

fn best(row: &[f32]) -> (usize, f32) {
    let mut best = (0, f32::MIN);
    for (class, &log) in row.iter().enumerate() {
        if log > best.1 {
            best = (class, log);
        }
    }
    best
}

/// A letter's peak is narrower than the letter: each grows to the middle between it and its neighbours, but not far.
fn spread(letters: &mut [Letter], columns: f32) {
    let reach = 2.0 * columns;
    for place in 0..letters.len() {
        let before = place.checked_sub(1).map(|before| letters[before].to);
        let after = letters.get(place + 1).map(|after| after.from);
        let letter = &mut letters[place];
        let left = before.map_or(reach, |before| ((letter.from - before) / 2.0).clamp(0.0, reach));
        let right = after.map_or(reach, |after| ((after - letter.to) / 2.0).clamp(0.0, reach));
        (letter.from, letter.to) = ((letter.from - left).max(0.0), letter.to + right);
    }
}

fn trimmed(letters: Vec<Letter>) -> LineReading {
    let blank = |letter: &Letter| letter.letter == ' ';
    let first = letters.iter().position(|letter| !blank(letter)).unwrap_or(letters.len());
    let last = letters.iter().rposition(|letter| !blank(letter)).map_or(first, |place| place + 1);
    LineReading { letters: letters[first..last].to_vec(), meant: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeats_fold_and_blanks_part() {
        let alphabet = ['а', 'б', ' '];
        let check = |path: &[usize], expected: &str| {
            let mut steps = Vec::new();
            for &class in path {
                steps.extend((0..4).map(|place| if place == class { -0.1 } else { -4.0 }));
            }
            let reading = letters(&steps, 4, &alphabet, 4.0);
            assert_eq!(reading.text(), expected, "{path:?}");
            assert!(reading.letters.iter().all(|letter| letter.from < letter.to));
        };
        check(&[0, 1, 1, 0, 2, 0], "аб");
        check(&[1, 0, 1, 1], "аа");
        check(&[0, 3, 1, 3, 2, 3, 0], "а б");
        check(&[0, 0], "");
    }
}
