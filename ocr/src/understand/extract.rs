//! A value of a type out of the words of a region: the first that fits, with the words it took.

use dossier::PixelBox;
use dossier::codes;
use dossier::date::{self, Precision, Span};
use dossier::value::{self, Canonical, ValueType};

use super::choices;
use super::region::Piece;

/// A value with its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Extracted {
    pub value: String,
    pub edited: bool,
    pub raw: String,
    pub bbox: PixelBox,
    pub least: f32,
    pub mean: f32,
}

/// Words further from the label than this belong to something else.
const NEAR: usize = 5;

/// The first value of the type among the pieces; `strict` wants it at once, without words between.
pub fn extract(kind: ValueType, pieces: &[Piece<'_>], strict: bool) -> Option<Extracted> {
    let near = if strict { 1 } else { NEAR };
    match kind {
        ValueType::Date | ValueType::Until | ValueType::Month | ValueType::Year => dated(kind, pieces, near),
        ValueType::Amount => spanned(pieces, near, sum_in),
        ValueType::Duration => spanned(pieces, near, |text| {
            let (value, start, end) = value::duration_in(text)?;
            Some((start, end, Canonical { value, edited: false }))
        }),
        ValueType::TaxNumber | ValueType::Edrpou | ValueType::Iban | ValueType::Unzr => {
            windows(kind, pieces, near, 9)
        }
        ValueType::Phone => phone(pieces, near),
        ValueType::PassportSeries | ValueType::PassportNumber => passport(kind, pieces, near),
        ValueType::Series => series(pieces, near),
        ValueType::Count => windows(kind, pieces, near, 1),
        ValueType::Number => number(pieces, near),
        ValueType::Sex => windows(kind, pieces, 2, 1),
        ValueType::PensionKind | ValueType::DisabilityGroup => choices::chosen(kind, pieces),
        ValueType::Name => name(pieces, near),
        ValueType::Text => text(pieces),
        ValueType::FullName | ValueType::List => None,
    }
}

/// The number sign, as it stands or as recognisers without it read it.
pub fn number_sign(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ':', ' ', ',']);
    let head = bare.trim_end_matches(|one: char| one.is_ascii_digit() || matches!(one, '-' | '/'));
    matches!(
        head,
        "№" | "Ме"
            | "Ле"
            | "Лэ"
            | "Мэ"
            | "Мо"
            | "Ло"
            | "ЛЬ"
            | "Но"
            | "Не"
            | "Хе"
            | "Хо"
            | "N"
            | "No"
            | "Nо"
            | "М»"
            | "Ме»"
            | "Й№"
            | "№№"
    )
}

