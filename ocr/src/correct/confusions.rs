//! What readers confuse, by what put the letters on the paper. The numbers are data (`ocr/data/confusions.toml`),
//! counted on generated pages by `ocr/examples/readings`.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use dossier::recognition::Script;
use language::lexicon::Costs;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confusions {
    /// On what it was counted, for people.
    pub counted_on: String,
    /// The cost of a confusion that was never seen.
    pub other: f32,
    /// By script: what was read, what stood there (either may be empty), and minus the logarithm of how often.
    pub scripts: BTreeMap<String, Vec<(String, String, f32)>>,
}

impl Confusions {
    /// The ones built into the executable.
    pub fn builtin() -> Self {
        toml::from_str(include_str!("../../data/confusions.toml"))
            .expect("the built-in file is checked by a test")
    }

    fn costs(&self, script: Script) -> Costs {
        let mut costs = Costs::new(self.other);
        for (read, meant, cost) in self.scripts.get(script.as_str()).into_iter().flatten() {
            costs.set(read, meant, *cost);
        }
        costs
    }
}

/// Costs of what is printed, or typed; none for what is read too badly to be mended.
pub(super) fn costs(script: Script) -> Option<&'static Costs> {
    static COSTS: OnceLock<[Costs; 2]> = OnceLock::new();
    let [printed, typed] = COSTS.get_or_init(|| {
        let confusions = Confusions::builtin();
        [confusions.costs(Script::Printed), confusions.costs(Script::Typed)]
    });
    match script {
        Script::Printed => Some(printed),
        Script::Typed => Some(typed),
        Script::Handwritten | Script::Stamp => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_file_is_whole() {
        let confusions = Confusions::builtin();
        assert!(confusions.other > 0.0);
        for script in ["printed", "typed"] {
            let mut costs = Costs::new(confusions.other);
            for (read, meant, cost) in &confusions.scripts[script] {
                assert!(costs.set(read, meant, *cost) && *cost >= 0.0, "{script} {read} {meant}");
            }
        }
    }
}
