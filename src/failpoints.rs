//! Fail points for the tests of faults: `FAILPOINTS` as the `fail` crate reads it, and
//! `SPRAVA_STAND_STILL_AT=NAME:N`: the N-th time somebody comes to NAME, the program says so and stands still there,
//! so that a test can kill it at a known place. Built only with the feature `failpoints`.

use std::io::Write;
use std::sync::atomic::{AtomicU32, Ordering};

/// Takes effect until the returned value goes.
pub fn set_up() -> fail::FailScenario<'static> {
    let scenario = fail::FailScenario::setup();
    if let Ok(asked) = std::env::var("SPRAVA_STAND_STILL_AT") {
        stand_still_at(&asked);
    }
    scenario
}

fn stand_still_at(asked: &str) {
    let (name, times) = asked.rsplit_once(':').expect("a test names a fail point and a number");
    let times: u32 = times.parse().expect("a test names a fail point and a number");
    let (told, seen) = (name.to_owned(), AtomicU32::new(0));
    let stand_still = move || {
        if seen.fetch_add(1, Ordering::SeqCst) + 1 != times {
            return;
        }
        let _ = writeln!(std::io::stderr(), "standing still at {told}");
        loop {
            std::thread::park();
        }
    };
    fail::cfg_callback(name, stand_still).expect("a callback can always be set");
}
