//! The odd TIFFs (Group 3, old-style JPEG, tiled, planar, Lab) through Leptonica and libtiff, which come with
//! Tesseract and know them all.

use std::ffi::c_int;

use tesseract_plumbing::leptonica_plumbing::leptonica_sys::{
    Pix, pixConvertTo8, pixConvertTo32, pixDestroy, pixGetData, pixGetDepth, pixGetHeight, pixGetWidth,
    pixGetWpl, pixReadMemTiff, pixRemoveColormap,
};

use super::{plain_colour, plain_grey};
use crate::error::EngineError;
use crate::pixels::Raster;

/// A Leptonica picture that is freed once.
struct Owned(*mut Pix);

impl Drop for Owned {
    fn drop(&mut self) {
        #[expect(
            unsafe_code,
            reason = "the pointer came from Leptonica, is ours alone and is freed here only"
        )]
        unsafe {
            pixDestroy(&mut self.0);
        }
    }
}

impl Owned {
    fn new(pointer: *mut Pix) -> Result<Self, EngineError> {
        if pointer.is_null() { Err(EngineError::damaged("tiff.decode")) } else { Ok(Self(pointer)) }
    }
}

/// Decodes directory `index` (from 0) of a TIFF in memory. The caller has checked the size by the header.
pub(super) fn tiff_page(bytes: &[u8], index: u32) -> Result<Raster, EngineError> {
    let index = c_int::try_from(index).map_err(|_| EngineError::NoSuchFrame)?;
    #[expect(unsafe_code, reason = "Leptonica reads within the given length and gives a new picture or null")]
    let read = Owned::new(unsafe { pixReadMemTiff(bytes.as_ptr(), bytes.len(), index) })?;
    #[expect(unsafe_code, reason = "a live picture in, a new picture out; 3 is by its colours")]
    let bare = Owned::new(unsafe { pixRemoveColormap(read.0, 3) })?;
    drop(read);
    #[expect(unsafe_code, reason = "plain getter on a live picture")]
    let deep = unsafe { pixGetDepth(bare.0) } > 16;
    #[expect(unsafe_code, reason = "a live picture in, a new picture out")]
    let even = Owned::new(unsafe { if deep { pixConvertTo32(bare.0) } else { pixConvertTo8(bare.0, 0) } })?;
    drop(bare);
    #[expect(unsafe_code, reason = "plain getters on a live picture")]
    let (width, height, words_a_line, data) =
        unsafe { (pixGetWidth(even.0), pixGetHeight(even.0), pixGetWpl(even.0), pixGetData(even.0)) };
    let (width, height, words_a_line) = (width as usize, height as usize, words_a_line as usize);
    #[expect(
        unsafe_code,
        reason = "Leptonica's data is height lines of words_a_line words, alive as `even` is"
    )]
    let words = unsafe { std::slice::from_raw_parts(data.cast_const(), words_a_line * height) };
    // Pixels stand in each word from its most significant byte, whatever the machine.
    if deep {
        let mut data = vec![0; width * height * 3];
        for (line, words) in data.chunks_exact_mut(width * 3).zip(words.chunks_exact(words_a_line)) {
            for (pixel, word) in line.as_chunks_mut::<3>().0.iter_mut().zip(words) {
                let [red, green, blue, _] = word.to_be_bytes();
                *pixel = [red, green, blue];
            }
        }
        return Ok(plain_colour(width, height, data));
    }
    let mut data = vec![0; width * height];
    for (line, words) in data.chunks_exact_mut(width).zip(words.chunks_exact(words_a_line)) {
        for (four, word) in line.chunks_mut(4).zip(words) {
            four.copy_from_slice(&word.to_be_bytes()[..four.len()]);
        }
    }
    Ok(plain_grey(width, height, data))
}
