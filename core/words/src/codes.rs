//! Texts whose key is a code of the vocabulary: concerns, refusals, roles, stages, states, purposes.

use std::collections::BTreeMap;

use dossier::access::{PurposeKind, Role};
use dossier::concern::{ConcernCode, ConcernSort, RefusalCode};
use dossier::field::{FieldStatus, NoValue, VerdictKind};
use dossier::page::RescanReason;
use dossier::stage::Stage;
use dossier::state::DossierState;

use crate::{Value, Words};

/// Parameters as they are stored beside a code.
pub type Parameters = BTreeMap<String, String>;

impl Words {
    /// What happened. What is safe. What to do.
    pub fn concern(&self, code: ConcernCode, parameters: &Parameters) -> String {
        self.coded(&format!("concern-{}", code.code()), parameters)
    }

    /// The same in two or three words, for lists.
    pub fn concern_short(&self, code: ConcernCode) -> String {
        self.text(&format!("concern-{}-short", code.code()))
    }

    pub fn refusal(&self, code: RefusalCode, parameters: &Parameters) -> String {
        self.coded(&format!("refusal-{}", code.code()), parameters)
    }

    pub fn concern_sort(&self, sort: ConcernSort) -> String {
        self.text(&format!("sort-{}", sort.name()))
    }

    pub fn role(&self, role: Role) -> String {
        self.text(&format!("role-{}", role.name()))
    }

    pub fn stage(&self, stage: Stage) -> String {
        self.text(&format!("stage-{}", stage.name()))
    }

    pub fn dossier_state(&self, state: DossierState) -> String {
        self.text(&format!("state-{}", state.name()))
    }

    /// What stands beside the mark of a value: «перевірено людиною».
    pub fn field_status(&self, status: FieldStatus) -> String {
        self.text(&format!("status-{}", status.name()))
    }

    pub fn no_value(&self, reason: NoValue) -> String {
        self.text(&format!("reason-{}", reason.name()))
    }

    pub fn verdict(&self, verdict: VerdictKind) -> String {
        self.text(&format!("verdict-{}", verdict.name()))
    }

    pub fn purpose(&self, kind: PurposeKind) -> String {
        self.text(&format!("purpose-{}", purpose_code(kind)))
    }

    /// What is wrong with a scan that is asked for anew.
    pub fn rescan_reason(&self, reason: RescanReason) -> String {
        self.text(&format!("why-{}", reason.name()))
    }

    /// A decision about a concern, as the button says it.
    pub fn decision(&self, code: &str) -> String {
        self.known(&format!("decision-{code}"), code)
    }

    /// An action of the journal in words; an action that has no words yet stands as its code.
    pub fn action(&self, code: &str) -> String {
        self.known(&format!("action-{}", code.replace('.', "-")), code)
    }

    /// A value of a closed list (`m`, `old_age`, `II`) as people write it.
    pub fn choice(&self, stored: &str) -> String {
        self.known(&format!("choice-{}", stored.replace('_', "-")), stored)
    }

    /// The name of a detail of the journal.
    pub fn detail(&self, code: &str) -> String {
        self.known(&format!("detail-{code}"), code)
    }

    fn known(&self, key: &str, code: &str) -> String {
        if self.has(key) { self.text(key) } else { code.to_owned() }
    }

    /// Every sentence may use `$limit`, `$count`, `$field` and the like; those not stored are shown as a dash
    /// or counted as one, so an old row never shows a hole.
    fn coded(&self, key: &str, parameters: &Parameters) -> String {
        let mut values: Vec<(&str, Value)> = Vec::new();
        for name in ["limit", "count", "listed", "scanned"] {
            values.push((name, parameters.get(name).map_or(Value::Number(1), |text| Value::stored(text))));
        }
        let megapixels = parameters.get("megapixels").map_or("> 200".into(), |text| Value::stored(text));
        values.push(("megapixels", megapixels));
        for name in ["detail", "rule", "reference"] {
            values.push((name, parameters.get(name).map_or("–".into(), Value::from)));
        }
        let reason = parameters.get("reason").and_then(|code| RescanReason::from_name(code));
        values.push(("reason", reason.map_or_else(|| "–".into(), |one| self.rescan_reason(one).into())));
        let stage = parameters.get("stage").and_then(|name| Stage::from_name(name));
        values.push(("stage", stage.map_or_else(|| "–".into(), |stage| self.stage(stage).into())));
        let field = parameters.get("field").map_or_else(|| "–".to_owned(), |path| self.field_name(path));
        values.push(("field", field.into()));
        self.with(key, &values)
    }

    /// The name of a field by its path; `salary_months[2].amount` is told by its last part. Kinds bring names of
    /// their own; these are the ones sentences need without a kind at hand.
    pub fn field_name(&self, path: &str) -> String {
        let last = path.rsplit('.').next().unwrap_or(path);
        let name = last.split('[').next().unwrap_or(last);
        self.known(&format!("field-{name}"), name)
    }
}

/// The stored form of a purpose's kind.
pub fn purpose_code(kind: PurposeKind) -> &'static str {
    match kind {
        PurposeKind::Appeal => "appeal",
        PurposeKind::Request => "request",
        PurposeKind::OwnAccess => "own_access",
        PurposeKind::Court => "court",
        PurposeKind::QualityCheck => "quality_check",
        PurposeKind::Other => "other",
    }
}
