//! Captions of which a seal or a signature hides a part. What is seen of them stands as far apart as the form would have it, and
//! where nothing is read such ink lies: then the caption stands under it. Nobody saw those letters, so they are never sure.

use dossier::geometry::PixelBox;
use dossier::recognition::{Line, Recognition, Script, Word};

use super::cover::{Cover, Ends, Part, Seen, is_open, part};
use super::laid::Laid;
use super::{CAPTIONS, Caption, compared};

/// A line of a stamp so many times as high as the page's words goes round a seal.
const ROUND: u32 = 3;
/// Words of one row stand at one height, but for this part of it.
const ASIDE: f32 = 0.6;
/// Letters that are seen of a caption, at least, and one of so many; and of one whose row above is known.
const LEAST_SEEN: usize = 7;
const OF_ALL: usize = 4;
const LEAST_BELOW: usize = 3;
/// How far below a row the next one of the same caption stands, in heights; and how far aside, in letters.
const BELOW: std::ops::Range<f32> = 0.6..2.2;
const INDENT: f32 = 1.5;
/// Letters of two rows of one caption are as wide, but for this part.
const ALIKE: f32 = 0.15;

/// Completes the captions that seals hide in part; gives how many words were changed.
pub(in crate::correct) fn complete(recognition: &mut Recognition) -> usize {
    let mut heights: Vec<u32> = recognition.words().map(|word| word.bbox.h).collect();
    heights.sort_unstable();
    let Some(&height) = heights.get(heights.len() / 2) else { return 0 };
    let is_round = |line: &Line| line.script == Script::Stamp && line.bbox.h > ROUND * height;
    let rings = recognition.lines.iter().filter(|line| is_round(line)).map(|line| line.bbox);
    let seals: Vec<PixelBox> = rings.chain(recognition.covers.iter().copied()).collect();
    let mut count = 0;
    for find in [across, below] {
        for number in 0..recognition.lines.len() {
            let line = &recognition.lines[number];
            let beside = |seal: &&PixelBox| seal.y < line.bbox.bottom() && line.bbox.y < seal.bottom();
            let seals: Vec<PixelBox> = seals.iter().filter(beside).copied().collect();
            if seals.is_empty() || line.words.is_empty() || is_round(line) {
                continue;
            }
            let row = row(recognition, number, is_round);
            if let Some(cover) = find(recognition, &row, &seals) {
                count += cover.write(recognition, &row);
            }
        }
    }
    recognition.lines.retain(|line| !line.words.is_empty());
    count
}

/// The words at the height of a line's, from left to right.
fn row(recognition: &Recognition, number: usize, is_round: impl Fn(&Line) -> bool) -> Vec<Seen> {
    let own = &recognition.lines[number].words;
    let low = own.iter().map(|word| word.bbox.h).min().unwrap_or_default();
    let mean = own.iter().map(middle).sum::<f32>() / own.len() as f32;
    let mut row = Vec::new();
    for (line, other) in recognition.lines.iter().enumerate().filter(|(_, line)| !is_round(line)) {
        for (place, word) in other.words.iter().enumerate() {
            if line == number || (middle(word) - mean).abs() < ASIDE * low as f32 {
                let by_hand = other.script == Script::Handwritten;
                let letters = compared(&word.text);
                let is_open = is_open(word, &letters);
                row.push(Seen { line, place, word: word.clone(), letters, by_hand, is_open });
            }
        }
    }
    row.sort_by_key(|seen| seen.word.bbox.x);
    row
}

fn middle(word: &Word) -> f32 {
    word.bbox.y as f32 + word.bbox.h as f32 / 2.0
}

/// The caption of which both ends are seen in the row; that of which most is, where no other shows as much.
fn across(_: &Recognition, row: &[Seen], seals: &[PixelBox]) -> Option<Cover> {
    let sure: Vec<&str> =
        row.iter().filter(|seen| !seen.is_open).map(|seen| seen.word.text.as_str()).collect();
    let captions = CAPTIONS.iter().filter(|caption| caption.speaks(&sure));
    clearest(captions.flat_map(|caption| between_ends(caption, row, seals)).collect())
}

