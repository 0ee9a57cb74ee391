//! Finding dates in a line of text: figures, Roman months, month names, words; tolerant to misread signs.

use super::tokens::{Gap, Kind, Token, tokens};
use super::words::{month_named, numeral, year_in_words};
use super::{PaperDate, Precision, Span};
use crate::codes::alike::{roman, to_digit};

/// A date in a text, with the bytes it takes and how it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundDate {
    pub date: PaperDate,
    pub start: usize,
    pub end: usize,
    /// Look-alikes were mapped, or a misread month was guessed.
    pub edited: bool,
    /// The year was written with two digits.
    pub short_year: bool,
}

/// All dates of a text, in order, the longest reading at each place.
pub fn find(text: &str, span: Span) -> Vec<FoundDate> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    let mut free = 0;
    while at < tokens.len() {
        let reading = FORMS.iter().find_map(|form| form(&tokens[at..], span));
        // «30.02.1957» is no February: the tail of an impossible date is no date either.
        let is_tail = at > free && tokens[at].before == Gap::Sign && tokens[at - 1].kind != Kind::Word;
        match reading.filter(|one| !is_tail || one.date.precision() == Precision::Day) {
            Some(reading) => {
                let end = tokens[at + reading.taken - 1].end;
                found.push(FoundDate {
                    date: reading.date,
                    start: tokens[at].start,
                    end,
                    edited: reading.edited,
                    short_year: reading.short,
                });
                at += reading.taken;
                free = at;
            }
            None => at += 1,
        }
    }
    found
}

/// The one date that a field's text is: the first of the greatest precision.
pub fn read(text: &str, span: Span) -> Option<FoundDate> {
    let all = find(text, span);
    let best = all.iter().map(|one| one.date.precision()).max();
    let Some(best) = best else {
        return eight_digits(text);
    };
    all.into_iter().find(|one| one.date.precision() == best)
}

/// Boxes of a form give `12031957` without separators.
fn eight_digits(text: &str) -> Option<FoundDate> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 8 {
        return None;
    }
    let date =
        PaperDate::day(digits[4..].parse().ok()?, digits[2..4].parse().ok()?, digits[..2].parse().ok()?)?;
    Some(FoundDate { date, start: 0, end: text.len(), edited: false, short_year: false })
}

struct Reading {
    date: PaperDate,
    taken: usize,
    edited: bool,
    short: bool,
}

