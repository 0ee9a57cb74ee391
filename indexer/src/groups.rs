//! Hits gathered by dossier: exact totals, the best page of each, whether its card was hit.

use std::collections::HashMap;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::schema::{
    BIRTH_YEAR, DOSSIER_HIGH, DOSSIER_LOW, OFFICE_HIGH, OFFICE_LOW, ROLE, ROLE_CARD, STANDING,
};

/// What was hit of one dossier.
#[derive(Clone, Copy, Debug, Default)]
pub struct Group {
    pub card: Option<(Score, DocAddress)>,
    pub page: Option<(Score, DocAddress)>,
    /// How many pages were hit.
    pub pages: u32,
    pub office: u128,
    /// Number of its state.
    pub standing: u8,
    pub birth_year: Option<u16>,
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
        (self.office, self.standing, self.birth_year) = (other.office, other.standing, other.birth_year);
    }
}

/// Dossiers by the number of their id.
pub type Groups = HashMap<u128, Group>;

pub struct ByDossier;

pub struct SegmentGroups {
    segment: SegmentOrdinal,
    dossier: [Column<u64>; 2],
    office: [Column<u64>; 2],
    role: Column<u64>,
    standing: Column<u64>,
    birth_year: Column<u64>,
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
            dossier: [column(DOSSIER_HIGH)?, column(DOSSIER_LOW)?],
            office: [column(OFFICE_HIGH)?, column(OFFICE_LOW)?],
            role: column(ROLE)?,
            standing: column(STANDING)?,
            birth_year: column(BIRTH_YEAR)?,
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
        let (Some(dossier), Some(office)) = (joined(&self.dossier, document), joined(&self.office, document))
        else {
            return;
        };
        let hit = Some((score, DocAddress::new(self.segment, document)));
        let is_card = self.role.first(document) == Some(ROLE_CARD);
        let found = Group {
            card: hit.filter(|_| is_card),
            page: hit.filter(|_| !is_card),
            pages: u32::from(!is_card),
            office,
            standing: self.standing.first(document).unwrap_or_default() as u8,
            birth_year: self.birth_year.first(document).map(|year| year as u16),
        };
        self.groups.entry(dossier).or_default().add(found);
    }

    fn harvest(self) -> Groups {
        self.groups
    }
}

fn joined([high, low]: &[Column<u64>; 2], document: DocId) -> Option<u128> {
    Some(u128::from(high.first(document)?) << 64 | u128::from(low.first(document)?))
}
