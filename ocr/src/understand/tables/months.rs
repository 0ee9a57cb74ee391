//! Months against sums: a grid with years as columns, or one month a row. The table's own totals prove its cells.

use dossier::date::{self, Precision, Span};
use dossier::value::{Canonical, amount};

use super::heading::{Column, years};
use super::{Cell, Entry, cells, cents};
use crate::understand::extract::Extracted;
use crate::understand::fields::Sheet;
use crate::understand::layout::Row;

/// One sum of the table.
struct Line {
    month: String,
    of: Extracted,
    sum: Extracted,
    /// The sum was written with a point or comma.
    pointed: bool,
    checked: Option<bool>,
    sheet: usize,
}

/// Rows `{month, amount}` in the order of time.
pub fn read(sheets: &[Sheet<'_>]) -> Vec<Vec<Entry>> {
    let mut found: Vec<Line> = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let mut columns: Vec<Column> = Vec::new();
        let mut start = found.len();
        let mut order = Order::default();
        for row in &sheet.text.rows {
            let cells = cells(row, sheet.text.gap);
            let years = years(&cells);
            if !years.is_empty() && month_of(&cells).is_none() {
                columns = years;
                start = found.len();
                order = Order::default();
                continue;
            }
            if is_total(row) {
                point(&mut found[start..]);
                let all: i64 = found.iter().filter_map(|line| cents(&line.sum.value)).sum();
                match in_words_of_money(&row.text()) {
                    // The total of several tables under one another, or of the last.
                    Some(total) if total == all => check(&mut found, true),
                    Some(total) => prove_stated(&mut found[start..], total),
                    None => prove(&mut found[start..], &cells, &columns),
                }
                continue;
            }
            let lines = in_line(row, &cells, number);
            if !lines.is_empty() {
                found.extend(lines);
                continue;
            }
            if let Some((month, label)) = month_of(&cells) {
                for (lost, month) in order.skipped(month) {
                    found.extend(in_grid(&lost, month, None, &columns, number));
                }
                found.extend(in_grid(&cells, month, Some(label), &columns, number));
            } else if cells.iter().any(|cell| sum_of(cell).is_some()) {
                order.unnamed(cells);
            }
        }
        point(&mut found[start..]);
    }
    found.sort_by(|one, other| one.month.cmp(&other.month));
    found.dedup_by(|one, other| one.month == other.month && one.sum.value == other.sum.value);
    twice(&mut found);
    let rows = found.into_iter().map(|line| {
        let entry = |name, found| Entry { name, found, sheet: line.sheet, checked: line.checked };
        vec![entry("month", line.of), entry("amount", line.sum)]
    });
    rows.collect()
}

/// One month has one sum: of two, somebody says which.
fn twice(lines: &mut [Line]) {
    for place in 1..lines.len() {
        if lines[place - 1].month == lines[place].month {
            lines[place - 1].checked = Some(false);
            lines[place].checked = Some(false);
        }
    }
}

fn month_of<'p>(cells: &'p [Cell<'p>]) -> Option<(u8, &'p Cell<'p>)> {
    cells.iter().take(2).find_map(|cell| {
        let word = cell.words.first()?;
        let month = date::months_in(&word.text)?;
        Some((month, cell))
    })
}

/// «Усього», «Итого»: the row that sums up.
fn is_total(row: &Row) -> bool {
    let first = row.text().to_lowercase();
    let head: String = first.chars().filter(|one| one.is_alphabetic()).take(6).collect();
    let near = |word: &str| {
        let same = word.chars().zip(head.chars()).filter(|(one, other)| one == other).count();
        same + 2 >= word.chars().count()
    };
    head.chars().count() >= 5
        && ["усього", "всього", "итого", "разом", "всего", "загал", "общая"].iter().any(|word| near(word))
}

/// Where most sums of a table have a point, one without has lost it.
fn point(lines: &mut [Line]) {
    let pointed = lines.iter().filter(|line| line.pointed).count();
    if lines.len() < 4 || pointed * 10 < lines.len() * 6 {
        return;
    }
    for line in lines.iter_mut().filter(|line| !line.pointed) {
        let Some(digits) = line.sum.value.strip_suffix(".00").map(str::to_owned) else {
            continue;
        };
        if digits.len() >= 3 {
            let (units, coins) = digits.split_at(digits.len() - 2);
            line.sum.value = format!("{units}.{coins}");
            line.sum.edited = true;
            line.pointed = true;
        }
    }
}

