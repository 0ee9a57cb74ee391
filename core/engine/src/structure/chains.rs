//! Letters into lines: every letter joins the line whose last letters stand at its height, left to right.

use super::TextLine;
use super::captions;
use super::ends;
use super::joined;
use super::rings::{InRing, Ring};
use super::size::{Body, CAPITAL, SMALL_IN_EM};
use super::veiled;
use crate::pixels::ink::{Ink, Piece};

/// A gap of so many small letters ends a line: wider is another column, or a value far behind its label.
const WIDEST_GAP: f32 = 3.6;
/// No small letter of office paper is lower, in millimetres; the points of a leader are.
pub(super) const LEAST_SMALL: f32 = 1.05;
/// Figures of the smallest type are no lower, in millimetres.
const LEAST_FIGURE: f32 = 1.4;
/// So many times the fewest below it is a peak of letters, and this share of the highest peak one of many.
const PEAK: f32 = 1.3;
const MANY: f32 = 0.4;
/// Smaller than this share of a small letter is a mark: a point, an accent, a speck.
const MARK: f32 = 0.45;
/// So wide, in heights, is a number of two figures in a large hand.
const LEAST_WIDE: f32 = 0.8;
/// A word in a cell is lower than anything of the common type.
const LOW_WORD: f32 = 0.55;
/// Higher than this many small letters is no letter of the page's common type.
const TALL: f32 = 3.4;
/// A bar no wider (in small letters) may be a dash.
const WIDEST_DASH: f32 = 2.9;
/// Letters of a line are so high, in small letters; what a pen's stroke runs through is higher, long, and open: less of its box is ink.
const PLAIN: std::ops::Range<f32> = 0.7..1.6;
const STRUCK: f32 = 2.5;
const LONG: f32 = 8.0;
const OPEN: f32 = 0.35;
/// A line that goes on where another ends begins so far behind it, in small letters; so many letters of both stand level.
const GOES_ON: std::ops::Range<f32> = -1.0..0.6;
const ENDS: usize = 2;
const LEVEL: f32 = 0.25;
/// A letter and a line agree when they share so much of the lower one's height.
const SHARED: f32 = 0.5;

pub(super) struct Found {
    pub lines: Vec<TextLine>,
    /// Areas of letter-sized ink: in lines, and in all.
    pub held: f32,
    pub letters: f32,
}

/// The height of the page's small letters: the lowest height that many letters share. Pixels; 0 for no letters.
pub(super) fn small_letter<'p>(pieces: impl Iterator<Item = &'p Piece>, millimetre: f32) -> f32 {
    let mut counts = vec![0.0_f32; (9.0 * millimetre) as usize + 2];
    for piece in pieces {
        let (width, height) = (piece.width() as f32, piece.height() as f32);
        // Letters of their own: joined writing has no height of its own.
        let alone = width < 2.5 * height && height < 2.5 * width.max(1.0);
        if alone && let Some(count) = counts.get_mut(height as usize) {
            *count += 1.0;
        }
    }
    let around = |counts: &[f32], place: usize, step: i64| {
        counts.get((place as i64 + step) as usize).copied().unwrap_or(0.0)
    };
    let smooth: Vec<f32> = (0..counts.len())
        .map(|place| around(&counts, place, -1) + 2.0 * counts[place] + around(&counts, place, 1))
        .collect();
    let least = (LEAST_SMALL * millimetre).ceil() as usize;
    // Of specks there are the fewer the higher they are: letters begin where there are more again.
    let mut fewest = smooth.get(least.saturating_sub(2)).copied().unwrap_or(0.0);
    let mut peaks = Vec::new();
    for place in least..smooth.len() {
        let here = smooth[place];
        let highest = here >= around(&smooth, place, -1) && here >= around(&smooth, place, 1);
        if highest && here > PEAK * fewest {
            peaks.push((place, here));
        }
        fewest = fewest.min(here);
    }
    let most = peaks.iter().map(|peak| peak.1).fold(0.0, f32::max);
    peaks.iter().find(|peak| peak.1 >= MANY * most).map_or(0.0, |peak| peak.0 as f32)
}

/// A line being made.
pub(super) struct Chain {
    pub letters: Vec<Piece>,
    /// Where its last letters stand: a slow mean, so that one tall letter moves it little.
    pub top: f32,
    pub bottom: f32,
    pub right: f32,
}

