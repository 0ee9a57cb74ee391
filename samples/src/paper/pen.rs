//! What text is put on paper with: printing type, a typewriter with its faults, a hand with its habits.
//! Knows nothing of what is written.

use super::face::Face;
use super::font::{glyph, kern};
use super::page::{Script, pt};
use super::rng::{Rng, hash};

/// The colour ink leaves at full strength on white.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink(pub [u8; 3]);

impl Ink {
    pub const BLACK: Ink = Ink([24, 24, 26]);
    pub const SOFT_BLACK: Ink = Ink([52, 50, 50]);
    pub const GREY: Ink = Ink([112, 110, 108]);
    pub const BLUE: Ink = Ink([34, 52, 132]);
    pub const BLUE_BLACK: Ink = Ink([30, 36, 72]);
    pub const VIOLET: Ink = Ink([84, 46, 124]);
    pub const SEAL_BLUE: Ink = Ink([52, 70, 160]);
    pub const SEAL_VIOLET: Ink = Ink([98, 72, 158]);
    pub const RED: Ink = Ink([176, 48, 52]);
    pub const GREEN: Ink = Ink([40, 104, 72]);
    pub const BROWN: Ink = Ink([92, 62, 44]);
    pub const PENCIL: Ink = Ink([96, 96, 100]);
}

/// A typewriter: the same letter is always off by the same hair.
#[derive(Clone, Debug)]
pub struct Machine {
    pub face: Face,
    pub ink: Ink,
    /// Pixels a letter at 300 dpi; pica 30, elite 25.
    pub pitch: f32,
    /// 0 a dry ribbon, 1 a fresh one.
    pub ribbon: f32,
    /// Letters shifted, uneven and dirty: 0 a new machine, 1 a worn one.
    pub worn: f32,
    pub seed: u64,
}

impl Machine {
    pub fn random(rng: &mut Rng) -> Machine {
        let face =
            [Face::Typewriter, Face::TypewriterLight, Face::TypewriterHeavy][rng.weighted(&[8.0, 1.5, 0.7])];
        let ink = [Ink::BLACK, Ink::SOFT_BLACK, Ink::VIOLET][rng.weighted(&[6.0, 2.0, 1.0])];
        let pitch = if rng.chance(0.8) { 30.0 } else { 27.0 };
        Machine {
            face,
            ink,
            pitch,
            ribbon: rng.float(0.7, 1.0),
            worn: rng.float(0.1, 0.8),
            seed: rng.next_u64(),
        }
    }

    /// What is fixed for a letter on this machine: shift right, shift down, turn, strength.
    pub fn habit(&self, letter: char) -> [f32; 4] {
        let mut bytes = [0_u8; 12];
        bytes[..8].copy_from_slice(&self.seed.to_le_bytes());
        bytes[8..].copy_from_slice(&(letter as u32).to_le_bytes());
        let mut word = hash(&bytes);
        let mut next = || {
            word ^= word >> 29;
            word = word.wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word ^= word >> 32;
            (word >> 40) as f32 / 16_777_216.0 - 0.5
        };
        [
            next() * 3.2 * self.worn,
            next() * 5.0 * self.worn,
            next() * 0.035 * self.worn,
            1.0 + next() * 0.4 * self.worn,
        ]
    }
}

/// A hand: a face bent by the writer's habits.
#[derive(Clone, Debug)]
pub struct Hand {
    pub face: Face,
    pub ink: Ink,
    /// Ems in points.
    pub size: f32,
    pub slant: f32,
    /// 0 a calligrapher, 1 a hurried hand.
    pub loose: f32,
    /// Letter spacing in ems.
    pub spacing: f32,
    /// Stroke thickening in ems.
    pub weight: f32,
}

impl Hand {
    pub fn random(rng: &mut Rng) -> Hand {
        let faces = [
            (Face::Caveat, 18.0, 3.0),
            (Face::BadScript, 14.0, 3.0),
            (Face::Marck, 17.0, 3.0),
            (Face::Neucha, 15.0, 1.2),
            (Face::Pangolin, 13.5, 0.6),
            (Face::Shantell, 12.5, 0.6),
            (Face::Comforter, 20.0, 0.6),
            (Face::Vibes, 19.0, 0.5),
            (Face::Steve, 13.0, 1.0),
        ];
        let weights: Vec<f32> = faces.iter().map(|face| face.2).collect();
        let (face, size, _) = faces[rng.weighted(&weights)];
        let ink =
            [Ink::BLUE, Ink::BLUE_BLACK, Ink::VIOLET, Ink::SOFT_BLACK][rng.weighted(&[5.0, 2.0, 2.0, 1.0])];
        Hand {
            face,
            ink,
            size: size * rng.float(0.92, 1.12),
            slant: rng.float(-0.04, 0.22),
            loose: rng.float(0.2, 1.0),
            spacing: rng.float(-0.012, 0.02),
            weight: rng.float(0.0, 0.014),
        }
    }

