//! Columns of text and what stands about them, in the order in which a person reads it.

use super::Part;
use super::gutter::{Sheet, Stripe};

/// Columns of fewer lines are labels and their values, which are read row by row.
const LEAST_LINES: usize = 6;
/// A column's lines are as wide as this many em at the median, or they are labels.
const LEAST_WIDTH: f32 = 12.0;
/// White so many em high across both columns parts them: more than an empty line at one and a half spacing.
const BAND: f32 = 3.0;

/// Cuts the page along its tallest gutter with columns on both sides; the parts as they came where there is none.
pub(super) fn cut(parts: Vec<Part>) -> Result<Vec<Vec<Part>>, Vec<Part>> {
    match rooms(&parts) {
        Some(rooms) => {
            let mut parts: Vec<Option<Part>> = parts.into_iter().map(Some).collect();
            let own = |room: &Vec<usize>| room.iter().filter_map(|&place| parts[place].take()).collect();
            Ok(rooms.iter().map(own).collect())
        }
        None => Err(parts),
    }
}

/// Parts by place: above the gutter, column by column from one white band to the next, below the gutter.
fn rooms(parts: &[Part]) -> Option<Vec<Vec<usize>>> {
    // Two tables may stand side by side, as on an open book.
    let tables = parts.iter().filter(|part| part.table).count();
    if parts.len() < 2 * LEAST_LINES && tables < 2 {
        return None;
    }
    let sheet = Sheet::of(parts)?;
    let em = sheet.em;
    let mut best: Option<Stripe> = None;
    for stripe in sheet.stripes() {
        if best.is_none_or(|best| stripe.tall() > best.tall()) {
            let [_, left, right, _] = about(parts, &[stripe]);
            if is_column(parts, &left, em) && is_column(parts, &right, em) {
                best = Some(stripe);
            }
        }
    }
    let [above, left, right, below] = about(parts, &sheet.bent(best?));
    let mut rooms = vec![above];
    for [left, right] in banded(parts, left, right, em) {
        let wide = |side: &[usize]| width(parts, side) > LEAST_WIDTH * em || has_table(parts, side);
        if wide(&left) && wide(&right) {
            rooms.extend([left, right]);
        } else {
            // Offices and names of those who sign below the columns.
            rooms.push([left, right].concat());
        }
    }
    rooms.push(below);
    Some(rooms)
}

/// What stands above, left, right and below of a gutter.
fn about(parts: &[Part], gutter: &[Stripe]) -> [Vec<usize>; 4] {
    let from = gutter.first().map_or(0.0, |stripe| stripe.from);
    let mut rooms: [Vec<usize>; 4] = Default::default();
    for (place, part) in parts.iter().enumerate() {
        let (x, y) = ((part.left + part.right) / 2.0, (part.top + part.bottom) / 2.0);
        let room = match gutter.iter().find(|stripe| y < stripe.to) {
            _ if y < from => 0,
            Some(stripe) if x < stripe.x => 1,
            Some(_) => 2,
            None => 3,
        };
        rooms[room].push(place);
    }
    rooms
}

/// Both columns from one white band across both to the next.
fn banded(parts: &[Part], left: Vec<usize>, right: Vec<usize>, em: f32) -> Vec<[Vec<usize>; 2]> {
    let of = |side: usize| move |place: usize| (place, side);
    let mut all: Vec<(usize, usize)> =
        left.into_iter().map(of(0)).chain(right.into_iter().map(of(1))).collect();
    all.sort_by(|one, other| parts[one.0].top.total_cmp(&parts[other.0].top));
    let mut bands: Vec<[Vec<usize>; 2]> = Vec::new();
    let mut lowest = f32::MIN;
    for (place, side) in all {
        if bands.is_empty() || parts[place].top - lowest > BAND * em {
            bands.push(Default::default());
        }
        lowest = lowest.max(parts[place].bottom);
        if let Some(band) = bands.last_mut() {
            band[side].push(place);
        }
    }
    let mut whole: Vec<[Vec<usize>; 2]> = Vec::new();
    for band in bands {
        match whole.last_mut() {
            // White beside the foot of the longer column parts nothing.
            Some(last) if band.iter().any(Vec::is_empty) => {
                last.iter_mut().zip(band).for_each(|(own, more)| own.extend(more));
            }
            _ => whole.push(band),
        }
    }
    whole
}

fn is_column(parts: &[Part], room: &[usize], em: f32) -> bool {
    (room.len() >= LEAST_LINES && width(parts, room) > LEAST_WIDTH * em) || has_table(parts, room)
}

/// Of the middle one of the parts.
fn width(parts: &[Part], room: &[usize]) -> f32 {
    let mut widths: Vec<f32> = room.iter().map(|&place| parts[place].right - parts[place].left).collect();
    widths.sort_unstable_by(f32::total_cmp);
    widths.get(widths.len() / 2).copied().unwrap_or(0.0)
}

fn has_table(parts: &[Part], room: &[usize]) -> bool {
    room.iter().any(|&place| parts[place].table)
}
