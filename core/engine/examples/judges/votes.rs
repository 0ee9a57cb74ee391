//! Who is right at a place of a line, the first reader, the second or neither: the judge of `models/vote.json`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};

use engine::{Asked, Measures, Net, same_shape};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fit;
use super::read::Page;

const FIRST: usize = 0;
const SECOND: usize = 1;
const NEITHER: usize = 2;
const NOTHING: usize = 3;

/// A place that was voted on; `right` is a kind of the judge.
#[derive(Serialize, Deserialize)]
pub struct Vote {
    pub signs: BTreeMap<String, f32>,
    pub right: usize,
}

pub fn of(asked: Vec<Asked>, page: &Value) -> Vec<Vote> {
    asked.into_iter().map(|asked| Vote { right: right(&asked, page), signs: asked.signs }).collect()
}

/// By the true lines in whose boxes the middle of the place lies: words stand in them as a whole.
fn right(asked: &Asked, page: &Value) -> usize {
    let bbox = &asked.bbox;
    let (x, y) = (f64::from(bbox.x + bbox.right()) / 2.0, f64::from(bbox.y + bbox.bottom()) / 2.0);
    let mut stands = false;
    let (mut first, mut second) = (false, false);
    for line in page["lines"].as_array().into_iter().flatten() {
        let at = |place: usize| line["box"][place].as_f64().unwrap_or_default();
        let within = (at(0) - 6.0..at(0) + at(2) + 6.0).contains(&x)
            && (at(1) - 0.25 * at(3)..at(1) + 1.25 * at(3)).contains(&y);
        if !within {
            continue;
        }
        let text = format!(" {} ", plain(line["text"].as_str().unwrap_or_default()));
        let has = |words: &str| !words.is_empty() && text.contains(&format!(" {} ", plain(words)));
        first |= has(&asked.first);
        second |= has(&asked.second);
        // A round seal's box is mostly paper.
        stands |= line["script"] != "stamp";
    }
    match (first, second, stands) {
        (true, _, _) => FIRST,
        (_, true, _) => SECOND,
        (_, _, true) => NEITHER,
        _ => NOTHING,
    }
}

/// Letters and signs of one look are one; leaders are left out.
fn plain(text: &str) -> String {
    let folded: String = text.chars().map(same_shape).collect();
    let words: Vec<&str> =
        folded.split_whitespace().filter(|word| !word.trim_matches('.').is_empty()).collect();
    words.join(" ")
}

pub fn judge(pages: &[Page]) -> Net {
    let named = named(pages);
    let names: BTreeSet<&str> = named.iter().flat_map(|(signs, _)| signs.keys().copied()).collect();
    let rows: Vec<(&Measures, usize)> = named.iter().map(|(signs, right)| (signs, *right)).collect();
    fit::net(&names.into_iter().collect::<Vec<&str>>(), &rows)
}

fn named(pages: &[Page]) -> Vec<(Measures, usize)> {
    let votes = pages.iter().flat_map(|page| &page.votes);
    votes.map(|vote| (fit::named(&vote.signs), vote.right)).collect()
}

/// Prints how often the judge is right where the readers differ, and how honest it is.
pub fn measure(judge: &Net, pages: &[Page]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let mut bins = [(0usize, 0usize, 0.0_f32); 10];
    let mut differ = [0usize; 4];
    for (signs, right) in named(pages) {
        let likely = judge.likely(&signs);
        let sign = |name: &str| signs.get(name).copied().unwrap_or(0.0);
        let agree = sign("agree") > 0.0;
        let takes_second = sign("first") == 0.0 || (sign("second") > 0.0 && likely[SECOND] > likely[FIRST]);
        let (said, holds) = match (agree, takes_second) {
            (true, _) => (likely[FIRST] + likely[SECOND], right == FIRST || right == SECOND),
            (_, true) => (likely[SECOND], right == SECOND),
            _ => (likely[FIRST], right == FIRST),
        };
        if !agree && sign("first") > 0.0 && sign("second") > 0.0 {
            let of = [FIRST, SECOND].contains(&right);
            differ[usize::from(of) * 2 + usize::from(holds)] += 1;
        }
        let bin = &mut bins[((said * 10.0) as usize).min(9)];
        *bin = (bin.0 + 1, bin.1 + usize::from(holds), bin.2 + said);
    }
    let [neither, _, missed, found] = differ;
    writeln!(out, "readers differ: right taken {found}, wrong taken {missed}, neither right {neither}")?;
    writeln!(out, "said   n       mean   right")?;
    for (n, right, sum) in bins.iter().filter(|bin| bin.0 > 0) {
        let count = *n as f32;
        writeln!(out, "{:<8}{n:<8}{:.3}  {:.3}", "", sum / count, *right as f32 / count)?;
    }
    Ok(())
}
