//! What the steps of a page's reading took.

use serde::Deserialize;

use super::Spent;

/// A step as the register keeps it; what else it says is let through.
#[derive(Clone, Debug, Deserialize)]
pub struct Step {
    pub name: String,
    /// Milliseconds.
    pub ms: f64,
}

/// Steps that are a recogniser's own call: `read`, with or without the reader's name after it, and `upright`, which
/// reads strips. All others are our own preparation.
pub fn is_recogniser(name: &str) -> bool {
    name == "upright" || name == "read" || name.starts_with("read ")
}

/// Adds the steps of one page; a step done twice counts with its sum.
pub fn add(spent: &mut Spent, steps: &[Step]) {
    if steps.is_empty() {
        return;
    }
    spent.pages += 1;
    let mut seen: Vec<&str> = Vec::new();
    for step in steps {
        let own = spent.steps.entry(step.name.clone()).or_default();
        own.ms += step.ms;
        if !seen.contains(&step.name.as_str()) {
            own.pages += 1;
            seen.push(&step.name);
        }
        spent.ms += step.ms;
        if is_recogniser(&step.name) {
            spent.recogniser_ms += step.ms;
        }
    }
}
