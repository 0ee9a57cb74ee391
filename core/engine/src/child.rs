//! The child's side: take a request, answer it, die of anything odd. Everything hostile happens below here.

mod again;
mod asked;
mod boxed;
mod doubles;
mod framed;
mod lettering;
mod limits;
mod lines;
mod lone;
mod mixed;
mod page;
mod people;
mod standing;
mod text;
mod view;

use std::ffi::OsString;
use std::os::fd::AsFd as _;
use std::os::unix::ffi::OsStringExt as _;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use crate::config::ChildConfig;
use crate::decode::{self, Decoded, pdf};
use crate::error::EngineError;
use crate::readers::model::LineModel;
use crate::reading::{Finding, Picture};
use crate::recognise::{self, Reader};
use crate::wire::{self, Answer, Request};

/// What a child keeps warm between pages.
struct Workshop {
    config: ChildConfig,
    pdf: pdf::Library,
    reader: Reader,
    /// The second reader; loaded when the first page asks for it.
    model: Option<LineModel>,
}

/// Serves the parent on standard input until it goes away. Never returns.
pub fn run_child() -> ! {
    // A panic's message may quote the bytes that caused it.
    std::panic::set_hook(Box::new(|_| {}));
    let served = catch_unwind(AssertUnwindSafe(serve));
    match served {
        Ok(Some(())) => std::process::exit(0),
        Ok(None) => std::process::exit(2),
        Err(_) => std::process::abort(),
    }
}

/// `None` when the talk itself went wrong.
fn serve() -> Option<()> {
    let stdin = std::io::stdin();
    let socket = UnixStream::from(stdin.as_fd().try_clone_to_owned().ok()?);
    let (hello, _) = wire::receive::<Request>(&socket, u64::from(u32::MAX)).ok()?;
    let Request::Hello(config) = hello else { return None };
    limits::enter(&config);
    recognise::reads_with(config.tessdata.as_deref());
    wire::send(&socket, &Answer::Ready, &[]).ok()?;
    let mut workshop =
        Workshop { config, pdf: pdf::Library::default(), reader: Reader::default(), model: None };
    loop {
        let request = match wire::receive::<Request>(&socket, u64::from(u32::MAX)) {
            Ok((request, _)) => request,
            // The parent is gone: nothing is left to do.
            Err(_) => return Some(()),
        };
        limits::grant(workshop.config.page_seconds);
        let (answer, body) =
            workshop.answer(request).unwrap_or_else(|error| (Answer::Failed(error), Vec::new()));
        wire::send(&socket, &answer, &body).ok()?;
    }
}

impl Workshop {
    fn answer(&mut self, request: Request) -> Result<(Answer, Vec<u8>), EngineError> {
        match request {
            Request::Hello(_) => Ok((Answer::Ready, Vec::new())),
            Request::Frames { file } => {
                let file = path(file);
                #[cfg(feature = "faults")]
                crate::faults::act(&file, &[]);
                let (config, pdf) = (&self.config, &mut self.pdf);
                let frames = guarded(|| decode::frames(&file, config, pdf))?;
                Ok((Answer::Frames(frames), Vec::new()))
            }
            Request::Read { file, frame, attempt } => {
                let mut reading = page::read(self, &path(file), frame, attempt)?;
                let mut body = std::mem::take(&mut reading.picture.bytes);
                let picture = body.len();
                if let Some(layers) = &reading.layers {
                    body.extend(layers.to_bytes());
                }
                Ok((Answer::Reading(Box::new(reading), picture), body))
            }
            Request::Picture { file, frame, attempt } => {
                let mut picture: Picture = page::picture(self, &path(file), frame, attempt)?;
                let body = std::mem::take(&mut picture.bytes);
                Ok((Answer::Picture(picture), body))
            }
            Request::InspectPdf { file } => {
                let (config, pdf) = (&self.config, &mut self.pdf);
                let facts = guarded(|| pdf.open(&path(file), config)?.facts())?;
                Ok((Answer::Pdf(facts), Vec::new()))
            }
            Request::Version => {
                self.load_model()?;
                Ok((Answer::Version(text::engine(self)), Vec::new()))
            }
            Request::Doctor => Ok((Answer::Findings(self.findings()), Vec::new())),
        }
    }

    fn decode(&mut self, file: &std::path::Path, frame: u32) -> Result<Decoded, EngineError> {
        let (config, pdf) = (&self.config, &mut self.pdf);
        guarded(|| decode::frame(file, frame, config, pdf))
    }

    fn load_model(&mut self) -> Result<(), EngineError> {
        if self.model.is_none() {
            self.model = Some(LineModel::load(self.config.line_model.as_deref())?);
        }
        Ok(())
    }

    fn findings(&mut self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut add = |part: &str, present: bool, detail: String| {
            findings.push(Finding { part: part.to_owned(), present, detail });
        };
        add("tesseract", true, recognise::version());
        let tessdata = self.config.tessdata.as_deref();
        let present = recognise::has_model(tessdata);
        let detail = if present { "loaded" } else { "not found" };
        add(&format!("model.{}", recognise::MODEL), present, detail.to_owned());
        let model = LineModel::load(self.config.line_model.as_deref());
        let detail = model.as_ref().map_or("does not load, or its card does not fit", |_| "loaded");
        add("model.line", model.is_ok(), detail.to_owned());
        let bound = self.pdf.check(&self.config.pdfium);
        let detail = match &bound {
            Ok(()) => self.config.pdfium.display().to_string(),
            Err(_) => format!("{} does not load", self.config.pdfium.display()),
        };
        add("pdfium", bound.is_ok(), detail);
        findings
    }
}

/// A decoder in Rust that panics over a file has met damage; one in C that crashes takes the child along.
fn guarded<T>(work: impl FnOnce() -> Result<T, EngineError>) -> Result<T, EngineError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(EngineError::damaged("decoder.panic")))
}

fn path(bytes: Vec<u8>) -> PathBuf {
    PathBuf::from(OsString::from_vec(bytes))
}
