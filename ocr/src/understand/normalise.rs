//! Comparing words of a page with words of a kind file, tolerant to what recognition does to them.
//!
//! Both sides are folded (case, apostrophes, twins), then letters that are often taken for one another are
//! made one. Words are compared without the spaces between them: recognisers join and split words freely.

/// A phrase in comparable form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    letters: Vec<char>,
    set: LetterSet,
    tokens: usize,
}

/// A word of a page in comparable form, with its place in the row.
#[derive(Clone, Debug)]
pub struct Token {
    pub letters: Vec<char>,
    set: LetterSet,
    /// Index of the word in its row.
    pub word: usize,
    /// Bytes of the token in the word's text.
    pub start: usize,
    pub end: usize,
}

/// Where a phrase stands among tokens, and how exactly (1 is letter for letter).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    pub start: usize,
    pub end: usize,
    pub quality: f32,
}

/// Which letters occur, some of them sharing a bit. A letter of a phrase that occurs nowhere in a row is a slip at least:
/// most rows are told by that alone not to hold it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct LetterSet(u64);

impl LetterSet {
    fn of(letters: &[char]) -> Self {
        Self(letters.iter().fold(0, |set, letter| set | 1 << (*letter as u32 % 64)))
    }

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn missing_from(self, other: Self) -> usize {
        (self.0 & !other.0).count_ones() as usize
    }
}

impl Phrase {
    /// None for a text without letters, digits or the number sign.
    pub fn new(text: &str) -> Option<Self> {
        let mut letters = Vec::new();
        let mut tokens = 0;
        for (start, end) in pieces(text) {
            letters.extend(comparable(&text[start..end]));
            tokens += 1;
        }
        let set = LetterSet::of(&letters);
        (!letters.is_empty()).then_some(Self { letters, set, tokens })
    }

    /// Letters in the phrase.
    pub fn len(&self) -> usize {
        self.letters.len()
    }

    pub fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    fn slips_allowed(&self) -> usize {
        match self.letters.len() {
            0..=4 => 0,
            5..=8 => 1,
            9..=14 => 2,
            15..=21 => 3,
            length => length / 6,
        }
    }
}

/// Tokens of one word of a page.
pub fn tokens_of(text: &str, word: usize) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (start, end) in pieces(text) {
        let letters = comparable(&text[start..end]);
        if !letters.is_empty() {
            tokens.push(Token { set: LetterSet::of(&letters), letters, word, start, end });
        }
    }
    tokens
}

/// Runs of letters, runs of digits, and number signs.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut run: Option<(usize, bool)> = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        // «Дов1дка»: a digit between letters is a misread letter.
        let in_word = run.is_some_and(|(_, digit)| !digit)
            && letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        let class = if letter == '№' {
            None
        } else if letter.is_ascii_digit() && !in_word {
            Some(true)
        } else if letter.is_alphanumeric()
            || language::is_apostrophe(letter) && run.is_some_and(|(_, digit)| !digit)
        {
            Some(false)
        } else {
            None
        };
        if let Some((start, kind)) = run
            && class != Some(kind)
        {
            out.push((start, at));
            run = None;
        }
        match class {
            Some(kind) if run.is_none() => run = Some((at, kind)),
            None if letter == '№' => out.push((at, at + letter.len_utf8())),
            _ => {}
        }
    }
    if let Some((start, _)) = run {
        out.push((start, text.len()));
    }
    out
}

/// Folded, with letters that recognition swaps made one; signs of softness dropped.
pub fn comparable(word: &str) -> Vec<char> {
    if word == "№" || word == "N" || word == "Nо" || word == "No" {
        return vec!['№'];
    }
    let mut letters = Vec::new();
    for letter in language::fold_word(word).chars() {
        match letter {
            'і' | 'ї' | 'и' | 'й' | 'ы' => letters.push('и'),
            'є' | 'э' | 'е' | 'ё' => letters.push('е'),
            'ь' | 'ъ' => {}
            other => letters.push(other),
        }
    }
    letters
}

