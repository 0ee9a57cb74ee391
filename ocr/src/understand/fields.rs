//! Fields of one document: every label is followed to its value, every value that proves itself is taken.

use dossier::field::NoValue;
use dossier::value::ValueType;
use dossier::{PixelBox, codes};
use language::{Language, NamePart};

use super::PageInput;
use super::choices;
use super::extract::{Extracted, extract};
use super::layout::PageText;
use super::person::{self, FullName, Part};
use super::proposal::{Proposal, Rule, Signs};
use super::region::{LabelHit, Piece, Region, labels, regions};
use super::{derive, header, names, registration, tables};
use crate::kinds::{FieldRule, Kind, Target};

/// A page of the document with its rows.
#[derive(Debug)]
pub struct Sheet<'p> {
    pub page: &'p PageInput,
    pub text: &'p PageText,
    pub confidence: f32,
    /// What most of its words are written in.
    pub language: Language,
}

impl<'p> Sheet<'p> {
    pub fn new(page: &'p PageInput, text: &'p PageText) -> Self {
        let words: String =
            text.rows.iter().flat_map(|row| &row.words).map(|word| word.text.as_str()).collect();
        let language = language::language_of(&words);
        Self { page, text, confidence: page.recognition.mean_confidence(), language }
    }

    /// A proposal from words of this page.
    pub fn proposal(&self, path: &str, kind: f32, rule: Rule, label: f32, found: Extracted) -> Proposal {
        let value_type = ValueType::of(path);
        let signs = Signs {
            least: found.least,
            mean: found.mean,
            page: self.confidence,
            label,
            proof: value_type.proof(&found.value),
            edited: found.edited,
            kind,
            form: 1.0,
            typed: self.page.quality.monospaced,
            coarse: coarse(value_type, &found.value),
            misspelt: matches!(value_type, ValueType::Name | ValueType::FullName)
                && language::misspelt(&found.value, self.language),
            ..Signs::default()
        };
        Proposal {
            path: path.to_owned(),
            value_type,
            value: Some(found.value),
            reason: None,
            page: self.page.id,
            bbox: self.text.slant.back(found.bbox),
            raw: found.raw,
            engine: self.page.recognition.engine.clone(),
            rule,
            signs,
        }
    }
}

/// A date without its day, a length of service without months: half of it may be unread.
fn coarse(value_type: ValueType, value: &str) -> bool {
    match value_type {
        ValueType::Date => value.len() < 10,
        ValueType::Duration => !value.contains('M'),
        _ => false,
    }
}

/// Below this mean confidence ink beside a label is no print the engine knows.
const HOPELESS: f32 = 0.55;

/// All proposals for one document, unordered.
pub fn propose(kind: &Kind, confidence: f32, sheets: &[Sheet<'_>]) -> Vec<Proposal> {
    let mut out = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let hits = labels(kind, sheet.text);
        for hit in &hits {
            follow(sheet, confidence, &hits, hit, &mut out);
        }
        for rule in &kind.fields {
            if rule.anywhere {
                out.extend(pattern(sheet, confidence, rule));
            }
            out.extend(suffixed(sheet, confidence, rule));
            if rule.header && number == 0 {
                out.extend(header::organisation(sheet, confidence, kind, &rule.name));
            }
        }
        out.extend(registration::series(sheet, confidence, kind));
        if number == 0 {
            out.extend(registration::numbered(sheet, confidence, kind));
        }
        if kind.field("person").is_some() {
            names::scan(sheet, confidence, kind, &hits, &mut out);
        }
    }
    out.extend(tables::read(kind, confidence, sheets));
    derive::period(kind, &mut out);
    derive::totals(kind, &mut out);
    derive::employer(kind, &mut out);
    merge(out)
}

