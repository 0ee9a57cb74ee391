//! Sessions of signed-in people. Rows hold a digest of the cookie, never the cookie.

use dossier::access::Access;
use dossier::{Digest, PurposeId, UserId};
use time::OffsetDateTime;

use crate::{Purpose, Register, Result, User};

/// A session ends after this idle time …
pub const IDLE_MINUTES: i64 = 15;
/// … and after this time in any case.
pub const SESSION_HOURS: i64 = 12;

#[derive(Clone, Debug)]
pub struct Session {
    pub user: User,
    pub csrf: String,
    pub purpose: Option<Purpose>,
    pub created: OffsetDateTime,
    pub seen: OffsetDateTime,
}

impl Session {
    /// What this session's queries carry.
    pub fn access(&self) -> Access {
        Access { purpose: self.purpose.as_ref().map(|purpose| purpose.id), ..self.user.access() }
    }
}

impl Register {
    pub async fn open_session(
        &self,
        token: Digest,
        user: UserId,
        csrf: &str,
        at: OffsetDateTime,
    ) -> Result<()> {
        crate::open::unready((token, user, csrf, at))
    }

    /// The live session of this token; seeing it keeps it alive. Ended ones are removed on the way.
    pub async fn session(&self, token: Digest, now: OffsetDateTime) -> Result<Option<Session>> {
        crate::open::unready((token, now))
    }

    pub async fn close_session(&self, token: Digest) -> Result<()> {
        crate::open::unready(token)
    }

    /// `None` ends the ground: the next dossier asks again.
    pub async fn set_purpose(&self, token: Digest, purpose: Option<PurposeId>) -> Result<()> {
        crate::open::unready((token, purpose))
    }
}
