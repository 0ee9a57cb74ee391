//! What is known to stand on the papers: kinds, fields, and the shape of the truth file.
//! Knows nothing of drawing and scanning.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::paper::Page;

/// The fields of one document in their canonical forms.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    pub values: Map<String, Value>,
    pub handwritten: BTreeSet<String>,
}

impl Fields {
    pub fn new() -> Fields {
        Fields::default()
    }

    /// A field printed, typed or stamped on the paper.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.insert(name.to_owned(), Value::String(value.into()));
    }

    /// A field filled in by hand.
    pub fn hand(&mut self, name: &str, value: impl Into<String>) {
        self.set(name, value);
        self.handwritten.insert(name.to_owned());
    }

    /// As `hand` or `set`, by the layout's choice.
    pub fn put(&mut self, name: &str, value: impl Into<String>, by_hand: bool) {
        if by_hand { self.hand(name, value) } else { self.set(name, value) }
    }

    /// A list of small objects, in the order of the paper.
    pub fn list(&mut self, name: &str, entries: Vec<Value>, by_hand: bool) {
        self.values.insert(name.to_owned(), Value::Array(entries));
        if by_hand {
            self.handwritten.insert(name.to_owned());
        }
    }
}

/// One document of the case: its kind by its identifier, what stands in it, and its pages in order.
#[derive(Clone, Debug)]
pub struct Paper {
    pub kind: &'static str,
    pub fields: Fields,
    pub sheets: Vec<Page>,
}

/// One person's file before it is worn and scanned.
#[derive(Clone, Debug)]
pub struct Case {
    /// Name of the scanned folder or file.
    pub reference: String,
    pub papers: Vec<Paper>,
}
