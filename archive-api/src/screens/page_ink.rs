//! The ink of a dossier's page as a picture: strips, the whole page, hits and evidence drawn on it.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use dossier::DossierId;
use register::Page;

use crate::app::App;
use crate::problem::Problem;
use crate::strips::{self, Shown};
use crate::thumbs::{self, Size};
use crate::visitor::Visitor;

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((dossier, number)): Path<(DossierId, u32)>,
    Query(shown): Query<Shown>,
) -> Result<Response, Problem> {
    strips::show(&app, &find(&app, &visitor, dossier, number).await?, &shown).await
}

pub async fn thumbnail(
    State(app): State<App>,
    visitor: Visitor,
    Path((dossier, number)): Path<(DossierId, u32)>,
) -> Result<Response, Problem> {
    thumbs::show(&app, &find(&app, &visitor, dossier, number).await?, Size::Thumbnail).await
}

/// Page `number` (from 1) of a dossier this person may open.
pub async fn find(app: &App, visitor: &Visitor, dossier: DossierId, number: u32) -> Result<Page, Problem> {
    let pages = app.register.pages(&visitor.access, dossier).await?;
    pages.into_iter().find(|page| page.number == number).ok_or(Problem::NotFound)
}
