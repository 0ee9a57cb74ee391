//! upright
