//! Styles and scripts: served from here, kept for a year, and with the contrast that was promised.

use std::collections::BTreeMap;

use axum::http::StatusCode;

use crate::house::House;

fn tokens_css() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/css/1-tokens.css")).unwrap()
}

/// The colours of the block that begins with `head`.
fn tokens(css: &str, head: &str) -> BTreeMap<String, [u8; 3]> {
    let from = css.find(head).unwrap_or_else(|| panic!("no block {head}"));
    let block = css[from..].split('{').nth(1).unwrap().split('}').next().unwrap();
    let mut found = BTreeMap::new();
    for declaration in block.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let (name, value) = (name.trim(), value.trim());
        let Some(hex) = value.strip_prefix('#') else { continue };
        let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
        found.insert(name.trim_start_matches("--").to_owned(), [byte(0), byte(2), byte(4)]);
    }
    found
}

/// WCAG 2.1 relative luminance.
fn luminance(colour: [u8; 3]) -> f64 {
    let part = |byte: u8| {
        let value = f64::from(byte) / 255.0;
        if value <= 0.039_28 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Text on page, panel and its own soft ground; numbers as promised, to one digit.
#[test]
fn contrast_is_as_promised() {
    let css = tokens_css();
    let check = |theme: &BTreeMap<String, [u8; 3]>, text: &str, ground: &str, promised: f64| {
        let ratio = contrast(theme[text], theme[ground]);
        assert!(
            (ratio - promised).abs() < 0.1 && ratio >= if text == "border" { 3.0 } else { 4.5 },
            "{text} on {ground}: {ratio:.2}, promised {promised}"
        );
    };
    let light = tokens(&css, "/* light */");
    let dark = tokens(&css, "/* dark, chosen */");
    for (name, on_light, on_dark) in [
        ("text", (15.1, 16.5), (15.7, 13.9)),
        ("text-second", (7.6, 8.3), (10.7, 9.4)),
        ("text-third", (5.3, 5.8), (7.6, 6.7)),
        ("accent", (7.5, 8.2), (9.0, 8.0)),
        ("person", (7.8, 8.5), (9.5, 8.5)),
        ("good", (6.2, 6.8), (10.2, 9.0)),
        ("attention", (6.5, 7.2), (10.8, 9.6)),
        ("bad", (6.9, 7.5), (9.1, 8.0)),
        ("border", (3.7, 4.0), (5.8, 5.1)),
    ] {
        for (theme, (page, panel)) in [(&light, on_light), (&dark, on_dark)] {
            check(theme, name, "page", page);
            check(theme, name, "panel", panel);
        }
    }
    for (name, on_light, on_dark) in [
        ("accent", 6.9, 6.4),
        ("person", 7.1, 7.2),
        ("good", 5.8, 7.6),
        ("attention", 6.3, 8.0),
        ("bad", 6.3, 7.2),
    ] {
        check(&light, name, &format!("{name}-soft"), on_light);
        check(&dark, name, &format!("{name}-soft"), on_dark);
    }
    check(&light, "on-accent", "accent", 8.2);
    check(&dark, "on-accent", "accent", 8.9);
    assert!(contrast(light["focus"], light["text"]) >= 9.4);
    assert!(contrast(light["focus"], dark["page"]) >= 10.1);
    for theme in [&light, &dark] {
        let bar = |name: &str| *theme.get(name).unwrap_or(&light[name]);
        assert!(contrast(bar("bar-text"), theme["bar"]) >= 15.0);
        assert!(contrast(bar("bar-text-second"), theme["bar"]) >= 4.5);
        assert!(contrast(theme["text-second"], theme["raised"]) >= 4.5);
        assert!(contrast(theme["text-third"], theme["raised"]) >= 4.5);
        assert!(contrast(theme["text"], theme["hit-ground"]) >= 4.5);
    }
}

#[test]
fn the_two_darks_are_one() {
    let css = tokens_css();
    assert_eq!(tokens(&css, "/* dark, chosen */"), {
        let from = css.find("/* dark, by the system */").unwrap();
        tokens(&css[from..], ":root[data-theme=\"system\"]")
    });
}

#[tokio::test]
async fn a_page_brings_what_it_needs_from_here_alone() {
    let house = House::new().await;
    let mut browser = house.stranger();
    let page = browser.get("/sign-in").await.is(StatusCode::OK).body;
    assert!(!page.contains("<style") && !page.contains(" style=") && !page.contains(" onclick="), "{page}");
    let mut seen = 0;
    for part in page.split("href=\"").skip(1).chain(page.split("src=\"").skip(1)) {
        let address = part.split('"').next().unwrap();
        assert!(address.starts_with('/') || address.starts_with('#'), "{address}");
        if address.starts_with("/assets/") {
            let file = browser.get(address.split('#').next().unwrap()).await.is(StatusCode::OK);
            assert!(file.header("cache-control").contains("immutable"), "{address}");
            seen += 1;
        }
    }
    assert!(seen >= 4);
    let css = browser.get(&archive_api::asset("app.css")).await.body;
    for part in css.split("url(\"").skip(1) {
        let path = part.split('"').next().unwrap();
        browser.get(&archive_api::asset(path)).await.is(StatusCode::OK);
    }
}
