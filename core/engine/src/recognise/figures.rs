//! Sums as Tesseract reads them: a zero with a stroke or a point in it comes as a letter of other alphabets, and kopecks
//! part from their hryvnias after the comma.

use super::words::RawWord;

/// A comma inside a sum is followed by less than a space, in em.
const SPACE: f32 = 0.45;

/// Mends words in the order of their line; `em` is the size of its type.
pub(super) fn mended(words: Vec<RawWord>, em: f32) -> Vec<RawWord> {
    let mut out: Vec<RawWord> = Vec::with_capacity(words.len());
    for mut word in words {
        let sum = out.last_mut();
        let sum = sum.filter(|sum| is_begun(&sum.text) && word.left - sum.right < SPACE * em);
        word.text = zeros(&word.text, sum.is_some());
        let kopecks = word.text.len() == 2 && word.text.bytes().all(|sign| sign.is_ascii_digit());
        match sum {
            Some(sum) if kopecks => {
                sum.text.push_str(&word.text);
                sum.right = word.right;
                sum.bottom = sum.bottom.max(word.bottom);
                sum.confidence = sum.confidence.min(word.confidence);
            }
            _ => out.push(word),
        }
    }
    out
}

/// Figures, and a comma at the end.
fn is_begun(text: &str) -> bool {
    text.strip_suffix(',').is_some_and(|sum| {
        !sum.is_empty() && sum.bytes().all(|sign| sign.is_ascii_digit()) && !sum.starts_with('0')
    })
}

/// Struck zeros as figures, where there are other figures or kopecks are due.
fn zeros(text: &str, due: bool) -> String {
    let is_struck = |sign: char| matches!(sign, 'Ө' | 'ө' | 'Ѳ' | 'ѳ' | 'Ø' | 'ø');
    let figures = text.chars().all(|sign| sign.is_ascii_digit() || is_struck(sign) || ",.-".contains(sign));
    if !figures || !(due || text.contains(|sign: char| sign.is_ascii_digit())) {
        return text.to_owned();
    }
    text.chars().map(|sign| if is_struck(sign) { '0' } else { sign }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_whole() {
        let check = |words: &[(&str, f32, f32)], expected: &[&str]| {
            let word = |&(text, left, right): &(&str, f32, f32)| RawWord {
                text: text.to_owned(),
                left,
                top: 0.0,
                right,
                bottom: 20.0,
                confidence: 0.9,
            };
            let mended = mended(words.iter().map(word).collect(), 30.0);
            assert_eq!(mended.iter().map(|word| word.text.as_str()).collect::<Vec<_>>(), expected);
        };
        check(&[("660090,", 0.0, 80.0), ("ӨӨ", 90.0, 110.0)], &["660090,00"]);
        check(
            &[("3150340,", 0.0, 80.0), ("00", 85.0, 105.0), ("крб.", 130.0, 160.0)],
            &["3150340,00", "крб."],
        );
        check(&[("1Ө5,ө", 0.0, 60.0)], &["105,0"]);
        // A list, a decimal fraction's zero, words.
        check(&[("1957,", 0.0, 60.0), ("58", 80.0, 100.0)], &["1957,", "58"]);
        check(&[("12,", 0.0, 30.0), ("5", 35.0, 45.0)], &["12,", "5"]);
        check(&[("Өлке", 0.0, 60.0), ("ӨӨ", 70.0, 90.0)], &["Өлке", "ӨӨ"]);
    }
}
