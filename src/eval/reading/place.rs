//! Which word was read where which piece of the truth stands.
//!
//! Everything is compared on the page made level: the truth says how far the paper lies askew, so a long line's box
//! shrinks to the line itself and does not reach into its neighbours.

use dossier::PixelBox;
use dossier::recognition::{Recognition, Script};

use super::super::text::{chars, distance, plain, words};
use super::super::truth::{TrueLine, TruePage};

/// How much of the lower of the two must lie side by side for a word to stand in a line.
const BESIDE: f32 = 0.5;
/// How much of a word's width must lie on a piece for the word to be its.
const COVERS: f32 = 0.25;
/// A round seal takes a word only where no line does nearly as well.
const SEAL_WEIGHS: f32 = 0.5;

/// A box on the level page, pixels of the truth's scan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
}

/// From boxes of the upright page to bands of the level one.
#[derive(Clone, Copy, Debug)]
pub struct Level {
    sin: f32,
    cos: f32,
    /// From the reading's grid to the truth's.
    scale: (f32, f32),
}

impl Level {
    pub fn of(page: &TruePage, recognition: &Recognition) -> Level {
        let (sin, cos) = page.skew.to_radians().sin_cos();
        let lies = page.rotation % 180 == 90;
        let (width, height) = if lies { (page.height, page.width) } else { (page.width, page.height) };
        let ratio = |own: u32, read: u32| if own == 0 || read == 0 { 1.0 } else { own as f32 / read as f32 };
        Level { sin, cos, scale: (ratio(width, recognition.width), ratio(height, recognition.height)) }
    }

    pub fn truth(&self, place: [i32; 4]) -> Band {
        let [x, y, w, h] = place.map(|number| number as f32);
        self.band(x, y, w, h)
    }

    pub fn read(&self, place: &PixelBox) -> Band {
        let (across, down) = self.scale;
        let [x, y, w, h] = [place.x, place.y, place.w, place.h].map(|number| number as f32);
        self.band(x * across, y * down, w * across, h * down)
    }

    /// The box goes round a level one turned about its middle; this is the level one.
    fn band(&self, x: f32, y: f32, w: f32, h: f32) -> Band {
        let (middle_x, middle_y) = (x + w / 2.0, y + h / 2.0);
        let (across, down) =
            (middle_x * self.cos + middle_y * self.sin, middle_y * self.cos - middle_x * self.sin);
        let (sin, both) = (self.sin.abs(), self.cos * self.cos - self.sin * self.sin);
        let wide = ((w * self.cos - h * sin) / both).max(1.0);
        // No less than a third of what was given: a word's box may be tight already.
        let high = ((h * self.cos - w * sin) / both).max(h / 3.0).max(1.0);
        Band {
            left: across - wide / 2.0,
            right: across + wide / 2.0,
            top: down - high / 2.0,
            bottom: down + high / 2.0,
        }
    }
}

impl Band {
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Width both have in common.
    pub fn across(&self, other: &Band) -> f32 {
        (self.right.min(other.right) - self.left.max(other.left)).max(0.0)
    }

    /// Share of the lower one's height that both have in common.
    pub fn beside(&self, other: &Band) -> f32 {
        let common = (self.bottom.min(other.bottom) - self.top.max(other.top)).max(0.0);
        common / self.height().min(other.height())
    }

    /// Intersection over union.
    pub fn likeness(&self, other: &Band) -> f32 {
        let down = (self.bottom.min(other.bottom) - self.top.max(other.top)).max(0.0);
        let common = self.across(other) * down;
        common / (self.width() * self.height() + other.width() * other.height() - common)
    }
}

/// A piece of the truth: a run of text from one pen.
#[derive(Debug)]
pub struct Piece<'a> {
    pub line: &'a TrueLine,
    /// Folded; never empty.
    pub text: String,
    pub band: Band,
}

/// A word of the reading, folded; never empty.
#[derive(Debug)]
pub struct Read {
    pub text: String,
    pub band: Band,
    pub confidence: f32,
    pub script: Script,
    /// Its line in the Recognition.
    pub line: usize,
    /// The piece it stands on.
    pub piece: Option<usize>,
}

