//! Where a photographed sheet stands on its picture: bright paper on darker ground, four straight edges. None for
//! what a flatbed gives, and wherever anything is doubtful.

use super::background::extremes;
use super::warp::Point;
use crate::pixels::Grey;
use crate::pixels::ink::Ink;

/// It is looked for on a copy of about so many dots an inch.
const SMALL_DPI: f32 = 40.0;
/// Ink narrower than twice this (pixels of the copy) is closed away.
const INK: usize = 3;
/// Paper is so much lighter than the ground.
const LIGHTER: f32 = 40.0;
/// More bright pixels along the frame's edge than this share: the ground is not seen all round.
const MOST_AT_EDGE: f32 = 0.15;
/// The sheet takes at least so much of the frame, and is so much longer than wide at most.
const LEAST_SHARE: f32 = 0.25;
const LONGEST: f32 = 2.2;
/// Which part of each side is looked at: corners may be bent, and a leaning side ends before the sheet does.
const MIDDLE: (f32, f32) = (0.15, 0.85);
/// So many points of a side lie so near (pixels of the copy) to a straight line.
const STRAIGHT: f32 = 0.75;
const NEAR: f32 = 1.5;
/// What is bright fills the four sides, and no more than them.
const FILLED: std::ops::Range<f32> = 0.93..1.03;
/// The tangent by which opposite sides lean apart; less is a flatbed's leaning paper, which levelling sets right,
/// and more is no sheet.
const APART: std::ops::Range<f32> = 0.03..0.45;

/// The corners of the sheet on a grey picture, pixels: left top, right top, right bottom, left bottom.
pub(crate) fn corners(grey: &Grey, dpi: f32) -> Option<[Point; 4]> {
    let factor = ((dpi / SMALL_DPI).round() as usize).max(1);
    let mut small = grey.shrunk(factor);
    let limit = parted(&small)?;
    if share_at_edge(&small, limit) > MOST_AT_EDGE {
        return None;
    }
    extremes(&mut small, INK, u8::max);
    extremes(&mut small, INK, u8::min);
    let sheet = middle_piece(&small, limit);
    let sides = sides(&sheet)?;
    let [left, top, right, bottom] = sides;
    let leans = (left.slope - right.slope).abs().max((top.slope - bottom.slope).abs());
    if !APART.contains(&leans) {
        return None;
    }
    let corners = [left.meets(&top), right.meets(&top), right.meets(&bottom), left.meets(&bottom)];
    let ratio = area(&sheet) / quadrangle(&corners);
    let (width, height) = (sheet.width as f32, sheet.height as f32);
    let inside = |&(x, y): &Point| (0.0..width).contains(&x) && (0.0..height).contains(&y);
    let whole = corners.iter().all(inside) && FILLED.contains(&ratio);
    let large = quadrangle(&corners) > LEAST_SHARE * width * height;
    let length = |one: Point, other: Point| (one.0 - other.0).hypot(one.1 - other.1);
    let proportion = length(corners[0], corners[1]) / length(corners[0], corners[3]);
    let plausible = (1.0 / LONGEST..LONGEST).contains(&proportion);
    let full = corners.map(|(x, y)| (x * factor as f32, y * factor as f32));
    (whole && large && plausible).then_some(full)
}

/// The grey that best parts paper from ground (Otsu), where they are well apart.
fn parted(small: &Grey) -> Option<u8> {
    let mut histogram = [0f32; 256];
    small.data.iter().for_each(|&pixel| histogram[usize::from(pixel)] += 1.0);
    let weighed =
        |from: usize, to: usize| (from..to).map(|value| value as f32 * histogram[value]).sum::<f32>();
    let all = (small.data.len() as f32, weighed(0, 256));
    let (mut below, mut best) = ((0.0, 0.0), (0.0, 0, 0.0));
    for limit in 1..256 {
        below.0 += histogram[limit - 1];
        below.1 += (limit - 1) as f32 * histogram[limit - 1];
        let above = all.0 - below.0;
        if below.0 > 0.0 && above > 0.0 {
            let apart = (all.1 - below.1) / above - below.1 / below.0;
            let between = below.0 * above * apart * apart;
            if between > best.0 {
                best = (between, limit as u8, apart);
            }
        }
    }
    (best.2 >= LIGHTER).then_some(best.1)
}

