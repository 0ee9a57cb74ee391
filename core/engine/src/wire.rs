//! The talk between parent and child: a header in JSON and a body of bytes, both with their length before them.
//! It goes over one socket on the child's standard input, so that whatever a native library prints on
//! standard output cannot garble it.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::config::ChildConfig;
use crate::error::EngineError;
use crate::reading::{Finding, Frames, PageReading, PdfFacts, Picture};

/// A page that took too long is tried a second time, on a preparation that leaves less to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Try {
    First,
    Second,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Request {
    Hello(ChildConfig),
    /// Paths travel as bytes: not every file name is UTF-8.
    Frames {
        file: Vec<u8>,
    },
    Read {
        file: Vec<u8>,
        frame: u32,
        attempt: Try,
    },
    Picture {
        file: Vec<u8>,
        frame: u32,
        attempt: Try,
    },
    InspectPdf {
        file: Vec<u8>,
    },
    Version,
    Doctor,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Answer {
    Ready,
    Frames(Frames),
    /// The body is the picture's bytes, as many as said, and then the layers', which may be none.
    Reading(Box<PageReading>, usize),
    Picture(Picture),
    Pdf(PdfFacts),
    Version(String),
    Findings(Vec<Finding>),
    Failed(EngineError),
}

pub(crate) fn send(mut to: impl Write, header: &impl Serialize, body: &[u8]) -> io::Result<()> {
    let header = serde_json::to_vec(header)?;
    let mut lengths = [0; 16];
    lengths[..8].copy_from_slice(&(header.len() as u64).to_le_bytes());
    lengths[8..].copy_from_slice(&(body.len() as u64).to_le_bytes());
    to.write_all(&lengths)?;
    to.write_all(&header)?;
    to.write_all(body)?;
    to.flush()
}

/// Receives one message of at most `limit` bytes in all. A longer one is an error of kind `InvalidData`.
pub(crate) fn receive<T: DeserializeOwned>(mut from: impl Read, limit: u64) -> io::Result<(T, Vec<u8>)> {
    let mut lengths = [0; 16];
    from.read_exact(&mut lengths)?;
    let (first, second) = lengths.split_at(8);
    let header_length = u64::from_le_bytes(first.try_into().expect("eight of sixteen bytes"));
    let body_length = u64::from_le_bytes(second.try_into().expect("eight of sixteen bytes"));
    if header_length.saturating_add(body_length) > limit {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "message over the limit"));
    }
    let mut header = vec![0; header_length as usize];
    from.read_exact(&mut header)?;
    let mut body = vec![0; body_length as usize];
    from.read_exact(&mut body)?;
    Ok((serde_json::from_slice(&header)?, body))
}
