//! IIIF Content Search 2 inside a dossier: the hits as annotations with boxes. The question is a stored search
//! (`?search=`): no address of ours carries a name. `q`, the standard's parameter, is answered for viewers from
//! elsewhere; queries never reach the log.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use dossier::{DossierId, SearchId};
use indexer::Search;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::App;
use crate::problem::Problem;
use crate::screens::search::stored;
use crate::visitor::Visitor;

#[derive(Deserialize)]
pub struct Asked {
    search: Option<SearchId>,
    q: Option<String>,
}

/// `/iiif/3/dossiers/{id}/search`
pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<DossierId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    app.register.dossier(&visitor.access, id).await?;
    let text = match (asked.search, asked.q) {
        (Some(search), _) => stored(&app, &visitor, search).await?.text,
        (None, Some(text)) => text,
        (None, None) => return Err(Problem::Bad),
    };
    let base = format!("/iiif/3/dossiers/{id}");
    let mut items: Vec<Value> = Vec::new();
    for page in Search::new(app.index.clone()).within(&visitor.access, id, &text).await? {
        // A hit over several lines is several boxes with one number: one annotation with several targets.
        let most = page.matched.iter().map(|word| word.hit).max().unwrap_or(0);
        for hit in 1..=most {
            let words: Vec<_> = page.matched.iter().filter(|word| word.hit == hit).collect();
            let target = |bbox: &dossier::PixelBox| {
                format!("{base}/canvas/{}#xywh={},{},{},{}", page.page, bbox.x, bbox.y, bbox.w, bbox.h)
            };
            let targets: Vec<String> = words.iter().map(|word| target(&word.bbox)).collect();
            let written: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            items.push(json!({
                "id": format!("{base}/hit/{}/{hit}", page.page),
                "type": "Annotation",
                "motivation": "highlighting",
                "body": { "type": "TextualBody", "value": written.join(" "), "format": "text/plain" },
                "target": targets,
            }));
        }
    }
    let answer = json!({
        "@context": "http://iiif.io/api/search/2/context.json",
        "id": format!("{base}/search"),
        "type": "AnnotationPage",
        "items": items,
    });
    Ok(([(CACHE_CONTROL, "private, no-store")], Json(answer)).into_response())
}
