//! A report as plain text tables. Names of columns and fields are identifiers, alike in every language.

use std::fmt::Write;

use super::reading::show;
use super::report::{Auto, Bin, Report, share};

pub fn text(report: &Report) -> String {
    let mut out = String::new();
    write_all(report, &mut out).expect("a string takes everything");
    out
}

fn write_all(report: &Report, out: &mut String) -> std::fmt::Result {
    writeln!(out, "dossiers {}  missing {}", report.dossiers, report.missing.len())?;
    show::text(&report.reading, out)?;
    writeln!(out, "\nupright {} of {} pages with text", report.turned_right, report.turned_pages)?;
    show::beside_text(&report.reading, out)?;
    writeln!(
        out,
        "\nkind_accuracy {:.3} ({} of {} pages)",
        report.kind_accuracy(),
        report.kind_right,
        report.kind_pages
    )?;
    for (pair, count) in &report.confusions {
        writeln!(out, "  {count:>4}  {pair}")?;
    }
    writeln!(
        out,
        "border_f1 {:.3} (right {}, missed {}, spurious {})",
        report.border_f1(),
        report.borders_right,
        report.borders_missed,
        report.borders_spurious
    )?;
    let head = ["precision", "recall", "right", "wrong", "missed", "unread", "spurious"];
    write!(out, "\n{:<44}", "field")?;
    for name in head {
        write!(out, "{name:>10}")?;
    }
    writeln!(out)?;
    let rows = report
        .by_field()
        .into_iter()
        .chain(report.fields.iter().map(|(name, counts)| (name.clone(), *counts)));
    for (name, counts) in rows {
        write!(out, "{name:<44}{:>10.3}{:>10.3}", counts.precision(), counts.recall())?;
        writeln!(
            out,
            "{:>10}{:>10}{:>10}{:>10}{:>10}",
            counts.right, counts.wrong, counts.missed, counts.unread, counts.spurious
        )?;
    }
    writeln!(
        out,
        "\nfields_printed {}  fields_handwritten {}",
        report.printed_fields, report.handwritten_fields
    )?;
    auto(out, "auto", &report.auto)?;
    auto(out, "auto_without_list_cells", &report.auto_single)?;
    writeln!(
        out,
        "straight_through documents {} of {} ({:.1} %)  dossiers {} of {}",
        report.straight_through,
        report.documents,
        share(report.straight_through, report.documents) * 100.0,
        report.dossiers_through,
        report.dossiers
    )?;
    writeln!(out, "\nvalues of fields")?;
    bins(out, &report.reliability)?;
    Ok(())
}

/// How honest a confidence is, bin by bin.
pub(super) fn bins(out: &mut String, bins: &[Bin]) -> std::fmt::Result {
    writeln!(out, "{:<14}{:>8}{:>12}{:>10}", "confidence", "n", "mean", "right_%")?;
    for bin in bins.iter().filter(|bin| bin.count > 0) {
        let range = format!("{:.2}-{:.2}", bin.from, bin.to);
        let right = share(bin.right, bin.count) * 100.0;
        writeln!(out, "{range:<14}{:>8}{:>12.3}{right:>10.1}", bin.count, bin.mean_confidence)?;
    }
    Ok(())
}

fn auto(out: &mut String, name: &str, auto: &Auto) -> std::fmt::Result {
    writeln!(
        out,
        "{name}: n {}  wrong {}  right {:.2} %  error at most {:.2} % (95 %)  printed fields accepted {:.1} %",
        auto.count,
        auto.wrong,
        share(auto.count - auto.wrong, auto.count) * 100.0,
        auto.upper_bound * 100.0,
        share(auto.printed_auto, auto.printed) * 100.0
    )
}
