//! Other type cases: the same papers set in other faces. What was fitted on one printing house's types reads the papers of
//! others worse; `samples --type-case` sets the papers the judges learn from in several.

use std::sync::OnceLock;

use super::face::Face;

/// The faces a run sets its printed and typed papers in. Hands stay as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TypeCase {
    /// Liberation, Paratype, Uralic: what fixtures and held-out sets are set in.
    #[default]
    Usual,
    /// Faces of PostScript printers: Century Schoolbook, Palatino, Bookman, Helvetica, Courier by URW.
    Printer,
    /// Faces made for screens: DejaVu and Noto Sans.
    Screen,
    /// Computer Modern and the Free faces.
    Book,
}

static CHOSEN: OnceLock<TypeCase> = OnceLock::new();

/// Chooses for the whole run, before anything is drawn.
pub fn choose(case: TypeCase) {
    let _ = CHOSEN.set(case);
}

/// The file of a face in the chosen type case, under the folder of the system's faces; none where it stays the usual.
pub(super) fn file(face: Face) -> Option<&'static str> {
    match CHOSEN.get().copied().unwrap_or_default() {
        TypeCase::Usual => None,
        TypeCase::Printer => printer(face),
        TypeCase::Screen => screen(face),
        TypeCase::Book => book(face),
    }
}

fn printer(face: Face) -> Option<&'static str> {
    Some(match face {
        Face::Serif => "opentype/urw-base35/NimbusRoman-Regular.otf",
        Face::SerifBold => "opentype/urw-base35/NimbusRoman-Bold.otf",
        Face::SerifItalic => "opentype/urw-base35/NimbusRoman-Italic.otf",
        Face::School => "opentype/urw-base35/C059-Roman.otf",
        Face::SchoolBold => "opentype/urw-base35/C059-Bold.otf",
        Face::SchoolItalic => "opentype/urw-base35/C059-Italic.otf",
        Face::Old => "opentype/urw-base35/P052-Roman.otf",
        Face::OldBold => "opentype/urw-base35/P052-Bold.otf",
        Face::OldItalic => "opentype/urw-base35/P052-Italic.otf",
        Face::Bookman => "opentype/urw-base35/URWBookman-Light.otf",
        Face::BookmanBold => "opentype/urw-base35/URWBookman-Demi.otf",
        Face::Sans | Face::ParaSans => "opentype/urw-base35/NimbusSans-Regular.otf",
        Face::SansBold | Face::ParaSansBold => "opentype/urw-base35/NimbusSans-Bold.otf",
        Face::Narrow => "opentype/urw-base35/NimbusSansNarrow-Regular.otf",
        Face::NarrowBold => "opentype/urw-base35/NimbusSansNarrow-Bold.otf",
        Face::Mono | Face::ParaMono | Face::Typewriter => "opentype/urw-base35/NimbusMonoPS-Regular.otf",
        Face::MonoBold | Face::TypewriterHeavy => "opentype/urw-base35/NimbusMonoPS-Bold.otf",
        _ => return None,
    })
}

fn screen(face: Face) -> Option<&'static str> {
    Some(match face {
        Face::Serif | Face::School => "truetype/dejavu/DejaVuSerif.ttf",
        Face::SerifBold | Face::SchoolBold => "truetype/dejavu/DejaVuSerif-Bold.ttf",
        Face::SerifItalic | Face::SchoolItalic => "truetype/dejavu/DejaVuSerif-Italic.ttf",
        Face::Old | Face::Bookman | Face::Paratype => "truetype/dejavu/DejaVuSerifCondensed.ttf",
        Face::OldBold | Face::BookmanBold | Face::ParatypeBold => {
            "truetype/dejavu/DejaVuSerifCondensed-Bold.ttf"
        }
        Face::OldItalic => "truetype/dejavu/DejaVuSerifCondensed-Italic.ttf",
        Face::Sans => "truetype/dejavu/DejaVuSans.ttf",
        Face::SansBold => "truetype/dejavu/DejaVuSans-Bold.ttf",
        Face::Narrow => "truetype/dejavu/DejaVuSansCondensed.ttf",
        Face::NarrowBold => "truetype/dejavu/DejaVuSansCondensed-Bold.ttf",
        Face::ParaSans => "truetype/noto/NotoSans-Regular.ttf",
        Face::ParaSansBold => "truetype/noto/NotoSans-Bold.ttf",
        Face::Mono | Face::TypewriterLight => "truetype/dejavu/DejaVuSansMono.ttf",
        Face::MonoBold | Face::TypewriterHeavy => "truetype/dejavu/DejaVuSansMono-Bold.ttf",
        Face::ParaMono => "truetype/noto/NotoSansMono-Regular.ttf",
        _ => return None,
    })
}

fn book(face: Face) -> Option<&'static str> {
    Some(match face {
        Face::Serif | Face::Paratype => "truetype/cmu/cmunrm.ttf",
        Face::SerifBold | Face::ParatypeBold => "truetype/cmu/cmunbx.ttf",
        Face::SerifItalic => "truetype/cmu/cmunti.ttf",
        Face::School => "truetype/freefont/FreeSerif.ttf",
        Face::SchoolBold => "truetype/freefont/FreeSerifBold.ttf",
        Face::SchoolItalic => "truetype/freefont/FreeSerifItalic.ttf",
        Face::Old | Face::Bookman => "truetype/cmu/cmunorm.ttf",
        Face::OldBold | Face::BookmanBold => "truetype/cmu/cmunobx.ttf",
        Face::OldItalic => "truetype/cmu/cmunoti.ttf",
        Face::Sans => "truetype/cmu/cmunss.ttf",
        Face::SansBold => "truetype/cmu/cmunsx.ttf",
        Face::Narrow | Face::NarrowBold => "truetype/cmu/cmunssdc.ttf",
        Face::ParaSans => "truetype/freefont/FreeSans.ttf",
        Face::ParaSansBold => "truetype/freefont/FreeSansBold.ttf",
        Face::Mono | Face::ParaMono | Face::TypewriterLight => "truetype/freefont/FreeMono.ttf",
        Face::MonoBold | Face::TypewriterHeavy => "truetype/freefont/FreeMonoBold.ttf",
        Face::Typewriter => "truetype/cmu/cmunvt.ttf",
        _ => return None,
    })
}
