//! The line's motor: claims jobs, runs stations, keeps leases alive, starts and stops.
//!
//! It knows no stage's content. What follows each stage stands in `register::flow`; what a stage does, in its
//! station. A station loads, works and makes one commit, in which its result, the audit event, the next jobs and
//! the end of the job stand together; so a crash repeats a step and never leaves half of one.

mod line;
mod station;
mod work;

pub use line::{Line, LineConfig};
pub use station::{Station, StepError, Work};
