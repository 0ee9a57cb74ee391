//! Planes made smooth, since what is smooth takes no bytes: ink of one colour becomes one colour, and cells that
//! nothing is known of take that of their neighbours.

use multiversion::multiversion;

use super::planes::Plane;

/// How many cells around one are looked at, and how near in every channel the same ink is.
const CALM: usize = 2;
const ALIKE: u8 = 28;

/// Ink of one colour wavers from cell to cell with the grain. Each cell takes the mean of those around it that are of
/// its colour; another ink beside it keeps its own.
pub(super) fn calm(plane: &mut Plane) {
    let from = plane.data.clone();
    let (width, height, channels) = (plane.width, plane.height, plane.channels);
    for (place, _) in plane.known.iter().enumerate().filter(|(_, known)| **known != 0) {
        let (x, y) = (place % width, place / width);
        let own = &from[place * channels..][..channels];
        let (mut count, mut sums) = (0, [0u32; 3]);
        for row in y.saturating_sub(CALM)..(y + CALM + 1).min(height) {
            for cell in row * width + x.saturating_sub(CALM)..row * width + (x + CALM + 1).min(width) {
                if plane.known[cell] == 0 {
                    continue;
                }
                let other = &from[cell * channels..][..channels];
                if own.iter().zip(other).all(|(a, b)| a.abs_diff(*b) < ALIKE) {
                    count += 1;
                    for (sum, &value) in sums.iter_mut().zip(other) {
                        *sum += u32::from(value);
                    }
                }
            }
        }
        for (value, sum) in plane.data[place * channels..][..channels].iter_mut().zip(sums) {
            *value = (sum / count.max(1)) as u8;
        }
    }
}

/// Gives every unknown cell the colour of the known around it, ever farther away.
pub(super) fn fill(plane: &mut Plane) {
    let unknown = plane.known.contains(&0);
    if !unknown || plane.width * plane.height <= 1 {
        return;
    }
    let mut half = halved(plane);
    fill(&mut half);
    match plane.channels {
        1 => fill_from::<1>(plane, &half),
        _ => fill_from::<3>(plane, &half),
    }
}

/// Half the resolution: the mean of the known of every four cells.
fn halved(plane: &Plane) -> Plane {
    let (width, height, channels) = (plane.width.div_ceil(2), plane.height.div_ceil(2), plane.channels);
    let mut data = Vec::with_capacity(width * height * channels);
    let mut known = Vec::with_capacity(width * height);
    let line = plane.width * channels;
    let (mut sums, mut counts) = (vec![0u16; line], vec![0u8; plane.width]);
    for y in (0..plane.height).step_by(2) {
        sums.fill(0);
        counts.fill(0);
        for y in y..(y + 2).min(plane.height) {
            // What is unknown is black, and adds nothing.
            let values = &plane.data[y * line..];
            sums.iter_mut().zip(values).for_each(|(sum, &value)| *sum += u16::from(value));
            let known = &plane.known[y * plane.width..];
            counts.iter_mut().zip(known).for_each(|(count, &known)| *count += known);
        }
        for (sums, counts) in sums.chunks(2 * channels).zip(counts.chunks(2)) {
            let count: u8 = counts.iter().sum();
            known.push(count.min(1));
            for channel in 0..channels {
                let sum: u16 = sums.iter().skip(channel).step_by(channels).sum();
                data.push((sum / u16::from(count.max(1))) as u8);
            }
        }
    }
    Plane { width, height, channels, data, known }
}

fn fill_from<const CHANNELS: usize>(plane: &mut Plane, half: &Plane) {
    let (cells, _) = plane.data.as_chunks_mut::<CHANNELS>();
    let (halves, _) = half.data.as_chunks::<CHANNELS>();
    let mut tall = vec![[0u16; CHANNELS]; half.width + 2];
    let mut wide = vec![[0u8; CHANNELS]; 2 * half.width];
    let rows = cells.chunks_exact_mut(plane.width).zip(plane.known.chunks_exact(plane.width));
    for (y, (row, known)) in rows.enumerate().filter(|(_, (_, known))| known.contains(&0)) {
        let towards = if y % 2 == 0 { (y / 2).saturating_sub(1) } else { (y / 2 + 1).min(half.height - 1) };
        let at = |y: usize| &halves[y * half.width..][..half.width];
        twice(at(y / 2), at(towards), &mut tall, &mut wide);
        for ((cell, wide), known) in row.iter_mut().zip(&wide).zip(known) {
            *cell = if *known == 0 { *wide } else { *cell };
        }
    }
}

/// A row of twice the resolution: three quarters of the cell it lies in and a quarter of the neighbour it lies towards, each
/// way. `tall` has one place more than the row at either end.
#[multiversion(targets("x86_64+avx2"))]
fn twice<const CHANNELS: usize>(
    own: &[[u8; CHANNELS]],
    other: &[[u8; CHANNELS]],
    tall: &mut [[u16; CHANNELS]],
    wide: &mut [[u8; CHANNELS]],
) {
    let last = tall.len() - 1;
    let inner = tall[1..last].as_flattened_mut().iter_mut();
    for ((tall, &own), &other) in inner.zip(own.as_flattened()).zip(other.as_flattened()) {
        *tall = 3 * u16::from(own) + u16::from(other);
    }
    (tall[0], tall[last]) = (tall[1], tall[last - 1]);
    let (twos, _) = wide.as_chunks_mut::<2>();
    for (two, three) in twos.iter_mut().zip(tall.windows(3)) {
        for channel in 0..CHANNELS {
            let here = 3 * three[1][channel];
            two[0][channel] = ((here + three[0][channel]) / 16) as u8;
            two[1][channel] = ((here + three[2][channel]) / 16) as u8;
        }
    }
}
