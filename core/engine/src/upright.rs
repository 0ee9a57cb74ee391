//! Which way is up. Standing or lying is told by the rows of text; upright or upside down by reading a strip
//! both ways, and only where the first reading gave reason to doubt.

use dossier::Rotation;

use crate::pixels::Grey;
use crate::pixels::ink::Ink;
use crate::prepare::skew;

/// Sharpness of rows against columns: over 1, lines of text run across; under 1, the page lies on its side.
pub(crate) fn standing(even: &Grey, dpi: f32) -> f32 {
    let factor = ((dpi / 75.0).round() as usize).max(1);
    let mut ink = Ink::local(&even.shrunk(factor), 31, 20);
    without_rules(&mut ink);
    let across = skew::points(&ink);
    if across.len() < 100 {
        return 1.0;
    }
    let down: Vec<(i32, i32)> = across.iter().map(|&(x, y)| (y, x)).collect();
    let rows = sharpest(&across, ink.width, ink.height) * ink.height as f64;
    let columns = sharpest(&down, ink.height, ink.width) * ink.width as f64;
    (rows / columns.max(1.0)) as f32
}

fn sharpest(points: &[(i32, i32)], width: usize, height: usize) -> f64 {
    (-6..=6).map(|step| skew::sharpness(points, width, height, step as f32 * 0.5)).fold(0.0, f64::max)
}

/// Long runs are table lines: they are as sharp down as across.
fn without_rules(ink: &mut Ink) {
    const LONGEST: usize = 34;
    let (width, height) = (ink.width, ink.height);
    let before = ink.data.clone();
    for (row, from) in ink.data.chunks_exact_mut(width).zip(before.chunks_exact(width)) {
        let mut run = 0;
        for x in 0..=width {
            if from.get(x) == Some(&1) {
                run += 1;
                continue;
            }
            if run > LONGEST {
                row[x - run..x].fill(0);
            }
            run = 0;
        }
    }
    let mut runs = vec![0usize; width];
    for y in 0..=height {
        for (x, run) in runs.iter_mut().enumerate() {
            if y < height && before[y * width + x] == 1 {
                *run += 1;
                continue;
            }
            if *run > LONGEST {
                (y - *run..y).for_each(|row| ink.data[row * width + x] = 0);
            }
            *run = 0;
        }
    }
}

/// One half turn more.
pub(crate) fn half_turned(rotation: Rotation) -> Rotation {
    match rotation {
        Rotation::None => Rotation::Half,
        Rotation::Quarter => Rotation::ThreeQuarters,
        Rotation::Half => Rotation::None,
        Rotation::ThreeQuarters => Rotation::Quarter,
    }
}
