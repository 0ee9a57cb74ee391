//! From a grey frame to the picture the engine sees: evened, cleaned, levelled, scaled. Every step is a pure
//! function and says what it did; [`Grid`] carries boxes back to the upright page a person sees.

mod area;
pub(crate) mod background;
pub(crate) mod faded;
pub(crate) mod grainy;
pub(crate) mod grid;
mod medians;
pub(crate) mod rules;
pub(crate) mod sheet;
pub(crate) mod skew;
pub(crate) mod through;
pub(crate) mod warp;

use dossier::Rotation;

use crate::pixels::Grey;
use crate::pixels::ink::Ink;
use crate::reading::Step;
use grid::{Cut, Grid};
use rules::Table;
use warp::Warp;

/// White around what the engine sees: Tesseract loses letters that touch the edge.
const PAD: usize = 10;
/// A frame of so few dots an inch has letters too low for their parts to be told apart, and is enlarged.
const COARSE_DPI: f32 = 140.0;
const ENLARGED_DPI: f32 = 200.0;
/// Skew smaller than this changes nothing.
const LEVEL: f32 = 0.15;

/// What is done, in the order it was done.
#[derive(Default)]
pub(crate) struct Steps {
    pub done: Vec<Step>,
}

impl Steps {
    pub fn timed<T>(&mut self, name: &str, work: impl FnOnce() -> (T, String)) -> T {
        let start = cpu_milliseconds();
        let (result, detail) = work();
        let ms = (cpu_milliseconds() - start).round() as u32;
        self.done.push(Step { name: name.to_owned(), detail, ms });
        result
    }
}

/// Processor time of this process so far: on a busy machine wall time says nothing about a step.
pub(crate) fn cpu_milliseconds() -> f64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    #[expect(unsafe_code, reason = "clock_gettime fills the struct it is given")]
    unsafe {
        libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &mut now);
    }
    now.tv_sec as f64 * 1e3 + now.tv_nsec as f64 / 1e6
}

/// The picture for the engine.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub grey: Grey,
    pub dpi: f32,
    pub grid: Grid,
    pub skew: f32,
    /// The scan was of black and white.
    pub bitonal: bool,
    /// Where ruled tables stand, on the padded picture.
    pub tables: Vec<Table>,
    /// Where the two pages of an open book part, from the left of the padded picture.
    pub gutter: Option<usize>,
}

impl Prepared {
    /// The same picture seen from behind: to be read, not to be carried back.
    pub fn mirrored(mut self) -> Self {
        self.grey = self.grey.mirrored();
        self.tables.clear();
        self.gutter = None;
        self
    }

    /// The same picture turned over.
    pub fn turned_over(mut self) -> Self {
        self.grey = self.grey.turned(Rotation::Half);
        self.grid.cut = self.grid.cut.turned_over();
        self.grid.warp = self.grid.warp.map(|warp| warp.turned(Rotation::Half));
        let (width, height) = (self.grey.width, self.grey.height);
        self.gutter = self.gutter.map(|gutter| width - gutter);
        self.tables = self.tables.into_iter().map(|table| table.turned_over(width, height)).collect();
        self
    }
}

/// What the measures of the page ask for.
pub(crate) struct Wanted {
    /// Resolution of the evened page.
    pub dpi: f32,
    pub noisy: bool,
    /// The scan knows black and white alone.
    pub bitonal: bool,
    /// Pixels of the frame for one of the evened page.
    pub frame_scale: f32,
    /// How the evened page, as it stands, was laid flat.
    pub warp: Option<Warp>,
}

