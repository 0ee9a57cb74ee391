//! The parts of an upload, read one after another: token, dossier, volume, place, files. A file goes to the door as it
//! arrives; a line that breaks in the middle of a file leaves nothing of it.

use axum::extract::Multipart;
use axum::extract::multipart::Field;
use dossier::{BatchId, PageId, UserId};
use futures_util::TryStreamExt;
use ingest::{DoorError, DoorOutcome, Place};
use register::Channel;
use tokio::io::{AsyncRead, ReadBuf};
use tokio_util::io::StreamReader;

use crate::app::App;
use crate::csrf;
use crate::problem::Problem;
use crate::screens::batch::shown_name;
use crate::visitor::{Unchecked, Visitor};

/// One file and how it ended.
pub struct Taken {
    pub shown: String,
    pub bytes: u64,
    pub reference: String,
    pub outcome: DoorOutcome,
}

const REFERENCE_LETTERS: usize = 120;

#[derive(Default)]
struct Told {
    token: String,
    reference: String,
    volume: String,
    order: u32,
    /// The page that the first file is a new scan of.
    page: Option<PageId>,
}

/// Gives the visitor (now known to mean it), the batch's name and the files.
pub async fn take(
    app: &App,
    unchecked: Unchecked,
    id: BatchId,
    mut body: Multipart,
) -> Result<(Visitor, String, Vec<Taken>), Problem> {
    let batch = app.register.batch(unchecked.access(), id).await?;
    let mut told = Told::default();
    let mut taken = Vec::new();
    while let Some(field) = body.next_field().await.map_err(broken)? {
        if field.file_name().is_none() {
            read_field(&mut told, field).await?;
            continue;
        }
        // The fields stand before the files: nothing is taken from someone who did not send the token.
        let by = unchecked.confirm(&told.token)?.session.user.id;
        taken.extend(one(app, by, &batch, &mut told, field).await?);
    }
    let visitor = unchecked.confirm(&told.token)?.clone();
    Ok((visitor, batch.name, taken))
}

async fn read_field(told: &mut Told, field: Field<'_>) -> Result<(), Problem> {
    let name = field.name().unwrap_or_default().to_owned();
    let value = field.text().await.map_err(broken)?;
    match name.as_str() {
        csrf::FIELD => told.token = value,
        "reference" => told.reference = value.trim().to_owned(),
        "volume" => told.volume = value.trim().to_owned(),
        "page" if !value.is_empty() => told.page = Some(value.parse().map_err(|_| Problem::Bad)?),
        "order" => told.order = value.parse().map_err(|_| Problem::Bad)?,
        _ => {}
    }
    Ok(())
}

async fn one(
    app: &App,
    by: UserId,
    batch: &register::BatchRow,
    told: &mut Told,
    field: Field<'_>,
) -> Result<Option<Taken>, Problem> {
    // Browsers send the bare name; a path, where one came, names folders that are not ours.
    let given = field.file_name().unwrap_or_default();
    let file_name = given.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    if file_name.is_empty() || ingest::names::is_litter(&file_name) {
        return Ok(None);
    }
    let stem = file_name.rsplit_once('.').map_or(file_name.as_str(), |(stem, _)| stem);
    let reference = if told.reference.is_empty() { stem.to_owned() } else { told.reference.clone() };
    let too_long = reference.chars().count() > REFERENCE_LETTERS;
    if too_long || reference.chars().any(char::is_control) {
        return Err(Problem::Bad);
    }
    let place = Place {
        office: batch.office,
        batch: batch.id,
        reference: reference.clone(),
        volume: told.volume.clone(),
        file_name: file_name.clone(),
        order: told.order,
        channel: Channel::Upload,
        by: Some(by),
    };
    told.order += 1;
    let stream = field.map_err(std::io::Error::other);
    let mut counted = Counted { inner: StreamReader::new(stream), bytes: 0 };
    let outcome =
        app.door.receive_for(place, told.page.take(), &mut counted).await.map_err(|error| match error {
            DoorError::Register(error) => error.into(),
            DoorError::Storage(error) => Problem::from(error),
        })?;
    // What the door did not want to read still lies on the line before the next file.
    tokio::io::copy(&mut counted, &mut tokio::io::sink()).await.map_err(|_| Problem::Bad)?;
    let shown = shown_name(&told.volume, &file_name);
    Ok(Some(Taken { shown, bytes: counted.bytes, reference, outcome }))
}

fn broken(_: axum::extract::multipart::MultipartError) -> Problem {
    Problem::Bad
}

/// Counts what passes.
struct Counted<R> {
    inner: R,
    bytes: u64,
}

impl<R: AsyncRead + Unpin> AsyncRead for Counted<R> {
    fn poll_read(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        let before = into.filled().len();
        let poll = std::pin::Pin::new(&mut self.inner).poll_read(context, into);
        self.bytes += (into.filled().len() - before) as u64;
        poll
    }
}
