//! Which way is up. Standing or lying is told by the rows of text; upright or upside down by reading a strip
//! both ways, and only where the first reading gave reason to doubt.

use dossier::Rotation;

use crate::marks;
use crate::pixels::Grey;
use crate::pixels::ink::Ink;
use crate::prepare::skew;

const MOST_PIECES: usize = 100_000;

/// Sharpness of rows against columns: over 1, lines of text run across; under 1, the page lies on its side.
pub(crate) fn standing(even: &Grey, dpi: f32) -> f32 {
    let factor = ((dpi / 75.0).round() as usize).max(1);
    let mut ink = Ink::local(&even.shrunk(factor), 31, 20);
    without_rules(&mut ink);
    let across = skew::points(&ink);
    if across.len() < 100 {
        return 1.0;
    }
    let down: Vec<(f32, f32)> = across.iter().map(|&(x, y)| (y, x)).collect();
    let rows = sharpest(&across, ink.width, ink.height) * ink.height as f64;
    let columns = sharpest(&down, ink.height, ink.width) * ink.width as f64;
    (rows / columns.max(1.0)) as f32
}

fn sharpest(points: &[(f32, f32)], width: usize, height: usize) -> f64 {
    (-6..=6).map(|step| skew::sharpness(points, width, height, step as f32 * 0.5)).fold(0.0, f64::max)
}

/// Long runs are table lines: they are as sharp down as across.
fn without_rules(ink: &mut Ink) {
    const LONGEST: usize = 34;
    let (width, height) = (ink.width, ink.height);
    let mut keep = ink.data.clone();
    let mut clear = |places: &mut dyn Iterator<Item = usize>| {
        let mut run: Vec<usize> = Vec::new();
        for place in places {
            if ink.data[place] == 1 {
                run.push(place);
                continue;
            }
            if run.len() > LONGEST {
                run.iter().for_each(|&place| keep[place] = 0);
            }
            run.clear();
        }
        if run.len() > LONGEST {
            run.iter().for_each(|&place| keep[place] = 0);
        }
    };
    for y in 0..height {
        clear(&mut (0..width).map(|x| y * width + x));
    }
    for x in 0..width {
        clear(&mut (0..height).map(|y| y * width + x));
    }
    ink.data = keep;
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
