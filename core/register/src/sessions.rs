//! Sessions of signed-in people. Rows hold a digest of the cookie, never the cookie.

use dossier::access::Access;
use dossier::{Digest, PurposeId, UserId};
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::sql::{At, row, run};
use crate::{Purpose, Register, RegisterError, Result, User, purposes, users};

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

#[derive(sqlx::FromRow)]
struct SessionRow {
    user_id: Uuid,
    csrf: String,
    purpose_id: Option<Uuid>,
    created_at: At,
    seen_at: At,
}

impl Register {
    pub async fn open_session(
        &self,
        token: Digest,
        user: UserId,
        csrf: &str,
        at: OffsetDateTime,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        run!(
            &mut tx,
            "INSERT INTO sessions (token_digest, user_id, csrf, created_at, seen_at) VALUES ($1, $2, $3, $4, $4)",
            token.to_string(),
            user.0,
            csrf,
            At(at)
        )?;
        // Ended sessions go when others begin: no timer is needed.
        run!(&mut tx, "DELETE FROM sessions WHERE seen_at < $1", At(at - Duration::hours(SESSION_HOURS)))?;
        tx.commit().await
    }

    /// The live session of this token; seeing it keeps it alive.
    pub async fn session(&self, token: Digest, now: OffsetDateTime) -> Result<Option<Session>> {
        let mut tx = self.read().await?;
        let found = row!(
            &mut tx,
            SessionRow,
            "SELECT user_id, csrf, purpose_id, created_at, seen_at FROM sessions
             WHERE token_digest = $1 AND seen_at > $2 AND created_at > $3",
            token.to_string(),
            At(now - Duration::minutes(IDLE_MINUTES)),
            At(now - Duration::hours(SESSION_HOURS))
        )?;
        let Some(found) = found else { return Ok(None) };
        let user = users::load(&mut tx, found.user_id).await?;
        if user.disabled {
            return Ok(None);
        }
        let purpose = match found.purpose_id {
            Some(id) => Some(purposes::load(&mut tx, id).await?),
            None => None,
        };
        drop(tx);
        // Not at every click: a write a minute is enough to know that someone is there.
        if now - found.seen_at.0 > Duration::minutes(1) {
            let mut tx = self.write().await?;
            run!(
                &mut tx,
                "UPDATE sessions SET seen_at = $2 WHERE token_digest = $1",
                token.to_string(),
                At(now)
            )?;
            tx.commit().await?;
        }
        Ok(Some(Session {
            user,
            csrf: found.csrf,
            purpose,
            created: found.created_at.0,
            seen: found.seen_at.0,
        }))
    }

    pub async fn close_session(&self, token: Digest) -> Result<()> {
        let mut tx = self.write().await?;
        run!(&mut tx, "DELETE FROM sessions WHERE token_digest = $1", token.to_string())?;
        tx.commit().await
    }

    /// `None` ends the ground: the next dossier asks again.
    pub async fn set_purpose(&self, token: Digest, purpose: Option<PurposeId>) -> Result<()> {
        let mut tx = self.write().await?;
        let changed = run!(
            &mut tx,
            "UPDATE sessions SET purpose_id = $2 WHERE token_digest = $1",
            token.to_string(),
            purpose.map(|purpose| purpose.0)
        )?;
        tx.commit().await?;
        if changed == 0 { Err(RegisterError::NotFound) } else { Ok(()) }
    }
}
