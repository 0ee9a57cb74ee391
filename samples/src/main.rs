//! `samples`: writes invented dossiers with truth, and the fixtures of the repository.

use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use clap::{Parser, Subcommand, ValueEnum};
use samples::bundle::{Format, Mix, Request, build};
use samples::wear::Quality;
use samples::{fixtures, paper, store};

#[derive(Parser)]
#[command(about = "Invented dossiers with truth")]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// How many dossiers
    #[arg(long, default_value_t = 1)]
    count: u64,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Number of the first dossier: the same dossier comes out however the work is split
    #[arg(long, default_value_t = 1)]
    first: u64,
    #[arg(long, value_enum, default_value_t = Class::Mixed)]
    quality: Class,
    /// All dossiers in one format; otherwise each draws its own
    #[arg(long, value_enum)]
    format: Option<Kind>,
    /// Faces of print and typing other than the usual ones
    #[arg(long, value_enum, default_value_t = Types::Usual)]
    type_case: Types,
    /// Most pages a dossier
    #[arg(long, default_value_t = 40)]
    pages: usize,
    /// Folder that gets scans/ and truth/
    #[arg(long, default_value = "samples-out")]
    out: PathBuf,
}

#[derive(Subcommand)]
enum Command {
    /// Writes the fixtures kept in the repository
    Fixtures {
        #[arg(long, default_value = "tests/fixtures")]
        out: PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Class {
    Clean,
    Normal,
    Poor,
    Mixed,
}

#[derive(Clone, Copy, ValueEnum)]
enum Types {
    Usual,
    Printer,
    Screen,
    Book,
}

impl Types {
    fn case(self) -> paper::TypeCase {
        match self {
            Types::Usual => paper::TypeCase::Usual,
            Types::Printer => paper::TypeCase::Printer,
            Types::Screen => paper::TypeCase::Screen,
            Types::Book => paper::TypeCase::Book,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    TiffFolder,
    JpegFolder,
    PngFolder,
    Tiff,
    Pdf,
    PdfText,
}

impl Class {
    fn mix(self) -> Mix {
        match self {
            Class::Clean => Mix::One(Quality::Clean),
            Class::Normal => Mix::One(Quality::Normal),
            Class::Poor => Mix::One(Quality::Poor),
            Class::Mixed => Mix::Mixed,
        }
    }
}

impl Kind {
    fn format(self) -> Format {
        match self {
            Kind::TiffFolder => Format::TiffFolder,
            Kind::JpegFolder => Format::JpegFolder,
            Kind::PngFolder => Format::PngFolder,
            Kind::Tiff => Format::MultiTiff,
            Kind::Pdf => Format::Pdf,
            Kind::PdfText => Format::PdfText,
        }
    }
}

fn say(line: &str) {
    // A closed pipe is no reason to stop.
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

fn main() -> Result<(), Box<dyn Error>> {
    let args = Args::parse();
    paper::choose_type_case(args.type_case.case());
    let missing = paper::check_fonts();
    if !missing.is_empty() {
        return Err(format!(
            "faces are missing (samples/FONTS.md says how to install them):\n{}",
            missing.join("\n")
        )
        .into());
    }
    if let Some(Command::Fixtures { out }) = &args.command {
        let report = fixtures::write(out)?;
        say(&report);
        return Ok(());
    }
    let request = Request {
        seed: args.seed,
        mix: args.quality.mix(),
        format: args.format.map(Kind::format),
        most_pages: args.pages,
        small: false,
    };
    let next = AtomicU64::new(args.first);
    let failed = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= args.first + args.count {
                        return;
                    }
                    match one(number, &request, &args.out) {
                        Ok(line) => say(&line),
                        Err(error) => failed.lock().expect("no worker panics with the lock").push(error),
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().expect("no worker panics with the lock");
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n").into()) }
}

fn one(number: u64, request: &Request, out: &std::path::Path) -> Result<String, String> {
    let dossier = build(number, request).map_err(|error| format!("dossier {number}: {error}"))?;
    store::write(&dossier, out).map_err(|error| format!("dossier {number}: {error}"))?;
    Ok(format!("{} · {} · {} pages", dossier.reference, dossier.truth.format, dossier.truth.pages.len()))
}
