//! Full names without a label, and those a letter is addressed to.

use dossier::value::ValueType;
use language::Language;

use super::fields::{Sheet, name_parts, whole_name};
use super::header;
use super::layout::Row;
use super::person::{self, FullName};
use super::proposal::{Proposal, Rule};
use super::region::{LabelHit, Piece, Region};
use crate::kinds::{Kind, Target};

/// Full names without a label, where given name or patronymic is known. Names above the title are of those
/// the paper is sent to: they count only where it names nobody else.
pub fn scan(sheet: &Sheet<'_>, confidence: f32, kind: &Kind, hits: &[LabelHit<'_>], out: &mut Vec<Proposal>) {
    let rows = &sheet.text.rows;
    let title = header::title_row(kind, rows);
    let mut above = Vec::new();
    let mut seen = 0;
    let mut skip = 0;
    for number in 0..rows.len() {
        let of_other =
            hits.iter().any(|hit| hit.row == number && hit.rule.target == Target::Value(ValueType::FullName));
        if of_other || number < skip {
            continue;
        }
        let Some((pieces, name, taken)) = name_from(rows, number, sheet.language) else {
            continue;
        };
        skip = number + taken;
        let region = Region { pieces, rule: Rule::NameScan, label: 1.0 };
        let parts = name_parts(sheet, confidence, &region, &name);
        // A letter has no title: who is named in its upper part, not in running text, is whom it is sent to.
        let addressed = row_is_short(&rows[number]) && rows[number].bbox.y < sheet.text.height * 4 / 10;
        if kind.field("recipient").is_some() && addressed && !out.iter().any(|one| one.path == "recipient") {
            out.push(recipient(sheet, confidence, &region, &name));
        }
        if title.is_some_and(|title| number < title) {
            above.extend(parts);
            continue;
        }
        out.extend(parts);
        seen += 1;
        if seen == 2 {
            return;
        }
    }
    if seen == 0 {
        out.extend(above);
    }
}

fn row_is_short(row: &Row) -> bool {
    row.words.len() <= 8
}

/// The name as it stands, in the case of the address.
fn recipient(sheet: &Sheet<'_>, kind: f32, region: &Region<'_>, name: &FullName) -> Proposal {
    let mut proposal = whole_name(sheet, kind, "recipient", region, name);
    let parts = [Some(&name.surname), name.given_name.as_ref(), name.patronymic.as_ref()];
    let raw = parts.into_iter().flatten().map(|part| part.raw.as_str()).collect::<Vec<&str>>().join(" ");
    proposal.raw.clone_from(&raw);
    proposal.value = Some(raw);
    proposal
}

/// A name in one row, or written over two or three short rows: how many it took.
fn name_from<'p>(
    rows: &'p [Row],
    number: usize,
    paper: Language,
) -> Option<(Vec<Piece<'p>>, FullName, usize)> {
    let mut pieces: Vec<Piece<'p>> = Vec::new();
    for (taken, row) in rows[number..].iter().take(3).enumerate() {
        if taken > 0 && row.words.len() > 4 {
            return None;
        }
        pieces.extend(row.words.iter().map(|word| Piece { text: &word.text, word, row: number + taken }));
        if let Some(name) = person::read(&pieces, true, paper) {
            return Some((pieces, name, taken + 1));
        }
        if row.words.len() > 4 {
            return None;
        }
    }
    None
}
