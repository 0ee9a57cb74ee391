//! IIIF: Image 3, Presentation 3, Content Search 2 over the dossiers a person may see. Coordinates are those of the
//! upright page, as everywhere; pixels come from the picture made for people.

pub mod image;
mod image_request;
pub mod presentation;
pub mod search;
