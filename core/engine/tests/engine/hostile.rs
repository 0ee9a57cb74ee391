//! Files that mean harm or met it: each gives a plain error or a page, and the engine lives on.

use engine::{Engine, EngineError};

use crate::common;

#[tokio::test]
async fn bad_files_are_named() {
    let engine = common::engine();
    let listed = |error: EngineError| (Some(error), None);
    let paged = |error: EngineError| (None, Some(error));
    let damaged = |detail: &str| EngineError::Damaged { detail: detail.to_owned() };
    let rows = [
        ("locked.pdf", listed(EngineError::Locked)),
        ("truncated.tif", listed(damaged("tiff.truncated"))),
        ("truncated.jpg", paged(damaged("jpeg.truncated"))),
        ("huge-header.png", listed(EngineError::TooLarge { megapixels: 3600 })),
        ("huge-header.tif", listed(EngineError::TooLarge { megapixels: 3600 })),
        ("many-pages.pdf", listed(EngineError::TooManyFrames { limit: 5000 })),
        ("empty.tif", listed(EngineError::Unsupported)),
        ("text.pdf", listed(EngineError::Unsupported)),
    ];
    for (name, (at_list, at_page)) in rows {
        let file = common::fixture(&format!("bad/{name}"));
        let frames = engine.frames(&file).await;
        assert_eq!(frames.as_ref().err(), at_list.as_ref(), "{name}");
        if frames.is_ok() {
            assert_eq!(engine.read(&file, 0).await.err(), at_page, "{name}");
        }
    }
    let file = common::fixture("bad").join("not there");
    assert!(matches!(engine.frames(&file).await, Err(EngineError::Unavailable { .. })));
}

/// Every coding cut short and with bytes changed, by a fixed generator: no outcome but a page or an error.
#[tokio::test]
async fn broken_files_cost_themselves_alone() {
    let mut config = common::config();
    config.page_seconds = 30;
    let engine = Engine::new(config);
    let folder = tempfile::tempdir().expect("a folder");
    let mut seed = 0x2545_f491_4f6c_dd1du64;
    let mut next = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed as usize
    };
    let names = [
        "page.jpg",
        "deep.png",
        "g4.tif",
        "g3.tif",
        "cmyk.tif",
        "tiled.tif",
        "planar.tif",
        "page.jp2",
        "page.pdf",
    ];
    let mut errors = 0;
    for name in names {
        let good = std::fs::read(common::own(name)).expect(name);
        for round in 0..6 {
            let mut bytes = good.clone();
            if round < 2 {
                bytes.truncate(16 + next() % (bytes.len() - 16));
            } else {
                for _ in 0..(1 << round) {
                    let place = 8 + next() % (bytes.len() - 8);
                    bytes[place] = next() as u8;
                }
            }
            let file = folder.path().join("broken");
            std::fs::write(&file, &bytes).expect("written");
            let outcome = match engine.frames(&file).await {
                Ok(_) => engine.read(&file, 0).await.map(|_| ()),
                Err(error) => Err(error),
            };
            if let Err(error) = outcome {
                errors += 1;
                let odd = matches!(error, EngineError::Unavailable { .. } | EngineError::Timeout { .. });
                assert!(!odd, "{name} round {round}: {error:?}");
            }
        }
    }
    assert!(errors > 10, "only {errors} of the broken files were noticed");
    let page = engine.read(&common::own("g4.tif"), 0).await.expect("the engine lives");
    assert!(!page.lines.is_empty());
}

/// Sizes no scanner makes.
#[tokio::test]
async fn odd_sizes_are_no_trouble() {
    let engine = common::engine();
    let folder = tempfile::tempdir().expect("a folder");
    for (width, height) in [(1, 1), (1, 20_000), (20_000, 1), (41, 41), (3_000, 45)] {
        let file = folder.path().join("odd.png");
        image::GrayImage::from_fn(width, height, |x, y| image::Luma([((x * 31 + y * 17) % 256) as u8]))
            .save(&file)
            .expect("written");
        let page = engine.read(&file, 0).await.unwrap_or_else(|error| panic!("{width}x{height}: {error:?}"));
        assert_eq!(page.width * page.height, width * height);
    }
}
