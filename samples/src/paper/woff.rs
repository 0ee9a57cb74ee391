//! Unpacks a WOFF 1 font into the plain OpenType file inside it.
//! Knows nothing of what the font looks like.

use std::io::Read;

use flate2::read::ZlibDecoder;

fn be16(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn be32(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

/// None when the file is not a whole WOFF 1 font.
pub fn unpack(data: &[u8]) -> Option<Vec<u8>> {
    if data.get(..4)? != b"wOFF" {
        return None;
    }
    let tables = usize::from(be16(data, 12)?);
    let power = tables.next_power_of_two() >> usize::from(!tables.is_power_of_two());
    let mut head = Vec::new();
    head.extend_from_slice(data.get(4..8)?);
    head.extend_from_slice(&(tables as u16).to_be_bytes());
    head.extend_from_slice(&(power as u16 * 16).to_be_bytes());
    head.extend_from_slice(&(power.trailing_zeros() as u16).to_be_bytes());
    head.extend_from_slice(&((tables - power) as u16 * 16).to_be_bytes());
    let mut body = Vec::new();
    let start = 12 + 16 * tables;
    for table in 0..tables {
        let entry = 44 + 20 * table;
        let offset = be32(data, entry + 4)? as usize;
        let packed = be32(data, entry + 8)? as usize;
        let length = be32(data, entry + 12)? as usize;
        let bytes = data.get(offset..offset + packed)?;
        head.extend_from_slice(data.get(entry..entry + 4)?);
        head.extend_from_slice(data.get(entry + 16..entry + 20)?);
        head.extend_from_slice(&((start + body.len()) as u32).to_be_bytes());
        head.extend_from_slice(&(length as u32).to_be_bytes());
        if packed < length {
            let before = body.len();
            ZlibDecoder::new(bytes).take(length as u64).read_to_end(&mut body).ok()?;
            if body.len() - before != length {
                return None;
            }
        } else {
            body.extend_from_slice(bytes);
        }
        body.resize(body.len().next_multiple_of(4), 0);
    }
    head.extend_from_slice(&body);
    Some(head)
}
