//! What a line's ink is beside the page's own. A scanner tints all ink of a page, a copier pales and thickens it: a
//! stamp and a pen differ from what is printed round them.

use super::Measures;

/// Print is the least coloured ink of a page: so many of its letters (share) are no more coloured.
const PLAIN: f32 = 0.25;

/// Makes colour, darkness and stroke of every line relative to the page's. `letters`: how many each line has.
pub(crate) fn add(letters: &[usize], measures: &mut [&mut Measures]) {
    let of = |measures: &Measures, name: &str| measures.get(name).copied().unwrap_or(0.0);
    let at = |share: f32, by: &dyn Fn(&Measures) -> f32, measures: &[&mut Measures]| {
        let mut order: Vec<usize> = (0..measures.len()).collect();
        order.sort_by(|&one, &other| by(measures[one]).total_cmp(&by(measures[other])));
        let all: usize = letters.iter().sum();
        let mut so_far = 0;
        order.into_iter().find(|&line| {
            so_far += letters[line];
            so_far as f32 >= share * all as f32
        })
    };
    let colour = |line: &Measures| of(line, "red").abs() + of(line, "blue").abs();
    let Some(plain) = at(PLAIN, &colour, measures) else { return };
    let (red, blue) = (of(measures[plain], "red"), of(measures[plain], "blue"));
    let middle = |name: &'static str, measures: &[&mut Measures]| {
        at(0.5, &|line: &Measures| of(line, name), measures).map_or(0.0, |line| of(measures[line], name))
    };
    let (dark, stroke) = (middle("dark", measures), middle("stroke", measures));
    for own in measures {
        let beside = |value: f32, usual: f32| value / usual.max(1e-3) - 1.0;
        own.insert("dark_beside", beside(of(own, "dark"), dark).clamp(-1.0, 1.0));
        own.insert("stroke_beside", beside(of(own, "stroke"), stroke).clamp(-1.0, 2.0));
        own.insert("red", of(own, "red") - red);
        own.insert("blue", of(own, "blue") - blue);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tinted_page_has_no_coloured_print() {
        let line = |red: f32, blue: f32, dark: f32| {
            Measures::from([("red", red), ("blue", blue), ("dark", dark), ("stroke", 0.1)])
        };
        let mut lines = vec![line(2.0, 17.0, 130.0), line(1.0, 16.0, 132.0), line(4.0, 80.0, 65.0)];
        add(&[40, 40, 8], &mut lines.iter_mut().collect::<Vec<_>>());
        assert!(lines[0]["blue"].abs() < 2.0 && lines[1]["blue"].abs() < 2.0, "{lines:?}");
        assert!(lines[2]["blue"] > 60.0 && lines[2]["dark_beside"] < -0.4, "{lines:?}");
        add(&[], &mut []);
    }
}
