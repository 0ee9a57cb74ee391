//! Errors before and after correction, what each rule did, and how honest the words' confidence is.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use dossier::recognition::{Recognition, Script};
use ocr::confidence::{Signed, Trust, signed, weigh};

use super::align::{distance, plain, words};
use super::pages::Page;

#[derive(Default)]
struct Errors {
    letters: usize,
    before: usize,
    after: usize,
    words: usize,
    words_before: usize,
    words_after: usize,
}

/// What a rule did: words that became right, that became wrong, and wrong ones that stayed wrong.
#[derive(Default)]
struct Done {
    mended: usize,
    broken: usize,
    still_wrong: usize,
    examples: Vec<String>,
}

/// Every corrected word with its signs and whether it is right.
pub fn judged(pages: &[Page]) -> Vec<(Signed, bool)> {
    let mut known = Vec::new();
    for page in pages {
        let mut read = page.read.clone();
        ocr::correct::correct(&mut read);
        known.extend(signed(&read).into_iter().zip(right(&read, page)));
    }
    known
}

/// Whether each word as read is the truth's.
fn right(read: &Recognition, page: &Page) -> Vec<bool> {
    let own: Vec<String> = read.words().map(|word| plain(&word.text)).collect();
    let truth = truth(page);
    words(&own, &truth)
        .into_iter()
        .zip(&own)
        .map(|(place, own)| place.is_some_and(|at| truth[at] == *own))
        .collect()
}

fn truth(page: &Page) -> Vec<String> {
    plain(&page.truth).split(' ').map(str::to_owned).collect()
}

pub fn report(pages: &[Page]) -> String {
    let mut errors: BTreeMap<String, Errors> = BTreeMap::new();
    let mut rules: BTreeMap<String, Done> = BTreeMap::new();
    let mut bins: BTreeMap<(String, usize), (usize, usize, f64)> = BTreeMap::new();
    let (mut spent, mut dearest) = (Duration::ZERO, Duration::ZERO);
    for page in pages {
        let mut after = page.read.clone();
        let start = Instant::now();
        ocr::correct::correct(&mut after);
        let raw = after.clone();
        weigh(&mut after, Trust::builtin());
        let took = start.elapsed();
        spent += took;
        dearest = dearest.max(took);
        for class in [page.quality.as_str(), page.script.as_str(), "all"] {
            count(errors.entry(class.to_owned()).or_default(), page, &after);
        }
        let (was, is) = (right(&page.read, page), right(&after, page));
        for ((word, before), (was, is)) in
            after.words().zip(page.read.words()).zip(was.into_iter().zip(is.clone()))
        {
            let Some(rule) = word.alternatives.iter().find_map(|other| other.source.strip_prefix("raw "))
            else {
                continue;
            };
            let done = rules.entry(rule.to_owned()).or_default();
            match (was, is) {
                (false, true) => done.mended += 1,
                (true, false) => done.broken += 1,
                (false, false) => done.still_wrong += 1,
                (true, true) => {}
            }
            if !is {
                done.examples.push(format!(
                    "{} → {}{}",
                    before.text,
                    word.text,
                    if was { " (was right)" } else { "" }
                ));
            }
        }
        let scripts = raw.lines.iter().flat_map(|line| line.words.iter().map(|_| line.script));
        for (((word, script), class), is) in after.words().zip(scripts).zip(signed(&raw)).zip(is) {
            if matches!(script, Script::Stamp) {
                continue;
            }
            for class in [class.class, "all"] {
                let bin = bins.entry((class.to_owned(), bin(word.confidence))).or_default();
                *bin = (bin.0 + 1, bin.1 + usize::from(is), bin.2 + f64::from(word.confidence));
            }
        }
    }
    let mut out = String::new();
    let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
    let _ = writeln!(out, "class        letters  CER before  after   words  lost before  after  %");
    for (class, one) in &errors {
        let _ = writeln!(
            out,
            "{class:<12} {:>7}  {:>9.2}  {:>6.2}  {:>6}  {:>9.2}  {:>6.2}",
            one.letters,
            share(one.before, one.letters),
            share(one.after, one.letters),
            one.words,
            share(one.words_before, one.words),
            share(one.words_after, one.words)
        );
    }
    let _ = writeln!(out, "\nrule                     mended  made wrong  wrong still");
    for (rule, done) in &rules {
        let _ = writeln!(out, "{rule:<24} {:>6}  {:>10}  {:>11}", done.mended, done.broken, done.still_wrong);
        for example in done.examples.iter().take(12) {
            let _ = writeln!(out, "      {example}");
        }
    }
    let _ = writeln!(out, "\nclass        confidence    words   mean  right %");
    for ((class, place), (count, right, sum)) in &bins {
        let (low, high) = (EDGES[*place], EDGES[place + 1]);
        let mean = sum / *count as f64;
        let _ = writeln!(
            out,
            "{class:<12} {low:.2}-{high:.2} {count:>9}  {mean:.3}  {:>6.1}",
            share(*right, *count)
        );
    }
    let a_page = spent.as_secs_f64() * 1000.0 / pages.len() as f64;
    let _ = write!(
        out,
        "\n{} pages, {a_page:.2} ms a page, the dearest {:.1} ms",
        pages.len(),
        dearest.as_secs_f64() * 1000.0
    );
    out
}

const EDGES: [f32; 9] = [0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0];

fn bin(confidence: f32) -> usize {
    EDGES[1..8].iter().position(|edge| confidence < *edge).unwrap_or(7)
}

fn count(errors: &mut Errors, page: &Page, after: &Recognition) {
    let wanted = plain(&page.truth);
    let letters = |text: &str| text.chars().collect::<Vec<char>>();
    let lost = |text: &str| {
        let mut left: Vec<&str> = text.split(' ').collect();
        let found =
            |word: &&str| left.iter().position(|own| own == word).map(|at| left.swap_remove(at)).is_some();
        let all: Vec<&str> = wanted.split(' ').collect();
        let kept = all
            .iter()
            .copied()
            .filter({
                let mut found = found;
                move |word| found(word)
            })
            .count();
        all.len() - kept
    };
    let (first, second) = (plain(&page.read.text()), plain(&after.text()));
    errors.letters += wanted.chars().count();
    errors.before += distance(&letters(&first), &letters(&wanted));
    errors.after += distance(&letters(&second), &letters(&wanted));
    errors.words += wanted.split(' ').count();
    errors.words_before += lost(&first);
    errors.words_after += lost(&second);
}
