//! What was not right, piece by piece, for whoever looks for the reason: a row of `sprava eval --misses FILE`.

use serde::Serialize;

/// One piece of the truth that came out otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Miss {
    pub dossier: String,
    pub page: u32,
    pub what: What,
    /// What put the text there and the quality of the page (`printed clean`); of a value its `kind.field`.
    pub class: String,
    /// Left, top, width, height on the upright page as scanned, pixels: of the truth, so none where it has nothing, nor of a
    /// value. Of pieces that one word lies over, the first one's.
    #[serde(rename = "box", skip_serializing_if = "Option::is_none")]
    pub place: Option<[i32; 4]>,
    pub truth: String,
    /// None where nothing was found: a cell that no table has.
    pub read: Option<String>,
    /// Letters of `Text` and `Extra`; of all else 1.
    pub errors: u64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Letters, in any order.
    #[default]
    Text,
    /// Letters where the truth has none.
    Extra,
    Cell,
    /// What put a piece there: `truth` and `read` are scripts.
    Mark,
    /// A value accepted without a person.
    Auto,
}
