//! The plane of a sheet that was photographed aslant, laid flat: a homography from the flat sheet to the picture.
//! All coordinates are pixels from the left and top edge, not from the middle of the first pixel.

use dossier::Rotation;

use crate::pixels::Grey;

pub(crate) type Point = (f32, f32);
type Matrix = [[f32; 3]; 3];

/// Where each place of the flat sheet stands on the picture.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Warp {
    matrix: Matrix,
    /// Width and height of the flat sheet, and of the picture.
    sheet: Point,
    picture: Point,
}

impl Warp {
    /// For a sheet whose corners (left top, right top, right bottom, left bottom) are known on a picture of that
    /// size. The flat sheet has the longer of each two opposite sides: nothing of the picture is lost.
    pub fn of(corners: [Point; 4], picture: Point) -> Self {
        let [a, b, c, d] = corners;
        let length = |one: Point, other: Point| (one.0 - other.0).hypot(one.1 - other.1);
        let width = length(a, b).max(length(d, c)).round().max(1.0);
        let height = length(a, d).max(length(b, c)).round().max(1.0);
        // From the unit square to four corners (Heckbert 1989).
        let (dx1, dy1, dx2, dy2) = (b.0 - c.0, b.1 - c.1, d.0 - c.0, d.1 - c.1);
        let (sx, sy) = (a.0 - b.0 + c.0 - d.0, a.1 - b.1 + c.1 - d.1);
        let area = dx1 * dy2 - dx2 * dy1;
        let (g, h) = ((sx * dy2 - dx2 * sy) / area, (dx1 * sy - sx * dy1) / area);
        let across = [(b.0 - a.0 + g * b.0) / width, (b.1 - a.1 + g * b.1) / width, g / width];
        let down = [(d.0 - a.0 + h * d.0) / height, (d.1 - a.1 + h * d.1) / height, h / height];
        let matrix = [[across[0], down[0], a.0], [across[1], down[1], a.1], [across[2], down[2], 1.0]];
        Self { matrix, sheet: (width, height), picture }
    }

    pub fn at(&self, x: f32, y: f32) -> Point {
        let [across, down, depth] = self.matrix.map(|row| row[0] * x + row[1] * y + row[2]);
        (across / depth, down / depth)
    }

    /// The same for a sheet and a picture that are both `by` times as large.
    pub fn scaled(&self, by: f32) -> Self {
        let [across, down, depth] = self.matrix;
        let matrix = [
            [across[0], across[1], across[2] * by],
            [down[0], down[1], down[2] * by],
            [depth[0] / by, depth[1] / by, depth[2]],
        ];
        let size = |(width, height): Point| (width * by, height * by);
        Self { matrix, sheet: size(self.sheet), picture: size(self.picture) }
    }

    /// The same for a sheet and a picture that are both turned upright from a clockwise turn.
    pub fn turned(&self, undo: Rotation) -> Self {
        let swapped = |(width, height): Point| match undo {
            Rotation::None | Rotation::Half => (width, height),
            Rotation::Quarter | Rotation::ThreeQuarters => (height, width),
        };
        let (sheet, picture) = (swapped(self.sheet), swapped(self.picture));
        let again = match undo {
            Rotation::Quarter => Rotation::ThreeQuarters,
            Rotation::ThreeQuarters => Rotation::Quarter,
            same => same,
        };
        let matrix = product(&turn(undo, self.picture), &product(&self.matrix, &turn(again, sheet)));
        Self { matrix, sheet, picture }
    }

    /// The picture of the flat sheet. Places in between some that are reckoned lie on a straight line, evenly enough.
    pub fn flat(&self, picture: &Grey) -> Grey {
        let mut flat = Grey::white(self.sheet.0 as usize, self.sheet.1 as usize);
        let width = flat.width;
        let fixed = |(x, y): Point| (((x - 0.5) * ONE) as i32, ((y - 0.5) * ONE) as i32);
        for (y, row) in flat.data.chunks_exact_mut(width).enumerate() {
            let down = y as f32 + 0.5;
            for (run, out) in row.chunks_mut(RUN as usize).enumerate() {
                let along = run as f32 * RUN as f32 + 0.5;
                let (start, end) = (fixed(self.at(along, down)), fixed(self.at(along + RUN as f32, down)));
                fill(out, picture, start, ((end.0 - start.0) / RUN, (end.1 - start.1) / RUN));
            }
        }
        flat
    }
}

