//! Hits gathered by dossier: exact totals, the best page of each, whether its card was hit.

use std::collections::HashMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::schema::{DOSSIER_HIGH, DOSSIER_LOW, ROLE, ROLE_CARD};

/// What was hit of one dossier.
#[derive(Clone, Copy, Debug, Default)]
pub struct Group {
    pub card: Option<(Score, DocAddress)>,
    pub page: Option<(Score, DocAddress)>,
    /// How many pages were hit.
    pub pages: u32,
}

impl Group {
    pub fn score(&self) -> Score {
        self.card.map_or(0.0, |(score, _)| score) + self.page.map_or(0.0, |(score, _)| score)
    }

    fn add(&mut self, other: Group) {
        if self.card.is_none() {
            self.card = other.card;
        }
        if let Some((score, _)) = other.page
            && self.page.is_none_or(|(best, _)| score > best)
        {
            self.page = other.page;
        }
        self.pages += other.pages;
    }
}

/// Dossiers by the number of their id.
pub type Groups = HashMap<u128, Group>;

pub struct ByDossier;

pub struct SegmentGroups {
    segment: SegmentOrdinal,
    high: Column<u64>,
    low: Column<u64>,
    role: Column<u64>,
    groups: Groups,
}

impl Collector for ByDossier {
    type Fruit = Groups;
    type Child = SegmentGroups;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentGroups> {
        let columns = reader.fast_fields();
        let column = |name| -> tantivy::Result<Column<u64>> { columns.u64(name) };
        Ok(SegmentGroups {
            segment,
            high: column(DOSSIER_HIGH)?,
            low: column(DOSSIER_LOW)?,
            role: column(ROLE)?,
            groups: Groups::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, segments: Vec<Groups>) -> tantivy::Result<Groups> {
        let mut all = Groups::new();
        for (dossier, group) in segments.into_iter().flatten() {
            all.entry(dossier).or_default().add(group);
        }
        Ok(all)
    }
}

impl SegmentCollector for SegmentGroups {
    type Fruit = Groups;

    fn collect(&mut self, document: DocId, score: Score) {
        let (Some(high), Some(low)) = (self.high.first(document), self.low.first(document)) else { return };
        let hit = Some((score, DocAddress::new(self.segment, document)));
        let is_card = self.role.first(document) == Some(ROLE_CARD);
        let found = if is_card {
            Group { card: hit, page: None, pages: 0 }
        } else {
            Group { card: None, page: hit, pages: 1 }
        };
        self.groups.entry(u128::from(high) << 64 | u128::from(low)).or_default().add(found);
    }

    fn harvest(self) -> Groups {
        self.groups
    }
}
