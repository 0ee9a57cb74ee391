//! Object keys: built here and nowhere else. The same spelling in a folder and in a bucket.
//!
//! `dossiers/<last two digits of the id>/<dossier>/originals/<sha256>` and so on. Keys carry ids and digests only,
//! never a name. Everything of one dossier lies under one prefix, so one dossier can be listed or erased alone. The two digits
//! spread dossiers over folders: ids are ordered by time, their last digits are random.

use std::fmt;

use dossier::{Digest, DossierId, PageId, RecognitionId};

pub(crate) const DOSSIERS: &str = "dossiers/";

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

/// What a key stands for, and so what may be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holding {
    /// The bytes that arrived: never changed, never removed.
    Original,
    /// The dossier's own account of itself: never removed.
    Manifest,
    /// Can be made again from originals.
    Derivative,
}

impl Key {
    pub fn original(dossier: DossierId, digest: &Digest) -> Self {
        Self::of(dossier, &format!("originals/{digest}"))
    }

    /// The recognised text of a page.
    pub fn alto(dossier: DossierId, page: PageId, recognition: RecognitionId) -> Self {
        Self::of(dossier, &format!("pages/{page}/alto-{recognition}.xml"))
    }

    /// The page as people see it.
    pub fn picture(dossier: DossierId, page: PageId) -> Self {
        Self::of(dossier, &format!("pages/{page}/picture"))
    }

    /// The page taken apart for the archive copy; many pages have none.
    pub fn layers(dossier: DossierId, page: PageId) -> Self {
        Self::of(dossier, &format!("pages/{page}/layers"))
    }

    pub fn thumbnail(dossier: DossierId, page: PageId) -> Self {
        Self::of(dossier, &format!("pages/{page}/thumbnail"))
    }

    /// The archive copy of one revision.
    pub fn archive_pdf(dossier: DossierId, revision: i64) -> Self {
        Self::of(dossier, &format!("archive/{revision:08}.pdf"))
    }

    /// The dossier's account of itself at one revision.
    pub fn manifest(dossier: DossierId, revision: i64) -> Self {
        Self::of(dossier, &format!("manifests/{revision:08}.json"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn holding(&self) -> Holding {
        match self.within_dossier().split('/').next() {
            Some("originals") => Holding::Original,
            Some("manifests") => Holding::Manifest,
            _ => Holding::Derivative,
        }
    }

    /// The digest an original's key promises.
    pub fn digest(&self) -> Option<Digest> {
        self.within_dossier().strip_prefix("originals/")?.parse().ok()
    }

    /// The revision a manifest's key names.
    pub fn manifest_revision(&self) -> Option<i64> {
        self.within_dossier().strip_prefix("manifests/")?.strip_suffix(".json")?.parse().ok()
    }

    /// What a listing found; `None` for a thing that is not ours.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix(DOSSIERS)?.splitn(3, '/');
        let (spread, dossier, rest) = (parts.next()?, parts.next()?, parts.next()?);
        let dossier: DossierId = dossier.parse().ok()?;
        let ours = !rest.is_empty() && Self::prefix(dossier).starts_with(&format!("{DOSSIERS}{spread}/"));
        ours.then(|| Self(text.to_owned()))
    }

    /// Everything of one dossier, with the closing slash.
    pub(crate) fn prefix(dossier: DossierId) -> String {
        let id = dossier.to_string();
        let spread = &id[id.len() - 2..];
        format!("{DOSSIERS}{spread}/{id}/")
    }

    fn of(dossier: DossierId, rest: &str) -> Self {
        Self(Self::prefix(dossier) + rest)
    }

    fn within_dossier(&self) -> &str {
        self.0.splitn(4, '/').nth(3).unwrap_or_default()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_know_what_they_hold_and_come_back_from_listings() {
        let (dossier, page) = (DossierId::new(), PageId::new());
        let digest = Digest::of(b"ink");
        let rows = [
            (Key::original(dossier, &digest), Holding::Original),
            (Key::alto(dossier, page, RecognitionId::new()), Holding::Derivative),
            (Key::picture(dossier, page), Holding::Derivative),
            (Key::layers(dossier, page), Holding::Derivative),
            (Key::thumbnail(dossier, page), Holding::Derivative),
            (Key::archive_pdf(dossier, 7), Holding::Derivative),
            (Key::manifest(dossier, 7), Holding::Manifest),
        ];
        for (key, holding) in rows {
            assert_eq!(key.holding(), holding, "{key}");
            assert_eq!(Key::parse(key.as_str()), Some(key));
        }
        assert_eq!(Key::original(dossier, &digest).digest(), Some(digest));
        assert_eq!(Key::manifest(dossier, 12).manifest_revision(), Some(12));
        assert_eq!(Key::picture(dossier, page).digest(), None);
    }

    #[test]
    fn foreign_names_are_not_keys() {
        let id = DossierId::new();
        for text in ["", "dossiers/", "dossiers/aa/x/y", "else", &format!("dossiers/zz/{id}/originals/x")] {
            assert_eq!(Key::parse(text), None, "{text}");
        }
    }

    #[test]
    fn manifests_sort_by_revision() {
        let dossier = DossierId::new();
        assert!(Key::manifest(dossier, 9) < Key::manifest(dossier, 10));
    }
}
