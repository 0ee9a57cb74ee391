//! Scaling by a ratio of small whole numbers, as from 300 to 250 or 200 dpi: every so many pixels are weighed alike, and
//! the weights are known when the program is built. The general way by area takes two or three times as long.

use multiversion::multiversion;

/// The picture at the other size, where one of the usual ratios leads to it. The ratio is kept to; sides that it misses
/// by rounding lose or gain less than a pixel at their end.
pub(super) fn scaled<const CHANNELS: usize>(
    data: &[u8],
    from: (usize, usize),
    to: (usize, usize),
) -> Option<Vec<u8>> {
    let fit = |(of, in_to): (usize, usize)| {
        [(from.0, to.0), (from.1, to.1)]
            .iter()
            .all(|&(from, to)| to > of && (of * to).abs_diff(in_to * from) < of)
    };
    if fit((3, 2)) {
        return Some(by::<3, 2, CHANNELS>(data, from, to));
    }
    if fit((6, 5)) {
        return Some(by::<6, 5, CHANNELS>(data, from, to));
    }
    if fit((5, 2)) {
        return Some(by::<5, 2, CHANNELS>(data, from, to));
    }
    None
}

/// How much of each of `FROM` pixels goes into each of the `TO` that they become: a pixel is `TO` parts, a place `FROM`.
const fn weights<const FROM: usize, const TO: usize>() -> [[u16; FROM]; TO] {
    let mut weights = [[0; FROM]; TO];
    let mut part = 0;
    while part < FROM * TO {
        weights[part / FROM][part / TO] += 1;
        part += 1;
    }
    weights
}

#[multiversion(targets("x86_64+avx2"))]
fn by<const FROM: usize, const TO: usize, const CHANNELS: usize>(
    data: &[u8],
    from: (usize, usize),
    to: (usize, usize),
) -> Vec<u8> {
    let weights = const { weights::<FROM, TO>() };
    let line = from.0 * CHANNELS;
    let groups = to.0.div_ceil(TO);
    let mut sums = vec![0u16; (groups * FROM * CHANNELS).max(line)];
    let mut row = vec![0u8; groups * TO * CHANNELS];
    let mut out = Vec::with_capacity(to.0 * to.1 * CHANNELS);
    for y in 0..to.1 {
        sums.fill(0);
        for (step, &weight) in weights[y % TO].iter().enumerate().filter(|(_, weight)| **weight > 0) {
            let at = (y / TO * FROM + step).min(from.1 - 1);
            let pixels = &data[at * line..][..line];
            sums.iter_mut().zip(pixels).for_each(|(sum, &pixel)| *sum += weight * u16::from(pixel));
        }
        // Beyond the edge is what the edge is.
        for beyond in line..sums.len() {
            sums[beyond] = sums[beyond - CHANNELS];
        }
        for (out, pixels) in row.chunks_exact_mut(TO * CHANNELS).zip(sums.chunks_exact(FROM * CHANNELS)) {
            for place in 0..TO {
                for channel in 0..CHANNELS {
                    let mut sum = (FROM * FROM / 2) as u16;
                    for pixel in 0..FROM {
                        sum += weights[place][pixel] * pixels[pixel * CHANNELS + channel];
                    }
                    out[place * CHANNELS + channel] = (sum / (FROM * FROM) as u16) as u8;
                }
            }
        }
        out.extend_from_slice(&row[..to.0 * CHANNELS]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pixel_and_every_place_is_weighed_in_full() {
        let weights = weights::<6, 5>();
        for place in weights {
            assert_eq!(place.iter().sum::<u16>(), 6);
        }
        for pixel in 0..6 {
            assert_eq!(weights.iter().map(|place| place[pixel]).sum::<u16>(), 5);
        }
    }

    #[test]
    fn it_is_the_mean_by_area_whatever_is_left_over() {
        for (width, ratio) in (30..42).flat_map(|width| [1.2, 1.5, 2.5].map(|ratio| (width, ratio))) {
            let side = (f64::from(width) / ratio).round() as usize;
            let (width, ratio) = (width as usize, ratio as f32);
            // Slopes across and down, and a colour of one kind: what a slope is in the middle of every place.
            let across: Vec<u8> = (0..width * width).map(|place| (place % width * 6) as u8).collect();
            let down: Vec<u8> = (0..width * width).map(|place| (place / width * 6) as u8).collect();
            let scaled =
                |data: &[u8]| scaled::<1>(data, (width, width), (side, side)).expect("a usual ratio");
            let (across, down) = (scaled(&across), scaled(&down));
            let middle = |at: usize| (((at as f32 + 0.5) * ratio - 0.5) * 6.0).min((width - 1) as f32 * 6.0);
            for place in 0..side * side {
                let (x, y) = (place % side, place / side);
                // The last place may reach over the edge.
                let near = |at: usize| if at + 1 < side { 1.0 } else { 4.0 };
                assert!((f32::from(across[place]) - middle(x)).abs() <= near(x), "{width} by {ratio}: {x}");
                assert!((f32::from(down[place]) - middle(y)).abs() <= near(y), "{width} by {ratio}: {y}");
            }
        }
    }

    #[test]
    fn channels_stay_apart() {
        let data = [10, 20, 30].repeat(9 * 6);
        assert_eq!(scaled::<3>(&data, (9, 6), (6, 4)), Some([10, 20, 30].repeat(24)));
    }

    #[test]
    fn other_ratios_are_left_to_others() {
        assert_eq!(scaled::<1>(&[0; 900], (30, 30), (21, 21)), None);
        assert_eq!(scaled::<1>(&[0; 900], (30, 30), (20, 21)), None);
    }
}