fn clearest(mut covers: Vec<Cover>) -> Option<Cover> {
    let most = covers.iter().map(|cover| cover.seen).max()?;
    covers.retain(|cover| cover.seen == most);
    let clear = covers.iter().all(|cover| cover.letters().eq(covers[0].letters()));
    if clear { Some(covers.swap_remove(0)) } else { None }
}

/// Every way in which the caption may stand in the row.
fn between_ends(caption: &'static Caption, row: &[Seen], seals: &[PixelBox]) -> Vec<Cover> {
    let last = caption.words.len() - 1;
    let mut covers = Vec::new();
    for (one, from) in row.iter().enumerate() {
        for first in 0..last {
            match part(from, &caption.letters[first]) {
                Some(Part::Whole) => {}
                Some(Part::Start(count)) if count > 1 => {}
                _ => continue,
            }
            for (two, to) in row.iter().enumerate().skip(one + 1) {
                for end in first + 1..=last {
                    // Of a word whose end is not seen nobody knows that the row ends with it, but where the caption does.
                    let ends = match ends(to, caption, end) {
                        Some(Ends::Begins(_)) if end < last => continue,
                        Some(ends) => ends,
                        None => continue,
                    };
                    let numbers = first..=end;
                    let laid = Laid::between(&caption.words[numbers.clone()], from.word.bbox.x, ends);
                    let cover = laid.and_then(|laid| Cover::of(caption, numbers, laid, row, one..two + 1));
                    covers.extend(cover.filter(|cover| {
                        let least = (cover.letters().count() / OF_ALL).max(LEAST_SEEN);
                        cover.seen >= least && cover.lies_under(row, seals)
                    }));
                }
            }
        }
    }
    covers
}

/// What the word tells of where this word of the caption stands, if it is that.
fn ends(seen: &Seen, caption: &Caption, number: usize) -> Option<Ends> {
    Some(match part(seen, &caption.letters[number])? {
        Part::Whole | Part::End(_) => Ends::At(seen.word.bbox.right()),
        Part::Start(_) => Ends::Begins(seen.word.bbox.x),
    })
}

/// The rest of a caption whose first words stand in the row above.
fn below(recognition: &Recognition, row: &[Seen], seals: &[PixelBox]) -> Option<Cover> {
    let mut covers = Vec::new();
    for (at, first) in row.iter().enumerate() {
        for above in &recognition.lines {
            let (Some(begins), Some(end)) = (above.words.first(), above.words.last()) else { continue };
            let down = (middle(&first.word) - middle(begins)) / begins.bbox.h as f32;
            if !BELOW.contains(&down) {
                continue;
            }
            let read: Vec<char> = above.words.iter().flat_map(|word| compared(&word.text)).collect();
            let (begins, end) = (begins.bbox.x, Ends::At(end.bbox.right()));
            for caption in CAPTIONS.iter() {
                let Some(count) = caption.begins_with(&read) else { continue };
                let Some(above) = Laid::between(&caption.words[..count], begins, end) else { continue };
                if (first.word.bbox.x as f32 - begins as f32).abs() > INDENT * above.letter {
                    continue;
                }
                covers.extend(rest(caption, count, row, (at, above.letter)));
            }
        }
    }
    covers.retain(|cover| cover.seen >= LEAST_BELOW && cover.lies_under(row, seals));
    clearest(covers)
}

