//! Letter-spaced words. Typists and printers set headings «С П Р А В К А»; a person reads and searches one word.

use super::Voted;

/// Fewer letters alone are initials, or the letters of a list.
const LEAST: usize = 4;
/// A gap so many times the usual one parts two spaced words.
const PARTS: f32 = 1.6;

/// Joins runs of single letters that stand at even distances.
pub(super) fn joined(words: Vec<Voted>) -> Vec<Voted> {
    let mut out: Vec<Voted> = Vec::with_capacity(words.len());
    let mut run: Vec<Voted> = Vec::new();
    for word in words {
        let goes_on = is_letter(&word.text, run.is_empty());
        // A sign after the last letter ends the word: «ВСТАНОВИВ:».
        let ends = run.last().is_some_and(|last| last.text.chars().count() > 1);
        if !goes_on || ends {
            flush(&mut run, &mut out);
        }
        if is_letter(&word.text, run.is_empty()) { run.push(word) } else { out.push(word) }
    }
    flush(&mut run, &mut out);
    out
}

/// One letter; not the first of a run may bring the sign that ends the word.
fn is_letter(text: &str, first: bool) -> bool {
    let mut letters = text.chars();
    let alone = letters.next().is_some_and(char::is_alphabetic);
    let rest = letters.as_str();
    alone && (rest.is_empty() || !first && matches!(rest, ":" | "." | "," | "!" | "\"" | "»"))
}

fn flush(run: &mut Vec<Voted>, out: &mut Vec<Voted>) {
    let letters = std::mem::take(run);
    if letters.len() < LEAST {
        return out.extend(letters);
    }
    let mut gaps: Vec<f32> = letters.windows(2).map(|pair| step(&pair[0], &pair[1])).collect();
    gaps.sort_unstable_by(f32::total_cmp);
    let usual = gaps[gaps.len() / 2];
    let mut word: Vec<Voted> = Vec::new();
    for letter in letters {
        if word.last().is_some_and(|last| step(last, &letter) > PARTS * usual) {
            out.extend(whole(std::mem::take(&mut word)));
        }
        word.push(letter);
    }
    out.extend(whole(word));
}

/// From the middle of a letter to the middle of the next.
fn step(one: &Voted, next: &Voted) -> f32 {
    (next.from + next.to - one.from - one.to) / 2.0
}

fn whole(letters: Vec<Voted>) -> Vec<Voted> {
    // A letter alone among spaced words is a word of its own: «і», «в».
    if letters.len() < 2 {
        return letters;
    }
    let count = letters.len() as f32;
    let (from, to) = (letters[0].from, letters[letters.len() - 1].to);
    let text = letters.iter().map(|letter| letter.text.as_str()).collect();
    let confidence = letters.iter().map(|letter| letter.confidence).sum::<f32>() / count;
    vec![Voted { text, from, to, confidence, other: None, meant: Vec::new() }]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words with the columns they begin at; a letter is ten wide.
    fn line(words: &[(&str, f32)]) -> Vec<String> {
        let voted = |&(text, from): &(&str, f32)| Voted {
            text: text.to_owned(),
            from,
            to: from + 10.0 * text.chars().count() as f32,
            confidence: 0.9,
            other: None,
            meant: Vec::new(),
        };
        joined(words.iter().map(voted).collect()).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn spaced_words_are_joined() {
        let spaced = |text: &'static str, from: f32, step: f32| -> Vec<(&'static str, f32)> {
            text.split(' ').enumerate().map(|(place, letter)| (letter, from + step * place as f32)).collect()
        };
        assert_eq!(line(&spaced("Д О В І Д К А", 0.0, 25.0)), ["ДОВІДКА"]);
        assert_eq!(line(&spaced("В С Т А Н О В И В:", 0.0, 25.0)), ["ВСТАНОВИВ:"]);
        let two = [spaced("П Р О Т О К О Л", 0.0, 25.0), spaced("З А С І Д А Н Н Я", 240.0, 25.0)].concat();
        assert_eq!(line(&two), ["ПРОТОКОЛ", "ЗАСІДАННЯ"]);
        assert_eq!(line(&spaced("А Б В", 0.0, 25.0)), ["А", "Б", "В"]);
        assert_eq!(line(&spaced("А. Б. В. Г.", 0.0, 25.0)), ["А.", "Б.", "В.", "Г."]);
        assert_eq!(line(&spaced("я і ти", 0.0, 25.0)), ["я", "і", "ти"]);
    }
}
