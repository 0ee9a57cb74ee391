//! The stored page picture as it stands in a PDF: JPEG as it is, one-bit PNG as lossless JBIG2.

use image::{ColorType, DynamicImage, ImageDecoder, ImageFormat};

use super::pdf::PdfImage;

#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("the stored picture cannot be decoded")]
    Decode(#[from] image::ImageError),
    #[error("the stored picture cannot be encoded as JBIG2")]
    Jbig2,
}

/// # Errors
/// The bytes are neither a JPEG nor a PNG of ours.
pub fn to_pdf(bytes: Vec<u8>) -> Result<PdfImage, PictureError> {
    if image::guess_format(&bytes)? == ImageFormat::Jpeg {
        let decoder = image::codecs::jpeg::JpegDecoder::new(std::io::Cursor::new(&bytes))?;
        let (width, height) = decoder.dimensions();
        let channels = if decoder.color_type() == ColorType::L8 { 1 } else { 3 };
        return Ok(PdfImage::Jpeg { bytes, width, height, channels });
    }
    let grey = match image::load_from_memory_with_format(&bytes, ImageFormat::Png)? {
        DynamicImage::ImageLuma8(grey) => grey,
        other => other.into_luma8(),
    };
    let (width, height) = grey.dimensions();
    let ink: Vec<u8> = grey.into_raw().into_iter().map(|value| u8::from(value < 128)).collect();
    let encoded = jbig2enc_rust::encode_single_image_lossless(&ink, width, height, true)
        .map_err(|_| PictureError::Jbig2)?;
    Ok(PdfImage::Jbig2 { bytes: encoded.page_data, width, height })
}
