//! Forms of words of the two languages, of names and of the pension office: whether a form is known, and which are
//! near. The list is built into the executable and read where it lies: nothing is loaded
//! (`core/language/data/WORDS.md` says from what it is made).

mod along;
mod letters;
mod near;

use std::sync::OnceLock;

use fst::raw::Fst;

pub(crate) use along::Beam;
pub(crate) use letters::letter;
pub use letters::{LETTERS, SIGNS, code};
pub use near::{Costs, Near};

/// Ways kept along the steps of a word.
const WIDTH: usize = 48;

static WORDS: &[u8] = include_bytes!("../data/words.fst");

/// Where a form is known from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known(pub u8);

impl Known {
    pub const UKRAINIAN: Self = Self(1);
    pub const RUSSIAN: Self = Self(2);
    /// Stands in a list made from running text, not from a dictionary's rules alone.
    pub const COMMON: Self = Self(4);
    /// A word of the pension office, a given name or a patronymic.
    pub const HOUSE: Self = Self(8);

    pub fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What is known of a form, in any case of letters; of parts joined by hyphens, what is known of all of them.
pub fn known(form: &str) -> Option<Known> {
    let mut all = Known(u8::MAX);
    for part in form.split('-') {
        let codes = letters::coded(part)?;
        all.0 &= words().get(codes)?.value() as u8;
    }
    Some(all)
}

/// Forms whose confusions with what was read cost no more than `limit`, the nearest first, in small letters.
pub fn near(read: &str, costs: &Costs, limit: f32) -> Vec<Near> {
    near::near(words(), read, costs, limit)
}

/// Words that a line recogniser's probabilities allow, the likeliest first. `steps` holds a row of [`LETTERS`]
/// log-probabilities a step: of the blank, then of each letter by its [`code`], capitals and small letters as one; `free`
/// the greatest of each step, whatever it is for. A word costs what its best way loses to those, at most `limit`.
pub fn along(steps: &[f32], free: &[f32], limit: f32) -> Vec<Near> {
    let ways = Beam { classes: LETTERS, width: WIDTH, limit }.along(words(), steps, free);
    let near = |way: along::Way| Near {
        word: way.codes.into_iter().map(letter).collect(),
        cost: way.cost,
        known: Known(way.value as u8),
    };
    ways.into_iter().map(near).collect()
}

/// A word as the list keeps it; `None` for what no word is written with.
pub fn key(form: &str) -> Option<Vec<u8>> {
    letters::coded(form).filter(|codes| codes.iter().all(|code| usize::from(*code) < LETTERS))
}

fn words() -> &'static Fst<&'static [u8]> {
    static FORMS: OnceLock<Fst<&'static [u8]>> = OnceLock::new();
    FORMS.get_or_init(|| Fst::new(WORDS).expect("the built-in list is checked by a test"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_both_languages_are_known() {
        let check = |form: &str, expected: Option<Known>| {
            let found = known(form);
            assert_eq!(found.is_some(), expected.is_some(), "{form}");
            assert!(expected.is_none_or(|wanted| found.is_some_and(|one| one.is(wanted))), "{form}");
        };
        check("пенсії", Some(Known::UKRAINIAN));
        check("Пенсионного", Some(Known::RUSSIAN));
        check("ОБОВ’ЯЗКОВОГО", Some(Known::UKRAINIAN));
        check("карбованцях", Some(Known::HOUSE));
        check("Опанасовичу", Some(Known::HOUSE));
        check("Екатерине", Some(Known::HOUSE));
        check("ґанок", Some(Known::UKRAINIAN));
        check("ЄДРПОУ", Some(Known::HOUSE));
        check("культурно-освітній", Some(Known::UKRAINIAN));
        check("лексика", Some(Known::COMMON));
        check("лексuка", None);
        check("Киівсъкошу", None);
        check("1957", None);
    }

    #[test]
    fn words_of_the_office_and_names_stand_in_the_list() {
        let office = include_str!("../data/office.txt");
        let listed = office.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        for form in listed.map(str::to_owned).chain(crate::name_forms()) {
            for part in form.split('-') {
                assert!(
                    known(part).is_some_and(|known| known.is(Known::HOUSE)),
                    "{part}: make words.fst again"
                );
            }
        }
    }

    /// Steps of a reader that sees one letter after another, a blank between them, and doubts some.
    fn seen(letters: &[&[(char, f32)]]) -> (Vec<f32>, Vec<f32>) {
        let (mut steps, mut free) = (Vec::new(), Vec::new());
        for letters in letters {
            let mut row = vec![-12.0_f32; LETTERS];
            for (letter, share) in *letters {
                row[usize::from(code(*letter).expect("a letter"))] = share.ln();
            }
            free.push(row.iter().copied().fold(f32::MIN, f32::max));
            steps.extend(row);
            let mut blank = vec![-12.0; LETTERS];
            blank[0] = 0.0;
            free.push(0.0);
            steps.extend(blank);
        }
        (steps, free)
    }

    #[test]
    fn words_along_the_probabilities() {
        let check = |letters: &[&[(char, f32)]], expected: Option<(&str, f32)>| {
            let (steps, free) = seen(letters);
            let found = along(&steps, &free, 8.0);
            let first = found.first().map(|near| near.word.as_str());
            assert_eq!(first, expected.map(|(word, _)| word), "{found:?}");
            if let Some((_, cost)) = expected {
                assert!((found[0].cost - cost).abs() < 0.01, "{found:?}");
            }
        };
        let sure: [&[(char, f32)]; 5] =
            [&[('р', 0.9)], &[('и', 0.9)], &[('к', 0.9)], &[('а', 0.9)], &[('з', 0.9)]];
        let doubted: &[(char, f32)] = &[('ж', 0.6), ('п', 0.3)];
        check(&[&[doubted], &sure[..]].concat(), Some(("приказ", 2.0_f32.ln())));
        // The letters that are one in a word are one step each.
        check(
            &[&[('в', 0.9)], &[('а', 0.9)], &[('н', 0.9)], &[('н', 0.9)], &[('а', 0.9)]],
            Some(("ванна", 0.0)),
        );
        check(&[&[('ж', 0.9)], sure[0], sure[0], sure[0]], None);
    }

    #[test]
    fn near_words_by_cost() {
        let mut costs = Costs::new(8.0);
        for (read, meant, cost) in [
            ("х", "к", 2.0),
            ("о", "е", 3.0),
            ("", "ь", 3.0),
            ("'", "", 1.0),
            ("ь", "", 2.5),
            ("ьі", "ы", 2.0),
        ] {
            assert!(costs.set(read, meant, cost), "{read} {meant}");
        }
        let check = |read: &str, expected: Option<&str>| {
            let found = near(read, &costs, 5.5);
            assert_eq!(found.first().map(|near| near.word.as_str()), expected, "{read}: {found:?}");
        };
        check("довідха", Some("довідка"));
        check("Заробітноі", None);
        check("пенсіонорка", Some("пенсіонерка"));
        check("вьіплата", Some("выплата"));
        check("звільненння", None);
        assert!(!costs.set("ab", "в", 1.0) && !costs.set("аб", "вг", 1.0));
    }
}
