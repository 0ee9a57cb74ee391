//! Texts as they are compared: folded, in letters and in words.

/// Quotes, apostrophes and dashes of one shape, lines, boxes and leaders of forms dropped, number signs equal, single spaces.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        let letter = match letter {
            '’' | 'ʼ' | '‘' | '`' | '´' | '′' => '\'',
            '«' | '»' | '“' | '”' | '„' => '"',
            '–' | '—' | '−' => '-',
            '№' => 'N',
            '|' | '_' | '☐' | '☒' => ' ',
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
    without_spacing(&without_leaders(out.trim_end()))
}

/// «С П Р А В К А:» is «СПРАВКА:»: how far apart its letters stand is no text.
fn without_spacing(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let letters = words[at..].iter().take_while(|word| is_letter(word)).count();
        if letters < SPACED {
            out.push(words[at].to_owned());
            at += 1;
            continue;
        }
        // The sign after the last letter stands with it.
        let signed = words
            .get(at + letters)
            .is_some_and(|word| is_letter(word.trim_end_matches(|sign: char| !sign.is_alphanumeric())));
        let end = at + letters + usize::from(signed);
        out.push(words[at..end].concat());
        at = end;
    }
    out.join(" ")
}

fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// So many letters alone in a row are a word.
const SPACED: usize = 4;

/// Points that lead from a label to its value are lines of the form too: how many there are says nothing.
fn without_leaders(text: &str) -> String {
    let mut words = Vec::new();
    for word in text.split(' ') {
        let end = word.trim_end_matches('.');
        words.push(if word.len() - end.len() >= 2 { end } else { word });
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

/// Letters and the signs between them.
pub fn chars(text: &str) -> Vec<char> {
    text.chars().collect()
}

pub fn words(text: &str) -> Vec<&str> {
    text.split(' ').filter(|word| !word.is_empty()).collect()
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
        assert_eq!(plain("Ім'я.......... Ілля. с."), "Ім'я Ілля. с.");
        assert_eq!(plain("Д О В І Д К А: я і ти"), "ДОВІДКА: я і ти");
        assert_eq!(plain("А. Б. В. Г."), "А. Б. В. Г.");
        assert_eq!(distance(&chars("справа"), &chars("справка")), 1);
    }
}
