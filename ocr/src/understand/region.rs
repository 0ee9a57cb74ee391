//! Where labels stand on a page, and where the value of a label may stand: behind, below, above.

use dossier::PixelBox;
use dossier::recognition::Word;
use dossier::value::ValueType;

use super::layout::{PageText, Row};
use super::normalise::at;
use super::proposal::Rule;
use crate::kinds::{FieldRule, Kind, Place, Target};

/// A label or phrase of a field, found in a row.
#[derive(Clone, Copy, Debug)]
pub struct LabelHit<'k> {
    pub rule: &'k FieldRule,
    pub row: usize,
    /// Tokens of the row, end not included.
    pub start: usize,
    pub end: usize,
    pub quality: f32,
    pub letters: usize,
    /// Words of running text rather than a label.
    pub running: bool,
}

impl LabelHit<'_> {
    /// Too short to bound the values of other labels.
    pub fn weak(&self) -> bool {
        self.letters <= 4 || self.running
    }
}

/// A word, or what a label left of it.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'p> {
    pub text: &'p str,
    pub word: &'p Word,
    pub row: usize,
}

/// Pieces among which a value is looked for.
#[derive(Clone, Debug)]
pub struct Region<'p> {
    pub pieces: Vec<Piece<'p>>,
    pub rule: Rule,
    pub label: f32,
}

/// All labels of a kind on a page. Where two overlap the longer stands; several fields may share one.
pub fn labels<'k>(kind: &'k Kind, page: &PageText) -> Vec<LabelHit<'k>> {
    let mut kept = Vec::new();
    for (number, row) in page.rows.iter().enumerate() {
        let mut hits = hits_in(kind, row, number);
        hits.sort_by(|one, other| {
            let order = |hit: &LabelHit<'_>| (hit.letters as f32 * hit.quality) as i32;
            order(other).cmp(&order(one)).then(one.running.cmp(&other.running))
        });
        let mut own: Vec<LabelHit<'k>> = Vec::new();
        for hit in hits {
            let clash = own.iter().any(|one| {
                let overlap = hit.start < one.end && one.start < hit.end;
                let same = hit.start == one.start && hit.end == one.end && hit.rule.name != one.rule.name;
                overlap && !same
            });
            if !clash {
                own.push(hit);
            }
        }
        own.sort_by_key(|hit| hit.start);
        kept.extend(own);
    }
    kept
}

fn hits_in<'k>(kind: &'k Kind, row: &Row, number: usize) -> Vec<LabelHit<'k>> {
    let mut hits = Vec::new();
    for rule in &kind.fields {
        for (phrases, running) in [(&rule.labels, false), (&rule.phrases, true)] {
            for phrase in phrases {
                for start in 0..row.tokens.len() {
                    let Some(found) = at(&row.tokens, phrase, start) else {
                        continue;
                    };
                    let quality =
                        if opens(row, start) || running { found.quality } else { found.quality * 0.9 };
                    let letters = phrase.len();
                    hits.push(LabelHit {
                        rule,
                        row: number,
                        start,
                        end: found.end,
                        quality,
                        letters,
                        running,
                    });
                }
            }
        }
    }
    hits
}

/// Whether a label may begin here: at the row's start, after a gap or after a sign.
fn opens(row: &Row, token: usize) -> bool {
    let Some(before) = token.checked_sub(1) else {
        return true;
    };
    let (left, right) = (&row.tokens[before], &row.tokens[token]);
    if left.word == right.word {
        return true;
    }
    let (left, right) = (&row.words[left.word], &row.words[right.word]);
    let gap = right.bbox.x.saturating_sub(left.bbox.right());
    gap > left.bbox.h * 2 || left.text.ends_with([',', '.', ';', ':', ')', '_', '-'])
}

