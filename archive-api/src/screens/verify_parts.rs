//! The parts of a task's screen that come from the dossier around the field: variants, what other papers say, the page,
//! the fields of the same document.

use dossier::PageId;
use register::{Document, Field, Page};

use crate::app::App;
use crate::marks::{self, Mark};
use crate::screens::dossier_names::{in_paper_order, kind_title, name_of};
use crate::screens::verify::Trail;
use crate::screens::verify_value::{frequency, typed_form};
use crate::visitor::Visitor;

/// Variants worth choosing between.
const VARIANTS: usize = 4;
const OTHERS: usize = 2;
const CELLS: usize = 3;

pub struct Variant {
    pub place: usize,
    pub text: String,
    pub note: String,
    pub here: bool,
}

pub struct Other {
    pub strip: Option<String>,
    pub text: String,
    pub agrees: bool,
    pub place: String,
}

pub struct PageView {
    pub picture: String,
    pub number: u32,
    pub first: u32,
    pub last: u32,
    /// Where the row is, in thousandths of the height of the page.
    pub row: u32,
}

pub struct Row {
    pub address: String,
    pub name: String,
    pub value: String,
    pub mark: Mark,
    pub here: bool,
}

pub struct Parts<'a> {
    pub app: &'a App,
    pub visitor: &'a Visitor,
    pub field: &'a Field,
    pub pages: &'a [Page],
    pub documents: &'a [Document],
}

impl Parts<'_> {
    fn number(&self, page: PageId) -> Option<u32> {
        self.pages.iter().find(|one| one.id == page).map(|page| page.number)
    }

    pub fn variants(&self) -> Vec<Variant> {
        let words = self.visitor.words;
        let mut variants: Vec<Variant> = Vec::new();
        for (place, candidate) in self.field.candidates.iter().enumerate() {
            let Some(value) = &candidate.value else { continue };
            let text = typed_form(&self.field.path, value, words);
            if variants.len() == VARIANTS || variants.iter().any(|one| one.text == text) {
                continue;
            }
            let key = if variants.is_empty() { "verify-read-here" } else { "verify-read-else" };
            let note = words.named(key, &frequency(candidate.probability, words));
            let here = self.field.value.as_ref() == Some(value);
            variants.push(Variant { place, text, note, here });
        }
        variants
    }

    /// The row of a list by its other cells: a sum by its month.
    pub fn beside(&self, fields: &[Field]) -> String {
        let Some((row, _)) = self.field.path.rsplit_once('.') else { return String::new() };
        let same_row = |one: &&Field| {
            let cell = one.path.rsplit_once('.').is_some_and(|(start, _)| start == row);
            cell && one.document == self.field.document && one.id != self.field.id && one.value.is_some()
        };
        let cells = fields.iter().filter(same_row).take(CELLS);
        cells.map(|one| marks::value(one, self.visitor.words)).collect::<Vec<_>>().join(" · ")
    }

    /// The same thing in other papers. Rows of lists are no such thing: the second sum of two papers is not one sum.
    pub fn others(&self, fields: &[Field]) -> Vec<Other> {
        let words = self.visitor.words;
        let mut others = Vec::new();
        if self.field.path.contains('[') {
            return others;
        }
        for one in fields {
            let elsewhere = one.document.is_some() && one.id != self.field.id && one.path == self.field.path;
            let Some(value) = one.value.as_ref().filter(|_| elsewhere) else { continue };
            let kind = self.documents.iter().find(|document| Some(document.id) == one.document);
            let number = one.evidence.as_ref().and_then(|evidence| self.number(evidence.page));
            let mut place =
                vec![kind.map_or_else(String::new, |it| kind_title(self.app, self.visitor, &it.kind))];
            place.extend(number.map(|number| words.count("page-short", number)));
            others.push(Other {
                strip: number.map(|_| format!("/verify/{}/ink?other={}", self.field.id, one.id)),
                text: marks::written(&one.path, value, words),
                agrees: Some(value) == self.field.value.as_ref(),
                place: place.join(", "),
            });
        }
        // Disagreement is what one looks for.
        others.sort_by_key(|one| one.agrees);
        others.truncate(OTHERS);
        others
    }

    pub fn view(&self, page: &Page, document: Option<&Document>) -> PageView {
        let (first, last) =
            document.map_or((page.number, page.number), |one| (one.first_number, one.last_number));
        let picture = format!("/verify/{}/page?v={}", self.field.id, self.field.version);
        let bbox = self.field.evidence.as_ref().map(|evidence| evidence.bbox);
        let row = bbox.map_or(0, |bbox| (bbox.y + bbox.h / 2) * 1000 / page.height.max(1));
        PageView { picture, number: page.number, first, last, row }
    }

    /// The fields of the same document in the order of the paper.
    pub fn rows(&self, fields: &[Field], trail: &Trail) -> Vec<Row> {
        let mut own: Vec<&Field> = fields.iter().filter(|one| one.document == self.field.document).collect();
        let document = self.documents.iter().find(|document| Some(document.id) == self.field.document);
        if let Some(kind) = document.and_then(|document| self.app.kinds.kind(&document.kind)) {
            in_paper_order(&mut own, kind);
        }
        let row = |one: &Field| Row {
            address: format!("/verify/{}{}", one.id, trail.query()),
            name: name_of(one, self.visitor),
            value: marks::value(one, self.visitor.words),
            mark: marks::of(one, self.visitor.words),
            here: one.id == self.field.id,
        };
        own.into_iter().map(row).collect()
    }
}