/// Prepares an evened page that stands upright or upside down.
pub(crate) fn prepare(even: Grey, wanted: &Wanted, steps: &mut Steps) -> Prepared {
    let (mut grey, cut) = cut_out(even, wanted.dpi, steps);
    if wanted.noisy {
        grey = steps.timed("median", || (grey.median3(), "3x3".to_owned()));
    }
    let before = (grey.width, grey.height);
    let target = if wanted.dpi < COARSE_DPI { ENLARGED_DPI } else { wanted.dpi };
    if target > wanted.dpi {
        grey = steps.timed("scale", || (enlarged(&grey, target / wanted.dpi), format!("to {target:.0} dpi")));
    }
    let scale_x = grey.width as f32 / before.0 as f32;
    let scale_y = grey.height as f32 / before.1 as f32;
    let skew = steps.timed("skew", || {
        let skew = skew::of(&grey, target);
        (skew, format!("{skew:.1} degrees"))
    });
    let levelled = skew.abs() >= LEVEL;
    if levelled {
        grey = steps.timed("level", || (grey.rotated(-f64::from(skew)), format!("by {:.1} degrees", -skew)));
    }
    let gutter = area::spread(&grey, target);
    if let Some(gutter) = gutter {
        steps.done.push(Step { name: "spread".to_owned(), detail: format!("parted at {gutter}"), ms: 0 });
    }
    let unruled = steps.timed("rules", || {
        let unruled = rules::removed(grey, target, wanted.bitonal);
        let detail = format!("{:.2} % of the page, {} tables", unruled.share * 100.0, unruled.tables.len());
        (unruled, detail)
    });
    let grey = unruled.grey;
    let grid = Grid {
        pad: PAD as f32,
        width: grey.width as f32,
        height: grey.height as f32,
        degrees: if levelled { skew } else { 0.0 },
        scale_x: scale_x / wanted.frame_scale,
        scale_y: scale_y / wanted.frame_scale,
        cut: cut.scaled(wanted.frame_scale),
        warp: wanted.warp.map(|warp| warp.scaled(wanted.frame_scale)),
    };
    let tables = unruled.tables.into_iter().map(|table| table.moved(PAD)).collect();
    let gutter = gutter.map(|gutter| gutter + PAD);
    let bitonal = wanted.bitonal;
    Prepared { grey: grey.padded(PAD), dpi: target, grid, skew, bitonal, tables, gutter }
}

/// A small paper without the bed it lay on, and what was cut away.
fn cut_out(even: Grey, dpi: f32, steps: &mut Steps) -> (Grey, Cut) {
    let Some((left, top, right, bottom)) = area::content(&even, dpi) else { return (even, Cut::default()) };
    let cut = Cut {
        left: left as f32,
        top: top as f32,
        right: (even.width - right) as f32,
        bottom: (even.height - bottom) as f32,
    };
    let grey = steps.timed("crop", || {
        let grey = even.cut(left, top, right, bottom);
        let detail = format!("{}x{} of {}x{}", grey.width, grey.height, even.width, even.height);
        (grey, detail)
    });
    (grey, cut)
}

fn enlarged(grey: &Grey, factor: f32) -> Grey {
    let width = ((grey.width as f32 * factor).round() as usize).max(1);
    let height = ((grey.height as f32 * factor).round() as usize).max(1);
    let Some(picture) = image::GrayImage::from_raw(grey.width as u32, grey.height as u32, grey.data.clone())
    else {
        return grey.clone();
    };
    let filter = image::imageops::FilterType::CatmullRom;
    let larger = image::imageops::resize(&picture, width as u32, height as u32, filter);
    Grey { width, height, data: larger.into_raw() }
}

/// Black edges a scanner leaves round the paper, as a mask on a copy shrunk by `factor`, and their share.
pub(crate) fn border(grey: &Grey, factor: usize) -> (Ink, f32) {
    let small = grey.shrunk(factor);
    let dark = Ink::darker_than(&small, 90);
    let (width, height) = (dark.width, dark.height);
    let at_edge = |place: &usize| {
        let (x, y) = (place % width, place / width);
        x == 0 || y == 0 || x + 1 == width || y + 1 == height
    };
    let border = dark.reached((0..width * height).filter(at_edge).collect());
    let share = border.share();
    (border, share)
}

/// Paints the border white, one cell wider than it was found.
pub(crate) fn without_border(grey: &mut Grey, border: &Ink, factor: usize) {
    for y in 0..border.height {
        for x in 0..border.width {
            if border.data[y * border.width + x] == 0 {
                continue;
            }
            let (left, top) = ((x * factor).saturating_sub(factor), (y * factor).saturating_sub(factor));
            let right = ((x + 2) * factor).min(grey.width);
            let bottom = ((y + 2) * factor).min(grey.height);
            for row in top..bottom {
                grey.data[row * grey.width + left..row * grey.width + right].fill(255);
            }
        }
    }
}
