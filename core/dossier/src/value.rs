//! value (being written).
