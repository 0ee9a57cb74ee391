//! What the answers are made of. Their names are a contract; rows of the register are not.

use dossier::PixelBox;
use register::{Dossier, Field, Page};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

#[derive(Serialize, ToSchema)]
pub struct DossierPart {
    pub id: Uuid,
    pub reference: String,
    /// Code of the office that owns it.
    pub office: String,
    pub batch: Uuid,
    /// `open`, `reading`, `understood`.
    pub state: String,
    pub revision: i64,
    pub pages: u64,
    pub documents: u64,
    /// Open Concerns.
    pub concerns: u64,
    pub surname: Option<String>,
    pub given_name: Option<String>,
    pub patronymic: Option<String>,
    pub birth_date: Option<String>,
    pub tax_number: Option<String>,
    pub case_number: Option<String>,
    /// Fields by who settled them.
    pub fields: FieldsPart,
    /// The revision that the archive copy shows.
    pub pdf_revision: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct FieldsPart {
    pub auto: u64,
    pub review: u64,
    pub verified: u64,
}

impl DossierPart {
    pub fn of(dossier: &Dossier) -> Self {
        let summary = dossier.summary.clone();
        Self {
            id: dossier.id.0,
            reference: dossier.reference.clone(),
            office: dossier.office_code.clone(),
            batch: dossier.batch.0,
            state: dossier.state.name().to_owned(),
            revision: dossier.revision,
            pages: dossier.pages,
            documents: dossier.documents,
            concerns: dossier.concerns,
            surname: summary.surname,
            given_name: summary.given_name,
            patronymic: summary.patronymic,
            birth_date: summary.birth_date,
            tax_number: summary.tax_number,
            case_number: summary.case_number,
            fields: FieldsPart {
                auto: dossier.fields.auto,
                review: dossier.fields.review,
                verified: dossier.fields.verified,
            },
            pdf_revision: dossier.pdf_revision,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct PagePart {
    pub id: Uuid,
    /// From 1, through all volumes.
    pub number: u32,
    /// `waiting`, `read`, `failed`.
    pub state: String,
    pub document: Option<Uuid>,
    /// Pixels of the upright page.
    pub width: u32,
    pub height: u32,
    pub dpi: u32,
    pub blank: bool,
    pub separator: bool,
    pub duplicate_of: Option<Uuid>,
    /// IIIF Image 3 service, once the page is read.
    pub image: Option<String>,
}

impl PagePart {
    pub fn of(page: &Page) -> Self {
        Self {
            id: page.id.0,
            number: page.number,
            state: page.state.name().to_owned(),
            document: page.document.map(|document| document.0),
            width: page.width,
            height: page.height,
            dpi: page.dpi,
            blank: page.blank,
            separator: page.separator.is_some(),
            duplicate_of: page.duplicate_of.map(|original| original.0),
            image: page.picture.map(|_| format!("/iiif/3/{}", page.id)),
        }
    }
}

/// Where a value was read. `box` is `x, y, width, height` in pixels of the upright page.
#[derive(Serialize, ToSchema)]
pub struct EvidencePart {
    pub page: Uuid,
    #[serde(rename = "box")]
    pub bbox: [u32; 4],
    pub raw: String,
}

#[derive(Serialize, ToSchema)]
pub struct CandidatePart {
    pub value: Option<String>,
    /// That it is right, 0 to 1.
    pub probability: f32,
    pub rule: String,
    pub evidence: Option<EvidencePart>,
}

#[derive(Serialize, ToSchema)]
pub struct FieldPart {
    pub id: Uuid,
    /// Absent for a value of the whole dossier.
    pub document: Option<Uuid>,
    /// `surname`, `salary_months[2].amount`.
    pub path: String,
    pub value: Option<String>,
    /// Why there is no value: `illegible`, `handwritten`, `covered`, `absent`.
    pub reason: Option<String>,
    /// `auto`, `review`, `verified`.
    pub status: String,
    pub confidence: f32,
    /// Send it back with a verdict.
    pub version: i64,
    pub evidence: Option<EvidencePart>,
    pub candidates: Vec<CandidatePart>,
}

fn evidence(evidence: &dossier::field::Evidence) -> EvidencePart {
    EvidencePart { page: evidence.page.0, bbox: told(evidence.bbox), raw: evidence.raw.clone() }
}

pub fn told(bbox: PixelBox) -> [u32; 4] {
    bbox.into()
}

impl FieldPart {
    pub fn of(field: &Field) -> Self {
        let candidate = |one: &dossier::field::Candidate| CandidatePart {
            value: one.value.clone(),
            probability: one.probability,
            rule: one.rule.clone(),
            evidence: one.evidence.as_ref().map(evidence),
        };
        Self {
            id: field.id.0,
            document: field.document.map(|document| document.0),
            path: field.path.clone(),
            value: field.value.clone(),
            reason: field.reason.map(|reason| reason.name().to_owned()),
            status: field.status.name().to_owned(),
            confidence: field.confidence,
            version: field.version,
            evidence: field.evidence.as_ref().map(evidence),
            candidates: field.candidates.iter().map(candidate).collect(),
        }
    }
}
