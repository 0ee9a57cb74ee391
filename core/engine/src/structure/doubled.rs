//! Bits of a line that were taken for a line of their own: a word whose letters dance, letters that a seal lifted out of
//! theirs. The line's picture shows them anyway, and read twice they would stand in the text twice.

use super::TextLine;

/// More letters are a line that crosses another.
const BITS: usize = 4;
/// How far above and below the base line the bits may reach, in em: the height of type, with its accents and feet.
const ABOVE: f32 = 1.0;
const BELOW: f32 = 0.4;
/// So much of the bits' width stands over or under letters of the line: writing in a gap of it stands free.
const SHARED: f32 = 0.5;

pub(super) fn removed(lines: Vec<TextLine>) -> Vec<TextLine> {
    let is_bit =
        |line: &TextLine| line.letters.len() <= BITS && lines.iter().any(|other| belongs(line, other));
    let bits: Vec<bool> = lines.iter().map(is_bit).collect();
    lines.into_iter().zip(bits).filter(|(_, is_bit)| !is_bit).map(|(line, _)| line).collect()
}

fn belongs(bits: &TextLine, line: &TextLine) -> bool {
    if bits.cell != line.cell || line.letters.len() < 2 * bits.letters.len() + 2 {
        return false;
    }
    let base = line.base_at((bits.left + bits.right) / 2.0);
    if bits.top < base - ABOVE * line.em || bits.bottom > base + BELOW * line.em {
        return false;
    }
    let (mut shared, mut width) = (0.0, 0.0);
    for bit in &bits.letters {
        width += bit.width() as f32;
        let over = |letter: &crate::pixels::ink::Piece| {
            letter.right.min(bit.right).saturating_sub(letter.left.max(bit.left)) as f32
        };
        shared += line.letters.iter().map(over).fold(0.0, f32::max);
    }
    shared > SHARED * width
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::ink::Piece;

    fn line(left: u32, base: u32, count: u32, height: u32, step: u32) -> TextLine {
        let letters: Vec<Piece> = (0..count)
            .map(|place| Piece {
                left: left + place * step,
                top: base - height,
                right: left + place * step + 10,
                bottom: base,
                area: 5 * height,
            })
            .collect();
        TextLine {
            left: left as f32,
            right: (left + count * step) as f32,
            top: (base - height) as f32,
            bottom: base as f32,
            base: base as f32,
            em: 30.0,
            letters,
            ..TextLine::default()
        }
    }

    #[test]
    fn bits_go_and_lines_stay() {
        let text = line(100, 200, 20, 14, 15);
        let check = |name: &str, other: TextLine, expected: usize| {
            assert_eq!(removed(vec![text.clone(), other]).len(), expected, "{name}");
        };
        check("accents over letters", line(130, 190, 3, 6, 15), 1);
        check("the next line", line(130, 240, 3, 14, 15), 2);
        check("a line of a cell", TextLine { cell: Some((0, 1)), ..line(130, 195, 3, 8, 15) }, 2);
        check("a whole line through it", line(130, 195, 8, 8, 15), 2);
        check("writing beside it", line(420, 200, 3, 14, 15), 2);
        check("tall writing", line(130, 205, 2, 60, 15), 2);
    }
}
