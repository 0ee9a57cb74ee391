//! The dossier's account of itself at one revision, from which the register can be made again (invariant 9).

use std::collections::BTreeMap;

use dossier::access::Access;
use dossier::manifest::{
    DossierManifest, MANIFEST_FORM, ManifestArrival, ManifestDocument, ManifestPage, ManifestVerdict,
};
use register::{Dossier, Page, Register, Result};

/// Reads what the register knows now.
pub async fn of(
    register: &Register,
    access: &Access,
    dossier: &Dossier,
    revision: i64,
    pages: &[Page],
) -> Result<DossierManifest> {
    let arrivals = register.arrivals(access, dossier.id).await?;
    let documents = register.documents(access, dossier.id).await?;
    let fields = register.fields(access, dossier.id).await?;
    let verdicts = register.verdicts(access, dossier.id).await?;
    let mut by_document: BTreeMap<_, BTreeMap<String, Option<String>>> = BTreeMap::new();
    for field in fields {
        if let Some(document) = field.document {
            by_document.entry(document).or_default().insert(field.path, field.value);
        }
    }
    Ok(DossierManifest {
        form: MANIFEST_FORM,
        dossier: dossier.id,
        reference: dossier.reference.clone(),
        office: dossier.office_code.clone(),
        batch: dossier.batch_name.clone(),
        revision,
        written_at: register.now(),
        arrivals: arrivals
            .into_iter()
            .map(|arrival| ManifestArrival {
                id: arrival.id,
                volume: arrival.volume,
                file_name: arrival.file_name,
                order: arrival.order,
                digest: arrival.digest,
                bytes: arrival.bytes,
                media_type: arrival.media_type,
                received_at: arrival.received_at,
            })
            .collect(),
        pages: pages
            .iter()
            .map(|page| ManifestPage {
                id: page.id,
                arrival: page.arrival,
                frame: page.frame,
                order: page.order.clone(),
                rotation: page.rotation.degrees(),
                blank: page.blank,
                separator: page.separator.clone(),
                duplicate_of: page.duplicate_of,
                alto: page.alto,
            })
            .collect(),
        documents: documents
            .into_iter()
            .map(|document| ManifestDocument {
                id: document.id,
                kind: document.kind,
                first_page: document.first_page,
                last_page: document.last_page,
                fields: by_document.remove(&document.id).unwrap_or_default(),
            })
            .collect(),
        verdicts: verdicts
            .into_iter()
            .map(|verdict| ManifestVerdict {
                id: verdict.id,
                document: verdict.document,
                path: verdict.path,
                kind: verdict.kind,
                value: verdict.value,
                by: verdict.by,
                at: verdict.at,
            })
            .collect(),
    })
}