type Form = fn(&[Token<'_>], Span) -> Option<Reading>;

/// From the most telling form to the least.
const FORMS: [Form; 7] =
    [by_month_name, in_words, in_figures, run_together, year_first, month_and_year, year_alone];

fn number(token: &Token<'_>) -> Option<(u32, usize, bool)> {
    match token.kind {
        Kind::Number(value, length, edited) => Some((value, length, edited)),
        Kind::Word => None,
    }
}

fn year_of(token: &Token<'_>, span: Span) -> Option<(i32, bool, bool)> {
    let (value, length, edited) = number(token)?;
    let value = value as i32;
    match length {
        4 if span.holds(value) => Some((value, false, edited)),
        2 => span.whole_year(value).map(|year| (year, true, edited)),
        _ => None,
    }
}

fn joined(tokens: &[Token<'_>]) -> bool {
    tokens.iter().all(|token| matches!(token.before, Gap::Sign | Gap::Space))
}

/// How many tokens a following «року», «р.», «г.» takes.
fn year_mark(rest: &[Token<'_>]) -> usize {
    let marks = ["року", "рік", "роки", "р", "г", "года", "год", "году", "році", "рр", "гг"];
    let is_mark =
        |token: &Token<'_>| marks.contains(&token.text.to_lowercase().as_str()) && token.before != Gap::Other;
    usize::from(rest.first().is_some_and(is_mark))
}

fn by_month_name(tokens: &[Token<'_>], span: Span) -> Option<Reading> {
    let [day, month, year, ..] = tokens else {
        return month_name_and_year(tokens, span);
    };
    let Some((day_number, _, day_edited)) =
        number(day).filter(|(value, length, _)| *length <= 2 && *value >= 1)
    else {
        return month_name_and_year(tokens, span);
    };
    let (month_number, guessed) = month_named(month.text)?;
    let (year, short, year_edited) = year_of(year, span)?;
    if !joined(&tokens[1..3]) && tokens[1].before != Gap::None {
        return None;
    }
    let date = PaperDate::day(year, month_number, u8::try_from(day_number).ok()?)?;
    let taken = 3 + year_mark(&tokens[3..]);
    Some(Reading { date, taken, edited: day_edited || guessed || year_edited, short })
}

fn month_name_and_year(tokens: &[Token<'_>], span: Span) -> Option<Reading> {
    let [month, year, ..] = tokens else {
        return None;
    };
    if month.kind != Kind::Word || !joined(&tokens[1..2]) {
        return None;
    }
    let (month_number, guessed) = month_named(month.text)?;
    let (year, short, edited) = year_of(year, span).filter(|(_, short, _)| !short)?;
    let date = PaperDate::month(year, month_number)?;
    Some(Reading { date, taken: 2 + year_mark(&tokens[2..]), edited: guessed || edited, short })
}

/// «дванадцятого березня тисяча дев'ятсот п'ятдесят сьомого року».
fn in_words(tokens: &[Token<'_>], _span: Span) -> Option<Reading> {
    let words: Vec<&str> = tokens.iter().take(9).map(|token| token.text).collect();
    let mut day = 0;
    let mut at = 0;
    while at < 2 && at < words.len() && month_named(words[at]).is_none() {
        let value = match tokens[at].kind {
            Kind::Number(value, 1..=2, _) => value,
            Kind::Number(..) => return None,
            Kind::Word => numeral(words[at])?,
        };
        day += value;
        at += 1;
    }
    let (month, guessed) = month_named(words.get(at)?)?;
    let (year, taken) = year_in_words(&words[at + 1..])?;
    let date = match day {
        0 => PaperDate::month(year, month)?,
        day => PaperDate::day(year, month, u8::try_from(day).ok()?)?,
    };
    let taken = at + 1 + taken;
    Some(Reading { date, taken: taken + year_mark(&tokens[taken..]), edited: guessed, short: false })
}

fn month_of(token: &Token<'_>) -> Option<(u32, bool)> {
    match token.kind {
        Kind::Number(value, 1..=2, edited) => (1..=12).contains(&value).then_some((value, edited)),
        Kind::Number(..) => None,
        Kind::Word => {
            let numeral = roman(token.text).map(|(_, value)| (value, false));
            let (value, edited) = numeral.or_else(|| digits_misread(token.text))?;
            (1..=12).contains(&value).then_some((value, edited))
        }
    }
}

/// «ОЗ» between two points is 03.
fn digits_misread(text: &str) -> Option<(u32, bool)> {
    let digits: Option<String> = text.chars().map(to_digit).collect();
    let value = digits.filter(|digits| digits.len() == 2)?.parse().ok()?;
    Some((value, true))
}

/// `12.03.1957`, `12/III-57`, `12-III-1957г.`
fn in_figures(tokens: &[Token<'_>], span: Span) -> Option<Reading> {
    let [day, month, year, ..] = tokens else {
        return None;
    };
    let (day_number, _, day_edited) = number(day).filter(|(value, length, _)| *length <= 2 && *value >= 1)?;
    let (month_number, month_edited) = month_of(month)?;
    let (year_number, short, year_edited) = year_of(year, span)?;
    let spaced = month.before == Gap::Space && year.before == Gap::Space;
    let signed = month.before == Gap::Sign || year.before == Gap::Sign;
    if !joined(&tokens[1..3]) || (spaced && short) || !(spaced || signed) {
        return None;
    }
    let date = PaperDate::day(year_number, u8::try_from(month_number).ok()?, u8::try_from(day_number).ok()?)?;
    let taken = 3 + year_mark(&tokens[3..]);
    Some(Reading { date, taken, edited: day_edited || month_edited || year_edited, short })
}

/// `12.031957` and `1203.1957`: a point too faint to be read.
fn run_together(tokens: &[Token<'_>], span: Span) -> Option<Reading> {
    let [first, second, ..] = tokens else {
        return None;
    };
    let (left, left_length, _) = number(first)?;
    let (right, right_length, _) = number(second)?;
    if second.before != Gap::Sign {
        return None;
    }
    let (day, month, year) = match (left_length, right_length) {
        (2, 6) => (left, right / 10_000, right % 10_000),
        (4, 4) if left % 100 <= 12 => (left / 100, left % 100, right),
        _ => return None,
    };
    let year = i32::try_from(year).ok().filter(|year| span.holds(*year))?;
    let date = PaperDate::day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    Some(Reading { date, taken: 2 + year_mark(&tokens[2..]), edited: true, short: false })
}

/// `1957.III.12`, `1957 03 12`: old work-books.
fn year_first(tokens: &[Token<'_>], span: Span) -> Option<Reading> {
    let [year, month, day, ..] = tokens else {
        return None;
    };
    let (year_number, short, year_edited) = year_of(year, span).filter(|(_, short, _)| !short)?;
    let (month_number, month_edited) = month_of(month)?;
    let (day_number, length, day_edited) = number(day)?;
    if length > 2 || !joined(&tokens[1..3]) {
        return None;
    }
    let date = PaperDate::day(year_number, u8::try_from(month_number).ok()?, u8::try_from(day_number).ok()?)?;
    Some(Reading { date, taken: 3, edited: year_edited || month_edited || day_edited, short })
}

/// `03.1957`, `III.1957`.
fn month_and_year(tokens: &[Token<'_>], span: Span) -> Option<Reading> {
    let [month, year, ..] = tokens else {
        return None;
    };
    if year.before != Gap::Sign {
        return None;
    }
    let (month_number, month_edited) = month_of(month)?;
    let (year_number, short, year_edited) = year_of(year, span).filter(|(_, short, _)| !short)?;
    let date = PaperDate::month(year_number, u8::try_from(month_number).ok()?)?;
    Some(Reading { date, taken: 2 + year_mark(&tokens[2..]), edited: month_edited || year_edited, short })
}

/// Four digits of a possible year; a following «року» or «г.» is taken with it.
fn year_alone(tokens: &[Token<'_>], span: Span) -> Option<Reading> {
    let year = tokens.first()?;
    let (year_number, short, edited) = year_of(year, span).filter(|(_, short, _)| !short)?;
    let date = PaperDate::year(year_number);
    debug_assert_eq!(date.precision(), Precision::Year);
    Some(Reading { date, taken: 1 + year_mark(&tokens[1..]), edited, short })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = find(text, Span::default()).iter().map(|one| one.date.to_string()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_form_of_the_papers() {
        for text in [
            "12.03.1957",
            "12.03.57",
            "12/III-57",
            "12-III-1957г.",
            "1957.III.12",
            "1957 03 12",
            "«12» березня 1957 року",
            "12 марта 1957 г.",
            "дванадцятого березня тисяча дев'ятсот п'ятдесят сьомого року",
            "\" 12 \" березня 1957 р.",
            "12 . 03 . 1957",
            "12,03,1957",
            "12.03.1957р.н.",
            "12.031957",
            "12/ІІІ-1957",
            "1957-03-12",
            "12 берсзня 1957 року",
            "двенадцатого марта тысяча девятьсот пятьдесят седьмого года",
            "12.ОЗ.1957",
        ] {
            check(text, &["1957-03-12"]);
        }
    }

    #[test]
    fn lower_precision_and_several() {
        check("березень 1987 року", &["1987-03"]);
        check("03.1987", &["1987-03"]);
        check("1961 р.", &["1961"]);
        check("з 01.09.1975 по 15.08.1980", &["1975-09-01", "1980-08-15"]);
        check("30.02.1957", &[]);
        check("кв. 12", &[]);
        check("двадцять третього січня дві тисячі п'ятого року", &["2005-01-23"]);
    }

    #[test]
    fn places_in_the_text() {
        let text = "народився 12.03.1957 р. у селі";
        let found = find(text, Span::default());
        assert_eq!(&text[found[0].start..found[0].end], "12.03.1957 р");
        assert_eq!(
            read("12031957", Span::default()).map(|one| one.date.to_string()).as_deref(),
            Some("1957-03-12")
        );
    }
}
