//! Who asks, what they may see, and how they like to see it. Made by `guard`, taken by every screen.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use dossier::access::{Access, Right};
use register::Session;
use time::OffsetDateTime;
use words::{Lang, Words};

use crate::cookies;
use crate::csrf::Checked;
use crate::problem::Problem;

/// A signed-in person at a screen they may use.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub session: Session,
    pub access: Access,
    pub words: Words,
    pub view: View,
    pub checked: Checked,
    /// Address of this request without its query.
    pub path: String,
    /// When this person signed in before.
    pub previous: Option<OffsetDateTime>,
    /// This is not the real system; every page says so.
    pub training: bool,
}

/// Anyone: for sign-in and for pages that exist without a session.
#[derive(Clone, Debug)]
pub struct Stranger {
    pub words: Words,
    pub view: View,
    pub visitor: Option<Visitor>,
    pub training: bool,
}

impl Visitor {
    pub fn may(&self, right: Right) -> bool {
        self.session.user.roles.iter().any(|role| role.may(right))
    }
}

/// How this browser shows things; kept in a cookie, it is nobody's personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    pub lang: Option<Lang>,
    pub theme: Theme,
    pub wide: bool,
    pub letters: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark where paper is judged, elsewhere as the system says.
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn from_name(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }
}

impl Default for View {
    fn default() -> Self {
        Self { lang: None, theme: Theme::Auto, wide: false, letters: true }
    }
}

impl View {
    pub fn read(headers: &HeaderMap) -> Self {
        let Some(text) = cookies::read(headers, cookies::VIEW) else { return Self::default() };
        let mut parts = text.split('.');
        let lang = parts.next().and_then(Lang::from_tag);
        let theme = Theme::from_name(parts.next().unwrap_or_default());
        let wide = parts.next() == Some("wide");
        let letters = parts.next() != Some("off");
        Self { lang, theme, wide, letters }
    }

    pub fn written(self) -> String {
        let lang = self.lang.map_or("", Lang::tag);
        let density = if self.wide { "wide" } else { "dense" };
        let letters = if self.letters { "on" } else { "off" };
        format!("{lang}.{}.{density}.{letters}", self.theme.name())
    }

    /// The browser's choice here, then the person's, then what the browser asks for.
    pub fn words(self, headers: &HeaderMap, session: Option<&Session>) -> Words {
        let accepted = || {
            let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
            Lang::accepted(header.unwrap_or_default())
        };
        let own = session.and_then(|session| Lang::from_tag(&session.user.locale));
        Words::new(own.or(self.lang).unwrap_or_else(accepted))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let visitor = parts.extensions.get::<Visitor>().ok_or(Problem::SignIn)?;
        match visitor.checked {
            Checked::Right => Ok(visitor.clone()),
            Checked::Inside => Err(Problem::Csrf),
        }
    }
}

/// The sign-in before this one, as the browser was told.
pub fn previous(headers: &HeaderMap) -> Option<OffsetDateTime> {
    let seconds = cookies::read(headers, cookies::PREVIOUS)?.parse().ok()?;
    OffsetDateTime::from_unix_timestamp(seconds).ok()
}

/// A visitor whose token stands inside the multipart body: the screen must call `confirm` before it acts.
pub struct Unchecked(Visitor);

impl Unchecked {
    pub fn confirm(&self, token: &str) -> Result<&Visitor, Problem> {
        let right = self.0.checked == Checked::Right || crate::csrf::same(token, &self.0.session.csrf);
        if right { Ok(&self.0) } else { Err(Problem::Csrf) }
    }

    /// Enough to look whether the subject exists for this person.
    pub fn access(&self) -> &Access {
        &self.0.access
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Unchecked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Visitor>().cloned().map(Self).ok_or(Problem::SignIn)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Stranger {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let fault = || Problem::Failed("no guard stands before this route".into());
        parts.extensions.get::<Stranger>().cloned().ok_or_else(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_view_survives_its_cookie() {
        for theme in [Theme::Auto, Theme::Light, Theme::Dark] {
            for lang in [None, Some(Lang::Uk), Some(Lang::En)] {
                for (wide, letters) in [(false, true), (true, false)] {
                    let view = View { lang, theme, wide, letters };
                    let mut headers = HeaderMap::new();
                    let cookie = format!("other=1; {}={}", cookies::VIEW, view.written());
                    headers.insert("cookie", cookie.parse().unwrap());
                    assert_eq!(View::read(&headers), view);
                }
            }
        }
    }
}
