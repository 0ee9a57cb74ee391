//! Clean paper: what a typist, a printing house, a clerk's pen and a seal leave on a sheet.
//! Knows nothing of age, scanners, files and kinds of documents.

mod curve;
mod face;
mod font;
mod form;
mod marks;
mod page;
mod pen;
mod rng;
mod ruled;
mod stamp;
mod text;
mod type_case;
mod typed;
mod woff;

pub use curve::{Affine, Coverage};
pub use face::{ALL as ALL_FACES, Face};
pub use font::{check_fonts, covers};
pub use form::Align;
pub use page::{Block, Copy, Page, Rect, Script, Side, Size, Stock, mm, pt};
pub use pen::{Hand, Ink, Machine, Pen};
pub use rng::{Rng, hash};
pub use ruled::{Grid, Span};
pub use type_case::{TypeCase, choose as choose_type_case};
