//! TIFFs as old and odd programs write them, made of one small page by hand: no encoder still writes most of them.

use image::GrayImage;

/// Tag, type (3 short, 4 long, 5 rational, 7 bytes) and values; a rational takes two.
type Entry = (u16, u16, Vec<u64>);

const LONG: u16 = 4;

/// A file of one directory.
#[derive(Clone)]
pub struct Tiff {
    pub big_endian: bool,
    /// Sixty-four bits: BigTIFF.
    pub big: bool,
    pub entries: Vec<Entry>,
    /// Strips or tiles.
    pub blocks: Vec<Vec<u8>>,
    pub tiled: bool,
}

impl Tiff {
    fn new(size: (u32, u32), bits: &[u64], photometric: u64, data: Vec<u8>) -> Self {
        let short = |tag, value| (tag, 3, vec![value]);
        let entries = vec![
            short(256, u64::from(size.0)),
            short(257, u64::from(size.1)),
            (258, 3, bits.to_vec()),
            short(259, 1),
            short(262, photometric),
            short(277, bits.len() as u64),
            short(278, u64::from(size.1)),
            (282, 5, vec![200, 1]),
            (283, 5, vec![200, 1]),
            short(296, 2),
        ];
        Self { big_endian: false, big: false, entries, blocks: vec![data], tiled: false }
    }

    pub fn with(mut self, tag: u16, kind: u16, values: &[u64]) -> Self {
        self.entries.retain(|entry| entry.0 != tag);
        self.entries.push((tag, kind, values.to_vec()));
        self
    }

    fn without(mut self, tag: u16) -> Self {
        self.entries.retain(|entry| entry.0 != tag);
        self
    }

    fn number(&self, value: u64, bytes: usize) -> Vec<u8> {
        if self.big_endian {
            value.to_be_bytes()[8 - bytes..].to_vec()
        } else {
            value.to_le_bytes()[..bytes].to_vec()
        }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let word = if self.big { 8 } else { 4 };
        let mut out = if self.big_endian { b"MM".to_vec() } else { b"II".to_vec() };
        out.extend(self.number(if self.big { 43 } else { 42 }, 2));
        if self.big {
            out.extend([self.number(8, 2), self.number(0, 2)].concat());
        }
        let place = out.len();
        out.extend(vec![0; word]);
        let mut offsets = Vec::new();
        for block in &self.blocks {
            offsets.push(out.len() as u64);
            out.extend(block);
        }
        let mut entries = self.entries.clone();
        let (at, count) = if self.tiled { (324, 325) } else { (273, 279) };
        entries.push((at, LONG, offsets.clone()));
        entries.push((count, LONG, self.blocks.iter().map(|block| block.len() as u64).collect()));
        // Old-style JPEG names its one stream a second time.
        for entry in entries.iter_mut().filter(|entry| entry.0 == 513) {
            entry.2 = vec![offsets[0]];
        }
        entries.sort_by_key(|entry| entry.0);
        let mut directory = self.number(entries.len() as u64, if self.big { 8 } else { 2 });
        for (tag, kind, values) in &entries {
            let (size, per) = match kind {
                3 => (2, 1),
                5 => (4, 2),
                7 => (1, 1),
                _ => (4, 1),
            };
            let mut value: Vec<u8> = values.iter().flat_map(|&value| self.number(value, size)).collect();
            directory.extend([self.number(u64::from(*tag), 2), self.number(u64::from(*kind), 2)].concat());
            directory.extend(self.number((values.len() / per) as u64, word));
            if value.len() > word {
                directory.extend(self.number(out.len() as u64, word));
                out.extend(value);
            } else {
                value.resize(word, 0);
                directory.extend(value);
            }
        }
        directory.extend(vec![0; word]);
        let start = self.number(out.len() as u64, word);
        out[place..place + word].copy_from_slice(&start);
        out.extend(directory);
        out
    }
}

