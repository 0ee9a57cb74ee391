//! Pages upright, kinds by page, and borders between papers.

use std::collections::BTreeSet;

use dossier::results::DossierResult;

use super::report::Report;
use super::truth::Truth;

/// Adds turns, kinds and borders of the dossier.
pub fn add(report: &mut Report, truth: &Truth, result: &DossierResult) {
    for page in truth.pages.iter().filter(|page| page.counts()) {
        let own = result.pages.iter().find(|one| one.page == page.page);
        report.turned_pages += 1;
        report.turned_right += u64::from(own.is_some_and(|one| u32::from(one.rotation) == page.rotation));
    }
    for page in truth.pages.iter().filter(|page| page.counts() && page.duplicate_of.is_none()) {
        let wanted = truth.documents.iter().find(|one| (one.first_page..=one.last_page).contains(&page.page));
        let Some(wanted) = wanted else {
            continue;
        };
        let found = result.documents.iter().find(|one| (one.first_page..=one.last_page).contains(&page.page));
        let found = found.map_or("none", |one| one.kind.as_str());
        report.kind_pages += 1;
        if found == wanted.kind {
            report.kind_right += 1;
        } else {
            *report.confusions.entry(format!("{} → {found}", wanted.kind)).or_default() += 1;
        }
    }
    let wanted: BTreeSet<u32> = truth.documents.iter().map(|one| one.first_page).collect();
    let found: BTreeSet<u32> = result.documents.iter().map(|one| one.first_page).collect();
    report.borders_right += wanted.intersection(&found).count() as u64;
    report.borders_missed += wanted.difference(&found).count() as u64;
    report.borders_spurious += found.difference(&wanted).count() as u64;
}
