//! How a language spells a name: where a reader, or a clerk, lost an apostrophe or a letter of the other language.

use crate::declension::Case;
use crate::dictionary::{Reading, dictionary, is_given_name, is_patronymic};
use crate::fold::is_apostrophe;
use crate::lexicon::known;
use crate::names::{NamePart, known_readings, title};
use crate::script::Language;

/// The dictionary's spelling, in this language, of a name in the nominative: «Вячеслав» on a Ukrainian paper is «В'ячеслав» whose
/// apostrophe was not read. `None` where it is spelled so, or is no name of that language.
pub fn spelled(part: NamePart, form: &str, language: Language) -> Option<String> {
    let written = title(form);
    let own = |one: &&Reading| one.language == language && one.case == Case::Nominative;
    let known = known_readings(part, &written);
    let mut spellings =
        known.iter().filter(own).map(|one| &dictionary().nominatives[one.nominative as usize]);
    let spelling = spellings.next()?;
    let same = |other: &String| *other == written;
    // «Петр» stays as it is, whatever a dictionary does with ё.
    let bare = |name: &str| name.chars().filter(|sign| !is_apostrophe(*sign)).collect::<String>();
    let by_apostrophe = bare(spelling) == bare(&written);
    (by_apostrophe && !same(spelling) && !spellings.any(same)).then(|| spelling.clone())
}

/// A name that the paper's language would hardly spell so: a person looks at the ink. Ukrainian has an apostrophe
/// between б п в м ф and я ю є ї where no consonant but р stands before, and in «Лук'ян» (Правопис 2019, § 7);
/// Russian has none, nor a ґ. «Егор» on a Ukrainian paper is a «Єгор» whose first letter was misread; and «Гудзь» may be a «Ґудзь»,
/// or the other way round: stock readers have no ґ, so that two of them agree on г says nothing where a dictionary has both, and
/// one alone sees a ґ.
pub fn misspelt(name: &str, paper: Language) -> bool {
    name.split([' ', '-']).any(|word| {
        let letters: Vec<char> = word.to_lowercase().chars().collect();
        match paper {
            Language::Russian => letters.iter().any(|sign| is_apostrophe(*sign) || *sign == 'ґ'),
            Language::Ukrainian => {
                lost_apostrophe(&letters) || is_with_ye(word) || may_have_ghe(word, &letters)
            }
            Language::Unknown => false,
        }
    })
}

fn lost_apostrophe(letters: &[char]) -> bool {
    let parts = |letter: char| "бпвмф".contains(letter);
    let soft = |letter: char| "яюєї".contains(letter);
    let open = |before: Option<&char>| {
        before.is_none_or(|sign| "аеиоуіяюєїр".contains(*sign) || is_apostrophe(*sign))
    };
    letters.windows(2).enumerate().any(|(at, pair)| {
        let before = at.checked_sub(1).map(|before| &letters[before]);
        (parts(pair[0]) && soft(pair[1]) && open(before)) || pair == ['к', 'я']
    })
}

fn is_with_ye(word: &str) -> bool {
    word.strip_prefix('Е').is_some_and(|rest| is_given_name(&format!("Є{rest}")))
}

/// Whether the dictionary has the word with ґ for one or several of its г, or г for its ґ. Given names are no such words.
fn may_have_ghe(word: &str, letters: &[char]) -> bool {
    let places: Vec<usize> = (0..letters.len()).filter(|at| matches!(letters[*at], 'г' | 'ґ')).collect();
    if places.len() > 3 || is_given_name(word) || is_patronymic(word) {
        return false;
    }
    (1..1u32 << places.len()).any(|some| {
        let mut other = letters.to_vec();
        places
            .iter()
            .enumerate()
            .filter(|(bit, _)| some >> bit & 1 == 1)
            .for_each(|(_, at)| other[*at] = if letters[*at] == 'г' { 'ґ' } else { 'г' });
        known(&other.into_iter().collect::<String>()).is_some()
    })
}
