//! A bar of stages drawn as SVG: sizes are attributes of the drawing, so no style stands inside a page.

use std::fmt::Write;

use words::Words;

/// How many pages are read, failed, waiting.
pub fn pages(words: Words, read: u64, failed: u64, waiting: u64) -> String {
    let all = read + failed + waiting;
    let done = words.number(read + failed);
    let label = words.with("bar-label", &[("done", done.into()), ("all", words.number(all).into())]);
    let mut svg = format!(
        r#"<span class="segments" role="img" aria-label="{label}"><svg viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true">"#
    );
    let mut from = 0;
    for (count, class) in [(read, "fill-read"), (failed, "fill-failed")] {
        let width = (count * 1000).checked_div(all).unwrap_or(0);
        // A few failed pages among thousands must still be seen.
        let width = if count > 0 { width.max(8) } else { 0 };
        write!(svg, r#"<rect class="{class}" x="{from}" y="0" width="{width}" height="14"/>"#)
            .expect("writing to a string never fails");
        from += width;
    }
    svg + "</svg></span>"
}
