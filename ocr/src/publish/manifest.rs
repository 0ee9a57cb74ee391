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
    let aside = register.pages_aside(access, dossier.id).await?;
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
        pages: pages.iter().chain(&aside).map(of_page).collect(),
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

fn of_page(page: &Page) -> ManifestPage {
    ManifestPage {
        id: page.id,
        arrival: page.arrival,
        home: (page.home != page.dossier).then_some(page.home),
        original: Some(page.original),
        frame: page.frame,
        order: page.order.clone(),
        rotation: page.rotation.degrees(),
        blank: page.blank,
        separator: page.separator.clone(),
        duplicate_of: page.duplicate_of,
        alto: page.alto,
        aside: page.aside,
        replaces: page.replaces,
        rescan: page.rescan,
        came_from: page.came_from,
        blank_set: page.blank_set,
        twin_set: page.twin_set,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use dossier::concern::ConcernCode;
    use dossier::page::{Aside, RescanReason};
    use dossier::stage::Stage;
    use dossier::{ArrivalId, Digest, DossierId, PageId};
    use register::{Channel, DEFAULT_OFFICE, NewPage, PageAct, PageOutcome, ReceiveOutcome, Received};

    use super::*;

    /// A file of two pages, which count as read.
    async fn bring(register: &Register, name: &str, rescan_of: Option<PageId>) -> DossierId {
        let office = register.office_by_code(DEFAULT_OFFICE).await.unwrap().id;
        let received = Received {
            office,
            batch: register.ensure_batch(office, "batch", None).await.unwrap().id,
            reference: "A-1".to_owned(),
            volume: String::new(),
            file_name: name.to_owned(),
            order: 0,
            digest: Digest::of(name.as_bytes()),
            bytes: 100,
            media_type: "image/tiff".to_owned(),
            channel: Channel::Inbox,
            by: None,
        };
        let ReceiveOutcome::Arrival(arrival, dossier) =
            register.receive_for(received, rescan_of).await.unwrap()
        else {
            panic!("a new file is an arrival");
        };
        for claim in claim(register, Stage::Paginate).await {
            let of = |frame| NewPage { frame, width: 2480, height: 3508, dpi: 300 };
            let frames = if rescan_of.is_some() { vec![of(0)] } else { vec![of(0), of(1)] };
            assert_eq!(ArrivalId(claim.job.subject), arrival);
            register.commit_paginated(&claim, arrival, Ok(frames)).await.unwrap();
        }
        for claim in claim(register, Stage::Recognise).await {
            let failed = PageOutcome::Failed { code: ConcernCode::PageDamaged, params: Default::default() };
            register.commit_recognised(&claim, PageId(claim.job.subject), failed, vec![]).await.unwrap();
        }
        dossier
    }

    async fn claim(register: &Register, stage: Stage) -> Vec<register::Claim> {
        register.claim(&[stage], 10, Duration::from_secs(60)).await.unwrap()
    }

    async fn told(register: &Register, dossier: DossierId) -> DossierManifest {
        let access = Access::machine("test");
        let known = register.dossier(&access, dossier).await.unwrap();
        let pages = register.pages(&access, dossier).await.unwrap();
        of(register, &access, &known, known.revision, &pages).await.unwrap()
    }

    #[tokio::test]
    async fn replaced_and_moved_pages_stand_in_it_with_where_they_lie() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("register.sqlite").display());
        let register = Register::open(&url).await.unwrap();
        let access = Access::machine("test");
        let dossier = bring(&register, "1.tif", None).await;
        let pages = register.pages(&access, dossier).await.unwrap();
        let batch = register.dossier(&access, dossier).await.unwrap().batch;
        let (first, second) = (&pages[0], &pages[1]);

        let again = PageAct::Rescan(RescanReason::Blurred);
        register.act_on_pages(&access, batch, again, &[(first.id, first.version)]).await.unwrap();
        bring(&register, "1-new.tif", Some(first.id)).await;
        let offered = told(&register, dossier).await;
        let new = offered.pages.last().unwrap();
        assert_eq!((offered.pages.len(), new.aside, new.replaces), (3, Some(Aside::Offered), Some(first.id)));

        let version = register.page(&access, new.id).await.unwrap().version;
        register.confirm_rescan(&access, new.id, version).await.unwrap();
        let version = register.page(&access, second.id).await.unwrap().version;
        let to = register.move_page(&access, second.id, version, "B-2").await.unwrap().to;
        let here = told(&register, dossier).await;
        let ids: Vec<PageId> = here.pages.iter().map(|page| page.id).collect();
        assert_eq!(ids, [new.id, first.id], "the page in the order, then the one it replaced");
        let (now, old) = (&here.pages[0], &here.pages[1]);
        assert_eq!((now.aside, now.replaces, now.home), (None, Some(first.id), None));
        assert_eq!((old.aside, old.rescan), (Some(Aside::Replaced), Some(RescanReason::Blurred)));
        assert_eq!(old.original, Some(Digest::of(b"1.tif")));
        assert_eq!(here.arrivals.len(), 2);
        let there = told(&register, to).await;
        let moved = &there.pages[0];
        assert_eq!((moved.id, moved.home, moved.came_from), (second.id, Some(dossier), Some(dossier)));
        assert!(here.arrivals.iter().any(|arrival| arrival.id == moved.arrival));
        assert!(there.arrivals.is_empty(), "its arrival is told by its home");
    }
}
