//! Where one paper ends and the next begins: the likeliest division of the whole sequence of pages.

use super::classify::{PageScores, share_of_best};
use crate::kinds::{Kind, Kinds};

/// What a page is to the division.
#[derive(Clone, Debug)]
pub enum Leaf {
    Text(PageScores),
    /// A blank back or a repeated page: goes with the document before it.
    Silent,
    /// A separator sheet: belongs to none, starts a new document, perhaps of a named kind.
    Border {
        kind: Option<String>,
    },
}

/// Consecutive pages of one paper: indexes, last included.
#[derive(Clone, Debug, PartialEq)]
pub struct Span {
    pub kind: usize,
    pub first: usize,
    pub last: usize,
    pub confidence: f32,
}

/// What starting a document costs: papers of one page are common, so it is little.
const START: f32 = -2.2;
/// What speaks for a page of no known kind.
const NOTHING: f32 = 1.6;
/// A separator that names the kind is nearly always right.
const NAMED: f32 = 8.0;

/// Divides pages into documents.
pub fn separate(kinds: &Kinds, leaves: &[Leaf]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut from = 0;
    let mut named = None;
    for (place, leaf) in leaves.iter().enumerate() {
        if let Leaf::Border { kind } = leaf {
            spans.extend(divide(kinds, leaves, from, place, named.as_deref()));
            named = kind.clone();
            from = place + 1;
        }
    }
    spans.extend(divide(kinds, leaves, from, leaves.len(), named.as_deref()));
    spans
}

#[derive(Clone, Copy)]
struct State {
    score: f32,
    /// Text pages of the document so far.
    length: usize,
    started: usize,
    before: Option<usize>,
}

/// The best division of the pages `from..to`, in which no border stands: for each page and kind, the best way
/// to stand in a document of that kind.
fn divide(kinds: &Kinds, leaves: &[Leaf], from: usize, to: usize, named: Option<&str>) -> Vec<Span> {
    let all = kinds.all();
    let texts: Vec<(usize, &PageScores)> = (from..to)
        .filter_map(|place| match &leaves[place] {
            Leaf::Text(scores) => Some((place, scores)),
            _ => None,
        })
        .collect();
    let mut table: Vec<Vec<State>> = Vec::new();
    for (step, (_, scores)) in texts.iter().enumerate() {
        let mut row = Vec::new();
        for (number, kind) in all.iter().enumerate() {
            let hint = if step == 0 && named == Some(kind.id.as_str()) { NAMED } else { 0.0 };
            let best_before = table.last().map(|before: &Vec<State>| best_of(before));
            let ahead = best_before.map_or(0.0, |(_, state)| state.score);
            let start = State {
                score: ahead + first_score(kind, scores, number) + hint,
                length: 1,
                started: step,
                before: best_before.map(|(place, _)| place),
            };
            let going_on = table.last().and_then(|before| {
                let own = before[number];
                let room = own.length < kind.longest || scores.again;
                room.then(|| State {
                    score: own.score + later_score(kind, scores, number),
                    length: own.length + 1,
                    started: own.started,
                    before: own.before,
                })
            });
            row.push(match going_on {
                Some(state) if state.score > start.score => state,
                _ => start,
            });
        }
        table.push(row);
    }
    collect(all, &texts, &table, from, to)
}

fn best_of(row: &[State]) -> (usize, State) {
    let mut best = (0, row[0]);
    for (place, state) in row.iter().enumerate() {
        if state.score > best.1.score {
            best = (place, *state);
        }
    }
    best
}

fn first_score(kind: &Kind, scores: &PageScores, number: usize) -> f32 {
    let own = if kind.id == "other" { NOTHING } else { 0.0 } + scores.first[number];
    let late = if scores.goes_on { -1.0 } else { 0.0 };
    // A sheet scanned twice lies beside itself: its own title starts nothing.
    let again = if scores.again { -30.0 } else { 0.0 };
    START + own + late + again
}