fn check(lines: &mut [Line], holds: bool) {
    if lines.len() > 1 {
        lines.iter_mut().for_each(|line| line.checked = Some(holds));
    }
}

/// Where the one total of a table is another than its sums make, one of them is wrong, and nobody knows which.
fn prove_stated(lines: &mut [Line], total: i64) {
    let whole: i64 = lines.iter().filter_map(|line| cents(&line.sum.value)).sum();
    let proved = lines.iter().all(|line| line.checked == Some(true));
    if whole == total || !proved {
        check(lines, whole == total);
    }
}

/// Columns, or the whole table, that add up to the total under them are right as read.
fn prove(lines: &mut [Line], cells: &[Cell<'_>], columns: &[Column]) {
    let totals: Vec<(i64, i64)> =
        cells.iter().filter_map(|cell| Some((cell.centre(), cents(&sum_of(cell)?.value)?))).collect();
    let whole: i64 = lines.iter().filter_map(|line| cents(&line.sum.value)).sum();
    if totals.iter().any(|(_, total)| *total == whole) {
        check(lines, true);
    }
    for column in columns {
        let year = column.year.to_string();
        let sum: i64 = lines
            .iter()
            .filter(|line| line.month.starts_with(&year))
            .filter_map(|line| cents(&line.sum.value))
            .sum();
        let total = totals.iter().min_by_key(|(centre, _)| (centre - column.centre).abs());
        if total.is_some_and(|(_, total)| *total == sum) && sum > 0 {
            for line in lines.iter_mut().filter(|line| line.month.starts_with(&year)) {
                line.checked = Some(true);
            }
        }
    }
}

/// «27360 руб. 41 коп.» in the smallest coin.
fn in_words_of_money(text: &str) -> Option<i64> {
    let (units, rest) = ["руб", "крб", "грн"].iter().find_map(|unit| text.split_once(unit))?;
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let coins = digits(rest.split_once("коп")?.0);
    if coins.len() != 2 {
        return None;
    }
    Some(digits(units).parse::<i64>().ok()? * 100 + coins.parse::<i64>().ok()?)
}

/// «січень 1987 184,06» or «03.1987 184,06», perhaps several in a row.
fn in_line(row: &Row, cells: &[Cell<'_>], sheet: usize) -> Vec<Line> {
    let mut out = Vec::new();
    let mut waiting: Option<(String, Extracted)> = None;
    if !row.words.iter().any(|word| word.text.chars().any(|one| one.is_ascii_digit())) {
        return out;
    }
    for cell in cells {
        let text = cell.text();
        let month = date::find(&text, Span::default())
            .into_iter()
            .find(|one| one.date.precision() == Precision::Month);
        if let Some(month) = month {
            let value = month.date.to_string();
            let rest =
                text.get(month.end..).unwrap_or_default().trim_matches(|one: char| !one.is_ascii_digit());
            let own = cell.with(value.clone(), month.edited);
            // Month and sum may stand so near that they look like one cell.
            match amount(rest).filter(|_| rest.len() >= 2) {
                Some(sum) => {
                    let sum = cell.with(sum.value, sum.edited);
                    out.push(Line {
                        month: value,
                        of: own,
                        sum,
                        pointed: pointed(rest),
                        checked: None,
                        sheet,
                    });
                }
                None => waiting = Some((value, own)),
            }
            continue;
        }
        if let Some(sum) = sum_of(cell)
            && let Some((value, own)) = waiting.take()
        {
            out.push(Line { month: value, of: own, sum, pointed: pointed(&text), checked: None, sheet });
        }
    }
    out
}

/// Months follow one another: the row without a name between May and July is June's, and of two between May and August the
/// first is.
#[derive(Default)]
struct Order<'p> {
    before: Option<u8>,
    unnamed: Vec<Vec<Cell<'p>>>,
}

impl<'p> Order<'p> {
    fn unnamed(&mut self, cells: Vec<Cell<'p>>) {
        self.unnamed.push(cells);
    }

    /// The rows between the month before and this one whose names were not read, where there is one for each month.
    fn skipped(&mut self, month: u8) -> Vec<(Vec<Cell<'p>>, u8)> {
        let rows = std::mem::take(&mut self.unnamed);
        match self.before.replace(month) {
            Some(before) if usize::from(before) + rows.len() + 1 == usize::from(month) => {
                rows.into_iter().zip(before + 1..).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// The sums of a month, each in the column of its year; `label` is none where the month's name was not read.
fn in_grid(
    cells: &[Cell<'_>],
    month: u8,
    label: Option<&Cell<'_>>,
    columns: &[Column],
    sheet: usize,
) -> Vec<Line> {
    let mut out = Vec::new();
    if columns.is_empty() {
        return out;
    }
    let gaps = columns.windows(2).map(|pair| (pair[1].centre - pair[0].centre).abs());
    let reach = gaps.min().map_or(i64::MAX, |gap| gap * 6 / 10);
    for cell in cells {
        let Some(sum) = sum_of(cell) else {
            continue;
        };
        let centre = cell.centre();
        let Some(column) = columns.iter().min_by_key(|column| (column.centre - centre).abs()) else {
            continue;
        };
        if (column.centre - centre).abs() > reach {
            continue;
        }
        let value = format!("{:04}-{month:02}", column.year);
        let of = label.unwrap_or(cell).with(value.clone(), column.mended || label.is_none());
        out.push(Line { month: value, of, sum, pointed: pointed(&cell.text()), checked: None, sheet });
    }
    out
}

/// Whether the coins stand behind a point.
fn pointed(text: &str) -> bool {
    let tail: Vec<char> = text
        .trim_matches(|one: char| !one.is_alphanumeric())
        .chars()
        .filter(|one| !one.is_whitespace())
        .rev()
        .take(3)
        .collect();
    tail.len() == 3 && matches!(tail[2], '.' | ',' | '-')
}

/// A cell that is a sum: figures and little else.
fn sum_of(cell: &Cell<'_>) -> Option<Extracted> {
    let text = cell.text();
    let bare =
        ["крб.", "руб.", "грн", "крб", "руб"].iter().fold(text.clone(), |text, unit| text.replace(unit, ""));
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let letters = bare.chars().filter(|one| one.is_alphabetic()).count();
    if digits < 2 || letters > digits || is_year(&bare) {
        return None;
    }
    let Canonical { value, edited } = amount(bare.trim_matches(|one: char| !one.is_alphanumeric()))?;
    Some(cell.with(value, edited))
}

/// A bare «1951» in a table of months is a year that lost its month.
fn is_year(text: &str) -> bool {
    let bare = text.trim_matches(|one: char| !one.is_alphanumeric());
    bare.len() == 4 && bare.parse().is_ok_and(|year: i32| (1930..=2030).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::understand::layout::PageText;
    use crate::understand::tests::input;

    /// The months and sums of a grid, with whether they had to be mended.
    fn months(text: &str) -> Vec<(String, String, bool)> {
        let page = input(1, text);
        let text = PageText::of(&page.recognition);
        let rows = read(&[Sheet::new(&page, &text)]);
        let row = |row: Vec<Entry>| {
            let [month, sum] = [&row[0].found, &row[1].found];
            (month.value.clone(), sum.value.clone(), month.edited)
        };
        rows.into_iter().map(row).collect()
    }

    #[test]
    fn a_row_between_two_months_is_the_month_between() {
        let sum = |month: &str, sum: &str, mended| (month.to_owned(), sum.to_owned(), mended);
        let grid = "Місяць | 1971 | 1972\nтравень | 115,45 | 120,97\nавазн | 117,25 | 121,14\nлипень | 118,01 | 122,30";
        let found = months(grid);
        assert_eq!(found.len(), 6);
        assert_eq!(found[1], sum("1971-06", "117.25", true));
        assert_eq!(found[4], sum("1972-06", "121.14", true));
        assert_eq!(found[0], sum("1971-05", "115.45", false));
        let two = grid.replace("липень", "аааа").replace("Місяць", "Рік") + "\nсерпень | 119,00 | 123,00";
        assert_eq!(months(&two)[2], sum("1971-07", "118.01", true));
        // One row in the place of two, or none before: nobody knows.
        assert_eq!(months(&grid.replace("липень", "серпень")).len(), 4);
        assert_eq!(months(&grid.replace("травень", "ббббб")).len(), 2);
    }

    #[test]
    fn a_total_in_words_of_money_is_read_to_the_coin() {
        assert_eq!(in_words_of_money("Итого: 27360 руб. 41 коп."), Some(2_736_041));
        assert_eq!(in_words_of_money("Загальна сума: 18 074 крб. 15 коп."), Some(1_807_415));
        assert_eq!(in_words_of_money("Усього 774,35 3409,73"), None);
        assert_eq!(in_words_of_money("Итого: 27360 руб. 4 коп."), None);
    }
}
