//! The form of the index: its fields. Its number stands beside the index; another number means another form.

use dossier::state::DossierState;
use tantivy::schema::*;

/// Raised by every change of fields, tokenizers or of the tables of `language`.
pub const FORM: u32 = 1;

pub const EXACT: &str = "sprava_exact";
pub const STEM: &str = "sprava_stem";
pub const NAME: &str = "sprava_name";

/// Names of the columns the collector reads.
pub const DOSSIER_HIGH: &str = "dossier_high";
pub const DOSSIER_LOW: &str = "dossier_low";
pub const ROLE: &str = "role";
pub const OFFICE_HIGH: &str = "office_high";
pub const OFFICE_LOW: &str = "office_low";
pub const STANDING: &str = "standing";
pub const BIRTH_YEAR: &str = "birth_year";

/// A document is a dossier's card or one of its pages.
pub const ROLE_CARD: u64 = 0;
pub const ROLE_PAGE: u64 = 1;

#[derive(Clone, Debug)]
pub struct Fields {
    pub dossier: Field,
    pub dossier_high: Field,
    pub dossier_low: Field,
    pub role: Field,
    pub revision: Field,
    pub office: Field,
    /// The same office and state as columns, for counting.
    pub office_high: Field,
    pub office_low: Field,
    pub standing: Field,
    pub state: Field,
    pub kind: Field,
    pub birth_year: Field,
    /// Card: the names of its person.
    pub name: Field,
    /// Page: the names of the dossier's person, so that a name and a word of the page find together.
    pub owner: Field,
    pub tax_number: Field,
    pub case_number: Field,
    /// Any number of a field or of the page's text.
    pub numbers: Field,
    pub dates: Field,
    /// Page: words as written, and their stems with marks of names and meanings.
    pub exact: Field,
    pub stem: Field,
    pub page: Field,
    pub number: Field,
    /// Page: words with boxes. Card: what is compared to say why it was found.
    pub words: Field,
    pub card: Field,
}

pub fn schema() -> (Schema, Fields) {
    let mut all = Schema::builder();
    let text = |tokenizer: &str, option| {
        let indexing = TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option);
        TextOptions::default().set_indexing_options(indexing)
    };
    let fields = Fields {
        dossier: all.add_text_field("dossier", STRING | STORED),
        dossier_high: all.add_u64_field(DOSSIER_HIGH, FAST),
        dossier_low: all.add_u64_field(DOSSIER_LOW, FAST),
        role: all.add_u64_field(ROLE, FAST | INDEXED),
        revision: all.add_i64_field("revision", STORED),
        office: all.add_text_field("office", STRING),
        office_high: all.add_u64_field(OFFICE_HIGH, FAST),
        office_low: all.add_u64_field(OFFICE_LOW, FAST),
        standing: all.add_u64_field(STANDING, FAST),
        state: all.add_text_field("state", STRING),
        kind: all.add_text_field("kind", STRING),
        birth_year: all.add_u64_field(BIRTH_YEAR, FAST | INDEXED),
        name: all.add_text_field("name", text(NAME, IndexRecordOption::WithFreqs)),
        owner: all.add_text_field("owner", text(NAME, IndexRecordOption::WithFreqs)),
        tax_number: all.add_text_field("tax_number", STRING),
        case_number: all.add_text_field("case_number", STRING),
        numbers: all.add_text_field("numbers", STRING),
        dates: all.add_text_field("dates", STRING),
        exact: all.add_text_field("exact", text(EXACT, IndexRecordOption::WithFreqsAndPositions)),
        stem: all.add_text_field("stem", text(STEM, IndexRecordOption::WithFreqsAndPositions)),
        page: all.add_text_field("page", STORED),
        number: all.add_u64_field("number", STORED),
        words: all.add_bytes_field("words", STORED),
        card: all.add_bytes_field("card", STORED),
    };
    (all.build(), fields)
}

/// States by their number in the column.
pub const STANDINGS: [DossierState; 3] =
    [DossierState::Open, DossierState::Reading, DossierState::Understood];
