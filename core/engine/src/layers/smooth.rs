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
    match plane.channels {
        1 => fill_from::<1>(plane),
        _ => fill_from::<3>(plane),
    }
}

/// Half the resolution: the mean of the known of every four cells.
#[multiversion(targets("x86_64+avx2"))]
fn halved<const CHANNELS: usize>(plane: &Plane) -> Plane {
    let (width, height) = (plane.width.div_ceil(2), plane.height.div_ceil(2));
    let mut data = Vec::with_capacity(width * height * CHANNELS);
    let mut known = Vec::with_capacity(width * height);
    let (cells, _) = plane.data.as_chunks::<CHANNELS>();
    // A multiplication instead of a division; exact for sums so small.
    let parts: [u32; 5] = std::array::from_fn(|count| (1u32 << 20).div_ceil(count.max(1) as u32));
    // Longer by a cell that is unknown where the last one has no neighbour.
    let (mut sums, mut counts) = (vec![[0u16; CHANNELS]; 2 * width], vec![0u8; 2 * width]);
    for y in (0..plane.height).step_by(2) {
        sums.fill([0; CHANNELS]);
        counts.fill(0);
        for y in y..(y + 2).min(plane.height) {
            // What is unknown is black, and adds nothing.
            let values = cells[y * plane.width..][..plane.width].as_flattened();
            sums.as_flattened_mut().iter_mut().zip(values).for_each(|(sum, &value)| *sum += u16::from(value));
            let known = &plane.known[y * plane.width..][..plane.width];
            counts.iter_mut().zip(known).for_each(|(count, &known)| *count += known);
        }
        let (sums, _) = sums.as_chunks::<2>();
        let (counts, _) = counts.as_chunks::<2>();
        for ([left, right], [first, second]) in sums.iter().zip(counts) {
            let count = first + second;
            known.push(count.min(1));
            for channel in 0..CHANNELS {
                let sum = u32::from(left[channel] + right[channel]);
                data.push(((sum * parts[usize::from(count)]) >> 20) as u8);
            }
        }
    }
    Plane { width, height, channels: CHANNELS, data, known }
}

fn fill_from<const CHANNELS: usize>(plane: &mut Plane) {
    let mut half = halved::<CHANNELS>(plane);
    fill(&mut half);
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
