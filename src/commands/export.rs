//! `sprava export`: results as JSON Lines, a dossier as PDF/A or ALTO. A file stands under its name only when whole.

use std::path::{Path, PathBuf};

use dossier::access::{Access, Actor};
use dossier::audit::AuditEvent;
use register::{Dossier, Page};
use storage::{Key, StorageError, Stream};
use tokio::fs::{self, File};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use uuid::Uuid;

use crate::Exit;
use crate::cli::{Export, ExportWhat, Format};
use crate::config::Config;
use crate::house::House;
use crate::results;
use crate::say::{Say, Trouble};

const PAGE: u32 = 100;
const CHUNK: usize = 256 * 1024;

pub async fn run(config: &Config, options: &Export, say: &Say) -> Result<Exit, Trouble> {
    let house = House::open(config).await?;
    match &options.what {
        ExportWhat::Results { batch } => results(&house, batch.as_deref(), say).await,
        ExportWhat::Dossier { reference, document, format, output } => {
            let dossier = one(&house, reference, say).await?;
            let part = part(&house, &dossier, *document).await?;
            export(&house, &dossier, part, *format, output, say).await
        }
    }
}

/// One dossier a line, in order of their making, in bounded memory.
async fn results(house: &House, batch: Option<&str>, say: &Say) -> Result<Exit, Trouble> {
    let access = Access::command_line();
    let mut after = None;
    let mut found = false;
    loop {
        let dossiers = house.register.all_dossiers(&access, None, after, PAGE).await?;
        let Some(last) = dossiers.last() else { break };
        after = Some(last.id);
        for dossier in &dossiers {
            if batch.is_some_and(|name| name != dossier.batch_name) {
                continue;
            }
            found = true;
            let result = results::of(&house.register, &house.storage, dossier).await?;
            say.line(&serde_json::to_string(&result)?);
            record(house, dossier, "results").await?;
        }
    }
    if let Some(name) = batch
        && !found
    {
        return Err(Trouble::plain("cli-error-no-batch", [("name", name)]));
    }
    Ok(Exit::Done)
}

/// What of the dossier is asked for: the pages of one document with its number, or all.
async fn part(house: &House, dossier: &Dossier, number: Option<u32>) -> Result<Option<Part>, Trouble> {
    let Some(number) = number else { return Ok(None) };
    let access = Access::command_line();
    let documents = house.register.documents(&access, dossier.id).await?;
    let place = number.checked_sub(1).and_then(|place| documents.get(place as usize));
    let Some(document) = place else {
        let (number, count) = (number.to_string(), documents.len().to_string());
        let named = [("reference", dossier.reference.as_str()), ("number", &number), ("count", &count)];
        return Err(Trouble::plain("cli-error-no-document", named));
    };
    let mut pages = house.register.pages(&access, dossier.id).await?;
    pages.retain(|page| page.document == Some(document.id));
    Ok(Some(Part { number, pages }))
}

struct Part {
    number: u32,
    pages: Vec<Page>,
}

async fn export(
    house: &House,
    dossier: &Dossier,
    part: Option<Part>,
    format: Format,
    output: &Path,
    say: &Say,
) -> Result<Exit, Trouble> {
    let (written, name) = match (format, part) {
        (Format::Pdf, None) => (pdf(house, dossier, output).await?, "pdf"),
        (Format::Pdf, Some(part)) => (document_pdf(house, dossier, part, output).await?, "pdf"),
        (Format::Alto, part) => (alto(house, dossier, part, output).await?, "alto"),
    };
    record(house, dossier, name).await?;
    say.note(
        "cli-export-done",
        &[("path", output.display().to_string().as_str().into()), ("files", written.into())],
    );
    Ok(Exit::Done)
}

/// The one dossier of a reference or id; several are listed, so that the asker can name one.
pub async fn one(house: &House, reference: &str, say: &Say) -> Result<Dossier, Trouble> {
    let mut found = house.register.find_dossiers(&Access::command_line(), reference).await?;
    if found.len() > 1 {
        let mut text = say.words.named("cli-error-ambiguous", reference);
        for dossier in &found {
            text.push_str(&format!("\n  {}  {}  {}", dossier.id, dossier.office_code, dossier.batch_name));
        }
        return Err(Trouble::Sentence(text));
    }
    found.pop().ok_or_else(|| Trouble::plain("cli-error-no-dossier", [("reference", reference)]))
}

async fn pdf(house: &House, dossier: &Dossier, output: &Path) -> Result<u64, Trouble> {
    let Some(revision) = dossier.pdf_revision else {
        return Err(Trouble::plain("cli-error-not-published", [("reference", &dossier.reference)]));
    };
    write(output, house.storage.stream(&Key::archive_pdf(dossier.id, revision)).await?).await?;
    Ok(1)
}

