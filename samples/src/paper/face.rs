//! The faces papers are printed, typed and written with, and the files they come from.
//! Knows nothing of how letters are drawn.

use super::type_case;

/// A face. Every one of them draws Ukrainian and Russian letters, digits, № and quotes
/// (missing ones are composed or taken from the next file).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// Times-like.
    Serif,
    SerifBold,
    SerifItalic,
    /// Soviet school book and form printing.
    School,
    SchoolBold,
    SchoolItalic,
    /// Old book type.
    Old,
    OldBold,
    OldItalic,
    /// Diplomas, certificates.
    Bookman,
    BookmanBold,
    /// Literary type of computer age forms.
    Paratype,
    ParatypeBold,
    /// Sans for forms and office printing.
    Sans,
    SansBold,
    Narrow,
    NarrowBold,
    ParaSans,
    ParaSansBold,
    /// Computer output.
    Mono,
    MonoBold,
    ParaMono,
    /// Typewriters.
    Typewriter,
    TypewriterLight,
    TypewriterHeavy,
    /// Handwriting.
    Caveat,
    BadScript,
    Marck,
    Neucha,
    Pangolin,
    Shantell,
    Vibes,
    Comforter,
    Steve,
}

/// Every face, for checks.
pub const ALL: [Face; 34] = [
    Face::Serif,
    Face::SerifBold,
    Face::SerifItalic,
    Face::School,
    Face::SchoolBold,
    Face::SchoolItalic,
    Face::Old,
    Face::OldBold,
    Face::OldItalic,
    Face::Bookman,
    Face::BookmanBold,
    Face::Paratype,
    Face::ParatypeBold,
    Face::Sans,
    Face::SansBold,
    Face::Narrow,
    Face::NarrowBold,
    Face::ParaSans,
    Face::ParaSansBold,
    Face::Mono,
    Face::MonoBold,
    Face::ParaMono,
    Face::Typewriter,
    Face::TypewriterLight,
    Face::TypewriterHeavy,
    Face::Caveat,
    Face::BadScript,
    Face::Marck,
    Face::Neucha,
    Face::Pangolin,
    Face::Shantell,
    Face::Vibes,
    Face::Comforter,
    Face::Steve,
];

const SYSTEM: &str = "/usr/share/fonts";

/// Where `npm ci --prefix samples/faces` puts the handwriting faces.
const INSTALLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/faces/node_modules/@fontsource");

fn hand(name: &str) -> Vec<String> {
    let mut files = Vec::new();
    for set in ["cyrillic", "latin"] {
        files.push(format!("{INSTALLED}/{name}/files/{name}-{set}-400-normal.woff"));
    }
    files
}

fn system(path: &str) -> Vec<String> {
    vec![format!("{SYSTEM}/{path}"), format!("{SYSTEM}/truetype/freefont/FreeSerif.ttf")]
}

impl Face {
    /// The files of the face, the first that has a letter draws it.
    pub fn files(self) -> Vec<String> {
        let mut files = self.usual_files();
        if let Some(other) = type_case::file(self) {
            files.insert(0, format!("{SYSTEM}/{other}"));
        }
        files
    }

    fn usual_files(self) -> Vec<String> {
        match self {
            Face::Serif => system("truetype/liberation/LiberationSerif-Regular.ttf"),
            Face::SerifBold => system("truetype/liberation/LiberationSerif-Bold.ttf"),
            Face::SerifItalic => system("truetype/liberation/LiberationSerif-Italic.ttf"),
            Face::School => system("truetype/uralic/schou___.ttf"),
            Face::SchoolBold => system("truetype/uralic/schoub__.ttf"),
            Face::SchoolItalic => system("truetype/uralic/schoui__.ttf"),
            Face::Old => system("truetype/fonts-oldstandard/OldStandard-Regular.ttf"),
            Face::OldBold => system("truetype/fonts-oldstandard/OldStandard-Bold.ttf"),
            Face::OldItalic => system("truetype/fonts-oldstandard/OldStandard-Italic.ttf"),
            Face::Bookman => system("truetype/uralic/booku___.ttf"),
            Face::BookmanBold => system("truetype/uralic/bookub__.ttf"),
            Face::Paratype => system("truetype/paratype/PTF55F.ttf"),
            Face::ParatypeBold => system("truetype/paratype/PTF75F.ttf"),
            Face::Sans => system("truetype/liberation/LiberationSans-Regular.ttf"),
            Face::SansBold => system("truetype/liberation/LiberationSans-Bold.ttf"),
            Face::Narrow => system("truetype/liberation/LiberationSansNarrow-Regular.ttf"),
            Face::NarrowBold => system("truetype/liberation/LiberationSansNarrow-Bold.ttf"),
            Face::ParaSans => system("truetype/paratype/PTS55F.ttf"),
            Face::ParaSansBold => system("truetype/paratype/PTS75F.ttf"),
            Face::Mono => system("truetype/liberation/LiberationMono-Regular.ttf"),
            Face::MonoBold => system("truetype/liberation/LiberationMono-Bold.ttf"),
            Face::ParaMono => system("truetype/paratype/PTM55F.ttf"),
            Face::Typewriter => vec![
                format!("{SYSTEM}/truetype/gnutypewriter/GNUTypewriter.ttf"),
                format!("{SYSTEM}/truetype/freefont/FreeMono.ttf"),
            ],
            Face::TypewriterLight => system("truetype/cmu/cmuntt.ttf"),
            Face::TypewriterHeavy => system("truetype/uralic/monou___.ttf"),
            Face::Caveat => hand("caveat"),
            Face::BadScript => hand("bad-script"),
            Face::Marck => hand("marck-script"),
            Face::Neucha => hand("neucha"),
            Face::Pangolin => hand("pangolin"),
            Face::Shantell => hand("shantell-sans"),
            Face::Vibes => hand("great-vibes"),
            Face::Comforter => hand("comforter"),
            Face::Steve => {
                let mut files = vec![format!("{SYSTEM}/truetype/sjfonts/SteveHand.ttf")];
                files.extend(hand("caveat"));
                files
            }
        }
    }
}
