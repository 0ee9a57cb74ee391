//! The commands, one file each. A command opens what it needs, does one thing and says how it ended.

pub mod audit;
pub mod doctor;
pub mod eval;
pub mod export;
pub mod fixity;
pub mod index;
pub mod ingest;
pub mod migrate;
pub mod office;
pub mod reread;
pub mod search;
pub mod serve;
pub mod user;
pub mod worker;