/// What the letters of a page stand on.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub ink: &'a Ink,
    pub rings: &'a [Ring],
    /// Height of a small letter, pixels; 0 where it is not known.
    pub small: f32,
    pub millimetre: f32,
}

/// Pieces may come in any order; `in_cell`: all of one cell of a table.
pub(super) fn lines(sheet: Sheet<'_>, pieces: &[Piece], in_cell: bool) -> Found {
    let Sheet { ink, millimetre, .. } = sheet;
    let mut found = Found { lines: Vec::new(), held: 0.0, letters: 0.0 };
    let small = if sheet.small > 0.0 { sheet.small } else { 1.8 * millimetre };
    let mut letters: Vec<Piece> = Vec::new();
    let mut marks: Vec<Piece> = Vec::new();
    let mut words: Vec<Piece> = Vec::new();
    let mut tall: Vec<Piece> = Vec::new();
    let mut large: Vec<Piece> = Vec::new();
    for piece in pieces {
        let (width, height) = (piece.width() as f32, piece.height() as f32);
        let bar = height < 0.5 * small && width > 2.5 * small;
        let solid = piece.area as f32 > 0.75 * width * height && width > 2.0 * small && height > 2.0 * small;
        if !bar && !solid && height > TALL * small {
            large.push(*piece);
        }
        // A head's word in small type, run together, is as low as a bar beside a large hand.
        if in_cell
            && height < LOW_WORD * small
            && joined::is_word(piece, 0.0, 0.0)
            && height >= LEAST_SMALL * millimetre
        {
            words.push(*piece);
            continue;
        }
        if bar && width < WIDEST_DASH * small {
            marks.push(*piece);
        }
        if bar || solid || width > 60.0 * millimetre {
            continue;
        }
        if height < MARK * small || (height < 0.6 * small && width < 0.4 * small) {
            marks.push(*piece);
        } else if height <= TALL * small {
            letters.push(*piece);
        } else if height < 14.0 * millimetre && width < 40.0 * millimetre {
            tall.push(*piece);
        }
    }
    let (rows, low) = captions::rows(&mut letters, &mut marks, small, millimetre);
    let mut chains = chained(letters.clone(), small);
    let mut veiled = veiled::letters(ink, sheet.rings, &chains, &large, small);
    veiled.extend(veiled::under_strokes(ink, &large, small));
    veiled.extend(veiled::under_rings(ink, sheet.rings, &letters, small));
    if !veiled.is_empty() {
        // Two ways may lead to one letter.
        veiled.sort_unstable_by_key(|piece| (piece.left, piece.top, piece.right, piece.bottom));
        veiled.dedup();
        letters.retain(|letter| !veiled.iter().any(|part| letter.holds(part)));
        letters.extend(veiled);
        chains = chained(letters, small);
    }
    chains.retain(|chain| believable(chain, small, millimetre, in_cell));
    // What is left of tall letters, off the lines: a heading in large type, or a large hand.
    tall.retain(|piece| !chains.iter().any(|chain| crosses(chain, piece)));
    let mut heights: Vec<u32> = tall.iter().map(Piece::height).collect();
    heights.sort_unstable();
    let large = heights.get(heights.len() / 2).map_or(0.0, |&height| height as f32 / CAPITAL);
    let all: f32 = chains.iter().map(area).sum::<f32>();
    let mut heads = if large > 0.0 { chained(tall, large) } else { Vec::new() };
    let heading = |chain: &Chain| match &chain.letters[..] {
        // A large word whose letters run into one another; in a cell a large hand's number.
        [one] => {
            joined::is_word(one, large, 0.0)
                || (in_cell && one.width() as f32 > LEAST_WIDE * one.height() as f32)
        }
        letters => chain.right - letters[0].left as f32 > 2.0 * large,
    };
    heads.retain(heading);
    found.letters = pieces
        .iter()
        .filter(|piece| piece.height() as f32 >= MARK * small)
        .map(|piece| piece.area as f32)
        .sum();
    found.held = all + heads.iter().map(area).sum::<f32>();
    let (captions, little) = captions::chains(&marks, &chains, millimetre);
    let lowest = words.iter().map(Piece::height).min().unwrap_or(0) as f32;
    let words = if words.is_empty() { Vec::new() } else { chained(words, lowest) };
    for (chains, small) in [(chains, small), (heads, large), (rows, low), (captions, little), (words, lowest)]
    {
        for chain in chains {
            let mut line = measured(ink, chain, small);
            ends::widened(&mut line, &marks);
            found.lines.push(line);
        }
    }
    found
}

