//! Who is this, can I trust it, where is my paper? Documents at left, the page in the middle, fields with their ink
//! at right. A choice is an address: page, field and hit stand in it as numbers and ids.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use dossier::access::Right;
use dossier::audit::AuditEvent;
use dossier::page::PageState;
use dossier::{DossierId, FieldId, PixelBox, SearchId, alto};
use indexer::{PageMatches, Search};
use register::{Document, Dossier, Field, Page};
use serde::Deserialize;
use storage::Key as StoreKey;

use crate::app::App;
use crate::frame::{Frame, Key, Place, page};
use crate::problem::Problem;
use crate::screens::dossier_head::{Head, Tab};
use crate::screens::dossier_names::{in_paper_order, kind_title, name_of};
use crate::screens::search::stored;
use crate::visitor::Visitor;
use crate::{marks, strips};

#[derive(Template)]
#[template(path = "dossier.html")]
struct DossierPage {
    frame: Frame,
    head: Head,
    documents: Vec<DocumentLine>,
    loose: Vec<PageLink>,
    page: Option<PageView>,
    fields_title: String,
    fields: Vec<FieldLine>,
    conflicts: Vec<String>,
}

struct DocumentLine {
    title: String,
    address: String,
    pages: String,
    mark: &'static str,
    here: bool,
    thumbs: Vec<PageLink>,
}

pub struct PageLink {
    pub number: u32,
    pub address: String,
    pub picture: String,
    pub here: bool,
    pub hit: bool,
}

struct PageView {
    number: u32,
    title: String,
    note: Option<String>,
    /// IIIF service for the viewer, and the plain picture for reading without script.
    service: Option<String>,
    picture: String,
    hits: String,
    evidence: String,
    width: u32,
    height: u32,
    previous: Option<String>,
    next: Option<String>,
    hit_text: Option<String>,
    next_hit: Option<String>,
    lines: Vec<String>,
}

struct FieldLine {
    name: String,
    value: String,
    mark: marks::Mark,
    address: String,
    strip: Option<String>,
    place: Option<String>,
    here: bool,
    check: Option<String>,
    differs: bool,
}

#[derive(Deserialize, Default, Clone)]
pub struct Asked {
    page: Option<u32>,
    field: Option<FieldId>,
    search: Option<SearchId>,
    hit: Option<usize>,
}

impl Asked {
    /// The address of the same view with another page or field.
    fn address(&self, dossier: DossierId, page: u32, field: Option<FieldId>, hit: Option<usize>) -> String {
        let mut address = format!("/dossiers/{dossier}?page={page}");
        if let Some(field) = field {
            address.push_str(&format!("&field={field}"));
        }
        if let Some(search) = self.search {
            address.push_str(&format!("&search={search}"));
        }
        if let Some(hit) = hit {
            address.push_str(&format!("&hit={hit}"));
        }
        address
    }
}

pub async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<DossierId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let dossier = app.register.dossier(&visitor.access, id).await?;
    let pages = app.register.pages(&visitor.access, id).await?;
    let documents = app.register.documents(&visitor.access, id).await?;
    let fields = app.register.fields(&visitor.access, id).await?;
    let matches = match asked.search {
        Some(search) => {
            let query = stored(&app, &visitor, search).await?;
            Search::new(app.index.clone()).within(&visitor.access, id, &query.text).await?
        }
        None => Vec::new(),
    };
    let chosen = fields.iter().find(|field| Some(field.id) == asked.field);
    let number = number_of(&asked, chosen, &pages, &matches);
    let event =
        AuditEvent::new(visitor.access.actor.clone(), "dossier.opened", "dossier", id.0, app.register.now())
            .with("page", number)
            .on_ground(visitor.access.purpose);
    app.register.record(&event).await?;

    let here = pages.iter().find(|page| page.number == number);
    let document =
        documents.iter().find(|document| (document.first_number..=document.last_number).contains(&number));
    let sheet = Sheet {
        app: &app,
        visitor: &visitor,
        asked: &asked,
        dossier: &dossier,
        pages: &pages,
        matches: &matches,
    };
    let view = match here {
        Some(page) => Some(sheet.page(page, chosen).await?),
        None => None,
    };
    let mut own: Vec<&Field> =
        fields.iter().filter(|field| field.document == document.map(|one| one.id)).collect();
    if let Some(kind) = document.and_then(|document| app.kinds.kind(&document.kind)) {
        in_paper_order(&mut own, kind);
    }
    let fields_title = match document {
        Some(document) => kind_title(&app, &visitor, &document.kind),
        None => visitor.words.text("dossier-fields-own"),
    };
    let conflicts = sheet.conflicts().await?;
    page(DossierPage {
        frame: frame(&visitor, &dossier),
        head: Head::of(&visitor, &dossier, &fields, Tab::Documents, asked.search),
        documents: sheet.documents(&documents, &fields, number),
        loose: sheet.loose(&documents, number),
        page: view,
        fields_title,
        fields: own.into_iter().map(|field| sheet.field(field, chosen, &conflicts)).collect(),
        conflicts: conflicts.into_iter().map(|(_, text)| text).collect(),
    })
}