fn share_at_edge(small: &Grey, limit: u8) -> f32 {
    let (width, height) = (small.width, small.height);
    let rows = [0, height - 1].map(|y| small.row(y)).into_iter().flatten();
    let columns = (0..height).flat_map(|y| [small.data[y * width], small.data[(y + 1) * width - 1]]);
    let bright = rows.copied().chain(columns).filter(|&pixel| pixel >= limit).count();
    bright as f32 / (2 * (width + height)) as f32
}

/// What is bright and hangs together with the bright middle of the frame.
fn middle_piece(small: &Grey, limit: u8) -> Ink {
    let (width, height) = (small.width, small.height);
    let bright = small.data.iter().map(|&pixel| u8::from(pixel >= limit)).collect();
    let middle =
        (height / 3..2 * height / 3).flat_map(|y| (width / 3..2 * width / 3).map(move |x| y * width + x));
    Ink { width, height, data: bright }.reached(middle.collect())
}

/// A side of the sheet: `across = from + slope * along`, where `along` runs down for left and right.
#[derive(Clone, Copy)]
struct Side {
    from: f32,
    slope: f32,
}

impl Side {
    /// Where this side, left or right, meets the top or bottom one.
    fn meets(&self, level: &Self) -> Point {
        let x = (self.from + self.slope * level.from) / (1.0 - self.slope * level.slope);
        (x, level.from + level.slope * x)
    }
}

/// Left, top, right, bottom.
fn sides(sheet: &Ink) -> Option<[Side; 4]> {
    let turned = Ink {
        width: sheet.height,
        height: sheet.width,
        data: (0..sheet.width)
            .flat_map(|x| (0..sheet.height).map(move |y| sheet.data[y * sheet.width + x]))
            .collect(),
    };
    let (left, right) = ends(sheet)?;
    let (top, bottom) = ends(&turned)?;
    Some([left, top, right, bottom])
}

/// The lines on which the rows of the sheet begin and end; none where the frame cuts them off.
fn ends(sheet: &Ink) -> Option<(Side, Side)> {
    let (mut starts, mut stops): (Vec<Point>, Vec<Point>) = (Vec::new(), Vec::new());
    for y in 0..sheet.height {
        let (row, along) = (sheet.row(y), y as f32 + 0.5);
        if let Some(first) = row.iter().position(|&inside| inside == 1) {
            let last = row.iter().rposition(|&inside| inside == 1).unwrap_or(first);
            starts.push((along, first as f32));
            stops.push((along, (last + 1) as f32));
        }
    }
    let part = |share: f32| (starts.len() as f32 * share) as usize;
    let middle = part(MIDDLE.0)..part(MIDDLE.1);
    let inside = 1.0..sheet.width as f32 - 1.0;
    let (start, stop) = (line(&starts[middle.clone()])?, line(&stops[middle])?);
    let half = sheet.height as f32 / 2.0;
    let seen = [start, stop].iter().all(|side| inside.contains(&(side.from + side.slope * half)));
    seen.then_some((start, stop))
}

