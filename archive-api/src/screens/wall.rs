//! The wall of a batch: dossiers, those that need someone first, as small sheets; runs of sound pages are folded.

use std::collections::BTreeMap;

use dossier::access::Right;
use dossier::concern::{ConcernCode, ConcernSort};
use dossier::page::PageState;
use dossier::{BatchId, DossierId, PageId};
use register::{Concern, ConcernFilter, Dossier, Page};

use crate::app::App;
use crate::problem::Problem;
use crate::screens::concerns::decides;
use crate::visitor::Visitor;

/// Dossiers on one wall.
pub const DOSSIERS: u32 = 20;
/// Sound pages in a row that are folded into one tile.
const RUN: usize = 4;

pub struct WallDossier {
    pub id: DossierId,
    pub reference: String,
    pub state: String,
    pub pages: u64,
    pub waiting: u64,
    pub concerns: u64,
    pub tiles: Vec<Tile>,
}

pub enum Tile {
    Page(Sheet),
    /// Sound pages: first and last number, and how many.
    Folded(u32, u32, usize),
    /// Pages not read yet.
    Waiting(u32, u32, usize),
}

pub struct Sheet {
    pub id: PageId,
    pub number: u32,
    /// Address of the small picture, once there is one and for those who may see it.
    pub picture: Option<String>,
    /// Why there is no picture, as the key of its word.
    pub blank: &'static str,
    /// Drawing and word.
    pub fault: Option<(&'static str, String)>,
    /// What the box says of the page: its id and the version that is shown. `None` where one may not act.
    pub pick: Option<String>,
    /// Who marked it.
    pub marked: Option<String>,
    /// The new scan that waits beside it.
    pub offered: Option<PageId>,
    lot: Lot,
}

/// Pages of one lot, standing in a row, fold into one tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lot {
    Sound,
    Waiting,
    /// Someone must look: never folded.
    Own,
}

/// The dossiers from `after` on, and where the next wall begins.
pub async fn build(
    app: &App,
    visitor: &Visitor,
    batch: BatchId,
    after: Option<DossierId>,
    open: Option<DossierId>,
) -> Result<(Vec<WallDossier>, Option<DossierId>), Problem> {
    let register = &app.register;
    let dossiers = register.batch_dossiers(&visitor.access, batch, after, DOSSIERS).await?;
    let next = if dossiers.len() == DOSSIERS as usize { dossiers.last().map(|last| last.id) } else { None };
    let offers: BTreeMap<PageId, PageId> = register
        .rescans(&visitor.access, batch)
        .await?
        .into_iter()
        .filter_map(|rescan| Some((rescan.page, rescan.offered?)))
        .collect();
    let mut wall = Vec::new();
    for dossier in dossiers {
        let concerns = if dossier.concerns > 0 {
            let filter = ConcernFilter { dossier: Some(dossier.id), limit: 500, ..ConcernFilter::default() };
            register.concerns(&visitor.access, &filter).await?
        } else {
            Vec::new()
        };
        let pages = register.pages(&visitor.access, dossier.id).await?;
        let sheets = sheets(visitor, batch, &pages, &concerns, &offers);
        let tiles = if open == Some(dossier.id) {
            sheets.into_iter().map(Tile::Page).collect()
        } else {
            fold(sheets)
        };
        wall.push(section(visitor, &dossier, tiles));
    }
    wall.sort_by_key(|one| std::cmp::Reverse((one.concerns > 0, one.waiting > 0)));
    Ok((wall, next))
}

fn section(visitor: &Visitor, dossier: &Dossier, tiles: Vec<Tile>) -> WallDossier {
    WallDossier {
        id: dossier.id,
        reference: dossier.reference.clone(),
        state: visitor.words.dossier_state(dossier.state),
        pages: dossier.pages,
        waiting: dossier.waiting,
        concerns: dossier.concerns,
        tiles,
    }
}

