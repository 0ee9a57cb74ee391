//! PNG, JPEG and JPEG 2000 in their rarer codings, made of one small page.

use image::{DynamicImage, GrayImage, ImageFormat};

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    };
    !bytes.iter().fold(u32::MAX, step)
}

fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let named = [name.as_slice(), body].concat();
    [&(body.len() as u32).to_be_bytes(), named.as_slice(), &crc(&named).to_be_bytes()].concat()
}

/// Bytes as zlib has them uncompressed.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let blocks = bytes.chunks(0xffff);
    let last = blocks.len() - 1;
    for (number, block) in blocks.enumerate() {
        let length = block.len() as u16;
        out.push(u8::from(number == last));
        out.extend([length.to_le_bytes(), (!length).to_le_bytes()].concat());
        out.extend(block);
    }
    let (low, high) = bytes.iter().fold((1u32, 0u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65521;
        (low, (high + low) % 65521)
    });
    out.extend((high << 16 | low).to_be_bytes());
    out
}

fn png(
    size: (u32, u32),
    depth: u8,
    colours: u8,
    interlaced: bool,
    extra: &[Vec<u8>],
    lines: &[u8],
) -> Vec<u8> {
    let header =
        [&size.0.to_be_bytes()[..], &size.1.to_be_bytes(), &[depth, colours, 0, 0, u8::from(interlaced)]];
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    out.extend(chunk(b"IHDR", &header.concat()));
    // 200 dots an inch.
    out.extend(chunk(b"pHYs", &[&7874u32.to_be_bytes()[..], &7874u32.to_be_bytes(), &[1]].concat()));
    out.extend(extra.concat());
    out.extend(chunk(b"IDAT", &stored(lines)));
    out.extend(chunk(b"IEND", &[]));
    out
}

/// Each line after its filter byte, of so many bytes a pixel.
fn lines(page: &GrayImage, pixel: impl Fn(u8) -> Vec<u8>) -> Vec<u8> {
    page.rows().flat_map(|row| [vec![0], row.flat_map(|grey| pixel(grey[0])).collect()].concat()).collect()
}

fn bits(page: &GrayImage, ink: u8) -> Vec<u8> {
    let packed = |eight: &[u8]| eight.iter().enumerate().fold(0u8, |byte, (at, bit)| byte | bit << (7 - at));
    let line = |row: Vec<u8>| [vec![0], row.chunks(8).map(packed).collect()].concat();
    page.rows()
        .flat_map(|row| line(row.map(|grey| if grey[0] < 128 { ink } else { 1 - ink }).collect()))
        .collect()
}

/// The seven passes of an interlaced picture.
fn passes(page: &GrayImage) -> Vec<u8> {
    let starts =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
    let mut out = Vec::new();
    for (left, top, across, down) in starts {
        for y in (top..page.height()).step_by(down) {
            out.push(0);
            out.extend((left..page.width()).step_by(across).map(|x| page.get_pixel(x, y)[0]));
        }
    }
    out
}

pub fn pngs(page: &GrayImage) -> Vec<(&'static str, Vec<u8>)> {
    let size = page.dimensions();
    let palette: Vec<u8> = (0..=255u8).rev().flat_map(|grey| [grey, grey, grey]).collect();
    vec![
        // Black on nothing: what is transparent is paper.
        ("alpha", png(size, 8, 6, false, &[], &lines(page, |grey| vec![0, 0, 0, 255 - grey]))),
        ("grey and alpha", png(size, 8, 4, false, &[], &lines(page, |grey| vec![0, 255 - grey]))),
        (
            "palette",
            png(size, 8, 3, false, &[chunk(b"PLTE", &palette)], &lines(page, |grey| vec![255 - grey])),
        ),
        ("interlaced", png(size, 8, 0, true, &[], &passes(page))),
        ("sixteen bits", png(size, 16, 0, false, &[], &lines(page, |grey| vec![grey, !grey]))),
        ("sixteen bits, colour", png(size, 16, 2, false, &[], &lines(page, |grey| [grey, 7].repeat(3)))),
        ("one bit", png(size, 1, 0, false, &[], &bits(page, 0))),
        (
            "one bit, white first",
            png(size, 1, 3, false, &[chunk(b"PLTE", &[255, 255, 255, 0, 0, 0])], &bits(page, 1)),
        ),
    ]
}

