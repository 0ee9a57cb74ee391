//! Every text shown to a person, Ukrainian and English.
