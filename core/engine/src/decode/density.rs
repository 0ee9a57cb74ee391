//! Dots per inch and completeness, read from the markers of JPEG and the chunks of PNG. Decodes no pixel.

use memchr::memmem;

/// What the markers of a JPEG say.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Jpeg {
    pub dpi: Option<(f32, f32)>,
    /// An end-of-image marker follows the picture's data.
    pub complete: bool,
}

fn big(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

pub(super) fn of_jpeg(bytes: &[u8]) -> Jpeg {
    let mut found = Jpeg::default();
    let mut at = 2;
    while let (Some(&0xff), Some(&marker)) = (bytes.get(at), bytes.get(at + 1)) {
        if marker == 0xff {
            at += 1;
            continue;
        }
        if marker == 0xd9 {
            found.complete = true;
            return found;
        }
        if (0xd0..=0xd8).contains(&marker) || marker == 0x01 {
            at += 2;
            continue;
        }
        let Some(length) = big(bytes, at + 2) else { return found };
        let body = bytes.get(at + 4..at + 2 + usize::from(length)).unwrap_or_default();
        match marker {
            0xe0 if body.starts_with(b"JFIF\0") && body.len() >= 12 => {
                found.dpi = found.dpi.or_else(|| jfif(body));
            }
            0xe1 if body.starts_with(b"Exif\0\0") => found.dpi = exif(&body[6..]).or(found.dpi),
            0xda => {
                found.complete = memmem::find(&bytes[at..], b"\xff\xd9").is_some();
                return found;
            }
            _ => {}
        }
        at += 2 + usize::from(length);
    }
    found
}

fn jfif(body: &[u8]) -> Option<(f32, f32)> {
    let to_inch = match body[7] {
        1 => 1.0,
        2 => 2.54,
        _ => return None,
    };
    Some((f32::from(big(body, 8)?) * to_inch, f32::from(big(body, 10)?) * to_inch))
}

/// XResolution, YResolution and ResolutionUnit of the first directory of an EXIF block.
fn exif(tiff: &[u8]) -> Option<(f32, f32)> {
    let little = tiff.starts_with(b"II");
    let four = |at: usize| -> Option<u32> {
        let bytes: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    let two = |at: usize| -> Option<u16> {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let rational = |at: usize| -> Option<f32> {
        let below = four(at.checked_add(4)?)?;
        (below != 0).then_some(four(at)? as f32 / below as f32)
    };
    let directory = four(4)? as usize;
    let (mut x, mut y, mut to_inch) = (None, None, 1.0);
    for entry in 0..usize::from(two(directory)?) {
        let at = directory.checked_add(2 + entry * 12)?;
        let value = four(at.checked_add(8)?)? as usize;
        match two(at)? {
            282 => x = rational(value),
            283 => y = rational(value),
            296 => to_inch = if two(at + 8)? == 3 { 2.54 } else { 1.0 },
            _ => {}
        }
    }
    Some((x? * to_inch, y? * to_inch))
}

pub(super) fn of_png(bytes: &[u8]) -> Option<(f32, f32)> {
    let mut at = 8usize;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let body = bytes.get(at + 8..(at + 8).checked_add(length)?)?;
        match bytes.get(at + 4..at + 8)? {
            b"pHYs" if length == 9 && body[8] == 1 => {
                let per_metre = |at: usize| -> Option<f32> {
                    Some(u32::from_be_bytes(body.get(at..at + 4)?.try_into().ok()?) as f32)
                };
                return Some((per_metre(0)? * 0.0254, per_metre(4)? * 0.0254));
            }
            b"IDAT" | b"IEND" => return None,
            _ => at = at + 12 + length,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jpeg_markers_are_read() {
        let check = |bytes: &[u8], dpi: Option<(f32, f32)>, complete: bool| {
            assert_eq!(of_jpeg(bytes), Jpeg { dpi, complete });
        };
        let jfif = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x02\x01\x01\x2c\x01\x2c\0\0";
        let with = |tail: &[u8]| [jfif.as_slice(), tail].concat();
        check(b"\xff\xd8", None, false);
        check(&with(b"\xff\xda\0\x02data\xff\xd9"), Some((300.0, 300.0)), true);
        check(&with(b"\xff\xda\0\x02data"), Some((300.0, 300.0)), false);
        check(&with(b"\xff\xe1\xff\xff"), Some((300.0, 300.0)), false);
    }
}
