//! Lists are read in portions by key, and the list of batches stays quick when pages are many.

use dossier::Digest;
use register::*;

use crate::house::{House, all, both};

both!(portions_by_key, a_batch_keeps_its_list, the_list_reads_only_what_it_shows);

async fn portions_by_key(house: House) {
    let register = &house.register;
    for number in 0..7 {
        house.give(&format!("А-{number}"), "a.tif", 0).await;
        register.ensure_batch(house.office, &format!("партія {number}"), None).await.unwrap();
    }
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let portion = register.all_dossiers(&all(), Some(house.batch.id), after, 3).await.unwrap();
        let Some(last) = portion.last() else { break };
        after = Some(last.id);
        seen.extend(portion.into_iter().map(|dossier| dossier.reference));
    }
    assert_eq!(seen, ["А-0", "А-1", "А-2", "А-3", "А-4", "А-5", "А-6"]);
    let second = register.batch_dossiers(&all(), house.batch.id, after, 3).await.unwrap();
    assert!(second.is_empty());
    let (mut after, mut names) = (None, Vec::new());
    loop {
        let filter = BatchFilter { after, limit: 3, ..BatchFilter::default() };
        let portion = register.batches(&all(), &filter).await.unwrap();
        let Some(last) = portion.last() else { break };
        after = Some(last.id);
        names.extend(portion.into_iter().map(|batch| batch.name));
    }
    assert_eq!((names.len(), names[0].as_str(), names[7].as_str()), (8, "партія 6", "партія"));
    let named = BatchFilter { name: Some("партія 3".into()), ..BatchFilter::default() };
    assert_eq!(register.batches(&all(), &named).await.unwrap().len(), 1);
    for dossier in register.all_dossiers(&all(), None, None, 10).await.unwrap() {
        let code = dossier::concern::ConcernCode::SheetsDiffer;
        register.raise(&all(), dossier.id, NewConcern::new(code)).await.unwrap();
    }
    let filter = ConcernFilter { limit: 4, ..ConcernFilter::default() };
    let first = register.concerns(&all(), &filter).await.unwrap();
    let rest = ConcernFilter { after: first.last().map(|concern| concern.id), ..filter };
    assert_eq!((first.len(), register.concerns(&all(), &rest).await.unwrap().len()), (4, 3));
}

async fn a_batch_keeps_its_list(house: House) {
    let register = &house.register;
    let line = |reference: &str| ListedFile {
        reference: reference.to_owned(),
        volume: Some("1".to_owned()),
        file: None,
        sha256: Some(Digest::of(b"x")),
        sheets: Some(12),
    };
    let list = [line("А-2"), line("А-1")];
    register.set_batch_list(&all(), house.batch.id, &[line("стара")]).await.unwrap();
    register.set_batch_list(&all(), house.batch.id, &list).await.unwrap();
    assert_eq!(register.batch_list(&all(), house.batch.id).await.unwrap(), list);
}

/// Pages of other batches must not be touched: the plan walks from the batch's dossiers to their pages by index.
async fn the_list_reads_only_what_it_shows(house: House) {
    let register = &house.register;
    house.due("А-1", 3).await;
    house.give("А-2", "b.tif", 0).await;
    house.paginate(2).await;
    let batch = register.batch(&all(), house.batch.id).await.unwrap();
    assert_eq!((batch.dossiers, batch.pages, batch.read, batch.waiting), (2, 5, 3, 2));
    assert!(batch.oldest_waiting_at.is_some());
    if register.is_postgres() {
        return;
    }
    let plan = "SELECT count(*) FROM pragma_index_list('pages') WHERE name = 'pages_by_state'";
    assert_eq!(house.number(plan).await, 1);
}
