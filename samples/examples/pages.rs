//! Draws the papers of invented dossiers as pictures, to be looked at.

use samples::kinds;
use samples::life::Life;
use samples::paper::Rng;

fn main() -> Result<(), image::ImageError> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "pages".to_string());
    let number = |text: Option<String>, or: u64| text.and_then(|text| text.parse().ok()).unwrap_or(or);
    let seed = number(arguments.next(), 1);
    let wanted = arguments.next().unwrap_or_default();
    let mut rng = Rng::new(seed, 0);
    let life = Life::invent(&mut rng);
    let mut count = 0;
    for paper in kinds::dossier_documents(&mut rng, &life) {
        for page in &paper.sheets {
            count += 1;
            if !wanted.is_empty() && !paper.kind.contains(&wanted) {
                continue;
            }
            let (width, height) = (page.width as u32, page.height as u32);
            let path = format!("{folder}/{seed:03}-{count:02}-{}.png", paper.kind);
            image::save_buffer(path, &page.pixels, width, height, image::ColorType::Rgb8)?;
        }
        if let Ok(text) = serde_json::to_string(&paper.fields.values) {
            std::fs::write(format!("{folder}/{seed:03}-{}.json", paper.kind), text)?;
        }
    }
    Ok(())
}