/// Pieces and words of a page, and which pieces are read together because a word lies over both.
#[derive(Debug)]
pub struct Placed<'a> {
    pub pieces: Vec<Piece<'a>>,
    pub read: Vec<Read>,
    /// Indices of pieces from left to right; most groups have one.
    pub groups: Vec<Vec<usize>>,
}

/// Gives every word to the piece it stands on: the two must lie beside each other and share a quarter of the word's
/// width. Of several (a stamp over a line) that one is taken which it covers best, counting how like the word is to
/// one of the piece's words by letters. A word marked as of a stamp is a seal's where it lies on one. A word over two pieces of one line joins them to a group.
pub fn place<'a>(page: &'a TruePage, recognition: &Recognition) -> Placed<'a> {
    let level = Level::of(page, recognition);
    let mut pieces = Vec::new();
    for line in &page.lines {
        let text = plain(&line.text);
        if !text.is_empty() {
            pieces.push(Piece { line, text, band: level.truth(line.place) });
        }
    }
    let mut read = Vec::new();
    let mut leader: Vec<usize> = (0..pieces.len()).collect();
    for (number, line) in recognition.lines.iter().enumerate() {
        for word in &line.words {
            let text = plain(&word.text);
            if text.is_empty() {
                continue;
            }
            let band = level.read(&word.bbox);
            let stamped = line.script == Script::Stamp;
            let piece = own_piece(&pieces, &band, (&text, stamped), &mut leader);
            read.push(Read {
                text,
                band,
                confidence: word.confidence,
                script: line.script,
                line: number,
                piece,
            });
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); pieces.len()];
    for piece in 0..pieces.len() {
        groups[leader[piece]].push(piece);
    }
    groups.retain(|group| !group.is_empty());
    for group in &mut groups {
        group.sort_by(|one, other| pieces[*one].band.left.total_cmp(&pieces[*other].band.left));
    }
    Placed { pieces, read, groups }
}

fn own_piece(
    pieces: &[Piece],
    word: &Band,
    (text, stamped): (&str, bool),
    leader: &mut [usize],
) -> Option<usize> {
    let mut under: Vec<(usize, f32)> = Vec::new();
    for (number, piece) in pieces.iter().enumerate() {
        let (beside, share) = (piece.band.beside(word), piece.band.across(word) / word.width());
        if beside >= BESIDE && share >= COVERS {
            under.push((number, share * beside));
        }
    }
    // Words along a ring have the boxes of its arcs, which lie over what stands within it.
    if stamped && under.iter().any(|(number, _)| pieces[*number].line.seal) {
        under.retain(|(number, _)| pieces[*number].line.script == Script::Stamp.as_str());
    }
    if under.len() > 1 {
        for (number, worth) in &mut under {
            *worth += alike(text, &pieces[*number].text) / 2.0;
            if pieces[*number].line.seal {
                *worth *= SEAL_WEIGHS;
            }
        }
    }
    let (best, _) = under.iter().copied().max_by(|one, other| one.1.total_cmp(&other.1))?;
    for (other, _) in under {
        let (one, two) = (&pieces[best], &pieces[other]);
        let narrower = one.band.width().min(two.band.width());
        if other != best && !one.line.seal && !two.line.seal && one.band.across(&two.band) < narrower * 0.2 {
            let (to, from) = (leader[best], leader[other]);
            leader.iter_mut().filter(|one| **one == from).for_each(|one| *one = to);
        }
    }
    Some(best)
}

/// How like a word is to the likest word of a text, 0 to 1.
fn alike(word: &str, text: &str) -> f32 {
    let letters = chars(word);
    let mut best = 0.0_f32;
    for other in words(text) {
        let other = chars(other);
        let longer = letters.len().max(other.len()) as f32;
        best = best.max(1.0 - distance(&letters, &other) as f32 / longer);
    }
    best
}
