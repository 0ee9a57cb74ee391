//! Skew by projection profile: the angle at which rows of ink part most sharply from rows of paper.

use crate::pixels::Grey;
use crate::pixels::ink::Ink;

const MOST_DEGREES: f32 = 5.0;
const MOST_POINTS: usize = 40_000;

/// Degrees clockwise by which the content of an evened page leans; 0 where nothing tells.
pub(crate) fn of(grey: &Grey, dpi: f32) -> f32 {
    let factor = ((dpi / 75.0).round() as usize).max(1);
    let ink = Ink::local(&grey.shrunk(factor), 31, 20);
    let points = points(&ink);
    if points.len() < 200 {
        return 0.0;
    }
    let best = |from: f32, to: f32, step: f32| {
        let mut best = (0.0f64, 0.0f32);
        let steps = ((to - from) / step).round() as i32;
        for place in 0..=steps {
            let degrees = from + place as f32 * step;
            let sharp = sharpness(&points, ink.width, ink.height, degrees);
            if sharp > best.0 {
                best = (sharp, degrees);
            }
        }
        best.1
    };
    let coarse = best(-MOST_DEGREES, MOST_DEGREES, 0.5);
    let fine = best(coarse - 0.5, coarse + 0.5, 0.1);
    let tenths = (fine * 10.0).round() / 10.0;
    if tenths.abs() > MOST_DEGREES { 0.0 } else { tenths }
}

/// Ink as points, thinned where there are too many.
pub(crate) fn points(ink: &Ink) -> Vec<(i32, i32)> {
    let total: usize = ink.data.chunks(255).map(|part| usize::from(part.iter().sum::<u8>())).sum();
    let every = total / MOST_POINTS + 1;
    let mut points = Vec::with_capacity(total / every + 1);
    let mut met = 0;
    for y in 0..ink.height {
        for (x, &pixel) in ink.row(y).iter().enumerate() {
            if pixel == 1 {
                if met % every == 0 {
                    points.push((x as i32, y as i32));
                }
                met += 1;
            }
        }
    }
    points
}

/// Sum of squared steps between neighbouring rows, with rows leaning by `degrees`.
pub(crate) fn sharpness(points: &[(i32, i32)], width: usize, height: usize, degrees: f32) -> f64 {
    let slope = degrees.to_radians().tan();
    let spare = (width as f32 * slope.abs()).ceil() as i32 + 1;
    let slope = (slope * 65536.0).round() as i32;
    let mut rows = vec![0i32; height + 2 * spare as usize + 2];
    for &(x, y) in points {
        if let Some(row) = rows.get_mut((y + spare - ((x * slope) >> 16)) as usize) {
            *row += 1;
        }
    }
    rows.windows(2).map(|two| f64::from(two[1] - two[0]).powi(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lean_is_found() {
        let mut grey = Grey::white(1600, 1200);
        for line in 0..20 {
            for y in 0..14 {
                for x in 100..1500 {
                    if (x / 17) % 3 != 0 {
                        grey.data[(100 + line * 50 + y) * 1600 + x] = 0;
                    }
                }
            }
        }
        for degrees in [-3.2, -0.6, 0.0, 1.5, 4.0] {
            let found = of(&grey.rotated(degrees), 200.0);
            assert!((f64::from(found) - degrees).abs() <= 0.15, "{degrees} was found as {found}");
        }
    }
}