fn area(chain: &Chain) -> f32 {
    chain.letters.iter().map(|piece| piece.area as f32).sum()
}

pub(super) fn chained(mut letters: Vec<Piece>, small: f32) -> Vec<Chain> {
    letters.sort_unstable_by_key(|piece| (piece.left, piece.top));
    let mut done: Vec<Chain> = Vec::new();
    let mut open: Vec<Chain> = Vec::new();
    for piece in letters {
        let (left, right) = (piece.left as f32, piece.right as f32);
        let (top, bottom) = (piece.top as f32, piece.bottom as f32);
        let mut place = 0;
        while place < open.len() {
            if left - open[place].right > WIDEST_GAP * small {
                done.push(open.swap_remove(place));
            } else {
                place += 1;
            }
        }
        let mut best: Option<(usize, f32)> = None;
        for (place, chain) in open.iter().enumerate() {
            let shared = bottom.min(chain.bottom) - top.max(chain.top);
            let least = (bottom - top).min(chain.bottom - chain.top);
            if shared < SHARED * least {
                continue;
            }
            let apart = ((top + bottom) - (chain.top + chain.bottom)).abs() / 2.0;
            // A base line in common says more than a middle.
            let off = apart.min((bottom - chain.bottom).abs());
            let cost = off + 0.15 * (left - chain.right).max(0.0);
            if best.is_none_or(|(_, least)| cost < least) {
                best = Some((place, cost));
            }
        }
        match best {
            Some((place, _)) => {
                let chain = &mut open[place];
                let weight = if chain.letters.len() < 3 { 0.5 } else { 0.2 };
                chain.top += weight * (top - chain.top);
                chain.bottom += weight * (bottom - chain.bottom);
                chain.right = chain.right.max(right);
                chain.letters.push(piece);
            }
            None => open.push(Chain { letters: vec![piece], top, bottom, right }),
        }
    }
    done.extend(open);
    healed(done, small)
}

/// Bits of a broken letter may lead a line astray, so that another begins in the midst of a word: where one ends and the next begins
/// at one height, they are one.
fn healed(mut chains: Vec<Chain>, small: f32) -> Vec<Chain> {
    chains.sort_by_key(|chain| chain.letters[0].left);
    let mut whole: Vec<Chain> = Vec::new();
    for chain in chains {
        let left = chain.letters[0].left as f32;
        let near = GOES_ON.start * small..GOES_ON.end * small;
        let begins: Vec<f32> = feet(&chain, small).take(ENDS).collect();
        let level = |foot: f32| begins.iter().all(|other| (foot - other).abs() < LEVEL * small);
        let ends_there = |before: &&mut Chain| {
            near.contains(&(left - before.right))
                && feet(before, small).count() >= ENDS
                && feet(before, small).rev().take(ENDS).all(level)
        };
        let before = if begins.len() < ENDS { None } else { whole.iter_mut().find(ends_there) };
        match before {
            Some(before) => {
                before.right = before.right.max(chain.right);
                (before.top, before.bottom) = (chain.top, chain.bottom);
                before.letters.extend(chain.letters);
            }
            None => whole.push(chain),
        }
    }
    whole
}

/// Where the letters of a line stand.
fn feet(chain: &Chain, small: f32) -> impl DoubleEndedIterator<Item = f32> {
    let letters = chain.letters.iter().filter(move |piece| piece.height() as f32 >= PLAIN.start * small);
    letters.map(|piece| piece.bottom as f32)
}

/// One small piece alone is a speck, a tick or a hole of the punch; a figure in a cell may be of smaller type than a page's that is
/// mostly written by hand (numbers of columns), what is lower there is wide («№» of the smaller type of a table's head), and small
/// letters that run into one another are a word.
fn believable(chain: &Chain, small: f32, millimetre: f32, in_cell: bool) -> bool {
    let tallest = chain.letters.iter().map(Piece::height).max().unwrap_or(0) as f32;
    let width: u32 = chain.letters.iter().map(Piece::width).sum();
    if chain.letters.len() >= 3
        || chain.letters.iter().any(|piece| joined::is_word(piece, small, LEAST_SMALL * millimetre))
    {
        return true;
    }
    let wide = in_cell && width as f32 >= 0.9 * small && tallest >= 0.7 * small;
    let figure =
        in_cell && tallest >= (0.7 * small).max(LEAST_FIGURE * millimetre) && width as f32 <= tallest;
    wide || ((figure || tallest >= 0.85 * small) && width as f32 >= 0.25 * small)
}

