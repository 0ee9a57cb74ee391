//! The font of the invisible text: as many empty glyphs as the dossier has different letters, half an em wide.
//! It exists because PDF/A wants every used glyph inside the file, also those that are never painted.

use std::collections::BTreeMap;

/// Letters of one PDF and their glyph numbers, from 1 in order of appearance (0 is `.notdef`).
#[derive(Default)]
pub struct Letters {
    numbers: BTreeMap<char, u16>,
}

/// Advance of every glyph, in thousandths of an em.
pub const ADVANCE: u16 = 500;

impl Letters {
    /// The text as two-byte codes for a string with Identity-H.
    pub fn encode(&mut self, text: &str) -> Vec<u8> {
        let mut codes = Vec::with_capacity(text.len());
        for letter in text.chars() {
            let next = self.numbers.len() as u16 + 1;
            // 65,534 different letters do not occur in a dossier; past that, `.notdef` keeps the file valid.
            let code = if next == u16::MAX { 0 } else { *self.numbers.entry(letter).or_insert(next) };
            codes.extend_from_slice(&code.to_be_bytes());
        }
        codes
    }

    pub fn iter(&self) -> impl Iterator<Item = (u16, char)> {
        self.numbers.iter().map(|(letter, code)| (*code, *letter))
    }

    /// A TrueType file with the tables that a CIDFontType2 needs (ISO 32000-1, 9.9).
    pub fn truetype(&self) -> Vec<u8> {
        let glyphs = self.numbers.len() as u16 + 1;
        let tables: [(&[u8; 4], Vec<u8>); 6] = [
            (b"glyf", vec![0; 4]),
            (b"head", head()),
            (b"hhea", hhea()),
            (b"hmtx", hmtx(glyphs)),
            (b"loca", vec![0; usize::from(glyphs + 1) * 2]),
            (b"maxp", maxp(glyphs)),
        ];
        let mut file = vec![0, 1, 0, 0, 0, 6, 0, 64, 0, 2, 0, 32];
        let mut offset = 12 + 16 * tables.len();
        for (name, body) in &tables {
            file.extend_from_slice(*name);
            file.extend_from_slice(&checksum(body).to_be_bytes());
            file.extend_from_slice(&(offset as u32).to_be_bytes());
            file.extend_from_slice(&(body.len() as u32).to_be_bytes());
            offset += body.len().next_multiple_of(4);
        }
        let mut head_at = 0;
        for (name, body) in &tables {
            if *name == b"head" {
                head_at = file.len();
            }
            file.extend_from_slice(body);
            file.resize(file.len().next_multiple_of(4), 0);
        }
        let adjustment = 0xb1b0_afba_u32.wrapping_sub(checksum(&file));
        file[head_at + 8..head_at + 12].copy_from_slice(&adjustment.to_be_bytes());
        file
    }
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = 0_u32;
    for four in bytes.chunks(4) {
        let mut word = [0; 4];
        word[..four.len()].copy_from_slice(four);
        sum = sum.wrapping_add(u32::from_be_bytes(word));
    }
    sum
}

fn numbers(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

fn head() -> Vec<u8> {
    let mut table = numbers(&[1, 0, 1, 0, 0, 0]); // version 1.0, revision 1.0, adjustment filled in later
    table.extend(numbers(&[0x5f0f, 0x3cf5, 0, 1000])); // magic, flags, units per em
    table.extend([0; 16]); // made and changed: no date, so that the same text gives the same bytes
    table.extend(numbers(&[0, 0, ADVANCE, 1000, 0, 8, 2, 0, 0])); // bounds, style, ppem, direction, short loca, glyf 0
    table
}

fn hhea() -> Vec<u8> {
    numbers(&[1, 0, 800, 200_u16.wrapping_neg(), 0, ADVANCE, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1])
}

/// One full metric; the other glyphs repeat its advance and give their bearing alone.
fn hmtx(glyphs: u16) -> Vec<u8> {
    let mut table = numbers(&[ADVANCE, 0]);
    table.resize(4 + usize::from(glyphs - 1) * 2, 0);
    table
}

fn maxp(glyphs: u16) -> Vec<u8> {
    numbers(&[1, 0, glyphs, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])
}
