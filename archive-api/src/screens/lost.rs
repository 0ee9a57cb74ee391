//! An address that does not exist.

use crate::problem::Problem;

pub async fn show() -> Problem {
    Problem::NotFound
}
