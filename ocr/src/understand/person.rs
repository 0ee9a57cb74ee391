//! A person's full name out of words: which is which, and its nominative in the language of the paper.

use dossier::PixelBox;
use language::{Hint, Language, NamePart};

use super::region::Piece;

/// One part of a name, nominative.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub value: String,
    pub raw: String,
    pub bbox: PixelBox,
    pub confidence: f32,
    /// A dictionary knows the word.
    pub known: bool,
    /// How sure the nominative is.
    pub form: f32,
}

/// A name that was read: surname, given name, patronymic.
#[derive(Clone, Debug, PartialEq)]
pub struct FullName {
    pub surname: Part,
    pub given_name: Option<Part>,
    pub patronymic: Option<Part>,
    /// The words had the look of names: 0 for any three capitalised words, 2 for known given name and patronymic.
    pub look: u32,
    /// Pieces before the name.
    pub skipped: usize,
}

impl FullName {
    /// Surname first, one text.
    pub fn text(&self) -> String {
        let parts = [Some(&self.surname), self.given_name.as_ref(), self.patronymic.as_ref()];
        let words: Vec<&str> = parts.into_iter().flatten().map(|part| part.value.as_str()).collect();
        words.join(" ")
    }

    pub fn bbox(&self) -> PixelBox {
        let parts = [Some(&self.surname), self.given_name.as_ref(), self.patronymic.as_ref()];
        let boxes: Vec<PixelBox> = parts.into_iter().flatten().map(|part| part.bbox).collect();
        PixelBox::around(&boxes).unwrap_or(self.surname.bbox)
    }

    pub fn least(&self) -> f32 {
        let parts = [Some(&self.surname), self.given_name.as_ref(), self.patronymic.as_ref()];
        parts.into_iter().flatten().map(|part| part.confidence).fold(1.0, f32::min)
    }
}

struct Candidate<'p> {
    text: String,
    piece: &'p Piece<'p>,
    place: usize,
}