/// The places where the value of a hit may stand, likeliest first.
pub fn regions<'p>(
    page: &'p PageText,
    hits: &[LabelHit<'_>],
    hit: &LabelHit<'_>,
    wide: bool,
) -> Vec<Region<'p>> {
    let mut out = Vec::new();
    let after = after(page, hits, hit);
    let empty = !after.iter().any(|piece| piece.text.chars().any(char::is_alphanumeric));
    let places = &hit.rule.places;
    if !empty && places.contains(&Place::After) {
        let mut pieces = after;
        // Running text goes on in the next row; a weak label's value may be broken at the row's end.
        if hit.running || wide || hit.weak() && pieces.len() <= 4 {
            pieces.extend(row_start(page, hits, hit.row + 1, 8));
        } else if hit.rule.target == Target::Value(ValueType::Text) {
            pieces.extend(continuation(page, hits, hit.row + 1));
        }
        let rule = if hit.running { Rule::Phrase } else { Rule::LabelAfter };
        out.push(Region { pieces, rule, label: hit.quality });
    }
    if hit.running {
        if empty {
            let pieces = row_start(page, hits, hit.row + 1, 12);
            out.push(Region { pieces, rule: Rule::Phrase, label: hit.quality });
        }
        return out;
    }
    if hit.letters < 4 {
        return out;
    }
    if empty && places.contains(&Place::Below) {
        let pieces = below(page, hits, hit);
        if !pieces.is_empty() {
            out.push(Region { pieces, rule: Rule::LabelBelow, label: hit.quality });
        }
    }
    if places.contains(&Place::Above) && (bracketed(page, hit) || empty && small(page, hit)) {
        let pieces = above(page, hits, hit);
        if !pieces.is_empty() {
            out.insert(0, Region { pieces, rule: Rule::LabelAbove, label: hit.quality });
        }
    }
    out
}

fn label_box(row: &Row, hit: &LabelHit<'_>) -> PixelBox {
    let words = row.tokens[hit.start..hit.end].iter().map(|token| &row.words[token.word].bbox);
    PixelBox::around(words).unwrap_or(row.bbox)
}

fn bracketed(page: &PageText, hit: &LabelHit<'_>) -> bool {
    let row = &page.rows[hit.row];
    let first = row.tokens[hit.start].word;
    row.words[first.saturating_sub(2)..=first].iter().any(|word| word.text.contains('('))
}

fn small(page: &PageText, hit: &LabelHit<'_>) -> bool {
    let row = &page.rows[hit.row];
    let height = label_box(row, hit).h;
    height * 10 < page.letter * 9
}

/// What stands behind the label up to the next one.
fn after<'p>(page: &'p PageText, hits: &[LabelHit<'_>], hit: &LabelHit<'_>) -> Vec<Piece<'p>> {
    let row = &page.rows[hit.row];
    let last = &row.tokens[hit.end - 1];
    let mut pieces = Vec::new();
    let rest = &row.words[last.word].text[last.end..];
    if rest.chars().any(char::is_alphanumeric) {
        pieces.push(Piece { text: rest, word: &row.words[last.word], row: hit.row });
    }
    let stop = next_label(row, hits, hit.row, hit.end);
    pieces.extend(slice(page, hit.row, last.word + 1, stop));
    pieces
}

/// The word at which the next bounding label of the row begins.
fn next_label(row: &Row, hits: &[LabelHit<'_>], number: usize, from: usize) -> usize {
    let next = hits
        .iter()
        .filter(|one| one.row == number && one.start >= from && !one.weak())
        .map(|one| one.start)
        .min();
    next.map_or(row.words.len(), |token| row.tokens[token].word)
}

fn slice(page: &PageText, row: usize, from: usize, to: usize) -> Vec<Piece<'_>> {
    let words = page.rows[row].words.get(from..to.max(from)).unwrap_or_default();
    words.iter().map(|word| Piece { text: &word.text, word, row }).collect()
}

