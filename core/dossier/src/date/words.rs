//! Words of dates in Ukrainian and Russian: month names with their endings, ordinals and years in words.

/// Stems that no other month shares, by month. A word that starts with one is that month; the endings vary
/// with the case. «листопад» is November in Ukrainian, «октябр» October in Russian: the lists stand apart.
const STEMS: [(u8, &[&str]); 12] = [
    (1, &["січн", "січен", "январ"]),
    (2, &["лют", "феврал"]),
    (3, &["берез", "март"]),
    (4, &["квіт", "апрел"]),
    (5, &["трав", "мая", "май", "мае"]),
    (6, &["черв", "июн"]),
    (7, &["лип", "июл"]),
    (8, &["серп", "август"]),
    (9, &["верес", "сентябр"]),
    (10, &["жовт", "октябр"]),
    (11, &["листопад", "ноябр"]),
    (12, &["груд", "декабр"]),
];

/// Full forms, for comparing words that were misread.
const FULL: [(u8, &[&str]); 12] = [
    (1, &["січня", "січень", "січні", "января", "январь", "январе"]),
    (2, &["лютого", "лютий", "лютому", "февраля", "февраль", "феврале"]),
    (3, &["березня", "березень", "березні", "марта", "март", "марте"]),
    (4, &["квітня", "квітень", "квітні", "апреля", "апрель", "апреле"]),
    (5, &["травня", "травень", "травні", "мая", "май", "мае"]),
    (6, &["червня", "червень", "червні", "июня", "июнь", "июне"]),
    (7, &["липня", "липень", "липні", "июля", "июль", "июле"]),
    (8, &["серпня", "серпень", "серпні", "августа", "август", "августе"]),
    (9, &["вересня", "вересень", "вересні", "сентября", "сентябрь", "сентябре"]),
    (10, &["жовтня", "жовтень", "жовтні", "октября", "октябрь", "октябре"]),
    (11, &["листопада", "листопад", "листопаді", "ноября", "ноябрь", "ноябре"]),
    (12, &["грудня", "грудень", "грудні", "декабря", "декабрь", "декабре"]),
];

/// The month a word names, and whether it had to be guessed through a misread letter.
pub fn month_named(word: &str) -> Option<(u8, bool)> {
    let word = plain(word);
    let length = word.chars().count();
    if let Some((month, _)) = FULL.iter().find(|(_, forms)| forms.contains(&word.as_str())) {
        return Some((*month, false));
    }
    if !(4..=10).contains(&length) {
        return None;
    }
    let mut near: Vec<u8> = Vec::new();
    let allowed = if length >= 7 { 2 } else { 1 };
    for (month, forms) in FULL {
        if forms.iter().any(|form| form.chars().count() >= 4 && distance(form, &word) <= allowed) {
            near.push(month);
        }
    }
    // «июпя» is one letter from both June and July: no guess.
    match near.as_slice() {
        [one] => Some((*one, true)),
        _ => None,
    }
}

/// The month whose stem the word starts with: for headings of tables, where words are cut («Січ.», «Янв.»).
pub fn months_in(word: &str) -> Option<u8> {
    let word = plain(word);
    if word.chars().count() < 3 {
        return None;
    }
    if let Some((month, _)) = month_named(&word) {
        return Some(month);
    }
    let whole = STEMS.iter().find(|(_, stems)| stems.iter().any(|stem| word.starts_with(stem)));
    if let Some((month, _)) = whole {
        return Some(*month);
    }
    let mut cut = STEMS.iter().filter(|(_, stems)| stems.iter().any(|stem| stem.starts_with(&word)));
    match (cut.next(), cut.next()) {
        (Some((month, _)), None) => Some(*month),
        _ => None,
    }
}

const DAYS: [(u32, &[&str]); 24] = [
    (1, &["перш", "перв"]),
    (2, &["друг", "втор"]),
    (3, &["трет"]),
    (4, &["четверт"]),
    (5, &["пят"]),
    (6, &["шост", "шест"]),
    (7, &["сьом", "седьм"]),
    (8, &["восьм"]),
    (9, &["девят"]),
    (10, &["десят"]),
    (11, &["одинадцят", "одиннадцат"]),
    (12, &["дванадцят", "двенадцат"]),
    (13, &["тринадцят", "тринадцат"]),
    (14, &["чотирнадцят", "четырнадцат"]),
    (15, &["пятнадцят", "пятнадцат"]),
    (16, &["шістнадцят", "шестнадцат"]),
    (17, &["сімнадцят", "семнадцат"]),
    (18, &["вісімнадцят", "восемнадцат"]),
    (19, &["девятнадцят", "девятнадцат"]),
    (20, &["двадцят", "двадцат"]),
    (30, &["тридцят", "тридцат"]),
    (40, &["сорок"]),
    (80, &["вісімдесят", "восемьдесят"]),
    (90, &["девяност"]),
];

