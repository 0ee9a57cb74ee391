//! From recognised pages to documents, kinds and fields: pure functions from values to values.
//!
//! The steps in order: rows of words, scores of pages, borders, duplicates, fields of each document, agreement
//! across documents, checks, probability. Nothing here reads a file or a clock; ids are kept by the register.

pub mod agree;
pub mod calibration;
pub mod check;
pub mod choices;
pub mod classify;
pub mod derive;
pub mod duplicates;
pub mod extract;
pub mod fields;
pub mod fit;
pub mod header;
pub mod layout;
pub mod names;
pub mod normalise;
pub mod person;
pub mod proposal;
pub mod region;
pub mod registration;
pub mod separate;
pub mod slant;
pub mod station;
pub mod tables;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use dossier::concern::ConcernCode;
use dossier::field::FoundField;
use dossier::page::{ScanQuality, Separator};
use dossier::recognition::Recognition;
use dossier::{Digest, PageId};

use crate::kinds::Kinds;
pub use calibration::Calibration;
use layout::PageText;
use proposal::Proposal;
use separate::{Leaf, Span};

/// What understanding needs to know of a page, in the dossier's order.
#[derive(Clone, Debug)]
pub struct PageInput {
    pub id: PageId,
    /// From 1, in the dossier's order.
    pub number: u32,
    pub recognition: Recognition,
    pub blank: bool,
    pub separator: Option<Separator>,
    pub perceptual_hash: u64,
    pub pixel_digest: Digest,
    pub quality: ScanQuality,
}

/// Consecutive pages that are one paper, and what stands on it.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundDocument {
    pub kind: String,
    pub confidence: f32,
    /// In order; blank backs and repeated pages belong to it, separators to none.
    pub pages: Vec<PageId>,
    pub fields: Vec<FoundField>,
}

/// A value of the whole dossier and the documents' fields it was settled from.
#[derive(Clone, Debug, PartialEq)]
pub struct DossierFound {
    pub field: FoundField,
    /// Place in `documents`, and the path there.
    pub sources: Vec<(usize, String)>,
}

/// Something a person must decide; parameters are codes, never names.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundConcern {
    pub code: ConcernCode,
    pub page: Option<PageId>,
    /// The earlier page that the page perhaps repeats.
    pub twin: Option<PageId>,
    pub params: BTreeMap<String, String>,
}

/// All that was understood of one dossier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understanding {
    pub documents: Vec<FoundDocument>,
    pub dossier_fields: Vec<DossierFound>,
    /// The page, and the earlier page it repeats.
    pub duplicates: Vec<(PageId, PageId)>,
    pub concerns: Vec<FoundConcern>,
    /// Pages behind a DOSSIER sheet, the sheet among them, and the reference they go to.
    pub moved: Vec<(PageId, String)>,
}

impl FoundConcern {
    pub fn new(code: ConcernCode, page: Option<PageId>) -> Self {
        Self { code, page, twin: None, params: BTreeMap::new() }
    }

    pub fn with(mut self, key: &str, value: impl ToString) -> Self {
        self.params.insert(key.to_owned(), value.to_string());
        self
    }
}

/// Understands one dossier; `reference` is its own, with which DOSSIER sheets are compared.
pub fn understand(
    kinds: &Kinds,
    calibration: &Calibration,
    reference: &str,
    pages: &[PageInput],
) -> Understanding {
    let mut concerns = Vec::new();
    let moved = moved(reference, pages, &mut concerns);
    let (duplicates, doubts) = duplicates::find(pages);
    concerns.extend(doubts);
    let (spans, found, impossible) = propose(kinds, pages, &duplicates);
    concerns.extend(impossible);
    let calibrated: Vec<Vec<FoundField>> = found.into_iter().map(|own| calibration.settle(own)).collect();
    let ids: Vec<&str> = spans.iter().map(|span| kinds.all()[span.kind].id.as_str()).collect();
    let (dossier_fields, differing) = agree::dossier_level(&ids, &calibrated, calibration);
    concerns.extend(differing);
    let documents =
        spans.iter().zip(calibrated).map(|(span, own)| document(kinds, pages, span, own)).collect();
    Understanding {
        documents,
        dossier_fields,
        duplicates: duplicates.iter().map(|(page, earlier)| (pages[*page].id, pages[*earlier].id)).collect(),
        concerns,
        moved,
    }
}