fn frame(visitor: &Visitor, dossier: &Dossier) -> Frame {
    // The title names no person: it stands in the browser's history.
    let title = visitor.words.named("dossier-nameless", &dossier.reference);
    visitor.frame("dossier-title", Place::Search).titled(title).personal().keys(&[
        Key::new(&["PgUp", "PgDn"], "key-page"),
        Key::new(&["N"], "key-hit"),
        Key::new(&["+", "−", "0"], "key-zoom"),
        Key::new(&["R"], "key-turn"),
        Key::new(&["T"], "key-text"),
        Key::new(&["I"], "key-fields"),
        Key::new(&["H"], "key-history"),
        Key::new(&["P"], "key-print"),
    ])
}

/// The page asked for; else that of the chosen field, of the first hit, or the first.
fn number_of(asked: &Asked, chosen: Option<&Field>, pages: &[Page], matches: &[PageMatches]) -> u32 {
    let of_field = || {
        let evidence = chosen?.evidence.as_ref()?;
        pages.iter().find(|page| page.id == evidence.page).map(|page| page.number)
    };
    asked.page.or_else(of_field).or_else(|| matches.first().map(|page| page.number)).unwrap_or(1)
}

/// Everything the parts of the screen are made of.
struct Sheet<'a> {
    app: &'a App,
    visitor: &'a Visitor,
    asked: &'a Asked,
    dossier: &'a Dossier,
    pages: &'a [Page],
    matches: &'a [PageMatches],
}