const TENS: [(u32, &[&str]); 3] =
    [(50, &["пятдесят", "пятьдесят"]), (60, &["шістдесят", "шестьдесят"]), (70, &["сімдесят", "семьдесят"])];

/// The number a numeral word stands for, cardinal or ordinal, in any case; hundreds and thousands whole.
pub fn numeral(word: &str) -> Option<u32> {
    let word: String = plain(word).chars().filter(|letter| letter.is_alphabetic()).collect();
    let starts = |stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    if starts(&["двотисяч", "двухтысяч"]) {
        return Some(2000);
    }
    if starts(&["тисяч", "тысяч"]) {
        return Some(1000);
    }
    if starts(&["девятсот", "девятьсот"]) {
        return Some(900);
    }
    if starts(&["вісімсот", "восемьсот"]) {
        return Some(800);
    }
    if starts(&["дві", "две"]) && word.chars().count() <= 4 {
        return Some(2);
    }
    if starts(&["одн"]) && word.chars().count() <= 5 {
        return Some(1);
    }
    if let Some((value, _)) = TENS.iter().find(|(_, stems)| starts(stems)) {
        return Some(*value);
    }
    // Longer stems first: «пятнадцят» also starts with «пят».
    let mut rows: Vec<(u32, &str)> =
        DAYS.iter().flat_map(|(value, stems)| stems.iter().map(|stem| (*value, *stem))).collect();
    rows.sort_by_key(|(_, stem)| std::cmp::Reverse(stem.len()));
    rows.into_iter().find(|(_, stem)| word.starts_with(stem)).map(|(value, _)| value)
}

/// A year in words («тисяча дев'ятсот п'ятдесят сьомого») from the front of the list; how many words it took.
pub fn year_in_words(words: &[&str]) -> Option<(i32, usize)> {
    let mut total = 0;
    let mut thousands = 0;
    let mut taken = 0;
    for word in words.iter().take(6) {
        let Some(value) = numeral(word) else {
            break;
        };
        match value {
            1000 => thousands = if total == 0 { 1000 } else { total * 1000 },
            2000 => thousands = 2000,
            value => total += value,
        }
        if value == 1000 {
            total = 0;
        }
        taken += 1;
    }
    let year = i32::try_from(thousands + total).ok()?;
    (thousands > 0 && (1880..=2035).contains(&year)).then_some((year, taken))
}

/// Lower case, no apostrophes or soft marks at the edges: the form in which words are compared.
pub(super) fn plain(word: &str) -> String {
    let lower = word.to_lowercase();
    lower.chars().filter(|letter| letter.is_alphanumeric()).map(crate::codes::to_cyrillic).collect()
}

/// Edit distance of two short words.
pub(crate) fn distance(first: &str, second: &str) -> usize {
    let second: Vec<char> = second.chars().collect();
    let mut row: Vec<usize> = (0..=second.len()).collect();
    for (at, letter) in first.chars().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (place, other) in second.iter().enumerate() {
            let change = before + usize::from(letter != *other);
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
    fn months_by_name() {
        for (word, expected) in [
            ("березня", Some(3)),
            ("БЕРЕЗНЯ", Some(3)),
            ("берсзня", Some(3)),
            ("июня", Some(6)),
            ("июля", Some(7)),
            ("июпя", None),
            ("листопада", Some(11)),
            ("октября", Some(10)),
            ("ноября", Some(11)),
            ("мая", Some(5)),
            ("року", None),
        ] {
            assert_eq!(month_named(word).map(|(month, _)| month), expected, "{word}");
        }
        assert_eq!(months_in("Січ."), Some(1));
        assert_eq!(months_in("Янв"), Some(1));
        assert_eq!(months_in("ию"), None);
    }

    #[test]
    fn years_in_words() {
        for (text, expected) in [
            ("тисяча дев'ятсот п'ятдесят сьомого року", Some((1957, 4))),
            ("одна тисяча девятсот сорокового", Some((1940, 4))),
            ("тысяча девятьсот шестьдесят второго года", Some((1962, 4))),
            ("две тысячи пятого года", Some((2005, 3))),
            ("двотисячного року", Some((2000, 1))),
            ("дві тисячі одинадцятого", Some((2011, 3))),
            ("тисяча дев'ятсот вісімдесят третього", Some((1983, 4))),
            ("року", None),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            assert_eq!(year_in_words(&words), expected, "{text}");
        }
    }
}
