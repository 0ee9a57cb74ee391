//! What a line's ink is beside the page's own. A scanner tints all ink of a page, a copier pales and thickens it: a
//! stamp and a pen differ from what is printed round them.

use super::Measures;

/// Print is the least coloured ink of a page: so many of its letters (share) are no more coloured.
const PLAIN: f32 = 0.25;

/// What the ink of a page is like: its plainest colour, its usual darkness and stroke.
pub(crate) struct Usual {
    red: f32,
    blue: f32,
    dark: f32,
    stroke: f32,
}

impl Usual {
    /// Of a page's lines; `letters`: how many each has. None for no lines.
    pub fn of(letters: &[usize], lines: &[&Measures]) -> Option<Self> {
        let at = |share: f32, by: &dyn Fn(&Measures) -> f32| {
            let mut order: Vec<usize> = (0..lines.len()).collect();
            order.sort_by(|&one, &other| by(lines[one]).total_cmp(&by(lines[other])));
            let all: usize = letters.iter().sum();
            let mut so_far = 0;
            order.into_iter().find(|&line| {
                so_far += letters[line];
                so_far as f32 >= share * all as f32
            })
        };
        let plain = at(PLAIN, &|line| value(line, "red").abs() + value(line, "blue").abs())?;
        let middle =
            |name: &str| at(0.5, &|line| value(line, name)).map_or(0.0, |line| value(lines[line], name));
        Some(Self {
            red: value(lines[plain], "red"),
            blue: value(lines[plain], "blue"),
            dark: middle("dark"),
            stroke: middle("stroke"),
        })
    }

    /// Makes a line's colour, darkness and stroke relative to the page's.
    pub fn compare(&self, own: &mut Measures) {
        let beside = |own: f32, usual: f32| own / usual.max(1e-3) - 1.0;
        own.insert("dark_beside", beside(value(own, "dark"), self.dark).clamp(-1.0, 1.0));
        own.insert("stroke_beside", beside(value(own, "stroke"), self.stroke).clamp(-1.0, 2.0));
        own.insert("red", value(own, "red") - self.red);
        own.insert("blue", value(own, "blue") - self.blue);
    }
}

fn value(measures: &Measures, name: &str) -> f32 {
    measures.get(name).copied().unwrap_or(0.0)
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
        let usual = Usual::of(&[40, 40, 8], &lines.iter().collect::<Vec<_>>()).expect("a page with lines");
        lines.iter_mut().for_each(|line| usual.compare(line));
        assert!(lines[0]["blue"].abs() < 2.0 && lines[1]["blue"].abs() < 2.0, "{lines:?}");
        assert!(lines[2]["blue"] > 60.0 && lines[2]["dark_beside"] < -0.4, "{lines:?}");
        assert!(Usual::of(&[], &[]).is_none());
    }
}
