//! In which characters two readings of one ink differ: the longest part they share stays plain.

/// Pieces of both texts in order; `true` for those the other text does not have there.
pub type Pieces = Vec<(bool, String)>;

pub fn differing(one: &str, other: &str) -> (Pieces, Pieces) {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    // shared[i][j]: the longest common subsequence of what begins at i and at j.
    let mut shared = vec![vec![0_u32; other.len() + 1]; one.len() + 1];
    for i in (0..one.len()).rev() {
        for j in (0..other.len()).rev() {
            shared[i][j] = match one[i] == other[j] {
                true => shared[i + 1][j + 1] + 1,
                false => shared[i + 1][j].max(shared[i][j + 1]),
            };
        }
    }
    let (mut first, mut second) = (Pieces::new(), Pieces::new());
    let (mut i, mut j) = (0, 0);
    while i < one.len() || j < other.len() {
        if i < one.len() && j < other.len() && one[i] == other[j] {
            add(&mut first, false, one[i]);
            add(&mut second, false, other[j]);
            (i, j) = (i + 1, j + 1);
        } else if j == other.len() || (i < one.len() && shared[i + 1][j] >= shared[i][j + 1]) {
            add(&mut first, true, one[i]);
            i += 1;
        } else {
            add(&mut second, true, other[j]);
            j += 1;
        }
    }
    (first, second)
}

fn add(pieces: &mut Pieces, differs: bool, letter: char) {
    match pieces.last_mut() {
        Some((same, text)) if *same == differs => text.push(letter),
        _ => pieces.push((differs, letter.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(pieces: &Pieces) -> String {
        pieces
            .iter()
            .map(|(differs, text)| if *differs { format!("[{text}]") } else { text.clone() })
            .collect()
    }

    #[test]
    fn only_what_differs_is_marked() {
        for (one, other, first, second) in [
            ("13.01.1976", "13.01.1978", "13.01.197[6]", "13.01.197[8]"),
            ("Кравченко", "Кравчено", "Кравчен[к]о", "Кравчено"),
            ("Коваль", "Ковальчук", "Коваль", "Коваль[чук]"),
            ("Опанас", "Опанас", "Опанас", "Опанас"),
            ("", "а", "", "[а]"),
        ] {
            let (left, right) = differing(one, other);
            assert_eq!((told(&left).as_str(), told(&right).as_str()), (first, second));
        }
    }
}
