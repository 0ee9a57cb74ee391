//! One found dossier as a card: who it is, why it was found, the ink. Without a ground, names are shortened, numbers
//! masked and no ink is shown.

use dossier::field::FieldStatus;
use dossier::{PixelBox, SearchId};
use indexer::{Exactness, Hit, SnippetWord, Why, WhyCode};
use register::Dossier;
use words::Value;

use crate::app::App;
use crate::problem::Problem;
use crate::strips;
use crate::visitor::Visitor;

pub struct HitCard {
    pub address: String,
    pub name: String,
    pub reference: String,
    pub facts: Vec<String>,
    /// Class and word of the name's mark.
    pub mark: Option<(&'static str, String)>,
    pub whys: Vec<(bool, String)>,
    pub strip: Option<String>,
    pub strip_text: String,
    pub picture: Option<String>,
    pub picture_title: String,
    pub snippet: Vec<Piece>,
}

pub struct Piece {
    pub text: String,
    /// `exact`, `similar` or empty.
    pub class: &'static str,
}

pub async fn cards(
    app: &App,
    visitor: &Visitor,
    id: SearchId,
    hits: &[Hit],
) -> Result<Vec<HitCard>, Problem> {
    let mut cards = Vec::new();
    for hit in hits {
        // Between the index and the register a dossier may have gone out of sight.
        match app.register.dossier(&visitor.access, hit.dossier).await {
            Ok(dossier) => cards.push(card(app, visitor, id, hit, &dossier).await?),
            Err(register::RegisterError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(cards)
}

async fn card(
    app: &App,
    visitor: &Visitor,
    id: SearchId,
    hit: &Hit,
    dossier: &Dossier,
) -> Result<HitCard, Problem> {
    let words = visitor.words;
    let open = visitor.session.purpose.is_some();
    let mut card = HitCard {
        address: format!("/dossiers/{}?search={id}", dossier.id),
        name: name(dossier, open),
        reference: if open { dossier.reference.clone() } else { masked(&dossier.reference) },
        facts: facts(visitor, dossier, open),
        mark: None,
        whys: hit.why.iter().map(|why| (why.code <= WhyCode::NameForm, told(visitor, why, open))).collect(),
        strip: None,
        strip_text: String::new(),
        picture: None,
        picture_title: String::new(),
        snippet: Vec::new(),
    };
    if card.name.is_empty() {
        card.name = words.text("search-nameless");
    }
    let status = name_status(app, visitor, dossier).await?;
    card.mark = status.map(|status| (status.name(), words.field_status(status)));
    let Some(page) = hit.page.filter(|_| open) else { return Ok(card) };
    card.address = format!("/dossiers/{}?search={id}&page={}", dossier.id, page.number);
    card.snippet = hit.snippet.iter().map(piece).collect();
    let row = app.register.page(&visitor.access, page.id).await?;
    let boxes: Vec<&PixelBox> = hit.matched.iter().map(|word| &word.bbox).collect();
    if let Some(first) =
        hit.matched.iter().filter(|word| word.hit == 1).map(|word| word.bbox).reduce(|a, b| a.union(&b))
    {
        let told: Vec<String> = boxes.iter().map(|bbox| strips::told(bbox)).collect();
        let told = told.join(";");
        let base = format!("/dossiers/{}/pages/{}/ink", dossier.id, page.number);
        card.strip = Some(format!(
            "{base}?part={}&hits={told}&width=420",
            strips::told(&strips::around(&row, &first))
        ));
        card.picture = Some(format!("{base}?hits={told}&width=520"));
        card.strip_text = words.count("page-short", page.number);
        card.picture_title =
            words.with("page-title", &[("n", page.number.into()), ("all", dossier.pages.into())]);
    }
    Ok(card)
}

/// Who settled the surname; `None` for a dossier that has none yet.
async fn name_status(
    app: &App,
    visitor: &Visitor,
    dossier: &Dossier,
) -> Result<Option<FieldStatus>, Problem> {
    if dossier.summary.surname.is_none() {
        return Ok(None);
    }
    let fields = app.register.fields(&visitor.access, dossier.id).await?;
    let own = fields.iter().find(|field| field.document.is_none() && field.path == "surname");
    Ok(own.map(|field| field.status))
}

fn name(dossier: &Dossier, open: bool) -> String {
    let summary = &dossier.summary;
    let mut parts = Vec::new();
    if let Some(surname) = &summary.surname {
        parts.push(surname.clone());
    }
    for part in [&summary.given_name, &summary.patronymic].into_iter().flatten() {
        let short = || part.chars().next().map(|letter| format!("{letter}.")).unwrap_or_default();
        parts.push(if open { part.clone() } else { short() });
    }
    parts.join(" ")
}

fn facts(visitor: &Visitor, dossier: &Dossier, open: bool) -> Vec<String> {
    let words = visitor.words;
    let mut facts = Vec::new();
    if let Some(birth) = &dossier.summary.birth_date {
        let shown = if open { words.date(birth) } else { birth.chars().take(4).collect() };
        facts.push(words.named("search-born", &shown));
    }
    if let Some(number) = &dossier.summary.tax_number {
        facts.push(words.named("search-tax", &if open { number.clone() } else { masked(number) }));
    }
    facts.push(words.named("search-office", &dossier.office_code));
    facts.push(words.count("count-documents", dossier.documents));
    facts.push(words.count("count-pages", dossier.pages));
    facts
}

/// All but the last two signs hidden.
fn masked(text: &str) -> String {
    let count = text.chars().count();
    text.chars()
        .enumerate()
        .map(|(place, sign)| if place + 2 < count && sign.is_alphanumeric() { '•' } else { sign })
        .collect()
}

fn told(visitor: &Visitor, why: &Why, open: bool) -> String {
    let key = format!("why-{}", why.code.code());
    let parameters: Vec<(&str, Value)> = why
        .params
        .iter()
        .map(|(name, value)| (*name, Value::stored(if open { value } else { "…" })))
        .collect();
    visitor.words.with(&key, &parameters)
}

fn piece(word: &SnippetWord) -> Piece {
    let class = match word.matched {
        Some(Exactness::Exact | Exactness::Form) => "exact",
        Some(Exactness::Similar) => "similar",
        None => "",
    };
    Piece { text: word.text.clone(), class }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_masked_but_for_their_end() {
        assert_eq!(masked("1959403575"), "••••••••75");
        assert_eq!(masked("63905/65"), "•••••/65");
        assert_eq!(masked("7"), "7");
    }
}
