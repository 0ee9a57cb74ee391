//! Roman numerals: written with Latin letters on paper, read with Cyrillic ones, figures and strokes.

use dossier::codes::alike::roman;

use super::alphabet::is_cyrillic;

/// Beginnings of words beside which a Roman numeral stands.
const COUNTED: &str = "груп квартал розділ раздел століт ступен степен категор скликан созыв том частин част пункт розряд \
    разряд клас етап этап списк";
/// Abbreviations before which it stands: «ІІ кв.», «ХІХ ст.», «ІІІ гр.».
const SHORT: &str = "кв ст гр век";

/// A Roman numeral in Latin letters, where its neighbours, its date or its series say that it is one.
pub(super) fn roman_numeral(text: &str, before: &str, after: &str) -> Option<String> {
    let core = text.trim_end_matches(['.', ',', ')', ';']);
    let tail = &text[core.len()..];
    let latin = match core.split(['/', '-', '.']).collect::<Vec<&str>>().as_slice() {
        [numeral] if is_alone(numeral, before, after) => roman(numeral)?.0,
        [series, other] if core.contains('-') => in_series(series, other, after)?,
        [first, month, last] => in_date(core, first, month, last)?,
        _ => return None,
    };
    Some(format!("{latin}{tail}")).filter(|changed| changed != text)
}

/// Beside a word that is counted so, or alone in its line or cell.
fn is_alone(numeral: &str, before: &str, after: &str) -> bool {
    let low = |word: &str| word.to_lowercase().trim_matches(|sign: char| !sign.is_alphabetic()).to_owned();
    let counted = |word: &str| COUNTED.split_whitespace().any(|start| low(word).starts_with(start));
    let shortened = SHORT.split_whitespace().any(|short| low(after) == short);
    let capitals =
        numeral.chars().all(|letter| !letter.is_lowercase() || letter == 'l') && !is_number(numeral);
    let strokes = numeral.chars().filter(|letter| "IІ".contains(*letter)).count();
    let plain = numeral.chars().all(|letter| "IІVУXХ".contains(letter));
    let lonely = before.is_empty() && after.is_empty() && strokes >= 2 && plain;
    capitals && (lonely || counted(before) || counted(after) || (plain && shortened))
}

/// `12/ІІІ-57`, `12-ІІІ-1957`, and `1957.ІІІ.12` of old work-books.
fn in_date(core: &str, first: &str, month: &str, last: &str) -> Option<String> {
    let day = |part: &str| is_number(part) && part.len() <= 2;
    let year = |part: &str| {
        let digits = part.trim_end_matches(['г', 'р']);
        is_number(digits) && matches!(digits.len(), 2 | 4)
    };
    let written = !month.chars().any(|letter| letter.is_ascii_digit() || letter.is_lowercase());
    let dated = (day(first) && year(last)) || (year(first) && first.len() == 4 && day(last));
    let (latin, value) = roman(month)?;
    (written && dated && value <= 12).then(|| core.replacen(month, &latin, 1))
}

/// `ІІ-УР`, `АТ-ІІІ`. Strokes run together (П, Ш) are told from letters by the number that follows.
fn in_series(one: &str, two: &str, after: &str) -> Option<String> {
    let digits = after.trim_start_matches('№').chars().filter(char::is_ascii_digit).count();
    let numbered = after == "№" || digits >= 6;
    let letters = |part: &str| {
        part.chars().count() == 2 && part.chars().all(|letter| letter.is_uppercase() && is_cyrillic(letter))
    };
    let strokes = |part: &str| {
        part.chars().all(|letter| "IІVXХ".contains(letter) || (numbered && "ПШУ".contains(letter)))
    };
    match (strokes(one), strokes(two)) {
        (true, false) if letters(two) => Some(format!("{}-{two}", roman(one)?.0)),
        (false, true) if letters(one) => Some(format!("{one}-{}", roman(two)?.0)),
        _ => None,
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit())
}
