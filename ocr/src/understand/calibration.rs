//! From signs to a probability, and from a probability to a status. The numbers are data (`calibration.toml`),
//! fitted on generated dossiers; the form of the sum is here.

use std::collections::BTreeMap;
use std::path::Path;

use dossier::field::{Candidate, Evidence, FieldStatus, FoundField, NoValue};
use dossier::value::ValueType;
use serde::{Deserialize, Serialize};

use super::proposal::{Proposal, Rule, Signs};
use crate::curve::along;

/// Weights of signs by family of values, the curve that makes their sum honest, and limits of error.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// On what it was fitted, for people.
    pub fitted_on: String,
    /// Greatest expected error of an `auto` value, by family; `default` for the rest.
    pub limits: BTreeMap<String, f32>,
    /// Weights of signs by family; `default` for the rest.
    pub weights: BTreeMap<String, BTreeMap<String, f32>>,
    /// What probabilities of a family turned out to be: the sum's, and the share that was right.
    #[serde(default)]
    pub curves: BTreeMap<String, Vec<[f32; 2]>>,
}

#[derive(Debug, thiserror::Error)]
pub enum CalibrationError {
    #[error("the calibration file cannot be read")]
    Unreadable(#[source] std::io::Error),
    #[error("the calibration file is not in its form")]
    Form(#[source] toml::de::Error),
}

/// Below this a guess is not worth showing as the value.
const WORTHLESS: f32 = 0.1;
/// Ink read worse than this looks like handwriting and is never accepted without a person.
const HAND: f32 = 0.75;

impl Calibration {
    /// The one built into the executable.
    pub fn builtin() -> Self {
        toml::from_str(include_str!("../../calibration.toml"))
            .expect("the built-in calibration is checked by a test")
    }

    pub fn load(path: &Path) -> Result<Self, CalibrationError> {
        let text = std::fs::read_to_string(path).map_err(CalibrationError::Unreadable)?;
        toml::from_str(&text).map_err(CalibrationError::Form)
    }

    /// The probability that a proposed value is right.
    pub fn probability(&self, proposal: &Proposal) -> f32 {
        let family = family(proposal.value_type);
        let weights = self.weights.get(family).or_else(|| self.weights.get("default"));
        let Some(weights) = weights else {
            return 0.0;
        };
        let sum: f32 = signs(proposal.rule, &proposal.signs)
            .into_iter()
            .map(|(name, value)| value * weights.get(name).copied().unwrap_or(0.0))
            .sum();
        let raw = 1.0 / (1.0 + (-sum).exp());
        self.curves.get(family).map_or(raw, |curve| along(curve, raw))
    }

    /// Whether a value of this probability may stand without a person.
    pub fn sure_enough(&self, path: &str, probability: f32) -> bool {
        let family = family(ValueType::of(path));
        let limit = self.limits.get(family).or_else(|| self.limits.get("default"));
        limit.is_some_and(|limit| 1.0 - probability <= *limit)
    }

    /// Fields with candidates, best first, out of a document's proposals.
    pub fn settle(&self, proposals: Vec<Proposal>) -> Vec<FoundField> {
        let mut order: Vec<String> = Vec::new();
        let mut groups: BTreeMap<String, Vec<(f32, Proposal)>> = BTreeMap::new();
        for proposal in proposals {
            if !groups.contains_key(&proposal.path) {
                order.push(proposal.path.clone());
            }
            let probability = if proposal.value.is_some() { self.probability(&proposal) } else { 0.0 };
            groups.entry(proposal.path.clone()).or_default().push((probability, proposal));
        }
        order.iter().filter_map(|path| self.field(path, groups.remove(path)?)).collect()
    }

    fn field(&self, path: &str, mut group: Vec<(f32, Proposal)>) -> Option<FoundField> {
        group.sort_by(|one, other| other.0.total_cmp(&one.0));
        let total: f32 = group.iter().map(|(probability, _)| probability).sum();
        let scale = if total > 1.0 { 1.0 / total } else { 1.0 };
        let best = group[0].0;
        let unread = group.iter().position(|(_, one)| one.value.is_none());
        if best < WORTHLESS {
            // Something stands there; a worthless guess is kept behind the admission.
            let place = unread.or_else(|| group.iter().position(|(_, one)| labelled(one.rule)))?;
            let (_, mut ink) = group.remove(place);
            let guess = ink.value.take();
            let reason = ink.reason.unwrap_or(if ink.signs.mean < HAND {
                NoValue::Handwritten
            } else {
                NoValue::Illegible
            });
            let mut first = candidate(&ink, 0.5);
            first.reason = Some(reason);
            let mut candidates = vec![first];
            if guess.is_some() {
                candidates.push(Candidate { value: guess, ..candidate(&ink, best) });
            }
            candidates.extend(
                group.iter().filter(|(_, one)| one.value.is_some()).map(|(own, one)| candidate(one, *own)),
            );
            return Some(FoundField { path: path.to_owned(), candidates, status: FieldStatus::Review });
        }
        let sure = {
            let (probability, first) = &group[0];
            let printed = first.signs.least >= HAND
                && !first.signs.misspelt
                && first.signs.proof != Some(false)
                && first.signs.checked != Some(false);
            printed && self.sure_enough(path, probability * scale)
        };
        let candidates = group
            .iter()
            .filter(|(_, one)| one.value.is_some())
            .take(5)
            .map(|(own, one)| candidate(one, own * scale))
            .collect();
        let status = if sure { FieldStatus::Auto } else { FieldStatus::Review };
        Some(FoundField { path: path.to_owned(), candidates, status })
    }
}

fn labelled(rule: Rule) -> bool {
    matches!(rule, Rule::LabelAfter | Rule::LabelBelow | Rule::LabelAbove)
}

fn candidate(proposal: &Proposal, probability: f32) -> Candidate {
    Candidate {
        value: proposal.value.clone(),
        reason: proposal.reason,
        evidence: Some(Evidence { page: proposal.page, bbox: proposal.bbox, raw: proposal.raw.clone() }),
        engine: proposal.engine.clone(),
        rule: format!("{}:{}", proposal.rule.name(), proposal.path),
        probability,
    }
}

/// Values whose errors are alike share weights and a curve.
pub fn family(value_type: ValueType) -> &'static str {
    match value_type {
        ValueType::Name => "name",
        ValueType::FullName => "full_name",
        ValueType::Date | ValueType::Until | ValueType::Month | ValueType::Year => "date",
        ValueType::TaxNumber | ValueType::Edrpou | ValueType::Iban | ValueType::Unzr => "proven",
        ValueType::PassportSeries | ValueType::PassportNumber | ValueType::Series => "series",
        ValueType::Number | ValueType::Phone | ValueType::Count => "number",
        ValueType::Amount | ValueType::Duration => "amount",
        ValueType::Sex | ValueType::PensionKind | ValueType::DisabilityGroup => "choice",
        ValueType::Text | ValueType::List => "text",
    }
}

/// The signs as named numbers, each about 0 to 1.
pub fn signs(rule: Rule, signs: &Signs) -> Vec<(&'static str, f32)> {
    let flag = |holds: bool| if holds { 1.0 } else { 0.0 };
    let few = |count: u32| (count.min(4) as f32) / 2.0;
    let is = |wanted: Rule| flag(rule == wanted);
    vec![
        ("bias", 1.0),
        ("least", ((signs.least - 0.4) / 0.57).clamp(0.0, 1.0)),
        ("least_high", flag(signs.least >= 0.94)),
        ("least_low", flag(signs.least < 0.8)),
        ("page", ((signs.page - 0.5) / 0.46).clamp(0.0, 1.0)),
        ("label", signs.label),
        ("proven", flag(signs.proof == Some(true))),
        ("unproven", flag(signs.proof == Some(false))),
        ("known", flag(signs.known)),
        ("edited", flag(signs.edited)),
        ("agrees", flag(signs.agree > 0)),
        ("agree", few(signs.agree)),
        ("differ", few(signs.differ)),
        ("kind", signs.kind),
        ("checked", flag(signs.checked == Some(true))),
        ("broken", flag(signs.checked == Some(false))),
        ("rivals", few(signs.rivals)),
        ("form", signs.form),
        ("typed", flag(signs.typed)),
        ("coarse", flag(signs.coarse)),
        ("label_after", is(Rule::LabelAfter)),
        ("label_below", is(Rule::LabelBelow)),
        ("label_above", is(Rule::LabelAbove)),
        ("phrase", is(Rule::Phrase)),
        ("suffix", is(Rule::Suffix)),
        ("pattern", is(Rule::Pattern)),
        ("name_scan", is(Rule::NameScan)),
        ("header", is(Rule::Header)),
        ("registration", is(Rule::Registration)),
        ("derived", is(Rule::Derived)),
        ("table", is(Rule::Table)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_file_is_whole() {
        let calibration = Calibration::builtin();
        assert!(calibration.limits.contains_key("default"));
        assert!(calibration.weights.contains_key("default"));
        let known: Vec<&str> =
            signs(Rule::Phrase, &Signs::default()).into_iter().map(|(name, _)| name).collect();
        for (family, weights) in &calibration.weights {
            for name in weights.keys() {
                assert!(known.contains(&name.as_str()), "{family} {name}");
            }
        }
    }
}