/// The words of the caption from `first` on, from the word `at` of the row on. Letters are as wide as above; where a word
/// further on is seen, it tells better how wide.
fn rest(caption: &'static Caption, first: usize, row: &[Seen], (at, letter): (usize, f32)) -> Vec<Cover> {
    let begins = row[at].word.bbox.x;
    let numbers = first..=caption.words.len() - 1;
    let mut widths = vec![letter];
    for (number, seen) in
        numbers.clone().flat_map(|number| row.iter().skip(at).map(move |seen| (number, seen)))
    {
        let ends = ends(seen, caption, number);
        let laid = ends.and_then(|ends| Laid::between(&caption.words[first..=number], begins, ends));
        widths.extend(laid.map(|laid| laid.letter).filter(|own| (own / letter - 1.0).abs() < ALIKE));
    }
    let laid = widths
        .into_iter()
        .filter_map(|letter| Laid::at(&caption.words[numbers.clone()], begins as f32, letter));
    laid.filter_map(|laid| Cover::of(caption, numbers.clone(), laid, row, at..at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of words at columns, ten pixels a letter and two rows sixty apart; a word behind `+` was read surely. A seal lies
    /// over the columns `seal`.
    fn page(rows: &[&[(u32, &str)]], seal: (u32, u32)) -> Recognition {
        let mut page = Recognition::default();
        for (number, row) in rows.iter().enumerate() {
            let mut line = Line::default();
            for (x, text) in *row {
                let confidence = if text.starts_with('+') { 0.97 } else { 0.5 };
                let text = text.trim_start_matches('+').to_owned();
                let w = text.chars().count() as u32 * 10;
                let bbox = PixelBox::new(*x, 100 + 30 * number as u32, w, 20);
                line.words.push(Word { text, bbox, confidence, ..Word::default() });
            }
            line.bbox = PixelBox::around(line.words.iter().map(|word| &word.bbox)).unwrap();
            page.lines.push(line);
        }
        let round = PixelBox::new(seal.0, 60, seal.1 - seal.0, 200);
        let ring =
            Word { text: "УКРАЇНА".to_owned(), bbox: round, confidence: 0.4, ..Word::default() };
        page.lines.push(Line { bbox: round, script: Script::Stamp, words: vec![ring], ..Line::default() });
        page
    }

    fn check(rows: &[&[(u32, &str)]], seal: (u32, u32), expected: &[&str]) -> Recognition {
        let mut page = page(rows, seal);
        complete(&mut page);
        let lines: Vec<String> = page.lines.iter().map(Line::text).collect();
        assert_eq!(lines[..lines.len() - 1], *expected);
        page
    }

    #[test]
    fn a_caption_under_a_seal_is_known_by_its_ends() {
        let expected = ["Подпись лица, ответственного за"];
        let page = check(&[&[(100, "+Подпись"), (379, "за")]], (175, 370), &expected);
        let hidden = &page.lines[0].words[2];
        assert!(hidden.confidence <= 0.5 && hidden.bbox.x > 215 && hidden.bbox.right() < 380);
        assert_eq!(
            (hidden.alternatives[0].text.as_str(), hidden.alternatives[0].source.as_str()),
            ("", "raw covered")
        );
        // What was read of it stays as another reading.
        let page = check(&[&[(100, "Подпиви"), (309, "щнного"), (379, "+за")]], (160, 310), &expected);
        assert_eq!(page.lines[0].words[0].alternatives[0].text, "Подпиви");
        assert_eq!(page.lines[0].words[2].alternatives[0].text, "щнного");
    }

    #[test]
    fn a_signature_covers_as_a_seal_does() {
        let mut page = page(&[&[(100, "+Подпись"), (379, "за")]], (800, 900));
        complete(&mut page);
        assert_eq!(page.lines[0].text(), "Подпись за");
        page.covers.push(PixelBox::new(175, 80, 195, 60));
        complete(&mut page);
        assert_eq!(page.lines[0].text(), "Подпись лица, ответственного за");
    }

    #[test]
    fn a_caption_goes_on_in_the_row_below() {
        let above: &[(u32, &str)] =
            &[(100, "+Подпись"), (175, "+лица,"), (227, "+ответственного"), (382, "+за")];
        let expected = ["Подпись лица, ответственного за", "выдачу трудовых книжек"];
        check(&[above, &[(100, "выд;")]], (135, 400), &expected);
        // The seal ends before the caption would.
        check(&[above, &[(100, "выд;")]], (135, 200), &[expected[0], "выд;"]);
    }

    #[test]
    fn nothing_is_made_up() {
        // Nothing lies over the paper.
        check(&[&[(100, "+Подпись"), (379, "за")]], (500, 600), &["Подпись за"]);
        // Too near, too far.
        check(&[&[(100, "+Подпись"), (250, "за")]], (175, 240), &["Подпись за"]);
        check(&[&[(100, "+Подпись"), (600, "за")]], (175, 590), &["Подпись за"]);
        // Another word was read there.
        let other: &[(u32, &str)] = &[(100, "+Подпись"), (240, "+кассира"), (379, "за")];
        check(&[other], (175, 370), &["Подпись кассира за"]);
        // Nobody knows of what post.
        check(&[&[(100, "+Начальник")]], (195, 400), &["Начальник"]);
        // Figures are no letters.
        check(&[&[(100, "+Дата"), (151, "видач1")]], (190, 300), &["Дата видач1"]);
    }
}
