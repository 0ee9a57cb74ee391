//! Layers of drawn pages, put together again as a reader of PDF would.

use super::*;
use crate::pixels::{Colour, Grey, Raster};

const WIDTH: usize = 800;
const HEIGHT: usize = 1000;

/// Grain that looks the same on every run.
fn grain(x: usize, y: usize) -> i32 {
    let mixed = (x as u32).wrapping_mul(0x9e37_79b1) ^ (y as u32).wrapping_mul(0x85eb_ca6b);
    ((mixed ^ (mixed >> 15)).wrapping_mul(0x2c1b_3c6d) >> 29) as i32 - 4
}

/// Shaded paper with black strokes of three pixels, a blue frame and a pale line.
fn page() -> Raster {
    let mut data = Vec::with_capacity(WIDTH * HEIGHT * 3);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let paper = 200 + (x * 40 / WIDTH) as i32 + grain(x, y);
            data.extend(colour_at(x, y).unwrap_or([paper, paper - 4, paper - 12]).map(|value| value as u8));
        }
    }
    Raster::Colour(Colour { width: WIDTH, height: HEIGHT, data })
}

fn colour_at(x: usize, y: usize) -> Option<[i32; 3]> {
    let stroke = (100..400).contains(&y) && (100..700).contains(&x) && x % 20 < 3 && y % 40 < 25;
    let frame = (500..506).contains(&y) && (100..700).contains(&x);
    let pale = (700..703).contains(&y) && (100..700).contains(&x);
    if stroke {
        return Some([30, 30, 30]);
    }
    if frame {
        return Some([60, 70, 170]);
    }
    pale.then_some([165, 165, 160])
}

fn decoded(layer: &Layer) -> image::RgbImage {
    let image = image::load_from_memory(&layer.bytes).expect("a JPEG").into_rgb8();
    assert_eq!(image.dimensions(), (layer.width, layer.height));
    image
}

#[test]
fn colours_stay_where_they_were() {
    let (layers, _) = of(&page(), 200.0, usize::MAX);
    let layers = layers.expect("a page with little ink");
    assert_eq!(layers.channels, 3);
    assert_eq!((layers.mask.width, layers.mask.height), (1600, 2000));
    let (ground, ink) = (decoded(&layers.ground), decoded(&layers.ink));
    let at = |image: &image::RgbImage, x: usize, y: usize| {
        let (across, down) = (image.width() as usize, image.height() as usize);
        image.get_pixel((x * across / WIDTH) as u32, (y * down / HEIGHT) as u32).0.map(i32::from)
    };
    let near = |one: [i32; 3], other: [i32; 3]| one.iter().zip(other).all(|(a, b)| (a - b).abs() < 30);
    assert!(near(at(&ink, 301, 212), [30, 30, 30]), "{:?}", at(&ink, 301, 212));
    assert!(near(at(&ink, 301, 502), [60, 70, 170]), "{:?}", at(&ink, 301, 502));
    // The ground goes on under the ink.
    for (x, y) in [(301, 212), (301, 502), (301, 702), (310, 900)] {
        assert!(near(at(&ground, x, y), [215, 211, 203]), "{x} {y} {:?}", at(&ground, x, y));
    }
}

#[test]
fn the_mask_has_the_ink_and_not_the_grain() {
    let mask = mask::of(&contrast::of(&page(), false), 2, 200.0).ink;
    let (mut missed, mut added, mut ink) = (0, 0, 0);
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let drawn = colour_at(x, y).is_some();
            let found = mask.next(2 * y, 2 * x, true) == 2 * x;
            ink += usize::from(drawn);
            missed += usize::from(drawn && !found);
            added += usize::from(found && !drawn);
        }
    }
    // Corners are rounded.
    assert!(missed * 50 < ink, "{missed} of {ink} missed");
    assert!(added * 20 < ink, "{added} added to {ink}");
}

#[test]
fn masks_come_back_and_end_at_their_marker() {
    // Of so many some are bound to end with the byte that the marker begins with. Edges are bare in all ways, and one is bare.
    for step in 3..300 {
        let bare = |at: u32| at % 70 < step % 70 || at / 70 < step % 11;
        let ink: Vec<u8> = (0..70 * 9).map(|at| u8::from(at * 7919 % (step + 2) < 2 && !bare(at))).collect();
        let bytes = jbig2(&ink, 70, 9).expect("a small mask");
        let end = &bytes[bytes.len() - 3..];
        assert!(end[0] != 0xff && end[1..] == [0xff, 0xac], "{step}: {end:02x?}");
        let options = jbig2enc_rust::decode::DecodeOptions::default();
        let page = jbig2enc_rust::decode::decode_embedded(None, &bytes, &options).expect("JBIG2");
        let black = |at: u32| u8::from(page.get(at % 70, at / 70));
        assert_eq!((0..70 * 9).map(black).collect::<Vec<_>>(), ink, "{step}");
    }
    assert_eq!(jbig2(&[1; 6], 7, 1), None);
}

#[test]
fn a_photograph_stands_by_itself() {
    let Raster::Colour(Colour { width, height, mut data }) = page() else { unreachable!("drawn in colour") };
    for y in 720..960 {
        for x in 300..500 {
            let tone = 60 + ((x - 300) / 2 + (y - 720) / 4) as u8 % 80;
            data[(y * width + x) * 3..][..3].fill(tone);
        }
    }
    let (layers, _) = of(&Raster::Colour(Colour { width, height, data }), 200.0, usize::MAX);
    let photographs = layers.expect("a page with little ink").photographs;
    assert_eq!(photographs.len(), 1);
    let bounds = photographs[0].bounds;
    assert!(bounds.x.abs_diff(300) < 20 && bounds.right().abs_diff(500) < 20, "{bounds:?}");
    assert!(bounds.y.abs_diff(720) < 20 && bounds.bottom().abs_diff(960) < 20, "{bounds:?}");
}

#[test]
fn pages_that_gain_nothing_have_no_layers() {
    let drawn = Grey { width: WIDTH, height: HEIGHT, data: vec![255; WIDTH * HEIGHT] };
    assert!(of(&Raster::Bitonal(drawn.clone()), 300.0, usize::MAX).0.is_none(), "one bit a pixel");
    assert!(of(&page(), 200.0, 1000).0.is_none(), "a smaller picture");
    let stripes = (0..WIDTH * HEIGHT).map(|at| if at % 8 < 5 { 20 } else { 230 }).collect();
    let dark = Raster::Grey(Grey { width: WIDTH, height: HEIGHT, data: stripes });
    assert!(of(&dark, 200.0, usize::MAX).0.is_none(), "mostly ink");
}

#[test]
fn finer_pages_are_brought_to_the_working_grid() {
    let (layers, _) = of(&page(), 600.0, usize::MAX);
    let layers = layers.expect("a page with little ink");
    assert_eq!((layers.mask.width, layers.mask.height), (400, 500));
}

#[test]
fn stored_layers_come_back_and_others_do_not() {
    let layers = of(&page(), 200.0, usize::MAX).0.expect("a page with little ink");
    let bytes = layers.to_bytes();
    assert_eq!(Layers::from_bytes(&bytes), Some(layers));
    for length in [0, 3, 4, 40, bytes.len() - 1] {
        assert_eq!(Layers::from_bytes(&bytes[..length]), None, "{length} bytes");
    }
    assert_eq!(Layers::from_bytes(&[bytes.clone(), vec![0]].concat()), None, "bytes too many");
    assert_eq!(Layers::from_bytes(&[255; 64]), None);
}
