//! The page as a person sees it: rows of words by height, whatever blocks the recogniser made of them.

use dossier::PixelBox;
use dossier::recognition::{Recognition, Word};

use super::normalise::{Token, tokens_of};
use super::slant::Slant;

/// Lines of less than a letter's height over this are dashes.
const FLAT: u32 = 3;

/// A page of text in visual rows, top to bottom. Boxes are those of the level page; `slant` leads back to the ink.
#[derive(Clone, Debug, Default)]
pub struct PageText {
    pub rows: Vec<Row>,
    pub width: u32,
    pub height: u32,
    /// Median height of words: the measure of gaps.
    pub letter: u32,
    /// A wider space parts the cells of a row: typed words stand further apart than printed ones.
    pub gap: u32,
    pub slant: Slant,
}

/// Words that stand at one height, left to right.
#[derive(Clone, Debug)]
pub struct Row {
    pub words: Vec<Word>,
    pub tokens: Vec<Token>,
    pub bbox: PixelBox,
}

impl PageText {
    pub fn of(recognition: &Recognition) -> Self {
        let slant = Slant::of(recognition);
        let mut heights: Vec<u32> = recognition.words().map(|word| slant.level(word).bbox.h).collect();
        heights.sort_unstable();
        let letter = heights.get(heights.len() / 2).copied().unwrap_or(30).max(8);
        let mut pieces: Vec<(PixelBox, Vec<Word>)> = Vec::new();
        for line in &recognition.lines {
            let inked = line.words.iter().filter(|word| !word.text.trim().is_empty());
            let words: Vec<Word> = inked.map(|word| slant.level(word)).collect();
            if let Some(bbox) = PixelBox::around(words.iter().map(|word| &word.bbox)) {
                pieces.push((bbox, words));
            }
        }
        pieces.sort_by_key(|(bbox, _)| middle(bbox));
        // A dash is no row that a word could join: the row whose height it stands at takes it afterwards.
        let (pieces, flat): (Vec<_>, Vec<_>) =
            pieces.into_iter().partition(|(bbox, _)| bbox.h * FLAT >= letter);
        let mut rows: Vec<(PixelBox, Vec<Word>)> = Vec::new();
        for (bbox, words) in pieces {
            // A line joins a row when they share most of their height and none of their width.
            let home = rows
                .iter_mut()
                .rev()
                .take(6)
                .find(|(row, own)| same_height(row, &bbox) && apart(own, &words));
            match home {
                Some((row, own)) => {
                    *row = row.union(&bbox);
                    own.extend(words);
                }
                None => rows.push((bbox, words)),
            }
        }
        for (bbox, words) in flat {
            match rows.iter_mut().find(|(row, own)| holds(row, &bbox) && apart(own, &words)) {
                Some((_, own)) => own.extend(words),
                None => rows.push((bbox, words)),
            }
        }
        rows.sort_by_key(|(bbox, _)| middle(bbox));
        let rows: Vec<Row> = rows.into_iter().map(|(bbox, words)| Row::of(words, bbox)).collect();
        let gap = gap(&rows, letter);
        Self { rows, width: recognition.width, height: recognition.height, letter, gap, slant }
    }

    /// From the first row's top to the last one's bottom.
    pub fn text_height(&self) -> (u32, u32) {
        let top = self.rows.first().map_or(0, |row| row.bbox.y);
        let bottom = self.rows.iter().map(|row| row.bbox.bottom()).max().unwrap_or(self.height);
        (top, bottom.max(top + 1))
    }
}

impl Row {
    fn of(mut words: Vec<Word>, bbox: PixelBox) -> Self {
        words.sort_by_key(|word| word.bbox.x);
        let mut tokens = Vec::new();
        for (place, word) in words.iter().enumerate() {
            tokens.extend(tokens_of(&word.text, place));
        }
        Self { words, tokens, bbox }
    }

    pub fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }

    /// Letters in the row's tokens.
    pub fn letters(&self) -> usize {
        self.tokens.iter().map(|token| token.letters.len()).sum()
    }
}

