//! A line model of our own: ONNX run by `rten`, in batches of lines of like length. It comes with the program;
//! another may be named in the configuration and brings its card.

use std::path::Path;
use std::sync::Arc;

use rten::{Model, RunOptions, ThreadPool};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::card::Card;
use super::meant::{self, Steps};
use super::{LineReading, Recogniser, ctc, forms};
use crate::error::EngineError;
use crate::pixels::Grey;
use crate::structure::crop::{Crop, Reach};

static BUILT_IN: &[u8] = include_bytes!("../../models/line.onnx");
const BUILT_IN_CARD: &str = include_str!("../../models/line.toml");
/// Lines read at once, all filled up to the widest, so none is much narrower: `rten` multiplies six rows at a time; more gain
/// nothing and cost memory.
const BATCH: usize = 6;
const WIDER: f32 = 1.2;
/// Longer lines would cost memory without end; the rest is cut off at a place nobody prints at.
const WIDEST: usize = 3_000;
/// White after the last letter, in heights: the model was trained on lines with an end.
const END: f32 = 0.4;

pub(crate) struct LineModel {
    card: Card,
    alphabet: Vec<char>,
    /// Of each class: the code of words, and of captions.
    codes: (Vec<Option<u8>>, Vec<Option<u8>>),
    model: Model,
    pool: Arc<ThreadPool>,
}

impl LineModel {
    /// The built-in model, or the one at `path` with its card of the same name ending in `.toml`.
    pub fn load(path: Option<&Path>) -> Result<Self, EngineError> {
        let missing = || EngineError::unavailable("line_model");
        let (model, card) = match path {
            None => (Model::load_static_slice(BUILT_IN).map_err(|_| missing())?, BUILT_IN_CARD.to_owned()),
            Some(path) => {
                let card = std::fs::read_to_string(path.with_extension("toml")).map_err(|_| missing())?;
                (Model::load_file(path).map_err(|_| missing())?, card)
            }
        };
        let card = Card::parse(&card).ok_or_else(missing)?;
        let alphabet: Vec<char> = card.alphabet.chars().collect();
        let codes = (meant::codes(&alphabet), forms::codes(&alphabet));
        // Parallelism is pages: one thread a child.
        Ok(Self { card, alphabet, codes, model, pool: Arc::new(ThreadPool::with_num_threads(1)) })
    }

    pub fn alphabet(&self) -> &[char] {
        &self.alphabet
    }

    /// The crop as the model sees it, ink from 0 to 255.
    #[cfg(feature = "learn")]
    pub fn sees(&self, crop: &Crop) -> Vec<u8> {
        let input = input(&crop.grey, self.card.height, self.card.step);
        input.ink.iter().map(|ink| (ink * 255.0).round() as u8).collect()
    }

    fn batch(&self, inputs: &[Input]) -> Result<Vec<LineReading>, EngineError> {
        let failed = || EngineError::damaged("line_model.run");
        let height = self.card.height;
        let width = inputs.iter().map(|input| input.width).max().unwrap_or(0);
        let mut data = vec![0.0_f32; inputs.len() * height * width];
        for (place, Input { width: own, ink, .. }) in inputs.iter().enumerate() {
            for y in 0..height {
                let start = (place * height + y) * width;
                data[start..start + own].copy_from_slice(&ink[y * own..(y + 1) * own]);
            }
        }
        let input = NdTensor::from_data([inputs.len(), 1, height, width], data);
        let options = RunOptions::default().with_thread_pool(Some(self.pool.clone()));
        let output = self.model.run_one(input.view().into(), Some(options)).map_err(|_| failed())?;
        let output: NdTensor<f32, 3> = output.try_into().map_err(|_| failed())?;
        let [steps, lines, classes] = output.shape();
        if lines != inputs.len() || classes != self.alphabet.len() + 1 {
            return Err(failed());
        }
        let flat = output.to_vec();
        let mut readings = Vec::with_capacity(lines);
        for (place, Input { columns, .. }) in inputs.iter().enumerate() {
            // Into the white behind the line, too: what ends it may be told there.
            let mut rows = Vec::with_capacity(steps * classes);
            for step in 0..steps {
                let start = (step * lines + place) * classes;
                rows.extend_from_slice(&flat[start..start + classes]);
            }
            let mut reading = ctc::letters(&rows, classes, &self.alphabet, *columns);
            let steps = Steps { rows: &rows, classes, columns: *columns, codes: &self.codes.0 };
            reading.meant = meant::of(&reading, &steps);
            reading.open = forms::open(&reading, &steps, &self.codes.1);
            readings.push(reading);
        }
        Ok(readings)
    }
}

