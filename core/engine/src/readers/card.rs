//! What a line model says of itself, in a file beside it.

use serde::Deserialize;

/// The card of a line model; see `models/line.toml` for the meaning of each line.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub(crate) struct Card {
    pub name: String,
    pub height: usize,
    pub step: usize,
    pub alphabet: String,
    pub above: f32,
    pub below: f32,
}

impl Card {
    /// None where the text is no card or its numbers cannot be meant.
    pub fn parse(text: &str) -> Option<Self> {
        let card: Self = toml::from_str(text).ok()?;
        let sound = (8..=256).contains(&card.height)
            && (1..=64).contains(&card.step)
            && !card.alphabet.is_empty()
            && (0.2..=2.0).contains(&card.above)
            && (0.0..=2.0).contains(&card.below);
        sound.then_some(card)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_that_comes_along_is_sound() {
        let card = Card::parse(include_str!("../../models/line.toml")).expect("a card");
        assert_eq!((card.height, card.step, card.alphabet.chars().count()), (32, 4, 143));
        assert_eq!(Card::parse("name = 'x'"), None);
    }
}
