//! Typewriting by its pitch: every letter of a line stands on one ladder of equal steps.

use crate::pixels::ink::{Ink, Piece};

use super::is_letter;

const LEAST_LETTERS: usize = 14;
const LEAST_LINES: usize = 3;
/// How well the letters must stand on the ladder; proportional type stays under 0.45.
const SURE: f32 = 0.58;

/// Whether a levelled page is typewritten. Needs the prepared picture: leaning lines have no pitch.
pub(crate) fn is_monospaced(ink: &Ink, dpi: f32) -> bool {
    let millimetre = dpi / 25.4;
    let mut letters: Vec<Piece> =
        ink.pieces(100_000).into_iter().filter(|piece| is_letter(piece, millimetre)).collect();
    // Typed letters are no wider than their step; what is wider is joined, drawn or a heading.
    letters.retain(|piece| {
        (piece.width() as f32) < 3.2 * millimetre && (piece.height() as f32) < 4.5 * millimetre
    });
    letters.sort_unstable_by_key(|piece| piece.bottom);
    let mut lines = Vec::new();
    let mut line: Vec<f32> = Vec::new();
    let mut last = 0;
    let tolerance = (0.5 * millimetre) as u32;
    for piece in &letters {
        if piece.bottom > last + tolerance && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        last = if line.is_empty() { piece.bottom } else { last };
        line.push((piece.left + piece.right) as f32 / 2.0);
    }
    lines.push(line);
    lines.retain(|line| line.len() >= LEAST_LETTERS);
    if lines.len() < LEAST_LINES {
        return false;
    }
    let steps = 140;
    let (narrowest, widest) = (1.98 * millimetre, 2.95 * millimetre);
    let best = (0..=steps)
        .map(|step| fit(&lines, narrowest + (widest - narrowest) * step as f32 / steps as f32))
        .fold(0.0, f32::max);
    best > SURE
}

/// Mean over lines of how far the letters agree on one phase of the pitch, 0 to 1, weighted by letters.
fn fit(lines: &[Vec<f32>], pitch: f32) -> f32 {
    let (mut sum, mut letters) = (0.0, 0.0);
    for line in lines {
        let (mut cosines, mut sines) = (0.0, 0.0);
        for x in line {
            let (sin, cos) = (x / pitch * std::f32::consts::TAU).sin_cos();
            cosines += cos;
            sines += sin;
        }
        sum += (cosines * cosines + sines * sines).sqrt();
        letters += line.len() as f32;
    }
    sum / letters
}