/// Follows one label to its value.
fn follow(sheet: &Sheet<'_>, kind: f32, hits: &[LabelHit<'_>], hit: &LabelHit<'_>, out: &mut Vec<Proposal>) {
    let full = hit.rule.target == Target::Person || hit.rule.target == Target::Value(ValueType::FullName);
    let wide = full || hit.rule.target == Target::Value(ValueType::Text) && hit.running;
    let before = out.len();
    let found = regions(sheet.text, hits, hit, wide);
    for region in &found {
        match hit.rule.target {
            Target::Person => {
                if let Some(name) =
                    person::read(&region.pieces, hit.weak(), sheet.language).filter(|name| name.skipped <= 3)
                {
                    out.extend(name_parts(sheet, kind, region, &name));
                }
            }
            Target::Value(ValueType::FullName) => {
                if let Some(name) = person::read(&region.pieces, hit.letters < 3, sheet.language)
                    .filter(|name| name.skipped <= 3)
                {
                    out.push(whole_name(sheet, kind, &hit.rule.name, region, &name));
                }
            }
            Target::Value(value_type) => {
                // «від», «з», «№» stand everywhere: the value must follow at once.
                let found = value_among(sheet, value_type, &region.pieces, hit.weak());
                let found = found.filter(|_| !hit.weak() || region.rule != Rule::LabelBelow);
                out.extend(found.map(|one| labelled(sheet, kind, hit, region, one)));
            }
        }
    }
    if out.len() == before && !hit.weak() {
        out.extend(found.first().and_then(|region| unread(sheet, kind, hit, region)));
    }
}

/// A value among pieces of the sheet, but for what only lists the choices.
fn value_among(sheet: &Sheet<'_>, kind: ValueType, pieces: &[Piece<'_>], at_once: bool) -> Option<Extracted> {
    extract(kind, &choices::outside_lists(kind, pieces, &sheet.text.rows), at_once)
}

fn labelled(
    sheet: &Sheet<'_>,
    kind: f32,
    hit: &LabelHit<'_>,
    region: &Region<'_>,
    found: Extracted,
) -> Proposal {
    let mut found = found;
    let part = match hit.rule.name.as_str() {
        "given_name" => Some(NamePart::GivenName),
        "patronymic" => Some(NamePart::Patronymic),
        _ => None,
    };
    let mut known = part.is_some_and(|part| person::is_known(part, &found.value));
    if let Some(mended) = part.filter(|_| !known).and_then(|part| person::mended(part, &found.value)) {
        (found.value, found.edited, known) = (mended, true, true);
    }
    if let Some(spelled) = part.and_then(|part| language::spelled(part, &found.value, sheet.language)) {
        (found.value, found.edited) = (spelled, true);
    }
    let mut proposal = sheet.proposal(&hit.rule.name, kind, region.rule, region.label, found);
    proposal.signs.known = known;
    proposal
}

/// Ink beside a label that makes no value and is read badly: handwriting, for a person.
fn unread(sheet: &Sheet<'_>, kind: f32, hit: &LabelHit<'_>, region: &Region<'_>) -> Option<Proposal> {
    let inked: Vec<&Piece<'_>> =
        region.pieces.iter().take(4).filter(|piece| piece.text.chars().any(char::is_alphanumeric)).collect();
    let letters: usize = inked.iter().map(|piece| piece.text.chars().count()).sum();
    let mean = inked.iter().map(|piece| piece.word.confidence).sum::<f32>() / inked.len().max(1) as f32;
    if letters < 3 || mean > HOPELESS {
        return None;
    }
    let bbox = PixelBox::around(inked.iter().map(|piece| &piece.word.bbox))?;
    let raw = inked.iter().map(|piece| piece.text).collect::<Vec<&str>>().join(" ");
    let name = if hit.rule.target == Target::Person { "surname" } else { hit.rule.name.as_str() };
    let found = Extracted { value: String::new(), edited: false, raw, bbox, least: mean, mean };
    let mut proposal = sheet.proposal(name, kind, region.rule, region.label, found);
    proposal.value = None;
    proposal.reason = Some(NoValue::Handwritten);
    proposal.signs.proof = None;
    Some(proposal)
}

pub(super) fn name_parts(
    sheet: &Sheet<'_>,
    kind: f32,
    region: &Region<'_>,
    name: &FullName,
) -> Vec<Proposal> {
    let parts = [
        ("surname", Some(&name.surname)),
        ("given_name", name.given_name.as_ref()),
        ("patronymic", name.patronymic.as_ref()),
    ];
    let mut out = Vec::new();
    for (path, part) in parts {
        if let Some(part) = part {
            out.push(name_part(sheet, kind, region.rule, region.label, path, part, name.look));
        }
    }
    out
}

fn name_part(
    sheet: &Sheet<'_>,
    kind: f32,
    rule: Rule,
    label: f32,
    path: &str,
    part: &Part,
    look: u32,
) -> Proposal {
    let found = Extracted {
        value: part.value.clone(),
        edited: false,
        raw: part.raw.clone(),
        bbox: part.bbox,
        least: part.confidence,
        mean: part.confidence,
    };
    let mut proposal = sheet.proposal(path, kind, rule, label, found);
    proposal.signs.known = part.known || (path == "surname" && look == 2);
    proposal.signs.form = part.form;
    proposal
}