    pub fn ink(mut self, ink: Ink) -> Hand {
        self.ink = ink;
        self
    }
}

/// How letters are put down.
#[derive(Clone, Debug)]
pub(super) enum Way {
    Press,
    Strike(Machine),
    Write(Hand),
    Rubber,
}

/// What a piece of text is drawn with.
#[derive(Clone, Debug)]
pub struct Pen {
    pub(super) way: Way,
    pub(super) face: Face,
    /// Pixels an em.
    pub(super) size: f32,
    pub(super) ink: Ink,
    /// Additional pixels after each letter.
    pub(super) spacing: f32,
    /// Width of letters, 1 as designed.
    pub(super) stretch: f32,
    /// 0 crisp, 1 the worst letterpress.
    pub(super) rough: f32,
}

impl Pen {
    fn new(way: Way, face: Face, size: f32, ink: Ink) -> Pen {
        Pen { way, face, size, ink, spacing: 0.0, stretch: 1.0, rough: 0.0 }
    }

    /// Printing type of so many points.
    pub fn print(face: Face, points: f32) -> Pen {
        Pen::new(Way::Press, face, pt(points), Ink::BLACK)
    }

    pub fn typed(machine: &Machine) -> Pen {
        let advance = glyph(machine.face, 'н').advance.max(0.1);
        Pen::new(Way::Strike(machine.clone()), machine.face, machine.pitch / advance, machine.ink)
    }

    pub fn hand(hand: &Hand) -> Pen {
        let mut pen = Pen::new(Way::Write(hand.clone()), hand.face, pt(hand.size), hand.ink);
        pen.spacing = hand.spacing * pen.size;
        pen
    }

    /// Letters of a rubber stamp or of a numbering machine.
    pub fn rubber(face: Face, points: f32, ink: Ink) -> Pen {
        Pen::new(Way::Rubber, face, pt(points), ink)
    }

    pub fn ink(mut self, ink: Ink) -> Pen {
        self.ink = ink;
        if let Way::Write(hand) = &mut self.way {
            hand.ink = ink;
        }
        self
    }

    /// Letters set apart, as titles often are: additional ems after each letter.
    pub fn spaced(mut self, ems: f32) -> Pen {
        self.spacing += ems * self.size;
        self
    }

    pub fn stretched(mut self, stretch: f32) -> Pen {
        self.stretch = stretch;
        self
    }

    pub fn rough(mut self, rough: f32) -> Pen {
        self.rough = rough;
        self
    }

    /// The same pen larger or smaller.
    pub fn scaled(mut self, factor: f32) -> Pen {
        self.size *= factor;
        self.spacing *= factor;
        if let Way::Strike(machine) = &mut self.way {
            machine.pitch *= factor;
        }
        self
    }

    pub fn script(&self) -> Script {
        match self.way {
            Way::Press => Script::Printed,
            Way::Strike(_) => Script::Typed,
            Way::Write(_) => Script::Handwritten,
            Way::Rubber => Script::Stamp,
        }
    }

    /// The text as this pen can put it: the old typewriter has a stroke for both brackets.
    pub(super) fn keys(&self, text: &str) -> String {
        if matches!(self.way, Way::Strike(_)) && self.face == Face::Typewriter {
            return text.replace(['(', ')'], "/");
        }
        text.to_owned()
    }

    /// A comfortable distance between lines, in pixels.
    pub fn leading(&self) -> f32 {
        match self.way {
            Way::Strike(_) => 75.0,
            Way::Write(_) => self.size * 1.05,
            Way::Press | Way::Rubber => self.size * 1.2,
        }
    }

    /// Height of a capital, in pixels.
    pub fn cap(&self) -> f32 {
        self.size * 0.68
    }

    /// Width of the text in pixels, without chance.
    pub fn measure(&self, text: &str) -> f32 {
        if let Way::Strike(machine) = &self.way {
            return text.chars().count() as f32 * (machine.pitch + self.spacing);
        }
        let mut width = 0.0;
        let mut before = None;
        for letter in text.chars() {
            width += self.advance(before, letter);
            before = Some(letter);
        }
        width
    }

    pub(super) fn advance(&self, before: Option<char>, letter: char) -> f32 {
        let kerning = before.map_or(0.0, |before| kern(self.face, before, letter));
        (glyph(self.face, letter).advance + kerning) * self.size * self.stretch + self.spacing
    }
}
