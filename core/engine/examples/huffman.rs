//! Makes `models/huffman.json`, the Huffman tables that pictures of pages are written with, from such pictures:
//! `cargo run --release -p engine --example huffman -- QUALITY PICTURE... > core/engine/models/huffman.json`.
//! Each picture is written once more with tables fitted on it. Their lengths say how often each sign comes, and the mean of
//! those chances over all pictures makes the tables.

use std::io::Write as _;

use image::DynamicImage;
use mozjpeg::{ColorSpace, Compress};

type Failure = Box<dyn std::error::Error>;

/// Of a sign that no picture has.
const NEVER: f64 = 1e-7;
/// Lengths that JPEG has codes of (ITU-T T.81, annex K.2).
const LONGEST: usize = 16;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let quality: f32 = arguments.next().ok_or("a quality and pictures, please")?.parse()?;
    // By class (means, waves) and slot (lightness, colour).
    let mut chances = [[[0.0; 256]; 2]; 2];
    let (mut bytes, mut count) = ([0.0; 2], 0);
    for picture in arguments {
        let jpeg = written(&image::ImageReader::open(&picture)?.with_guessed_format()?.decode()?, quality)?;
        let weight = jpeg.len() as f64;
        count += 1;
        for Table { class, slot, codes } in tables_of(&jpeg) {
            bytes[slot] += weight / 2.0;
            for (value, length) in codes {
                chances[class][slot][usize::from(value)] += weight * 0.5_f64.powi(length);
            }
        }
    }
    let waves: Vec<u8> =
        (0..16).flat_map(|run| (1..11).map(move |size| run << 4 | size)).chain([0, 0xf0]).collect();
    let means: Vec<u8> = (0..12).collect();
    let mut classes = Vec::new();
    for (class, values) in [means, waves].iter().enumerate() {
        let slots = [0, 1].map(|slot| {
            let chances = values
                .iter()
                .map(|&value| (value, chances[class][slot][usize::from(value)] / bytes[slot] + NEVER));
            fitted(chances.collect())
        });
        classes
            .push(slots.map(|(lengths, values)| serde_json::json!({ "lengths": lengths, "values": values })));
    }
    let file = serde_json::json!({ "pictures": count, "means": classes[0], "waves": classes[1] });
    Ok(writeln!(std::io::stdout(), "{file}")?)
}

fn written(picture: &DynamicImage, quality: f32) -> Result<Vec<u8>, Failure> {
    let grey = !picture.color().has_color();
    let mut encoder = Compress::new(if grey { ColorSpace::JCS_GRAYSCALE } else { ColorSpace::JCS_RGB });
    encoder.set_fastest_defaults();
    encoder.set_size(picture.width() as usize, picture.height() as usize);
    encoder.set_optimize_coding(true);
    encoder.set_quality(quality);
    if !grey {
        encoder.set_chroma_sampling_pixel_sizes((2, 1), (2, 1));
    }
    let mut started = encoder.start_compress(Vec::new())?;
    let pixels = if grey { picture.to_luma8().into_raw() } else { picture.to_rgb8().into_raw() };
    started.write_scanlines(&pixels)?;
    Ok(started.finish()?)
}

/// What a JPEG has of them: the length of each sign's code.
struct Table {
    class: usize,
    slot: usize,
    codes: Vec<(u8, i32)>,
}

fn tables_of(jpeg: &[u8]) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut at = 2;
    while at + 4 <= jpeg.len() && jpeg[at + 1] != 0xda {
        let length = usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
        let mut body = &jpeg[at + 4..at + 2 + length];
        while jpeg[at + 1] == 0xc4 && body.len() > LONGEST {
            let (class, slot) = (usize::from(body[0] >> 4), usize::from(body[0] & 15));
            let lengths = (1..=LONGEST)
                .flat_map(|length| std::iter::repeat_n(length as i32, usize::from(body[length])));
            let codes: Vec<(u8, i32)> = body[LONGEST + 1..].iter().copied().zip(lengths).collect();
            body = &body[LONGEST + 1 + codes.len()..];
            tables.push(Table { class, slot, codes });
        }
        at += 2 + length;
    }
    tables
}

/// How many codes of each length, and their signs, the likeliest first. No code is all ones.
fn fitted(mut chances: Vec<(u8, f64)>) -> ([usize; LONGEST], Vec<u8>) {
    chances.sort_by(|one, other| other.1.total_cmp(&one.1));
    // One more, the least likely, takes the code that is all ones; it is taken away in the end.
    let mut trees: Vec<(f64, Vec<usize>)> = chances
        .iter()
        .map(|(_, chance)| *chance)
        .chain([0.0])
        .enumerate()
        .map(|(sign, chance)| (chance, vec![sign]))
        .collect();
    let mut depths = vec![0usize; trees.len()];
    while trees.len() > 1 {
        trees.sort_by(|one, other| other.0.total_cmp(&one.0));
        let (Some(one), Some(other)) = (trees.pop(), trees.pop()) else { break };
        let signs = [one.1, other.1].concat();
        signs.iter().for_each(|&sign| depths[sign] += 1);
        trees.push((one.0 + other.0, signs));
    }
    let mut lengths = vec![0usize; depths.iter().max().map_or(0, |most| most + 1).max(LONGEST + 1)];
    depths.iter().for_each(|&depth| lengths[depth] += 1);
    // Codes that are too long are taken up by pairs (annex K.3).
    for length in (LONGEST + 1..lengths.len()).rev() {
        while lengths[length] > 0 {
            let shorter = (1..length - 1).rev().find(|&shorter| lengths[shorter] > 0).unwrap_or(1);
            lengths[length] -= 2;
            lengths[length - 1] += 1;
            lengths[shorter + 1] += 2;
            lengths[shorter] -= 1;
        }
    }
    let longest = (1..=LONGEST).rev().find(|&length| lengths[length] > 0).unwrap_or(1);
    lengths[longest] -= 1;
    (std::array::from_fn(|length| lengths[length + 1]), chances.into_iter().map(|(value, _)| value).collect())
}
