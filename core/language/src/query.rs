//! What kind of question a person typed: a number, a date, a name or any words.

use crate::declension::Case;
use crate::word::words;

/// The kind of a search line, with the part that is compared exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryKind {
    /// Ten digits.
    TaxNumber(String),
    /// A number with letters or strokes, upper case, without the № sign.
    CaseNumber(String),
    /// ISO, or a year and month, or a year.
    Date(String),
    /// One to four words that look like a person's name.
    Name,
    /// Anything in quotation marks.
    Phrase,
    Text,
}

/// Recognises the kind of a search line.
pub fn query_kind(text: &str) -> QueryKind {
    let text = text.trim();
    let quotes = |sign| matches!(sign, '"' | '«' | '»' | '“' | '”' | '„');
    if text.starts_with(quotes) && text.ends_with(quotes) && text.chars().count() > 2 {
        return QueryKind::Phrase;
    }
    let bare: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    if bare.len() == 10 && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return QueryKind::TaxNumber(bare);
    }
    if let Some(date) = date(text) {
        return QueryKind::Date(date);
    }
    if let Some(number) = case_number(text) {
        return QueryKind::CaseNumber(number);
    }
    if is_name(text) { QueryKind::Name } else { QueryKind::Text }
}

/// The comparable form of a case number: no spaces, no № sign, capitals, one alphabet.
pub fn plain_number(text: &str) -> String {
    let text = text.trim().trim_start_matches(['№', 'N', '#']);
    let mut plain = String::with_capacity(text.len());
    let mut place = 0;
    for span in words(text) {
        plain.extend(text[place..span.start].chars().filter(|sign| !sign.is_whitespace() && *sign != '.'));
        plain.push_str(&crate::fold::fold_word(&text[span.start..span.end]).to_uppercase());
        place = span.end;
    }
    plain
}

fn case_number(text: &str) -> Option<String> {
    let plain = plain_number(text);
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    let one_word = text.trim().trim_start_matches(['№', 'N', '#']).split_whitespace().count() == 1;
    (one_word && digits >= 2 && plain.chars().count() <= 24).then_some(plain)
}

fn is_name(text: &str) -> bool {
    let parts: Vec<&str> = text.split_whitespace().collect();
    if parts.is_empty() || parts.len() > 4 {
        return false;
    }
    let lettered = |part: &&str| {
        let part = part.trim_end_matches(['.', ',']);
        !part.is_empty()
            && part.chars().all(|sign| sign.is_alphabetic() || sign == '-' || crate::is_apostrophe(sign))
    };
    if !parts.iter().all(lettered) {
        return false;
    }
    let known = |part: &&str| crate::is_given_name(part) || crate::is_patronymic(part);
    let capital = |part: &&str| part.chars().next().is_some_and(char::is_uppercase);
    let office_word = |part: &&str| !crate::stem::marks(part).is_empty() && !known(part);
    parts.iter().any(known)
        || (parts.iter().all(capital) && !parts.iter().any(office_word))
        || (parts.len() == 1 && surname_like(parts[0]))
}

fn surname_like(word: &str) -> bool {
    let guesses = crate::nominative(crate::NamePart::Surname, word, crate::Hint::default());
    let typical = |form: &str| {
        let form = form.to_lowercase();
        ["енко", "ський", "ська", "цький", "цька", "ский", "ская", "чук", "щук", "юк"]
            .iter()
            .any(|tail| form.ends_with(tail))
    };
    guesses.first().is_some_and(|best| {
        best.probability > 0.5
            && typical(&best.form)
            && matches!(best.case, Case::Nominative | Case::Dative | Case::Genitive)
    })
}

