//! Names of files: which look like scans and which are litter. What a file is, its leading bytes say (`engine::Media`).

/// Whether a name is one that scanners give. Decides only how folders are understood, never what is taken.
pub fn looks_like_scan(name: &str) -> bool {
    let Some((_, extension)) = name.rsplit_once('.') else { return false };
    ["pdf", "tif", "tiff", "jpg", "jpeg", "png", "jp2", "j2k"]
        .contains(&extension.to_ascii_lowercase().as_str())
}

/// Files that systems leave behind; counted apart, neither taken nor refused.
pub fn is_litter(name: &str) -> bool {
    name.starts_with('.') || ["thumbs.db", "desktop.ini"].contains(&name.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_scans_and_litter() {
        for name in ["a.PDF", "1.tif", "х.jpeg"] {
            assert!(looks_like_scan(name) && !is_litter(name), "{name}");
        }
        for name in ["Thumbs.db", "desktop.ini", ".complete", ".x.tif"] {
            assert!(is_litter(name), "{name}");
        }
        assert!(!looks_like_scan("note.txt"));
    }
}