/// The best place of a phrase among tokens from `from` on.
pub fn find(tokens: &[Token], phrase: &Phrase, from: usize) -> Option<Match> {
    let mut best: Option<Match> = None;
    let there = tokens.iter().skip(from).fold(LetterSet::default(), |there, token| there.with(token.set));
    if phrase.set.missing_from(there) > phrase.slips_allowed() {
        return None;
    }
    for start in from..tokens.len() {
        if let Some(found) = at(tokens, phrase, start)
            && best.is_none_or(|before| found.quality > before.quality)
        {
            best = Some(found);
            if found.quality >= 1.0 {
                break;
            }
        }
    }
    best
}

/// The phrase at exactly this token, if it stands there.
pub fn at(tokens: &[Token], phrase: &Phrase, start: usize) -> Option<Match> {
    let allowed = phrase.slips_allowed();
    let wanted = &phrase.letters;
    let first = tokens.get(start)?;
    // Two wrong letters at the very beginning are another word.
    let head_differs = first.letters.first() != wanted.first() && first.letters.get(1) != wanted.get(1);
    let stretch = tokens[start..].iter().take(phrase.tokens + 2);
    let there = stretch.clone().fold(LetterSet::default(), |there, token| there.with(token.set));
    if head_differs || phrase.set.missing_from(there) > allowed {
        return None;
    }
    let mut letters: Vec<char> = Vec::with_capacity(wanted.len() + allowed);
    let mut best: Option<Match> = None;
    for (place, token) in stretch.enumerate() {
        letters.extend(&token.letters);
        if letters.len() > wanted.len() + allowed {
            break;
        }
        if letters.len() + allowed < wanted.len() {
            continue;
        }
        let slips = distance(&letters, wanted, allowed);
        if slips > allowed {
            continue;
        }
        let quality = 1.0 - slips as f32 / wanted.len() as f32;
        if best.is_none_or(|before| quality > before.quality) {
            best = Some(Match { start, end: start + place + 1, quality });
        }
    }
    best
}

/// Edit distance, given up early above `limit`.
pub fn distance(first: &[char], second: &[char], limit: usize) -> usize {
    if first.len().abs_diff(second.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=second.len()).collect();
    for (at, letter) in first.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        let mut least = row[0];
        for (place, other) in second.iter().enumerate() {
            let change = before + usize::from(letter != other);
            before = row[place + 1];
            row[place + 1] = change.min(row[place] + 1).min(before + 1);
            least = least.min(row[place + 1]);
        }
        if least > limit {
            return limit + 1;
        }
    }
    row[second.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, phrase: &str, expected: Option<(usize, usize)>) {
        let mut tokens = Vec::new();
        for (place, word) in text.split(' ').enumerate() {
            tokens.extend(tokens_of(word, place));
        }
        let phrase = Phrase::new(phrase).expect("a phrase");
        assert_eq!(find(&tokens, &phrase, 0).map(|found| (found.start, found.end)), expected, "{text}");
    }

    #[test]
    fn phrases_are_found_through_slips() {
        check("ДОВІДКА про заробітну плату", "довідка про заробітну плату", Some((0, 4)));
        check("Дов1дка про заробітиу плату", "довідка про заробітну плату", Some((0, 4)));
        check("ПЕНСІЙНА СПРАВА №123", "пенсійна справа №", Some((0, 3)));
        check("Про склад сім'ї", "склад сім ї", Some((1, 3)));
        check("заро бітну плату", "заробітну плату", Some((0, 3)));
        check("ТРУДОВАЯ КНИЖКА", "трудова книжка", Some((0, 2)));
        check("справка", "довідка", None);
        check("мати", "мать", None);
        check("п.і.б.", "піб", Some((0, 3)));
    }
}
