//! The fixtures kept in the repository: six dossiers, one a format, the bad files, and the register of all.
//! Knows which they are, nothing of how they are drawn.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::bad;
use crate::bundle::{Format, Mix, Request, build};
use crate::paper::{Align, Face, Page, Pen, Rng, Size, mm};
use crate::store;
use crate::truth::PageTruth;
use crate::wear::{Colour, Quality, Wear, wear};

/// Seed of the fixtures; thresholds are never fitted on it.
const SEED: u64 = 8;

const MOST_PAGES: usize = 14;

/// Number of the dossier, its format, its look, what it is for. Chosen so that together they have every kind,
/// empty backs, repeated and turned pages, and separator sheets.
const SET: [(u64, Format, Mix, &str); 6] = [
    (10, Format::TiffFolder, Mix::Mixed, "folder of TIFF: Group 4 mostly, LZW, JPEG and deflate"),
    (4, Format::JpegFolder, Mix::One(Quality::Poor), "folder of JPEG, 200 dpi"),
    (12, Format::PngFolder, Mix::One(Quality::Clean), "folder of PNG"),
    (22, Format::MultiTiff, Mix::One(Quality::Normal), "one multi-page TIFF, Group 4"),
    (36, Format::Pdf, Mix::Mixed, "one image-only PDF"),
    (
        21,
        Format::PdfText,
        Mix::One(Quality::Normal),
        "one PDF with the text layer of an earlier program, with its mistakes",
    ),
];

/// What a dossier has beside plain pages, for the register.
fn features(pages: &[PageTruth]) -> String {
    let mut words = String::new();
    let mut add = |name: &str, count: usize| {
        if count > 0 {
            words.push_str(&format!("; {name}: {count}"));
        }
    };
    add("empty backs", pages.iter().filter(|page| page.blank).count());
    add("repeated", pages.iter().filter(|page| page.duplicate_of.is_some()).count());
    add("turned", pages.iter().filter(|page| page.rotation != 0).count());
    add("separators", pages.iter().filter(|page| page.separator).count());
    words
}

/// Writes everything under `out` and returns one line about it.
pub fn write(out: &Path) -> Result<String, Box<dyn Error>> {
    let mut register = String::from(
        "# Fixtures\n\nAll people are invented. Written by `cargo run -p samples -- fixtures`; do not edit by hand.\n\n\
         ## Dossiers (`scans/`, truth in `truth/`)\n\n| folder | pages | what it is for |\n| --- | --- | --- |\n",
    );
    let (mut pages, mut bytes) = (0, 0);
    for (number, format, mix, purpose) in SET {
        let request = Request { seed: SEED, mix, format: Some(format), most_pages: MOST_PAGES, small: true };
        let dossier = build(number, &request)?;
        store::write(&dossier, out)?;
        pages += dossier.truth.pages.len();
        bytes += dossier.files.iter().map(|(_, file)| file.len()).sum::<usize>();
        let more = features(&dossier.truth.pages);
        writeln!(register, "| `{}` | {} | {purpose}{more} |", dossier.reference, dossier.truth.pages.len())?;
    }
    register.push_str("\n## Bad files (`bad/`)\n\n| file | what it is for |\n| --- | --- |\n");
    let folder = out.join("bad");
    fs::create_dir_all(&folder)?;
    for file in bad::files(&healthy())? {
        writeln!(register, "| `{}` | {} |", file.name.escape_debug(), file.purpose)?;
        bytes += file.bytes.len();
        fs::write(folder.join(&file.name), &file.bytes)?;
    }
    fs::write(out.join("REGISTER.md"), register)?;
    Ok(format!("{pages} pages, {bytes} bytes"))
}

/// A page that reads well; the bad files are made from it.
fn healthy() -> crate::wear::Sheet {
    let mut rng = Rng::new(SEED, 0);
    let mut page = Page::new(Size::A5, &mut rng);
    let pen = Pen::print(Face::Serif, 12.0);
    page.text_centre(page.w() / 2.0, mm(30.0), &Pen::print(Face::SerifBold, 15.0), "ДОВІДКА");
    let text = "Ця сторінка існує лише для того, щоб її файл зіпсували. Людей на ній немає.";
    page.para(mm(20.0), mm(50.0), mm(108.0), &pen, mm(8.0), Align::Justify, text);
    let mut look = Wear::draw(&page, Quality::Clean, Colour::Bitonal, 200, &mut rng);
    look.dust = 0;
    wear(&page, None, &look, &mut rng)
}
