//! The letterhead: the organisation that made the paper, in the rows above its title.

use dossier::PixelBox;
use dossier::recognition::Word;

use super::extract::Extracted;
use super::fields::Sheet;
use super::layout::Row;
use super::normalise::find;
use super::proposal::{Proposal, Rule};
use crate::kinds::{AnchorPlace, Kind};

/// Words that name institutions, by their stems in both languages.
const STEMS: [&str; 64] = [
    "управлінн",
    "управлен",
    "відділ",
    "отдел",
    "фонд",
    "міністерств",
    "министерств",
    "завод",
    "колгосп",
    "колхоз",
    "радгосп",
    "совхоз",
    "підприємств",
    "предприят",
    "товариств",
    "обществ",
    "фабрик",
    "комбінат",
    "комбинат",
    "інспекц",
    "инспекц",
    "комісаріат",
    "комиссариат",
    "комісі",
    "комисси",
    "архів",
    "архив",
    "школ",
    "інститут",
    "институт",
    "університет",
    "университет",
    "технікум",
    "техникум",
    "училищ",
    "загс",
    "рацс",
    "драцс",
    "рада",
    "ради",
    "совет",
    "лікарн",
    "больниц",
    "трест",
    "шахта",
    "депо",
    "станці",
    "станци",
    "кооператив",
    "установ",
    "учрежден",
    "виконком",
    "исполком",
    "суд",
    "банк",
    "центр",
    "об'єднанн",
    "объединен",
    "торг",
    "дпі",
    "тов",
    "зат",
    "ват",
    "адміністрац",
];

/// Words that open the line of an address or of registration, never the rest of a name.
const NOT_NAME: [&str; 22] = [
    "м",
    "г",
    "вул",
    "ул",
    "тел",
    "код",
    "індекс",
    "смт",
    "с",
    "вих",
    "исх",
    "від",
    "от",
    "адреса",
    "адрес",
    "р",
    "п",
    "пров",
    "пр",
    "бул",
    "ідентифікаційний",
    "форма",
];

/// Bodies that stand over everyone and name nobody.
const SUPERIOR: [&str; 9] = [
    "пенсійний фонд україни",
    "міністерство",
    "министерство",
    "україна",
    "украинская сср",
    "українська рср",
    "державна податкова адміністрація україни",
    "державна податкова служба",
    "ссср",
];

/// The row of the page that is a title of the kind.
pub fn title_row(kind: &Kind, rows: &[Row]) -> Option<usize> {
    let own = rows.iter().position(|row| is_title(kind, row));
    let bare = rows.iter().position(bare_title);
    match (own, bare) {
        (Some(own), Some(bare)) => Some(own.min(bare)),
        (own, bare) => own.or(bare),
    }
}

fn is_title(kind: &Kind, row: &Row) -> bool {
    let titles = kind.anchors.iter().filter(|anchor| anchor.at == AnchorPlace::Title && anchor.weight > 0.0);
    titles
        .flat_map(|anchor| &anchor.phrases)
        .any(|phrase| phrase.len() * 2 >= row.letters() && find(&row.tokens, phrase, 0).is_some())
}

/// «ДОВІДКА», «ЗАЯВА» alone in a row, whatever stands below.
fn bare_title(row: &Row) -> bool {
    let word: String =
        row.text().chars().filter(|one| one.is_alphabetic()).collect::<String>().to_uppercase();
    [
        "ДОВІДКА",
        "СПРАВКА",
        "ЗАЯВА",
        "ЗАЯВЛЕНИЕ",
        "РІШЕННЯ",
        "РЕШЕНИЕ",
        "ПРОТОКОЛ",
        "РОЗПОРЯДЖЕННЯ",
        "РАСПОРЯЖЕНИЕ",
    ]
    .contains(&word.as_str())
}