pub fn jpeg_of(page: &DynamicImage) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    page.write_to(&mut out, ImageFormat::Jpeg).expect("an encoder");
    out.into_inner()
}

/// The page stored in each of the eight ways of EXIF, each with the word that undoes it.
pub fn exif_turned(page: &GrayImage) -> Vec<(u16, Vec<u8>)> {
    let page = DynamicImage::ImageLuma8(page.clone());
    let stored = [
        page.clone(),
        page.fliph(),
        page.rotate180(),
        page.flipv(),
        page.rotate90().fliph(),
        page.rotate270(),
        page.rotate270().fliph(),
        page.rotate90(),
    ];
    let mut turned = Vec::new();
    for (picture, orientation) in stored.iter().zip(1u16..) {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
        exif.extend([&orientation.to_be_bytes()[..], &[0; 6]].concat());
        let length = (exif.len() as u16 + 2).to_be_bytes();
        let jpeg = jpeg_of(picture);
        turned.push((orientation, [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()));
    }
    turned
}

/// The bare codestream out of a JP2 file.
pub fn codestream(jp2: &[u8]) -> Vec<u8> {
    let at = jp2.windows(4).position(|four| four == [0xff, 0x4f, 0xff, 0x51]).expect("a codestream");
    jp2[at..].to_vec()
}

/// One pixel of ink, as four bytes, in each block of eight by eight: a JPEG of four inks, stored inverted and marked
/// as Adobe's programs do. Blocks that are all alike need no transform, and so no encoder.
pub fn cmyk_jpeg(page: &GrayImage) -> Vec<u8> {
    let segment = |marker: u8, body: &[u8]| {
        [&[0xff, marker], &(body.len() as u16 + 2).to_be_bytes()[..], body].concat()
    };
    let (width, height) = ((page.width() * 8) as u16, (page.height() * 8) as u16);
    let size = [height.to_be_bytes(), width.to_be_bytes()].concat();
    let parts: Vec<u8> = (1..=4).flat_map(|part| [part, 0x11, 0]).collect();
    let scan: Vec<u8> = (1..=4).flat_map(|part| [part, 0]).collect();
    let mut levels = vec![0; 17];
    levels[4] = 12;
    levels.extend(0..12);
    // Of the other frequencies only the end of a block: one code of one bit.
    let mut rest = vec![0; 17];
    (rest[0], rest[1]) = (0x10, 1);
    rest.push(0);
    let mut out = vec![0xff, 0xd8];
    let dots = (width / 5).to_be_bytes();
    out.extend(segment(0xe0, &[b"JFIF\0\x01\x01\x01".as_slice(), &dots, &dots, &[0, 0]].concat()));
    out.extend(segment(0xee, b"Adobe\0\x64\0\0\0\0\0"));
    out.extend(segment(0xdb, &[vec![0], vec![1; 64]].concat()));
    out.extend(segment(0xc0, &[&[8], &size[..], &[4], &parts].concat()));
    out.extend(segment(0xc4, &levels));
    out.extend(segment(0xc4, &rest));
    out.extend(segment(0xda, &[&[4], &scan[..], &[0, 63, 0]].concat()));
    let (mut bits, mut count) = (0u64, 0);
    let mut before = [0i32; 4];
    for pixel in page.pixels() {
        for (before, stored) in before.iter_mut().zip([255, 255, 255, pixel[0]]) {
            let level = (i32::from(stored) - 128) * 8;
            let step = level - *before;
            *before = level;
            let length = 32 - step.unsigned_abs().leading_zeros();
            let value = if step < 0 { step + (1 << length) - 1 } else { step };
            // Four bits say how long the step is, then the step, then the end of the block.
            bits = bits << (5 + length) | u64::from(length) << (length + 1) | (value as u64) << 1;
            count += 5 + length;
            while count >= 8 {
                count -= 8;
                let byte = (bits >> count) as u8;
                out.push(byte);
                out.extend((byte == 0xff).then_some(0));
            }
        }
    }
    out.push((bits << (8 - count)) as u8 | ((1u16 << (8 - count)) - 1) as u8);
    out.extend([0xff, 0xd9]);
    out
}
