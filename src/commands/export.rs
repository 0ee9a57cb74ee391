//! `sprava export`: results as JSON Lines, a dossier as PDF/A or ALTO.

use std::path::Path;

use dossier::access::{Access, Actor};
use dossier::audit::AuditEvent;
use register::Dossier;
use storage::{Key, StorageError};

use crate::Exit;
use crate::cli::{Export, ExportWhat, Format};
use crate::config::Config;
use crate::house::House;
use crate::results;
use crate::say::{Say, Trouble};

const PAGE: u32 = 100;

pub async fn run(config: &Config, options: &Export, say: &Say) -> Result<Exit, Trouble> {
    let house = House::open(config).await?;
    match &options.what {
        ExportWhat::Results { batch } => results(&house, batch.as_deref(), say).await,
        ExportWhat::Dossier { reference, format, output } => {
            dossier(&house, reference, *format, output, say).await
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

async fn dossier(
    house: &House,
    reference: &str,
    format: Format,
    output: &Path,
    say: &Say,
) -> Result<Exit, Trouble> {
    let dossier = one(house, reference, say).await?;
    let (written, name) = match format {
        Format::Pdf => (pdf(house, &dossier, output).await?, "pdf"),
        Format::Alto => (alto(house, &dossier, output).await?, "alto"),
    };
    record(house, &dossier, name).await?;
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
    let bytes = house.storage.get(&Key::archive_pdf(dossier.id, revision)).await?;
    write(output, &bytes)?;
    Ok(1)
}

/// A folder with one ALTO file a page, named by page number; pages without text have none.
async fn alto(house: &House, dossier: &Dossier, output: &Path) -> Result<u64, Trouble> {
    std::fs::create_dir_all(output).map_err(|error| cannot_write(output, &error))?;
    let mut written = 0;
    for page in house.register.pages(&Access::command_line(), dossier.id).await? {
        let Some(recognition) = page.recognition else { continue };
        match house.storage.get(&Key::alto(page.home, page.id, recognition)).await {
            Ok(bytes) => write(&output.join(format!("{:04}.xml", page.number)), &bytes)?,
            Err(StorageError::NotFound) => continue,
            Err(error) => return Err(error.into()),
        }
        written += 1;
    }
    Ok(written)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    std::fs::write(path, bytes).map_err(|error| cannot_write(path, &error))
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
