//! Characters and words: error rates in reading order, and words found in any order.

use std::collections::HashMap;

use dossier::results::DossierResult;

use super::report::{Rate, Report};
use super::truth::Truth;

/// Adds every text page of the dossier.
pub fn add(report: &mut Report, truth: &Truth, result: &DossierResult) {
    for page in truth.pages.iter().filter(|page| page.counts()) {
        let own = result.pages.iter().find(|one| one.page == page.page);
        let read = own.map_or("", |one| one.text.as_str());
        report.turned_pages += 1;
        report.turned_right += u64::from(own.is_some_and(|one| u32::from(one.rotation) == page.rotation));
        let (wanted, found) = (plain(&page.text), plain(read));
        let letters = Rate {
            errors: distance(&chars(&wanted), &chars(&found)) as u64,
            of: wanted.chars().count() as u64,
        };
        let (first, second) = (words(&wanted), words(&found));
        let in_order = Rate { errors: distance(&first, &second) as u64, of: first.len() as u64 };
        let any_order = Rate {
            errors: first.len().saturating_sub(common(&first, &second)) as u64,
            of: first.len() as u64,
        };
        for class in [page.quality.as_str(), page.script(), "all"] {
            let class = if class.is_empty() { "unknown" } else { class };
            report.cer.entry(class.to_owned()).or_default().add(letters);
            report.wer.entry(class.to_owned()).or_default().add(in_order);
            report.words_lost.entry(class.to_owned()).or_default().add(any_order);
        }
    }
}

/// Quotes, apostrophes and dashes of one shape, lines of forms dropped, number signs equal, single spaces.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        let letter = match letter {
            '’' | 'ʼ' | '‘' | '`' | '´' | '′' => '\'',
            '«' | '»' | '“' | '”' | '„' => '"',
            '–' | '—' | '−' => '-',
            '№' => 'N',
            '|' | '_' => ' ',
            other => other,
        };
        if letter.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(letter);
        }
    }
    out.trim_end().to_owned()
}

fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

fn words(text: &str) -> Vec<&str> {
    text.split(' ').filter(|word| !word.is_empty()).collect()
}

fn common(first: &[&str], second: &[&str]) -> usize {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in second {
        *left.entry(word).or_default() += 1;
    }
    let mut found = 0;
    for word in first {
        if let Some(count) = left.get_mut(word)
            && *count > 0
        {
            *count -= 1;
            found += 1;
        }
    }
    found
}

/// Edit distance of two sequences.
pub fn distance<T: PartialEq>(first: &[T], second: &[T]) -> usize {
    let mut row: Vec<usize> = (0..=second.len()).collect();
    for (at, item) in first.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (place, other) in second.iter().enumerate() {
            let change = before + usize::from(item != other);
            before = row[place + 1];
            row[place + 1] = change.min(row[place] + 1).min(before + 1);
        }
    }
    row[second.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_without_shapes_of_signs() {
        assert_eq!(plain("«Зоря»  – № 5\n|__"), "\"Зоря\" - N 5");
        assert_eq!(distance(&chars("справа"), &chars("справка")), 1);
        assert_eq!(common(&["а", "б", "а"], &["а", "в"]), 1);
    }
}
