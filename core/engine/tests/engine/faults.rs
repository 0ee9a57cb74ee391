//! A crash, a hang and a memory bomb in a child cost the page that did it, and nothing else.

use std::path::{Path, PathBuf};

use engine::{Decision, Engine, EngineConfig, EngineError};

use crate::common;

fn config() -> EngineConfig {
    EngineConfig { children: 1, page_seconds: 5, memory_bytes: 1 << 30, ..common::config() }
}

fn faulty(folder: &Path, fault: &str) -> PathBuf {
    let mut bytes = std::fs::read(common::own("g4.tif")).expect("a good file");
    bytes.extend_from_slice(format!("SPRAVA-FAULT:{fault}").as_bytes());
    let file = folder.join(format!("{fault}.tif"));
    std::fs::write(&file, bytes).expect("written");
    file
}

#[tokio::test]
async fn a_fault_costs_its_page_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = Engine::new(config());
    let good = common::own("g4.tif");
    let rows = [
        ("crash", EngineError::Crashed { signal: 6 }),
        ("hang", EngineError::Timeout { seconds: 5 }),
        ("eat", EngineError::OutOfMemory),
        ("choke", EngineError::OutOfMemory),
    ];
    for (fault, expected) in rows {
        let file = faulty(folder.path(), fault);
        assert_eq!(engine.frames(&file).await.err(), Some(expected.clone()), "{fault}");
        assert_eq!(expected.decision(), Decision::Retry);
        let late = faulty(folder.path(), &format!("read-{fault}"));
        assert!(engine.frames(&late).await.is_ok(), "{fault} waits for the reading");
        assert_eq!(engine.read(&late, 0).await.err(), Some(expected), "{fault}");
        assert!(engine.frames(&good).await.is_ok(), "the engine lives after {fault}");
    }
}

/// What takes too long is read once more, and says so.
#[tokio::test]
async fn a_page_that_takes_too_long_is_tried_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = Engine::new(config());
    let slow = faulty(folder.path(), "first-hang");
    let page = engine.read(&slow, 0).await.expect("read at the second try");
    assert_eq!(page.steps[0].name, "second try");
    assert!(!page.lines.is_empty(), "its text is read all the same");
    let picture = engine.picture(&slow, 0).await.expect("drawn at the second try");
    assert_eq!((picture.width, picture.height), (page.picture.width, page.picture.height));
    let usual = engine.read(&common::own("g4.tif"), 0).await.expect("a good file");
    assert!(usual.steps.iter().all(|step| step.name != "second try"), "{:?}", usual.steps);
}

/// Waiting pages are served while another child hangs, and children do not outlive the engine.
#[tokio::test]
async fn others_go_on_beside_a_hanging_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = Engine::new(EngineConfig { children: 2, ..config() });
    let hang = faulty(folder.path(), "hang");
    let (good, mut done) = (common::own("g4.tif"), 0);
    let hanging = engine.frames(&hang);
    let others = async {
        for _ in 0..5 {
            engine.frames(&good).await.expect("a good file");
            done += 1;
        }
    };
    let (hung, ()) = tokio::join!(hanging, others);
    assert_eq!((hung.err(), done), (Some(EngineError::Timeout { seconds: 5 }), 5));
    engine.shutdown().await;
    let closed = Some(EngineError::Unavailable { what: "closed".to_owned() });
    assert_eq!(engine.frames(&good).await.err(), closed);
}