/// Borders, kinds and weighed proposals of every document, and what cannot be.
fn propose(
    kinds: &Kinds,
    pages: &[PageInput],
    duplicates: &[(usize, usize)],
) -> (Vec<Span>, Vec<Vec<Proposal>>, Vec<FoundConcern>) {
    let texts: Vec<PageText> = pages.iter().map(|page| PageText::of(&page.recognition)).collect();
    let leaves: Vec<Leaf> =
        (0..pages.len()).map(|place| leaf(kinds, pages, &texts, duplicates, place)).collect();
    let spans = separate::separate(kinds, &leaves);
    let mut found: Vec<Vec<Proposal>> = Vec::new();
    for span in &spans {
        let own = (span.first..=span.last).filter(|place| matches!(leaves[*place], Leaf::Text(_)));
        let sheets: Vec<fields::Sheet<'_>> =
            own.map(|place| fields::Sheet::new(&pages[place], &texts[place])).collect();
        found.push(fields::propose(&kinds.all()[span.kind], span.confidence, &sheets));
    }
    agree::weigh(&mut found);
    let impossible = check::impossible(&mut found);
    (spans, found, impossible)
}

fn leaf(
    kinds: &Kinds,
    pages: &[PageInput],
    texts: &[PageText],
    duplicates: &[(usize, usize)],
    place: usize,
) -> Leaf {
    match &pages[place].separator {
        Some(Separator::Document { kind }) => return Leaf::Border { kind: kind.clone() },
        Some(Separator::Dossier { .. }) => return Leaf::Border { kind: None },
        None => {}
    }
    let repeated = duplicates.iter().any(|(page, _)| *page == place);
    // A page on which nothing could be read goes with its neighbours.
    let mute = texts[place].rows.iter().map(layout::Row::letters).sum::<usize>() < 6;
    if pages[place].blank || repeated || mute {
        return Leaf::Silent;
    }
    let mut scores = classify::scores(kinds, &texts[place]);
    scores.again =
        place > 0 && !pages[place - 1].blank && duplicates::again(&pages[place], &pages[place - 1]);
    Leaf::Text(scores)
}

fn document(kinds: &Kinds, pages: &[PageInput], span: &Span, fields: Vec<FoundField>) -> FoundDocument {
    FoundDocument {
        kind: kinds.all()[span.kind].id.clone(),
        confidence: span.confidence,
        pages: pages[span.first..=span.last].iter().map(|page| page.id).collect(),
        fields,
    }
}

/// Which pages go to other dossiers. One sheet alone that names another dossier than the folder moves nothing:
/// somebody may have put the wrong sheet on top.
fn moved(reference: &str, pages: &[PageInput], concerns: &mut Vec<FoundConcern>) -> Vec<(PageId, String)> {
    let mut named: Vec<(usize, &str)> = Vec::new();
    for (place, page) in pages.iter().enumerate() {
        if let Some(Separator::Dossier { reference }) = &page.separator {
            named.push((place, reference));
        }
    }
    let foreign = named.iter().filter(|(_, name)| *name != reference).count();
    if named.len() == 1 && foreign == 1 {
        concerns.push(FoundConcern::new(ConcernCode::SeparatorDiffers, Some(pages[named[0].0].id)));
        return Vec::new();
    }
    let mut out = Vec::new();
    for (number, (start, name)) in named.iter().enumerate() {
        if *name == reference {
            continue;
        }
        let end = named.get(number + 1).map_or(pages.len(), |(next, _)| *next);
        out.extend(pages[*start..end].iter().map(|page| (page.id, (*name).to_owned())));
    }
    out
}

/// The proposals behind an understanding, document by document (first and last page, from 0): what a
/// calibration is fitted on.
pub fn explain(kinds: &Kinds, pages: &[PageInput]) -> Vec<((usize, usize), Vec<Proposal>)> {
    let (duplicates, _) = duplicates::find(pages);
    let (spans, found, _) = propose(kinds, pages, &duplicates);
    spans.into_iter().map(|span| (span.first, span.last)).zip(found).collect()
}
