//! Separator sheets are read back from a worn scan.

use samples::paper::Rng;
use samples::separator::{Code, sheet};
use samples::wear::{Colour, Quality, Wear, wear};

fn check(code: Code, payload: &str, dpi: u32, turn: u32) {
    let mut rng = Rng::new(5, 1);
    let page = sheet(payload, "Справа", code, &mut rng);
    let mut look = Wear::draw(&page, Quality::Clean, Colour::Bitonal, dpi, &mut rng);
    look.turn = turn;
    let scan = wear(&page, None, &look, &mut rng);
    let found = rxing::helpers::detect_multiple_in_luma(scan.data, scan.width as u32, scan.height as u32)
        .expect("a code is found");
    let texts: Vec<&str> = found.iter().map(|result| result.getText()).collect();
    assert!(texts.contains(&payload), "{code:?} {dpi}: {texts:?}");
}

#[test]
fn codes_are_read_back() {
    check(Code::Qr, "SPRAVA:DOSSIER:007-00001", 300, 0);
    check(Code::Qr, "SPRAVA:DOCUMENT:employment_record_book", 200, 1);
    check(Code::Code128, "SPRAVA:DOSSIER:007-00001", 200, 0);
    check(Code::Code128, "SPRAVA:DOCUMENT:insurance_record_ok5", 300, 2);
}
