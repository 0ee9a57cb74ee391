//! People with accounts: roles, office, and what happened at sign-in.

use dossier::access::{Access, Actor, Role, Scope};
use dossier::audit::{AuditEvent, Outcome};
use dossier::{OfficeId, UserId};
use sqlx::types::Json;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use crate::audit::audit_in;
use crate::sql::{At, Tx, count, row, rows, run, scope};
use crate::{Register, RegisterError, Result};

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
        Access { actor: Actor::Person(self.id), scope: Scope::Offices(self.offices.clone()), purpose: None }
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

#[derive(sqlx::FromRow)]
struct UserRow {
    id: Uuid,
    login: String,
    name: String,
    password_hash: String,
    roles: Json<Vec<Role>>,
    office_id: Uuid,
    locale: String,
    failed: i64,
    locked_until: Option<At>,
    last_sign_in: Option<At>,
    disabled: bool,
}

impl UserRow {
    fn user(self, offices: Vec<OfficeId>) -> User {
        User {
            id: UserId(self.id),
            login: self.login,
            name: self.name,
            password_hash: self.password_hash,
            roles: self.roles.0,
            office: OfficeId(self.office_id),
            offices,
            locale: self.locale,
            failed: self.failed,
            locked_until: self.locked_until.map(|at| at.0),
            last_sign_in: self.last_sign_in.map(|at| at.0),
            disabled: self.disabled,
        }
    }
}

/// The journal's entry; a login that nobody has is not told, it may be a password typed into the wrong line.
pub fn failed_sign_in(user: Option<UserId>, at: OffsetDateTime) -> AuditEvent {
    let id = user.map(|user| user.0);
    let event = AuditEvent::new(Actor::Nobody, "user.sign_in_failed", "user", id.unwrap_or_default(), at);
    AuditEvent { object_id: id, ..event.ended(Outcome::Refused) }
}

/// The office and all below it.
async fn offices_below(tx: &mut Tx, office: Uuid) -> Result<Vec<OfficeId>> {
    let below = rows!(
        tx,
        (Uuid,),
        "WITH RECURSIVE below (id) AS (
             SELECT id FROM offices WHERE id = $1
             UNION
             SELECT offices.id FROM offices JOIN below ON offices.parent_id = below.id)
         SELECT id FROM below ORDER BY id",
        office
    )?;
    Ok(below.into_iter().map(|(id,)| OfficeId(id)).collect())
}

/// A user by id, with the offices in sight.
pub(crate) async fn load(tx: &mut Tx, id: Uuid) -> Result<User> {
    let found = row!(tx, UserRow, "SELECT * FROM users WHERE id = $1", id)?.ok_or(RegisterError::NotFound)?;
    let offices = offices_below(tx, found.office_id).await?;
    Ok(found.user(offices))
}

impl Register {
    /// A taken login is a `Conflict`. `by` is who makes the account.
    pub async fn add_user(&self, by: Actor, user: NewUser) -> Result<UserId> {
        let id = UserId::new();
        let at = self.now();
        let mut tx = self.write().await?;
        run!(
            &mut tx,
            "INSERT INTO users (id, login, name, password_hash, roles, office_id, locale, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            id.0,
            user.login,
            user.name,
            user.password_hash,
            Json(&user.roles),
            user.office.0,
            user.locale,
            At(at)
        )?;
        let roles: Vec<&str> = user.roles.iter().map(|role| role.name()).collect();
        let event = AuditEvent::new(by, "user.added", "user", id.0, at).with("roles", roles.join(" "));
        audit_in(&mut tx, &event).await?;
        tx.commit().await?;
        Ok(id)
    }

    pub async fn user_by_login(&self, login: &str) -> Result<User> {
        let mut tx = self.read().await?;
        let found = row!(&mut tx, UserRow, "SELECT * FROM users WHERE login = $1", login)?;
        let found = found.ok_or(RegisterError::NotFound)?;
        let offices = offices_below(&mut tx, found.office_id).await?;
        Ok(found.user(offices))
    }