/// Half as wide again as the spaces between most words that stand together, and no less than letters are high.
fn gap(rows: &[Row], letter: u32) -> u32 {
    let mut spaces: Vec<u32> = rows
        .iter()
        .flat_map(|row| row.words.windows(2))
        .map(|two| two[1].bbox.x.saturating_sub(two[0].bbox.right()))
        .filter(|space| *space < 2 * letter)
        .collect();
    spaces.sort_unstable();
    let common = spaces.get(spaces.len() / 2).copied().unwrap_or(0);
    letter.max(common * 3 / 2)
}

fn middle(bbox: &PixelBox) -> u32 {
    bbox.y + bbox.h / 2
}

/// Whether the middle of a flat piece stands at the height of the row.
fn holds(row: &PixelBox, flat: &PixelBox) -> bool {
    (row.y..row.bottom()).contains(&middle(flat))
}

fn same_height(first: &PixelBox, second: &PixelBox) -> bool {
    let top = first.y.max(second.y);
    let bottom = first.bottom().min(second.bottom());
    let shared = bottom.saturating_sub(top);
    let less = first.h.min(second.h).max(1);
    let more = first.h.max(second.h);
    shared * 10 >= less * 6 && more < less * 4
}

fn apart(first: &[Word], second: &[Word]) -> bool {
    second.iter().all(|one| {
        first.iter().all(|other| one.bbox.right() <= other.bbox.x + 4 || one.bbox.x + 4 >= other.bbox.right())
    })
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use dossier::recognition::Line;

    /// A page from lines of text: words 20 pixels a letter wide, lines 60 apart; `|` leaves a wide gap.
    pub fn page(text: &str) -> Recognition {
        let mut lines = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let mut words = Vec::new();
            let mut x = 100;
            for piece in line.split(' ').filter(|piece| !piece.is_empty()) {
                if piece == "|" {
                    x += 300;
                    continue;
                }
                let w = 20 * piece.chars().count() as u32;
                let bbox = PixelBox::new(x, 100 + 60 * number as u32, w, 30);
                words.push(Word { text: piece.to_owned(), bbox, confidence: 0.96, ..Word::default() });
                x += w + 20;
            }
            if let Some(bbox) = PixelBox::around(words.iter().map(|word| &word.bbox)) {
                lines.push(Line { bbox, words, ..Line::default() });
            }
        }
        Recognition {
            width: 2480,
            height: 3508,
            dpi: 300,
            engine: "test".to_owned(),
            lines,
            ..Recognition::default()
        }
    }

    #[test]
    fn columns_of_one_height_become_one_row() {
        let mut recognition = page("Прізвище\nІм'я");
        let mut right = page("| | Кравченко\n| | Захар");
        recognition.lines.append(&mut right.lines);
        let text: Vec<String> = PageText::of(&recognition).rows.iter().map(Row::text).collect();
        assert_eq!(text, ["Прізвище Кравченко", "Ім'я Захар"]);
    }

    #[test]
    fn a_dash_takes_no_word_out_of_its_row() {
        // A label without tall letters stands nearer to the dash of its row than to the row's sums.
        let mut recognition = page("липень | 188,45 197,69");
        let line = recognition.lines.remove(0);
        let [label, sums @ ..] = &line.words[..] else { return assert!(line.words.len() > 2) };
        let mut label = label.clone();
        (label.bbox.y, label.bbox.h) = (label.bbox.y + 9, 21);
        let dash = Word { text: "-".to_owned(), bbox: PixelBox::new(1500, 114, 14, 6), ..label.clone() };
        for words in [sums.to_vec(), vec![label], vec![dash]] {
            let bbox = PixelBox::around(words.iter().map(|word| &word.bbox)).unwrap_or_default();
            recognition.lines.push(Line { bbox, words, ..Line::default() });
        }
        let text: Vec<String> = PageText::of(&recognition).rows.iter().map(Row::text).collect();
        assert_eq!(text, ["липень 188,45 197,69 -"]);
    }
}
