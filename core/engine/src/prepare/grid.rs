//! The way back: from pixels of the prepared picture to pixels of the upright frame.

use dossier::PixelBox;

use super::warp::Warp;

/// How the prepared picture lies on the upright frame.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grid {
    pub pad: f32,
    /// Size of the prepared picture without its padding.
    pub width: f32,
    pub height: f32,
    /// Degrees clockwise that the frame leans and the prepared picture does not.
    pub degrees: f32,
    /// Prepared pixels for one pixel of the frame.
    pub scale_x: f32,
    pub scale_y: f32,
    /// What of the frame was left out, in its pixels.
    pub cut: Cut,
    /// From the sheet laid flat to the frame it was photographed on, where it was.
    pub warp: Option<Warp>,
}

/// Edges of a frame that are not on the prepared picture.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cut {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

impl Cut {
    pub fn scaled(self, by: f32) -> Self {
        let Self { left, top, right, bottom } = self;
        Self { left: left * by, top: top * by, right: right * by, bottom: bottom * by }
    }

    /// The same edges once the frame is turned over.
    pub fn turned_over(self) -> Self {
        Self { left: self.right, top: self.bottom, right: self.left, bottom: self.top }
    }
}

impl Grid {
    /// Where a place of the prepared picture stands on the frame.
    pub fn place(&self, x: f32, y: f32) -> (f32, f32) {
        let (x, y) = self.turned(x, y);
        self.warp.map_or((x, y), |warp| warp.at(x, y))
    }

    /// The same, on the sheet laid flat.
    fn turned(&self, x: f32, y: f32) -> (f32, f32) {
        let (sin, cos) = self.degrees.to_radians().sin_cos();
        let (middle_x, middle_y) = (self.width / 2.0, self.height / 2.0);
        let (dx, dy) = (x - self.pad - middle_x, y - self.pad - middle_y);
        let (x, y) = (dx * cos - dy * sin + middle_x, dx * sin + dy * cos + middle_y);
        (x / self.scale_x + self.cut.left, y / self.scale_y + self.cut.top)
    }

    /// The box on the frame that holds a box of the prepared picture; cut to the frame.
    pub fn back(&self, left: f32, top: f32, right: f32, bottom: f32, frame: (u32, u32)) -> PixelBox {
        let place = |(x, y): (f32, f32)| self.warp.map_or((x, y), |warp| warp.at(x, y));
        // A leaning word's corners would grow its box by its width; its own height, moved, is what a person marks.
        let (start, end) =
            (self.turned(left, (top + bottom) / 2.0), self.turned(right, (top + bottom) / 2.0));
        let half = (bottom - top) / 2.0 / self.scale_y;
        // The near end of a line that runs away from the camera is the higher one.
        let high = |(x, y): (f32, f32)| (place((x, y + half)).1 - place((x, y - half)).1) / 2.0;
        let half = if self.warp.is_some() { high(start).max(high(end)) } else { half };
        let ((start_x, start_y), (end_x, end_y)) = (place(start), place(end));
        let clip = |value: f32, most: u32| value.max(0.0).min(most as f32);
        let x0 = clip(start_x.floor(), frame.0.saturating_sub(1));
        let y0 = clip((start_y.min(end_y) - half).floor(), frame.1.saturating_sub(1));
        let x1 = clip(end_x.ceil(), frame.0).max(x0 + 1.0);
        let y1 = clip((start_y.max(end_y) + half).ceil(), frame.1).max(y0 + 1.0);
        PixelBox::new(x0 as u32, y0 as u32, (x1 - x0) as u32, (y1 - y0) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pixels::Grey;

    #[test]
    fn a_box_comes_back_to_its_ink() {
        // A block on a leaning frame, levelled and scaled, must map back onto the block.
        let mut frame = Grey::white(1500, 1200);
        for y in 300..330 {
            for x in 900..1000 {
                frame.data[y * 1500 + x] = 0;
            }
        }
        let degrees = 2.0;
        let levelled = frame.scaled(1000, 800).rotated(-degrees);
        let dark: Vec<usize> = levelled
            .data
            .iter()
            .enumerate()
            .filter(|(_, pixel)| **pixel < 128)
            .map(|(place, _)| place)
            .collect();
        let xs = dark.iter().map(|place| place % 1000);
        let ys = dark.iter().map(|place| place / 1000);
        let (left, right) = (xs.clone().min().expect("ink"), xs.max().expect("ink") + 1);
        let (top, bottom) = (ys.clone().min().expect("ink"), ys.max().expect("ink") + 1);
        let grid = Grid {
            pad: 10.0,
            width: 1000.0,
            height: 800.0,
            degrees: degrees as f32,
            scale_x: 1000.0 / 1500.0,
            scale_y: 800.0 / 1200.0,
            cut: Cut::default(),
            warp: None,
        };
        let pad = |value: usize| value as f32 + 10.0;
        let found = grid.back(pad(left), pad(top), pad(right), pad(bottom), (1500, 1200));
        let near = |a: u32, b: u32| a.abs_diff(b) <= 8;
        assert!(near(found.x, 900) && near(found.y, 300), "{found:?}");
        assert!(near(found.right(), 1000) && near(found.bottom(), 330), "{found:?}");
    }

    #[test]
    fn a_box_of_a_sheet_laid_flat_comes_back_to_its_ink() {
        let corners = [(200.0, 150.0), (1300.0, 100.0), (1400.0, 1100.0), (90.0, 1050.0)];
        let warp = Warp::of(corners, (1500.0, 1200.0));
        let mut frame = Grey::white(1500, 1200);
        for y in 300..330 {
            frame.data[y * 1500 + 900..][..100].fill(0);
        }
        let flat = warp.flat(&frame);
        let dark = |place: &usize| flat.data[*place] < 128;
        let (mut left, mut top, mut right, mut bottom) = (f32::MAX, f32::MAX, 0f32, 0f32);
        for place in (0..flat.data.len()).filter(dark) {
            let (x, y) = ((place % flat.width) as f32, (place / flat.width) as f32);
            (left, top) = (left.min(x), top.min(y));
            (right, bottom) = (right.max(x + 1.0), bottom.max(y + 1.0));
        }
        let (width, height) = (flat.width as f32, flat.height as f32);
        let cut = Cut::default();
        let warp = Some(warp);
        let grid = Grid { pad: 0.0, width, height, degrees: 0.0, scale_x: 1.0, scale_y: 1.0, cut, warp };
        let found = grid.back(left, top, right, bottom, (1500, 1200));
        let near = |a: u32, b: u32| a.abs_diff(b) <= 8;
        assert!(near(found.x, 900) && near(found.y, 300), "{found:?}");
        assert!(near(found.right(), 1000) && near(found.bottom(), 330), "{found:?}");
    }
}
