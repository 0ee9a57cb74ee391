//! A surname stands in names of files and folders, on the page, in a panic and in what browsers send. It must come to
//! the page's text, and to no log line, metric, job row, journal, Concern or key.

use std::process::Command;

use dossier::concern::ConcernCode;

use crate::house::{House, concerns, until};
use crate::{paper, results};

/// Prints every row of the tables that may hold no personal data, and the columns for reasons of those that may.
/// Python reads the file because only the register knows the tables in Rust.
const DUMP: &str = r#"
import sqlite3, sys
base = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
for query in ["jobs", "audit", "(SELECT params, code, mark, raised_by FROM concerns)", "(SELECT code, params FROM refusals)",
              "(SELECT failure, state FROM arrivals)", "(SELECT failure, state, engine FROM pages)",
              "(SELECT steps, engine FROM recognitions)"]:
    for row in base.execute("SELECT * FROM " + query):
        print(query, *row)
"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_surname_reaches_no_log_no_metric_no_job() {
    let (surname, files) = paper::printed_surname();
    let house = House::new("");
    let folder = format!("{surname} справа");
    for (at, file) in files.iter().take(3).enumerate() {
        house.bring(&surname, &folder, file, &format!("{surname} {at} {}", paper::name(file)));
    }
    // One page ends in a Concern, one file in a refusal.
    let trap = house.desk().join("trap.png");
    paper::trap("crash", &trap);
    house.bring(&surname, &folder, &trap, &format!("{surname} 7.png"));
    house.bring(&surname, &folder, &paper::fixtures().join("bad/text.pdf"), &format!("{surname} 8.pdf"));
    house.bring(&surname, &folder, &paper::fixtures().join("bad/truncated.tif"), &format!("{surname} 9.tif"));
    house.close(&surname, &folder);

    // Publishing dies of a panic that quotes the surname, each time.
    let panics = format!("publish::before_commit=panic({surname})");
    let mut serve = house.start(&["serve"], &[("SPRAVA_LOG", "trace"), ("FAILPOINTS", &panics)]);
    serve.address();
    let register = house.register().await;
    until(&register, "the dossier is understood", |progress| progress.understood == 1).await;
    while !concerns(&register).await.iter().any(|one| one.code == ConcernCode::StepFailed) {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    let asked = encoded(&surname);
    let metrics = serve.ask("GET /metrics", "");
    assert!(metrics.contains("200 OK") && metrics.contains("sprava_"), "{metrics}");
    serve.ask(&format!("GET /search?q={asked}"), "");
    serve.ask(&format!("GET /dossiers/{asked}"), "");
    serve.ask("POST /sign-in", &format!("login={asked}&password={asked}"));
    let metrics = format!("{metrics}{}", serve.ask("GET /metrics", ""));
    register.close().await;

    let rows = dumped(&house);
    let keys: Vec<String> = house.files("storage").iter().map(|path| path.display().to_string()).collect();
    let log = serve.stop();
    assert!(
        log.contains("step done") && log.contains("panicked") && log.contains("TRACE"),
        "the log is a full one"
    );
    assert!(
        rows.contains("step.panicked") && rows.contains("page.recognised"),
        "the rows are there:\n{rows}"
    );
    for (what, text) in [("log", &log), ("metrics", &metrics), ("rows", &rows), ("keys", &keys.join("\n"))] {
        for form in forms(&surname) {
            let found = text.lines().find(|line| line.to_lowercase().contains(&form));
            assert!(found.is_none(), "the surname is in the {what}: {}", found.unwrap_or_default());
        }
    }

    // The control: the surname was there to be told.
    let exported = results::exported(&house);
    let text = results::texts(&exported[&folder]).join("\n").to_lowercase();
    assert!(
        forms(&surname).iter().any(|form| text.contains(form)),
        "the page does not show «{surname}»:\n{text}"
    );
    let told = house.run(&["search", &surname]).ended(0).out;
    assert!(told.contains(&surname), "{told}");
}

/// The surname without its ending, as it may come along: in letters, in an address, in JSON or Rust's debug form.
fn forms(surname: &str) -> [String; 4] {
    let stem: String = surname.chars().take(surname.chars().count() - 1).collect::<String>().to_lowercase();
    let upper: String = stem.to_uppercase();
    let escaped = stem.chars().map(|letter| format!("\\u{:04x}", u32::from(letter))).collect();
    [encoded(&stem).to_lowercase(), encoded(&upper).to_lowercase(), escaped, stem]
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

fn dumped(house: &House) -> String {
    let file = house.data().join("register.sqlite");
    let output = Command::new("python3")
        .args(["-c", DUMP])
        .arg(&file)
        .output()
        .expect("python3 is installed by make install");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}