/// The best name among the pieces; with `sure`, only one whose given name or patronymic is known.
/// `paper`: the language of the page, for names that both languages decline alike.
pub fn read(pieces: &[Piece<'_>], sure: bool, paper: Language) -> Option<FullName> {
    let mut words = candidates(pieces);
    mend(&mut words);
    let mut best: Option<(u32, usize, [usize; 3])> = None;
    for start in 0..words.len().saturating_sub(2) {
        let near = words[start + 2].place - words[start].place <= 3;
        if !near {
            continue;
        }
        for order in [[start, start + 1, start + 2], [start + 2, start, start + 1]] {
            let [surname, given, father] = order;
            let look = u32::from(language::is_given_name(&words[given].text))
                + u32::from(is_patronymic(&words[father].text));
            let without_father = sure && !is_patronymic(&words[father].text);
            let taken_for_name = is_patronymic(&words[surname].text);
            if look == 0 || taken_for_name || without_father {
                continue;
            }
            let better = best.is_none_or(|(before, ..)| look > before);
            if better {
                best = Some((look, start, order));
            }
        }
        if best.is_some_and(|(look, ..)| look == 2) {
            break;
        }
    }
    match best {
        Some((look, start, [surname, given, father])) => {
            let (given, father) = (Some(&words[given]), Some(&words[father]));
            Some(named(&words[surname], given, father, (look, words[start].place), paper))
        }
        None if sure => None,
        None => plain(&words, paper),
    }
}

/// Beside a known given name or patronymic an unknown neighbour is tried as the other, misread.
fn mend(words: &mut [Candidate<'_>]) {
    for place in 1..words.len() {
        let given = language::is_given_name(&words[place - 1].text);
        let father = is_patronymic(&words[place].text);
        if given && !father {
            if let Some(name) = mended(NamePart::Patronymic, &words[place].text) {
                words[place].text = name;
            }
        } else if father
            && !given
            && let Some(name) = mended(NamePart::GivenName, &words[place - 1].text)
        {
            words[place - 1].text = name;
        }
    }
}

/// Capitalised words in the order surname, given name, patronymic, for a label that promises a name.
fn plain(words: &[Candidate<'_>], paper: Language) -> Option<FullName> {
    let first = words.first().filter(|word| word.place <= 2)?;
    let follows = |number: usize| words.get(number).filter(|word| word.place == first.place + number);
    let second = follows(1);
    let third = second.and(follows(2));
    Some(named(first, second, third, (0, first.place), paper))
}

/// Whether a dictionary of names, or the ending of a patronymic, knows the word.
pub fn is_known(part: NamePart, word: &str) -> bool {
    match part {
        NamePart::GivenName => language::is_given_name(word),
        NamePart::Patronymic => language::is_patronymic(word),
        NamePart::Surname => false,
    }
}

/// Letters that recognition takes for one another, as read and as meant.
const SLIPS: [(char, char); 22] = [
    ('ъ', 'ь'),
    ('р', 'й'),
    ('и', 'й'),
    ('й', 'и'),
    ('н', 'и'),
    ('и', 'н'),
    ('л', 'д'),
    ('д', 'л'),
    ('о', 'е'),
    ('е', 'о'),
    ('п', 'н'),
    ('н', 'п'),
    ('з', 'є'),
    ('з', 'е'),
    ('і', 'ї'),
    ('ї', 'і'),
    ('и', 'і'),
    ('і', 'и'),
    ('а', 'я'),
    ('ы', 'и'),
    ('е', 'є'),
    ('с', 'є'),
];

/// The one name of the dictionary that a single usual slip of recognition turned into this word.
pub fn mended(part: NamePart, word: &str) -> Option<String> {
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let mut found: Option<String> = None;
    for (place, letter) in letters.iter().enumerate() {
        for (_, meant) in SLIPS.iter().filter(|(read, _)| read == letter) {
            let mut other = letters.clone();
            other[place] = *meant;
            let name: String = other.into_iter().collect();
            if !is_known(part, &name) {
                continue;
            }
            match &found {
                Some(before) if *before != name => return None,
                _ => found = Some(name),
            }
        }
    }
    found.map(|name| language::title(&name))
}

/// Whether the word has the ending of a patronymic or stands in the dictionary as one.
pub fn is_patronymic(word: &str) -> bool {
    let first = language::nominative(NamePart::Patronymic, word, Hint::default()).into_iter().next();
    first.is_some_and(|guess| guess.probability >= 0.5)
}

fn candidates<'p>(pieces: &'p [Piece<'p>]) -> Vec<Candidate<'p>> {
    let mut words = Vec::new();
    for (place, piece) in pieces.iter().enumerate() {
        let (mended, _) = super::extract::letters(piece.text);
        let text = mended.trim_matches(|one: char| !one.is_alphabetic()).to_owned();
        let letters =
            text.chars().all(|one| one.is_alphabetic() || one == '-' || language::is_apostrophe(one));
        let capital = text.chars().next().is_some_and(char::is_uppercase);
        if letters && capital && text.chars().count() >= 3 {
            words.push(Candidate { text, piece, place });
        }
    }
    words
}

fn named(
    surname: &Candidate<'_>,
    given: Option<&Candidate<'_>>,
    father: Option<&Candidate<'_>>,
    (look, skipped): (u32, usize),
    paper: Language,
) -> FullName {
    let text = |word: Option<&Candidate<'_>>| word.map(|one| one.text.clone()).unwrap_or_default();
    let person = language::person(&surname.text, &text(given), &text(father), paper);
    let part = |word: &Candidate<'_>, guess: Option<&language::Guess>, known: bool| {
        let bare = language::title(&word.text);
        Part {
            value: guess.map_or_else(|| bare.clone(), |one| one.form.clone()),
            raw: word.piece.text.to_owned(),
            bbox: word.piece.word.bbox,
            confidence: word.piece.word.confidence,
            known,
            form: guess.map_or(0.3, |one| one.probability),
        }
    };
    FullName {
        surname: part(surname, person.surname.as_ref(), false),
        given_name: given
            .map(|word| part(word, person.given_name.as_ref(), language::is_given_name(&word.text))),
        patronymic: father.map(|word| part(word, person.patronymic.as_ref(), is_patronymic(&word.text))),
        look,
        skipped,
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::{PageText, tests::page};
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let page = PageText::of(&page(text));
        let pieces: Vec<Piece<'_>> =
            page.rows[0].words.iter().map(|word| Piece { text: &word.text, word, row: 0 }).collect();
        assert_eq!(
            read(&pieces, true, Language::Unknown).map(|one| one.text()).as_deref(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn names_in_any_case_and_order() {
        check("Кравченку Захару Опанасовичу про те", Some("Кравченко Захар Опанасович"));
        check("ГРИГОРЕНКО ГАННА ПЕТРІВНА", Some("Григоренко Ганна Петрівна"));
        check("Ганна Петрівна Григоренко", Some("Григоренко Ганна Петрівна"));
        check("Иванову Ивану Петровичу в том", Some("Иванов Иван Петрович"));
        check("Начальник відділу кадрів", None);
        check("Кравченко Евгенир Максимович", Some("Кравченко Евгений Максимович"));
    }
}
