//! A monotone curve from a stated probability to the share that was right: fitted on known truth, then followed.

/// Linear between the points of a monotone curve; none: the stated probability as it is.
pub fn along(curve: &[[f32; 2]], stated: f32) -> f32 {
    let Some(first) = curve.first() else {
        return stated;
    };
    if stated <= first[0] {
        return first[1];
    }
    for pair in curve.windows(2) {
        let [left, right] = [pair[0], pair[1]];
        if stated <= right[0] {
            let share = (stated - left[0]) / (right[0] - left[0]).max(1e-6);
            return left[1] + share * (right[1] - left[1]);
        }
    }
    curve[curve.len() - 1][1]
}

/// Pool adjacent violators, then smoothed towards a half by one right and one wrong value in each block.
pub fn monotone(mut values: Vec<(f32, bool)>) -> Vec<[f32; 2]> {
    // Of equal ones the right come first: they then pool into one block, in whatever order they were given.
    values.sort_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
    struct Block {
        sum: f64,
        right: f64,
        count: f64,
    }
    let mut blocks: Vec<Block> = Vec::new();
    for (confidence, right) in values {
        blocks.push(Block { sum: f64::from(confidence), right: f64::from(u8::from(right)), count: 1.0 });
        while let [.., left, last] = blocks.as_slice()
            && left.right / left.count >= last.right / last.count
        {
            let (sum, right, count) = (last.sum, last.right, last.count);
            blocks.pop();
            if let Some(left) = blocks.last_mut() {
                left.sum += sum;
                left.right += right;
                left.count += count;
            }
        }
    }
    let mut highest = 0.0_f32;
    let point = |block: Block| {
        // A small block is drawn to a half more than a great one, which must not turn the curve back.
        highest = highest.max(((block.right + 0.5) / (block.count + 1.0)) as f32);
        [(block.sum / block.count) as f32, highest]
    };
    blocks.into_iter().map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_never_falls() {
        let values = vec![(0.1, false), (0.2, true), (0.3, false), (0.8, true), (0.9, true), (0.95, true)];
        let curve = monotone(values);
        assert!(
            curve.windows(2).all(|pair| pair[0][0] <= pair[1][0] && pair[0][1] <= pair[1][1]),
            "{curve:?}"
        );
        let equal = monotone(vec![(0.5, false), (0.5, true), (0.5, false), (0.5, true)]);
        assert_eq!(equal, [[0.5, 0.5]]);
    }

    #[test]
    fn curves_are_followed() {
        let curve = [[0.2, 0.1], [0.8, 0.7], [1.0, 0.99]];
        for (stated, expected) in [(0.0, 0.1), (0.5, 0.4), (0.9, 0.845), (1.0, 0.99)] {
            assert!((along(&curve, stated) - expected).abs() < 1e-4, "{stated}");
        }
        assert_eq!(along(&[], 0.3), 0.3);
    }
}
