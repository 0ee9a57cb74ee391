//! The index made anew from register and storage, beside the one in use, in bounded memory.
//!
//! It can be broken off and goes on where it stopped; it is swapped in when it lacks nothing.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use dossier::DossierId;
use dossier::access::Access;
use dossier::stage::Stage;
use register::Register;
use storage::Storage;

use crate::error::IndexError;
use crate::index::{GENERATION, Generation, Writer, read_name, set_current};
use crate::load::load;

const BUILDING: &str = "building";
const AT_ONCE: u32 = 100;
/// While dossiers change faster than they are indexed, somebody must stop counting.
const MOST_PASSES: u32 = 5;

/// Where a rebuild stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilding {
    /// Dossiers looked at in this pass.
    pub seen: u64,
    /// Dossiers written, over all passes.
    pub written: u64,
    /// From 1; later passes catch up with what changed meanwhile.
    pub pass: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    pub dossiers: u64,
    pub written: u64,
    /// An interrupted rebuild was continued.
    pub resumed: bool,
}

/// Rebuilds the index of `dir`. `progress` hears of every hundred dossiers.
pub async fn rebuild(
    register: &Register,
    storage: &Storage,
    dir: &Path,
    mut progress: impl FnMut(Rebuilding),
) -> Result<Rebuilt, IndexError> {
    fs::create_dir_all(dir)?;
    let (generation, resumed) = building(dir)?;
    let mut writer = Writer::of(generation.clone())?;
    let mut state = Rebuilding { pass: 1, ..Rebuilding::default() };
    while pass(register, storage, &generation, &mut writer, &mut state, &mut progress).await? > 0 {
        if state.pass == MOST_PASSES {
            break;
        }
        state.pass += 1;
    }
    let dossiers = state.seen;
    set_current(dir, &generation.name)?;
    remove_if_there(&dir.join(BUILDING))?;
    // What was indexed into the old one between the last pass and the swap; this writer is still the only one.
    state.pass += 1;
    pass(register, storage, &generation, &mut writer, &mut state, &mut progress).await?;
    drop(writer);
    remove_others(dir, &generation.name);
    Ok(Rebuilt { dossiers, written: state.written, resumed })
}

/// The generation under way, or a new one.
fn building(dir: &Path) -> Result<(Arc<Generation>, bool), IndexError> {
    let note = dir.join(BUILDING);
    if let Some(name) = read_name(&note)? {
        match Generation::open(dir, &name) {
            Ok(generation) => return Ok((Arc::new(generation), true)),
            Err(IndexError::Busy) => return Err(IndexError::Busy),
            // Begun by another version, or broken off while it was made.
            Err(_) => drop(fs::remove_dir_all(dir.join(name))),
        }
    }
    let generation = Generation::make(dir)?;
    fs::write(note, &generation.name)?;
    Ok((Arc::new(generation), false))
}

/// Goes over all dossiers and writes those whose revision is not in the index yet. Returns how many.
async fn pass(
    register: &Register,
    storage: &Storage,
    generation: &Generation,
    writer: &mut Writer,
    state: &mut Rebuilding,
    progress: &mut impl FnMut(Rebuilding),
) -> Result<u64, IndexError> {
    let access = Access::machine(Stage::Index.name());
    let mut written = 0;
    let mut after: Option<DossierId> = None;
    state.seen = 0;
    loop {
        let dossiers = register.all_dossiers(&access, None, after, AT_ONCE).await?;
        let Some(last) = dossiers.last() else { break };
        after = Some(last.id);
        let before = written;
        for dossier in &dossiers {
            state.seen += 1;
            if generation.revision(dossier.id)? == Some(dossier.revision) {
                continue;
            }
            let content = load(register, storage, dossier.id).await?;
            writer.put(&content)?;
            written += 1;
        }
        if written > before {
            writer.commit()?;
        }
        state.written += written - before;
        progress(*state);
    }
    Ok(written)
}

/// The old index, and what broken-off beginnings left. Readers that still have it open keep its files until they let go.
fn remove_others(dir: &Path, current: &str) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(GENERATION) && name != current && fs::remove_dir_all(entry.path()).is_err() {
            tracing::warn!(index.generation = %name, "an old index could not be removed");
        }
    }
}

fn remove_if_there(path: &Path) -> Result<(), IndexError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
