//! Files that misbehave on purpose, for the fault tests. Built only with the feature `faults`.
//!
//! A file that holds `SPRAVA-FAULT:crash`, `SPRAVA-FAULT:hang` or `SPRAVA-FAULT:eat` in its first or last
//! kilobyte makes the child do that when it is opened. A PNG stays a PNG with such a text behind its end, so
//! it passes the door like any page. `SPRAVA-FAULT:read-…` waits until the page is read, not listed.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

pub(crate) fn act(file: &Path, reading: bool) {
    let named = named(file).unwrap_or_default();
    let fault = named.strip_prefix("read-").filter(|_| reading).unwrap_or(&named);
    match Some(fault) {
        Some("crash") => std::process::abort(),
        Some("hang") => loop {
            std::thread::sleep(std::time::Duration::from_secs(1));
        },
        Some("eat") => {
            let mut eaten: Vec<Vec<u8>> = Vec::new();
            loop {
                // Address space is the limit: the bytes need no touch.
                eaten.push(std::hint::black_box(Vec::with_capacity(64 << 20)));
            }
        }
        _ => {}
    }
}

fn named(file: &Path) -> Option<String> {
    let mut opened = std::fs::File::open(file).ok()?;
    let mut bytes = vec![0; 1024];
    let read = opened.read(&mut bytes).ok()?;
    bytes.truncate(read);
    let length = opened.metadata().ok()?.len();
    opened.seek(SeekFrom::Start(length.saturating_sub(1024))).ok()?;
    opened.read_to_end(&mut bytes).ok()?;
    let magic = b"SPRAVA-FAULT:";
    let at = bytes.windows(magic.len()).position(|window| window == magic)? + magic.len();
    let word = bytes[at..].iter().take_while(|byte| byte.is_ascii_lowercase() || **byte == b'-');
    Some(word.map(|&byte| char::from(byte)).collect())
}