/// Joins pieces into one text with the byte at which each starts.
pub fn joined(pieces: &[Piece<'_>]) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut starts = Vec::new();
    for piece in pieces {
        if !text.is_empty() {
            text.push(' ');
        }
        starts.push(text.len());
        text.push_str(piece.text);
    }
    (text, starts)
}

/// The value with the pieces `from..to` as its evidence.
pub fn taken(pieces: &[Piece<'_>], from: usize, to: usize, canonical: Canonical) -> Option<Extracted> {
    let own = pieces.get(from..to)?;
    let bbox = PixelBox::around(own.iter().map(|piece| &piece.word.bbox))?;
    let raw = own.iter().map(|piece| piece.text).collect::<Vec<&str>>().join(" ");
    let least = own.iter().map(|piece| piece.word.confidence).fold(1.0, f32::min);
    let mean = own.iter().map(|piece| piece.word.confidence).sum::<f32>() / own.len() as f32;
    Some(Extracted { value: canonical.value, edited: canonical.edited, raw, bbox, least, mean })
}

type FoundIn = Option<(usize, usize, Canonical)>;

fn spanned(pieces: &[Piece<'_>], near: usize, find: impl Fn(&str) -> FoundIn) -> Option<Extracted> {
    let (text, starts) = joined(pieces);
    let (start, end, canonical) = find(&text)?;
    let from = starts.iter().rposition(|one| *one <= start)?;
    let to = starts.iter().rposition(|one| *one < end)? + 1;
    if from > near {
        return None;
    }
    taken(pieces, from, to, canonical)
}

/// The first sum of a text; «12538 крб. 78 коп.» is one sum.
fn sum_in(text: &str) -> FoundIn {
    // Several sums in a row are a row of a table, not the one that is meant.
    if value::amounts_in(text).iter().filter(|(_, _, sum)| !sum.value.ends_with(".00")).count() > 1 {
        return None;
    }
    let (start, end, sum) = value::amounts_in(text).into_iter().next()?;
    let rest = &text[end..];
    let unit = rest.trim_start().to_lowercase();
    let named = ["крб", "руб", "грн", "гр.", "р."].iter().any(|mark| unit.starts_with(mark));
    let coins = rest.find("коп").map(|at| end + at).filter(|at| named && at - end <= 24);
    let Some(coins) = coins else {
        return Some((start, end, sum));
    };
    let whole = value::amount(&text[start..coins])?;
    Some((start, coins, whole))
}

fn dated(kind: ValueType, pieces: &[Piece<'_>], near: usize) -> Option<Extracted> {
    let least = match kind {
        ValueType::Month => Precision::Month,
        _ => Precision::Year,
    };
    let (text, _) = joined(pieces);
    let open = kind == ValueType::Until
        && ValueType::Until.canonical(&text).is_some_and(|one| one.value == "indefinite");
    if open {
        let canonical = Canonical { value: "indefinite".to_owned(), edited: false };
        let place = pieces.iter().position(|piece| {
            ValueType::Until.canonical(piece.text).is_some_and(|one| one.value == "indefinite")
        });
        let place = place.unwrap_or(0);
        return taken(pieces, place, place + 1, canonical);
    }
    spanned(pieces, near, |text| {
        let all = date::find(text, Span::default());
        // A whole day within reach beats a bare year before it.
        let best = all.iter().take(2).max_by_key(|one| one.date.precision())?;
        let first = all.iter().find(|one| one.date.precision() == best.date.precision())?;
        if first.date.precision() < least {
            return None;
        }
        let value: String = match kind {
            ValueType::Month => first.date.to_string().chars().take(7).collect(),
            ValueType::Year => first.date.to_string().chars().take(4).collect(),
            _ => first.date.to_string(),
        };
        Some((first.start, first.end, Canonical { value, edited: first.edited }))
    })
}

/// Codes may be cut into several words: the shortest run of words that makes one, proven ones first.
fn windows(kind: ValueType, pieces: &[Piece<'_>], near: usize, most: usize) -> Option<Extracted> {
    let mut unproven = None;
    for from in 0..pieces.len().min(near + 1) {
        let mut text = String::new();
        for to in from + 1..=pieces.len().min(from + most) {
            text.push_str(pieces[to - 1].text);
            let bare = text.trim_matches(|one: char| !one.is_alphanumeric() && !matches!(one, '+' | '('));
            let Some(canonical) = kind.canonical(bare) else {
                continue;
            };
            match kind.proof(&canonical.value) {
                Some(true) | None => return taken(pieces, from, to, canonical),
                Some(false) => {
                    unproven.get_or_insert((from, to, canonical));
                }
            }
        }
    }
    let (from, to, canonical) = unproven?;
    taken(pieces, from, to, canonical)
}

fn passport(kind: ValueType, pieces: &[Piece<'_>], near: usize) -> Option<Extracted> {
    for from in 0..pieces.len().min(near + 1) {
        let mut text = String::new();
        for to in from + 1..=pieces.len().min(from + 5) {
            let word = pieces[to - 1].text;
            text.push_str(if to > from + 1 && number_sign(word) { "№" } else { word });
            text.push(' ');
            let bare = text.trim_matches(|one: char| !one.is_alphanumeric());
            let bare = bare.strip_prefix("серія").or_else(|| bare.strip_prefix("серии")).unwrap_or(bare);
            let read = codes::passport(bare.trim()).or_else(|| codes::identity_card(bare));
            let Some(read) = read else {
                continue;
            };
            let wanted = if kind == ValueType::PassportSeries { read.series } else { read.number };
            if wanted.is_empty() {
                return None;
            }
            return taken(pieces, from, to, Canonical { value: wanted, edited: read.edited });
        }
    }
    match kind {
        ValueType::PassportNumber => windows(kind, pieces, near, 2),
        _ => None,
    }
}

fn series(pieces: &[Piece<'_>], near: usize) -> Option<Extracted> {
    for from in 0..pieces.len().min(near.min(2) + 1) {
        let mut text = String::new();
        for to in from + 1..=pieces.len().min(from + 3) {
            text.push_str(pieces[to - 1].text);
            let bare = text.split('№').next().unwrap_or(&text);
            let bare = bare.trim_matches(|one: char| !one.is_alphanumeric());
            if let Some(value) = codes::papers::series(bare) {
                return taken(pieces, from, to, Canonical { value, edited: false });
            }
        }
    }
    None
}

/// Groups of figures that stand together.
fn phone(pieces: &[Piece<'_>], near: usize) -> Option<Extracted> {
    let figures = |piece: &Piece<'_>| {
        let digit = piece.text.chars().any(|one| one.is_ascii_digit());
        digit && !piece.text.chars().any(char::is_alphabetic)
    };
    let from = pieces.iter().position(figures).filter(|from| *from <= near)?;
    let count = pieces[from..].iter().take_while(|piece| figures(piece)).count();
    for to in (from + 1..=from + count).rev() {
        let (text, _) = joined(&pieces[from..to]);
        if let Some(canonical) = ValueType::Phone.canonical(&text) {
            return taken(pieces, from, to, canonical);
        }
    }
    None
}

/// The number of a paper: the first word with digits that is no date; a slash or dash may split it.
fn number(pieces: &[Piece<'_>], near: usize) -> Option<Extracted> {
    for from in 0..pieces.len().min(near.min(3) + 1) {
        let piece = &pieces[from];
        let own = piece.text.trim_start_matches(['№', 'N', '#']);
        let digits = own.chars().filter(char::is_ascii_digit).count();
        if digits == 0 || digits * 2 < own.chars().filter(|one| one.is_alphanumeric()).count() {
            continue;
        }
        let (around, _) = joined(&pieces[from..pieces.len().min(from + 3)]);
        let is_date = date::find(&around, Span::default())
            .first()
            .is_some_and(|one| one.start == 0 && one.date.precision() == Precision::Day);
        if is_date {
            continue;
        }
        let canonical = ValueType::Number.canonical(own)?;
        return taken(pieces, from, from + 1, canonical);
    }
    None
}

fn name(pieces: &[Piece<'_>], near: usize) -> Option<Extracted> {
    for from in 0..pieces.len().min(near.min(2) + 1) {
        let (mended, edited) = letters(pieces[from].text);
        let bare = mended.trim_matches(|one: char| !one.is_alphabetic());
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        if !capital || bare.chars().count() < 2 {
            continue;
        }
        let Some(canonical) = ValueType::Name.canonical(bare) else {
            continue;
        };
        let value = language::title(&canonical.value);
        return taken(pieces, from, from + 1, Canonical { value, edited });
    }
    None
}

/// «Антон1на»: digits inside a word of letters are misread letters.
pub fn letters(word: &str) -> (String, bool) {
    let own = word.chars().filter(|one| one.is_alphabetic()).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits == 0 || digits * 3 > own {
        return (word.to_owned(), false);
    }
    let letter = |one: char| match one {
        '0' => 'о',
        '1' => 'і',
        '3' => 'з',
        '4' => 'ч',
        '6' => 'б',
        '8' => 'в',
        other => other,
    };
    (word.chars().map(letter).collect(), true)
}

/// «оп. З», «№ З»: the letter that stands where a number must is the figure.
pub fn figures(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let before = out.last().map(|one| one.to_lowercase()).unwrap_or_default();
        let before = before.trim_start_matches('(');
        let counted =
            ["№", "оп.", "опис", "спр.", "справа", "арк.", "ф.", "фонд", "д.", "л.", "розділ", "пункт"]
                .contains(&before);
        let rest = word.strip_prefix('З').filter(|rest| rest.chars().all(|one| !one.is_alphabetic()));
        out.push(match rest {
            Some(rest) if counted => format!("3{rest}"),
            _ => word.to_owned(),
        });
    }
    out.join(" ")
}

/// A line of text: words up to a wide gap, trimmed of lines and signs.
fn text(pieces: &[Piece<'_>]) -> Option<Extracted> {
    let mut to = 0;
    for (place, piece) in pieces.iter().enumerate() {
        if let Some(before) = place.checked_sub(1).map(|one| &pieces[one]) {
            let same = before.row == piece.row;
            let gap = piece.word.bbox.x.saturating_sub(before.word.bbox.right());
            if same && gap > piece.word.bbox.h.max(20) * 5 {
                break;
            }
        }
        to = place + 1;
    }
    let own = &pieces[..to];
    let (joined, _) = joined(own);
    let clean = joined.replace(['_', '|'], " ");
    let bare =
        clean.trim_matches(|one: char| !one.is_alphanumeric() && !matches!(one, '"' | '«' | '»' | ')' | '('));
    let bare = bare.trim_matches(|one: char| matches!(one, '.' | ',' | ';' | ':' | ' '));
    if bare.chars().filter(|one| one.is_alphanumeric()).count() < 3 {
        return None;
    }
    let value = figures(&value::text(bare)?);
    taken(pieces, 0, to, Canonical { value, edited: false })
}

#[cfg(test)]
mod tests {
    use super::super::layout::{PageText, tests::page};
    use super::*;

    fn check(kind: ValueType, text: &str, expected: Option<&str>) {
        let page = PageText::of(&page(text));
        let pieces: Vec<Piece<'_>> =
            page.rows[0].words.iter().map(|word| Piece { text: &word.text, word, row: 0 }).collect();
        assert_eq!(extract(kind, &pieces, false).map(|one| one.value).as_deref(), expected, "{text}");
    }

    #[test]
    fn values_are_found_among_words() {
        check(ValueType::Date, "« 12 » березня 1957 року", Some("1957-03-12"));
        check(ValueType::TaxNumber, ": 1759 013 776", Some("1759013776"));
        check(ValueType::PassportNumber, "МЮ № 123456 виданий", Some("123456"));
        check(ValueType::PassportSeries, "XXIV-МЮ № 123456", Some("XXIV-МЮ"));
        check(ValueType::Number, "№ 15/2-7 від 12.03.2001", Some("15/2-7"));
        check(ValueType::Name, "КРАВЧЕНКО", Some("Кравченко"));
        check(ValueType::Amount, "1 234,56 грн", Some("1234.56"));
        check(ValueType::Iban, "UA58 3808 0500 0002 6009 7029 7880 5", Some("UA583808050000026009702978805"));
        check(ValueType::Text, "__ ТОВ «Зоря» __", Some("ТОВ «Зоря»"));
        check(ValueType::Series, "УІ-АТ № 127456", Some("VI-АТ"));
        check(ValueType::DisabilityGroup, "друга група", Some("II"));
        check(ValueType::PensionKind, "за віком", Some("old_age"));
    }
}
