//! The JSON API, version 1: the questions of the screens, asked by programs. Same rights, same ground, same journal;
//! a write carries the session's token in `X-CSRF-Token`. Names never stand in an address: a search is posted.

pub mod audit;
pub mod batches;
pub mod concerns;
pub mod dossiers;
pub mod fault;
mod parts;
pub mod search;
pub mod session;
pub mod verdict;

use axum::Json;
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use utoipa::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};

use self::fault::Faults;
use crate::cookies;
use crate::csrf;
use crate::problem::Problem;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Sprava",
        version = "1",
        description = "Search, documents and verification of a digital archive of pension dossiers. Sign in with \
                       `POST /api/v1/session`; send the `csrf` of its answer as `X-CSRF-Token` with every write. \
                       What one may not see answers 404. Personal data asks for a stated purpose first (403 `purpose`). \
                       Problems are RFC 9457: `application/problem+json`, `instance` is the number to quote."
    ),
    paths(
        describe,
        session::enter, session::leave, session::purpose, search::ask, batches::list, batches::one, batches::files,
        batches::progress, dossiers::one, dossiers::pages, dossiers::documents, dossiers::fields, dossiers::pdf,
        verdict::give, concerns::list, concerns::decide, audit::list,
    ),
    components(schemas(fault::Fault)),
    modifiers(&Cookie, &Faults),
)]
struct Described;

struct Cookie;

impl utoipa::Modify for Cookie {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let session = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(cookies::SESSION)));
        let token = SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::new(csrf::HEADER)));
        let components = api.components.get_or_insert_default();
        components.add_security_scheme("session", session);
        components.add_security_scheme("csrf", token);
    }
}

/// This description.
#[utoipa::path(get, path = "/api/v1/openapi.json", responses((status = 200, description = "OpenAPI 3.1")))]
pub async fn describe() -> Json<utoipa::openapi::OpenApi> {
    Json(Described::openapi())
}

/// A JSON body; one that cannot be understood is a problem like any other.
pub struct Told<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Told<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let Json(told) = Json::<T>::from_request(request, state).await.map_err(|_| Problem::Bad)?;
        Ok(Self(told))
    }
}

/// A time as programs read it.
pub(crate) fn moment(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).expect("years of an archive have four digits")
}
