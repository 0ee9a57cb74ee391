//! Random tokens of sessions, forms and one-time links. The register keeps only their digests.

use dossier::Digest;

/// 32 random bytes in hexadecimal.
pub fn fresh() -> String {
    Digest(rand::random()).to_string()
}

/// What the register keeps of a token.
pub fn digest(token: &str) -> Digest {
    Digest::of(token.as_bytes())
}

/// A number to quote on the telephone: `7F3K-20`. No letters that look alike.
pub fn operation() -> String {
    const LETTERS: &[u8; 31] = b"23456789ABCDEFGHJKLMNPQRSTUVWXY";
    let mut text = String::new();
    for (place, byte) in rand::random::<[u8; 8]>().into_iter().enumerate() {
        if place == 4 {
            text.push('-');
        }
        text.push(char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
    }
    text
}
