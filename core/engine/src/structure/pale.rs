//! Lines of uneven ink: letters a worn ribbon or a pale copy left grey beside dark ones. Both readers set one
//! threshold for a line, and the pale letters fall under it; so each letter's ink is brought to one darkness, as far
//! as the noise of the paper allows.

use crate::pixels::Grey;

/// Darkness (255 black) that ink is brought to.
const DARK: f32 = 220.0;
/// Ink below this is pale; a line with a smaller share of pale columns than this reads as it is.
const PALE: f32 = 130.0;
const LEAST_PALE: f32 = 0.2;
/// A column is ink when it is so dark, and so many times darker than the grain of the paper.
const INK: f32 = 22.0;
const GRAINS: f32 = 4.0;
/// Paper may not become darker than this by it.
const MOST_GRAIN: f32 = 25.0;
const MOST_GAIN: f32 = 6.0;
/// Half a letter, in em: the columns whose ink tells how dark one of them is.
const REACH: f32 = 0.2;
/// A level changes over so much, in em: a letter has no seam.
const SMOOTH: f32 = 0.1;
/// Outer shares of a crop's height may hold the neighbouring lines.
const OUTER: f32 = 0.12;

/// The crop of a line with even ink; none where its ink is dark enough all along. `em` in pixels of the crop.
pub(crate) fn evened(crop: &Grey, em: f32) -> Option<Grey> {
    let grain = grain(crop);
    let least = INK.max(GRAINS * grain);
    let darkness = columns(crop);
    let inked: Vec<bool> = darkness.iter().map(|&dark| dark >= least).collect();
    let level = widest(&darkness, (REACH * em).round() as usize);
    let ink = inked.iter().filter(|&&inked| inked).count();
    let pale = inked.iter().zip(&level).filter(|&(&inked, &level)| inked && level < PALE).count();
    if ink == 0 || (pale as f32) < LEAST_PALE * ink as f32 {
        return None;
    }
    let most = MOST_GAIN.min(MOST_GRAIN / grain.max(1.0)).max(1.0);
    let level = smoothed(&bridged(&level, &inked), (SMOOTH * em).round() as usize);
    let gains: Vec<f32> = level.iter().map(|&level| (DARK / level.max(1.0)).clamp(1.0, most)).collect();
    let mut out = crop.clone();
    for row in out.data.chunks_exact_mut(crop.width) {
        for (pixel, &gain) in row.iter_mut().zip(&gains) {
            // What is no darker than the grain is paper.
            let dark = (f32::from(255 - *pixel) - grain * (gain - 1.0).min(1.0)).max(0.0);
            *pixel = 255 - (dark * gain).min(255.0) as u8;
        }
    }
    Some(out)
}

/// Mean step between neighbours on paper.
fn grain(crop: &Grey) -> f32 {
    let (mut sum, mut count) = (0u32, 1u32);
    for row in crop.rows() {
        for pair in row.windows(2) {
            if pair[0].min(pair[1]) > 200 {
                sum += u32::from(pair[0].abs_diff(pair[1]));
                count += 1;
            }
        }
    }
    sum as f32 / count as f32
}

/// How dark each column's ink is: a pixel alone is none.
fn columns(crop: &Grey) -> Vec<f32> {
    let outer = (OUTER * crop.height as f32) as usize;
    let mut darkness = vec![0u16; crop.width];
    for y in outer.max(1)..crop.height.saturating_sub(outer.max(1)) {
        let (above, row, below) = (crop.row(y - 1), crop.row(y), crop.row(y + 1));
        for (x, dark) in darkness.iter_mut().enumerate() {
            let sum = u16::from(above[x]) + 2 * u16::from(row[x]) + u16::from(below[x]);
            *dark = (*dark).max(1020 - sum);
        }
    }
    darkness.into_iter().map(|dark| f32::from(dark) / 4.0).collect()
}

fn widest(values: &[f32], reach: usize) -> Vec<f32> {
    let window = |x: usize| &values[x.saturating_sub(reach)..(x + reach + 1).min(values.len())];
    (0..values.len()).map(|x| window(x).iter().copied().fold(0.0, f32::max)).collect()
}

fn smoothed(values: &[f32], reach: usize) -> Vec<f32> {
    let window = |x: usize| &values[x.saturating_sub(reach)..(x + reach + 1).min(values.len())];
    (0..values.len()).map(|x| window(x).iter().sum::<f32>() / window(x).len() as f32).collect()
}

/// Between letters the level goes from one to the next: paper has none of its own.
fn bridged(level: &[f32], inked: &[bool]) -> Vec<f32> {
    let mut out = level.to_vec();
    let places: Vec<usize> = (0..level.len()).filter(|&x| inked[x]).collect();
    let (Some(&first), Some(&last)) = (places.first(), places.last()) else { return out };
    out[..first].fill(level[first]);
    out[last + 1..].fill(level[last]);
    for pair in places.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let between = out[from..to].iter_mut().enumerate().skip(1);
        between.for_each(|(step, here)| {
            let way = step as f32 / (to - from) as f32;
            *here = level[from] * (1.0 - way) + level[to] * way;
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of 12 by 20 pixels, as dark in turn as told, on paper with some grain.
    fn line(darkness: &[u8]) -> Grey {
        let (width, height) = (darkness.len() * 20 + 10, 36);
        let mut grey = Grey::white(width, height);
        for y in 0..height {
            for x in 0..width {
                let (place, within) = (x.saturating_sub(10) / 20, x.saturating_sub(10) % 20);
                let ink = x >= 10 && within < 12 && (8..28).contains(&y) && !(3..9).contains(&within);
                let paper = 250 + ((x * 7 + y * 13) % 5) as u8;
                grey.data[y * width + x] = if ink { 255 - darkness[place] } else { paper };
            }
        }
        grey
    }

    #[test]
    fn pale_letters_become_as_dark_as_the_others() {
        let even = evened(&line(&[220, 60, 220, 50, 70, 200]), 32.0).expect("the line is uneven");
        for (place, x) in (0..6).map(|place| (place, 10 + place * 20 + 1)) {
            let ink = even.data[18 * even.width + x];
            assert!(ink < 90, "letter {place} is {ink}");
        }
        let paper = (0..even.width).map(|x| even.data[3 * even.width + x]).min();
        assert!(paper > Some(230), "paper is {paper:?}");
    }

    #[test]
    fn dark_lines_and_empty_ones_stay() {
        assert_eq!(evened(&line(&[220, 200, 210, 190, 220, 230]), 32.0), None);
        assert_eq!(evened(&line(&[0; 6]), 32.0), None);
    }
}
