//! Loads faces once and gives outlines letter by letter, composing the letters a face lacks.
//! Knows nothing of pages and pens.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use ab_glyph::{Font, FontVec, OutlineCurve};

use super::curve::{Glyph, bar, map_curve};
use super::face::{ALL, Face};
use super::woff;

struct Loaded {
    fonts: Vec<FontVec>,
    glyphs: Mutex<HashMap<char, Glyph>>,
}

fn read(path: &str) -> Option<FontVec> {
    let bytes = std::fs::read(path).ok()?;
    let bytes = if path.ends_with(".woff") { woff::unpack(&bytes)? } else { bytes };
    FontVec::try_from_vec(bytes).ok()
}

fn loaded(face: Face) -> &'static Loaded {
    static FACES: OnceLock<Mutex<HashMap<Face, &'static Loaded>>> = OnceLock::new();
    let mut faces = FACES
        .get_or_init(Mutex::default)
        .lock()
        .expect("no code panics while it holds the lock of the faces");
    faces.entry(face).or_insert_with(|| {
        let fonts: Vec<FontVec> = face.files().iter().filter_map(|path| read(path)).collect();
        // A face lives as long as the program: letters are drawn till the end.
        Box::leak(Box::new(Loaded { fonts, glyphs: Mutex::default() }))
    })
}

/// The files that are missing, by path; empty when every face can be drawn.
pub fn check_fonts() -> Vec<String> {
    let mut missing = Vec::new();
    for face in ALL {
        for path in face.files() {
            if !std::path::Path::new(&path).is_file() && !missing.contains(&path) {
                missing.push(path);
            }
        }
    }
    missing
}

impl Loaded {
    fn direct(&self, letter: char, first_only: bool) -> Option<Glyph> {
        let take = if first_only { 1 } else { self.fonts.len() };
        for font in &self.fonts[..take.min(self.fonts.len())] {
            let id = font.glyph_id(letter);
            if id.0 == 0 {
                continue;
            }
            let em = font.units_per_em().unwrap_or(1000.0);
            let mut curves = Vec::new();
            if let Some(outline) = font.outline(id) {
                for curve in &outline.curves {
                    curves.push(map_curve(curve, |x, y| (x / em, y / em)));
                }
            }
            return Some(Glyph { curves: Arc::new(curves), advance: font.h_advance_unscaled(id) / em });
        }
        None
    }

    fn glyph(&self, letter: char) -> Glyph {
        let mut glyphs = self.glyphs.lock().expect("no code panics while it holds the lock of the letters");
        if let Some(glyph) = glyphs.get(&letter) {
            return glyph.clone();
        }
        let glyph = self
            .direct(letter, true)
            .or_else(|| compose(letter, |part| self.direct(part, true)))
            .or_else(|| self.direct(letter, false))
            .unwrap_or_default();
        glyphs.insert(letter, glyph.clone());
        glyph
    }
}

fn together(parts: &[(Glyph, f32, f32, f32, f32)], advance: f32) -> Glyph {
    let mut curves: Vec<OutlineCurve> = Vec::new();
    for (glyph, wide, high, dx, dy) in parts {
        for curve in glyph.curves.iter() {
            curves.push(map_curve(curve, |x, y| (x * wide + dx, y * high + dy)));
        }
    }
    Glyph { curves: Arc::new(curves), advance }
}

/// What a typist or a hand does without the key: і from Latin i, є from a turned э, № from N and o.
fn compose(letter: char, part: impl Fn(char) -> Option<Glyph>) -> Option<Glyph> {
    let twin = match letter {
        'і' => Some('i'),
        'ї' => Some('ï'),
        'І' => Some('I'),
        'Ї' => Some('Ï'),
        'ё' => Some('ë'),
        'Ё' => Some('Ë'),
        '–' | '—' | '−' => Some('-'),
        '’' | 'ʼ' | '‘' => Some('\''),
        '«' | '»' | '“' | '”' | '„' => Some('"'),
        _ => None,
    };
    if let Some(twin) = twin {
        return part(twin);
    }
    match letter {
        'є' | 'Є' => {
            let turned = part(if letter == 'є' { 'э' } else { 'Э' })?;
            // Mirrored both ways so that the outline keeps its direction is not needed: fill is non-zero.
            Some(together(&[(turned.clone(), -1.0, 1.0, turned.advance, 0.0)], turned.advance))
        }
        'ґ' | 'Ґ' => {
            let base = part(if letter == 'ґ' { 'г' } else { 'Г' })?;
            let top = if letter == 'ґ' { 0.47 } else { 0.66 };
            let stroke = Glyph {
                curves: Arc::new(bar(base.advance * 0.76, top - 0.04, base.advance * 0.85, top + 0.1)),
                advance: 0.0,
            };
            Some(together(&[(base.clone(), 1.0, 1.0, 0.0, 0.0), (stroke, 1.0, 1.0, 0.0, 0.0)], base.advance))
        }
        '№' => {
            let (n, o) = (part('N')?, part('o')?);
            let line =
                Glyph { curves: Arc::new(bar(0.62 * n.advance, 0.2, 0.98 * n.advance, 0.24)), advance: 0.0 };
            let small = (o, 0.42, 0.55, 0.58 * n.advance, 0.3);
            let wide = n.advance;
            Some(together(&[(n, 0.62, 1.0, 0.0, 0.0), small, (line, 1.0, 1.0, 0.0, 0.0)], wide))
        }
        _ => None,
    }
}

pub fn glyph(face: Face, letter: char) -> Glyph {
    loaded(face).glyph(letter)
}

/// Whether the face draws the letter itself or by composing.
pub fn covers(face: Face, letter: char) -> bool {
    let found = glyph(face, letter);
    found.advance > 0.0
}

/// Kerning between two letters, in ems.
pub fn kern(face: Face, first: char, second: char) -> f32 {
    let Some(font) = loaded(face).fonts.first() else { return 0.0 };
    let (a, b) = (font.glyph_id(first), font.glyph_id(second));
    if a.0 == 0 || b.0 == 0 {
        return 0.0;
    }
    font.kern_unscaled(a, b) / font.units_per_em().unwrap_or(1000.0)
}
