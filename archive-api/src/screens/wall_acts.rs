//! What is done with pages of the wall, one or many: mark, rescan, accept, blank, and each of it undone. The form names
//! the pages with the versions that were shown.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use dossier::page::{AcceptReason, RescanReason};
use dossier::{BatchId, PageId};
use register::{Acted, PageAct, RegisterError};
use words::Words;

use crate::app::App;
use crate::decisions::reasons;
use crate::frame::{Frame, Place, page};
use crate::problem::Problem;
use crate::screens::batch;
use crate::visitor::Visitor;

/// Pages of one act; a wall shows some hundreds.
const MOST: usize = 2000;

/// The buttons above the wall.
pub struct Bar {
    pub rescan: Vec<(&'static str, String)>,
    pub accept: Vec<(&'static str, String)>,
}

impl Bar {
    pub fn of(words: Words) -> Self {
        Self { rescan: reasons("rescan", words), accept: reasons("accept", words) }
    }
}

/// What became of an act, and how it is taken back.
pub struct Told {
    pub text: String,
    /// Changed by someone else, or nothing to do there.
    pub left: Option<String>,
    /// The act that undoes it, and its pages.
    pub undo: Option<(&'static str, Vec<String>)>,
}

#[derive(Template)]
#[template(path = "_wall_told.html")]
struct ToldPiece {
    frame: Frame,
    id: BatchId,
    told: Option<Told>,
}

/// A form as browsers send it: `page` may stand in it many times.
pub struct Asked {
    pub act: PageAct,
    pub pages: Vec<(PageId, i64)>,
}

/// `Err(true)`: a reason is missing.
pub fn read(form: &[(String, String)]) -> Result<Asked, bool> {
    let of = |name: &str| form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let act = match of("act") {
        "mark" => PageAct::Mark,
        "unmark" => PageAct::Unmark,
        "rescan" => PageAct::Rescan(RescanReason::from_name(of("rescan_reason")).ok_or(true)?),
        "keep" => PageAct::KeepScan,
        "accept" => PageAct::Accept(AcceptReason::from_name(of("accept_reason")).ok_or(true)?),
        "unaccept" => PageAct::Unaccept,
        "blank" => PageAct::Blank,
        "not_blank" => PageAct::NotBlank,
        _ => return Err(false),
    };
    let mut pages = Vec::new();
    for (_, value) in form.iter().filter(|(key, _)| key == "page") {
        let (page, version) = value.split_once(':').ok_or(false)?;
        pages.push((page.parse().map_err(|_| false)?, version.parse().map_err(|_| false)?));
    }
    if pages.len() > MOST { Err(false) } else { Ok(Asked { act, pages }) }
}

fn words_of(act: PageAct) -> (&'static str, Option<&'static str>) {
    match act {
        PageAct::Mark | PageAct::Unmark => ("wall-marked", None),
        PageAct::Rescan(_) => ("wall-rescan", Some("keep")),
        PageAct::KeepScan => ("wall-keep", None),
        PageAct::Accept(_) => ("wall-accept", Some("unaccept")),
        PageAct::Unaccept => ("wall-unaccept", None),
        PageAct::Blank => ("wall-blank", Some("not_blank")),
        PageAct::NotBlank => ("wall-not-blank", None),
    }
}

/// The register's answer in words. Versions went on by one with the act.
pub fn told(act: PageAct, asked: &[(PageId, i64)], acted: &Acted, words: Words) -> Told {
    let (key, undo) = words_of(act);
    let text = match acted.done.len() {
        0 => words.text("wall-nothing"),
        count => words.count(key, count as u64),
    };
    let left = if !acted.clashed.is_empty() {
        Some(words.count("wall-clash", acted.clashed.len() as u64))
    } else if !acted.idle.is_empty() {
        Some(words.count("wall-idle", acted.idle.len() as u64))
    } else {
        None
    };
    let done = asked.iter().filter(|(page, _)| acted.done.contains(page));
    let again: Vec<String> = done.map(|(page, version)| format!("{page}:{}", version + 1)).collect();
    Told { text, left, undo: undo.filter(|_| !again.is_empty()).map(|undo| (undo, again)) }
}

pub async fn act(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<BatchId>,
    headers: HeaderMap,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let words = visitor.words;
    app.register.batch(&visitor.access, id).await?;
    let only = |text: String| Told { text, left: None, undo: None };
    let told = match read(&form) {
        Err(true) => only(words.text("concerns-reason")),
        Err(false) => return Err(Problem::Bad),
        Ok(asked) if asked.pages.is_empty() => only(words.text("wall-choose")),
        Ok(asked) => {
            match app.register.act_on_pages(&visitor.access, id, asked.act, &asked.pages).await {
                Ok(acted) => {
                    app.waker.notify_one();
                    told(asked.act, &asked.pages, &acted, words)
                }
                // Moved to another batch or office meanwhile.
                Err(RegisterError::NotFound) => only(words.text("wall-nothing")),
                Err(error) => return Err(error.into()),
            }
        }
    };
    if headers.contains_key("x-live") {
        let frame = visitor.frame("batch-title", Place::Batches);
        return page(ToldPiece { frame, id, told: Some(told) });
    }
    batch::sheet(&app, &visitor, id, &batch::Asked::default(), Some(told)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_names_its_pages_with_their_versions() {
        let form = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
        };
        let page = "019a0000-0000-7000-8000-000000000001";
        let named = format!("{page}:4");
        let asked = read(&form(&[("act", "mark"), ("page", &named), ("page", &named)])).ok().unwrap();
        assert_eq!((asked.act, asked.pages.len()), (PageAct::Mark, 2));
        assert_eq!(asked.pages[0], (page.parse().unwrap(), 4));
        for (pairs, missing) in [
            (vec![("act", "rescan"), ("page", named.as_str())], true),
            (vec![("act", "accept"), ("accept_reason", "nonsense")], true),
            (vec![("act", "destroy")], false),
            (vec![("act", "mark"), ("page", page)], false),
            (vec![("act", "mark"), ("page", "x:1")], false),
        ] {
            assert_eq!(read(&form(&pairs)).err(), Some(missing), "{pairs:?}");
        }
    }
}
