//! The head of every screen of a dossier: who it is, what awaits a person, the tabs.

use dossier::access::Right;
use dossier::{DossierId, SearchId};
use register::{Dossier, Field};

use crate::marks;
use crate::visitor::Visitor;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Documents,
    Fields,
    Concerns,
    History,
    Viewers,
}

pub struct Head {
    pub id: DossierId,
    pub back: String,
    pub name: String,
    pub reference: String,
    pub awaits: Option<String>,
    pub reading: Option<String>,
    pub identity: Vec<Identity>,
    pub tabs: Vec<TabLink>,
    pub exports: bool,
}

pub struct Identity {
    pub name: String,
    pub value: String,
    pub mark: marks::Mark,
}

pub struct TabLink {
    pub text: String,
    pub address: String,
    pub here: bool,
    pub count: Option<String>,
    pub key: &'static str,
}

const IDENTITY: [&str; 6] =
    ["birth_date", "tax_number", "passport_number", "pension_kind", "pension_start_date", "pension_amount"];

impl Head {
    pub fn of(
        visitor: &Visitor,
        dossier: &Dossier,
        fields: &[Field],
        here: Tab,
        search: Option<SearchId>,
    ) -> Self {
        let words = visitor.words;
        let summary = &dossier.summary;
        let parts = [&summary.surname, &summary.given_name, &summary.patronymic];
        let name: Vec<&str> = parts.into_iter().filter_map(|part| part.as_deref()).collect();
        let own = |path: &str| fields.iter().find(|field| field.document.is_none() && field.path == path);
        let identity = IDENTITY.iter().filter_map(|path| own(path)).map(|field| Identity {
            name: words.field_name(&field.path),
            value: marks::value(field, words),
            mark: marks::of(field, words),
        });
        let waiting = dossier.pages
            - dossier.read.min(dossier.pages)
            - dossier.failed.min(dossier.pages - dossier.read.min(dossier.pages));
        let reading = [("read", (dossier.pages - waiting).into()), ("pages", dossier.pages.into())];
        Self {
            id: dossier.id,
            back: search.map_or("/search".to_owned(), |id| format!("/search/{id}")),
            name: if name.is_empty() {
                words.named("dossier-nameless", &dossier.reference)
            } else {
                name.join(" ")
            },
            reference: words.named("dossier-number", &dossier.reference),
            awaits: (dossier.fields.review > 0).then(|| words.count("dossier-awaits", dossier.fields.review)),
            reading: (waiting > 0).then(|| words.with("dossier-reading", &reading)),
            identity: identity.collect(),
            tabs: tabs(visitor, dossier, here),
            exports: visitor.may(Right::Export) && dossier.pdf_revision.is_some(),
        }
    }
}

fn tabs(visitor: &Visitor, dossier: &Dossier, here: Tab) -> Vec<TabLink> {
    let id = dossier.id;
    let words = visitor.words;
    let fields = dossier.fields.auto + dossier.fields.review + dossier.fields.verified;
    let link = |tab: Tab, key: &str, end: &str, count: Option<u64>, letter: &'static str| TabLink {
        text: words.text(key),
        address: format!("/dossiers/{id}{end}"),
        here: tab == here,
        count: count.map(|count| words.number(count)),
        key: letter,
    };
    let mut tabs = vec![
        link(Tab::Documents, "dossier-tab-documents", "", Some(dossier.documents), "KeyD"),
        link(Tab::Fields, "dossier-tab-fields", "/fields", Some(fields), "KeyI"),
        link(Tab::Concerns, "dossier-tab-concerns", "/concerns", Some(dossier.concerns), "KeyC"),
        link(Tab::History, "dossier-tab-history", "/history", None, "KeyH"),
    ];
    if visitor.may(Right::ReadAudit) {
        tabs.push(link(Tab::Viewers, "dossier-tab-viewers", "/viewers", None, "KeyV"));
    }
    tabs
}