/// The organisation named above the title of the first page.
pub fn organisation(sheet: &Sheet<'_>, kind: f32, own: &Kind, path: &str) -> Vec<Proposal> {
    let rows = &sheet.text.rows;
    let limit = sheet.text.height * 45 / 100;
    let title = title_row(own, rows).unwrap_or(rows.len());
    let mut blocks: Vec<Vec<&Row>> = Vec::new();
    let mut bottom = 0;
    for row in rows.iter().take(title).take_while(|row| row.bbox.y < limit) {
        if !plain(row) {
            bottom = 0;
            continue;
        }
        let near = bottom > 0 && row.bbox.y.saturating_sub(bottom) < sheet.text.letter * 2;
        match blocks.last_mut() {
            Some(block) if near => block.push(row),
            _ => blocks.push(vec![row]),
        }
        bottom = row.bbox.bottom();
    }
    let mut out = Vec::new();
    for block in blocks {
        let start = block.iter().rposition(|row| superior(row)).map_or(0, |row| row + 1);
        let own = &block[start..];
        if own.iter().any(|row| names_institution(row)) {
            out.extend(proposal(sheet, kind, path, own));
        }
    }
    if out.is_empty() {
        // Small cards name the body that issued them at the bottom.
        let low = rows
            .iter()
            .rev()
            .take(4)
            .find(|row| row.bbox.y > limit && plain(row) && names_institution(row) && !signed(row));
        out.extend(low.and_then(|row| proposal(sheet, kind, path, &[row])));
    }
    // The most particular body stands last.
    if out.len() > 1 {
        let last = out.len() - 1;
        out.swap(0, last);
        out.truncate(1);
    }
    out
}

/// «Начальник відділу …»: a signature names an office too.
fn signed(row: &Row) -> bool {
    let text = lower(row);
    [
        "начальник",
        "керівник",
        "директор",
        "головний",
        "главный",
        "завідуюч",
        "заведующ",
        "спеціаліст",
        "інспектор ",
        "архівіст",
        "секретар",
    ]
    .iter()
    .any(|word| text.contains(word))
}

fn lower(row: &Row) -> String {
    row.text().to_lowercase().replace(['’', '`'], "'")
}

fn superior(row: &Row) -> bool {
    let text = lower(row);
    let bare = text.trim_matches(|one: char| !one.is_alphabetic());
    SUPERIOR.iter().any(|name| bare == *name || (name.ends_with("ство") && bare.starts_with(name)))
}

fn names_institution(row: &Row) -> bool {
    let text = lower(row);
    let mut words = text.split(|one: char| !one.is_alphabetic() && one != '\'');
    words.any(|word| {
        STEMS.iter().any(|stem| word == *stem || (stem.chars().count() > 3 && word.contains(stem)))
    })
}

/// A row of words that may be part of a name: no address, no number, no label with a line.
fn plain(row: &Row) -> bool {
    let text = lower(row);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|one| one.is_alphabetic()).count();
    let first =
        text.split(|one: char| !one.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default();
    let bracketed = text.starts_with('(');
    let read = row.words.iter().map(|word| word.confidence).sum::<f32>() / row.words.len().max(1) as f32;
    let opens_address = NOT_NAME.contains(&first) && text.contains(['.', ',', ':']);
    letters >= 3 && digits * 6 < letters && !opens_address && !text.contains('_') && !bracketed && read > 0.4
}

/// The row's words without a sheet number in the corner: one to three figures apart from the rest.
fn without_sheet_number(row: &Row, letter: u32) -> &[Word] {
    let figures = |word: &Word| word.text.len() <= 3 && word.text.chars().all(|one| one.is_ascii_digit());
    let apart = |left: &Word, right: &Word| right.bbox.x.saturating_sub(left.bbox.right()) > letter * 2;
    match row.words.as_slice() {
        [first, second, ..] if figures(first) && apart(first, second) => &row.words[1..],
        [.., before, last] if figures(last) && apart(before, last) => &row.words[..row.words.len() - 1],
        words => words,
    }
}

fn proposal(sheet: &Sheet<'_>, kind: f32, path: &str, rows: &[&Row]) -> Option<Proposal> {
    let words = || rows.iter().flat_map(|row| without_sheet_number(row, sheet.text.letter));
    let bbox = PixelBox::around(words().map(|word| &word.bbox))?;
    let raw = words().map(|word| word.text.as_str()).collect::<Vec<&str>>().join(" ");
    let bare = raw.trim_matches(|one: char| !one.is_alphanumeric() && !matches!(one, '"' | '«' | '»' | ')'));
    let value =
        dossier::value::text(&super::extract::figures(bare)).filter(|value| value.chars().count() >= 6)?;
    let count = words().count().max(1) as f32;
    let least = words().map(|word| word.confidence).fold(1.0, f32::min);
    let mean = words().map(|word| word.confidence).sum::<f32>() / count;
    let found = Extracted { value, edited: false, raw, bbox, least, mean };
    Some(sheet.proposal(path, kind, Rule::Header, 1.0, found))
}
