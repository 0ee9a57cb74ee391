//! Failed sign-ins of names without an account. The register counts those of accounts; this counts the rest the same
//! way, so that the answer never tells whether a name exists.

use std::collections::HashMap;
use std::sync::Mutex;

use dossier::Digest;
use register::{LOCK_MINUTES, SIGN_IN_ATTEMPTS};
use time::{Duration, OffsetDateTime};

/// Names remembered; above it the oldest knowledge goes first.
const NAMES: usize = 10_000;

#[derive(Default)]
pub struct Tries(Mutex<HashMap<Digest, Failed>>);

struct Failed {
    count: i64,
    last: OffsetDateTime,
}

impl Tries {
    /// Notes a failure; gives the end of the wait once there were five.
    pub fn failed(&self, login: &str, now: OffsetDateTime) -> Option<OffsetDateTime> {
        let mut names = self.0.lock().expect("no holder of this lock can panic");
        if names.len() >= NAMES {
            names.retain(|_, failed| failed.last + Duration::minutes(LOCK_MINUTES) > now);
        }
        if names.len() >= NAMES {
            names.clear();
        }
        let failed = names.entry(Digest::of(login.as_bytes())).or_insert(Failed { count: 0, last: now });
        if failed.last + Duration::minutes(LOCK_MINUTES) <= now {
            failed.count = 0;
        }
        failed.count += 1;
        failed.last = now;
        (failed.count >= SIGN_IN_ATTEMPTS).then(|| now + Duration::minutes(LOCK_MINUTES))
    }

    /// Until when this name has to wait.
    pub fn locked(&self, login: &str, now: OffsetDateTime) -> Option<OffsetDateTime> {
        let names = self.0.lock().expect("no holder of this lock can panic");
        let failed = names.get(&Digest::of(login.as_bytes()))?;
        let until = failed.last + Duration::minutes(LOCK_MINUTES);
        (failed.count >= SIGN_IN_ATTEMPTS && until > now).then_some(until)
    }
}
