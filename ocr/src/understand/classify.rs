//! How much a page looks like the first or a later page of each kind.

use super::layout::{PageText, Row};
use super::normalise::{Phrase, Token, find};
use crate::kinds::{Anchor, AnchorPlace, Kind, Kinds};

/// A page's scores, one entry a kind in the order of `Kinds::all`; higher is likelier, zero says nothing.
#[derive(Clone, Debug)]
pub struct PageScores {
    pub first: Vec<f32>,
    pub later: Vec<f32>,
    /// The page starts as something going on: a row in small letters (a number may be the sheet's).
    pub goes_on: bool,
    /// Nearly the page before it once more.
    pub again: bool,
}

/// Weight of words in running text beside that of a line of their own.
const IN_TEXT: f32 = 0.2;

pub fn scores(kinds: &Kinds, page: &PageText) -> PageScores {
    let heads = headings(page);
    let mut first = Vec::new();
    let mut later = Vec::new();
    for kind in kinds.all() {
        let (own, against) = kind.anchors.iter().fold((0.0, 0.0), |(own, against), anchor| {
            let score = weigh(anchor, page, &heads);
            if anchor.weight < 0.0 { (own, against + score) } else { (own + score, against) }
        });
        first.push(own + against);
        later.push(kind.continues.iter().map(|anchor| weigh(anchor, page, &heads)).sum());
    }
    PageScores { first, later, goes_on: goes_on(page), again: false }
}

/// A row, or two rows together, that may hold a title.
struct Heading {
    tokens: Vec<Token>,
    letters: usize,
    /// 1 at the top of the page, 0 at the lower end of the title's zone.
    high: f32,
    /// Capitals or letters taller than the page's.
    stands_out: bool,
}

/// The share of the page, from its top, in which titles stand.
const TITLE_ZONE: f32 = 0.62;

fn headings(page: &PageText) -> Vec<Heading> {
    let height = page.height.max(1) as f32;
    let mut heads = Vec::new();
    for (place, row) in page.rows.iter().enumerate() {
        let at = row.bbox.y as f32 / height;
        if at > TITLE_ZONE {
            break;
        }
        let high = 1.0 - at / TITLE_ZONE;
        heads.push(Heading {
            tokens: row.tokens.clone(),
            letters: row.letters(),
            high,
            stands_out: stands_out(row, page),
        });
        let Some(next) = page.rows.get(place + 1) else {
            continue;
        };
        let near = next.bbox.y.saturating_sub(row.bbox.bottom()) < page.letter * 4;
        if near && row.letters() <= 40 {
            let mut tokens = row.tokens.clone();
            tokens.extend(next.tokens.iter().cloned());
            let letters = row.letters() + next.letters();
            let stands_out = stands_out(row, page);
            heads.push(Heading { tokens, letters, high, stands_out });
        }
    }
    heads
}

fn stands_out(row: &Row, page: &PageText) -> bool {
    let text = row.text();
    let letters = text.chars().filter(|one| one.is_alphabetic()).count().max(1);
    let capitals = text.chars().filter(|one| one.is_uppercase()).count();
    let tall = row.words.iter().map(|word| word.bbox.h).max().unwrap_or(0);
    capitals * 10 >= letters * 7 || tall * 10 >= page.letter * 15
}

/// The score of one anchor: the best of its phrases.
fn weigh(anchor: &Anchor, page: &PageText, heads: &[Heading]) -> f32 {
    let mut best: f32 = 0.0;
    for phrase in &anchor.phrases {
        let share = match anchor.at {
            AnchorPlace::Title => as_title(phrase, heads),
            AnchorPlace::Top => in_rows(phrase, page, 0.4),
            AnchorPlace::Any => in_rows(phrase, page, 1.0),
        };
        best = best.max(share);
    }
    best * anchor.weight
}

/// How surely the phrase is a title of the page: a line of its own, high, in capitals, and long.
fn as_title(phrase: &Phrase, heads: &[Heading]) -> f32 {
    let mut best: f32 = 0.0;
    let length = 0.6 + (phrase.len() as f32 / 40.0).min(0.65);
    for head in heads {
        let Some(found) = find(&head.tokens, phrase, 0) else {
            continue;
        };
        let covers = phrase.len() as f32 / head.letters.max(1) as f32;
        let alone = if covers >= 0.5 {
            1.0
        } else if found.start == 0 && covers >= 0.3 {
            0.6
        } else {
            IN_TEXT
        };
        let shown = if head.stands_out { 1.0 } else { 0.55 };
        best = best.max(length * alone * shown * (0.7 + 0.3 * head.high) * found.quality);
    }
    best
}

fn in_rows(phrase: &Phrase, page: &PageText, upper: f32) -> f32 {
    let limit = page.height as f32 * upper;
    let mut best: f32 = 0.0;
    for (place, row) in page.rows.iter().enumerate() {
        if row.bbox.y as f32 > limit {
            break;
        }
        if let Some(found) = find(&row.tokens, phrase, 0) {
            best = best.max(found.quality);
        } else if phrase.len() > 16
            && let Some(next) = page.rows.get(place + 1)
        {
            // A long phrase may be broken by the end of its line.
            let mut tokens: Vec<Token> = row.tokens.iter().rev().take(5).rev().cloned().collect();
            tokens.extend(next.tokens.iter().take(5).cloned());
            best = best.max(find(&tokens, phrase, 0).map_or(0.0, |found| found.quality));
        }
        if best >= 1.0 {
            break;
        }
    }
    best
}

fn goes_on(page: &PageText) -> bool {
    let Some(row) = page.rows.first() else {
        return false;
    };
    let text = row.text();
    let bare = text.trim_matches(|one: char| !one.is_alphanumeric());
    let small = bare.chars().next().is_some_and(char::is_lowercase);
    let said = ["продовження", "продолжение"].iter().any(|word| text.to_lowercase().contains(word));
    said || (small && row.words.len() >= 4)
}

/// The kind whose first page this is likeliest, with the share of all kinds' odds.
pub fn share_of_best(kinds: &[Kind], scores: &[f32], chosen: usize) -> f32 {
    let odds = |place: usize| (scores[place] / 1.6).exp();
    let other = kinds.iter().position(|kind| kind.id == "other");
    let sum: f32 = (0..scores.len()).map(odds).sum();
    // A page that says nothing is not surely anything.
    let nothing = if other == Some(chosen) { 0.0 } else { 4.0 };
    odds(chosen) / (sum + nothing)
}
