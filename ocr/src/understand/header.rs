//! The letterhead: the organisation that made the paper, in the rows above its title.

use dossier::PixelBox;

use super::extract::Extracted;
use super::fields::Sheet;
use super::layout::Row;
use super::normalise::find;
use super::proposal::{Proposal, Rule};
use crate::kinds::{AnchorPlace, Kind};

/// Words that name institutions, by their stems in both languages.
const STEMS: [&str; 58] = [
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
];

/// The organisation named above the title of the first page.
pub fn organisation(sheet: &Sheet<'_>, kind: f32, own: &Kind, path: &str) -> Vec<Proposal> {
    let rows = &sheet.text.rows;
    let limit = sheet.text.height * 4 / 10;
    let title = rows.iter().position(|row| is_title(own, row)).unwrap_or(usize::MAX);
    let mut blocks: Vec<Vec<&Row>> = Vec::new();
    let mut open = false;
    for (number, row) in rows.iter().enumerate() {
        if number >= title || row.bbox.y > limit {
            break;
        }
        let names = names_institution(row);
        let near = number.checked_sub(1).is_some_and(|before| {
            row.bbox.y.saturating_sub(rows[before].bbox.bottom()) < sheet.text.letter * 2
        });
        match (names, open && near && plain(row)) {
            (true, true) | (false, true) => {
                if let Some(block) = blocks.last_mut() {
                    block.push(row);
                }
            }
            (true, false) => {
                blocks.push(vec![row]);
                open = true;
            }
            (false, false) => open = false,
        }
    }
    let mut out = Vec::new();
    for block in &blocks {
        // The whole block, and its last row that names an institution: superior bodies stand first.
        out.extend(proposal(sheet, kind, path, block));
        if block.len() > 1 {
            for row in block.iter().filter(|row| names_institution(row)) {
                out.extend(proposal(sheet, kind, path, &[row]));
            }
        }
    }
    out
}

fn is_title(kind: &Kind, row: &Row) -> bool {
    let titles = kind.anchors.iter().filter(|anchor| anchor.at == AnchorPlace::Title && anchor.weight > 0.0);
    titles
        .flat_map(|anchor| &anchor.phrases)
        .any(|phrase| find(&row.tokens, phrase, 0).is_some_and(|_| phrase.len() * 2 >= row.letters()))
}

fn names_institution(row: &Row) -> bool {
    let lower = row.text().to_lowercase().replace(['’', '`'], "'");
    lower
        .split(|one: char| !one.is_alphabetic() && one != '\'')
        .any(|word| STEMS.iter().any(|stem| word.starts_with(stem)))
}

/// Rows of words, without numbers and dates: the rest of a long name.
fn plain(row: &Row) -> bool {
    let text = row.text();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|one| one.is_alphabetic()).count();
    digits * 6 < letters && !text.contains('№') && !text.contains('_')
}

fn proposal(sheet: &Sheet<'_>, kind: f32, path: &str, rows: &[&Row]) -> Option<Proposal> {
    let words = || rows.iter().flat_map(|row| &row.words);
    let bbox = PixelBox::around(words().map(|word| &word.bbox))?;
    let raw = words().map(|word| word.text.as_str()).collect::<Vec<&str>>().join(" ");
    let bare = raw.trim_matches(|one: char| !one.is_alphanumeric() && !matches!(one, '"' | '«' | '»' | ')'));
    let value = dossier::value::text(bare).filter(|value| value.chars().count() >= 6)?;
    let count = words().count().max(1) as f32;
    let least = words().map(|word| word.confidence).fold(1.0, f32::min);
    let mean = words().map(|word| word.confidence).sum::<f32>() / count;
    let found = Extracted { value, edited: false, raw, bbox, least, mean };
    Some(sheet.proposal(path, kind, Rule::Header, 1.0, found))
}
