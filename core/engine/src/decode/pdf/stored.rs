//! Pages of a PDF that are one JPEG, as scanners write them: the JPEG is decoded as a file of its own. PDFium decodes
//! it twice, once for its pixels and once to see whether they are what the page shows.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use memchr::memchr_iter;
use pdfium_render::prelude::*;

use crate::config::ChildConfig;
use crate::decode::still;
use crate::pixels::Raster;

/// What makes a picture look unlike its own pixels (ISO 32000-1, 8.9.5): masks, colour keys, turned values, a turn of
/// colours that its JPEG does not name. The dictionary of a stream is never packed, so its keys stand in the file as they are.
const ALTERING: [&[u8]; 4] = [b"/SMask", b"/Mask", b"/Decode", b"/ColorTransform"];
/// How a stream is packed; says nothing of how it looks.
const PACKING: &[u8] = b"/DecodeParms";
const PIECE: usize = 1 << 20;

/// What was found out about the file that was looked at last: its pages come one after another.
#[derive(Default)]
pub(super) struct Known(Option<(PathBuf, u64, SystemTime, bool)>);

impl Known {
    /// Whether no picture of the file can look unlike its own pixels. Of a file that cannot be read nothing is known.
    pub(super) fn shown_as_stored(&mut self, file: &Path) -> bool {
        let Ok((size, changed)) = file.metadata().and_then(|facts| Ok((facts.len(), facts.modified()?)))
        else {
            return false;
        };
        if let Some((path, its_size, its_change, found)) = &self.0
            && (path, *its_size, *its_change) == (&file.to_owned(), size, changed)
        {
            return *found;
        }
        let found = shown_as_stored(file);
        self.0 = Some((file.to_owned(), size, changed, found));
        found
    }
}

fn shown_as_stored(file: &Path) -> bool {
    let look = || -> std::io::Result<bool> {
        let mut file = File::open(file)?;
        let mut piece = vec![0; PIECE];
        let mut held = 0;
        loop {
            let read = match file.read(&mut piece[held..]) {
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let end = read == 0;
            let all = &piece[..held + read];
            // A name that the piece cuts is looked at with the next one.
            let whole = if end { all.len() } else { all.len().saturating_sub(PACKING.len() - 1) };
            if memchr_iter(b'/', &all[..whole]).any(|at| alters(&all[at..])) {
                return Ok(false);
            }
            if end {
                return Ok(true);
            }
            let (from, to) = (whole, all.len());
            piece.copy_within(from..to, 0);
            held = to - from;
        }
    };
    look().unwrap_or(false)
}

fn alters(name: &[u8]) -> bool {
    !name.starts_with(PACKING) && ALTERING.iter().any(|key| name.starts_with(key))
}

/// The picture's JPEG, decoded, if a whole JPEG in grey or RGB is all that it is. For files that are `shown_as_stored`.
pub(super) fn jpeg(image: &PdfPageImageObject<'_>, config: &ChildConfig) -> Option<Raster> {
    let filters = image.filters();
    if filters.len() != 1 || filters.get(0).ok()?.name() != "DCTDecode" || image.has_transparency() {
        return None;
    }
    let by_light = matches!(
        image.color_space(),
        Ok(PdfColorSpace::DeviceGray
            | PdfColorSpace::DeviceRGB
            | PdfColorSpace::CalibratedCIEGray
            | PdfColorSpace::CalibratedCIERGB
            | PdfColorSpace::CalibratedICCProfile)
    );
    let grey = match image.bits_per_pixel() {
        Ok(8) => true,
        Ok(24) => false,
        _ => return None,
    };
    if !by_light {
        return None;
    }
    let raster = still::jpeg(&image.get_raw_image_data().ok()?, config)?;
    let as_told = raster.size() == (image.width().ok()? as usize, image.height().ok()? as usize);
    (as_told && !(grey && matches!(raster, Raster::Colour(_)))).then_some(raster)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_are_found_wherever_they_stand() {
        let folder = tempfile::tempdir().unwrap();
        let seen = |bytes: &[u8]| {
            let file = folder.path().join("file.pdf");
            std::fs::write(&file, bytes).unwrap();
            shown_as_stored(&file)
        };
        assert!(seen(b"<< /Subtype /Image /DecodeParms << /K -1 >> /Filter /DCTDecode >>"));
        assert!(!seen(b"<< /Subtype /Image /SMask 4 0 R >>"));
        assert!(!seen(b"<< /Subtype /Image /Decode[1 0] >>"));
        for before in PIECE - 14..PIECE + 2 {
            let cut = |name: &[u8]| seen(&[&vec![b' '; before][..], name].concat());
            assert!(!cut(b"/Decode [1 0]"), "{before}");
            assert!(!cut(b"/SMask"), "{before}");
            assert!(cut(b"/DecodeParms"), "{before}");
        }
        assert!(!shown_as_stored(&folder.path().join("nowhere.pdf")));
    }
}
