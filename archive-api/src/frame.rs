//! What surrounds every screen: top bar with the places of the role, ground and person; title; keys of the moment.

use dossier::access::Right;
use words::Words;

use crate::assets;
use crate::problem::Problem;
use crate::visitor::{Stranger, Theme, View, Visitor};

/// Where in the top bar a screen belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Home,
    Batches,
    Concerns,
    Verify,
    Search,
    Audit,
    Users,
    /// A screen outside the top bar.
    Nowhere,
}

struct PlaceOf {
    place: Place,
    address: &'static str,
    text: &'static str,
    rights: &'static [Right],
    /// The letter after `G`, by its place on the keyboard.
    key: &'static str,
}

const PLACES: &[PlaceOf] = &[
    PlaceOf { place: Place::Home, address: "/", text: "place-home", rights: &[], key: "KeyH" },
    PlaceOf {
        place: Place::Search,
        address: "/search",
        text: "place-search",
        rights: &[Right::OpenDossiers],
        key: "KeyS",
    },
    PlaceOf {
        place: Place::Batches,
        address: "/batches",
        text: "place-batches",
        rights: &[Right::SeeBatches],
        key: "KeyB",
    },
    PlaceOf {
        place: Place::Verify,
        address: "/verify",
        text: "place-verify",
        rights: &[Right::Verify],
        key: "KeyV",
    },
    PlaceOf {
        place: Place::Concerns,
        address: "/concerns",
        text: "place-concerns",
        rights: &[Right::DecideScans, Right::DecideData],
        key: "KeyC",
    },
    PlaceOf {
        place: Place::Audit,
        address: "/audit",
        text: "place-audit",
        rights: &[Right::ReadAudit],
        key: "KeyA",
    },
    PlaceOf {
        place: Place::Users,
        address: "/users",
        text: "place-users",
        rights: &[Right::Administer],
        key: "KeyU",
    },
];

pub struct PlaceLink {
    pub address: &'static str,
    pub text: String,
    pub key: &'static str,
    pub here: bool,
}

/// One entry of the bottom bar: caps as printed on the keyboard, and what they do.
#[derive(Clone, Debug)]
pub struct Key {
    pub caps: &'static [&'static str],
    pub text: &'static str,
}

impl Key {
    pub const fn new(caps: &'static [&'static str], text: &'static str) -> Self {
        Self { caps, text }
    }
}

pub struct Frame {
    pub words: Words,
    pub title: String,
    pub places: Vec<PlaceLink>,
    /// Name and roles of the signed-in person.
    pub person: Option<(String, String)>,
    pub login: String,
    pub csrf: String,
    pub view: View,
    /// The screen judges paper: dark unless the person chose otherwise.
    pub dark: bool,
    /// The screen shows personal data: the browser's own print is replaced by one line.
    pub personal: bool,
    pub keys: Vec<Key>,
    /// The stated ground, and whether this person needs one at all.
    pub purpose: Option<String>,
    pub opens_dossiers: bool,
    pub training: bool,
    pub wrong: bool,
    pub path: String,
}

impl Frame {
    /// The frame for someone without a session.
    pub fn bare(stranger: &Stranger, title: &str) -> Self {
        Self {
            words: stranger.words,
            title: stranger.words.text(title),
            places: Vec::new(),
            person: None,
            login: String::new(),
            csrf: String::new(),
            view: stranger.view,
            dark: false,
            personal: false,
            keys: Vec::new(),
            purpose: None,
            opens_dossiers: false,
            training: stranger.training,
            wrong: false,
            path: String::new(),
        }
    }

    pub fn keys(mut self, keys: &[Key]) -> Self {
        self.keys = keys.to_vec();
        self
    }

    pub fn titled(mut self, title: String) -> Self {
        self.title = title;
        self
    }

    pub fn dark(mut self) -> Self {
        self.dark = true;
        self
    }

    pub fn personal(mut self) -> Self {
        self.personal = true;
        self
    }

    /// The form came back with mistakes: the title begins with «Помилка:».
    pub fn wrong(mut self, wrong: bool) -> Self {
        self.wrong = wrong;
        self
    }

    pub fn t(&self, key: &str) -> String {
        self.words.text(key)
    }

    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// The address of a drawing of `icons.svg`.
    pub fn icon(&self, name: &str) -> String {
        format!("{}#{name}", assets::address("icons.svg"))
    }

    pub fn theme(&self) -> &'static str {
        match self.view.theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Auto if self.dark => "dark",
            Theme::Auto => "system",
        }
    }
}

impl Visitor {
    pub fn frame(&self, title: &str, place: Place) -> Frame {
        let user = &self.session.user;
        let mut places = Vec::new();
        for one in PLACES {
            if one.rights.is_empty() || one.rights.iter().any(|right| self.may(*right)) {
                let here = one.place == place;
                let text = self.words.text(one.text);
                places.push(PlaceLink { address: one.address, text, key: one.key, here });
            }
        }
        let roles: Vec<String> = user.roles.iter().map(|role| self.words.role(*role)).collect();
        let purpose = self.session.purpose.as_ref();
        Frame {
            words: self.words,
            title: self.words.text(title),
            places,
            person: Some((user.name.clone(), roles.join(", "))),
            login: user.login.clone(),
            csrf: self.session.csrf.clone(),
            view: self.view,
            dark: false,
            personal: false,
            keys: Vec::new(),
            purpose: purpose
                .map(|purpose| format!("{} {}", self.words.purpose(purpose.kind), purpose.reference)),
            opens_dossiers: self.may(Right::OpenDossiers),
            training: self.training,
            wrong: false,
            path: self.path.clone(),
        }
    }
}

/// A whole page or a piece of one.
pub fn page(template: impl askama::Template) -> Result<axum::response::Response, Problem> {
    use axum::response::IntoResponse;
    Ok(axum::response::Html(template.render()?).into_response())
}
