//! The white between two columns of text: a stripe that no line crosses, which may lean or bend with the page.

use super::Part;

/// A gutter must be so many em wide: narrower white stands between words. The em of a face with tall small letters
/// comes out larger than its type by a tenth, and 8 mm between columns of such 12-point type are 1.7 em.
const WIDE: f32 = 1.2;
/// Gutters are looked for at every so many em.
const STEP: f32 = 0.25;
/// On a bent page a gutter goes on within so many steps of where it ends, having run alongside for so many em.
const BEND: i32 = 4;
const ALONGSIDE: f32 = 1.0;
/// Text ends at the margins: no gutter runs within this share of the width from them.
const MARGIN: f32 = 0.2;

/// White about `x` from one height to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stripe {
    pub x: f32,
    pub from: f32,
    pub to: f32,
}

impl Stripe {
    pub fn tall(&self) -> f32 {
        self.to - self.from
    }
}

/// Where the parts of a page stand, from the top down.
pub(super) struct Sheet {
    pub em: f32,
    /// Left, right, top and bottom.
    places: Vec<[f32; 4]>,
    left: f32,
    right: f32,
    bottom: f32,
}

impl Sheet {
    /// None of no parts.
    pub fn of(parts: &[Part]) -> Option<Self> {
        let mut ems: Vec<f32> = parts.iter().map(|part| part.em).collect();
        ems.sort_unstable_by(f32::total_cmp);
        let mut places: Vec<[f32; 4]> =
            parts.iter().map(|part| [part.left, part.right, part.top, part.bottom]).collect();
        places.sort_unstable_by(|one, other| one[2].total_cmp(&other[2]));
        Some(Self {
            em: *ems.get(ems.len() / 2)?,
            left: places.iter().map(|place| place[0]).fold(f32::MAX, f32::min),
            right: places.iter().map(|place| place[1]).fold(0.0, f32::max),
            bottom: places.iter().map(|place| place[3]).fold(0.0, f32::max),
            places,
        })
    }

    /// The tallest white at every place where a gutter may run.
    pub fn stripes(&self) -> impl Iterator<Item = Stripe> {
        let margin = MARGIN * (self.right - self.left);
        let (from, to) = (self.left + margin, self.right - margin);
        let step = STEP * self.em.max(1.0);
        let tallest = move |place: usize| {
            let mut best: Option<Stripe> = None;
            self.white(from + place as f32 * step, |stripe| {
                if best.is_none_or(|best| stripe.tall() > best.tall()) {
                    best = Some(stripe);
                }
            });
            best
        };
        (0..((to - from) / step).ceil() as usize).filter_map(tallest)
    }

    /// The stripe with what it goes on as above and below, from the top down.
    pub fn bent(&self, stripe: Stripe) -> Vec<Stripe> {
        let least = ALONGSIDE * self.em;
        let mut gutter = vec![stripe];
        let mut last = stripe;
        while let Some(next) = self.beside(last, |next| {
            (next.from < last.to - least && next.to > last.to + least).then_some(next.to)
        }) {
            last = Stripe { from: last.to, ..next };
            gutter.push(last);
        }
        last = stripe;
        while let Some(next) = self.beside(last, |next| {
            (next.to > last.from + least && next.from < last.from - least).then_some(-next.from)
        }) {
            last = Stripe { to: last.from, ..next };
            gutter.insert(0, last);
        }
        gutter
    }

    /// The stripe of most worth near another one.
    fn beside(&self, last: Stripe, worth: impl Fn(&Stripe) -> Option<f32>) -> Option<Stripe> {
        let mut best: Option<(f32, Stripe)> = None;
        for step in -BEND..=BEND {
            self.white(last.x + step as f32 * STEP * self.em, |stripe| {
                if let Some(worth) = worth(&stripe)
                    && best.is_none_or(|(most, _)| worth > most)
                {
                    best = Some((worth, stripe));
                }
            });
        }
        best.map(|(_, stripe)| stripe)
    }

    /// All white at `x`, from the top down.
    fn white(&self, x: f32, mut found: impl FnMut(Stripe)) {
        let half = WIDE * self.em / 2.0;
        let mut from = self.places.first().map_or(0.0, |place| place[2]) - 1.0;
        for [left, right, top, bottom] in &self.places {
            if *left < x + half && *right > x - half {
                if *top > from {
                    found(Stripe { x, from, to: *top });
                }
                from = from.max(*bottom);
            }
        }
        found(Stripe { x, from, to: self.bottom + 1.0 });
    }
}
