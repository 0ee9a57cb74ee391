//! What every backend promises, shown on a folder and on a real S3 server over HTTP.

mod stores;

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use dossier::{Digest, DossierId, PageId, RecognitionId};
use storage::{Finding, Holding, Key, Storage, StorageError, Verdict};
use stores::{Place, both};
use tokio::io::{AsyncRead, AsyncReadExt, ReadBuf};

const ENOUGH: u64 = 1 << 30;

#[tokio::test(flavor = "multi_thread")]
async fn an_original_is_hashed_kept_and_proved() {
    for place in both().await {
        let store = &place.store;
        let dossier = DossierId::new();
        for size in [0, 1, 1023, 1024, 1025, 300_000, 5_000_000] {
            let bytes = noise(size);
            let stored = store.put_original(dossier, &bytes[..], ENOUGH).await.unwrap();
            assert_eq!(stored.digest, Digest::of(&bytes));
            assert_eq!((stored.size, stored.already), (size as u64, false));
            assert_eq!(stored.head, bytes[..size.min(1024)]);
            let key = Key::original(dossier, &stored.digest);
            assert_eq!(store.get(&key).await.unwrap(), bytes);
            assert_eq!(store.size(&key).await.unwrap(), Some(size as u64));
            assert_eq!(store.verify(&key, &stored.digest).await.unwrap(), Verdict::Same);
            assert!(store.put_original(dossier, &bytes[..], ENOUGH).await.unwrap().already);
        }
        assert!(place.leftovers().is_empty(), "spooled bytes are forgotten once kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixteen_at_once_one_wins_and_all_agree() {
    let [folder, bucket] = both().await;
    for place in [folder, bucket, stores::versioned().await] {
        let dossier = DossierId::new();
        let bytes = noise(200_000);
        let mut racers = tokio::task::JoinSet::new();
        for _ in 0..16 {
            let (store, bytes) = (place.store.clone(), bytes.clone());
            racers.spawn(async move { store.put_original(dossier, &bytes[..], ENOUGH).await.unwrap() });
        }
        let outcomes = racers.join_all().await;
        assert_eq!(outcomes.iter().filter(|stored| !stored.already).count(), 1);
        assert!(outcomes.iter().all(|stored| stored.digest == Digest::of(&bytes)));
        assert_eq!(place.store.list(dossier).await.unwrap().len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_dossiers_share_nothing() {
    for place in both().await {
        let (one, other) = (DossierId::new(), DossierId::new());
        assert!(!place.store.put_original(one, &b"blank back"[..], ENOUGH).await.unwrap().already);
        assert!(!place.store.put_original(other, &b"blank back"[..], ENOUGH).await.unwrap().already);
        let mut dossiers = place.store.dossiers().await.unwrap();
        dossiers.sort();
        assert_eq!(dossiers, [one, other]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_that_is_too_long_or_breaks_off_leaves_nothing() {
    for place in both().await {
        let dossier = DossierId::new();
        let bytes = noise(70_000);
        let long = place.store.put_original(dossier, &bytes[..], 69_999).await;
        assert!(matches!(long, Err(StorageError::TooLarge { limit: 69_999 })), "{long:?}");
        let broken = place.store.put_original(dossier, Broken(&bytes), ENOUGH).await;
        assert!(matches!(broken, Err(StorageError::Source(_))), "{broken:?}");
        assert!(place.store.put_original(dossier, &bytes[..], 70_000).await.is_ok(), "exactly the limit");
        assert_eq!(place.store.list(dossier).await.unwrap().len(), 1);
        assert!(place.leftovers().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_before_the_name_is_taken_leaves_no_half_object() {
    for place in both().await {
        let dossier = DossierId::new();
        let bytes = noise(100_000);
        let spooled = place.store.spool(&bytes[..], ENOUGH).await.unwrap();
        let key = Key::original(dossier, &spooled.digest);
        // A killed process runs no destructor.
        std::mem::forget(spooled);
        let (again, _spool) = place.reopen().await;
        assert!(!again.exists(&key).await.unwrap());
        assert!(again.list(dossier).await.unwrap().is_empty());
        assert!(!again.put_original(dossier, &bytes[..], ENOUGH).await.unwrap().already, "repeated whole");
        assert_eq!(place.leftovers().len(), 1, "a young file may be another process's");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_and_missing_originals_are_noticed() {
    for place in both().await {
        let dossier = DossierId::new();
        let stored = place.store.put_original(dossier, &b"ink on paper"[..], ENOUGH).await.unwrap();
        let key = Key::original(dossier, &stored.digest);
        place.tamper(&key, b"ink on rubber").await;
        assert_eq!(place.store.verify(&key, &stored.digest).await.unwrap(), Verdict::Changed);
        let again = place.store.put_original(dossier, &b"ink on paper"[..], ENOUGH).await;
        assert!(matches!(again, Err(StorageError::Damaged)), "never replaced in silence: {again:?}");
        let missing = Key::original(dossier, &Digest::of(b"never stored"));
        assert_eq!(place.store.verify(&missing, &stored.digest).await.unwrap(), Verdict::Missing);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn derivatives_are_replaced_and_removed_originals_are_not() {
    for place in both().await {
        let store = &place.store;
        let (dossier, page) = (DossierId::new(), PageId::new());
        let stored = store.put_original(dossier, &b"paper"[..], ENOUGH).await.unwrap();
        let original = Key::original(dossier, &stored.digest);
        let alto = Key::alto(dossier, page, RecognitionId::new());
        let manifest = Key::manifest(dossier, 1);
        for key in [&alto, &manifest] {
            store.put(key, b"first").await.unwrap();
            store.put(key, b"second").await.unwrap();
            assert_eq!(store.get(key).await.unwrap(), b"second");
        }
        let forbidden = |outcome| matches!(outcome, Err(StorageError::Forbidden));
        assert!(forbidden(store.put(&original, b"other").await));
        assert!(forbidden(store.remove(&original).await));
        assert!(forbidden(store.remove(&manifest).await));
        store.remove(&alto).await.unwrap();
        store.remove(&alto).await.unwrap();
        assert!(matches!(store.get(&alto).await, Err(StorageError::NotFound)));
        let held: Vec<_> =
            store.list(dossier).await.unwrap().iter().map(|entry| entry.key.holding()).collect();
        assert_eq!(held, [Holding::Manifest, Holding::Original]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bytes_are_read_whole_in_part_as_a_stream_and_as_a_file() {
    for place in both().await {
        let store = &place.store;
        let key = Key::picture(DossierId::new(), PageId::new());
        assert!(matches!(store.stream(&key).await, Err(StorageError::NotFound)));
        assert!(matches!(store.to_local(&key).await, Err(StorageError::NotFound)));
        let bytes = noise(100_000);
        store.put(&key, &bytes).await.unwrap();
        for (range, expected) in [
            (0..10, &bytes[..10]),
            (500..700, &bytes[500..700]),
            (99_990..200_000, &bytes[99_990..]),
            (100_000..100_001, &[]),
            (7..7, &[]),
        ] {
            assert_eq!(store.get_range(&key, range.clone()).await.unwrap(), expected, "{range:?}");
        }
        let mut stream = store.stream(&key).await.unwrap();
        assert_eq!(stream.size, Some(100_000));
        let mut streamed = Vec::new();
        stream.bytes.read_to_end(&mut streamed).await.unwrap();
        assert_eq!(streamed, bytes);
        let local = store.to_local(&key).await.unwrap();
        assert_eq!(std::fs::read(local.path()).unwrap(), bytes);
        drop(local);
        assert!(place.leftovers().is_empty(), "a local copy goes with its value");
        assert!(store.exists(&key).await.unwrap());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_grows_in_the_spool_is_put_whole_and_replaces() {
    for place in both().await {
        let store = &place.store;
        let dossier = DossierId::new();
        let key = Key::archive_pdf(dossier, 1);
        let bytes = noise(3_000_000);
        store.put(&key, b"an older copy").await.unwrap();
        let mut sink = store.sink().unwrap();
        for piece in bytes.chunks(70_001) {
            sink.write_all(piece).unwrap();
        }
        let spooled = sink.finish().unwrap();
        assert_eq!((spooled.digest, spooled.size), (Digest::of(&bytes), bytes.len() as u64));
        assert_eq!(spooled.head, bytes[..1024]);
        store.put_spooled(&key, spooled).await.unwrap();
        assert_eq!(store.get(&key).await.unwrap(), bytes);

        store.sink().unwrap().write_all(&bytes).unwrap();
        let original = Key::original(dossier, &Digest::of(b"ink"));
        let mut sink = store.sink().unwrap();
        sink.write_all(b"ink").unwrap();
        let forbidden = store.put_spooled(&original, sink.finish().unwrap()).await;
        assert!(matches!(forbidden, Err(StorageError::Forbidden)));
        assert!(place.leftovers().is_empty(), "what is dropped, finished or not, is forgotten");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_original_as_a_file_is_fetched_whole_every_time() {
    for place in both().await {
        let dossier = DossierId::new();
        let bytes = noise(300_000);
        let stored = place.store.put_original(dossier, &bytes[..], ENOUGH).await.unwrap();
        let key = Key::original(dossier, &stored.digest);
        for _ in 0..3 {
            let local = place.store.to_local(&key).await.unwrap();
            assert_eq!(std::fs::read(local.path()).unwrap(), bytes);
        }
        assert!(place.leftovers().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn more_things_than_one_answer_holds_are_all_listed() {
    for place in both().await {
        let dossier = DossierId::new();
        let mut writers = tokio::task::JoinSet::new();
        for number in 0..1_100 {
            let store = place.store.clone();
            writers.spawn(async move { store.put(&Key::manifest(dossier, number), b"{}").await.unwrap() });
            if writers.len() >= 16 {
                writers.join_next().await;
            }
        }
        writers.join_all().await;
        assert_eq!(place.store.list(dossier).await.unwrap().len(), 1_100);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_finds_both_fit() {
    for place in both().await {
        let findings = place.store.doctor(0).await;
        assert!(findings.contains(&Finding::Writable), "{findings:?}");
        assert!(findings.iter().all(|finding| !finding.is_problem()), "{findings:?}");
        if matches!(place.store, Storage::Folder(_)) {
            let strict = place.store.doctor(u64::MAX).await;
            assert!(
                strict.iter().any(|finding| matches!(finding, Finding::LittleSpace { .. })),
                "{strict:?}"
            );
        }
        if matches!(place.store, Storage::S3(_)) {
            assert!(findings.contains(&Finding::ConditionalPutHonoured), "{findings:?}");
            assert!(findings.contains(&Finding::VersioningOff), "{findings:?}");
        }
        assert!(place.leftovers().is_empty());
    }
    assert!(stores::versioned().await.store.doctor(0).await.contains(&Finding::VersioningOn));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_names_what_is_wrong_with_a_bucket() {
    for (place, key, secret, expected) in stores::wrong_buckets() {
        let (store, _spool) = Place::bucket(&place, key, secret).await;
        assert_eq!(store.doctor(0).await, [expected], "{place}");
    }
}

#[tokio::test]
async fn an_address_is_a_folder_or_a_bucket() {
    let dir = tempfile::tempdir().unwrap();
    for wrong in ["postgres://host/name", "s3://", "ftp://host"] {
        assert!(matches!(Storage::open(wrong, dir.path()).await, Err(StorageError::Address)), "{wrong}");
    }
    let path = dir.path().join("deep/storage");
    let url = format!("file://{}", path.display());
    assert!(matches!(Storage::open(&url, dir.path()).await, Ok(Storage::Folder(_))));
    assert!(path.is_dir());
}

/// Bytes without a pattern, the same every time.
fn noise(size: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..size).map(|_| next()).collect()
}

/// A sender that hangs up in the middle.
struct Broken<'a>(&'a [u8]);

impl AsyncRead for Broken<'_> {
    fn poll_read(self: Pin<&mut Self>, _: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let rest = self.get_mut();
        if rest.0.len() < 10_000 {
            return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
        }
        let (now, later) = rest.0.split_at(into.remaining().min(5_000));
        into.put_slice(now);
        rest.0 = later;
        Poll::Ready(Ok(()))
    }
}
