//! A PDF file while it is written: objects go out one by one, only the place of each is remembered for the
//! cross-reference table at the end (ISO 32000-1, 7.5).

use std::io::{self, Write};

use pdf_writer::{Chunk, Ref};

pub struct Body<W> {
    sink: W,
    /// Bytes written.
    at: u64,
    /// Where object `n + 1` begins; 0 until it is written.
    places: Vec<u64>,
}

impl<W: Write> Body<W> {
    /// Writes the header of PDF 1.4, with the four high bytes that say the file is not text.
    pub fn start(sink: W) -> io::Result<Self> {
        let mut body = Self { sink, at: 0, places: Vec::new() };
        body.put(b"%PDF-1.4\n%\x80\x80\x80\x80\n\n")?;
        Ok(body)
    }

    /// Writes one object: `fill` makes it in an empty chunk.
    pub fn object(&mut self, fill: impl FnOnce(&mut Chunk)) -> io::Result<()> {
        let mut chunk = Chunk::new();
        fill(&mut chunk);
        let mut made = chunk.refs();
        let (Some(id), None) = (made.next(), made.next()) else { panic!("a call writes one object") };
        let place = id.get() as usize - 1;
        if self.places.len() <= place {
            self.places.resize(place + 1, 0);
        }
        assert_eq!(self.places[place], 0, "an object is written once");
        self.places[place] = self.at;
        self.put(chunk.as_bytes())
    }

    /// Writes the table and the trailer; every number up to the highest must have been written.
    pub fn finish(mut self, catalog: Ref, info: Ref, id: &[u8; 16]) -> io::Result<()> {
        let (table, size) = (self.at, self.places.len() + 1);
        // Each line is 20 bytes, the space before its end among them.
        self.put(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes())?;
        for place in std::mem::take(&mut self.places) {
            assert_ne!(place, 0, "an object was promised and not written");
            self.put(format!("{place:010} 00000 n \n").as_bytes())?;
        }
        let name: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
        let (catalog, info) = (catalog.get(), info.get());
        let trailer = format!(
            "trailer\n<<\n  /Size {size}\n  /Root {catalog} 0 R\n  /Info {info} 0 R\n  /ID [<{name}> <{name}>]\n>>\n\
             startxref\n{table}\n%%EOF"
        );
        self.put(trailer.as_bytes())?;
        self.sink.flush()
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.sink.write_all(bytes)
    }
}
