//! The reading's part of the report as plain text tables.

use std::fmt::{Result, Write};

use dossier::recognition::Script;

use super::super::report::{Rate, share};
use super::super::tables::bins;
use super::spent::is_recogniser;
use super::{Marks, Reading};

/// Letters and words by class.
pub fn text(reading: &Reading, out: &mut String) -> Result {
    write!(out, "\n{:<21}", "text")?;
    for name in ["pages", "letters", "cer_%", "wer_%", "cer_any_%", "wer_any_%", "lost_%", "extra_%"] {
        write!(out, "{name:>11}")?;
    }
    writeln!(out)?;
    for (class, counts) in &reading.text {
        // A stamp is in no reading order, and what is read beside the text belongs to no script.
        let stamp = class == Script::Stamp.as_str();
        let whole = counts.pages > 0;
        let pages = if whole { counts.pages.to_string() } else { "-".to_owned() };
        let letters = if stamp { counts.cer_any.of } else { counts.cer.of };
        let extra = Rate { errors: counts.extra, of: letters };
        write!(out, "{class:<21}{pages:>11}{letters:>11}")?;
        for (rate, known) in [
            (counts.cer, !stamp),
            (counts.wer, !stamp),
            (counts.cer_any, true),
            (counts.wer_any, true),
            (counts.words_lost, !stamp),
            (extra, whole),
        ] {
            write!(out, "{:>11}", if known { percent(rate) } else { "-".to_owned() })?;
        }
        writeln!(out)?;
    }
    writeln!(out, "blank pages {}  letters read on them {}", reading.blank_pages, reading.blank_letters)
}

/// Cells, marks, confidence, time.
pub fn beside_text(reading: &Reading, out: &mut String) -> Result {
    cells(reading, out)?;
    marks(reading, out)?;
    for (class, trust) in &reading.trust {
        let right = share(trust.right, trust.words) * 100.0;
        let off = trust.calibration_error;
        writeln!(out, "\nwords {class}: n {}  right {right:.2} %  calibration error {off:.3}", trust.words)?;
        bins(out, &trust.bins)?;
    }
    spent(reading, out)
}

fn cells(reading: &Reading, out: &mut String) -> Result {
    if reading.cells.is_empty() && reading.extra_cells == 0 {
        return Ok(());
    }
    writeln!(out, "\n{:<21}{:>11}{:>11}{:>11}{:>11}", "table cells", "n", "found_%", "right_%", "in_net_%")?;
    for (class, counts) in &reading.cells {
        write!(out, "{class:<21}{:>11}", counts.of)?;
        for part in [counts.found, counts.right, counts.in_net] {
            write!(out, "{:>11.2}", share(part, counts.of) * 100.0)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "cells read where no table stands {}", reading.extra_cells)
}

fn marks(reading: &Reading, out: &mut String) -> Result {
    let marks = &reading.marks;
    let heads: Vec<&str> = Script::ALL.iter().map(|script| script.as_str()).chain([Marks::UNREAD]).collect();
    write!(out, "\n{:<21}", "marks (lines)")?;
    for head in &heads {
        write!(out, "{head:>12}")?;
    }
    writeln!(out, "{:>12}{:>12}", "precision", "recall")?;
    for script in Script::ALL {
        let (right, marked, real) = marks.of(script);
        write!(out, "{:<21}", script.as_str())?;
        for head in &heads {
            write!(out, "{:>12}", marks.count(script.as_str(), head))?;
        }
        writeln!(out, "{:>12}{:>12}", part(right, marked), part(right, real))?;
    }
    write!(out, "{:<21}", Marks::NOTHING)?;
    for head in &heads {
        write!(out, "{:>12}", marks.count(Marks::NOTHING, head))?;
    }
    let stamps = reading.stamp_words;
    writeln!(out, "\nwords of stamps and seals read {} of {}", stamps.of - stamps.errors, stamps.of)
}

fn spent(reading: &Reading, out: &mut String) -> Result {
    let spent = &reading.spent;
    let pages = spent.pages.max(1) as f64;
    let all = spent.ms.max(1.0);
    writeln!(out, "\n{:<21}{:>11}{:>11}{:>11}", "step", "pages", "ms_a_page", "share_%")?;
    for (name, step) in &spent.steps {
        let (mean, part) = (step.ms / pages, step.ms / all * 100.0);
        let mark = if is_recogniser(name) { "  recogniser" } else { "" };
        writeln!(out, "{name:<21}{:>11}{mean:>11.1}{part:>11.1}{mark}", step.pages)?;
    }
    writeln!(
        out,
        "all steps: {:.0} ms a page over {} pages, {:.1} % of it outside the recogniser",
        spent.ms / pages,
        spent.pages,
        (spent.ms - spent.recogniser_ms) / all * 100.0
    )
}

fn percent(rate: Rate) -> String {
    if rate.of == 0 { "-".to_owned() } else { format!("{:.2}", rate.rate() * 100.0) }
}

fn part(part: u64, of: u64) -> String {
    if of == 0 { "-".to_owned() } else { format!("{:.3}", share(part, of)) }
}
