//! The chain of the journal: one sealer numbers and hashes entries, anyone walks it and finds a changed byte.

use dossier::Digest;
use dossier::audit::{GENESIS, chained};
use serde::Deserialize;
use time::OffsetDateTime;
use uuid::Uuid;

use crate::sql::{At, Tx, row, rows, run};
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

/// How far the chain was walked, portion by portion, since the register was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainChecked {
    /// The last entry found sound, 0 for none.
    pub ok_to: i64,
    pub broken_at: Option<i64>,
    pub at: OffsetDateTime,
    /// The last sealed entry: beyond `ok_to` the walk is still under way.
    pub sealed_to: i64,
    pub unsealed: u64,
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

/// The entries behind `after`, in order.
async fn links(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<Link>> {
    rows!(
        tx,
        Link,
        "SELECT id, sequence, previous, hash, canonical, action, object, object_id, outcome
         FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT $2",
        after,
        limit
    )
}

/// Walks these entries; gives the last sound one with its hash, and the first that is not.
fn walk(links: &[Link], from: (i64, Digest)) -> ((i64, Digest), Option<i64>) {
    let (mut reached, mut previous) = from;
    for link in links {
        match link.sound(reached + 1, &previous) {
            Some(hash) => (reached, previous) = (reached + 1, hash),
            None => return ((reached, previous), Some(reached + 1)),
        }
    }
    ((reached, previous), None)
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
            let some = links(&mut tx, reached, STRIDE).await?;
            if some.is_empty() {
                break;
            }
            ((reached, previous), broken_at) = walk(&some, (reached, previous));
            progress(reached);
        }
        Ok(Chain { ok_to: reached, broken_at, unsealed: self.unsealed().await?, head: previous })
    }

    /// Walks on from where the last walk ended, one portion; what was walked is not looked at again, save its last
    /// entry. The whole walk is `verify_chain`.
    pub async fn check_chain(&self) -> Result<ChainChecked> {
        let now = self.now();
        let mut tx = self.read().await?;
        let sql = "SELECT sequence, hash, broken_at, at FROM chain_checked WHERE id = 1";
        let kept = row!(&mut tx, (i64, String, Option<i64>, At), sql)?;
        let mut from = match &kept {
            Some((sequence, hash, ..)) => (*sequence, digest(hash)?),
            None => (0, GENESIS),
        };
        let sealed_to = head(&mut tx).await?.0;
        let sql = "SELECT hash FROM audit WHERE sequence = $1";
        let stands = row!(&mut tx, (Option<String>,), sql, from.0)?.and_then(|(hash,)| hash);
        let mut broken_at = Some(from.0);
        if from.0 == 0 || stands == Some(from.1.to_string()) {
            let some = links(&mut tx, from.0, STRIDE).await?;
            (from, broken_at) = walk(&some, from);
        }
        drop(tx);
        let unsealed = self.unsealed().await?;
        let checked = ChainChecked { ok_to: from.0, broken_at, at: now, sealed_to, unsealed };
        // Nothing new: the row is left alone for a while.
        let same = kept.is_some_and(|(sequence, _, broken, at)| {
            sequence == from.0 && broken == broken_at && now - at.0 < time::Duration::MINUTE
        });
        if same {
            return Ok(checked);
        }
        let mut tx = self.write().await?;
        // Another walker may have come further meanwhile: the position only moves on.
        run!(
            &mut tx,
            "INSERT INTO chain_checked (id, sequence, hash, broken_at, at) VALUES (1, $1, $2, $3, $4)
             ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash,
                 broken_at = excluded.broken_at, at = excluded.at
             WHERE chain_checked.sequence <= excluded.sequence",
            from.0,
            from.1.to_string(),
            broken_at,
            At(now)
        )?;
        tx.commit().await?;
        Ok(checked)
    }
}
