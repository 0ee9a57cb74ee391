//! Which pixels are ink: darker than half of the darkest ink beside them, and surely darker than the grain of the paper.

use multiversion::multiversion;

use super::grain::{FIELD, Field, Fields};
use super::pieces;
use crate::pixels::Grey;
use crate::pixels::bits::Bits;

/// Of 256: a little under half, since a stroke's edge is blurred into the paper.
const HALF: u16 = 100;
/// Between strokes is a gap where the lightest is lighter than the darkest by more than this part of it.
const GAP: u16 = 3;
/// How far, in pixels, the darkest ink may be that a pixel belongs to or lies beside.
const BESIDE: usize = 2;

pub(super) struct Mask {
    /// Set where ink is; `times` as fine as the contrast.
    pub ink: Bits,
    pub times: usize,
    /// As fine as the contrast: what is nearly as dark as the darkest beside it, ink or not. The dark middle of a
    /// stroke has its colour, the edge is half paper.
    pub cores: Bits,
}

/// The mask of a page of `dpi` dots an inch; `times` is 1 or 2.
pub(super) fn of(contrast: &Grey, times: usize, dpi: f32) -> Mask {
    let fields = Fields::of(contrast);
    let (width, height) = (contrast.width, contrast.height);
    let mut cores = Bits::none(width, height);
    let mut ink = Bits::none(width * times, height * times);
    let (mut darkest, mut lightest, mut limits) = (vec![0u8; width], vec![0u8; width], vec![0u8; width]);
    let (mut line, mut tall) = (vec![0u8; width * times], vec![0u16; width + 2]);
    for y in 0..height {
        extreme_beside(contrast, y, u8::max, &mut darkest);
        extreme_beside(contrast, y, u8::min, &mut lightest);
        let row = contrast.row(y);
        nearly(row, &darkest, &mut line);
        cores.set_row(y, &line[..width]);
        limit(&darkest, &lightest, fields.row(y), &mut limits);
        if times == 1 {
            above(row, &limits, &mut line);
            ink.set_row(y, &line);
            continue;
        }
        for (fine, other) in [(2 * y, y.saturating_sub(1)), (2 * y + 1, (y + 1).min(height - 1))] {
            darker_between(row, contrast.row(other), &limits, &mut tall, &mut line);
            ink.set_row(fine, &line);
        }
    }
    if times == 2 {
        ink = ink.evened();
    }
    pieces::drop_grain(&mut ink, contrast, &fields, times, dpi * times as f32);
    Mask { ink, times, cores }
}

/// What is as dark as the darkest beside it, or nearly so.
#[multiversion(targets("x86_64+avx2"))]
fn nearly(row: &[u8], darkest: &[u8], out: &mut [u8]) {
    for ((out, &pixel), &most) in out.iter_mut().zip(row).zip(darkest) {
        *out = u8::from(u16::from(pixel) * 8 >= u16::from(most) * 7);
    }
}

#[multiversion(targets("x86_64+avx2"))]
fn above(row: &[u8], limits: &[u8], out: &mut [u8]) {
    for ((out, &pixel), &limit) in out.iter_mut().zip(row).zip(limits) {
        *out = u8::from(pixel > limit);
    }
}

/// Every stroke has a limit of its own, a thin one beside a thick one too; and a gap that two strokes blur is a gap.
#[multiversion(targets("x86_64+avx2"))]
fn limit(darkest: &[u8], lightest: &[u8], fields: &[Field], limits: &mut [u8]) {
    let extremes = darkest.chunks(FIELD).zip(lightest.chunks(FIELD));
    for ((limits, (darkest, lightest)), field) in limits.chunks_mut(FIELD).zip(extremes).zip(fields) {
        for ((limit, &most), &least) in limits.iter_mut().zip(darkest).zip(lightest) {
            let (most, least) = (u16::from(most), u16::from(least));
            // In the middle of a broad stroke the lightest is grain, and no gap.
            let paper = if (most - least) * GAP > most { least } else { 0 };
            *limit = ((paper + (((most - paper) * HALF) >> 8)) as u8).max(field.least);
        }
    }
}

/// One row of twice the resolution: each value is three quarters its own pixel's, each way. `tall` has one place more
/// than the row at either end.
#[multiversion(targets("x86_64+avx2"))]
fn darker_between(own: &[u8], other: &[u8], limits: &[u8], tall: &mut [u16], out: &mut [u8]) {
    let inner = tall.len() - 1;
    for ((tall, &own), &other) in tall[1..inner].iter_mut().zip(own).zip(other) {
        *tall = 3 * u16::from(own) + u16::from(other);
    }
    (tall[0], tall[inner]) = (tall[1], tall[inner - 1]);
    let (twos, _) = out.as_chunks_mut::<2>();
    for ((two, three), &limit) in twos.iter_mut().zip(tall.windows(3)).zip(limits) {
        let (here, limit) = (3 * three[1] + 8, u16::from(limit));
        *two = [u8::from((here + three[0]) >> 4 > limit), u8::from((here + three[2]) >> 4 > limit)];
    }
}

/// The darkest or lightest within [`BESIDE`] pixels of each of a row, itself included.
#[multiversion(targets("x86_64+avx2"))]
fn extreme_beside(contrast: &Grey, y: usize, pick: impl Fn(u8, u8) -> u8, out: &mut [u8]) {
    out.copy_from_slice(contrast.row(y));
    for other in y.saturating_sub(BESIDE)..(y + BESIDE + 1).min(contrast.height) {
        for (most, &value) in out.iter_mut().zip(contrast.row(other)) {
            *most = pick(value, *most);
        }
    }
    let mut line = Vec::with_capacity(out.len() + 2 * BESIDE);
    line.extend([out[0]; BESIDE]);
    line.extend_from_slice(out);
    line.extend([out[out.len() - 1]; BESIDE]);
    for (most, five) in out.iter_mut().zip(line.windows(2 * BESIDE + 1)) {
        *most = pick(pick(pick(five[0], five[1]), pick(five[2], five[3])), five[4]);
    }
}
