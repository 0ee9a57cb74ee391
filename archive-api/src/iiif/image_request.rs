//! The words of an Image 3 request (iiif.io/api/image/3.0, section 4) as numbers of the upright page.

use dossier::PixelBox;

/// What one request asks for: a part of the page, its size on the screen, how it is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImageRequest {
    pub region: PixelBox,
    pub width: u32,
    pub height: u32,
    /// Degrees clockwise, a multiple of 90.
    pub turned: u16,
    pub mirrored: bool,
    pub grey: bool,
    pub format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Jpeg,
    Png,
}

/// The request cannot be understood or goes beyond the page: answered with 400.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit;

/// Wider or higher answers than this are refused.
pub const MOST: u32 = 6000;

impl ImageRequest {
    /// `full` is the upright page's width and height.
    pub fn read(
        full: (u32, u32),
        region: &str,
        size: &str,
        rotation: &str,
        file: &str,
    ) -> Result<Self, Unfit> {
        let region = read_region(full, region)?;
        let (width, height) = read_size(region, size)?;
        let (mirrored, degrees) = match rotation.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, rotation),
        };
        let turned = match degrees {
            "0" | "360" => 0,
            "90" => 90,
            "180" => 180,
            "270" => 270,
            _ => return Err(Unfit),
        };
        let (quality, format) = file.rsplit_once('.').ok_or(Unfit)?;
        let grey = match quality {
            "default" | "color" => false,
            "gray" => true,
            _ => return Err(Unfit),
        };
        let format = match format {
            "jpg" => Format::Jpeg,
            "png" => Format::Png,
            _ => return Err(Unfit),
        };
        Ok(Self { region, width, height, turned, mirrored, grey, format })
    }
}

fn read_region((width, height): (u32, u32), text: &str) -> Result<PixelBox, Unfit> {
    if text == "full" {
        return Ok(PixelBox::new(0, 0, width, height));
    }
    if text == "square" {
        let side = width.min(height);
        return Ok(PixelBox::new((width - side) / 2, (height - side) / 2, side, side));
    }
    let [x, y, w, h] = match text.strip_prefix("pct:") {
        Some(shares) => {
            let [x, y, w, h] = numbers::<f64, 4>(shares)?;
            if [x, y, w, h].iter().any(|share| !share.is_finite() || *share < 0.0) {
                return Err(Unfit);
            }
            let part = |share: f64, whole: u32| (share * f64::from(whole) / 100.0).round() as u32;
            [part(x, width), part(y, height), part(w, width), part(h, height)]
        }
        None => numbers::<u32, 4>(text)?,
    };
    if w == 0 || h == 0 || x >= width || y >= height {
        return Err(Unfit);
    }
    Ok(PixelBox::new(x, y, w.min(width - x), h.min(height - y)))
}

/// Without `^` an answer is never larger than its region.
fn read_size(region: PixelBox, text: &str) -> Result<(u32, u32), Unfit> {
    let (may_grow, text) = match text.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (w, h) = (f64::from(region.w), f64::from(region.h));
    let (width, height) = if text == "max" {
        let shrink = (f64::from(MOST) / w).min(f64::from(MOST) / h).min(1.0);
        (w * shrink, h * shrink)
    } else if let Some(share) = text.strip_prefix("pct:") {
        let share: f64 = share.parse().map_err(|_| Unfit)?;
        (w * share / 100.0, h * share / 100.0)
    } else if let Some(inside) = text.strip_prefix('!') {
        let [most_w, most_h] = numbers::<u32, 2>(inside)?;
        let mut scale = (f64::from(most_w) / w).min(f64::from(most_h) / h);
        if !may_grow {
            scale = scale.min(1.0);
        }
        (w * scale, h * scale)
    } else {
        match text.split_once(',').ok_or(Unfit)? {
            (one, "") => {
                let width = f64::from(one.parse::<u32>().map_err(|_| Unfit)?);
                (width, h * width / w)
            }
            ("", one) => {
                let height = f64::from(one.parse::<u32>().map_err(|_| Unfit)?);
                (w * height / h, height)
            }
            (one, other) => {
                let number = |text: &str| text.parse::<u32>().map(f64::from).map_err(|_| Unfit);
                (number(one)?, number(other)?)
            }
        }
    };
    let (width, height) = (width.round(), height.round());
    let too_large = !may_grow && (width > w || height > h);
    if !(width.is_finite() && height.is_finite()) || width < 1.0 || height < 1.0 || too_large {
        return Err(Unfit);
    }
    if width > f64::from(MOST) || height > f64::from(MOST) {
        return Err(Unfit);
    }
    Ok((width as u32, height as u32))
}

fn numbers<T: std::str::FromStr + Copy + Default, const N: usize>(text: &str) -> Result<[T; N], Unfit> {
    let mut found = [T::default(); N];
    let mut parts = text.split(',');
    for place in &mut found {
        *place = parts.next().and_then(|part| part.parse().ok()).ok_or(Unfit)?;
    }
    if parts.next().is_some() { Err(Unfit) } else { Ok(found) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(region: &str, size: &str, expected: Option<([u32; 4], u32, u32)>) {
        let request = ImageRequest::read((2000, 3000), region, size, "0", "default.jpg").ok();
        let got = request.map(|one| (<[u32; 4]>::from(one.region), one.width, one.height));
        assert_eq!(got, expected, "{region} {size}");
    }

    #[test]
    fn regions_and_sizes() {
        check("full", "max", Some(([0, 0, 2000, 3000], 2000, 3000)));
        check("square", "100,", Some(([0, 500, 2000, 2000], 100, 100)));
        check("10,20,300,400", ",200", Some(([10, 20, 300, 400], 150, 200)));
        check("1900,2900,300,400", "max", Some(([1900, 2900, 100, 100], 100, 100)));
        check("pct:50,50,50,50", "!100,100", Some(([1000, 1500, 1000, 1500], 67, 100)));
        check("full", "pct:10", Some(([0, 0, 2000, 3000], 200, 300)));
        check("0,0,10,10", "^20,20", Some(([0, 0, 10, 10], 20, 20)));
        for (region, size) in [
            ("2000,0,1,1", "max"),
            ("0,0,0,5", "max"),
            ("a,b", "max"),
            ("0,0,10,10", "20,20"),
            ("full", "0,"),
            ("full", "99999,"),
            ("full", "^99999,"),
            ("pct:-1,0,5,5", "max"),
            ("full", "pct:nan"),
            ("full", ""),
        ] {
            check(region, size, None);
        }
    }

    #[test]
    fn turns_qualities_and_formats() {
        let read = |rotation, file| ImageRequest::read((10, 10), "full", "max", rotation, file);
        assert_eq!(
            read("!90", "gray.png").map(|one| (one.turned, one.mirrored, one.grey)),
            Ok((90, true, true))
        );
        assert_eq!(read("45", "default.jpg"), Err(Unfit));
        assert_eq!(read("0", "native.jpg"), Err(Unfit));
        assert_eq!(read("0", "default.webp"), Err(Unfit));
    }
}
