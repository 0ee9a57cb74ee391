//! Accuracy against truth: pure functions from truth and results to a report. It reads no file and no register.

pub mod bound;
pub mod calibrate;
pub mod fields;
pub mod misses;
pub mod papers;
pub mod reading;
pub mod report;
pub mod tables;
pub mod text;
pub mod truth;
pub mod weights;

use std::collections::BTreeMap;

use dossier::results::DossierResult;

pub use reading::PageSeen;
pub use report::Report;
pub use truth::Truth;

/// What the register and the storage hold of a dossier.
#[derive(Clone, Debug)]
pub struct Seen {
    pub result: DossierResult,
    /// By the page's number; a page beyond the machine is not among them.
    pub pages: BTreeMap<u32, PageSeen>,
}

/// Compares every dossier that stands in both; those of the truth that have no result are named in the report.
pub fn evaluate(truths: &[Truth], all: &[Seen]) -> Report {
    let known: BTreeMap<&str, &Seen> = all.iter().map(|one| (one.result.dossier.as_str(), one)).collect();
    let mut report = Report::default();
    for truth in truths {
        let Some(seen) = known.get(truth.dossier.as_str()) else {
            report.missing.push(truth.dossier.clone());
            continue;
        };
        report.dossiers += 1;
        let (unread, before) = (PageSeen::default(), report.misses.len());
        for page in &truth.pages {
            report.reading.add(page, seen.pages.get(&page.page).unwrap_or(&unread));
        }
        papers::add(&mut report, truth, &seen.result);
        fields::add(&mut report, truth, &seen.result);
        report.misses.append(&mut report.reading.misses);
        report.misses[before..].iter_mut().for_each(|miss| miss.dossier.clone_from(&truth.dossier));
    }
    report.finish();
    report
}

#[cfg(test)]
mod tests {
    use super::*;
    use dossier::field::FieldStatus;
    use dossier::recognition::{Line, Recognition, Word};
    use dossier::results::{DocumentResult, FieldResult, PageResult, ValueResult};
    use dossier::{DocumentId, DossierId, PageId};

    fn value(value: &str, confidence: f32, status: FieldStatus) -> FieldResult {
        let value = Some(value.to_owned());
        FieldResult::Value(ValueResult {
            value,
            confidence,
            status,
            reason: None,
            page: Some(1),
            bbox: None,
            raw: None,
        })
    }

    fn page(page: u32, text: &str) -> PageResult {
        let text = text.to_owned();
        PageResult {
            page,
            id: PageId::new(),
            width: 1,
            height: 1,
            dpi: 300,
            text,
            rotation: 0,
            blank: false,
            separator: false,
            duplicate_of: None,
        }
    }

    #[test]
    fn one_dossier_is_counted_whole() {
        let truth: Truth = serde_json::from_str(
            r#"{"dossier":"A","documents":[
                {"kind":"passport","first_page":1,"last_page":1,"fields":{"surname":"Кравченко","tax_number":"1759013776","phone":"1"},"handwritten":["phone"]},
                {"kind":"salary_certificate","first_page":2,"last_page":2,"fields":{"salary_months":[{"month":"1987-01","amount":"10.00"},{"month":"1987-02","amount":"11.00"}]},"handwritten":[]}],
              "pages":[{"page":1,"text":"Прізвище Кравченко","quality":"clean","blank":false,"separator":false,"rotation":0},
                       {"page":2,"text":"січень 10","quality":"poor","blank":false,"separator":false,"rotation":90}]}"#,
        )
        .expect("a truth");
        let cells = |month: &str, amount: &str| {
            let cell = |value: &str| match self::value(value, 0.9, FieldStatus::Review) {
                FieldResult::Value(value) => value,
                FieldResult::List { .. } => unreachable!("a value is a value"),
            };
            BTreeMap::from([("month".to_owned(), cell(month)), ("amount".to_owned(), cell(amount))])
        };
        let list = FieldResult::List {
            value: vec![cells("1987-02", "11.00"), cells("1987-03", "12.00")],
            confidence: 0.9,
            status: FieldStatus::Review,
        };
        let document = |kind: &str, page: u32, fields: BTreeMap<String, FieldResult>| DocumentResult {
            id: DocumentId::new(),
            kind: kind.to_owned(),
            confidence: 1.0,
            first_page: page,
            last_page: page,
            fields,
        };
        let fields = BTreeMap::from([
            ("surname".to_owned(), value("Кравченко", 0.995, FieldStatus::Auto)),
            ("tax_number".to_owned(), value("1759013777", 0.6, FieldStatus::Review)),
        ]);
        let result = DossierResult {
            dossier: "A".to_owned(),
            id: DossierId::new(),
            office: "0000".to_owned(),
            batch: "1".to_owned(),
            fields: BTreeMap::new(),
            documents: vec![
                document("passport", 1, fields),
                document("other", 2, BTreeMap::from([("salary_months".to_owned(), list)])),
            ],
            pages: vec![page(1, "Прізвище Кравченко"), page(2, "січень 1О")],
        };
        let read = |text: &str| {
            let word = |text: &str| Word { text: text.to_owned(), ..Word::default() };
            let line = Line { words: text.split(' ').map(word).collect(), ..Line::default() };
            let recognition = Recognition { lines: vec![line], ..Recognition::default() };
            PageSeen { recognition, steps: Vec::new() }
        };
        let pages = BTreeMap::from([(1, read("Прізвище Кравченко")), (2, read("січень 1О"))]);
        let report = evaluate(&[truth], &[Seen { result, pages }]);
        assert_eq!((report.kind_pages, report.kind_right), (2, 1));
        assert_eq!(report.border_f1(), 1.0);
        assert_eq!((report.auto.count, report.auto.wrong), (1, 0));
        let surname = &report.fields["passport.surname"];
        assert_eq!((surname.right, surname.wrong, surname.missed), (1, 0, 0));
        assert_eq!(report.fields["passport.tax_number"].wrong, 1);
        assert_eq!(report.fields["passport.phone"].missed, 1);
        let amounts = &report.fields["salary_certificate.salary_months.amount"];
        assert_eq!((amounts.right, amounts.spurious, amounts.missed), (1, 1, 1));
        let errors = |class: &str| report.reading.text[class].cer.errors;
        assert_eq!((errors("poor"), errors("clean"), errors("unknown poor")), (1, 0, 1));
        assert_eq!((report.turned_pages, report.turned_right), (2, 1));
        // Where the truth has no places, every word stands where nothing does; the surname is right and nothing else was
        // accepted.
        let missed: Vec<_> = report
            .misses
            .iter()
            .map(|miss| (miss.dossier.as_str(), miss.page, miss.what, miss.errors))
            .collect();
        let extra = |page, letters| ("A", page, misses::What::Extra, letters);
        assert_eq!(missed, [extra(1, 8), extra(1, 9), extra(2, 6), extra(2, 2)]);
        let shown = tables::text(&report);
        assert!(shown.contains("surname") && shown.contains("upright 1 of 2 pages"));
        assert!(shown.contains("unknown poor"));
    }
}
