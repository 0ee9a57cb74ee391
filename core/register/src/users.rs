//! People with accounts: roles, office, and what happened at sign-in.

use dossier::access::{Access, Role, Scope};
use dossier::{OfficeId, UserId};
use time::OffsetDateTime;

use crate::{Register, Result};

/// Failed sign-ins in a row that lock an account, and for how long.
pub const SIGN_IN_ATTEMPTS: i64 = 5;
pub const LOCK_MINUTES: i64 = 15;

#[derive(Clone, Debug)]
pub struct NewUser {
    pub login: String,
    pub name: String,
    pub password_hash: String,
    pub roles: Vec<Role>,
    pub office: OfficeId,
    /// `uk` or `en`.
    pub locale: String,
}

#[derive(Clone, Debug)]
pub struct User {
    pub id: UserId,
    pub login: String,
    pub name: String,
    pub password_hash: String,
    pub roles: Vec<Role>,
    pub office: OfficeId,
    /// The person's own office and all below it.
    pub offices: Vec<OfficeId>,
    pub locale: String,
    pub failed: i64,
    pub locked_until: Option<OffsetDateTime>,
    pub last_sign_in: Option<OffsetDateTime>,
    pub disabled: bool,
}

impl User {
    /// What this person's queries carry, before a purpose is given.
    pub fn access(&self) -> Access {
        Access {
            actor: dossier::access::Actor::Person(self.id),
            scope: Scope::Offices(self.offices.clone()),
            purpose: None,
        }
    }
}

/// What of an account may be changed; `None` leaves as it is.
#[derive(Clone, Debug, Default)]
pub struct UserChange {
    pub name: Option<String>,
    pub password_hash: Option<String>,
    pub roles: Option<Vec<Role>>,
    pub office: Option<OfficeId>,
    pub locale: Option<String>,
    pub disabled: Option<bool>,
}

impl Register {
    /// A taken login is a `Conflict`.
    pub async fn add_user(&self, user: NewUser) -> Result<UserId> {
        crate::open::unready(user)
    }

    pub async fn user_by_login(&self, login: &str) -> Result<User> {
        crate::open::unready(login)
    }

    pub async fn user(&self, id: UserId) -> Result<User> {
        crate::open::unready(id)
    }

    pub async fn users(&self, access: &Access) -> Result<Vec<User>> {
        crate::open::unready(access)
    }

    /// Changes an account; ends its sessions when rights or password change.
    pub async fn set_user(&self, access: &Access, id: UserId, change: UserChange) -> Result<()> {
        crate::open::unready((access, id, change))
    }

    /// Notes a sign-in attempt; the fifth failure in a row locks. Returns until when the account is locked.
    pub async fn record_sign_in(
        &self,
        user: UserId,
        ok: bool,
        at: OffsetDateTime,
    ) -> Result<Option<OffsetDateTime>> {
        crate::open::unready((user, ok, at))
    }

    pub async fn count_users(&self) -> Result<u64> {
        crate::open::unready(())
    }
}
