//! The parts of two texts that are most alike (T. F. Smith, M. S. Waterman, 1981).

const SAME: i32 = 2;
const OTHER: i32 = -1;
const GAP: i32 = -1;

#[derive(Clone, Copy, PartialEq)]
enum Step {
    End,
    Both,
    One,
    Two,
}

/// Places of letters that stand for each other, alike or not, in order.
pub(super) fn local(one: &[char], two: &[char]) -> Vec<(usize, usize)> {
    let width = two.len() + 1;
    let mut steps = vec![Step::End; (one.len() + 1) * width];
    let mut above = vec![0; width];
    let mut best = (0, 0, 0);
    for (row, letter) in one.iter().enumerate() {
        let mut corner = 0;
        for (column, other) in two.iter().enumerate() {
            let both = corner + if letter == other { SAME } else { OTHER };
            corner = above[column + 1];
            let ways = [
                (0, Step::End),
                (both, Step::Both),
                (above[column + 1] + GAP, Step::One),
                (above[column] + GAP, Step::Two),
            ];
            let (score, step) = ways.into_iter().max_by_key(|way| way.0).unwrap_or((0, Step::End));
            above[column + 1] = score;
            steps[(row + 1) * width + column + 1] = if score > 0 { step } else { Step::End };
            if score > best.0 {
                best = (score, row + 1, column + 1);
            }
        }
    }
    let (_, mut row, mut column) = best;
    let mut pairs = Vec::new();
    loop {
        match steps[row * width + column] {
            Step::End => break,
            Step::Both => {
                pairs.push((row - 1, column - 1));
                (row, column) = (row - 1, column - 1);
            }
            Step::One => row -= 1,
            Step::Two => column -= 1,
        }
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_find_their_places() {
        let letters = |text: &str| text.chars().collect::<Vec<char>>();
        let pairs = local(&letters("..кадрія!"), &letters("відділ кадрів"));
        assert_eq!(pairs, [(2, 7), (3, 8), (4, 9), (5, 10), (6, 11)]);
        assert!(local(&letters("абв"), &letters("")).is_empty());
        assert!(local(&letters("абв"), &letters("где")).is_empty());
        assert_eq!(local(&letters("ораu"), &letters("орган")), [(0, 0), (1, 1), (2, 3)]);
    }
}
