//! Numbers in words: counts of sheets, days and years of certificates. Knows no layout.

use crate::decline::Lang;

type Table = &'static [&'static str];

const UNITS: [Table; 2] = [
    &[
        "нуль",
        "один",
        "два",
        "три",
        "чотири",
        "п'ять",
        "шість",
        "сім",
        "вісім",
        "дев'ять",
        "десять",
        "одинадцять",
        "дванадцять",
        "тринадцять",
        "чотирнадцять",
        "п'ятнадцять",
        "шістнадцять",
        "сімнадцять",
        "вісімнадцять",
        "дев'ятнадцять",
    ],
    &[
        "ноль",
        "один",
        "два",
        "три",
        "четыре",
        "пять",
        "шесть",
        "семь",
        "восемь",
        "девять",
        "десять",
        "одиннадцать",
        "двенадцать",
        "тринадцать",
        "четырнадцать",
        "пятнадцать",
        "шестнадцать",
        "семнадцать",
        "восемнадцать",
        "девятнадцать",
    ],
];
const TENS: [Table; 2] = [
    &[
        "",
        "",
        "двадцять",
        "тридцять",
        "сорок",
        "п'ятдесят",
        "шістдесят",
        "сімдесят",
        "вісімдесят",
        "дев'яносто",
    ],
    &[
        "",
        "",
        "двадцать",
        "тридцать",
        "сорок",
        "пятьдесят",
        "шестьдесят",
        "семьдесят",
        "восемьдесят",
        "девяносто",
    ],
];
const HUNDREDS: [Table; 2] = [
    &["", "сто", "двісті", "триста", "чотириста", "п'ятсот", "шістсот", "сімсот", "вісімсот", "дев'ятсот"],
    &["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"],
];
/// Genitives of the ordinals, «першого».
const OF_UNITS: [Table; 2] = [
    &[
        "",
        "першого",
        "другого",
        "третього",
        "четвертого",
        "п'ятого",
        "шостого",
        "сьомого",
        "восьмого",
        "дев'ятого",
        "десятого",
        "одинадцятого",
        "дванадцятого",
        "тринадцятого",
        "чотирнадцятого",
        "п'ятнадцятого",
        "шістнадцятого",
        "сімнадцятого",
        "вісімнадцятого",
        "дев'ятнадцятого",
    ],
    &[
        "",
        "первого",
        "второго",
        "третьего",
        "четвертого",
        "пятого",
        "шестого",
        "седьмого",
        "восьмого",
        "девятого",
        "десятого",
        "одиннадцатого",
        "двенадцатого",
        "тринадцатого",
        "четырнадцатого",
        "пятнадцатого",
        "шестнадцатого",
        "семнадцатого",
        "восемнадцатого",
        "девятнадцатого",
    ],
];
const OF_TENS: [Table; 2] = [
    &[
        "",
        "",
        "двадцятого",
        "тридцятого",
        "сорокового",
        "п'ятдесятого",
        "шістдесятого",
        "сімдесятого",
        "вісімдесятого",
        "дев'яностого",
    ],
    &[
        "",
        "",
        "двадцатого",
        "тридцатого",
        "сорокового",
        "пятидесятого",
        "шестидесятого",
        "семидесятого",
        "восьмидесятого",
        "девяностого",
    ],
];

fn index(lang: Lang) -> usize {
    usize::from(lang == Lang::Ru)
}

/// A count from 0 to 999: «тридцять сім».
pub fn cardinal(number: i64, lang: Lang) -> String {
    let at = index(lang);
    let number = number.clamp(0, 999) as usize;
    if number < 20 {
        return UNITS[at][number].to_string();
    }
    let mut parts = Vec::new();
    parts.push(HUNDREDS[at][number / 100]);
    let rest = number % 100;
    if rest >= 20 {
        parts.push(TENS[at][rest / 10]);
    }
    let unit = if rest < 20 { rest } else { rest % 10 };
    if unit > 0 {
        parts.push(UNITS[at][unit]);
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

/// The genitive of an ordinal for days and for the years 1900 to 2099.
pub fn ordinal(number: i64, lang: Lang) -> String {
    let at = index(lang);
    let mut parts = Vec::new();
    let mut rest = number as usize;
    if rest >= 1000 {
        let thousands = if lang == Lang::Uk {
            ["двохтисячного", "дві тисячі"]
        } else {
            ["двухтысячного", "две тысячи"]
        };
        if rest == 2000 {
            return thousands[0].to_string();
        }
        if rest > 2000 {
            parts.push(thousands[1]);
        } else {
            parts.push(if lang == Lang::Uk { "тисяча" } else { "тысяча" });
        }
        rest %= 1000;
        if rest == 900 {
            parts.push(if lang == Lang::Uk { "дев'ятсотого" } else { "девятисотого" });
            return parts.join(" ");
        }
        parts.push(HUNDREDS[at][rest / 100]);
        rest %= 100;
    }
    if rest >= 20 && rest.is_multiple_of(10) {
        parts.push(OF_TENS[at][rest / 10]);
    } else if rest >= 20 {
        parts.push(TENS[at][rest / 10]);
        parts.push(OF_UNITS[at][rest % 10]);
    } else {
        parts.push(OF_UNITS[at][rest]);
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_ordinals() {
        assert_eq!(cardinal(37, Lang::Uk), "тридцять сім");
        assert_eq!(cardinal(112, Lang::Ru), "сто двенадцать");
        assert_eq!(cardinal(40, Lang::Uk), "сорок");
        assert_eq!(ordinal(1990, Lang::Uk), "тисяча дев'ятсот дев'яностого");
        assert_eq!(ordinal(2000, Lang::Ru), "двухтысячного");
    }
}
