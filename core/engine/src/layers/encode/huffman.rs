//! Huffman tables of JPEGs, fitted once on pictures of pages instead of on each: a pass over all of a picture's waves
//! is spared, half of the time, for three hundredths of the bytes. Those that JPEG gives as an example (ITU-T T.81, annex
//! K.3) would take a sixth more. `examples/huffman.rs` makes the file.

use std::os::raw::c_int;
use std::panic::resume_unwind;
use std::sync::LazyLock;

use mozjpeg_sys::{JHUFF_TBL, jpeg_common_struct, jpeg_compress_struct, jpeg_error_mgr, jpeg_std_error};
use serde::Deserialize;

/// How many codes there are of each length, from 1, and what they stand for in the order of the codes.
#[derive(Deserialize)]
struct Table {
    lengths: [u8; 16],
    values: Vec<u8>,
}

/// For lightness and for colour: the mean of a block, and its waves.
#[derive(Deserialize)]
struct Tables {
    means: [Table; 2],
    waves: [Table; 2],
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the file is a part of the program, and a test reads it")]
    serde_json::from_str(include_str!("../../../models/huffman.json")).expect("the program's own tables")
});

/// What mozjpeg needs to tell of errors: it unwinds, and says nothing. Libjpeg calls for a reset of it when all is set and
/// nothing is written: the one moment at which the tables can be put in place, since mozjpeg's Rust has no call for them.
pub(super) fn errors_and_tables() -> Box<jpeg_error_mgr> {
    #[expect(unsafe_code, reason = "plain data, all zero as C has it before libjpeg fills it in")]
    let mut errors: Box<jpeg_error_mgr> = Box::new(unsafe { std::mem::zeroed() });
    #[expect(unsafe_code, reason = "libjpeg fills in the struct that it is given")]
    unsafe {
        jpeg_std_error(&mut errors);
    }
    errors.error_exit = Some(unwind);
    errors.emit_message = Some(keep_silent);
    errors.reset_error_mgr = Some(put_tables);
    errors
}

#[expect(unsafe_code, reason = "the signature of libjpeg")]
unsafe extern "C-unwind" fn unwind(_: &mut jpeg_common_struct) {
    resume_unwind(Box::new("libjpeg"));
}

#[expect(unsafe_code, reason = "the signature of libjpeg")]
unsafe extern "C-unwind" fn keep_silent(_: &mut jpeg_common_struct, _: c_int) {}

#[expect(
    unsafe_code,
    reason = "the signature of libjpeg; it is called for a compression, which the struct begins"
)]
unsafe extern "C-unwind" fn put_tables(common: &mut jpeg_common_struct) {
    let compression: *mut jpeg_compress_struct = std::ptr::from_mut(common).cast();
    for (slot, (means, waves)) in TABLES.means.iter().zip(&TABLES.waves).enumerate() {
        unsafe {
            means.put((*compression).dc_huff_tbl_ptrs[slot].as_mut());
            waves.put((*compression).ac_huff_tbl_ptrs[slot].as_mut());
        }
    }
}

impl Table {
    fn put(&self, table: Option<&mut JHUFF_TBL>) {
        let Some(table) = table else { return };
        table.bits[1..].copy_from_slice(&self.lengths);
        table.huffval[..self.values.len()].copy_from_slice(&self.values);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wave_that_a_baseline_jpeg_can_have_has_a_code() {
        let waves = (0..16u8).flat_map(|run| (1..11u8).map(move |size| run << 4 | size)).chain([0x00, 0xf0]);
        let waves: Vec<u8> = waves.collect();
        for (tables, wanted) in [(&TABLES.means, (0..12).collect()), (&TABLES.waves, waves)] {
            for table in tables {
                let (mut sorted, mut wanted) = (table.values.clone(), wanted.clone());
                sorted.sort_unstable();
                wanted.sort_unstable();
                assert_eq!(sorted, wanted);
                let lengths = table.lengths.iter().zip(1..);
                let taken: u32 = lengths.map(|(&count, length)| u32::from(count) << (16 - length)).sum();
                // One code, all ones, belongs to nothing.
                assert!(taken < 1 << 16, "{taken}");
                assert_eq!(
                    table.lengths.iter().map(|&count| usize::from(count)).sum::<usize>(),
                    table.values.len()
                );
            }
        }
    }
}