fn crosses(chain: &Chain, piece: &Piece) -> bool {
    let left = chain.letters[0].left as f32;
    let across = (piece.right as f32) > left && (piece.left as f32) < chain.right;
    across && (piece.bottom as f32) > chain.top && (piece.top as f32) < chain.bottom
}

/// Base line and size from the letters' outlines.
fn measured(ink: &Ink, chain: Chain, small: f32) -> TextLine {
    let letters = chain.letters;
    // The lower halves of letters that run into one another, come off the upper ones, are as high as no letter.
    let strip = |piece: &Piece| piece.width() > 2 * piece.height();
    let within = |piece: &Piece, other: &Piece| other.holds(piece) && !piece.holds(other);
    let whole = |piece: &&Piece| !strip(piece) || !letters.iter().any(|other| within(piece, other));
    let parts: Vec<Piece> =
        letters.iter().filter(whole).flat_map(|piece| joined::parted(ink, piece)).collect();
    let parts = without_strokes(parts, small);
    let left = letters.iter().map(|piece| piece.left).min().unwrap_or(0) as f32;
    let top = letters.iter().map(|piece| piece.top).min().unwrap_or(0) as f32;
    let bottom = letters.iter().map(|piece| piece.bottom).max().unwrap_or(0) as f32;
    let (base, slope) = base_line(&parts, left, small);
    let body = Body::of(&parts, |x| base + slope * (x - left), small);
    let em = body.low / SMALL_IN_EM;
    TextLine {
        left,
        right: chain.right,
        top,
        bottom,
        base,
        slope,
        em,
        body,
        letters,
        sealed: 0.0,
        ring: InRing::default(),
        cell: None,
        dash: false,
        boxes: Vec::new(),
    }
}

/// Without what a pen's long stroke has made of letters, where enough others stand beside it: its height is theirs no more.
fn without_strokes(parts: Vec<Piece>, small: f32) -> Vec<Piece> {
    let is_plain = |piece: &&Piece| PLAIN.contains(&(piece.height() as f32 / small));
    let is_struck = |piece: &Piece| {
        let (width, height) = (piece.width() as f32, piece.height() as f32);
        width > LONG * small && height > STRUCK * small && (piece.area as f32) < OPEN * width * height
    };
    // A hand joins its letters all along the line.
    let struck = parts.iter().filter(|piece| is_struck(piece)).count();
    if struck != 1 || parts.iter().filter(is_plain).count() < 3 {
        return parts;
    }
    parts.into_iter().filter(|piece| !is_struck(piece)).collect()
}

/// The straight line on which most letters stand: feet below it (у, р, ц) and points above it pull no one.
pub(super) fn base_line(letters: &[Piece], left: f32, small: f32) -> (f32, f32) {
    let foot = |piece: &Piece| ((piece.left + piece.right) as f32 / 2.0 - left, piece.bottom as f32);
    let mut bottoms: Vec<f32> = letters.iter().map(|piece| piece.bottom as f32).collect();
    bottoms.sort_unstable_by(f32::total_cmp);
    let mut base = bottoms[bottoms.len() * 2 / 5];
    let mut slope = 0.0;
    if letters.len() < 6 {
        return (base, slope);
    }
    for limit in [0.5, 0.3, 0.2] {
        let near: Vec<(f32, f32)> =
            letters.iter().map(foot).filter(|(x, y)| (y - base - slope * x).abs() < limit * small).collect();
        if near.len() < 4 {
            break;
        }
        let count = near.len() as f32;
        let (x_mean, y_mean) = (
            near.iter().map(|(x, _)| x).sum::<f32>() / count,
            near.iter().map(|(_, y)| y).sum::<f32>() / count,
        );
        let spread: f32 = near.iter().map(|(x, _)| (x - x_mean).powi(2)).sum();
        let shared: f32 = near.iter().map(|(x, y)| (x - x_mean) * (y - y_mean)).sum();
        if spread > 0.0 {
            // A levelled page: a steeper line is a wrong one.
            slope = (shared / spread).clamp(-0.04, 0.04);
        }
        base = y_mean - slope * x_mean;
    }
    (base, slope)
}

#[cfg(test)]
mod tests;