impl Recogniser for LineModel {
    fn name(&self) -> &str {
        &self.card.name
    }

    fn reach(&self) -> Reach {
        Reach { above: self.card.above, below: self.card.below }
    }

    fn read(&mut self, crops: &[&Crop]) -> Result<Vec<LineReading>, EngineError> {
        let mut order: Vec<usize> = (0..crops.len()).collect();
        order.sort_by_key(|&place| {
            let grey = &crops[place].grey;
            grey.width * self.card.height / grey.height.max(1)
        });
        let mut readings = vec![LineReading::default(); crops.len()];
        let mut rest: Vec<(usize, Input)> = Vec::new();
        for place in order {
            rest.push((place, input(&crops[place].grey, self.card.height, self.card.step)));
        }
        while !rest.is_empty() {
            let narrowest = rest[0].1.width as f32;
            let alike = |(_, input): &&(usize, Input)| input.width as f32 <= WIDER * narrowest;
            let count = rest.iter().take(BATCH).take_while(alike).count();
            let (places, inputs): (Vec<usize>, Vec<Input>) = rest.drain(..count).unzip();
            for (place, reading) in places.into_iter().zip(self.batch(&inputs)?) {
                readings[place] = reading;
            }
        }
        Ok(readings)
    }
}

/// A line as the model takes it.
struct Input {
    width: usize,
    /// From 0 to 1, row by row.
    ink: Vec<f32>,
    /// Columns of the crop for one step.
    columns: f32,
}

/// The crop at the model's height.
fn input(crop: &Grey, height: usize, step: usize) -> Input {
    let factor = height as f32 / crop.height as f32;
    let width = ((crop.width as f32 * factor).round() as usize).clamp(8, WIDEST);
    let scaled = resized(crop, width, height);
    let mut counts = [0usize; 256];
    scaled.iter().for_each(|&pixel| counts[pixel as usize] += 1);
    let at = |share: f32| {
        let wanted = (scaled.len() as f32 * share) as usize;
        let mut sum = 0;
        (0..256).find(|&value| {
            sum += counts[value];
            sum > wanted
        })
    };
    let paper = at(0.80).unwrap_or(255) as f32;
    let ink = at(0.01).unwrap_or(0) as f32;
    let range = (paper - ink).max(24.0);
    let full = (width + (END * height as f32) as usize).next_multiple_of(step);
    let mut out = vec![0.0; full * height];
    for y in 0..height {
        for x in 0..width {
            out[y * full + x] = ((paper - f32::from(scaled[y * width + x])) / range).clamp(0.0, 1.0);
        }
    }
    Input { width: full, ink: out, columns: step as f32 / width as f32 * crop.width as f32 }
}

/// Smaller by area, larger between pixels.
fn resized(crop: &Grey, width: usize, height: usize) -> Vec<u8> {
    if height <= crop.height {
        return crop.scaled(width.min(crop.width).max(1), height).data_at_width(width);
    }
    let picture = image::GrayImage::from_raw(crop.width as u32, crop.height as u32, crop.data.clone());
    let filter = image::imageops::FilterType::Triangle;
    picture.map_or_else(
        || vec![255; width * height],
        |picture| image::imageops::resize(&picture, width as u32, height as u32, filter).into_raw(),
    )
}

impl Grey {
    /// Its pixels, white to the right up to `width`.
    fn data_at_width(self, width: usize) -> Vec<u8> {
        if self.width == width {
            return self.data;
        }
        let mut out = vec![255; width * self.height];
        for (y, row) in self.rows().enumerate() {
            out[y * width..y * width + row.len()].copy_from_slice(row);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_come_back_in_the_order_of_the_lines() {
        let mut model = LineModel::load(None).expect("the built-in model");
        // Gates as high as capitals: a row of «П».
        let gates = |width: usize| {
            let mut grey = Grey::white(width, 32);
            for x in 20..width - 20 {
                let within = x % 20;
                for y in 5..24 {
                    if (within < 13 && y < 8) || within < 3 || (10..13).contains(&within) {
                        grey.data[y * width + x] = 0;
                    }
                }
            }
            Crop { grey, left: 0.0, base: 24.0, slope: 0.0, above: 23.0, scale: 1.0, arc: None }
        };
        let (short, long) = (gates(120), gates(700));
        let among = model.read(&[&long, &short, &long]).expect("readings");
        assert_eq!(among.len(), 3);
        assert_eq!(among[0].text(), among[2].text());
        assert!(
            among[0].letters.len() > 3 * among[1].letters.len(),
            "{} {}",
            among[0].text(),
            among[1].text()
        );
    }
}
