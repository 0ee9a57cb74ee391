//! How a dossier is scanned and into which files it goes.
//! Knows sheets and formats, nothing of papers.

use crate::paper::Rng;
use crate::scan::{EncodeError, Packing, jpeg, pdf, png, tiff};
use crate::truth::PageTruth;
use crate::wear::{Colour, Sheet};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A folder of TIFF: Group 4 mostly, some LZW, JPEG and deflate.
    TiffFolder,
    JpegFolder,
    PngFolder,
    /// One TIFF of many pages.
    MultiTiff,
    /// One PDF of images.
    Pdf,
    /// One PDF some program has recognised before.
    PdfText,
}

impl Format {
    pub const ALL: [Format; 6] = [
        Format::TiffFolder,
        Format::JpegFolder,
        Format::PngFolder,
        Format::MultiTiff,
        Format::Pdf,
        Format::PdfText,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Format::TiffFolder => "tiff-folder",
            Format::JpegFolder => "jpeg-folder",
            Format::PngFolder => "png-folder",
            Format::MultiTiff => "tiff",
            Format::Pdf => "pdf",
            Format::PdfText => "pdf-text",
        }
    }
}

/// The scanner's settings for a dossier.
#[derive(Clone, Debug)]
pub struct Scan {
    pub format: Format,
    pub colour: Colour,
    pub dpi: u32,
    pub small: bool,
    pub naming: Naming,
}

/// How the scanner's program names the files of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// 0001.tif
    Padded,
    /// Scan 1.tif … Scan 10.tif: the order of letters is not the order of pages.
    Counted,
    /// IMG_0001.TIF
    Shouting,
}

impl Naming {
    fn name(self, number: usize, ending: &str) -> String {
        match self {
            Naming::Padded => format!("{number:04}.{ending}"),
            Naming::Counted => format!("Scan {number}.{ending}"),
            Naming::Shouting => format!("IMG_{number:04}.{}", ending.to_uppercase()),
        }
    }
}

/// Papers a careful operator scans in grey or colour even when the rest is black and white.
const PICTURES: [&str; 6] = [
    "passport",
    "case_cover",
    "employment_record_book",
    "military_record",
    "education_diploma",
    "birth_certificate",
];

impl Scan {
    pub fn draw(format: Option<Format>, small: bool, rng: &mut Rng) -> Scan {
        let drawn = Format::ALL[rng.weighted(&[22.0, 34.0, 10.0, 10.0, 16.0, 8.0])];
        let format = format.unwrap_or(drawn);
        let mode = [Colour::Rgb, Colour::Grey, Colour::Bitonal][rng.weighted(&[5.0, 3.5, 1.5])];
        let colour = match format {
            Format::TiffFolder | Format::MultiTiff => Colour::Bitonal,
            Format::PngFolder if small => Colour::Bitonal,
            Format::Pdf if small => Colour::Rgb,
            Format::PngFolder | Format::PdfText => Colour::Grey,
            Format::JpegFolder if mode == Colour::Bitonal => Colour::Grey,
            Format::JpegFolder | Format::Pdf => mode,
        };
        let coarse = rng.chance(0.3);
        let dpi = if (small || coarse) && colour != Colour::Bitonal { 200 } else { 300 };
        let naming = [Naming::Padded, Naming::Counted, Naming::Shouting][rng.weighted(&[6.0, 2.5, 1.5])];
        Scan { format, colour, dpi, small, naming }
    }

    /// Colour and resolution of one page.
    pub fn setting(&self, kind: &str, rng: &mut Rng) -> (Colour, u32) {
        let often = if self.small { 0.25 } else { 0.5 };
        let picture = PICTURES.contains(&kind) && rng.chance(often);
        match self.format {
            Format::TiffFolder | Format::PngFolder | Format::Pdf
                if self.colour == Colour::Bitonal && picture =>
            {
                let colour = if rng.chance(0.4) { Colour::Rgb } else { Colour::Grey };
                (colour, if self.small { 200 } else { self.dpi })
            }
            _ => (self.colour, self.dpi),
        }
    }
}

/// Files by name; fills in which file each page is in.
pub fn pack(
    scan: &Scan,
    reference: &str,
    sheets: &[Sheet],
    pages: &mut [PageTruth],
) -> Result<Vec<(String, Vec<u8>)>, EncodeError> {
    let mut files = Vec::new();
    let mut whole = |name: &str, bytes: Vec<u8>, pages: &mut [PageTruth]| {
        for page in pages.iter_mut() {
            name.clone_into(&mut page.file);
        }
        files.push((name.to_owned(), bytes));
    };
    match scan.format {
        Format::MultiTiff => {
            let list: Vec<(&Sheet, Packing)> = sheets.iter().map(|sheet| (sheet, Packing::Group4)).collect();
            whole(&format!("{reference}.tif"), tiff(&list)?, pages);
        }
        Format::Pdf | Format::PdfText => {
            let list: Vec<&Sheet> = sheets.iter().collect();
            whole(&format!("{reference}.pdf"), pdf(&list, scan.format == Format::PdfText)?, pages);
        }
        Format::TiffFolder | Format::JpegFolder | Format::PngFolder => {
            for (index, sheet) in sheets.iter().enumerate() {
                let (ending, bytes) = match scan.format {
                    Format::TiffFolder => ("tif", tiff(&[(sheet, packing(sheet, index))])?),
                    Format::JpegFolder => ("jpg", jpeg(sheet)?),
                    _ => ("png", png(sheet)?),
                };
                let name = scan.naming.name(index + 1, ending);
                name.clone_into(&mut pages[index].file);
                files.push((name, bytes));
            }
        }
    }
    Ok(files)
}

/// Bitonal pages are Group 4, now and then LZW; the others JPEG, LZW or deflate in turn.
fn packing(sheet: &Sheet, index: usize) -> Packing {
    match sheet.colour {
        Colour::Bitonal if index % 7 == 5 => Packing::Lzw,
        Colour::Bitonal => Packing::Group4,
        Colour::Rgb => Packing::Jpeg,
        Colour::Grey => [Packing::Jpeg, Packing::Lzw, Packing::Deflate][index % 3],
    }
}