pub(super) fn whole_name(
    sheet: &Sheet<'_>,
    kind: f32,
    path: &str,
    region: &Region<'_>,
    name: &FullName,
) -> Proposal {
    let least = name.least();
    let raw = name.text();
    let found = Extracted { value: name.text(), edited: false, raw, bbox: name.bbox(), least, mean: least };
    let mut proposal = sheet.proposal(path, kind, region.rule, region.label, found);
    proposal.signs.known = name.look == 2;
    proposal.signs.form = name.surname.form;
    proposal
}

/// Values that prove themselves, wherever they stand.
fn pattern(sheet: &Sheet<'_>, kind: f32, rule: &FieldRule) -> Vec<Proposal> {
    let Target::Value(value_type) = rule.target else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (number, row) in sheet.text.rows.iter().enumerate() {
        let pieces: Vec<Piece<'_>> =
            row.words.iter().map(|word| Piece { text: &word.text, word, row: number }).collect();
        for start in 0..pieces.len() {
            let found = value_among(sheet, value_type, &pieces[start..], true)
                .filter(|found| convincing(value_type, found));
            if let Some(found) = found {
                out.push(sheet.proposal(&rule.name, kind, Rule::Pattern, 1.0, found));
                break;
            }
        }
    }
    // A form prints all kinds of pension to choose from: which one is chosen the print does not say.
    let several = out.iter().any(|one| one.value != out[0].value);
    if value_type == ValueType::PensionKind && several { Vec::new() } else { out }
}

fn convincing(value_type: ValueType, found: &Extracted) -> bool {
    match value_type {
        ValueType::TaxNumber => {
            let born = codes::birth_date(&found.value).map(|day| day.year());
            codes::tax_number_holds(&found.value) && born.is_some_and(|year| (1900..=2010).contains(&year))
        }
        ValueType::PassportSeries | ValueType::PassportNumber => {
            found.raw.split_whitespace().count() >= 2 && codes::passport(&found.raw).is_some()
        }
        ValueType::Series => found.value.contains('-'),
        ValueType::PensionKind => true,
        _ => value_type.proof(&found.value) == Some(true),
    }
}

/// Dates followed by «року народження», «р.н.».
fn suffixed(sheet: &Sheet<'_>, kind: f32, rule: &FieldRule) -> Vec<Proposal> {
    let Target::Value(value_type) = rule.target else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (number, row) in sheet.text.rows.iter().enumerate() {
        for phrase in &rule.suffixes {
            let found = super::normalise::find(&row.tokens, phrase, 0).filter(|one| one.start > 0);
            let Some(found) = found else {
                continue;
            };
            let word = row.tokens[found.start].word;
            let from = word.saturating_sub(5);
            let pieces: Vec<Piece<'_>> = row.words[from..=word]
                .iter()
                .map(|word| Piece { text: &word.text, word, row: number })
                .collect();
            for start in 0..pieces.len() {
                if let Some(value) = value_among(sheet, value_type, &pieces[start..], true) {
                    out.push(sheet.proposal(&rule.name, kind, Rule::Suffix, found.quality, value));
                    break;
                }
            }
            break;
        }
    }
    out
}

/// One proposal for each value of a path, the best-read one; its rivals counted.
fn merge(all: Vec<Proposal>) -> Vec<Proposal> {
    let mut out: Vec<Proposal> = Vec::new();
    for proposal in all {
        let same = out.iter_mut().find(|one| one.path == proposal.path && one.value == proposal.value);
        match same {
            Some(kept) => {
                let better = (proposal.rule, -proposal.signs.least) < (kept.rule, -kept.signs.least);
                let page = kept.signs.page.max(proposal.signs.page);
                if better {
                    *kept = proposal;
                }
                kept.signs.page = page;
            }
            None => out.push(proposal),
        }
    }
    let counts: Vec<u32> = out
        .iter()
        .map(|one| {
            out.iter()
                .filter(|other| other.path == one.path && other.value.is_some() && other.value != one.value)
                .count() as u32
        })
        .collect();
    for (proposal, rivals) in out.iter_mut().zip(counts) {
        proposal.signs.rivals = rivals;
    }
    out
}