fn sheets(
    visitor: &Visitor,
    batch: BatchId,
    pages: &[Page],
    concerns: &[Concern],
    offers: &BTreeMap<PageId, PageId>,
) -> Vec<Sheet> {
    let numbers: BTreeMap<PageId, u32> = pages.iter().map(|page| (page.id, page.number)).collect();
    let (sees, decides_scans) = (visitor.may(Right::Upload), visitor.may(Right::DecideScans));
    let mut sheets = Vec::new();
    for page in pages {
        let mut fault = None;
        // What papers say is no fault of the scan: told to those who decide about it.
        let told = |concern: &&Concern| {
            let data = matches!(concern.sort, ConcernSort::Conflict);
            concern.page == Some(page.id) && (!data || decides(visitor, concern.sort))
        };
        if let Some(reason) = page.rescan {
            let why = visitor.words.text(&format!("why-{}", reason.name()));
            fault = Some(("turn", visitor.words.named("page-rescan", &why)));
        } else if let Some(concern) = concerns.iter().find(told) {
            fault = Some((drawing(concern.code), visitor.words.concern_short(concern.code)));
        } else if let Some(number) = page.duplicate_of.and_then(|twin| numbers.get(&twin)) {
            fault = Some(("duplicate", visitor.words.count("page-like", *number)));
        } else if page.separator.is_some() {
            fault = Some(("missing", visitor.words.text("page-separator")));
        } else if page.blank_set {
            fault = Some(("good", visitor.words.text("page-blank-set")));
        }
        let picture =
            (sees && page.picture.is_some()).then(|| format!("/batches/{batch}/pages/{}/thumbnail", page.id));
        let lot = match page.state {
            _ if fault.is_some() || page.marked_by.is_some() => Lot::Own,
            PageState::Read => Lot::Sound,
            PageState::Waiting => Lot::Waiting,
            PageState::Failed => Lot::Own,
        };
        let blank = match page.state {
            PageState::Waiting => "batch-page-waiting",
            PageState::Read => "batch-page-hidden",
            PageState::Failed => "batch-failed",
        };
        let pick = decides_scans.then(|| format!("{}:{}", page.id, page.version));
        let marked = page.marked_by.and(page.marked_name.clone());
        let offered = offers.get(&page.id).copied();
        let (id, number) = (page.id, page.number);
        sheets.push(Sheet { id, number, picture, blank, fault, pick, marked, offered, lot });
    }
    sheets
}

/// The drawing that stands before the word of a fault.
pub fn drawing(code: ConcernCode) -> &'static str {
    match code {
        ConcernCode::PageUnreadable => "blur",
        ConcernCode::PerhapsDuplicate => "duplicate",
        ConcernCode::SheetsDiffer | ConcernCode::ListedFileMissing => "missing",
        ConcernCode::PageDamaged | ConcernCode::PageCrashed => "illegible",
        _ => "conflict",
    }
}

fn fold(sheets: Vec<Sheet>) -> Vec<Tile> {
    let mut tiles = Vec::new();
    let mut run: Vec<Sheet> = Vec::new();
    for (place, sheet) in sheets.into_iter().enumerate() {
        if run.first().is_some_and(|first| first.lot != sheet.lot) {
            close(&mut run, &mut tiles);
        }
        // The first sheet is the cover: by it people know the dossier.
        if sheet.lot == Lot::Own || (place == 0 && sheet.lot == Lot::Sound) {
            tiles.push(Tile::Page(sheet));
        } else {
            run.push(sheet);
        }
    }
    close(&mut run, &mut tiles);
    tiles
}

fn close(run: &mut Vec<Sheet>, tiles: &mut Vec<Tile>) {
    match (run.first(), run.last()) {
        (Some(first), Some(last)) if run.len() >= RUN => {
            let (from, to, count) = (first.number, last.number, run.len());
            let waits = first.lot == Lot::Waiting;
            tiles.push(if waits { Tile::Waiting(from, to, count) } else { Tile::Folded(from, to, count) });
            run.clear();
        }
        _ => tiles.extend(run.drain(..).map(Tile::Page)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_sound_pages_are_folded() {
        let check = |marks: &str, expected: &[&str]| {
            let sheets = marks.chars().zip(1..).map(|(mark, number)| {
                let lot = match mark {
                    '.' => Lot::Sound,
                    'w' => Lot::Waiting,
                    _ => Lot::Own,
                };
                let id = PageId::new();
                let (pick, marked, offered) = (None, None, None);
                Sheet { id, number, picture: None, blank: "", fault: None, pick, marked, offered, lot }
            });
            let told: Vec<String> = fold(sheets.collect())
                .iter()
                .map(|tile| match tile {
                    Tile::Page(sheet) => sheet.number.to_string(),
                    Tile::Folded(first, last, count) => format!("{first}-{last}:{count}"),
                    Tile::Waiting(first, last, count) => format!("{first}-{last}:w{count}"),
                })
                .collect();
            assert_eq!(told, expected);
        };
        check("", &[]);
        check(".", &["1"]);
        check("...x", &["1", "2", "3", "4"]);
        check(".....x.", &["1", "2-5:4", "6", "7"]);
        check("x.........", &["1", "2-10:9"]);
        check("wwww....x", &["1-4:w4", "5-8:4", "9"]);
    }
}
