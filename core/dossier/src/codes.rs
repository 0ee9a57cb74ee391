//! codes (being written).