fn packed(page: &GrayImage, ink: u8) -> Vec<u8> {
    let mut out = Vec::new();
    for row in page.rows() {
        let bits: Vec<u8> = row.map(|pixel| if pixel[0] < 128 { ink } else { 1 - ink }).collect();
        out.extend(
            bits.chunks(8).map(|eight| {
                eight.iter().enumerate().fold(0u8, |byte, (place, bit)| byte | bit << (7 - place))
            }),
        );
    }
    out
}

/// The Group 3 data of a file that has it in one dimension, in two: a set bit after each end of line says the
/// line is coded alone; where a white line follows a white line, one vertical mode says so.
fn two_dimensional(one: &[u8]) -> Vec<u8> {
    let bits: Vec<u8> = one.iter().flat_map(|byte| (0..8).map(move |bit| byte >> (7 - bit) & 1)).collect();
    let mut lines: Vec<Vec<u8>> = vec![Vec::new()];
    let (mut zeros, mut last) = (0, 0);
    for (place, &bit) in bits.iter().enumerate() {
        if bit == 1 && zeros >= 11 {
            // What stands before the end of line, without its zeros.
            lines.push(bits[last..place - 11].to_vec());
            last = place + 1;
        }
        zeros = if bit == 0 { zeros + 1 } else { 0 };
    }
    let mut out: Vec<u8> = Vec::new();
    let rest = bits[last..].to_vec();
    let lines: Vec<Vec<u8>> = lines.into_iter().chain([rest]).filter(|line| line.contains(&1)).collect();
    let white = &lines[0];
    for (number, line) in lines.iter().enumerate() {
        out.extend([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        if number > 0 && line == white && lines[number - 1] == *white {
            out.extend([0, 1]);
        } else {
            out.push(1);
            out.extend(line);
        }
    }
    out.chunks(8)
        .map(|eight| eight.iter().enumerate().fold(0, |byte, (at, bit)| byte | bit << (7 - at)))
        .collect()
}

/// Group 3 in two dimensions out of the plain one: the strip lies where the file's tag 273 says.
fn group3(file: &[u8], size: (u32, u32)) -> Tiff {
    let number = |at: usize, bytes: usize| {
        file[at..at + bytes].iter().rev().fold(0, |sum, &b| sum << 8 | usize::from(b))
    };
    let directory = number(4, 4);
    let tag = |wanted: usize| {
        let places = (0..number(directory, 2)).map(|entry| directory + 2 + entry * 12);
        places.filter(|&at| number(at, 2) == wanted).map(|at| number(at + 8, 4)).next().expect("the tag")
    };
    let strip = &file[tag(273)..tag(273) + tag(279)];
    let photometric = tag(262) as u64 & 0xffff;
    Tiff::new(size, &[1], photometric, two_dimensional(strip)).with(259, 3, &[3]).with(292, 4, &[1])
}

/// Name and bytes of each; all hold the page and are to be read.
pub fn readable(page: &GrayImage, jpeg: &[u8], group3_file: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let size = page.dimensions();
    let grey = page.as_raw();
    let eight = Tiff::new(size, &[8], 1, grey.clone());
    let words = |big: bool| -> Vec<u8> {
        let word = |&pixel: &u8| (u16::from(pixel) * 257 - u16::from(pixel) / 2).max(pixel.into());
        grey.iter()
            .map(word)
            .flat_map(|word| if big { word.to_be_bytes() } else { word.to_le_bytes() })
            .collect()
    };
    let rgb: Vec<u8> = grey.iter().flat_map(|&pixel| [pixel, pixel, pixel / 8 * 7]).collect();
    let cmyk: Vec<u8> = grey.iter().flat_map(|&pixel| [10, 0, 5, 255 - pixel]).collect();
    let mut tiles = Vec::new();
    for (top, left) in
        (0..size.1).step_by(64).flat_map(|top| (0..size.0).step_by(256).map(move |left| (top, left)))
    {
        let at = |x: u32, y: u32| if x < size.0 && y < size.1 { page.get_pixel(x, y)[0] } else { 255 };
        tiles.push((top..top + 64).flat_map(|y| (left..left + 256).map(move |x| at(x, y))).collect());
    }
    let plane = |channel: usize| rgb.iter().skip(channel).step_by(3).copied().collect::<Vec<u8>>();
    let planar = Tiff {
        blocks: vec![plane(0), plane(1), plane(2)],
        ..Tiff::new(size, &[8, 8, 8], 2, Vec::new()).with(284, 3, &[2])
    };
    let tiled = Tiff {
        blocks: tiles,
        tiled: true,
        ..eight.clone().without(278).with(322, 3, &[256]).with(323, 3, &[64])
    };
    let old_jpeg = Tiff::new(size, &[8], 1, jpeg.to_vec())
        .with(259, 3, &[6])
        .with(512, 3, &[1])
        .with(513, 4, &[0])
        .with(514, 4, &[jpeg.len() as u64]);
    let new_jpeg = Tiff::new(size, &[8], 1, jpeg.to_vec()).with(259, 3, &[7]);
    let black_is_zero = Tiff::new(size, &[1], 1, packed(page, 0));
    let white_is_zero = Tiff::new(size, &[1], 0, packed(page, 1));
    let turned_bits = packed(page, 1).into_iter().map(u8::reverse_bits).collect();
    let inverted: Vec<u8> = grey.iter().map(|pixel| 255 - pixel).collect();
    let nibbles: Vec<u8> = grey.chunks(2).map(|two| two[0] & 0xf0 | two[1] >> 4).collect();
    let big_endian = |tiff: &Tiff| Tiff { big_endian: true, ..tiff.clone() };
    let resolution = |x: [u64; 2], unit: u64| {
        eight.clone().with(282, 5, &x).with(283, 5, &x).with(296, 3, &[unit]).bytes()
    };
    vec![
        ("plain", eight.bytes()),
        ("big-endian", big_endian(&eight).bytes()),
        ("BigTIFF", Tiff { big: true, ..eight.clone() }.bytes()),
        ("big-endian BigTIFF", Tiff { big: true, ..big_endian(&eight) }.bytes()),
        ("sixteen bits", Tiff::new(size, &[16], 1, words(false)).bytes()),
        ("sixteen bits, big-endian", big_endian(&Tiff::new(size, &[16], 1, words(true))).bytes()),
        ("four bits", Tiff::new(size, &[4], 1, nibbles).bytes()),
        ("black is zero", black_is_zero.bytes()),
        ("white is zero", white_is_zero.bytes()),
        ("white is zero, grey", Tiff::new(size, &[8], 0, inverted).bytes()),
        ("bits from the other end", Tiff::new(size, &[1], 0, turned_bits).with(266, 3, &[2]).bytes()),
        ("colour", Tiff::new(size, &[8, 8, 8], 2, rgb.clone()).bytes()),
        ("planes", planar.bytes()),
        ("tiles", tiled.bytes()),
        ("CMYK", Tiff::new(size, &[8, 8, 8, 8], 5, cmyk).bytes()),
        ("old-style JPEG", old_jpeg.bytes()),
        ("JPEG", new_jpeg.bytes()),
        ("Group 3 in two dimensions", group3(group3_file, size).bytes()),
        ("no resolution", eight.clone().without(282).without(283).without(296).bytes()),
        ("1 dot an inch", resolution([1, 1], 2)),
        ("72 dots an inch", resolution([72, 1], 2)),
        ("no dots an inch", resolution([0, 1], 2)),
        ("endless dots an inch", resolution([1, 0], 2)),
        ("four billion dots an inch", resolution([u64::from(u32::MAX), 1], 2)),
        ("resolution without a unit", resolution([200, 1], 1)),
        ("dots a centimetre", resolution([7874, 100], 3)),
    ]
}