/// The beginning of a row, up to its first bounding label.
fn row_start<'p>(page: &'p PageText, hits: &[LabelHit<'_>], number: usize, most: usize) -> Vec<Piece<'p>> {
    let Some(row) = page.rows.get(number) else {
        return Vec::new();
    };
    let stop = next_label(row, hits, number, 0).min(most);
    slice(page, number, 0, stop)
}

/// The rest of a text broken at the row's end: rows that begin small or with a quotation, two at most.
fn continuation<'p>(page: &'p PageText, hits: &[LabelHit<'_>], from: usize) -> Vec<Piece<'p>> {
    let mut out = Vec::new();
    for number in from..from + 2 {
        let Some(row) = page.rows.get(number) else {
            break;
        };
        let near = row.bbox.y.saturating_sub(page.rows[number - 1].bbox.bottom()) < page.letter * 2;
        let first = row.words.first().and_then(|word| word.text.chars().next());
        let goes_on = first.is_some_and(|one| one.is_lowercase() || matches!(one, '«' | '"' | '“'));
        let labelled = hits.iter().any(|hit| hit.row == number && !hit.weak());
        if !near || !goes_on || labelled {
            break;
        }
        out.extend(slice(page, number, 0, row.words.len()));
    }
    out
}

/// Words of the nearest row below that stand under the label, or under the gap up to the next label.
fn below<'p>(page: &'p PageText, hits: &[LabelHit<'_>], hit: &LabelHit<'_>) -> Vec<Piece<'p>> {
    let row = &page.rows[hit.row];
    let label = label_box(row, hit);
    let stop = next_label(row, hits, hit.row, hit.end);
    let right = row.words.get(stop).map_or(page.width, |word| word.bbox.x);
    let left = label.x.saturating_sub(page.letter * 2);
    in_columns(page, hits, hit.row + 1, left, right, label.bottom())
}

fn in_columns<'p>(
    page: &'p PageText,
    hits: &[LabelHit<'_>],
    number: usize,
    left: u32,
    right: u32,
    edge: u32,
) -> Vec<Piece<'p>> {
    let Some(row) = page.rows.get(number) else {
        return Vec::new();
    };
    if row.bbox.y.saturating_sub(edge) > page.letter * 5 {
        return Vec::new();
    }
    let inside = |word: &Word| word.bbox.x + word.bbox.w / 2 >= left && word.bbox.x < right;
    let labelled = |place: usize| {
        hits.iter().any(|one| {
            let within = one.row == number && !one.weak();
            within && row.tokens[one.start..one.end].iter().any(|token| token.word == place)
        })
    };
    let mut pieces = Vec::new();
    for (place, word) in row.words.iter().enumerate() {
        if !inside(word) {
            continue;
        }
        if labelled(place) {
            break;
        }
        pieces.push(Piece { text: &word.text, word, row: number });
    }
    pieces
}

/// Words of the row above, over the caption and somewhat beside it.
fn above<'p>(page: &'p PageText, hits: &[LabelHit<'_>], hit: &LabelHit<'_>) -> Vec<Piece<'p>> {
    let Some(number) = hit.row.checked_sub(1) else {
        return Vec::new();
    };
    let caption = label_box(&page.rows[hit.row], hit);
    let row = &page.rows[number];
    if caption.y.saturating_sub(row.bbox.bottom()) > page.letter * 3 {
        return Vec::new();
    }
    let reach = page.letter * 14;
    let (left, right) = (caption.x.saturating_sub(reach), caption.right() + reach);
    // The label before the line, if there is one, is no part of the value.
    let last_label = hits
        .iter()
        .filter(|one| one.row == number && !one.weak())
        .map(|one| row.tokens[one.end - 1].word + 1)
        .max()
        .unwrap_or(0);
    let inside = |word: &Word| word.bbox.right() > left && word.bbox.x < right;
    slice(page, number, last_label, row.words.len()).into_iter().filter(|piece| inside(piece.word)).collect()
}
