//! The keys, one table for all screens: a key means the same everywhere.

use askama::Template;
use axum::response::Response;

use crate::frame::{Frame, Place, page};
use crate::problem::Problem;
use crate::visitor::Visitor;

type Row = (&'static [&'static str], &'static str);

const ROWS: &[Row] = &[
    (&["Enter"], "key-main"),
    (&["Shift", "Enter"], "key-previous"),
    (&["Ctrl", "Enter"], "key-finish"),
    (&["Esc"], "key-escape"),
    (&["↑", "↓"], "key-row"),
    (&["Space"], "key-mark"),
    (&["PgUp", "PgDn"], "key-page"),
    (&["Home", "End"], "key-ends"),
    (&["N"], "key-next"),
    (&["Shift", "N"], "key-previous-hit"),
    (&["E"], "key-evidence"),
    (&["+", "−", "0"], "key-zoom"),
    (&["R"], "key-turn"),
    (&["T"], "key-text"),
    (&["B"], "key-beside"),
    (&["I"], "key-fields"),
    (&["H"], "key-history"),
    (&["K"], "key-contrast"),
    (&["F1"], "key-help"),
    (&["F2"], "key-nearer"),
    (&["F4"], "key-unreadable"),
    (&["F8"], "key-postpone"),
    (&["F9"], "key-rescan"),
    (&["A"], "key-accept"),
    (&["U"], "key-upload"),
    (&["P"], "key-print"),
    (&["/"], "key-search"),
    (&["Ctrl", "K"], "key-search"),
    (&["G", "H"], "place-home"),
    (&["G", "S"], "place-search"),
    (&["G", "B"], "place-batches"),
    (&["G", "V"], "place-verify"),
    (&["G", "C"], "place-concerns"),
    (&["G", "A"], "place-audit"),
    (&["G", "U"], "place-users"),
];

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
    rows: &'static [Row],
}

pub async fn show(visitor: Visitor) -> Result<Response, Problem> {
    page(HelpPage { frame: visitor.frame("help-title", Place::Nowhere), rows: ROWS })
}