/// One document as the archive copy has it, made anew of the same stored layers and texts.
async fn document_pdf(house: &House, dossier: &Dossier, part: Part, output: &Path) -> Result<u64, Trouble> {
    let title = format!("{} / {}", dossier.reference, part.number);
    let made = ocr::publish::copy(&house.storage, &title, house.register.now(), &part.pages).await;
    let unwritten = |_| Trouble::plain("cli-error-not-published", [("reference", &dossier.reference)]);
    write(output, made.map_err(unwritten)?.stream().await?).await?;
    Ok(1)
}

/// A folder with one ALTO file a page, named by page number; pages without text have none.
async fn alto(house: &House, dossier: &Dossier, part: Option<Part>, output: &Path) -> Result<u64, Trouble> {
    std::fs::create_dir_all(output).map_err(|error| cannot_write(output, &error))?;
    let mut written = 0;
    let pages = match part {
        Some(part) => part.pages,
        None => house.register.pages(&Access::command_line(), dossier.id).await?,
    };
    for page in pages {
        let Some(recognition) = page.recognition else { continue };
        match house.storage.stream(&Key::alto(page.home, page.id, recognition)).await {
            Ok(text) => write(&output.join(format!("{:04}.xml", page.number)), text).await?,
            Err(StorageError::NotFound) => continue,
            Err(error) => return Err(error.into()),
        }
        written += 1;
    }
    Ok(written)
}

/// Writes beside the place and takes the name at the end. A pipe, a device or a link is written through: a file under
/// its name would take its place.
async fn write(path: &Path, stream: Stream) -> Result<(), Trouble> {
    let failed = |error| cannot_write(path, &error);
    if fs::symlink_metadata(path).await.is_ok_and(|facts| !facts.is_file()) {
        return copy(stream, &mut File::create(path).await.map_err(failed)?, failed).await;
    }
    let aside = Aside(path.with_file_name(format!(".{}.part", Uuid::now_v7())));
    let mut file = File::create(&aside.0).await.map_err(failed)?;
    copy(stream, &mut file, failed).await?;
    file.sync_all().await.map_err(failed)?;
    fs::rename(&aside.0, path).await.map_err(failed)
}

async fn copy(
    mut stream: Stream,
    file: &mut File,
    failed: impl Fn(std::io::Error) -> Trouble,
) -> Result<(), Trouble> {
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = stream.bytes.read(&mut chunk).await.map_err(StorageError::of_reading)?;
        if count == 0 {
            break;
        }
        file.write_all(&chunk[..count]).await.map_err(&failed)?;
    }
    file.flush().await.map_err(failed)
}

/// A file on its way to its name; forgotten unless it took it.
struct Aside(PathBuf);

impl Drop for Aside {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn cannot_write(path: &Path, error: &std::io::Error) -> Trouble {
    Trouble::plain("cli-error-write", [("path", &path.display().to_string()), ("cause", &error.to_string())])
}

/// Taking a copy away is logged like every view.
async fn record(house: &House, dossier: &Dossier, format: &str) -> Result<(), Trouble> {
    let event = AuditEvent::new(
        Actor::CommandLine,
        "dossier.exported",
        "dossier",
        dossier.id.0,
        house.register.now(),
    )
    .with("format", format);
    Ok(house.register.record(&event).await?)
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::pin::Pin;
    use std::task::{Context, Poll};

    use tokio::io::{AsyncRead, ReadBuf};

    use super::*;

    /// Gives some bytes, then the connection is gone.
    struct Broken(usize);

    impl AsyncRead for Broken {
        fn poll_read(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
            into: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            if self.0 == 0 {
                return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
            }
            self.0 -= 1;
            into.put_slice(b"%PDF-1.4");
            Poll::Ready(Ok(()))
        }
    }

    #[tokio::test]
    async fn a_name_is_taken_by_whole_bytes_only() {
        let desk = tempfile::tempdir().unwrap();
        let path = desk.path().join("copy.pdf");
        let names = || std::fs::read_dir(desk.path()).unwrap().count();
        let whole = |bytes: &'static [u8]| Stream { size: None, bytes: Box::new(bytes) };
        let broken = || Stream { size: None, bytes: Box::new(Broken(3)) };

        let told = write(&path, broken()).await;
        assert!(matches!(told, Err(Trouble::Plain("cli-error-storage-unreachable", _))), "{told:?}");
        assert_eq!(names(), 0, "nothing is left");
        write(&path, whole(b"first")).await.unwrap();
        write(&path, broken()).await.unwrap_err();
        assert_eq!((std::fs::read(&path).unwrap().as_slice(), names()), (&b"first"[..], 1));
        write(&path, whole(b"second")).await.unwrap();
        assert_eq!((std::fs::read(&path).unwrap().as_slice(), names()), (&b"second"[..], 1));

        let link = desk.path().join("link.pdf");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        write(&link, whole(b"third")).await.unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"third", "written through the link");

        let missing = desk.path().join("no-folder/copy.pdf");
        let told = write(&missing, whole(b"first")).await;
        assert!(matches!(told, Err(Trouble::Plain("cli-error-write", _))), "{told:?}");
    }
}
