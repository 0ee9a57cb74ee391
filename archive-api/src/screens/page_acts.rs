//! What is done with one page of a batch from its own screen: what the wall does with many, and moving it to another
//! dossier. A move is shown before it is made.

use axum::extract::{Form, Path, State};
use axum::response::Response;
use dossier::concern::ConcernSort;
use dossier::{BatchId, PageId};
use register::{Concern, ConcernState, Page, RegisterError};

use crate::app::App;
use crate::problem::Problem;
use crate::screens::batch_page;
use crate::screens::wall_acts::{self, Bar, Told};
use crate::visitor::Visitor;

const REFERENCE_LETTERS: usize = 120;

/// What the screen says beside the page itself.
#[derive(Default)]
pub struct Said {
    pub told: Option<Told>,
    /// Reference and consequence of a move that was asked for.
    pub preview: Option<(String, String)>,
}

/// The buttons of one page, as it stands.
pub struct Acts {
    pub told: Option<Told>,
    pub preview: Option<(String, String)>,
    /// The page with the version that is shown.
    pub page: String,
    pub bar: Bar,
    /// In its dossier's order: one set aside has no buttons.
    pub here: bool,
    pub state: Option<String>,
    pub awaits: bool,
    pub offered: Option<PageId>,
    pub accepts: bool,
    pub accepted: bool,
    pub blankable: bool,
    pub blank_set: bool,
    pub moves: bool,
    pub came_from: bool,
}

impl Acts {
    pub async fn of(
        app: &App,
        visitor: &Visitor,
        page: &Page,
        concerns: &[Concern],
        said: Said,
    ) -> Result<Self, Problem> {
        let words = visitor.words;
        let mut offered = None;
        if page.rescan.is_some() {
            let dossier = app.register.dossier(&visitor.access, page.dossier).await?;
            let all = app.register.rescans(&visitor.access, dossier.batch).await?;
            offered = all.into_iter().find(|one| one.page == page.id).and_then(|one| one.offered);
        }
        let state = match (page.aside, page.rescan) {
            (Some(aside), _) => Some(words.text(&format!("page-{}", aside.name()))),
            (None, Some(reason)) => {
                let why = words.text(&format!("why-{}", reason.name()));
                Some(words.named("page-awaits", &why))
            }
            _ => None,
        };
        let scan = |one: &&Concern| one.sort == ConcernSort::Scan;
        let open = concerns.iter().filter(scan).any(|one| one.state == ConcernState::Open);
        let accepted = concerns.iter().any(|one| one.decision.as_deref() == Some("accept"));
        Ok(Self {
            told: said.told,
            preview: said.preview,
            page: format!("{}:{}", page.id, page.version),
            bar: Bar::of(words),
            here: page.aside.is_none(),
            state,
            awaits: page.rescan.is_some(),
            offered,
            accepts: open,
            accepted,
            blankable: !page.blank,
            blank_set: page.blank_set,
            moves: page.rescan.is_none() && page.replaces.is_none(),
            came_from: page.came_from.is_some(),
        })
    }
}

pub async fn act(
    State(app): State<App>,
    visitor: Visitor,
    Path((batch, id)): Path<(BatchId, PageId)>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let words = visitor.words;
    batch_page::find(&app, &visitor, batch, id).await?;
    let of = |name: &str| form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim());
    let version = || of("page").split_once(':').and_then(|(_, version)| version.parse::<i64>().ok());
    let only = |key: &str| Told { text: words.text(key), left: None, undo: None };
    let said = match of("act") {
        "move" => preview(&app, &visitor, id, of("reference")).await?,
        "move_sure" => {
            let (version, reference) = (version().ok_or(Problem::Bad)?, checked(of("reference"))?);
            match app.register.move_page(&visitor.access, id, version, reference).await {
                Ok(_) => {
                    app.waker.notify_one();
                    let text = words.named("page-moved", reference);
                    let undo = Some(("move_back", vec![format!("{id}:{}", version + 1)]));
                    Said { told: Some(Told { text, left: None, undo }), preview: None }
                }
                Err(RegisterError::Conflict(_)) => {
                    Said { told: Some(only("page-move-clash")), preview: None }
                }
                Err(error) => return Err(error.into()),
            }
        }
        "move_back" => {
            match app.register.move_back(&visitor.access, id, version().ok_or(Problem::Bad)?).await {
                Ok(_) => {
                    app.waker.notify_one();
                    Said { told: Some(only("page-moved-back")), preview: None }
                }
                Err(RegisterError::Conflict(_)) => {
                    Said { told: Some(only("page-move-clash")), preview: None }
                }
                Err(error) => return Err(error.into()),
            }
        }
        _ => Said { told: Some(plain(&app, &visitor, batch, id, &form).await?), preview: None },
    };
    batch_page::sheet(&app, &visitor, batch, id, said).await
}

fn checked(reference: &str) -> Result<&str, Problem> {
    let long = reference.chars().count() > REFERENCE_LETTERS;
    if reference.is_empty() || long || reference.chars().any(char::is_control) {
        return Err(Problem::Bad);
    }
    Ok(reference)
}

async fn preview(app: &App, visitor: &Visitor, id: PageId, reference: &str) -> Result<Said, Problem> {
    let (words, reference) = (visitor.words, checked(reference)?);
    let text = match app.register.move_preview(&visitor.access, id, reference).await {
        Ok(Some(pages)) => {
            words.with("page-move-preview", &[("name", reference.into()), ("n", pages.into())])
        }
        Ok(None) => words.named("page-move-new", reference),
        Err(RegisterError::Conflict(_)) => {
            let told = Told { text: words.named("page-move-cannot", reference), left: None, undo: None };
            return Ok(Said { told: Some(told), preview: None });
        }
        Err(error) => return Err(error.into()),
    };
    Ok(Said { told: None, preview: Some((reference.to_owned(), text)) })
}

/// The acts of the wall, on this page alone.
async fn plain(
    app: &App,
    visitor: &Visitor,
    batch: BatchId,
    id: PageId,
    form: &[(String, String)],
) -> Result<Told, Problem> {
    let words = visitor.words;
    let asked = match wall_acts::read(form) {
        Ok(asked) => asked,
        Err(true) => return Ok(Told { text: words.text("concerns-reason"), left: None, undo: None }),
        Err(false) => return Err(Problem::Bad),
    };
    if asked.pages.len() != 1 || asked.pages[0].0 != id {
        return Err(Problem::Bad);
    }
    let acted = app.register.act_on_pages(&visitor.access, batch, asked.act, &asked.pages).await?;
    app.waker.notify_one();
    Ok(wall_acts::told(asked.act, &asked.pages, &acted, words))
}
