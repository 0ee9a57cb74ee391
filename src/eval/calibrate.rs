//! Makes confidence honest: a monotone curve for each family of values, from what was right in a run.

use std::collections::BTreeMap;

use ocr::curve::monotone;

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
