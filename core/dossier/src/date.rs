//! date (being written).
