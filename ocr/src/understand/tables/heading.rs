//! The heading of a grid: a year over each column. Years follow one another, which finds those that were not read.

use super::Cell;

/// So many headings in a row may be lost; more are another table.
const MOST_LOST: i32 = 3;

/// A year and the middle of its column.
pub(super) struct Column {
    pub year: i32,
    pub centre: i64,
    /// Read otherwise than its neighbours say.
    pub mended: bool,
}

/// The heading of a grid: cells that are years and nothing else.
pub(super) fn years(cells: &[Cell<'_>]) -> Vec<Column> {
    let mut columns = Vec::new();
    for cell in cells {
        for word in &cell.words {
            let bare = word.text.trim_matches(|one: char| !one.is_ascii_digit());
            let rest = word.text.chars().filter(|one| one.is_alphanumeric()).count();
            let year = bare
                .parse::<i32>()
                .ok()
                .filter(|year| bare.len() == 4 && rest <= 8 && (1930..=2030).contains(year));
            if let Some(year) = year {
                let centre = i64::from(word.bbox.x) + i64::from(word.bbox.w) / 2;
                columns.push(Column { year, centre, mended: false });
            }
        }
    }
    let words: usize = cells.iter().map(|cell| cell.words.len()).sum();
    // One year stands as a heading alone or with «рік»; a sentence with a year in it is no heading.
    if columns.len() * 3 + 1 < words {
        return Vec::new();
    }
    in_sequence(&mut columns);
    columns
}

/// Years of a heading follow one another: one misread figure (1990 as 1999) would move a whole column to another
/// year, and one heading that was not read (11988) all columns before it. What most columns agree on mends the others;
/// where most agree on nothing, no column is sure.
fn in_sequence(columns: &mut Vec<Column>) {
    if columns.len() < 3 {
        return;
    }
    let next_to_each_other: Vec<i32> = (0..).take(columns.len()).collect();
    let (best, agreed, places) = [next_to_each_other, places(columns)]
        .into_iter()
        .map(|places| {
            let starts: Vec<i32> = columns.iter().zip(&places).map(|(one, place)| one.year - place).collect();
            let votes = |start: &i32| starts.iter().filter(|one| *one == start).count();
            let best = starts.iter().copied().max_by_key(votes).unwrap_or_default();
            (best, votes(&best), places)
        })
        .reduce(|one, other| if other.1 > one.1 { other } else { one })
        .unwrap_or_default();
    let agreed = agreed * 2 > columns.len();
    let mut whole: Vec<Column> = Vec::new();
    for (mut column, place) in columns.drain(..).zip(places) {
        let year = if agreed { best + place } else { column.year };
        column.mended = !agreed || column.year != year;
        column.year = year;
        if let Some(last) = whole.last().filter(|last| agreed && last.year + 1 < year) {
            let (from, centre, missing) = (last.year, last.centre, year - last.year);
            let step = (column.centre - centre) / i64::from(missing);
            let lost = (1..missing).map(|at| Column {
                year: from + at,
                centre: centre + step * i64::from(at),
                mended: true,
            });
            whole.extend(lost.collect::<Vec<Column>>());
        }
        whole.push(column);
    }
    *columns = whole;
}

/// Where each column stands among columns that are as far apart as most are.
fn places(columns: &[Column]) -> Vec<i32> {
    let mut gaps: Vec<i64> = columns.windows(2).map(|pair| pair[1].centre - pair[0].centre).collect();
    let between = gaps.clone();
    gaps.sort_unstable();
    let usual = gaps[gaps.len() / 2].max(1);
    let mut place = 0;
    let mut places = vec![0];
    for gap in between {
        place += i32::try_from((gap + usual / 2) / usual).unwrap_or(1).clamp(1, MOST_LOST + 1);
        places.push(place);
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_a_heading_follow_one_another() {
        let check = |read: &[i32], expected: &[(i32, bool)]| {
            let column = |year: &i32| Column { year: *year, centre: 0, mended: false };
            let mut columns: Vec<Column> = read.iter().map(column).collect();
            in_sequence(&mut columns);
            let got: Vec<(i32, bool)> = columns.iter().map(|one| (one.year, one.mended)).collect();
            assert_eq!(got, expected);
        };
        check(&[1987, 1988, 1999, 1990], &[(1987, false), (1988, false), (1989, true), (1990, false)]);
        check(&[1961, 1962, 1963], &[(1961, false), (1962, false), (1963, false)]);
        check(&[1961, 1972, 1985], &[(1961, true), (1972, true), (1985, true)]);
        check(&[1999, 1990], &[(1999, false), (1990, false)]);
    }

    #[test]
    fn a_heading_that_was_not_read_moves_no_other() {
        let check = |read: &[(i32, i64)], expected: &[(i32, i64, bool)]| {
            let column = |&(year, centre): &(i32, i64)| Column { year, centre, mended: false };
            let mut columns: Vec<Column> = read.iter().map(column).collect();
            in_sequence(&mut columns);
            let got: Vec<(i32, i64, bool)> =
                columns.iter().map(|one| (one.year, one.centre, one.mended)).collect();
            assert_eq!(got, expected);
        };
        check(
            &[(1987, 780), (1989, 1355), (1990, 1642), (1991, 1930), (1992, 2216)],
            &[
                (1987, 780, false),
                (1988, 1067, true),
                (1989, 1355, false),
                (1990, 1642, false),
                (1991, 1930, false),
                (1992, 2216, false),
            ],
        );
        // Columns of uneven width, and one misread.
        check(
            &[(1987, 100), (1988, 300), (1999, 900), (1990, 1000)],
            &[(1987, 100, false), (1988, 300, false), (1989, 900, true), (1990, 1000, false)],
        );
    }
}
