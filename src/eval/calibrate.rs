//! Makes confidence honest: a monotone curve for each family of values, from what was right in a run.

use std::collections::BTreeMap;

use super::report::Report;

/// Fewer values than this make no curve of their own.
const ENOUGH: usize = 60;

/// For each family the curve from stated confidence to the share that was right. `family` names the family of
/// a field; families with few values share the curve of `default`.
pub fn curves(report: &Report, family: impl Fn(&str) -> &'static str) -> BTreeMap<String, Vec<[f32; 2]>> {
    let mut groups: BTreeMap<String, Vec<(f32, bool)>> = BTreeMap::new();
    for one in &report.judged {
        let name = one.name.rsplit('.').next().unwrap_or(&one.name);
        groups.entry(family(name).to_owned()).or_default().push((one.confidence, one.right));
    }
    groups.retain(|_, values| values.len() >= ENOUGH);
    groups.into_iter().map(|(name, values)| (name, monotone(values))).collect()
}

/// Pool adjacent violators, then smoothed towards a half by one right and one wrong value in each block.
pub fn monotone(mut values: Vec<(f32, bool)>) -> Vec<[f32; 2]> {
    values.sort_by(|one, other| one.0.total_cmp(&other.0));
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
    blocks
        .into_iter()
        .map(|block| [(block.sum / block.count) as f32, ((block.right + 0.5) / (block.count + 1.0)) as f32])
        .collect()
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
    }
}
