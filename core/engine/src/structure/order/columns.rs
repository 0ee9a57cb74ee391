//! Columns of text and what stands about them, in the order in which a person reads it.

use super::Part;
use super::gutter::{Sheet, Stripe};

/// Columns of fewer lines are labels and their values, which are read row by row.
const LEAST_LINES: usize = 6;
/// A column's lines are as wide as this many em at the median, or they are labels, whose rows go on beyond the gutter.
const LEAST_WIDTH: f32 = 12.0;
/// Where fewer of the rows go on than this share (at a base line within so many em), labels with their values make columns
/// too, as on two pages of a passport: so many rows, as wide as this.
const SHARED: f32 = 0.75;
const GOES_ON: f32 = 0.45;
const LEAST_ROWS: usize = 4;
const LEAST_PAIRS: usize = 2;
const LEAST_ROW: f32 = 8.0;
/// Lines whose base lines differ by less than this many em are one row; narrower ones are scraps.
const LEVEL: f32 = 0.6;
const SCRAP: f32 = 3.0;
/// White so many em high across both columns parts them, more than an empty line at one and a half spacing; where rows
/// stand farther apart, so many times as far.
const BAND: f32 = 3.0;
const APART: f32 = 2.0;

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
    let mut best: Option<(Stripe, f32)> = None;
    for stripe in sheet.stripes() {
        if best.is_none_or(|(best, _)| stripe.tall() > best.tall()) {
            let [_, left, right, _] = about(parts, &[stripe]);
            if let Some(wide) = columns(parts, [&left, &right], em) {
                best = Some((stripe, wide));
            }
        }
    }
    let (stripe, wide) = best?;
    let [above, left, right, below] = about(parts, &sheet.bent(stripe));
    let mut rooms = vec![above];
    for [left, right] in banded(parts, left, right, em) {
        if [&left, &right].iter().all(|side| is_wide(parts, side, wide)) {
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
    let mut steps: Vec<f32> = Vec::new();
    for own in [0, 1] {
        let column: Vec<usize> =
            all.iter().filter(|(_, side)| *side == own).map(|(place, _)| *place).collect();
        steps.extend(rows(parts, &column, em).windows(2).map(|two| two[1].base - two[0].base));
    }
    let band_least = (BAND * em).max(APART * median(steps) - em);
    let mut bands: Vec<[Vec<usize>; 2]> = Vec::new();
    let mut lowest = f32::MIN;
    for (place, side) in all {
        if bands.is_empty() || parts[place].top - lowest > band_least {
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

/// How wide the rows of these columns are at least; none: no columns stand there.
fn columns(parts: &[Part], sides: [&[usize]; 2], em: f32) -> Option<f32> {
    if sides.iter().any(|side| side.len() < LEAST_LINES && !has_table(parts, side)) {
        return None;
    }
    let wide = LEAST_WIDTH * em;
    let line_width =
        |side: &[usize]| median(side.iter().map(|&place| parts[place].right - parts[place].left).collect());
    if sides.iter().all(|side| line_width(side) > wide || has_table(parts, side)) {
        return Some(wide);
    }
    let wide = LEAST_ROW * em;
    let full = |side: &&[usize]| {
        let rows = rows(parts, side, em);
        // Labels alone have their values beyond the gutter.
        let pairs = rows.iter().filter(|row| row.parts > 1).count();
        rows.len() >= LEAST_ROWS && pairs >= LEAST_PAIRS && is_wide(parts, side, wide)
    };
    (sides.iter().all(full) && !go_on(parts, sides, em)).then_some(wide)
}

/// Whether many rows of one side go on at the other.
fn go_on(parts: &[Part], sides: [&[usize]; 2], em: f32) -> bool {
    let [left, right] = sides.map(|side| rows(parts, side, em));
    // A row of a bent page is level at the gutter.
    let goes_on = |row: &&Row| right.iter().any(|other| (other.first - row.last).abs() < GOES_ON * em);
    let shared = left.iter().filter(goes_on).count();
    shared as f32 > SHARED * left.len().min(right.len()) as f32
}

/// Whether the rows of a room are so wide: those that make up most of all their width, for a seal or a photograph beside
/// them leaves many short scraps.
fn is_wide(parts: &[Part], room: &[usize], wide: f32) -> bool {
    let em = median(room.iter().map(|&place| parts[place].em).collect());
    let (mut all, mut in_wide) = (0.0, 0.0);
    for row in rows(parts, room, em) {
        let width = row.right - row.left;
        all += width;
        in_wide += if width > wide { width } else { 0.0 };
    }
    2.0 * in_wide > all || has_table(parts, room)
}

/// Lines at one height.
struct Row {
    parts: usize,
    left: f32,
    right: f32,
    base: f32,
    /// Base lines of its first and its last part.
    first: f32,
    last: f32,
}

/// The rows of a room, from the top down.
fn rows(parts: &[Part], room: &[usize], em: f32) -> Vec<Row> {
    let mut room = room.to_vec();
    room.sort_by(|&one, &other| parts[one].base.total_cmp(&parts[other].base));
    let mut rows: Vec<Row> = Vec::new();
    for part in room.into_iter().map(|place| &parts[place]) {
        match rows.last_mut() {
            Some(row) if part.base - row.base < LEVEL * em => {
                row.parts += 1;
                if part.left < row.left {
                    (row.left, row.first) = (part.left, part.base);
                }
                if part.right > row.right {
                    (row.right, row.last) = (part.right, part.base);
                }
            }
            _ => rows.push(Row {
                parts: 1,
                left: part.left,
                right: part.right,
                base: part.base,
                first: part.base,
                last: part.base,
            }),
        }
    }
    rows.retain(|row| row.right - row.left > SCRAP * em);
    rows
}

fn median(mut values: Vec<f32>) -> f32 {
    values.sort_unstable_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

fn has_table(parts: &[Part], room: &[usize]) -> bool {
    room.iter().any(|&place| parts[place].table)
}
