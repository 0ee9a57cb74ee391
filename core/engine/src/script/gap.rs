//! Where a line changes its writer: a printed label ends and what was written behind it begins. Judged from what both
//! sides look like, alone and beside each other.

use super::{Likely, Measures, hand, set};
use crate::net::Net;

/// Kinds of a gap between words: one writer on both sides, type before a hand, a hand before type, anything else.
const SET_HAND: usize = 1;
const HAND_SET: usize = 2;

/// Names of a measure as it is of the left and of the right side.
const SIDES: [(&str, [&str; 2]); 17] = [
    ("mean", ["left_mean", "right_mean"]),
    ("least", ["left_least", "right_least"]),
    ("fill", ["left_fill", "right_fill"]),
    ("slant", ["left_slant", "right_slant"]),
    ("stroke", ["left_stroke", "right_stroke"]),
    ("dark_beside", ["left_dark_beside", "right_dark_beside"]),
    ("stroke_beside", ["left_stroke_beside", "right_stroke_beside"]),
    ("height_spread", ["left_height_spread", "right_height_spread"]),
    ("foot_spread", ["left_foot_spread", "right_foot_spread"]),
    ("uneven", ["left_uneven", "right_uneven"]),
    ("letters", ["left_letters", "right_letters"]),
    ("listed", ["left_listed", "right_listed"]),
    ("blue", ["left_blue", "right_blue"]),
    ("red", ["left_red", "right_red"]),
    ("digits", ["left_digits", "right_digits"]),
    ("capitals", ["left_capitals", "right_capitals"]),
    ("marks", ["left_marks", "right_marks"]),
];
/// What differs most where the writer does.
const DIFFER: [(&str, &str); 5] = [
    ("fill", "more_fill"),
    ("stroke", "more_stroke"),
    ("dark_beside", "more_dark"),
    ("blue", "more_blue"),
    ("height_spread", "more_height_spread"),
];

/// What is seen of a gap: `whole` and `halves` are measures of the line and of both its sides, `space` is its width in em,
/// `place` the share of the line before it.
pub fn signs(early: &Net, whole: &Measures, halves: [&Measures; 2], space: f32, place: f32) -> Measures {
    let of = |measures: &Measures, name: &str| measures.get(name).copied().unwrap_or(0.0);
    let mut signs = Measures::from([("space", space.min(3.0)), ("place", place)]);
    for (name, sides) in SIDES {
        for (side, half) in sides.into_iter().zip(halves) {
            signs.insert(side, of(half, name));
        }
    }
    for (name, more) in DIFFER {
        signs.insert(more, of(halves[1], name) - of(halves[0], name));
    }
    let [left, right] = halves.map(|half| early.likely(half));
    let all = early.likely(whole);
    signs.extend([("whole_hand", hand(&all)), ("whole_set", set(&all)), ("apart", apart(&left, &right))]);
    signs.extend([("left_hand", hand(&left)), ("left_set", set(&left))]);
    signs.extend([("right_hand", hand(&right)), ("right_set", set(&right))]);
    signs
}

/// How likely one of two sides is a hand's and the other is not, each looked at alone.
fn apart(left: &Likely, right: &Likely) -> f32 {
    (hand(left) * set(right)).max(set(left) * hand(right))
}

/// How likely the writer changes here.
pub fn parts(judge: &Net, signs: &Measures) -> f32 {
    let likely = judge.likely(signs);
    likely[SET_HAND] + likely[HAND_SET]
}
