//! Concerns: what a person must decide. Code and parameters are stored; the sentence is made at display.

use std::collections::BTreeMap;

use dossier::access::Access;
use dossier::audit::AuditEvent;
use dossier::concern::{ConcernCode, ConcernSort};
use dossier::page::Separator;
use dossier::{ArrivalId, BatchId, ConcernId, DocumentId, DossierId, PageId, UserId};
use sqlx::types::Json;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::audit::audit_in;
use crate::dossiers::seen;
use crate::sql::{At, Texts, Tx, count, person, row, rows, run, scope, small};
use crate::words::Word;
use crate::{Register, RegisterError, Result};

/// A Concern to raise. Parameters are codes, counts and ids, never names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConcern {
    pub code: ConcernCode,
    pub arrival: Option<ArrivalId>,
    pub page: Option<PageId>,
    pub document: Option<DocumentId>,
    /// The earlier page that this one perhaps repeats; not part of what the Concern is about.
    pub twin: Option<PageId>,
    pub params: BTreeMap<String, String>,
}

impl NewConcern {
    pub fn new(code: ConcernCode) -> Self {
        Self { code, arrival: None, page: None, document: None, twin: None, params: BTreeMap::new() }
    }

    pub fn on_page(mut self, page: PageId) -> Self {
        self.page = Some(page);
        self
    }

    pub fn on_arrival(mut self, arrival: ArrivalId) -> Self {
        self.arrival = Some(arrival);
        self
    }

    /// What the Concern is about, in one text: raised twice, it is one.
    pub(crate) fn mark(&self, by: &str) -> String {
        let mut mark = format!("{by}:{}", self.code.code());
        let about = [self.arrival.map(|id| id.0), self.page.map(|id| id.0), self.document.map(|id| id.0)];
        for id in about.into_iter().flatten() {
            mark.push_str(&format!(":{}", id.simple()));
        }
        // A page is asked for once, whatever the reasons.
        let told = self.params.iter().filter(|_| self.code != ConcernCode::RescanAsked);
        for (key, value) in told {
            mark.push_str(&format!(":{key}={value}"));
        }
        mark
    }

    pub fn with(mut self, key: &str, value: impl ToString) -> Self {
        self.params.insert(key.to_owned(), value.to_string());
        self
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConcernState {
    Open,
    Decided,
    /// Reading again no longer finds it.
    Withdrawn,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    pub id: ConcernId,
    pub code: ConcernCode,
    pub sort: ConcernSort,
    pub params: BTreeMap<String, String>,
    pub office_code: String,
    pub batch: BatchId,
    pub batch_name: String,
    pub dossier: DossierId,
    pub reference: String,
    pub arrival: Option<ArrivalId>,
    /// For screens and terminals only.
    pub file_name: Option<String>,
    pub page: Option<PageId>,
    /// Number of the page, from 1.
    pub page_number: Option<u32>,
    pub document: Option<DocumentId>,
    pub state: ConcernState,
    pub raised_at: OffsetDateTime,
    pub decision: Option<String>,
    pub note: Option<String>,
    pub decided_by: Option<UserId>,
    pub decided_at: Option<OffsetDateTime>,
    pub can: Can,
}

/// What the register can do about a Concern now: buttons without effect are not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Can {
    /// The page stands in its dossier and is not asked for again yet.
    pub rescan: bool,
    pub blank: bool,
    /// A file came to the dossier after the Concern was raised.
    pub added: bool,
    /// The dossier that a separator sheet names, and the pages from the sheet on.
    pub moved: Option<(String, u64)>,
    /// The page that this one perhaps repeats still stands in the dossier.
    pub twin: Option<PageId>,
}

/// Which Concerns to list, newest first, from `after` on.
#[derive(Clone, Debug)]
pub struct ConcernFilter {
    pub sort: Option<ConcernSort>,
    pub batch: Option<BatchId>,
    pub dossier: Option<DossierId>,
    /// Only open ones, or only those that are not.
    pub open: Option<bool>,
    pub after: Option<ConcernId>,
    pub limit: u32,
}

impl Default for ConcernFilter {
    fn default() -> Self {
        Self { sort: None, batch: None, dossier: None, open: Some(true), after: None, limit: 50 }
    }
}

/// Raises the Concern once, whatever the number of runs; one withdrawn comes back.
pub(crate) async fn raise_in(
    tx: &mut Tx,
    dossier: DossierId,
    concern: &NewConcern,
    by: &str,
    now: OffsetDateTime,
) -> Result<ConcernId> {
    let mark = concern.mark(by);
    run!(
        tx,
        "INSERT INTO concerns (id, code, sort, params, dossier_id, arrival_id, page_id, document_id, raised_by,
             raised_at, mark, state, twin_id, batch_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', $12,
             coalesce((SELECT batch_id FROM arrivals WHERE id = $6), (SELECT batch_id FROM dossiers WHERE id = $5)))
         ON CONFLICT (dossier_id, mark) DO UPDATE SET twin_id = excluded.twin_id,
             state = CASE WHEN concerns.state = 'withdrawn' THEN 'open' ELSE concerns.state END",
        ConcernId::new().0,
        concern.code.code(),
        concern.code.sort().name(),
        Json(&concern.params),
        dossier.0,
        concern.arrival.map(|id| id.0),
        concern.page.map(|id| id.0),
        concern.document.map(|id| id.0),
        by,
        At(now),
        mark.as_str(),
        concern.twin.map(|page| page.0)
    )?;
    let sql = "SELECT id FROM concerns WHERE dossier_id = $1 AND mark = $2";
    let kept = row!(tx, (Uuid,), sql, dossier.0, mark.as_str())?;
    kept.map(|(id,)| ConcernId(id)).ok_or(RegisterError::NotFound)
}

