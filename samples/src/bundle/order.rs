//! The order of leaves in a scan: papers, empty backs, repeated pages, separator sheets, turned pages.
//! Knows papers, nothing of pixels.

use crate::paper::{Page, Rng, Size};
use crate::separator::{Code, sheet};
use crate::truth::Paper;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Page,
    Blank,
    Separator,
    /// The very pixels of an earlier leaf.
    SameScan(usize),
    /// The same page put on the glass again.
    Rescan(usize),
}

#[derive(Clone, Debug)]
pub struct Leaf {
    pub what: What,
    /// Which paper it belongs to; a separator to none.
    pub paper: Option<usize>,
    pub page: Page,
    /// Quarter turns clockwise.
    pub turn: u32,
}

pub fn arrange(papers: &[Paper], reference: &str, most: usize, rng: &mut Rng) -> Vec<Leaf> {
    let mut room = most.saturating_sub(papers.iter().map(|paper| paper.sheets.len()).sum());
    let mut leaves: Vec<Leaf> = Vec::new();
    let duplex = rng.chance(0.25);
    let code = if rng.chance(0.7) { Code::Qr } else { Code::Code128 };
    let opened = rng.chance(0.15) && room > 0;
    let divided = opened && rng.chance(0.5) && room > papers.len();
    if opened {
        let payload = format!("SPRAVA:DOSSIER:{reference}");
        leaves.push(separator(sheet(&payload, &format!("Справа {reference}"), code, rng)));
        room -= 1;
    }
    let mut repeats = [0, 1, 2][rng.weighted(&[6.0, 3.0, 1.0])];
    let turning = if rng.chance(0.5) { 0.07 } else { 0.015 };
    for (index, paper) in papers.iter().enumerate() {
        if divided {
            let payload = format!("SPRAVA:DOCUMENT:{}", paper.kind);
            leaves.push(separator(sheet(&payload, "Новий документ", code, rng)));
            room = room.saturating_sub(1);
        }
        for (place, page) in paper.sheets.iter().enumerate() {
            let turn = turn(page, turning, rng);
            leaves.push(Leaf { what: What::Page, paper: Some(index), page: page.clone(), turn });
            let followed = paper.sheets.get(place + 1).is_some_and(|next| next.back);
            let empty_back = !page.back && !followed && rng.chance(if duplex { 0.35 } else { 0.02 });
            if empty_back && room > 0 {
                leaves.push(blank(page, index, turn, rng));
                room -= 1;
            } else if repeats > 0 && room > 0 && rng.chance(0.08) {
                let first = leaves.len() - 1;
                let what = if rng.chance(0.5) { What::SameScan(first) } else { What::Rescan(first) };
                leaves.push(Leaf { what, paper: Some(index), page: page.clone(), turn });
                repeats -= 1;
                room -= 1;
            }
        }
    }
    leaves
}

fn separator(page: Page) -> Leaf {
    Leaf { what: What::Separator, paper: None, page, turn: 0 }
}

fn blank(front: &Page, paper: usize, turn: u32, rng: &mut Rng) -> Leaf {
    let mut page = Page::new(Size::A4, rng).on(front.stock, front.year);
    page.width = front.width;
    page.height = front.height;
    page.pixels = vec![255; front.pixels.len()];
    page.back = true;
    page.spread = front.spread;
    Leaf { what: What::Blank, paper: Some(paper), page, turn }
}

/// Most sheets lie right; wide ones are often fed along their long side, some lie upside down.
fn turn(page: &Page, turning: f32, rng: &mut Rng) -> u32 {
    if page.width > page.height && page.width > 2600 && rng.chance(0.4) {
        return if rng.chance(0.7) { 1 } else { 3 };
    }
    if rng.chance(turning) {
        return [1, 2, 3][rng.weighted(&[2.0, 3.0, 1.0])];
    }
    0
}

/// What shines through a leaf: its own other side, else now and then the sheet beneath.
pub fn behind(index: usize, leaves: &[Leaf]) -> Option<&Page> {
    let leaf = &leaves[index];
    if leaf.what == What::Separator {
        return None;
    }
    if leaf.page.back {
        let front =
            leaves[..index].iter().rev().find(|other| !other.page.back && other.what != What::Separator)?;
        return Some(&front.page);
    }
    let next = leaves[index + 1..]
        .iter()
        .find(|other| !matches!(other.what, What::SameScan(_) | What::Rescan(_)))?;
    if next.paper != leaf.paper || next.what == What::Blank {
        return None;
    }
    Some(&next.page)
}
