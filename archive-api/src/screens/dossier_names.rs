//! How the parts of a dossier are called and in which order they stand: kinds by their files, fields as on the paper.

use ocr::kinds::Kind;
use register::Field;

use crate::app::App;
use crate::visitor::Visitor;

/// Fields as the kind's file lists them, lists row by row after them.
pub fn in_paper_order(fields: &mut [&Field], kind: &Kind) {
    let place = |path: &str| {
        let name = path.split('[').next().unwrap_or(path);
        let single = kind.fields.iter().position(|field| field.name == name);
        single.unwrap_or_else(|| if path.contains('[') { usize::MAX } else { 0 })
    };
    let row = |path: &str| path.split(['[', ']']).nth(1).and_then(|row| row.parse::<u32>().ok());
    fields.sort_by_key(|field| (place(&field.path), row(&field.path), field.path.clone()));
}

pub fn kind_title(app: &App, visitor: &Visitor, kind: &str) -> String {
    let Some(known) = app.kinds.kind(kind) else { return kind.to_owned() };
    let title = match visitor.words.lang() {
        words::Lang::Uk => &known.title.uk,
        words::Lang::En => &known.title.en,
    };
    title.clone()
}

/// `salary_months[2].amount` is told with its row.
pub fn name_of(field: &Field, visitor: &Visitor) -> String {
    let name = visitor.words.field_name(&field.path);
    match field.path.split_once('[').and_then(|(_, rest)| rest.split_once(']')) {
        Some((row, _)) => match row.parse::<u32>() {
            Ok(row) => format!("{} · {name}", row + 1),
            Err(_) => name,
        },
        None => name,
    }
}
