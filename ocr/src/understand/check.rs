//! Values that cannot be: the tax number against birth date and sex, the order of dates.

use dossier::codes;
use dossier::concern::ConcernCode;
use dossier::date::PaperDate;

use super::FoundConcern;
use super::proposal::{Proposal, Rule};
use super::tables::cents;

/// Marks proposals that pass or break a check against the rest of the dossier, and raises what cannot be.
pub fn impossible(documents: &mut [Vec<Proposal>]) -> Vec<FoundConcern> {
    let births = values(documents, "birth_date");
    let taxes = values(documents, "tax_number");
    let mut concerns = Vec::new();
    for document in documents.iter_mut() {
        let own_birth = first(document, "birth_date").or_else(|| commonest(&births));
        for proposal in document.iter_mut() {
            let Some(value) = proposal.value.clone() else {
                continue;
            };
            match proposal.path.as_str() {
                "birth_date" => {
                    proposal.signs.checked = against(&taxes, |tax| born(tax).is_some_and(|day| day == value))
                }
                "tax_number" => {
                    proposal.signs.checked =
                        against(&births, |birth| born(&value).is_some_and(|day| day == *birth));
                }
                "sex" => {
                    proposal.signs.checked =
                        against(&taxes, |tax| codes::sex(tax).is_some_and(|sex| sex.code() == value));
                }
                path if path.ends_with("_date") || path == "valid_until" => {
                    let early = own_birth.as_ref().is_some_and(|birth| before(&value, birth));
                    if early {
                        proposal.signs.checked = Some(false);
                    }
                }
                _ => {}
            }
        }
        totals(document);
        concerns.extend(contradictions(document));
    }
    concerns
}

/// A stated total that the sums of the list make proves them all; the list's ends are the period.
fn totals(document: &mut [Proposal]) {
    for (list, total) in [("salary_months[", "salary_total"), ("insurance_years[", "insurance_total")] {
        let cell = |one: &Proposal| one.path.starts_with(list) && one.path.ends_with(".amount");
        let sums: Vec<i64> =
            document.iter().filter(|one| cell(one)).filter_map(|one| cents(one.value.as_deref()?)).collect();
        let sum: i64 = sums.iter().sum();
        let holds = sums.len() > 1
            && document.iter().any(|one| {
                one.path == total
                    && one.rule != Rule::Derived
                    && one.value.as_deref().and_then(cents) == Some(sum)
            });
        if !holds {
            continue;
        }
        for proposal in document.iter_mut() {
            let is_total = proposal.path == total && proposal.value.as_deref().and_then(cents) == Some(sum);
            if is_total || proposal.path.starts_with(list) {
                proposal.signs.checked = Some(true);
            }
        }
    }
}

/// What one paper states of itself that cannot be, by its likeliest readings.
fn contradictions(document: &[Proposal]) -> Vec<FoundConcern> {
    let mut out = Vec::new();
    let sure = |path: &str| {
        document.iter().find(|one| {
            one.path == path && one.signs.least > 0.85 && one.signs.rivals == 0 && one.value.is_some()
        })
    };
    if let (Some(tax), Some(birth)) = (sure("tax_number"), sure("birth_date"))
        && let (Some(number), Some(date)) = (&tax.value, &birth.value)
        && date.len() == 10
        && codes::tax_number_holds(number)
        && born(number).is_some_and(|day| day != *date)
    {
        out.push(concern(tax, "birth_date_in_number"));
    }
    for (earlier, later) in
        [("service_from", "service_to"), ("period_from", "period_to"), ("enrolment_year", "graduation_year")]
    {
        if let (Some(first), Some(second)) = (sure(earlier), sure(later))
            && let (Some(from), Some(to)) = (&first.value, &second.value)
            && before(to, from)
        {
            out.push(concern(second, "date_order"));
        }
    }
    out
}

fn concern(proposal: &Proposal, rule: &str) -> FoundConcern {
    FoundConcern::new(ConcernCode::Impossible, Some(proposal.page))
        .with("field", &proposal.path)
        .with("rule", rule)
}

fn born(tax: &str) -> Option<String> {
    codes::birth_date(tax).map(|day| day.to_string())
}

fn before(first: &str, second: &str) -> bool {
    match (first.parse::<PaperDate>(), second.parse::<PaperDate>()) {
        (Ok(first), Ok(second)) => first.surely_before(&second),
        _ => false,
    }
}

fn values(documents: &[Vec<Proposal>], path: &str) -> Vec<String> {
    let all = documents.iter().flatten().filter(|one| one.path == path && one.signs.proof != Some(false));
    all.filter_map(|one| one.value.clone()).collect()
}

fn first(document: &[Proposal], path: &str) -> Option<String> {
    document.iter().find(|one| one.path == path && one.signs.rivals == 0).and_then(|one| one.value.clone())
}

fn commonest(values: &[String]) -> Option<String> {
    let count = |value: &&String| values.iter().filter(|one| one == value).count();
    values.iter().max_by_key(count).filter(|value| count(value) >= 2).cloned()
}

/// Passed where any other statement fits, broken where there are some and none does.
fn against(others: &[String], fits: impl Fn(&String) -> bool) -> Option<bool> {
    if others.is_empty() { None } else { Some(others.iter().any(fits)) }
}
