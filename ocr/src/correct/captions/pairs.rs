//! Which pairs of neighbouring letters a text has: whether two texts can be alike at all, told in no time.

/// A bit for each of so many classes of pairs.
const CLASSES: u32 = 2048;

pub(super) struct Pairs([u64; CLASSES as usize / 64]);

impl Pairs {
    pub fn of(letters: &[char]) -> Self {
        let mut bits = [0; CLASSES as usize / 64];
        for pair in letters.windows(2) {
            // Cyrillic small letters lie side by side: 45 and 1 spread their pairs over all classes.
            let class = (pair[0] as u32 * 45 + pair[1] as u32) % CLASSES;
            bits[class as usize / 64] |= 1 << (class % 64);
        }
        Self(bits)
    }

    pub fn shared(&self, other: &Self) -> u32 {
        self.0.iter().zip(&other.0).map(|(one, two)| (one & two).count_ones()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_texts_share_pairs() {
        let of = |text: &str| Pairs::of(&text.chars().collect::<Vec<char>>());
        let caption = of("найменуванняорганувнутрішніхсправ");
        assert_eq!(caption.shared(&of("органу")), 5);
        assert!(caption.shared(&of("маимаеуваеняаревнувнуправіхсправ")) >= 9);
        assert!(caption.shared(&of("крижопіль")) < 3);
        assert_eq!(caption.shared(&of("")), 0);
    }
}
