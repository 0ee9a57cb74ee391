//! ALTO judged by its schema, with a program that is not ours.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What breaks the schema in these documents; `None` when nothing does.
pub fn faults(documents: &[PathBuf]) -> Option<String> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("vendor/alto/alto-4-3.xsd");
    let judged = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .arg(schema)
        .args(documents)
        .output()
        .expect("xmllint is installed by make install");
    let said = String::from_utf8_lossy(&judged.stderr).into_owned();
    match judged.status.code() {
        Some(0) => None,
        Some(3) => Some(said),
        other => panic!("xmllint could not judge ({other:?}): {said}"),
    }
}

#[test]
fn a_word_without_content_or_a_block_out_of_place_breaks_the_schema() {
    let desk = tempfile::tempdir().unwrap();
    let judge = |name: &str, inside: &str| {
        let page = desk.path().join(name);
        let text = format!(
            r#"<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout><Page ID="P1" PHYSICAL_IMG_NR="1">
            <PrintSpace>{inside}</PrintSpace></Page></Layout></alto>"#
        );
        fs::write(&page, text).unwrap();
        faults(&[page])
    };
    let line = |word: &str| {
        format!(
            r#"<TextBlock ID="B1"><TextLine HPOS="0" VPOS="0" WIDTH="9" HEIGHT="9">{word}</TextLine></TextBlock>"#
        )
    };
    assert_eq!(judge("good.xml", &line(r#"<String CONTENT="Справа"/>"#)), None);
    let said = judge("bare.xml", &line("<String/>")).expect("a word says nothing");
    assert!(said.contains("CONTENT"), "{said}");
    let said = judge("loose.xml", r#"<String CONTENT="Справа"/>"#).expect("a word stands in no line");
    assert!(said.contains("not expected"), "{said}");
}
