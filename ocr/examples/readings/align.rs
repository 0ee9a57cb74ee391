//! Which word of the truth a word as read stands for, and which letters.

use std::collections::HashMap;

/// A text as `sprava eval` compares it: signs of one shape, single spaces.
pub fn plain(text: &str) -> String {
    let shape = |letter| match letter {
        '’' | 'ʼ' | '‘' | '`' | '´' | '′' => '\'',
        '«' | '»' | '“' | '”' | '„' => '"',
        '–' | '—' | '−' => '-',
        '№' => 'N',
        '|' | '_' => ' ',
        other => other,
    };
    let text: String = text.chars().map(shape).collect();
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// For each word as read the place of its word in the truth: in order, then words that stand elsewhere on the page.
pub fn words(read: &[String], truth: &[String]) -> Vec<Option<usize>> {
    let width = truth.len() + 1;
    let mut costs = vec![0.0_f32; (read.len() + 1) * width];
    for (at, cost) in costs.iter_mut().enumerate().take(width) {
        *cost = at as f32;
    }
    let mut known: HashMap<(&str, &str), f32> = HashMap::new();
    for (row, own) in read.iter().enumerate() {
        costs[(row + 1) * width] = (row + 1) as f32;
        for (column, other) in truth.iter().enumerate() {
            let apart = *known.entry((own, other)).or_insert_with(|| apart(own, other));
            // Two words with nothing in common are one too many and one too few.
            let change = costs[row * width + column] + apart * 2.0;
            let more = costs[row * width + column + 1] + 1.0;
            let less = costs[(row + 1) * width + column] + 1.0;
            costs[(row + 1) * width + column + 1] = change.min(more).min(less);
        }
    }
    let mut places = vec![None; read.len()];
    let mut taken = vec![false; truth.len()];
    let (mut row, mut column) = (read.len(), truth.len());
    while row > 0 && column > 0 {
        let here = costs[row * width + column];
        let apart = known[&(read[row - 1].as_str(), truth[column - 1].as_str())];
        if (here - costs[(row - 1) * width + column - 1] - apart * 2.0).abs() < 1e-4 {
            (row, column) = (row - 1, column - 1);
            if apart <= 0.5 {
                places[row] = Some(column);
                taken[column] = true;
            }
        } else if (here - costs[(row - 1) * width + column] - 1.0).abs() < 1e-4 {
            row -= 1;
        } else {
            column -= 1;
        }
    }
    for (place, own) in places.iter_mut().zip(read).filter(|(place, _)| place.is_none()) {
        let free = (0..truth.len()).find(|at| !taken[*at] && truth[*at] == *own);
        if let Some(at) = free {
            taken[at] = true;
            *place = free;
        }
    }
    places
}

fn apart(one: &str, other: &str) -> f32 {
    if one == other {
        return 0.0;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let longest = one.len().max(other.len());
    if one.len().abs_diff(other.len()) * 2 > longest {
        return 1.0;
    }
    distance(&one, &other) as f32 / longest as f32
}

/// Edit distance of two sequences.
pub fn distance<T: PartialEq>(first: &[T], second: &[T]) -> usize {
    table(first, second)[(first.len() + 1) * (second.len() + 1) - 1] as usize
}

fn table<T: PartialEq>(first: &[T], second: &[T]) -> Vec<u32> {
    let width = second.len() + 1;
    let mut costs = vec![0; (first.len() + 1) * width];
    for row in 0..=first.len() {
        for column in 0..=second.len() {
            costs[row * width + column] = match (row, column) {
                (0, _) => column as u32,
                (_, 0) => row as u32,
                _ => {
                    let change = costs[(row - 1) * width + column - 1]
                        + u32::from(first[row - 1] != second[column - 1]);
                    change.min(costs[(row - 1) * width + column] + 1).min(costs[row * width + column - 1] + 1)
                }
            };
        }
    }
    costs
}

/// Runs of signs read beside the runs that stood there: equal signs one by one, what differs together.
pub fn signs(read: &str, truth: &str) -> Vec<(String, String)> {
    let (first, second): (Vec<char>, Vec<char>) = (read.chars().collect(), truth.chars().collect());
    let costs = table(&first, &second);
    let width = second.len() + 1;
    let (mut row, mut column) = (first.len(), second.len());
    let mut runs: Vec<(String, String)> = Vec::new();
    let (mut own, mut other) = (String::new(), String::new());
    while row > 0 || column > 0 {
        let here = costs[row * width + column];
        let same = row > 0 && column > 0 && first[row - 1] == second[column - 1];
        if same && here == costs[(row - 1) * width + column - 1] {
            runs.extend(turned(&mut own, &mut other));
            (row, column) = (row - 1, column - 1);
            runs.push((first[row].to_string(), second[column].to_string()));
        } else if row > 0 && column > 0 && here == costs[(row - 1) * width + column - 1] + 1 {
            (row, column) = (row - 1, column - 1);
            own.push(first[row]);
            other.push(second[column]);
        } else if row > 0 && here == costs[(row - 1) * width + column] + 1 {
            row -= 1;
            own.push(first[row]);
        } else {
            column -= 1;
            other.push(second[column]);
        }
    }
    runs.extend(turned(&mut own, &mut other));
    runs.reverse();
    runs
}

/// A run that was gathered from its end.
fn turned(own: &mut String, other: &mut String) -> Option<(String, String)> {
    let run = (own.chars().rev().collect::<String>(), other.chars().rev().collect::<String>());
    own.clear();
    other.clear();
    (!run.0.is_empty() || !run.1.is_empty()).then_some(run)
}