/// A step done again: what it raised before and does not raise now is withdrawn. `page` narrows to that page.
pub(crate) async fn renew(
    tx: &mut Tx,
    dossier: DossierId,
    page: Option<PageId>,
    concerns: &[NewConcern],
    by: &str,
    now: OffsetDateTime,
) -> Result<()> {
    let marks = Texts(concerns.iter().map(|concern| concern.mark(by)).collect());
    run!(
        tx,
        "UPDATE concerns SET state = 'withdrawn' WHERE dossier_id = $1 AND raised_by = $2 AND state = 'open'
             AND ($3 IS NULL OR page_id = $3) AND NOT (mark IN_TEXTS($4))",
        dossier.0,
        by,
        page.map(|page| page.0),
        marks
    )?;
    for concern in concerns {
        raise_in(tx, dossier, concern, by, now).await?;
    }
    Ok(())
}

/// Open Concerns about the page's scan are settled by what a person did with the page.
pub(crate) async fn settle_about(
    tx: &mut Tx,
    access: &Access,
    page: PageId,
    decision: &str,
    note: Option<&str>,
    now: OffsetDateTime,
) -> Result<()> {
    let sql =
        "UPDATE concerns SET state = 'decided', decision = $2, note = $3, decided_by = $4, decided_at = $5
         WHERE page_id = $1 AND state = 'open' AND sort = 'scan' RETURNING id, dossier_id, code";
    let by = person(access).map(|user| user.0);
    for (id, dossier, code) in rows!(tx, (Uuid, Uuid, String), sql, page.0, decision, note, by, At(now))? {
        let event = AuditEvent::new(access.actor.clone(), "concern.decided", "concern", id, now)
            .with("dossier", dossier)
            .with("code", code)
            .with("decision", decision)
            .on_ground(access.purpose);
        audit_in(tx, &event).await?;
    }
    Ok(())
}

