//! The text an earlier program recognised and left in a PDF, with the mistakes such programs make.
//! Knows words and their places.

use crate::paper::{Rng, Script};
use crate::wear::{Sheet, Word};

/// A piece of the layer: baseline, width and height in pixels of the scan as it lies in the file.
#[derive(Clone, Debug)]
pub struct Run {
    pub text: String,
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// Letters such programs take for one another.
const TWINS: [(char, char); 14] = [
    ('і', 'i'),
    ('ї', 'i'),
    ('ґ', 'г'),
    ('є', 'с'),
    ('О', '0'),
    ('З', '3'),
    ('б', '6'),
    ('н', 'п'),
    ('и', 'н'),
    ('ш', 'щ'),
    ('ы', 'ь'),
    ('№', 'N'),
    ('’', '\''),
    ('1', 'І'),
];

pub fn runs(sheet: &Sheet) -> Vec<Run> {
    let mut rng = Rng::new(0x6c61_7965, sheet.data.len() as u64);
    let mut runs = Vec::new();
    for word in &sheet.words {
        if matches!(word.script, Script::Stamp) || sheet.rotation != 0 {
            continue;
        }
        runs.push(run(word, &mut rng));
    }
    runs
}

fn run(word: &Word, rng: &mut Rng) -> Run {
    let wrong = if word.script == Script::Handwritten { 0.3 } else { 0.02 };
    let mut text = String::new();
    for letter in word.text.chars() {
        let twin = TWINS.iter().find(|(from, _)| *from == letter);
        match twin {
            Some((_, to)) if rng.chance(wrong * 4.0) => text.push(*to),
            _ if letter != ' ' && rng.chance(wrong * 0.4) => {}
            _ => text.push(letter),
        }
    }
    Run {
        text,
        x: word.place.x,
        y: word.place.bottom() - word.place.h * 0.2,
        width: word.place.w,
        height: word.place.h,
    }
}

/// A character map that says every code is its own UTF-16.
pub fn to_unicode() -> Vec<u8> {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    // Ranges may not cross the first byte.
    let pages = [0x00_u16, 0x04, 0x20, 0x21];
    map.push_str(&format!("{} beginbfrange\n", pages.len()));
    for page in pages {
        map.push_str(&format!("<{page:02X}00> <{page:02X}FF> <{page:02X}00>\n"));
    }
    map.push_str("endbfrange\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map.into_bytes()
}
