//! Files that misbehave on purpose, for the fault tests. Built only with the feature `faults`.
//!
//! A file that holds `SPRAVA-FAULT:crash`, `hang`, `eat` or `choke` (to end without a word when there is no more
//! memory, as PDFium does) in its first or last kilobyte makes the child do that when it is opened. A PNG stays a
//! PNG with such a text behind its end, so it passes the door like any page. `SPRAVA-FAULT:read-…` waits until the page
//! is read, not listed, and `SPRAVA-FAULT:first-…` spares the second try.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;

/// `moments` are the beginnings of those faults that wait for now.
pub(crate) fn act(file: &Path, moments: &[&str]) {
    let named = named(file).unwrap_or_default();
    let fault = moments.iter().find_map(|moment| named.strip_prefix(moment)).unwrap_or(&named);
    match fault {
        "crash" => std::process::abort(),
        "hang" => loop {
            std::thread::sleep(std::time::Duration::from_secs(1));
        },
        "choke" => {
            let mut eaten: Vec<Vec<u8>> = Vec::new();
            let mut bite = Vec::new();
            while bite.try_reserve_exact(1 << 20).is_ok() {
                eaten.push(std::hint::black_box(std::mem::take(&mut bite)));
            }
            std::process::abort()
        }
        "eat" => {
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