/// The straight line on which most of the points (along, across) lie.
fn line(points: &[Point]) -> Option<Side> {
    let half = points.len() / 2;
    if half < 20 {
        return None;
    }
    let slopes = (0..half).map(|place| {
        let (one, other) = (points[place], points[place + half]);
        (other.1 - one.1) / (other.0 - one.0)
    });
    let slope = median(slopes.collect());
    let from = median(points.iter().map(|point| point.1 - slope * point.0).collect());
    let near: Vec<Point> =
        points.iter().filter(|point| (point.1 - from - slope * point.0).abs() < NEAR).copied().collect();
    if (near.len() as f32) < STRAIGHT * points.len() as f32 {
        return None;
    }
    let count = near.len() as f32;
    let mean = |of: &dyn Fn(&Point) -> f32| near.iter().map(of).sum::<f32>() / count;
    let (along, across) = (mean(&|point| point.0), mean(&|point| point.1));
    let spread = mean(&|point| (point.0 - along).powi(2));
    let slope = mean(&|point| (point.0 - along) * (point.1 - across)) / spread.max(1e-6);
    Some(Side { from: across - slope * along, slope })
}

fn median(mut values: Vec<f32>) -> f32 {
    let half = values.len() / 2;
    *values.select_nth_unstable_by(half, f32::total_cmp).1
}

fn area(sheet: &Ink) -> f32 {
    sheet.share() * (sheet.width * sheet.height) as f32
}

/// The area between four corners that stand in order.
fn quadrangle(corners: &[Point; 4]) -> f32 {
    let next = corners.iter().cycle().skip(1);
    corners.iter().zip(next).map(|(one, two)| one.0 * two.1 - two.0 * one.1).sum::<f32>() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const DPI: f32 = 200.0;

    /// Written paper between four corners on striped ground.
    fn picture(corners: &[Point; 4], ground: u8) -> Grey {
        let mut picture = Grey::white(1600, 2200);
        for y in 0..picture.height {
            for x in 0..picture.width {
                let (here_x, here_y) = (x as f32 + 0.5, y as f32 + 0.5);
                let mut sides = corners.iter().zip(corners.iter().cycle().skip(1));
                let inside = sides.all(|(one, two)| {
                    (two.0 - one.0) * (here_y - one.1) - (two.1 - one.1) * (here_x - one.0) > 0.0
                });
                let inked =
                    y % 40 < 14 && x % 20 < 10 && (300..1300).contains(&x) && (300..1900).contains(&y);
                picture.data[y * picture.width + x] = match (inside, inked) {
                    (true, true) => 30,
                    (true, false) => 215,
                    (false, _) => ground + (y / 30 % 2) as u8 * 20,
                };
            }
        }
        picture
    }

    #[test]
    fn a_sheet_is_found_where_it_was_photographed_aslant() {
        let aslant = [(200.0, 150.0), (1420.0, 120.0), (1530.0, 2090.0), (90.0, 2060.0)];
        let found = corners(&picture(&aslant, 60), DPI).expect("a sheet");
        for (found, corner) in found.into_iter().zip(aslant) {
            let off = (found.0 - corner.0).hypot(found.1 - corner.1);
            assert!(off < 6.0, "{found:?}, not {corner:?}");
        }
    }

    #[test]
    fn what_is_no_aslant_sheet_is_left_alone() {
        let check = |name: &str, sheet: [Point; 4], ground: u8| {
            assert_eq!(corners(&picture(&sheet, ground), DPI), None, "{name}");
        };
        let whole = [(-9.0, -9.0), (1609.0, -9.0), (1609.0, 2209.0), (-9.0, 2209.0)];
        check("a flatbed's page", whole, 60);
        let leaning = [(220.0, 120.0), (1440.0, 162.0), (1378.0, 2062.0), (158.0, 2020.0)];
        check("a leaning paper on a black lid", leaning, 20);
        let cut = [(200.0, 150.0), (1420.0, 120.0), (1700.0, 2090.0), (90.0, 2060.0)];
        check("a sheet that the frame cuts off", cut, 60);
        let aslant = [(200.0, 150.0), (1420.0, 120.0), (1530.0, 2090.0), (90.0, 2060.0)];
        check("ground as light as the paper", aslant, 190);
        let torn = [(200.0, 150.0), (1420.0, 1000.0), (1530.0, 2090.0), (90.0, 2060.0)];
        check("a torn corner", torn, 60);
    }
}
