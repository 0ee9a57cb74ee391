//! The chain of the journal: one sealer numbers and hashes entries, anyone walks it and finds a changed byte.

use dossier::Digest;
use dossier::audit::{GENESIS, chained};
use serde::Deserialize;
use uuid::Uuid;

use crate::sql::{Tx, row, rows, run};
use crate::words::digest;
use crate::{Register, Result};

/// What a walk along the chain found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The last entry that is sound, 0 for none.
    pub ok_to: i64,
    /// The first entry that is not.
    pub broken_at: Option<i64>,
    pub unsealed: u64,
    /// Hash of the last sound entry: keep it elsewhere to notice a cut end.
    pub head: Digest,
}

/// Entries sealed in one transaction, and read at once on a walk.
const PORTION: i64 = 500;
const STRIDE: i64 = 5000;

/// Held by the one sealer that works.
const LOCK: i64 = 0x5365_616c;

/// Number and hash of the last sealed entry.
async fn head(tx: &mut Tx) -> Result<(i64, Digest)> {
    let sql = "SELECT sequence, hash FROM audit WHERE sequence IS NOT NULL ORDER BY sequence DESC LIMIT 1";
    match row!(tx, (i64, String), sql)? {
        Some((sequence, hash)) => Ok((sequence, digest(&hash)?)),
        None => Ok((0, GENESIS)),
    }
}

async fn seal_portion(tx: &mut Tx) -> Result<u64> {
    if tx.is_postgres() {
        let (free,) = row!(tx, (bool,), "SELECT pg_try_advisory_xact_lock($1)", LOCK)?.unwrap_or((false,));
        if !free {
            return Ok(0);
        }
    }
    let (mut sequence, mut previous) = head(tx).await?;
    let sql = "SELECT id, canonical FROM audit WHERE sequence IS NULL ORDER BY id LIMIT $1";
    let waiting = rows!(tx, (Uuid, String), sql, PORTION)?;
    for (id, canonical) in &waiting {
        sequence += 1;
        let hash = chained(sequence, &previous, canonical);
        run!(
            tx,
            "UPDATE audit SET sequence = $2, previous = $3, hash = $4 WHERE id = $1",
            *id,
            sequence,
            previous.to_string(),
            hash.to_string()
        )?;
        previous = hash;
    }
    Ok(waiting.len() as u64)
}

#[derive(sqlx::FromRow)]
struct Link {
    id: Uuid,
    sequence: i64,
    previous: Option<String>,
    hash: Option<String>,
    canonical: String,
    action: String,
    object: String,
    object_id: Option<Uuid>,
    outcome: String,
}

/// The parts of the canonical text that also stand in columns.
#[derive(Deserialize)]
struct Shown {
    id: Uuid,
    action: String,
    object: String,
    object_id: Option<Uuid>,
    outcome: String,
}

impl Link {
    /// The hash of a sound entry; `None` where anything was changed: text, hash, place or the columns shown.
    fn sound(&self, expected: i64, previous: &Digest) -> Option<Digest> {
        let hash = chained(expected, previous, &self.canonical);
        let shown: Shown = serde_json::from_str(&self.canonical).ok()?;
        let sound = self.sequence == expected
            && self.previous.as_deref() == Some(previous.to_string().as_str())
            && self.hash.as_deref() == Some(hash.to_string().as_str())
            && shown.id == self.id
            && shown.action == self.action
            && shown.object == self.object
            && shown.object_id == self.object_id
            && shown.outcome == self.outcome;
        sound.then_some(hash)
    }
}

impl Register {
    /// Chains what is unsealed. Any number of sealers may call; one works. Returns how many were sealed.
    pub async fn seal(&self) -> Result<u64> {
        // On SQLite the writer is asked for only when there is something to write.
        if self.unsealed().await? == 0 {
            return Ok(0);
        }
        let mut sealed = 0;
        loop {
            let mut tx = self.write().await?;
            let portion = seal_portion(&mut tx).await?;
            tx.commit().await?;
            sealed += portion;
            if portion < PORTION as u64 {
                return Ok(sealed);
            }
        }
    }

    /// Walks the whole chain; `progress` hears the number of each entry reached, now and then.
    pub async fn verify_chain(&self, mut progress: impl FnMut(i64) + Send) -> Result<Chain> {
        let (mut reached, mut previous) = (0, GENESIS);
        let mut broken_at = None;
        while broken_at.is_none() {
            let mut tx = self.read().await?;
            let links = rows!(
                &mut tx,
                Link,
                "SELECT id, sequence, previous, hash, canonical, action, object, object_id, outcome
                 FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT $2",
                reached,
                STRIDE
            )?;
            if links.is_empty() {
                break;
            }
            for link in &links {
                match link.sound(reached + 1, &previous) {
                    Some(hash) => (reached, previous) = (reached + 1, hash),
                    None => {
                        broken_at = Some(reached + 1);
                        break;
                    }
                }
            }
            progress(reached);
        }
        Ok(Chain { ok_to: reached, broken_at, unsealed: self.unsealed().await?, head: previous })
    }
}
