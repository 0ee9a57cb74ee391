//! alto (being written).
