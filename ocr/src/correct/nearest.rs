//! Which of several words likeliest stood where another was read, and whether it is near enough to be taken. Costs are
//! natural logarithms, whatever they were counted by.

use language::Language;
use language::lexicon::{Known, Near};

/// What the nearest word may cost at most, a letter and in all, and by how much the second must be further.
pub(super) struct Limits {
    pub a_letter: f32,
    pub most: f32,
    pub clearly: f32,
}

/// What a word costs more that is none of the office and no listed name; that is in no list made from running text; that
/// is of the line's other language.
pub(super) struct Doubts {
    pub not_house: f32,
    pub rare: f32,
    pub foreign: f32,
}

/// The nearest word with its doubts, and how far the second is behind it.
pub(super) struct Nearest {
    pub near: Near,
    ahead: f32,
}

impl Nearest {
    pub fn of(words: impl Iterator<Item = Near>, doubts: &Doubts, language: Language) -> Option<Self> {
        let mut words: Vec<Near> =
            words.map(|near| Near { cost: near.cost + doubts.of(near.known, language), ..near }).collect();
        words.sort_by(|one, other| one.cost.total_cmp(&other.cost));
        let second = words.get(1).map_or(f32::INFINITY, |near| near.cost);
        let near = words.into_iter().next()?;
        Some(Self { ahead: second - near.cost, near })
    }

    /// Whether it may stand in place of a word of so many letters.
    pub fn is_within(&self, limits: &Limits, letters: usize) -> bool {
        self.near.cost <= limits.widest(letters) && self.ahead >= limits.clearly
    }
}

impl Limits {
    pub fn widest(&self, letters: usize) -> f32 {
        (self.a_letter * letters as f32).min(self.most)
    }
}

impl Doubts {
    fn of(&self, known: Known, language: Language) -> f32 {
        if known.is(Known::HOUSE) {
            return 0.0;
        }
        let spoken = match language {
            Language::Ukrainian => known.is(Known::UKRAINIAN),
            Language::Russian => known.is(Known::RUSSIAN),
            Language::Unknown => true,
        };
        let rare = if known.is(Known::COMMON) { 0.0 } else { self.rare };
        self.not_house + rare + if spoken { 0.0 } else { self.foreign }
    }
}
