//! What can go wrong with a request, as the asker sees it. Details go to the log with the operation number; the
//! page or the JSON says what happened, what is safe and what to do.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use register::RegisterError;
use storage::StorageError;

#[derive(Clone, Debug, thiserror::Error)]
pub enum Problem {
    /// There is no such thing, or not for this asker: the two answer alike.
    #[error("not found")]
    NotFound,
    #[error("sign-in needed")]
    SignIn,
    /// The write did not carry the session's token.
    #[error("csrf token missing or wrong")]
    Csrf,
    /// The ground must be stated first.
    #[error("purpose needed")]
    Purpose,
    /// What was sent cannot be understood.
    #[error("bad request")]
    Bad,
    #[error("too large")]
    TooLarge,
    /// Someone else was first.
    #[error("conflict")]
    Conflict,
    /// A store does not answer: nothing was written.
    #[error("a store is unreachable")]
    Unreachable,
    /// A fault of ours; the text is for the log.
    #[error("{0}")]
    Failed(String),
}

impl Problem {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Csrf | Self::Purpose => StatusCode::FORBIDDEN,
            Self::Bad => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Unreachable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What a bare status of the framework means: an address or a body it could not read.
    pub fn of_status(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::BAD_REQUEST
            | StatusCode::UNPROCESSABLE_ENTITY
            | StatusCode::UNSUPPORTED_MEDIA_TYPE => Some(Self::Bad),
            _ => None,
        }
    }

    /// The end of the type in JSON answers, and the end of the keys of its texts.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::SignIn => "sign_in",
            Self::Csrf => "csrf",
            Self::Purpose => "purpose",
            Self::Bad => "bad",
            Self::TooLarge => "too_large",
            Self::Conflict => "conflict",
            Self::Unreachable => "unreachable",
            Self::Failed(_) => "failed",
        }
    }
}

/// A bare answer that carries the problem; `guard` turns it into a page or JSON in the asker's language.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<RegisterError> for Problem {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::NotFound => Self::NotFound,
            RegisterError::Conflict(_) => Self::Conflict,
            RegisterError::Unreachable => Self::Unreachable,
            other => Self::Failed(other.to_string()),
        }
    }
}

impl From<StorageError> for Problem {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::NotFound => Self::NotFound,
            other => Self::Failed(other.to_string()),
        }
    }
}

impl From<indexer::IndexError> for Problem {
    fn from(error: indexer::IndexError) -> Self {
        match error {
            indexer::IndexError::Register(error) => error.into(),
            indexer::IndexError::Storage(error) => error.into(),
            other => Self::Failed(other.to_string()),
        }
    }
}

impl From<askama::Error> for Problem {
    fn from(error: askama::Error) -> Self {
        Self::Failed(format!("template: {error}"))
    }
}
