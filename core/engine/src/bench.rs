//! What each step of preparation costs: the root of the benchmark `steps`, which is built of this room's own
//! modules so that nothing private has to be opened for it. `cargo bench -p engine --bench steps`.
//!
//! Processor time, the least of some rounds: on a busy machine wall time says nothing.
#![expect(
    dead_code,
    unused_imports,
    reason = "the benchmark uses a part of each module, and none of their tests"
)]

#[path = "child/people.rs"]
mod people;

mod config;
mod error;
mod layers;
mod look;
mod marks;
mod pixels;
mod prepare;
mod reading;
mod upright;
mod wire;

use std::io::Write as _;
use std::path::Path;

use look::Look;
use pixels::{Colour, Grey, Raster};
use prepare::warp::Warp;
use prepare::{Steps, Wanted, background, rules, sheet, skew, through};

const ROUNDS: usize = 9;
const DPI: f32 = 300.0;

/// Milliseconds of each step, in the order they were taken.
struct Times(Vec<(&'static str, f64)>);

impl Times {
    fn take<T>(&mut self, name: &'static str, mut work: impl FnMut() -> T) -> T {
        let mut least = f64::MAX;
        let mut last = None;
        for _ in 0..ROUNDS {
            let start = prepare::cpu_milliseconds();
            let result = std::hint::black_box(work());
            least = least.min(prepare::cpu_milliseconds() - start);
            last = Some(result);
        }
        self.0.push((name, least));
        last.expect("there are rounds")
    }
}

fn steps(raster: &Raster) -> Times {
    let mut times = Times(Vec::new());
    let whole = times.take("to grey", || raster.to_grey());
    times.take("grain", || marks::grain::Grain::of(&whole, DPI));
    times.take("median (noisy pages)", || whole.median3());
    times.take("perspective", || sheet::corners(&whole, DPI));
    let (right, bottom) = (whole.width as f32, whole.height as f32);
    let aslant = [(90.0, 60.0), (right - 120.0, 80.0), (right - 20.0, bottom - 40.0), (10.0, bottom - 70.0)];
    let warp = Warp::of(aslant, (right, bottom));
    times.take("lay flat (photographed pages)", || warp.flat(&whole));
    let (edge, _) = times.take("scanner's black border", || prepare::border(&whole, 5));
    let mut even = times.take("background", || background::evened(&whole, DPI, (&edge, 5)).grey);
    prepare::without_border(&mut even, &edge, 5);
    times.take("show-through", || through::cleared(&even, DPI));
    let (_, ink) = times.take("census", || marks::census(&even, DPI));
    times.take("sharpness", || marks::sharpness_and_contrast(&whole, &ink, 240));
    times.take("separator sheet", || marks::separator::payload(&even, DPI));
    times.take("standing or lying", || upright::standing(&even, DPI));
    times.take("quarter turn (lying pages)", || even.turned(dossier::Rotation::Quarter));
    times.take("skew", || skew::of(&even, DPI));
    times.take("level (leaning pages)", || even.rotated(-1.3));
    times.take("table lines", || rules::removed(even.clone(), DPI, raster.is_bitonal()));
    times.take("PREPARATION IN ALL", || {
        let mut done = Steps::default();
        let look = Look::at(raster, DPI, wire::Try::First, &mut done);
        let frame_scale = DPI / look.dpi;
        let wanted = Wanted {
            dpi: look.dpi,
            noisy: look.noisy,
            bitonal: look.quality.bitonal,
            frame_scale,
            warp: look.warp,
        };
        prepare::prepare(look.even, &wanted, &mut done)
    });
    times.take("look hash", || marks::perceptual_hash(raster));
    times.take("digest of pixels", || blake3::hash(raster.bytes()));
    times.take("picture for people", || people::picture(raster, DPI).is_ok());
    times
}

/// The page of a fixture as grey and bitonal, and tinted as a colour scan is.
fn pages(grey: &Grey) -> [(&'static str, Raster); 4] {
    let bitonal = grey.data.iter().map(|&pixel| if pixel < 140 { 0 } else { 255 }).collect();
    let tint = |pixel: u8| [pixel, pixel, (u32::from(pixel) * 9 / 10) as u8];
    let colour = Colour {
        width: grey.width,
        height: grey.height,
        data: grey.data.iter().flat_map(|&pixel| tint(pixel)).collect(),
    };
    [
        ("bitonal", Raster::Bitonal(Grey { data: bitonal, ..grey.clone() })),
        ("grey", Raster::Grey(grey.clone())),
        ("leaning grey", Raster::Grey(grey.rotated(1.3))),
        ("colour", Raster::Colour(colour)),
    ]
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let scan = "../../tests/fixtures/scans/008-00012/IMG_0005.PNG";
    let scan = image::open(Path::new(env!("CARGO_MANIFEST_DIR")).join(scan))?.into_luma8();
    // The fixture is 200 dpi; what is measured is an A4 at 300.
    let filter = image::imageops::FilterType::CatmullRom;
    let scan = image::imageops::resize(&scan, 2480, 3508, filter);
    let (width, height) = (scan.width() as usize, scan.height() as usize);
    let grey = Grey { width, height, data: scan.into_raw() };
    let columns: Vec<(&str, Times)> =
        pages(&grey).into_iter().map(|(name, raster)| (name, steps(&raster))).collect();
    let mut out = std::io::stdout().lock();
    writeln!(out, "| CPU ms, {width}x{height} at {DPI} dpi |")?;
    write!(out, "| step |")?;
    columns.iter().try_for_each(|(name, _)| write!(out, " {name} |"))?;
    writeln!(out, "\n|---|{}", "---|".repeat(columns.len()))?;
    for place in 0..columns[0].1.0.len() {
        write!(out, "| {} |", columns[0].1.0[place].0)?;
        columns.iter().try_for_each(|(_, times)| write!(out, " {:.1} |", times.0[place].1))?;
        writeln!(out)?;
    }
    Ok(())
}
