//! One-time links: the first start prints one that makes the administrator.

use dossier::Digest;
use dossier::access::Role;
use time::OffsetDateTime;

use crate::{Register, Result};

/// What a used link grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    pub roles: Vec<Role>,
}

impl Register {
    pub async fn make_invite(&self, token: Digest, roles: &[Role], expires: OffsetDateTime) -> Result<()> {
        crate::open::unready((token, roles, expires))
    }

    /// Whether the link still works; does not use it up.
    pub async fn invite(&self, token: Digest) -> Result<Option<Invite>> {
        crate::open::unready(token)
    }

    /// Uses the link up: `Some` for exactly one caller.
    pub async fn use_invite(&self, token: Digest) -> Result<Option<Invite>> {
        crate::open::unready(token)
    }
}
