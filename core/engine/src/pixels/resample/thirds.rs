//! Three pixels into two: from 300 to 200 dpi, which most pages go. The general way by area takes three times as long.

use multiversion::multiversion;

/// Whether a side of `from` pixels becomes one of `to`, to the pixel that rounding takes or gives.
pub(super) fn fit(from: usize, to: usize) -> bool {
    (3 * to).abs_diff(2 * from) <= 2 && to > 1
}

/// Mean by area of sides that `fit`; a place beyond the edge is what the edge is.
#[multiversion(targets("x86_64+avx2"))]
pub(super) fn two_of_three<const CHANNELS: usize>(
    data: &[u8],
    from: (usize, usize),
    to: (usize, usize),
) -> Vec<u8> {
    let line = from.0 * CHANNELS;
    let mut sums = vec![0u16; 3 * to.0.div_ceil(2) * CHANNELS];
    let mut out = vec![0u8; to.0 * to.1 * CHANNELS];
    for (y, row) in out.chunks_exact_mut(to.0 * CHANNELS).enumerate() {
        let middle = y / 2 * 3 + 1;
        let line_at = |y: usize| &data[y.min(from.1 - 1) * line..][..line];
        let (most, rest) = (line_at(if y % 2 == 0 { middle - 1 } else { middle + 1 }), line_at(middle));
        for ((sum, &most), &rest) in sums.iter_mut().zip(most).zip(rest) {
            *sum = 2 * u16::from(most) + u16::from(rest);
        }
        for beyond in line..sums.len() {
            sums[beyond] = sums[beyond - CHANNELS];
        }
        let mut pairs = row.chunks_exact_mut(2 * CHANNELS);
        for (two, three) in pairs.by_ref().zip(sums.chunks_exact(3 * CHANNELS)) {
            for channel in 0..CHANNELS {
                let middle = three[CHANNELS + channel];
                two[channel] = ninth(2 * three[channel] + middle);
                two[CHANNELS + channel] = ninth(middle + 2 * three[2 * CHANNELS + channel]);
            }
        }
        let last = pairs.into_remainder();
        let inputs = &sums[to.0 / 2 * 3 * CHANNELS..];
        for (channel, value) in last.iter_mut().enumerate() {
            *value = ninth(2 * inputs[channel] + inputs[CHANNELS + channel]);
        }
    }
    out
}

/// A ninth, rounded: exact for all sums of nine bytes.
#[inline(always)]
fn ninth(sum: u16) -> u8 {
    ((u32::from(sum + 4) * 7282) >> 16) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ninth_is_rounded() {
        for sum in 0..=9 * 255 {
            assert_eq!(u32::from(ninth(sum)), (f64::from(sum) / 9.0).round() as u32, "{sum}");
        }
    }

    #[test]
    fn it_is_the_mean_by_area_at_every_remainder() {
        for (width, height) in [(30, 21), (31, 22), (32, 23), (33, 24), (34, 25)] {
            let to = ((width as f64 / 1.5).round() as usize, (height as f64 / 1.5).round() as usize);
            assert!(fit(width, to.0) && fit(height, to.1));
            // A slope that only goes across, and one that only goes down: what it is in the middle of every place.
            let across: Vec<u8> = (0..width * height).map(|place| (place % width * 6) as u8).collect();
            let down: Vec<u8> = (0..width * height).map(|place| (place / width * 6) as u8).collect();
            let (across, down) = (
                two_of_three::<1>(&across, (width, height), to),
                two_of_three::<1>(&down, (width, height), to),
            );
            for place in 0..to.0 * to.1 {
                let (x, y) = (place % to.0, place / to.0);
                let middle = |at: usize| ((at as f32 + 0.5) * 1.5 - 0.5) * 6.0;
                if x + 1 < to.0 {
                    assert!((f32::from(across[place]) - middle(x)).abs() <= 1.0, "{width}: {x}");
                }
                if y + 1 < to.1 {
                    assert!((f32::from(down[place]) - middle(y)).abs() <= 1.0, "{height}: {y}");
                }
            }
        }
    }

    #[test]
    fn channels_stay_apart() {
        let data: Vec<u8> = (0..9 * 4).flat_map(|_| [10, 20, 30]).collect();
        let out = two_of_three::<3>(&data, (9, 4), (6, 3));
        assert_eq!(out, [10, 20, 30].repeat(18));
    }
}