impl Sheet<'_> {
    fn link(&self, number: u32, here: u32) -> PageLink {
        PageLink {
            number,
            address: self.asked.address(self.dossier.id, number, None, None),
            picture: format!("/dossiers/{}/pages/{number}/thumbnail", self.dossier.id),
            here: number == here,
            hit: self.matches.iter().any(|page| page.number == number),
        }
    }

    fn documents(&self, documents: &[Document], fields: &[Field], here: u32) -> Vec<DocumentLine> {
        let mut lines = Vec::new();
        for document in documents {
            let range = document.first_number..=document.last_number;
            let waits = fields.iter().any(|field| {
                field.document == Some(document.id) && field.status == dossier::field::FieldStatus::Review
            });
            let verified = fields.iter().any(|field| {
                field.document == Some(document.id) && field.status == dossier::field::FieldStatus::Verified
            });
            let chosen = range.contains(&here);
            lines.push(DocumentLine {
                title: kind_title(self.app, self.visitor, &document.kind),
                address: self.asked.address(self.dossier.id, document.first_number, None, None),
                pages: if range.start() == range.end() {
                    range.start().to_string()
                } else {
                    format!("{}–{}", range.start(), range.end())
                },
                mark: if waits {
                    "review"
                } else if verified {
                    "verified"
                } else {
                    "auto"
                },
                here: chosen,
                thumbs: if chosen {
                    range.map(|number| self.link(number, here)).collect()
                } else {
                    Vec::new()
                },
            });
        }
        lines
    }

    /// Pages of no document: separators, and all pages of a dossier still being read.
    fn loose(&self, documents: &[Document], here: u32) -> Vec<PageLink> {
        let in_document =
            |number: u32| documents.iter().any(|one| (one.first_number..=one.last_number).contains(&number));
        self.pages
            .iter()
            .filter(|page| !in_document(page.number))
            .map(|page| self.link(page.number, here))
            .collect()
    }

    async fn page(&self, page: &Page, chosen: Option<&Field>) -> Result<PageView, Problem> {
        let words = self.visitor.words;
        let id = self.dossier.id;
        let found = self.matches.iter().find(|one| one.page == page.id);
        let boxes: Vec<PixelBox> =
            found.map(|one| one.matched.iter().map(|word| word.bbox).collect()).unwrap_or_default();
        let hits: Vec<String> = boxes.iter().map(strips::told).collect();
        let evidence =
            chosen.and_then(|field| field.evidence.as_ref()).filter(|evidence| evidence.page == page.id);
        let evidence = evidence.map(|evidence| strips::told(&evidence.bbox)).unwrap_or_default();
        let lines = match page.recognition {
            Some(recognition) => {
                let bytes = self.app.storage.get(&StoreKey::alto(page.home, page.id, recognition)).await?;
                let read = alto::read(&bytes).map_err(|error| Problem::Failed(error.to_string()))?;
                read.lines.iter().map(dossier::recognition::Line::text).collect()
            }
            None => Vec::new(),
        };
        let hits = hits.join(";");
        let beside = |step: i64| {
            let number = i64::from(page.number) + step;
            let exists = self.pages.iter().any(|one| i64::from(one.number) == number);
            exists.then(|| self.asked.address(id, number as u32, None, None))
        };
        Ok(PageView {
            number: page.number,
            title: words.with("dossier-page", &[("n", page.number.into()), ("all", self.pages.len().into())]),
            note: self.note(page),
            service: page.picture.map(|_| format!("/iiif/3/{}", page.id)),
            picture: format!(
                "/dossiers/{id}/pages/{}/ink?width=1100&hits={hits}&evidence={evidence}",
                page.number
            ),
            hits,
            evidence,
            width: page.width,
            height: page.height,
            previous: beside(-1),
            next: beside(1),
            hit_text: self.hit_text(page),
            next_hit: self.next_hit(page),
            lines,
        })
    }

    fn note(&self, page: &Page) -> Option<String> {
        let words = self.visitor.words;
        if let Some(original) = page.duplicate_of {
            let number = self.pages.iter().find(|one| one.id == original).map_or(0, |one| one.number);
            return Some(words.count("dossier-page-duplicate", number));
        }
        let key = match page.state {
            PageState::Waiting => "dossier-page-waiting",
            PageState::Failed => "dossier-page-failed",
            PageState::Read if page.separator.is_some() => "dossier-page-separator",
            PageState::Read if page.blank => "dossier-page-blank",
            PageState::Read => return None,
        };
        Some(words.text(key))
    }

    /// «збіг 2 із 5», pages counted.
    fn hit_text(&self, page: &Page) -> Option<String> {
        let place = self.matches.iter().position(|one| one.page == page.id)?;
        let parameters = [("n", (place + 1).into()), ("all", self.matches.len().into())];
        Some(self.visitor.words.with("dossier-hit", &parameters))
    }

    /// The next page with a hit, around the end.
    fn next_hit(&self, page: &Page) -> Option<String> {
        let after =
            self.matches.iter().find(|one| one.number > page.number).or_else(|| self.matches.first())?;
        let step = self.asked.hit.unwrap_or(0) + 1;
        Some(self.asked.address(self.dossier.id, after.number, None, Some(step)))
    }

    fn field(&self, field: &Field, chosen: Option<&Field>, conflicts: &[(String, String)]) -> FieldLine {
        let words = self.visitor.words;
        let page = field
            .evidence
            .as_ref()
            .and_then(|evidence| self.pages.iter().find(|page| page.id == evidence.page));
        let strip = field.evidence.as_ref().zip(page).map(|(evidence, page)| {
            let part = strips::told(&strips::around(page, &evidence.bbox));
            format!("/dossiers/{}/pages/{}/ink?part={part}&width=240", self.dossier.id, page.number)
        });
        let number = page.map_or(1, |page| page.number);
        FieldLine {
            name: name_of(field, self.visitor),
            value: marks::value(field, words),
            mark: marks::of(field, words),
            address: self.asked.address(self.dossier.id, number, Some(field.id), None),
            strip,
            place: page.map(|page| words.count("page-short", page.number)),
            here: chosen.is_some_and(|one| one.id == field.id),
            check: self.visitor.may(Right::Verify).then(|| format!("/verify/{}", field.id)),
            differs: conflicts.iter().any(|(path, _)| *path == field.path),
        }
    }

    /// Values on which the papers differ: path and sentence.
    async fn conflicts(&self) -> Result<Vec<(String, String)>, Problem> {
        let filter =
            register::ConcernFilter { dossier: Some(self.dossier.id), limit: 100, ..Default::default() };
        let mut conflicts = Vec::new();
        for concern in self.app.register.concerns(&self.visitor.access, &filter).await? {
            if let Some(path) = concern.params.get("field") {
                conflicts.push((path.clone(), self.visitor.words.concern(concern.code, &concern.params)));
            }
        }
        Ok(conflicts)
    }
}
