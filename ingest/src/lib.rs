//! File to pages: the one door for every channel, the inbox, the page list, fixity.
//! It knows nothing of text, kinds or search.

pub mod door;
pub mod fixity;
pub mod inbox;
pub mod list;
pub mod names;
pub mod order;
pub mod paginate;
pub mod walk;

pub use door::{Door, DoorError, DoorOutcome, Place};
