//! Upload: files or a folder into a batch, a line a file, three numbers that add up. The bytes stream through the one
//! door; nothing is held in memory and nothing is decided here.

use askama::Template;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use dossier::{BatchId, DossierId, PageId};
use ingest::DoorOutcome;
use serde::Deserialize;
use words::Words;

use crate::app::App;
use crate::frame::{Frame, Key, Place, page};
use crate::problem::Problem;
use crate::screens::upload_parts::{Taken, take};
use crate::visitor::{Unchecked, Visitor};

#[derive(Template)]
#[template(path = "upload.html")]
struct UploadPage {
    frame: Frame,
    id: BatchId,
    batch_name: String,
    reference: String,
    rescan: Option<ForPage>,
    lines: Vec<FileLine>,
    sums: Option<Sums>,
}

/// The sheet that is scanned again.
struct ForPage {
    id: PageId,
    text: String,
}

/// What the script counted, as the same three numbers a whole form gets.
#[derive(Template)]
#[template(path = "_upload_sums.html")]
struct SumsPiece {
    frame: Frame,
    id: BatchId,
    sums: Sums,
}

/// Rows for a script that sends files one by one.
#[derive(Template)]
#[template(path = "_upload_lines.html")]
struct LinesPiece {
    frame: Frame,
    lines: Vec<FileLine>,
}

pub struct FileLine {
    pub name: String,
    pub size: String,
    pub outcome: &'static str,
    pub text: String,
}

/// `files` is counted apart: the three others must add up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Sums {
    pub files: u64,
    pub accepted: u64,
    pub known: u64,
    pub refused: u64,
}

impl Sums {
    fn of(taken: &[Taken]) -> Self {
        let mut sums = Self { files: taken.len() as u64, ..Self::default() };
        for one in taken {
            match one.outcome {
                DoorOutcome::Arrival(..) => sums.accepted += 1,
                DoorOutcome::Known(..) => sums.known += 1,
                DoorOutcome::Refused(..) => sums.refused += 1,
            }
        }
        sums
    }
}

impl FileLine {
    fn of(taken: &Taken, words: Words) -> Self {
        let (outcome, text) = match &taken.outcome {
            DoorOutcome::Arrival(..) => ("accepted", words.named("upload-to-dossier", &taken.reference)),
            DoorOutcome::Known(..) => ("known", words.named("upload-known-where", &taken.reference)),
            DoorOutcome::Refused(code, params) => ("refused", words.refusal(*code, params)),
        };
        Self { name: taken.shown.clone(), size: words.bytes(taken.bytes), outcome, text }
    }
}

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    reference: String,
    /// The dossier that files are added to.
    dossier: Option<DossierId>,
    /// The page that a new scan is for.
    page: Option<PageId>,
}

fn frame(visitor: &Visitor) -> Frame {
    visitor
        .frame("upload-title", Place::Batches)
        .dark()
        .keys(&[Key::new(&["Enter"], "upload-send"), Key::new(&["Esc"], "key-back")])
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<BatchId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let batch = app.register.batch(&visitor.access, id).await?;
    let mut rescan = None;
    let mut dossier = asked.dossier;
    if let Some(page) = asked.page {
        let one = app.register.page(&visitor.access, page).await?;
        dossier = Some(one.dossier);
        rescan = Some(ForPage { id: page, text: visitor.words.count("upload-rescan", one.number) });
    }
    let reference = match dossier {
        Some(dossier) => app.register.dossier(&visitor.access, dossier).await?.reference,
        None => asked.reference,
    };
    page(UploadPage {
        frame: frame(&visitor),
        id,
        batch_name: batch.name,
        reference,
        rescan,
        lines: Vec::new(),
        sums: None,
    })
}

pub async fn sums(
    visitor: Visitor,
    Path(id): Path<BatchId>,
    Query(sums): Query<Sums>,
) -> Result<Response, Problem> {
    page(SumsPiece { frame: frame(&visitor), id, sums })
}

pub async fn take_in(
    State(app): State<App>,
    visitor: Unchecked,
    Path(id): Path<BatchId>,
    headers: HeaderMap,
    body: Multipart,
) -> Result<Response, Problem> {
    let (visitor, batch, taken) = take(&app, visitor, id, body).await?;
    let words = visitor.words;
    let lines: Vec<FileLine> = taken.iter().map(|one| FileLine::of(one, words)).collect();
    if headers.contains_key("x-live") {
        return page(LinesPiece { frame: frame(&visitor), lines });
    }
    let sums = Some(Sums::of(&taken));
    app.waker.notify_one();
    page(UploadPage {
        frame: frame(&visitor),
        id,
        batch_name: batch,
        reference: String::new(),
        rescan: None,
        lines,
        sums,
    })
}
