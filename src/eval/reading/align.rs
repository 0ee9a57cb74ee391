//! Two sequences beside each other by the fewest changes, with what each change belongs to.

/// The changes that make `read` of `truth`, laid at the places of `truth`.
#[derive(Debug, Default, PartialEq)]
pub struct Aligned {
    /// For each item of the truth: lost or changed counts 1, and each item put in after it counts 1 more (what was
    /// put in before the first counts for the first).
    pub errors: Vec<u64>,
    /// Whether each item of the reading stands where the truth has the same.
    pub right: Vec<bool>,
}

/// Levenshtein's distance with its trace. Of equally few changes those are taken that leave most items right.
/// Where the truth is empty there is no place for errors: everything read is simply not right.
pub fn align<T: PartialEq>(truth: &[T], read: &[T]) -> Aligned {
    let mut out = Aligned { errors: vec![0; truth.len()], right: vec![false; read.len()] };
    if truth.is_empty() {
        return out;
    }
    let head = truth.iter().zip(read).take_while(|(one, other)| one == other).count();
    let (rest, found) = (&truth[head..], &read[head..]);
    let tail = rest.iter().rev().zip(found.iter().rev()).take_while(|(one, other)| one == other).count();
    out.right[..head].fill(true);
    out.right[read.len() - tail..].fill(true);
    let (rest, found) = (&rest[..rest.len() - tail], &found[..found.len() - tail]);
    let ways = ways(rest, found);
    let (mut row, mut column) = (rest.len(), found.len());
    while row > 0 || column > 0 {
        match ways[row * (found.len() + 1) + column] {
            Way::Pair => {
                (row, column) = (row - 1, column - 1);
                let same = rest[row] == found[column];
                out.right[head + column] = same;
                out.errors[head + row] += u64::from(!same);
            }
            Way::Lost => {
                row -= 1;
                out.errors[head + row] += 1;
            }
            Way::PutIn => {
                column -= 1;
                out.errors[(head + row).saturating_sub(1)] += 1;
            }
        }
    }
    out
}

#[derive(Clone, Copy)]
enum Way {
    Pair,
    Lost,
    PutIn,
}

/// A change outweighs all the items of any page that may be right.
const CHANGE: i64 = 1 << 32;
const RIGHT: i64 = -1;

/// The last change on the cheapest way to each pair of lengths.
fn ways<T: PartialEq>(truth: &[T], read: &[T]) -> Vec<Way> {
    let wide = read.len() + 1;
    let mut ways = vec![Way::PutIn; (truth.len() + 1) * wide];
    let mut costs: Vec<i64> = (0..wide as i64).map(|put_in| put_in * CHANGE).collect();
    for (row, item) in truth.iter().enumerate() {
        let mut before = costs[0];
        costs[0] += CHANGE;
        let line = &mut ways[(row + 1) * wide..][..wide];
        line[0] = Way::Lost;
        for (column, other) in read.iter().enumerate() {
            let pair = before + if item == other { RIGHT } else { CHANGE };
            before = costs[column + 1];
            let (lost, put_in) = (before + CHANGE, costs[column] + CHANGE);
            let (cost, way) = if pair <= lost.min(put_in) {
                (pair, Way::Pair)
            } else if lost <= put_in {
                (lost, Way::Lost)
            } else {
                (put_in, Way::PutIn)
            };
            (costs[column + 1], line[column + 1]) = (cost, way);
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_lie_where_they_happen() {
        let check = |truth: &str, read: &str, errors: &[u64]| {
            let (truth, read): (Vec<char>, Vec<char>) = (truth.chars().collect(), read.chars().collect());
            assert_eq!(align(&truth, &read).errors, errors, "{truth:?} {read:?}");
        };
        check("abc", "abc", &[0, 0, 0]);
        check("abc", "aXc", &[0, 1, 0]);
        check("abc", "ac", &[0, 1, 0]);
        check("abc", "abXXc", &[0, 2, 0]);
        check("abc", "Xabc", &[1, 0, 0]);
        check("abc", "", &[1, 1, 1]);
        check("", "abc", &[]);
        assert_eq!(align(&["a", "b"], &["b", "x"]).right, [true, false]);
        assert_eq!(align(&[], &["b"]).right, [false]);
    }

    #[test]
    fn the_sum_is_the_distance() {
        let (truth, read) =
            ("kitten sits".chars().collect::<Vec<_>>(), "sitting its".chars().collect::<Vec<_>>());
        assert_eq!(align(&truth, &read).errors.iter().sum::<u64>(), 4);
    }
}
