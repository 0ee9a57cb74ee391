//! Tesseract packs the picture of every line as a PNG and unpacks it again before it reads it (`ImageData`): a
//! twentieth of its time. It asks Leptonica for the PNG by name, and a name that the program has itself goes before
//! Leptonica's, so the picture is handed over as its bare pixels, which `pixReadMem` knows as well.

use std::ffi::c_int;

use tesseract_plumbing::leptonica_plumbing::leptonica_sys::{Pix, pixWriteMemSpix};

/// Leptonica's number for PNG.
const PNG: c_int = 3;
const FAILED: c_int = 1;

/// In place of Leptonica's own: what `pixReadMem` makes the same picture of. No other format is written here.
#[expect(unsafe_code, reason = "Leptonica's signature; its own of this name is called by nobody else")]
#[unsafe(no_mangle)]
extern "C" fn pixWriteMem(data: *mut *mut u8, size: *mut usize, picture: *mut Pix, format: c_int) -> c_int {
    if format != PNG {
        return FAILED;
    }
    #[expect(unsafe_code, reason = "the three pointers are the caller's, passed on as they came")]
    unsafe {
        pixWriteMemSpix(data, size, picture)
    }
}
