//! The tables of a dossier: all fields, Concerns, history of verdicts, who looked.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use dossier::access::{Actor, Right};
use dossier::field::VerdictKind;
use dossier::{DocumentId, DossierId, FieldId};
use register::{ConcernFilter, Dossier, Field, Part};
use words::Words;

use crate::app::App;
use crate::frame::{Frame, Key, Place, page};
use crate::marks;
use crate::problem::Problem;
use crate::screens::dossier_head::{Head, Tab};
use crate::screens::dossier_names::{kind_title, name_of};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "dossier_table.html")]
struct TablePage {
    frame: Frame,
    head: Head,
    columns: Vec<String>,
    rows: Vec<Row>,
    empty: String,
}

struct Row {
    cells: Vec<String>,
    /// Where the first cell leads.
    address: Option<String>,
    mark: Option<marks::Mark>,
}

impl Row {
    fn plain(cells: Vec<String>) -> Self {
        Self { cells, address: None, mark: None }
    }
}

struct Opened {
    dossier: Dossier,
    fields: Vec<Field>,
}

async fn open(app: &App, visitor: &Visitor, id: DossierId) -> Result<Opened, Problem> {
    let dossier = app.register.dossier(&visitor.access, id).await?;
    let fields = app.register.fields(&visitor.access, id).await?;
    Ok(Opened { dossier, fields })
}

fn sheet(
    visitor: &Visitor,
    opened: &Opened,
    tab: Tab,
    columns: &[&str],
    rows: Vec<Row>,
    empty: &str,
) -> Result<Response, Problem> {
    let title = visitor.words.named("dossier-nameless", &opened.dossier.reference);
    page(TablePage {
        frame: visitor.frame("dossier-title", Place::Search).titled(title).personal().keys(&[
            Key::new(&["↑", "↓"], "key-row"),
            Key::new(&["Enter"], "key-open"),
            Key::new(&["Esc"], "key-back"),
        ]),
        head: Head::of(visitor, &opened.dossier, &opened.fields, tab, None),
        columns: columns.iter().map(|key| visitor.words.text(key)).collect(),
        rows,
        empty: visitor.words.text(empty),
    })
}

pub async fn fields(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<DossierId>,
) -> Result<Response, Problem> {
    let opened = open(&app, &visitor, id).await?;
    let mut kinds: HashMap<DocumentId, String> = HashMap::new();
    for document in app.register.documents(&visitor.access, id).await? {
        kinds.insert(document.id, kind_title(&app, &visitor, &document.kind));
    }
    let words = visitor.words;
    let row = |field: &Field| {
        let source = match field.document {
            Some(document) => kinds.get(&document).cloned().unwrap_or_default(),
            None => words.count("dossier-sources", field.sources.len()),
        };
        Row {
            cells: vec![name_of(field, &visitor), marks::value(field, words), source],
            address: Some(format!("/dossiers/{id}?field={}", field.id)),
            mark: Some(marks::of(field, words)),
        }
    };
    let rows = opened.fields.iter().map(row).collect();
    let columns = ["dossier-field", "dossier-value", "dossier-source", "dossier-state"];
    sheet(&visitor, &opened, Tab::Fields, &columns, rows, "dossier-fields-none")
}

pub async fn concerns(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<DossierId>,
) -> Result<Response, Problem> {
    let opened = open(&app, &visitor, id).await?;
    let filter = ConcernFilter { dossier: Some(id), limit: 500, ..ConcernFilter::default() };
    let decides = visitor.may(Right::DecideData) || visitor.may(Right::DecideScans);
    let mut rows = Vec::new();
    for concern in app.register.concerns(&visitor.access, &filter).await? {
        let place =
            concern.page_number.map(|number| visitor.words.count("page-short", number)).unwrap_or_default();
        rows.push(Row {
            cells: vec![visitor.words.concern(concern.code, &concern.params), place],
            address: match concern.page_number {
                _ if decides => Some(format!("/concerns/{}", concern.id)),
                Some(number) => Some(format!("/dossiers/{id}?page={number}")),
                None => None,
            },
            mark: None,
        });
    }
    let columns = ["dossier-tab-concerns", "dossier-source"];
    sheet(&visitor, &opened, Tab::Concerns, &columns, rows, "dossier-concerns-none")
}

pub async fn history(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<DossierId>,
) -> Result<Response, Problem> {
    let opened = open(&app, &visitor, id).await?;
    let words = visitor.words;
    let known: HashMap<FieldId, &Field> = opened.fields.iter().map(|field| (field.id, field)).collect();
    let mut rows = Vec::new();
    for verdict in app.register.verdicts(&visitor.access, id).await?.into_iter().rev() {
        let name = match known.get(&verdict.field) {
            Some(field) => name_of(field, &visitor),
            None => words.field_name(&verdict.path),
        };
        let value =
            verdict.value.map(|value| marks::written(&verdict.path, &value, words)).unwrap_or_default();
        rows.push(Row {
            cells: vec![
                words.moment(verdict.at),
                verdict.by_name.unwrap_or_default(),
                name,
                value,
                said(verdict.kind, verdict.part, words),
            ],
            address: Some(format!("/dossiers/{id}?field={}", verdict.field)),
            mark: None,
        });
    }
    let columns = [
        "dossier-history-when",
        "dossier-history-who",
        "dossier-history-what",
        "dossier-history-value",
        "dossier-history-verdict",
    ];
    sheet(&visitor, &opened, Tab::History, &columns, rows, "dossier-history-none")
}

/// The verdict, and that it was against another's or the arbiter's.
fn said(kind: VerdictKind, part: Part, words: Words) -> String {
    let told = words.verdict(kind);
    match part {
        Part::Plain => told,
        Part::Disputed => words.named("dossier-history-disputed", &told),
        Part::Arbitrated => words.named("dossier-history-arbitrated", &told),
    }
}

pub async fn viewers(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<DossierId>,
) -> Result<Response, Problem> {
    let opened = open(&app, &visitor, id).await?;
    let words = visitor.words;
    let mut rows = Vec::new();
    for event in app.register.subject_events(&visitor.access, id).await? {
        let who = match (&event.actor, event.actor_name) {
            (_, Some(name)) => name,
            (Actor::Machine(stage), None) => stage.clone(),
            (Actor::CommandLine, None) => words.text("audit-command-line"),
            _ => continue,
        };
        let ground = match event.purpose {
            Some(purpose) => {
                let purpose = app.register.purpose(purpose).await?;
                format!("{} {}", words.purpose(purpose.kind), purpose.reference)
            }
            None => String::new(),
        };
        rows.push(Row::plain(vec![words.moment(event.at), who, words.action(&event.action), ground]));
    }
    let columns =
        ["dossier-viewers-when", "dossier-viewers-who", "dossier-viewers-what", "dossier-viewers-ground"];
    sheet(&visitor, &opened, Tab::Viewers, &columns, rows, "dossier-history-none")
}