/// Concerns that this decision settled are open again.
pub(crate) async fn reopen_about(
    tx: &mut Tx,
    access: &Access,
    page: PageId,
    decision: &str,
    now: OffsetDateTime,
) -> Result<()> {
    let sql = "UPDATE concerns SET state = 'open', decision = NULL, note = NULL, decided_by = NULL, decided_at = NULL
         WHERE page_id = $1 AND state = 'decided' AND decision = $2 RETURNING id, dossier_id";
    for (id, dossier) in rows!(tx, (Uuid, Uuid), sql, page.0, decision)? {
        let event = AuditEvent::new(access.actor.clone(), "concern.reopened", "concern", id, now)
            .with("dossier", dossier)
            .with("decision", decision)
            .on_ground(access.purpose);
        audit_in(tx, &event).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    code: String,
    params: Json<BTreeMap<String, String>>,
    office_code: String,
    batch_id: Uuid,
    batch_name: String,
    dossier_id: Uuid,
    reference: String,
    arrival_id: Option<Uuid>,
    file_name: Option<String>,
    page_id: Option<Uuid>,
    page_number: Option<i64>,
    document_id: Option<Uuid>,
    state: String,
    raised_at: At,
    decision: Option<String>,
    note: Option<String>,
    decided_by: Option<Uuid>,
    decided_at: Option<At>,
    stands: bool,
    rescan: Option<String>,
    blank: Option<bool>,
    separator: Option<String>,
    behind: i64,
    added: bool,
    twin: Option<Uuid>,
}

/// The file is the Concern's own, or that of its page.
const SELECT: &str = "SELECT c.id, c.code, c.params, o.code AS office_code, c.batch_id, b.name AS batch_name,
         c.dossier_id, d.reference, coalesce(c.arrival_id, p.arrival_id) AS arrival_id, a.file_name, c.page_id,
         CASE WHEN p.id IS NULL THEN NULL ELSE
             (SELECT count(*) FROM pages q WHERE q.dossier_id = p.dossier_id AND q.place <= p.place
                 AND q.aside IS NULL) END AS page_number,
         c.document_id, c.state, c.raised_at, c.decision, c.note, c.decided_by, c.decided_at,
         p.id IS NOT NULL AND p.aside IS NULL AND p.dossier_id = c.dossier_id AS stands, p.rescan, p.blank, p.separator,
         (SELECT count(*) FROM pages q WHERE q.dossier_id = p.dossier_id AND q.place >= p.place
             AND q.aside IS NULL) AS behind,
         EXISTS (SELECT 1 FROM arrivals n WHERE n.dossier_id = c.dossier_id AND n.received_at > c.raised_at) AS added,
         (SELECT t.id FROM pages t WHERE t.dossier_id = c.dossier_id AND t.id = c.twin_id AND t.aside IS NULL) AS twin
     FROM concerns c JOIN dossiers d ON d.id = c.dossier_id JOIN offices o ON o.id = d.office_id
         JOIN batches b ON b.id = c.batch_id LEFT JOIN pages p ON p.id = c.page_id
         LEFT JOIN arrivals a ON a.id = coalesce(c.arrival_id, p.arrival_id)
     WHERE SCOPE(d.office_id)";

impl Row {
    fn concern(self) -> Result<Concern> {
        let code = ConcernCode::of_word(&self.code)?;
        let separator = self.separator.as_deref().map(Separator::from_payload);
        let moved = match separator {
            Some(Separator::Dossier { reference }) if self.stands && reference != self.reference => {
                Some((reference, count(self.behind)))
            }
            _ => None,
        };
        let can = Can {
            rescan: self.stands && self.rescan.is_none(),
            blank: self.stands && self.blank == Some(false),
            added: self.added,
            moved,
            twin: self.twin.filter(|_| self.stands).map(PageId),
        };
        Ok(Concern {
            id: ConcernId(self.id),
            code,
            sort: code.sort(),
            params: self.params.0,
            office_code: self.office_code,
            batch: BatchId(self.batch_id),
            batch_name: self.batch_name,
            dossier: DossierId(self.dossier_id),
            reference: self.reference,
            arrival: self.arrival_id.map(ArrivalId),
            file_name: self.file_name,
            page: self.page_id.map(PageId),
            page_number: self.page_number.map(small),
            document: self.document_id.map(DocumentId),
            state: ConcernState::of_word(&self.state)?,
            raised_at: self.raised_at.0,
            decision: self.decision,
            note: self.note,
            decided_by: self.decided_by.map(UserId),
            decided_at: self.decided_at.map(|at| at.0),
            can,
        })
    }
}

impl Register {
    /// Raised already and still open: the same Concern again.
    pub async fn raise(&self, access: &Access, dossier: DossierId, concern: NewConcern) -> Result<ConcernId> {
        let mut tx = self.write().await?;
        seen(&mut tx, access, dossier).await?;
        let by = match &access.actor {
            dossier::access::Actor::Machine(stage) => stage.as_str(),
            _ => "person",
        };
        let id = raise_in(&mut tx, dossier, &concern, by, self.now()).await?;
        tx.commit().await?;
        Ok(id)
    }

    pub async fn concerns(&self, access: &Access, filter: &ConcernFilter) -> Result<Vec<Concern>> {
        let mut tx = self.read().await?;
        let sql = format!(
            "{SELECT} AND ($2 IS NULL OR c.sort = $2) AND ($3 IS NULL OR c.batch_id = $3)
                 AND ($4 IS NULL OR c.dossier_id = $4) AND ($5 IS NULL OR (c.state = 'open') = $5)
                 AND ($6 IS NULL OR c.id < $6) ORDER BY c.id DESC LIMIT $7"
        );
        let found = rows!(
            &mut tx,
            Row,
            &sql,
            scope(access),
            filter.sort.map(|sort| sort.name()),
            filter.batch.map(|batch| batch.0),
            filter.dossier.map(|dossier| dossier.0),
            filter.open,
            filter.after.map(|after| after.0),
            i64::from(filter.limit)
        )?;
        found.into_iter().map(Row::concern).collect()
    }

    pub async fn concern(&self, access: &Access, id: ConcernId) -> Result<Concern> {
        let mut tx = self.read().await?;
        let sql = format!("{SELECT} AND c.id = $2");
        row!(&mut tx, Row, &sql, scope(access), id.0)?.ok_or(RegisterError::NotFound)?.concern()
    }

    /// Open Concerns by sort.
    pub async fn concern_counts(&self, access: &Access) -> Result<Vec<(ConcernSort, u64)>> {
        let mut tx = self.read().await?;
        let sql = "SELECT c.sort, count(*) FROM concerns c JOIN dossiers d ON d.id = c.dossier_id
             WHERE SCOPE(d.office_id) AND c.state = 'open' GROUP BY c.sort ORDER BY c.sort";
        let mut counts = Vec::new();
        for (sort, number) in rows!(&mut tx, (String, i64), sql, scope(access))? {
            counts.push((ConcernSort::of_word(&sort)?, count(number)));
        }
        Ok(counts)
    }
}
