//! From log-probabilities of a CTC model to letters: the best path, repeats folded, blanks dropped.

use dossier::codes::to_latin;

use super::{Letter, LineReading};

/// Steps from a letter to the full stop behind it, at most, and as a rule.
const LATE: f32 = 3.0;
const BEHIND: f32 = 1.5;

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
    let mut reading = trimmed(letters);
    called_back(&mut reading.letters, columns);
    in_latin(&mut reading.letters);
    spread(&mut reading.letters, columns);
    reading
}

/// The alphabet has one letter for what looks alike in both scripts, the Cyrillic one: a word with letters that only Latin
/// has, and none that only Cyrillic has, is Latin.
fn in_latin(letters: &mut [Letter]) {
    for word in letters.split_mut(|letter| letter.letter == ' ') {
        let is_latin = |letter: &Letter| letter.letter.is_ascii_alphabetic();
        let is_cyrillic =
            |letter: &Letter| letter.letter.is_alphabetic() && !to_latin(letter.letter).is_ascii();
        if word.iter().any(is_latin) && !word.iter().any(is_cyrillic) {
            word.iter_mut().for_each(|letter| letter.letter = to_latin(letter.letter));
        }
    }
}

/// A full stop that ends a line is often told only where the white behind it has shown that nothing follows: it stands close
/// behind the letter before it.
fn called_back(letters: &mut [Letter], columns: f32) {
    if let [.., before, sign] = letters
        && matches!(sign.letter, '.' | ',')
        && sign.from - before.to > LATE * columns
    {
        sign.from = before.to + BEHIND * columns;
        sign.to = sign.from + columns;
    }
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
pub(super) fn spread(letters: &mut [Letter], columns: f32) {
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
    LineReading::of(letters[first..last].to_vec())
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

    #[test]
    fn a_latin_word_has_no_cyrillic_letter() {
        let check = |text: &str, expected: &str| {
            let letter = |letter| Letter { letter, probability: 1.0, from: 0.0, to: 1.0 };
            let mut letters: Vec<Letter> = text.chars().map(letter).collect();
            in_latin(&mut letters);
            assert_eq!(letters.iter().map(|letter| letter.letter).collect::<String>(), expected);
        };
        // Cyrillic but for S, r, n, m; and for t, f, r.
        check("Surnаmе / Прізвище", "Surname / Прізвище");
        check("Dаtе оf ехріrу", "Date of expiry");
        // Nobody can tell «ВОР» from «BOP»; a misread letter makes no word Latin.
        check("ВОР", "ВОР");
        check("Прrнято", "Прrнято");
    }

    #[test]
    fn a_full_stop_told_late_stands_behind_its_letter() {
        let end = |gap: usize| {
            let mut steps = Vec::new();
            for class in [vec![1], vec![0; gap], vec![2]].concat() {
                steps.extend((0..3).map(|place| if place == class { -0.1 } else { -4.0 }));
            }
            letters(&steps, 3, &['г', '.'], 4.0).letters[1].to
        };
        assert_eq!(end(9), 22.0);
        assert_eq!(end(2), 24.0);
    }
}
