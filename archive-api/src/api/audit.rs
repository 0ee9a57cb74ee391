//! The journal for programs; looking into it is written down too.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Query, State};
use dossier::access::Actor;
use dossier::audit::AuditEvent;
use dossier::{AuditId, UserId};
use register::{Event, EventFilter};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::moment;
use crate::app::App;
use crate::problem::Problem;
use crate::visitor::Visitor;

const ROWS: u32 = 100;

#[derive(Deserialize, IntoParams)]
pub struct Listed {
    /// `dossier.opened`, `field.verified` …
    action: Option<String>,
    #[param(value_type = Option<Uuid>)]
    actor: Option<UserId>,
    /// Id of the dossier, field, user … that was acted on.
    object: Option<Uuid>,
    /// Id of the last event of the answer before.
    #[param(value_type = Option<Uuid>)]
    before: Option<AuditId>,
}

#[derive(Serialize, ToSchema)]
pub struct EventPart {
    id: Uuid,
    /// Place in the chain; absent until sealed, within seconds.
    sequence: Option<i64>,
    at: String,
    /// `person`, `machine`, `command_line`, `nobody`.
    actor: String,
    /// Id of the person or name of the stage.
    of: Option<String>,
    action: String,
    object: String,
    object_id: Option<Uuid>,
    purpose: Option<Uuid>,
    /// `done`, `refused`, `failed`.
    #[schema(value_type = String)]
    outcome: dossier::audit::Outcome,
    details: BTreeMap<String, String>,
    hash: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct Events {
    events: Vec<EventPart>,
    /// Ask again with `before` set to it; absent at the end.
    next: Option<Uuid>,
}

fn part(event: Event) -> EventPart {
    let (actor, of) = match &event.actor {
        Actor::Person(user) => ("person", Some(user.to_string())),
        Actor::Machine(stage) => ("machine", Some(stage.clone())),
        Actor::CommandLine => ("command_line", None),
        Actor::Nobody => ("nobody", None),
    };
    EventPart {
        id: event.id.0,
        sequence: event.sequence,
        at: moment(event.at),
        actor: actor.to_owned(),
        of,
        action: event.action,
        object: event.object,
        object_id: event.object_id,
        purpose: event.purpose.map(|purpose| purpose.0),
        outcome: event.outcome,
        details: event.details,
        hash: event.hash.map(|hash| hash.to_string()),
    }
}

/// Events, newest first, a hundred at a time.
#[utoipa::path(get, path = "/api/v1/audit", tag = "audit", params(Listed), security(("session" = [])),
    responses((status = 200, body = Events)))]
pub async fn list(
    State(app): State<App>,
    visitor: Visitor,
    Query(listed): Query<Listed>,
) -> Result<Json<Events>, Problem> {
    let filter = EventFilter {
        actor: listed.actor,
        action: listed.action,
        object: listed.object,
        from: None,
        to: None,
        before: listed.before,
        limit: ROWS,
    };
    let found = app.register.events(&visitor.access, &filter).await?;
    let user = visitor.session.user.id;
    let looked = AuditEvent::new(Actor::Person(user), "audit.read", "user", user.0, app.register.now());
    app.register.record(&looked).await?;
    let next = found.last().filter(|_| found.len() == ROWS as usize).map(|last| last.id.0);
    Ok(Json(Events { events: found.into_iter().map(part).collect(), next }))
}