/// Pixels of the flat sheet for which one place is reckoned.
const RUN: i32 = 16;
/// Places are in so many parts of a pixel: large pictures still fit 32 bits.
const ONE: f32 = 4096.0;

/// Pixels of the picture along a straight line; what is outside it stays as it is.
fn fill(out: &mut [u8], picture: &Grey, start: (i32, i32), step: (i32, i32)) {
    let (last_x, last_y) = ((picture.width as i32 - 1) << 12, (picture.height as i32 - 1) << 12);
    let (mut x, mut y) = start;
    for pixel in out {
        if x >= 0 && y >= 0 && x < last_x && y < last_y {
            let at = (y >> 12) as usize * picture.width + (x >> 12) as usize;
            let (right, down) = (x & 0xfff, y & 0xfff);
            let blend = |at: usize| {
                i32::from(picture.data[at]) * (4096 - right) + i32::from(picture.data[at + 1]) * right
            };
            let (above, below) = (blend(at) >> 4, blend(at + picture.width) >> 4);
            *pixel = ((above * (4096 - down) + below * down + (1 << 19)) >> 20) as u8;
        }
        (x, y) = (x + step.0, y + step.1);
    }
}

/// What [`Grey::turned`] does to a point of a picture of that size.
fn turn(undo: Rotation, (width, height): Point) -> Matrix {
    match undo {
        Rotation::None => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        Rotation::Half => [[-1.0, 0.0, width], [0.0, -1.0, height], [0.0, 0.0, 1.0]],
        Rotation::Quarter => [[0.0, 1.0, 0.0], [-1.0, 0.0, width], [0.0, 0.0, 1.0]],
        Rotation::ThreeQuarters => [[0.0, -1.0, height], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]],
    }
}

fn product(one: &Matrix, other: &Matrix) -> Matrix {
    let cell = |row: usize, column: usize| (0..3).map(|place| one[row][place] * other[place][column]).sum();
    std::array::from_fn(|row| std::array::from_fn(|column| cell(row, column)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORNERS: [Point; 4] = [(40.0, 30.0), (350.0, 50.0), (380.0, 470.0), (20.0, 440.0)];

    fn near(one: Point, other: Point) -> bool {
        (one.0 - other.0).abs() < 0.1 && (one.1 - other.1).abs() < 0.1
    }

    #[test]
    fn corners_come_to_corners() {
        let warp = Warp::of(CORNERS, (400.0, 500.0));
        let (width, height) = warp.sheet;
        let flat = [(0.0, 0.0), (width, 0.0), (width, height), (0.0, height)];
        for (flat, corner) in flat.into_iter().zip(CORNERS) {
            assert!(near(warp.at(flat.0, flat.1), corner), "{flat:?} to {corner:?}");
            let twice = warp.scaled(2.0).at(2.0 * flat.0, 2.0 * flat.1);
            assert!(near(twice, (2.0 * corner.0, 2.0 * corner.1)), "{twice:?}");
        }
    }

    #[test]
    fn a_turned_sheet_comes_to_the_turned_picture() {
        let warp = Warp::of(CORNERS, (400.0, 500.0));
        // A dot of the picture, through the pixels, and through the points.
        let mut picture = Grey::white(400, 500);
        picture.data[200 * 400 + 100..][..3].fill(0);
        for undo in [Rotation::None, Rotation::Quarter, Rotation::Half, Rotation::ThreeQuarters] {
            let dot = |grey: &Grey| {
                let darkest = (0..grey.data.len()).min_by_key(|&place| grey.data[place]).expect("pixels");
                ((darkest % grey.width) as f32 + 0.5, (darkest / grey.width) as f32 + 0.5)
            };
            let flat = dot(&warp.flat(&picture).turned(undo));
            let (there, found) = (dot(&picture.turned(undo)), warp.turned(undo).at(flat.0, flat.1));
            let apart = (there.0 - found.0).hypot(there.1 - found.1);
            assert!(apart < 3.0, "{undo:?}: {found:?}, not {there:?}");
        }
    }
}