fn later_score(kind: &Kind, scores: &PageScores, number: usize) -> f32 {
    let habit = match kind.longest {
        0..=1 => -6.0,
        2 => -3.0,
        3..=4 => -2.0,
        5..=9 => -1.2,
        _ => -0.3,
    };
    let on = if scores.goes_on { 1.5 } else { 0.0 };
    // A second copy of the title is more likely a new paper; words of the kind itself speak for going on.
    habit + on + scores.later[number] + 0.1 * scores.first[number].clamp(0.0, 8.0)
}

/// Walks the table back and closes gaps: silent pages go with the document before them.
fn collect(
    all: &[Kind],
    texts: &[(usize, &PageScores)],
    table: &[Vec<State>],
    from: usize,
    to: usize,
) -> Vec<Span> {
    let mut spans = Vec::new();
    let Some(last) = table.last() else {
        return spans;
    };
    let mut step = table.len() - 1;
    let mut kind = best_of(last).0;
    let mut end = to;
    loop {
        let state = table[step][kind];
        let first = texts[state.started].0;
        let confidence = share_of_best(all, &texts[state.started].1.first, kind);
        spans.push(Span { kind, first, last: end - 1, confidence });
        end = first;
        match state.before {
            Some(before) if state.started > 0 => {
                step = state.started - 1;
                kind = before;
            }
            _ => break,
        }
    }
    spans.reverse();
    // Silent pages before the first text page have no document before them and join the first.
    if let Some(first) = spans.first_mut() {
        first.first = from.min(first.first);
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::super::classify::scores;
    use super::super::layout::{PageText, tests::page};
    use super::*;

    fn check(pages: &[&str], expected: &[(&str, usize, usize)]) {
        let kinds = Kinds::builtin();
        let mut leaves = Vec::new();
        for text in pages {
            leaves.push(match *text {
                "" => Leaf::Silent,
                "---" => Leaf::Border { kind: None },
                text => Leaf::Text(scores(&kinds, &PageText::of(&page(text)))),
            });
        }
        let found: Vec<(String, usize, usize)> = separate(&kinds, &leaves)
            .into_iter()
            .map(|span| (kinds.all()[span.kind].id.clone(), span.first, span.last))
            .collect();
        let expected: Vec<(String, usize, usize)> =
            expected.iter().map(|(kind, first, last)| ((*kind).to_owned(), *first, *last)).collect();
        assert_eq!(found, expected);
    }

    const COVER: &str = "Пенсійний фонд України\nПЕНСІЙНА СПРАВА № 123456\nПрізвище Кравченко\nРозпочато 12.03.2012\nЗберігати 75 років";
    const WAGES: &str = "Довідка № 12\nДОВІДКА ПРО ЗАРОБІТНУ ПЛАТУ\nдля обчислення пенсії\nсічень 120,00\nлютий 130,00\nвидана на підставі особових рахунків";
    const BOOK: &str =
        "ТРУДОВАЯ КНИЖКА\nФамилия Кравченко\nДата заполнения 12 марта 1975 г.\nПодпись владельца книжки";
    const BOOK_LATER: &str = "СВЕДЕНИЯ О РАБОТЕ\n№ записи | Дата | Сведения о приеме на работу\n1 12 03 1975 Принят слесарем | Приказ № 5";

    #[test]
    fn papers_follow_one_another() {
        check(
            &[COVER, "", BOOK, BOOK_LATER, BOOK_LATER, WAGES],
            &[("case_cover", 0, 1), ("employment_record_book", 2, 4), ("salary_certificate", 5, 5)],
        );
    }

    #[test]
    fn a_separator_belongs_to_none_and_parts_pages() {
        check(&[WAGES, "", "---", WAGES], &[("salary_certificate", 0, 1), ("salary_certificate", 3, 3)]);
        check(&["---"], &[]);
        check(&[""], &[]);
    }
}
