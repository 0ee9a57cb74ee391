//! A surname stands in names of files and folders, on the page, in a panic and in what browsers send and people
//! write. It must come to the page's text, and to no log line, metric, address, job row, journal, Concern or key.

use std::process::Command;
use std::time::Duration;

use dossier::concern::ConcernCode;
use serde_json::{Value, json};

use crate::browser::{Browser, escaped};
use crate::house::{House, PASSWORD, concerns, until, until_finished};
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
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let asked = escaped(&surname);
    let metrics = serve.ask("GET /metrics", "");
    assert!(metrics.contains("200 OK") && metrics.contains("sprava_"), "{metrics}");
    serve.ask(&format!("GET /search?q={asked}"), "");
    serve.ask(&format!("GET /dossiers/{asked}"), "");
    serve.ask("POST /sign-in", &format!("login={asked}&password={asked}"));
    let mut metrics = format!("{metrics}{}", serve.ask("GET /metrics", ""));
    register.close().await;
    let mut log = serve.stop();

    // Publishing works again, and a person comes.
    house.add_user("worker", &["caseworker", "verifier", "operator"]);
    let mut serve = house.start(&["serve"], &[("SPRAVA_LOG", "trace"), ("RUST_LOG", "trace")]);
    let mut browser = Browser::sign_in(&serve.address(), "worker", PASSWORD);
    journey(&house, &mut browser, &surname).await;
    errors(&mut browser, &surname);
    metrics.push_str(&browser.get("/metrics").is(200).text());
    let addresses = browser.addresses.join("\n");
    assert!(addresses.contains("/search/") && addresses.contains("/iiif/3/"), "{addresses}");

    let rows = dumped(&house);
    let keys: Vec<String> = house.files("storage").iter().map(|path| path.display().to_string()).collect();
    log.push_str(&serve.stop());
    assert!(
        log.contains("step done") && log.contains("panicked") && log.contains("TRACE"),
        "the log is a full one"
    );
    assert!(
        rows.contains("page.recognised") && rows.contains("field.verified"),
        "the rows are there:\n{rows}"
    );
    let keys = keys.join("\n");
    for (what, text) in
        [("log", &log), ("metrics", &metrics), ("rows", &rows), ("keys", &keys), ("addresses", &addresses)]
    {
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

/// What a caseworker and a verifier do all day: state the ground, search, open, look, correct, take away.
async fn journey(house: &House, browser: &mut Browser, surname: &str) {
    let ground = [("kind", "appeal"), ("reference", surname), ("note", surname), ("next", "/search")];
    assert_eq!(browser.form("/purpose", &ground).is(303).location, "/search");
    let found = browser.form("/search", &[("q", surname)]).is(303).location;
    let hits = browser.get(&found).is(200).text();
    let opened = linked(&hits, "/dossiers/").expect("the search finds the dossier");
    let sheet = browser.get(&opened).is(200).text();
    let id = opened.split(['/', '?']).nth(2).unwrap().to_owned();
    for part in ["fields", "concerns", "history", "pages/1/thumbnail"] {
        browser.get(&format!("/dossiers/{id}/{part}")).is(200);
    }
    let ink = linked(&sheet, &format!("/dossiers/{id}/pages/")).expect("a page or its ink is shown");
    browser.get(&ink).is(200);
    let search = found.rsplit('/').next().unwrap().split('?').next().unwrap();
    browser.get(&format!("/iiif/3/dossiers/{id}/manifest")).is(200);
    browser.get(&format!("/iiif/3/dossiers/{id}/search?search={search}")).is(200);
    let pages = browser.get(&format!("/api/v1/dossiers/{id}/pages")).is(200).json();
    let page = pages["pages"][0]["id"].as_str().unwrap().to_owned();
    browser.get(&format!("/iiif/3/{page}/info.json")).is(200);
    browser.get(&format!("/iiif/3/{page}/0,0,512,512/256,/0/default.jpg")).is(200);

    let queue = browser.get("/verify").is(200);
    assert!(queue.text().contains("/verify"), "the queue is shown");
    let fields = browser.get(&format!("/api/v1/dossiers/{id}/fields")).is(200).json();
    let named = |field: &&Value| field["path"] == "surname";
    let field = fields["fields"].as_array().unwrap().iter().find(named).expect("the dossier has a surname");
    let (field, version) = (field["id"].as_str().unwrap().to_owned(), field["version"].clone());
    let asked = browser.get(&format!("/verify/{field}")).is(200).text();
    browser.get(&linked(&asked, &format!("/verify/{field}/ink")).expect("the field's ink")).is(200);
    let verdict = json!({ "version": version, "kind": "corrected", "value": format!("{surname}енко") });
    browser.tell(&format!("fields/{field}/verdict"), &verdict).is(200);
    // The same version again: the answer quotes what the other wrote.
    let late = json!({ "version": version, "kind": "corrected", "value": format!("{surname}ська") });
    let clash = browser.tell(&format!("fields/{field}/verdict"), &late).is(409);
    assert!(clash.text().contains(surname), "{}", clash.text());

    let register = house.register().await;
    until_finished(&register, 1).await;
    register.close().await;
    let copy = browser.get(&format!("/dossiers/{id}/pdf")).is(200);
    assert!(copy.body.starts_with(b"%PDF-1.4"));
    browser.get(&format!("/dossiers/{id}/print?page=1")).is(200);
}

/// What goes wrong with a surname in it: addresses, forms, JSON, uploads.
fn errors(browser: &mut Browser, surname: &str) {
    let asked = escaped(surname);
    for address in [
        format!("/dossiers/{asked}"),
        format!("/search/{asked}"),
        format!("/search?q={asked}"),
        format!("/iiif/3/{asked}/info.json"),
        format!("/iiif/3/dossiers/{asked}/search?q={asked}"),
        format!("/assets/1/{asked}.js"),
        format!("/{asked}"),
        format!("/api/v1/dossiers/{asked}"),
    ] {
        let answer = browser.get(&address);
        assert!(answer.status == 200 || (400..500).contains(&answer.status), "{address}: {}", answer.status);
    }
    let broken = format!("{{\"text\": \"{surname}\"");
    let answer = browser.send("POST", "/api/v1/search", "application/json", broken.as_bytes());
    assert!((400..500).contains(&answer.status), "{}", answer.status);
    let wrong = browser.form("/purpose", &[("kind", surname), ("reference", surname), ("next", surname)]);
    assert!([200, 400, 422].contains(&wrong.status), "{}", wrong.status);
    let part = format!(
        "--x\r\nContent-Disposition: form-data; name=\"reference\"\r\n\r\n{surname} 2\r\n--x\r\n\
         Content-Disposition: form-data; name=\"files\"; filename=\"{surname}.txt\"\r\n\r\n{surname}\r\n--x--\r\n"
    );
    let address = format!("/api/v1/batches/{asked}/files");
    let taken = browser.send("POST", &address, "multipart/form-data; boundary=x", part.as_bytes()).is(200);
    assert_eq!(taken.json()["refused"], 1);
}

/// The first address in a page that begins so.
fn linked(page: &str, to: &str) -> Option<String> {
    page.split('"').find(|part| part.starts_with(to)).map(|address| address.replace("&amp;", "&"))
}

/// The surname without its ending, as it may come along: in letters, in an address, in JSON or Rust's debug form.
fn forms(surname: &str) -> [String; 4] {
    let stem: String = surname.chars().take(surname.chars().count() - 1).collect::<String>().to_lowercase();
    let upper: String = stem.to_uppercase();
    let debugged = stem.chars().map(|letter| format!("\\u{:04x}", u32::from(letter))).collect();
    [escaped(&stem).to_lowercase(), escaped(&upper).to_lowercase(), debugged, stem]
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
