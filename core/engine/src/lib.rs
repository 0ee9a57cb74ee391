//! Native code behind one door: decoders, image preparation and Tesseract, run only in child processes of
//! the same executable.
//!
//! [`Engine`] is the parent's side: it asks warm children, one page at a time each, and turns whatever
//! happens to a child (a crash, an endless loop, a memory bomb) into one [`EngineError`] for that page alone.
//! [`run_child`] is the other side; the hidden command `sprava engine-child` calls it and nothing else.
//!
//! This room does not know dossiers, databases or storage: it gets a path, it gives back pages.

mod child;
mod config;
mod decode;
mod error;
#[cfg(feature = "faults")]
mod faults;
mod layers;
mod look;
mod marks;
mod net;
mod pixels;
mod pool;
mod prepare;
mod readers;
mod reading;
mod recognise;
mod script;
mod structure;
mod upright;
mod vote;
mod wire;

pub use child::run_child;
pub use config::EngineConfig;
pub use error::{Decision, EngineError};
pub use layers::{Layer, Layers, Patch, jbig2};
#[cfg(feature = "learn")]
pub use net::{Likely, Measures, Net};
pub use pool::Engine;
#[cfg(feature = "learn")]
pub use reading::{Asked, GapSeen, Measured};
pub use reading::{Finding, FrameInfo, Frames, Media, PageReading, PdfFacts, Picture, Step};
#[cfg(feature = "learn")]
pub use script::{Judges, Place, context, gap};
#[cfg(feature = "learn")]
pub use vote::same_shape;
