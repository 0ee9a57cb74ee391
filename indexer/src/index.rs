//! The index on disk: generations of it in one folder, of which one is current.
//!
//! `<dir>/current` names the folder in use; a rebuilt index is made beside it and swapped in by rewriting that
//! name, so readers of any process go over to it at their next question.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use dossier::DossierId;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::content::Content;
use crate::document::documents;
use crate::error::IndexError;
use crate::schema::{FORM, Fields, ROLE_CARD, schema};
use crate::tokenizer;

const CURRENT: &str = "current";
const FORM_FILE: &str = "form";
/// How the folders of generations begin.
pub(crate) const GENERATION: &str = "generation-";
/// Memory of the writer before it writes a segment.
const WRITER_BYTES: usize = 60_000_000;

/// The index of one data folder. Cheap to clone; all clones share reader and writer.
#[derive(Clone)]
pub struct Index {
    inner: Arc<Inner>,
}

struct Inner {
    dir: PathBuf,
    generation: RwLock<Arc<Generation>>,
    writer: Mutex<Option<Writer>>,
}

/// One complete index.
pub(crate) struct Generation {
    pub name: String,
    pub fields: Fields,
    index: tantivy::Index,
    reader: IndexReader,
}

/// The only writer of a generation in the world, as long as it lives.
pub(crate) struct Writer {
    generation: Arc<Generation>,
    writer: IndexWriter,
}

impl Index {
    /// Opens the index of a folder, or makes an empty one. `FormDiffers` means: rebuild.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        fs::create_dir_all(dir)?;
        let generation = match read_name(&dir.join(CURRENT))? {
            Some(name) => Generation::open(dir, &name)?,
            None => {
                let made = Generation::make(dir)?;
                set_current(dir, &made.name)?;
                made
            }
        };
        let generation = RwLock::new(Arc::new(generation));
        Ok(Self { inner: Arc::new(Inner { dir: dir.to_owned(), generation, writer: Mutex::new(None) }) })
    }

    /// Whether the folder holds an index that this program cannot use.
    pub fn needs_rebuild(dir: &Path) -> bool {
        match Self::open(dir) {
            Ok(_) => false,
            Err(error) => matches!(error, IndexError::FormDiffers | IndexError::Damaged(_)),
        }
    }

    /// Takes the writer for this process; `false` where another has it.
    pub fn hold(&self) -> Result<bool, IndexError> {
        let generation = self.generation()?;
        let mut held = self.writer();
        if held.is_none() {
            match Writer::of(generation) {
                Ok(writer) => *held = Some(writer),
                Err(IndexError::Busy) => return Ok(false),
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }

    /// Puts dossiers in place of what stood for them before, and makes them findable.
    pub fn put(&self, contents: &[Content]) -> Result<(), IndexError> {
        match self.written(contents) {
            // A file went while it was being merged, or a thread of the writer died: a new writer mostly succeeds.
            Err(IndexError::Other(_)) => self.written(contents),
            written => written,
        }
    }

    fn written(&self, contents: &[Content]) -> Result<(), IndexError> {
        let generation = self.generation()?;
        let mut held = self.writer();
        // A rebuild may have swapped the index since: the old writer goes with the old index.
        if held.as_ref().is_some_and(|writer| writer.generation.name != generation.name) {
            *held = None;
        }
        if held.is_none() {
            *held = Some(Writer::of(generation)?);
        }
        let writer = held.as_mut().expect("it was just set");
        let written =
            contents.iter().try_for_each(|content| writer.put(content)).and_then(|()| writer.commit());
        if written.is_err() {
            // A writer that failed once fails for good; the next attempt takes a new one.
            *held = None;
        }
        written
    }

    /// The generation in use, after any swap by this or another process.
    pub(crate) fn generation(&self) -> Result<Arc<Generation>, IndexError> {
        let name = read_name(&self.inner.dir.join(CURRENT))?;
        let known = self.inner.generation.read().unwrap_or_else(PoisonError::into_inner).clone();
        match name {
            Some(name) if name != known.name => {
                let opened = Arc::new(Generation::open(&self.inner.dir, &name)?);
                *self.inner.generation.write().unwrap_or_else(PoisonError::into_inner) = opened.clone();
                Ok(opened)
            }
            _ => Ok(known),
        }
    }

    fn writer(&self) -> MutexGuard<'_, Option<Writer>> {
        self.inner.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Generation {
    pub fn make(dir: &Path) -> Result<Self, IndexError> {
        let name = format!("{GENERATION}{}", uuid::Uuid::now_v7());
        let path = dir.join(&name);
        fs::create_dir_all(&path)?;
        tantivy::Index::create_in_dir(&path, schema().0)?;
        fs::write(path.join(FORM_FILE), FORM.to_string())?;
        Self::open(dir, &name)
    }

    pub fn open(dir: &Path, name: &str) -> Result<Self, IndexError> {
        let path = dir.join(name);
        let form = read_name(&path.join(FORM_FILE))?;
        if form.as_deref() != Some(FORM.to_string().as_str()) {
            return Err(IndexError::FormDiffers);
        }
        let index = tantivy::Index::open_in_dir(&path)?;
        let (expected, fields) = schema();
        if index.schema() != expected {
            return Err(IndexError::FormDiffers);
        }
        tokenizer::register(&index);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::OnCommitWithDelay).try_into()?;
        Ok(Self { name: name.to_owned(), fields, index, reader })
    }

    pub fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// The revision of a dossier that stands in the index.
    pub fn revision(&self, dossier: DossierId) -> Result<Option<i64>, IndexError> {
        let searcher = self.searcher();
        let id = Term::from_field_text(self.fields.dossier, &dossier.to_string());
        let card = Term::from_field_u64(self.fields.role, ROLE_CARD);
        let query = BooleanQuery::new(vec![
            (Occur::Must, Box::new(TermQuery::new(id, IndexRecordOption::Basic))),
            (Occur::Must, Box::new(TermQuery::new(card, IndexRecordOption::Basic))),
        ]);
        let found = searcher.search(&query, &TopDocs::with_limit(1).order_by_score())?;
        let Some((_, address)) = found.first() else { return Ok(None) };
        let document: TantivyDocument = searcher.doc(*address)?;
        Ok(document.get_first(self.fields.revision).and_then(|value| value.as_i64()))
    }
}

impl Writer {
    pub fn of(generation: Arc<Generation>) -> Result<Self, IndexError> {
        let writer = generation.index.writer_with_num_threads(1, WRITER_BYTES)?;
        Ok(Self { generation, writer })
    }

    /// Not findable before `commit`.
    pub fn put(&mut self, content: &Content) -> Result<(), IndexError> {
        let fields = &self.generation.fields;
        self.writer.delete_term(Term::from_field_text(fields.dossier, &content.dossier.to_string()));
        for document in documents(fields, content) {
            self.writer.add_document(document)?;
        }
        Ok(())
    }

    pub fn commit(&mut self) -> Result<(), IndexError> {
        self.writer.commit()?;
        self.generation.reader.reload()?;
        Ok(())
    }
}

/// Reads a small file that holds one name; `None` where there is no file.
pub(crate) fn read_name(path: &Path) -> Result<Option<String>, IndexError> {
    match fs::read_to_string(path) {
        Ok(name) => Ok(Some(name.trim().to_owned()).filter(|name| !name.is_empty())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Points readers and writers at a generation; whole or not at all.
pub(crate) fn set_current(dir: &Path, name: &str) -> Result<(), IndexError> {
    let next = dir.join("current.next");
    fs::write(&next, name)?;
    fs::rename(next, dir.join(CURRENT))?;
    Ok(())
}
