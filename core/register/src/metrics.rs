//! Counts for the metrics page and progress bars: numbers and codes only.

use dossier::BatchId;
use dossier::access::Access;
use dossier::page::PageState;

use crate::sql::{count, row, rows, scope};
use crate::words::Word;
use crate::{Register, Result};

/// How far the line is, for one batch or for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub dossiers: u64,
    /// No more files expected.
    pub closed: u64,
    pub understood: u64,
    /// Archive copy and index show the last revision.
    pub finished: u64,
    /// Arrivals not yet paginated.
    pub arrivals_waiting: u64,
    pub pages: u64,
    pub waiting: u64,
    pub read: u64,
    pub failed: u64,
    pub concerns: u64,
}

impl Register {
    pub async fn pages_by_state(&self) -> Result<Vec<(PageState, u64)>> {
        let mut tx = self.read().await?;
        let mut counts = Vec::new();
        for (state, number) in
            rows!(&mut tx, (String, i64), "SELECT state, count(*) FROM pages GROUP BY state")?
        {
            counts.push((PageState::of_word(&state)?, count(number)));
        }
        Ok(counts)
    }

    pub async fn progress(&self, access: &Access, batch: Option<BatchId>) -> Result<Progress> {
        let mut tx = self.read().await?;
        let batch = batch.map(|batch| batch.0);
        let sql =
            "SELECT count(*), count(*) FILTER (WHERE closed), count(*) FILTER (WHERE state = 'understood'),
                 count(*) FILTER (WHERE state = 'understood' AND pdf_revision = revision
                     AND indexed_revision = revision)
             FROM dossiers WHERE SCOPE(office_id) AND ($2 IS NULL OR batch_id = $2) AND next_order > 0";
        let found = row!(&mut tx, (i64, i64, i64, i64), sql, scope(access), batch)?;
        let (dossiers, closed, understood, finished) = found.unwrap_or_default();
        let mine = "(SELECT id FROM dossiers WHERE SCOPE(office_id) AND ($2 IS NULL OR batch_id = $2))";
        let sql = format!(
            "SELECT count(*), count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'failed'),
                 (SELECT count(*) FROM arrivals WHERE state = 'received' AND dossier_id IN {mine}),
                 (SELECT count(*) FROM concerns WHERE state = 'open' AND dossier_id IN {mine})
             FROM pages WHERE dossier_id IN {mine} AND aside IS NULL"
        );
        let found = row!(&mut tx, (i64, i64, i64, i64, i64), &sql, scope(access), batch)?;
        let (pages, waiting, failed, arrivals, concerns) = found.unwrap_or_default();
        Ok(Progress {
            dossiers: count(dossiers),
            closed: count(closed),
            understood: count(understood),
            finished: count(finished),
            arrivals_waiting: count(arrivals),
            pages: count(pages),
            waiting: count(waiting),
            read: count(pages - waiting - failed),
            failed: count(failed),
            concerns: count(concerns),
        })
    }
}
