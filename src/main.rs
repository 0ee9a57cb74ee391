//! `sprava`: one executable, roles by command.
fn main() {}