    pub async fn user(&self, id: UserId) -> Result<User> {
        let mut tx = self.read().await?;
        load(&mut tx, id.0).await
    }

    /// Accounts of the offices in sight, by login.
    pub async fn users(&self, access: &Access) -> Result<Vec<User>> {
        let mut tx = self.read().await?;
        let sql = "SELECT * FROM users WHERE SCOPE(office_id) ORDER BY login";
        let mut users = Vec::new();
        for found in rows!(&mut tx, UserRow, sql, scope(access))? {
            let offices = offices_below(&mut tx, found.office_id).await?;
            users.push(found.user(offices));
        }
        Ok(users)
    }

    /// Changes an account; ends its sessions when rights or password change.
    pub async fn set_user(&self, access: &Access, id: UserId, change: UserChange) -> Result<()> {
        let mut tx = self.write().await?;
        let rights = change.password_hash.is_some()
            || change.roles.is_some()
            || change.office.is_some()
            || change.disabled.is_some();
        let changed = run!(
            &mut tx,
            "UPDATE users SET name = coalesce($3, name), password_hash = coalesce($4, password_hash),
                 roles = coalesce($5, roles), office_id = coalesce($6, office_id), locale = coalesce($7, locale),
                 disabled = coalesce($8, disabled), failed = 0, locked_until = NULL
             WHERE id = $2 AND SCOPE(office_id)",
            scope(access),
            id.0,
            change.name,
            change.password_hash,
            change.roles.map(Json),
            change.office.map(|office| office.0),
            change.locale,
            change.disabled
        )?;
        if changed == 0 {
            return Err(RegisterError::NotFound);
        }
        if rights {
            run!(&mut tx, "DELETE FROM sessions WHERE user_id = $1", id.0)?;
        }
        let event = AuditEvent::new(access.actor.clone(), "user.changed", "user", id.0, self.now());
        audit_in(&mut tx, &event).await?;
        tx.commit().await
    }

    /// Notes a sign-in attempt, in the journal too; the fifth failure in a row locks. Returns until when the account is
    /// locked.
    pub async fn record_sign_in(
        &self,
        user: UserId,
        ok: bool,
        at: OffsetDateTime,
    ) -> Result<Option<OffsetDateTime>> {
        let mut tx = self.write().await?;
        let locks = At(at + Duration::minutes(LOCK_MINUTES));
        let sql = if ok {
            "UPDATE users SET failed = 0, locked_until = NULL, last_sign_in = $2 WHERE id = $1
             RETURNING locked_until"
        } else {
            // An old lock that ended starts the count anew.
            "UPDATE users SET
                 failed = CASE WHEN locked_until < $2 THEN 1 ELSE failed + 1 END,
                 locked_until = CASE WHEN locked_until < $2 THEN NULL
                                     WHEN failed + 1 >= $3 THEN $4 ELSE locked_until END
             WHERE id = $1 RETURNING locked_until"
        };
        let (until,) = match ok {
            true => row!(&mut tx, (Option<At>,), sql, user.0, At(at)),
            false => row!(&mut tx, (Option<At>,), sql, user.0, At(at), SIGN_IN_ATTEMPTS, locks),
        }?
        .ok_or(RegisterError::NotFound)?;
        let event = match ok {
            true => AuditEvent::new(Actor::Person(user), "user.signed_in", "user", user.0, at),
            false => failed_sign_in(Some(user), at),
        };
        audit_in(&mut tx, &event).await?;
        tx.commit().await?;
        Ok(until.map(|at| at.0))
    }

    pub async fn count_users(&self) -> Result<u64> {
        let mut tx = self.read().await?;
        Ok(row!(&mut tx, (i64,), "SELECT count(*) FROM users")?.map_or(0, |(users,)| count(users)))
    }
}
