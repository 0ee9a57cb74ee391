//! The end of paginate: an arrival's Pages, or the reason why it has none.

use std::collections::BTreeMap;

use dossier::access::Actor;
use dossier::audit::{AuditEvent, Outcome};
use dossier::concern::ConcernCode;
use dossier::page::OrderKey;
use dossier::stage::Stage;
use dossier::{ArrivalId, DossierId, PageId};
use uuid::Uuid;

use crate::audit::audit_in;
use crate::concerns::raise_in;
use crate::jobs::finish;
use crate::sql::{At, row, run, small};
use crate::{Claim, Committed, NewConcern, Register, RegisterError, Result, flow, rescans};

/// A frame of a file, as its headers tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewPage {
    /// From 0.
    pub frame: u32,
    pub width: u32,
    pub height: u32,
    pub dpi: u32,
}

/// The file's content is beyond us: the arrival fails with a Concern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpaginated {
    pub code: ConcernCode,
    pub params: BTreeMap<String, String>,
}

impl Register {
    pub async fn commit_paginated(
        &self,
        claim: &Claim,
        arrival: ArrivalId,
        pages: std::result::Result<Vec<NewPage>, Unpaginated>,
    ) -> Result<Committed> {
        let now = self.now();
        let by = Stage::Paginate.name();
        let mut tx = self.write().await?;
        finish(&mut tx, claim).await?;
        let sql = "SELECT dossier_id, place FROM arrivals WHERE id = $1";
        let (dossier, place) = row!(&mut tx, (Uuid, i64), sql, arrival.0)?.ok_or(RegisterError::NotFound)?;
        let dossier = DossierId(dossier);
        let mut event =
            AuditEvent::new(Actor::Machine(by.to_owned()), "arrival.paginated", "arrival", arrival.0, now)
                .with("dossier", dossier)
                .with("revision", claim.job.revision);
        let (mut made, mut concerns, mut failure, mut opens) = (Vec::new(), Vec::new(), None, false);
        match pages {
            Ok(pages) => {
                for page in &pages {
                    let id = PageId::new();
                    run!(
                        &mut tx,
                        "INSERT INTO pages (id, dossier_id, arrival_id, frame, place, state, width, height, dpi,
                             created_at)
                         VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8, $9)",
                        id.0,
                        dossier.0,
                        arrival.0,
                        i64::from(page.frame),
                        OrderKey::of(small(place), page.frame).0,
                        i64::from(page.width),
                        i64::from(page.height),
                        i64::from(page.dpi),
                        At(now)
                    )?;
                    made.push(id);
                }
                event = event.with("pages", made.len());
                let frames: Vec<u32> = pages.iter().map(|page| page.frame).collect();
                let meant = rescans::meant_for(&mut tx, dossier, arrival.0, &frames).await?;
                let offered = rescans::offer(&mut tx, &made, &meant).await?;
                if offered > 0 {
                    event = event.with("rescans", offered);
                }
                // A rescan alone opens nothing: sheets that came with it do.
                opens = offered > 0 && offered < made.len() as u64;
            }
            Err(reason) => {
                event = event.with("code", reason.code.code()).ended(Outcome::Failed);
                failure = Some(reason.code.code());
                let about = Some(arrival);
                concerns.push(NewConcern {
                    arrival: about,
                    params: reason.params,
                    ..NewConcern::new(reason.code)
                });
            }
        }
        let state = if failure.is_some() { "failed" } else { "paginated" };
        let sql = "UPDATE arrivals SET state = $2, failure = $3 WHERE id = $1";
        run!(&mut tx, sql, arrival.0, state, failure)?;
        for concern in &concerns {
            raise_in(&mut tx, dossier, concern, by, now).await?;
        }
        audit_in(&mut tx, &event).await?;
        if opens {
            let sql =
                "UPDATE dossiers SET pending = true, state = CASE WHEN closed THEN 'reading' ELSE state END
                 WHERE id = $1";
            run!(&mut tx, sql, dossier.0)?;
        }
        flow::after_paginate(&mut tx, dossier, &made, now).await?;
        tx.commit().await?;
        Ok(Committed::Done)
    }
}
