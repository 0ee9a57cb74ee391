//! The whole line, from outside: the real program as a process, real paper, real databases and stores.
//!
//! `scripts/with-services cargo test -p sprava --features failpoints --test e2e`

mod browser;
mod canary;
mod faults;
mod fixtures;
mod house;
mod kills;
mod paper;
mod reread;
mod results;
mod schema;
mod service;
mod vanished;
mod wide;