const MONTHS: &[(&str, &str)] = &[
    ("січ", "01"),
    ("янв", "01"),
    ("лют", "02"),
    ("фев", "02"),
    ("берез", "03"),
    ("март", "03"),
    ("квіт", "04"),
    ("апр", "04"),
    ("трав", "05"),
    ("мая", "05"),
    ("май", "05"),
    ("черв", "06"),
    ("июн", "06"),
    ("лип", "07"),
    ("июл", "07"),
    ("серп", "08"),
    ("авг", "08"),
    ("верес", "09"),
    ("сент", "09"),
    ("жовт", "10"),
    ("окт", "10"),
    ("листоп", "11"),
    ("нояб", "11"),
    ("груд", "12"),
    ("дек", "12"),
];

/// A date written as 12.03.1957, 12.03.57, 12/III-57, 1957-03-12 or «12 березня 1957 року».
pub fn date(text: &str) -> Option<String> {
    let parts: Vec<&str> = words(text).iter().map(|span| &text[span.start..span.end]).collect();
    let separated = text.contains(['.', '/', '-']);
    let (day, month, year) = match parts.as_slice() {
        [year, month, day] if separated && year.len() == 4 && digits(year).is_some() => (*day, *month, *year),
        [day, month, year, rest @ ..] if rest.len() <= 1 => (*day, *month, *year),
        _ => return None,
    };
    let year = year_of(year, text.contains(['.', '/']))?;
    let (day, month) = (digits(day)?, month_of(month, separated)?);
    let sane = (1..=31).contains(&day) && (1..=12).contains(&month) && (1800..=2200).contains(&year);
    sane.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn digits(part: &str) -> Option<u32> {
    if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse().ok() } else { None }
}

/// Four digits; two where the separators are those of a date. «р» and «г» may cling to it.
fn year_of(part: &str, short: bool) -> Option<u32> {
    let bare = part.trim_end_matches(['р', 'г', 'Р', 'Г']);
    let year = digits(bare)?;
    match bare.len() {
        4 => Some(year),
        // Nobody in a pension file was born after 2030 or worked before 1930.
        2 if short => Some(if year < 30 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

fn month_of(part: &str, separated: bool) -> Option<u32> {
    if let Some(number) = digits(part) {
        return separated.then_some(number);
    }
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let folded = crate::fold_word(part);
    let latin: String = folded
        .chars()
        .map(|sign| match sign {
            'і' => 'i',
            'х' => 'x',
            'у' => 'v',
            other => other,
        })
        .collect();
    if let Some(place) = ROMAN.iter().position(|roman| *roman == latin) {
        return Some(place as u32 + 1);
    }
    let named = MONTHS.iter().find(|(start, _)| folded.starts_with(start))?.1;
    named.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_questions() {
        let check = |text: &str, expected: QueryKind| assert_eq!(query_kind(text), expected, "{text}");
        check("3184710691", QueryKind::TaxNumber("3184710691".into()));
        check("3184 710 691", QueryKind::TaxNumber("3184710691".into()));
        check("12.03.1957", QueryKind::Date("1957-03-12".into()));
        check("1957-03-12", QueryKind::Date("1957-03-12".into()));
        check("12 березня 1957 року", QueryKind::Date("1957-03-12".into()));
        check("12 марта 1957", QueryKind::Date("1957-03-12".into()));
        check("12.03.57", QueryKind::Date("1957-03-12".into()));
        check("12.03.1957р.", QueryKind::Date("1957-03-12".into()));
        check("12/III-57", QueryKind::Date("1957-03-12".into()));
        check("12.ІІІ.1957", QueryKind::Date("1957-03-12".into()));
        check("044120/П", QueryKind::CaseNumber("044120/П".into()));
        check("№ 44120/п", QueryKind::CaseNumber("44120/П".into()));
        check("44120/P", QueryKind::CaseNumber("44120/Р".into()));
        check("\"трудова книжка\"", QueryKind::Phrase);
        check("«трудова книжка»", QueryKind::Phrase);
        check("Кравченко Захар", QueryKind::Name);
        check("захар опанасович", QueryKind::Name);
        check("кравченко", QueryKind::Name);
        check("довідка про стаж", QueryKind::Text);
        check("Довідка", QueryKind::Text);
        check("", QueryKind::Text);
    }
}
