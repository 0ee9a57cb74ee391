//! IIIF Presentation 3: a dossier as a manifest, a page a canvas, a document a range.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use dossier::DossierId;
use register::{Document, Page};
use serde_json::{Value, json};

use crate::app::App;
use crate::problem::Problem;
use crate::screens::dossier_names::kind_title;
use crate::visitor::Visitor;

/// `/iiif/3/dossiers/{id}/manifest`
pub async fn manifest(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<DossierId>,
) -> Result<Response, Problem> {
    let dossier = app.register.dossier(&visitor.access, id).await?;
    let pages = app.register.pages(&visitor.access, id).await?;
    let documents = app.register.documents(&visitor.access, id).await?;
    let lang = visitor.words.lang().tag();
    let label = visitor.words.named("dossier-nameless", &dossier.reference);
    let base = format!("/iiif/3/dossiers/{id}");
    let canvases: Vec<Value> = pages.iter().map(|page| canvas(&base, lang, &visitor, page)).collect();
    let ranges: Vec<Value> = documents.iter().map(|one| range(&app, &visitor, &base, &pages, one)).collect();
    let manifest = json!({
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": format!("{base}/manifest"),
        "type": "Manifest",
        "label": { lang: [label] },
        "behavior": ["paged"],
        "service": [{
            "id": format!("{base}/search"),
            "type": "SearchService2",
        }],
        "items": canvases,
        "structures": ranges,
    });
    Ok(([(CACHE_CONTROL, "private, no-cache")], Json(manifest)).into_response())
}

fn canvas_id(base: &str, page: &Page) -> String {
    format!("{base}/canvas/{}", page.id)
}

fn canvas(base: &str, lang: &str, visitor: &Visitor, page: &Page) -> Value {
    let id = canvas_id(base, page);
    let image = format!("/iiif/3/{}", page.id);
    // A page that could not be decoded keeps its place, without an image.
    let painted = page.picture.map(|_| {
        json!([{
            "id": format!("{id}/painting"),
            "type": "Annotation",
            "motivation": "painting",
            "target": id,
            "body": {
                "id": format!("{image}/full/max/0/default.jpg"),
                "type": "Image",
                "format": "image/jpeg",
                "width": page.width,
                "height": page.height,
                "service": [{ "id": image, "type": "ImageService3", "profile": "level2" }],
            },
        }])
    });
    json!({
        "id": id,
        "type": "Canvas",
        "label": { lang: [visitor.words.count("page-short", page.number)] },
        "width": page.width,
        "height": page.height,
        "items": [{
            "id": format!("{id}/page"),
            "type": "AnnotationPage",
            "items": painted.unwrap_or_else(|| json!([])),
        }],
    })
}

fn range(app: &App, visitor: &Visitor, base: &str, pages: &[Page], document: &Document) -> Value {
    let own =
        pages.iter().filter(|page| (document.first_number..=document.last_number).contains(&page.number));
    let canvases: Vec<Value> =
        own.map(|page| json!({ "id": canvas_id(base, page), "type": "Canvas" })).collect();
    json!({
        "id": format!("{base}/range/{}", document.id),
        "type": "Range",
        "label": { visitor.words.lang().tag(): [kind_title(app, visitor, &document.kind)] },
        "items": canvases,
    })
}
