//! One-time links: the first start prints one that makes the administrator.

use dossier::Digest;
use dossier::access::Role;
use sqlx::types::Json;
use time::OffsetDateTime;

use crate::sql::{At, row, run};
use crate::{Register, Result};

/// What a used link grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    pub roles: Vec<Role>,
}

impl Register {
    /// A new link ends all earlier ones.
    pub async fn make_invite(&self, token: Digest, roles: &[Role], expires: OffsetDateTime) -> Result<()> {
        let mut tx = self.write().await?;
        run!(&mut tx, "DELETE FROM invites WHERE used_at IS NULL")?;
        run!(
            &mut tx,
            "INSERT INTO invites (token_digest, roles, expires_at) VALUES ($1, $2, $3)",
            token.to_string(),
            Json(roles),
            At(expires)
        )?;
        tx.commit().await
    }

    /// Whether the link still works; does not use it up.
    pub async fn invite(&self, token: Digest) -> Result<Option<Invite>> {
        let mut tx = self.read().await?;
        let sql = "SELECT roles FROM invites WHERE token_digest = $1 AND used_at IS NULL AND expires_at > $2";
        let found = row!(&mut tx, (Json<Vec<Role>>,), sql, token.to_string(), At(self.now()))?;
        Ok(found.map(|(roles,)| Invite { roles: roles.0 }))
    }

    /// Uses the link up: `Some` for exactly one caller.
    pub async fn use_invite(&self, token: Digest) -> Result<Option<Invite>> {
        let mut tx = self.write().await?;
        let sql = "UPDATE invites SET used_at = $2
             WHERE token_digest = $1 AND used_at IS NULL AND expires_at > $2 RETURNING roles";
        let found = row!(&mut tx, (Json<Vec<Role>>,), sql, token.to_string(), At(self.now()))?;
        tx.commit().await?;
        Ok(found.map(|(roles,)| Invite { roles: roles.0 }))
    }
}
