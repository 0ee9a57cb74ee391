//! A sheet: its size, its pixels, and the text that stands on it.
//! Knows nothing of what the paper means.

use super::curve::Coverage;
use super::pen::Ink;
use super::rng::Rng;
use super::ruled::Grid;

/// Millimetres in pixels.
pub fn mm(millimetres: f32) -> f32 {
    millimetres * 300.0 / 25.4
}

/// Points in pixels.
pub fn pt(points: f32) -> f32 {
    points * 300.0 / 72.0
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Size {
    A4,
    A4Wide,
    A5,
    A5Wide,
    A6,
    A6Wide,
    /// Two pages of a booklet on one scan, each of so many millimetres.
    Spread(f32, f32),
    /// A card or anything else in millimetres.
    Card(f32, f32),
}

impl Size {
    pub fn millimetres(self) -> (f32, f32) {
        match self {
            Size::A4 => (210.0, 297.0),
            Size::A4Wide => (297.0, 210.0),
            Size::A5 => (148.0, 210.0),
            Size::A5Wide => (210.0, 148.0),
            Size::A6 => (105.0, 148.0),
            Size::A6Wide => (148.0, 105.0),
            Size::Spread(width, height) => (2.0 * width, height),
            Size::Card(width, height) => (width, height),
        }
    }
}

/// Who put the text there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Script {
    Printed,
    Typed,
    Handwritten,
    Stamp,
}

/// The paper itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stock {
    /// Office paper of the computer age.
    White,
    /// Writing paper of Soviet years, yellowed.
    Cream,
    /// Cheap greyish form paper.
    Newsprint,
    /// Thin paper under the carbon.
    Onion,
    /// A cover.
    Card,
    /// Banknote-like paper of certificates with a faint net of lines.
    Secure,
    /// Passport-like pinkish or greenish page.
    Passport,
}

/// Whether the sheet is the thing itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    Original,
    /// Under the carbon paper: soft, with a halo.
    Carbon,
    /// So many photocopiers in a row.
    Photocopy(u8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
    Top,
}

/// Pixels at 300 dpi, origin top left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub x: f32,
    pub y: f32,
    pub w: f32,
    pub h: f32,
}

impl Rect {
    pub fn right(&self) -> f32 {
        self.x + self.w
    }

    pub fn bottom(&self) -> f32 {
        self.y + self.h
    }

    pub fn join(&self, other: &Rect) -> Rect {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Rect { x, y, w: self.right().max(other.right()) - x, h: self.bottom().max(other.bottom()) - y }
    }
}

/// A piece of text in one line.
#[derive(Clone, Debug)]
pub struct Block {
    pub text: String,
    pub place: Rect,
    pub script: Script,
    /// Regions are read one after the other: the columns or the halves of a spread.
    pub region: u32,
}

/// A sheet being filled; every drawing function takes its chance from the page.
#[derive(Clone, Debug)]
pub struct Page {
    pub width: usize,
    pub height: usize,
    /// Red, green, blue; white paper, ink darkens it.
    pub pixels: Vec<u8>,
    pub blocks: Vec<Block>,
    /// Ruled tables, in the order they were drawn.
    pub grids: Vec<Grid>,
    pub stock: Stock,
    pub copy: Copy,
    /// When the paper was made; older paper is yellower.
    pub year: i32,
    /// The reverse of the sheet before it: takes no sheet number.
    pub back: bool,
    /// Two pages of a booklet on one sheet: the scan has a gutter in the middle.
    pub spread: bool,
    pub rng: Rng,
    pub(super) region: u32,
}

impl Page {
    /// An empty sheet. `rng` gives the page a stream of its own.
    pub fn new(size: Size, rng: &mut Rng) -> Page {
        let (width, height) = size.millimetres();
        let (width, height) = (mm(width).round() as usize, mm(height).round() as usize);
        Page {
            width,
            height,
            pixels: vec![255; width * height * 3],
            blocks: Vec::new(),
            grids: Vec::new(),
            stock: Stock::White,
            copy: Copy::Original,
            year: 2000,
            back: false,
            spread: matches!(size, Size::Spread(..)),
            rng: rng.fork("page"),
            region: 0,
        }
    }

    pub fn w(&self) -> f32 {
        self.width as f32
    }

    pub fn h(&self) -> f32 {
        self.height as f32
    }

    pub fn on(mut self, stock: Stock, year: i32) -> Page {
        self.stock = stock;
        self.year = year;
        self
    }

    /// A sheet that ends above `bottom` is longer: A5 laid across was half an A4.
    pub fn reach(&mut self, bottom: f32) {
        if bottom > self.h() {
            self.height = mm(Size::A4.millimetres().1).round().max(bottom) as usize;
            self.pixels.resize(self.width * self.height * 3, 255);
        }
    }

    /// What is drawn from here on is read after everything drawn before.
    pub fn next_region(&mut self) {
        self.region += 1;
    }

    pub(super) fn add_block(&mut self, text: &str, place: Rect, script: Script) {
        if text.trim().is_empty() {
            return;
        }
        self.blocks.push(Block { text: text.trim().to_owned(), place, script, region: self.region });
    }

    /// Text that is read though it was not drawn by `text` (none of the drawing needs it).
    pub fn note(&mut self, text: &str, place: Rect, script: Script) {
        self.add_block(text, place, script);
    }

    /// Darkens one pixel; `amount` 0 leaves it, 1 makes it the ink.
    pub(super) fn dab(&mut self, x: i32, y: i32, ink: Ink, amount: f32) {
        if x < 0 || y < 0 || x >= self.width as i32 || y >= self.height as i32 || amount <= 0.003 {
            return;
        }
        let at = (y as usize * self.width + x as usize) * 3;
        for channel in 0..3 {
            let keep = 1.0 - amount * (1.0 - f32::from(ink.0[channel]) / 255.0);
            let value = &mut self.pixels[at + channel];
            *value = (f32::from(*value) * keep + 0.5) as u8;
        }
    }

    pub(super) fn put(&mut self, coverage: &Coverage, ink: Ink, strength: f32) {
        for row in 0..coverage.height {
            for column in 0..coverage.width {
                let amount = coverage.values[row * coverage.width + column] * strength;
                if amount > 0.003 {
                    self.dab(coverage.x + column as i32, coverage.y + row as i32, ink, amount);
                }
            }
        }
    }
}
