//! Folders to dossiers: which file belongs to which dossier and volume, and in which order (design, section 7).
//! It looks at names and folders only; nothing is opened here.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use crate::names::{is_litter, looks_like_scan};
use crate::order::natural;

/// One file and the place it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFile {
    pub path: PathBuf,
    /// External reference of the dossier: the folder's name, or the file's without its extension.
    pub reference: String,
    /// Subfolders of the dossier joined with `/`; empty for files directly in it.
    pub volume: String,
    pub file_name: String,
}

/// What was found under the given paths.
#[derive(Debug, Default)]
pub struct Plan {
    pub files: Vec<PlannedFile>,
    /// Dot-files, `Thumbs.db`, `desktop.ini`.
    pub litter: usize,
}

/// Plans every path in the order given.
///
/// # Errors
/// A path does not exist or a folder cannot be listed.
pub fn plan(paths: &[PathBuf]) -> io::Result<Plan> {
    let mut plan = Plan::default();
    for path in paths {
        plan_path(path, &mut plan)?;
    }
    Ok(plan)
}

fn plan_path(path: &Path, plan: &mut Plan) -> io::Result<()> {
    let metadata = path.symlink_metadata()?;
    if !metadata.is_dir() {
        plan.files.push(single_file(path));
        return Ok(());
    }
    let entries = entries(path, plan)?;
    let holds_scans = entries.iter().any(|entry| !entry.is_dir && looks_like_scan(&entry.name));
    if holds_scans {
        return dossier_folder(path, plan, entries);
    }
    for entry in entries {
        if entry.is_dir {
            let inside = self::entries(&entry.path, plan)?;
            dossier_folder(&entry.path, plan, inside)?;
        } else {
            plan.files.push(single_file(&entry.path));
        }
    }
    Ok(())
}

fn single_file(path: &Path) -> PlannedFile {
    let file_name = name_of(path);
    let reference = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    PlannedFile { path: path.to_owned(), reference, volume: String::new(), file_name }
}

fn dossier_folder(folder: &Path, plan: &mut Plan, entries: Vec<Entry>) -> io::Result<()> {
    // `ingest .` must still name the dossier after the folder.
    let named = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    volume(&name_of(&named), "", entries, plan)
}

/// The files of one dossier's folder, for the inbox.
///
/// # Errors
/// The folder cannot be listed.
pub fn dossier(folder: &Path, reference: &str) -> io::Result<Plan> {
    let mut plan = Plan::default();
    let entries = entries(folder, &mut plan)?;
    volume(reference, "", entries, &mut plan)?;
    Ok(plan)
}

/// Files first, then each subfolder as a volume; both in natural order.
fn volume(reference: &str, volume_name: &str, entries: Vec<Entry>, plan: &mut Plan) -> io::Result<()> {
    let mut folders = Vec::new();
    for entry in entries {
        if entry.is_dir {
            folders.push(entry);
            continue;
        }
        plan.files.push(PlannedFile {
            path: entry.path,
            reference: reference.to_owned(),
            volume: volume_name.to_owned(),
            file_name: entry.name,
        });
    }
    for folder in folders {
        let inside = self::entries(&folder.path, plan)?;
        let name =
            if volume_name.is_empty() { folder.name } else { format!("{volume_name}/{}", folder.name) };
        volume(reference, &name, inside, plan)?;
    }
    Ok(())
}

struct Entry {
    name: String,
    path: PathBuf,
    /// A real folder: links are never followed, they are planned as files and refused at the door.
    is_dir: bool,
}

fn entries(folder: &Path, plan: &mut Plan) -> io::Result<Vec<Entry>> {
    let mut found = Vec::new();
    for entry in folder.read_dir()? {
        let entry = entry?;
        let name = name_of(&entry.path());
        if is_litter(&name) {
            plan.litter += 1;
            continue;
        }
        found.push(Entry { name, path: entry.path(), is_dir: entry.file_type()?.is_dir() });
    }
    found.sort_by(|left, right| natural(&left.name, &right.name));
    Ok(found)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The references of a plan, each once, in order.
pub fn references(plan: &Plan) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    plan.files
        .iter()
        .map(|file| file.reference.as_str())
        .filter(|reference| seen.insert(*reference))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[&str], given: &[&str], expected: &[(&str, &str, &str)]) {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, b"x").unwrap();
        }
        let paths: Vec<PathBuf> = given.iter().map(|path| root.path().join(path)).collect();
        let plan = plan(&paths).unwrap();
        let got: Vec<_> = plan
            .files
            .iter()
            .map(|f| (f.reference.as_str(), f.volume.as_str(), f.file_name.as_str()))
            .collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn folders_become_dossiers_and_volumes() {
        check(&["a.pdf"], &["a.pdf"], &[("a", "", "a.pdf")]);
        check(
            &["д1/2.tif", "д1/10.tif", "д1/.x", "д1/Thumbs.db"],
            &["д1"],
            &[("д1", "", "2.tif"), ("д1", "", "10.tif")],
        );
        check(
            &["all/d2/1.tif", "all/d10/т 2/1.tif", "all/d10/т 1/b.tif", "all/note.txt"],
            &["all"],
            &[
                ("d2", "", "1.tif"),
                ("d10", "т 1", "b.tif"),
                ("d10", "т 2", "1.tif"),
                ("note", "", "note.txt"),
            ],
        );
        check(&["d/1.tif", "d/том 2/1.tif"], &["d"], &[("d", "", "1.tif"), ("d", "том 2", "1.tif")]);
    }
}
