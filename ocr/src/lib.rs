//! Page to text; documents, kinds, field candidates; archive PDF. It knows nothing of search or of the web.

pub mod confidence;
pub mod correct;
pub mod curve;
pub mod kinds;
mod logistic;
pub mod publish;
mod quality;
pub mod recognise;
pub mod understand;
