//! How a dossier's value follows from what its documents state: people before machines, agreement before one voice.
//!
//! Pure: the caller says which statements count and which are equal (in two languages, in other letters).

use crate::field::{FieldStatus, NoValue};

/// What one document says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statement<'a> {
    /// Statements with equal keys state the same value.
    pub key: &'a str,
    pub value: Option<&'a str>,
    /// Why there is no value.
    pub reason: Option<NoValue>,
    pub status: FieldStatus,
    /// Calibrated probability that the value is right.
    pub probability: f32,
}

/// What holds for the dossier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settled {
    /// The statement whose wording stands.
    pub source: usize,
    pub status: FieldStatus,
    pub confidence: f32,
    /// Another value is stated by a person, or more likely than not by a machine.
    pub conflict: bool,
}

/// A contradiction counts from here on.
const SERIOUS: f32 = 0.5;
/// Agreement of documents is never certainty: they may repeat one mistake.
const MOST: f32 = 0.999;

struct Group<'a> {
    key: &'a str,
    voices: usize,
    /// Probability that at least one of them reads right.
    weight: f32,
    best: usize,
    auto: bool,
}

/// `None` for no statements.
pub fn settle(statements: &[Statement]) -> Option<Settled> {
    let people = groups(statements, |statement| statement.status == FieldStatus::Verified);
    if let Some(first) = strongest(&people, |group| group.voices as f32) {
        let conflict = people.len() > 1;
        let status = if conflict { FieldStatus::Review } else { FieldStatus::Verified };
        let confidence = if conflict { SERIOUS } else { 1.0 };
        return Some(Settled { source: first.best, status, confidence, conflict });
    }
    let machines = groups(statements, |_| true);
    if let Some(first) = strongest(&machines, |group| group.weight) {
        let against = machines.iter().filter(|group| group.key != first.key);
        let against = against.map(|group| group.weight).fold(0.0, f32::max);
        let conflict = against >= SERIOUS;
        let status = if first.auto && !conflict { FieldStatus::Auto } else { FieldStatus::Review };
        let confidence = (first.weight * (1.0 - against / 2.0)).min(MOST);
        return Some(Settled { source: first.best, status, confidence, conflict });
    }
    // Nobody states a value: a person's reason for that goes first.
    let person = statements.iter().position(|statement| statement.status == FieldStatus::Verified);
    let source = person.or(if statements.is_empty() { None } else { Some(0) })?;
    let one = &statements[source];
    let status = if person.is_some() { FieldStatus::Verified } else { FieldStatus::Review };
    Some(Settled { source, status, confidence: one.probability, conflict: false })
}

fn groups<'a>(statements: &[Statement<'a>], counts: impl Fn(&Statement) -> bool) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    for (place, statement) in statements.iter().enumerate() {
        if statement.value.is_none() || !counts(statement) {
            continue;
        }
        let probability = statement.probability.clamp(0.0, MOST);
        let auto = statement.status != FieldStatus::Review;
        match groups.iter_mut().find(|group| group.key == statement.key) {
            Some(group) => {
                group.voices += 1;
                group.weight = 1.0 - (1.0 - group.weight) * (1.0 - probability);
                group.auto |= auto;
                if statement.probability > statements[group.best].probability {
                    group.best = place;
                }
            }
            None => {
                groups.push(Group { key: statement.key, voices: 1, weight: probability, best: place, auto })
            }
        }
    }
    groups
}

/// The first of the strongest, so that equal voices keep the order of the papers.
fn strongest<'a, 'b>(groups: &'b [Group<'a>], strength: impl Fn(&Group) -> f32) -> Option<&'b Group<'a>> {
    let mut first: Option<&Group> = None;
    for group in groups {
        if first.is_none_or(|first| strength(group) > strength(first)) {
            first = Some(group);
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use FieldStatus::*;

    fn check(stated: &[(Option<&str>, FieldStatus, f32)], expected: Option<(usize, FieldStatus, bool)>) {
        let mut statements = Vec::new();
        for (value, status, probability) in stated {
            let key = value.unwrap_or_default();
            statements.push(Statement {
                key,
                value: *value,
                reason: None,
                status: *status,
                probability: *probability,
            });
        }
        let settled = settle(&statements);
        assert_eq!(settled.map(|one| (one.source, one.status, one.conflict)), expected, "{stated:?}");
        assert!(settled.is_none_or(|one| (0.0..=1.0).contains(&one.confidence)));
    }

    #[test]
    fn people_before_machines_and_agreement_before_one_voice() {
        check(&[], None);
        check(&[(None, Review, 0.2)], Some((0, Review, false)));
        check(&[(None, Review, 0.2), (None, Verified, 1.0)], Some((1, Verified, false)));
        check(&[(Some("а"), Auto, 0.99)], Some((0, Auto, false)));
        check(&[(Some("а"), Review, 0.7)], Some((0, Review, false)));
        // A weak voice against does not stop a strong one, a serious one does.
        check(&[(Some("а"), Auto, 0.99), (Some("б"), Review, 0.3)], Some((0, Auto, false)));
        check(&[(Some("а"), Auto, 0.99), (Some("б"), Auto, 0.99)], Some((0, Review, true)));
        // Two moderate voices outweigh one stronger.
        check(
            &[(Some("а"), Review, 0.8), (Some("б"), Review, 0.7), (Some("б"), Auto, 0.75)],
            Some((2, Review, true)),
        );
        // A person settles it against any number of machines.
        check(
            &[(Some("а"), Auto, 0.99), (Some("а"), Auto, 0.99), (Some("б"), Verified, 1.0)],
            Some((2, Verified, false)),
        );
        // People who disagree need another.
        check(&[(Some("а"), Verified, 1.0), (Some("б"), Verified, 1.0)], Some((0, Review, true)));
        // «Illegible» on one paper leaves the others' voices.
        check(&[(None, Verified, 1.0), (Some("а"), Auto, 0.98)], Some((1, Auto, false)));
    }
}
