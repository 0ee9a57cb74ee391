//! What only one room may speak of, even without a dependency: SQL, object keys, files of others.

use crate::files::ours;
use crate::lexer::{Sort, pieces};
use crate::none;

/// A beginning of a text, the folder whose own it is, and why.
const OWN: &[(&str, &str, &str)] = &[
    ("SELECT ", "core/register/", "only register knows SQL"),
    ("INSERT INTO ", "core/register/", "only register knows SQL"),
    ("DELETE FROM ", "core/register/", "only register knows SQL"),
    ("CREATE TABLE ", "core/register/", "only register knows SQL"),
    ("originals/", "core/storage/", "only storage knows object keys"),
    ("manifests/", "core/storage/", "only storage knows object keys"),
];

#[test]
fn each_room_keeps_to_its_own() {
    let mut problems = Vec::new();
    for file in ours(&["rs"]) {
        let product = file.product();
        for piece in pieces(product).iter().filter(|piece| piece.sort == Sort::Literal) {
            for (text, owner, why) in OWN {
                if piece.text.contains(text) && !file.path.starts_with(owner) {
                    problems.push(format!("{}:{}: «{text}»: {why}", file.path, piece.line));
                }
            }
        }
    }
    none(&problems);
}

#[test]
fn unsafe_stays_in_the_engine() {
    let mut problems = Vec::new();
    for file in ours(&["rs"]) {
        if file.path.starts_with("core/engine/") {
            continue;
        }
        for piece in pieces(&file.text).iter().filter(|piece| piece.sort == Sort::Code) {
            if piece.text.contains("unsafe {") || piece.text.contains("unsafe fn") {
                problems.push(format!("{}:{}: unsafe outside core/engine", file.path, piece.line));
            }
        }
    }
    none(&problems);
}
