//! The register: the only SQL of the house. Two databases, one meaning.
//!
//! One small file per table family; every function is a method of [`Register`]. Reads a person can reach take
//! `&Access` first and filter by it inside the statement. What follows each stage is said in `flow`, once.
//! It does not know how files are stored, read or shown.

mod acts;
mod arrivals;
mod asked;
mod audit;
mod batches;
mod bury;
mod chain;
mod commits;
mod concerns;
mod decide;
mod disputes;
mod documents;
mod door;
mod dossiers;
mod error;
mod fields;
mod fixity;
mod flow;
mod invites;
mod jobs;
mod metrics;
mod moves;
mod offices;
mod open;
mod pages;
mod purposes;
mod rescans;
mod schema;
mod searches;
mod sessions;
mod settled;
mod sql;
mod tasks;
mod users;
mod verify;
mod words;

pub use acts::{Acted, PageAct};
pub use arrivals::*;
pub use asked::*;
pub use audit::*;
pub use batches::*;
pub use chain::{Chain, ChainChecked};
pub use commits::*;
pub use concerns::*;
pub use decide::{can_undo, is_reason};
pub use disputes::*;
pub use documents::*;
pub use door::*;
pub use dossiers::*;
pub use error::*;
pub use fields::*;
pub use fixity::*;
pub use flow::*;
pub use invites::*;
pub use jobs::*;
pub use metrics::*;
pub use moves::Moved;
pub use offices::*;
pub use open::*;
pub use pages::*;
pub use purposes::*;
pub use rescans::Rescan;
pub use schema::SchemaState;
pub use sessions::*;
pub use tasks::*;
pub use users::*;
pub use verify::*;
