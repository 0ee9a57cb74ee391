//! Invariant 1: every file at the door ends as an Arrival, a Refusal with a reason, or a known duplicate, and the
//! three add up; the inbox loses nothing.

use std::path::Path;
use std::time::Duration;

use dossier::access::Access;
use dossier::concern::RefusalCode;
use ingest::inbox::{self, InboxConfig};
use ingest::{Door, DoorOutcome, Place};
use register::{Channel, DEFAULT_OFFICE, Register};
use storage::Storage;
use tempfile::TempDir;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

const PDF: &[u8] = b"%PDF-1.4 one";
const OTHER: &[u8] = b"%PDF-1.4 two";

async fn door(folder: &TempDir) -> Door {
    let url = format!("sqlite://{}", folder.path().join("register.sqlite").display());
    let place = folder.path().join("storage").display().to_string();
    Door {
        register: Register::open(&url).await.unwrap(),
        storage: Storage::open(&place, folder.path()).await.unwrap(),
        max_file_bytes: 1024,
    }
}

async fn place(door: &Door, reference: &str, file_name: &str) -> Place {
    let office = door.register.office_by_code(DEFAULT_OFFICE).await.unwrap().id;
    let batch = door.register.ensure_batch(office, "партія", None).await.unwrap().id;
    Place {
        office,
        batch,
        reference: reference.into(),
        volume: String::new(),
        file_name: file_name.into(),
        order: 0,
        channel: Channel::CommandLine,
        by: None,
    }
}

#[tokio::test]
async fn the_three_endings_add_up() {
    let folder = tempfile::tempdir().unwrap();
    let door = door(&folder).await;
    let long = vec![b'%'; 2000];
    let files: [(&str, &str, &[u8], &str); 9] = [
        ("1", "a.pdf", PDF, "arrival"),
        ("1", "a.pdf", PDF, "known"),
        // The same bytes under another name are another page; other bytes under the same name as well.
        ("1", "b.pdf", PDF, "arrival"),
        ("1", "a.pdf", OTHER, "arrival"),
        ("2", "a.pdf", PDF, "arrival"),
        ("2", "empty.pdf", b"", "empty"),
        ("2", "text.pdf", "Справа".as_bytes(), "unsupported_type"),
        ("2", "long.pdf", &long, "too_large"),
        ("2", "a.pdf", PDF, "known"),
    ];
    for (reference, name, bytes, expected) in files {
        let ended = match door.receive(place(&door, reference, name).await, bytes).await.unwrap() {
            DoorOutcome::Arrival(..) => "arrival",
            DoorOutcome::Known(..) => "known",
            DoorOutcome::Refused(code, _) => code.code(),
        };
        assert_eq!(ended, expected, "{reference}/{name}");
    }
    let linked = folder.path().join("link.pdf");
    std::os::unix::fs::symlink("/etc/hostname", &linked).unwrap();
    let refused = door.receive_file(place(&door, "2", "link.pdf").await, &linked).await.unwrap();
    assert!(matches!(refused, DoorOutcome::Refused(RefusalCode::NotAFile, _)));

    let counts = door.register.door_counts(&Access::command_line(), None).await.unwrap();
    assert_eq!((counts.arrivals, counts.duplicates, counts.refusals), (4, 2, 4));
    assert_eq!(counts.files, counts.arrivals + counts.duplicates + counts.refusals);
}

fn put(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn the_inbox_moves_and_never_deletes() {
    let folder = tempfile::tempdir().unwrap();
    let door = door(&folder).await;
    let inbox = folder.path().join("inbox");
    put(&inbox, "0000/п1/63905/1.pdf", PDF);
    put(&inbox, "0000/п1/63905/том 2/1.pdf", OTHER);
    put(&inbox, "0000/п1/63905/note.txt", b"text");
    put(&inbox, "0000/п1/63905/Thumbs.db", b"x");
    put(&inbox, "0000/п1/63905/.complete", b"");
    put(&inbox, "unknown-office/п1/1/1.pdf", PDF);
    let config = InboxConfig {
        folder: inbox.clone(),
        quiet: Duration::from_secs(3600),
        settle: Duration::ZERO,
        look_every: Duration::from_millis(20),
    };
    let (woken, stop) = (Notify::new(), CancellationToken::new());
    let watch = inbox::watch(&door, &config, &woken, &stop);
    let enough = async {
        let dossier = inbox.join("0000/п1/63905");
        while !dossier.join(".refused/note.txt.reason").exists()
            || !dossier.join(".received/том 2/1.pdf").exists()
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        // One more look: nothing is taken twice.
        tokio::time::sleep(Duration::from_millis(200)).await;
        stop.cancel();
    };
    tokio::time::timeout(Duration::from_secs(30), async { tokio::join!(watch, enough) }).await.unwrap();

    let dossier = inbox.join("0000/п1/63905");
    assert_eq!(std::fs::read(dossier.join(".received/1.pdf")).unwrap(), PDF);
    assert_eq!(
        std::fs::read_to_string(dossier.join(".refused/note.txt.reason")).unwrap(),
        "unsupported_type"
    );
    assert!(dossier.join("Thumbs.db").exists());
    assert!(inbox.join("unknown-office/п1/1/1.pdf").exists(), "a folder of no office waits");
    let counts = door.register.door_counts(&Access::command_line(), None).await.unwrap();
    assert_eq!((counts.files, counts.arrivals, counts.duplicates, counts.refusals), (3, 2, 0, 1));
    let found = door.register.find_dossiers(&Access::command_line(), "63905").await.unwrap();
    let arrivals = door.register.arrivals(&Access::command_line(), found[0].id).await.unwrap();
    let names: Vec<(&str, &str)> =
        arrivals.iter().map(|one| (one.volume.as_str(), one.file_name.as_str())).collect();
    assert_eq!(names, [("", "1.pdf"), ("том 2", "1.pdf")]);
}
