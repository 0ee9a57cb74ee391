//! A dossier as it comes from the scanner: papers in order, backs, repeats, separators, worn, scanned, packed.
//! Knows papers and wear, nothing of the people in them.

mod order;
mod pack;

pub use pack::{Format, Scan};

use crate::kinds;
use crate::life::Life;
use crate::paper::Rng;
use crate::scan::EncodeError;
use crate::truth::{DocumentTruth, PageTruth, Paper, Truth, page_lines, page_tables, page_text};
use crate::wear::{Quality, Sheet, Wear, wear};

use order::{Leaf, What, arrange};

/// What the generator is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mix {
    One(Quality),
    Mixed,
}

#[derive(Clone, Debug)]
pub struct Request {
    pub seed: u64,
    pub mix: Mix,
    /// None: drawn for each dossier.
    pub format: Option<Format>,
    /// About the most pages a dossier may have.
    pub most_pages: usize,
    /// Always 200 dpi and modest JPEG quality, to keep files small.
    pub small: bool,
}

/// Everything of one dossier, ready to be written.
#[derive(Clone, Debug)]
pub struct Dossier {
    pub reference: String,
    pub files: Vec<(String, Vec<u8>)>,
    pub truth: Truth,
}

/// Name of the scanned folder of a dossier.
pub fn reference(seed: u64, number: u64) -> String {
    format!("{seed:03}-{number:05}")
}

/// Dossier `number` of a seed: the same however the work is split.
pub fn build(number: u64, request: &Request) -> Result<Dossier, EncodeError> {
    let mut rng = Rng::new(request.seed, number);
    let mut invent = rng.fork("life");
    let mut draw = rng.fork("papers");
    let mut wearing = rng.fork("wear");
    let mut packing = rng.fork("scan");
    let reference = reference(request.seed, number);
    let life = Life::invent(&mut invent);
    // Some room is left for backs, repeats and separators.
    let papers = kinds::dossier_within(&mut draw, &life, request.most_pages - request.most_pages / 7);
    let scan = Scan::draw(request.format, request.small, &mut packing);
    let leaves = arrange(&papers, &reference, request.most_pages, &mut wearing);
    let qualities = qualities(&papers, request.mix, &mut wearing);
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut pages: Vec<PageTruth> = Vec::new();
    for (index, leaf) in leaves.iter().enumerate() {
        let mut chance = wearing.fork("page");
        let (sheet, truth) = develop(leaf, index, &leaves, &papers, &qualities, &scan, &sheets, &mut chance);
        sheets.push(sheet);
        pages.push(truth);
    }
    let files = pack::pack(&scan, &reference, &sheets, &mut pages)?;
    let documents = documents(papers, &leaves);
    Ok(Dossier {
        reference: reference.clone(),
        files,
        truth: Truth { dossier: reference, format: scan.format.word(), documents, pages },
    })
}

fn qualities(papers: &[Paper], mix: Mix, rng: &mut Rng) -> Vec<Quality> {
    let mut qualities = Vec::new();
    for paper in papers {
        let year = paper.sheets.first().map_or(2000, |page| page.year);
        qualities.push(match mix {
            Mix::One(quality) => quality,
            Mix::Mixed => {
                let weights = if year < 1992 { [0.22, 0.5, 0.28] } else { [0.45, 0.4, 0.15] };
                [Quality::Clean, Quality::Normal, Quality::Poor][rng.weighted(&weights)]
            }
        });
    }
    qualities
}

/// Wears and scans one leaf.
#[expect(clippy::too_many_arguments, reason = "a leaf is seen among its neighbours")]
fn develop(
    leaf: &Leaf,
    index: usize,
    leaves: &[Leaf],
    papers: &[Paper],
    qualities: &[Quality],
    scan: &Scan,
    sheets: &[Sheet],
    rng: &mut Rng,
) -> (Sheet, PageTruth) {
    let paper = leaf.paper;
    let quality = paper.map_or(Quality::Clean, |paper| qualities[paper]);
    let page = &leaf.page;
    let kind = paper.map_or("", |paper| papers[paper].kind);
    let (colour, dpi) = scan.setting(kind, rng);
    let mut worn = Wear::draw(page, quality, colour, dpi, rng);
    worn.turn = leaf.turn;
    if scan.small {
        worn.jpeg = worn.jpeg.min(64);
    }
    if leaf.what == What::Blank {
        worn.show_through = worn.show_through.max(rng.float(0.0, 0.04));
    }
    if leaf.what == What::Separator {
        worn = Wear { folds: 0, copies: 0, carbon: false, age: 0.0, ..worn };
    }
    let behind = order::behind(index, leaves);
    let sheet = match leaf.what {
        What::SameScan(first) => sheets[first].clone(),
        _ => wear(page, behind, &worn, rng),
    };
    let duplicate_of = match leaf.what {
        What::SameScan(first) | What::Rescan(first) => Some(first + 1),
        _ => None,
    };
    let blank = leaf.what == What::Blank;
    let truth = PageTruth {
        page: index + 1,
        file: String::new(),
        width: sheet.width,
        height: sheet.height,
        dpi: sheet.dpi,
        text: if blank { String::new() } else { page_text(page) },
        rotation: sheet.rotation,
        blank,
        separator: leaf.what == What::Separator,
        duplicate_of,
        quality: quality.word(),
        skew: (sheet.skew * 100.0).round() / 100.0,
        lines: if blank { Vec::new() } else { page_lines(page, &sheet) },
        tables: if blank { Vec::new() } else { page_tables(page, &sheet) },
    };
    (sheet, truth)
}

fn documents(papers: Vec<Paper>, leaves: &[Leaf]) -> Vec<DocumentTruth> {
    let mut documents = Vec::new();
    for (index, paper) in papers.into_iter().enumerate() {
        let mine = |leaf: &Leaf| leaf.paper == Some(index);
        let Some(first) = leaves.iter().position(mine) else { continue };
        let last = leaves.iter().rposition(mine).unwrap_or(first);
        documents.push(DocumentTruth {
            kind: paper.kind,
            first_page: first + 1,
            last_page: last + 1,
            fields: paper.fields.values,
            handwritten: paper.fields.handwritten,
        });
    }
    documents
}
