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
use crate::wear::{Colour, Quality, Wear, wear};

/// Seed of the fixtures; thresholds are never fitted on it.
const SEED: u64 = 7;

/// Number of the dossier, its format, its look, its most pages, what it is for.
const SET: [(u64, Format, Mix, usize, &str); 6] = [
    (1, Format::TiffFolder, Mix::Mixed, 14, "folder of TIFF as an office scanner writes it: Group 4, with LZW, JPEG-in-TIFF and deflate pages"),
    (2, Format::JpegFolder, Mix::Mixed, 12, "folder of JPEG, grey or colour, 200 dpi"),
    (3, Format::PngFolder, Mix::One(Quality::Clean), 12, "folder of PNG, bitonal with grey pages"),
    (4, Format::MultiTiff, Mix::One(Quality::Normal), 12, "one multi-page TIFF, Group 4"),
    (5, Format::Pdf, Mix::Mixed, 12, "one image-only PDF"),
    (6, Format::PdfText, Mix::One(Quality::Normal), 12, "one PDF with the text layer of an earlier program, with its mistakes"),
];

/// Writes everything under `out` and returns one line about it.
pub fn write(out: &Path) -> Result<String, Box<dyn Error>> {
    let mut register = String::from(
        "# Fixtures\n\nAll people are invented. Written by `cargo run -p samples -- fixtures`; do not edit by hand.\n\n\
         ## Dossiers (`scans/`, truth in `truth/`)\n\n| folder | pages | what it is for |\n| --- | --- | --- |\n",
    );
    let (mut pages, mut bytes) = (0, 0);
    for (number, format, mix, most_pages, purpose) in SET {
        let request = Request { seed: SEED, mix, format: Some(format), most_pages, small: true };
        let dossier = build(number, &request)?;
        store::write(&dossier, out)?;
        pages += dossier.truth.pages.len();
        bytes += dossier.files.iter().map(|(_, file)| file.len()).sum::<usize>();
        writeln!(register, "| `{}` | {} | {purpose} |", dossier.reference, dossier.truth.pages.len())?;
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
