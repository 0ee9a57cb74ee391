//! Values that follow from others of the same paper: the period of a table, its sum, the employer of a period.

use super::proposal::{Proposal, Rule};
use super::tables::cents;
use crate::kinds::Kind;

/// The period of a certificate of wages is that of its table.
pub fn period(kind: &Kind, out: &mut Vec<Proposal>) {
    if kind.field("period_from").is_none() {
        return;
    }
    let months =
        || out.iter().filter(|one| one.path.starts_with("salary_months[") && one.path.ends_with(".month"));
    let first = months().min_by(|one, other| one.value.cmp(&other.value)).cloned();
    let last = months().max_by(|one, other| one.value.cmp(&other.value)).cloned();
    for (path, end) in [("period_from", first), ("period_to", last)] {
        out.extend(end.map(|end| Proposal { path: path.to_owned(), rule: Rule::Derived, ..end }));
    }
}

/// A list of years without a total line sums up to its total.
pub fn totals(kind: &Kind, out: &mut Vec<Proposal>) {
    let known =
        kind.field("insurance_total").is_none() || out.iter().any(|one| one.path == "insurance_total");
    if known {
        return;
    }
    let cells =
        out.iter().filter(|one| one.path.starts_with("insurance_years[") && one.path.ends_with(".amount"));
    let sums: Vec<i64> = cells.clone().filter_map(|one| cents(one.value.as_deref()?)).collect();
    let sum: i64 = sums.iter().sum();
    let Some(last) = cells.max_by(|one, other| one.path.cmp(&other.path)).cloned() else {
        return;
    };
    let value = Some(format!("{}.{:02}", sum / 100, sum % 100));
    out.push(Proposal { path: "insurance_total".to_owned(), value, rule: Rule::Derived, ..last });
}

/// Who certifies service is the employer, unless the paper says otherwise.
pub fn employer(kind: &Kind, out: &mut Vec<Proposal>) {
    if kind.id != "employment_certificate" {
        return;
    }
    let Some(employer) = out.iter().find(|one| one.path == "organisation" && one.value.is_some()).cloned()
    else {
        return;
    };
    let begun: Vec<String> =
        out.iter().filter_map(|one| one.path.strip_suffix("].from").map(str::to_owned)).collect();
    for period in begun {
        out.push(Proposal {
            path: format!("{period}].organisation"),
            rule: Rule::Derived,
            ..employer.clone()
        });
    }
}
