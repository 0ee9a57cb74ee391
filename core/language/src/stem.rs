//! Simple endings of both languages taken off, so that the forms of one word compare equal.
//!
//! Nouns and adjectives only, by suffix; verbs keep their endings. The stem is a key, not a word.

use crate::fold::fold_word;
use crate::key::key_word;
use crate::office_words::{has_plural, irregular, meanings};

/// Endings, longest first within one letter count; tried in this order.
const ENDINGS: &[&str] = &[
    "іями", "иями", "ами", "ями", "ові", "еві", "єві", "ого", "ому", "ему", "его", "ими", "ыми", "ією",
    "иях", "іях", "иям", "іям", "ием", "ієм", "иею", "ией", "ію", "ию", "ія", "ия", "ії", "ии", "ие", "іє",
    "ій", "ий", "ый", "ой", "ей", "ая", "яя", "ую", "юю", "ою", "ею", "єю", "ої", "ее", "ое", "ые", "ых",
    "их", "іх", "ым", "им", "ім", "ом", "ем", "єм", "ам", "ям", "ах", "ях", "а", "я", "о", "е", "є", "у",
    "ю", "и", "і", "ї", "ы", "ь", "й",
];

/// Endings in a consonant may also be the end of a stem (система, систем): they go in a second round too.
const CLOSED: &[&str] = &[
    "ий", "ый", "ой", "ей", "ій", "ых", "их", "іх", "ым", "им", "ім", "ом", "ем", "єм", "ам", "ям", "ах",
    "ях",
];

const LEAST: usize = 3;

/// The stem of one word, folded.
pub fn stem(word: &str) -> String {
    stem_folded(&fold_word(word))
}

fn stem_folded(folded: &str) -> String {
    if let Some(known) = irregular(folded) {
        return known.to_owned();
    }
    if folded.chars().count() <= LEAST
        || !folded.chars().all(|letter| matches!(letter, '\u{0400}'..='\u{04FF}'))
    {
        return folded.to_owned();
    }
    for plural in ["ів", "їв", "ов", "ев", "єв"] {
        if let Some(root) = folded.strip_suffix(plural)
            && has_plural(root)
        {
            return root.to_owned();
        }
    }
    let once = stripped(folded, ENDINGS);
    let dative = folded.ends_with("ці");
    let twice = stripped(once, CLOSED);
    fleeting(twice, dative)
}

fn stripped<'a>(word: &'a str, endings: &[&str]) -> &'a str {
    for ending in endings {
        if let Some(root) = word.strip_suffix(ending)
            && root.chars().count() >= LEAST
        {
            return root;
        }
    }
    word
}

/// початок and початку, кінець and кінця, довідці and довідка have one stem.
fn fleeting(stem: &str, dative: bool) -> String {
    for (full, short) in [("ок", "к"), ("ек", "к"), ("ец", "ц"), ("єц", "йц")] {
        if let Some(root) = stem.strip_suffix(full)
            && root.chars().count() >= LEAST
            && root.chars().any(crate::declension::is_vowel)
            && root.chars().last().is_some_and(|last| !crate::declension::is_vowel(last) || full == "єц")
        {
            return format!("{root}{short}");
        }
    }
    if dative
        && let Some(root) = stem.strip_suffix('ц')
        && root.ends_with(['д', 'т', 'ж', 'ш', 'с', 'в', 'л', 'з', 'ч'])
    {
        return format!("{root}к");
    }
    stem.to_owned()
}

/// What an index holds of a word beside its form: the key of its stem, one for both languages.
pub fn search_key(word: &str) -> String {
    key_word(&stem(word))
}

/// Marks of the names and meanings a word carries, equal in both languages: they stand in an index
/// at the place of the word.
pub fn marks(word: &str) -> Vec<String> {
    let folded = fold_word(word);
    let names = crate::classes(&folded).into_iter().map(|class| format!("#n{class}"));
    let same = meanings(&key_word(&stem_folded(&folded))).iter().map(|row| format!("#w{row}"));
    names.chain(same).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_word() {
        let rows = [
            "довідка довідки довідці довідку довідкою довідок довідкам",
            "справка справки справке справку справкой справок",
            "книжка книжки книжці книжку книжкою книжок",
            "пенсія пенсії пенсію пенсією пенсій пенсиями",
            "пенсия пенсии пенсию пенсией пенсий",
            "документ документа документу документом документи документів документов документами",
            "трудова трудової трудовій трудову трудовою",
            "трудовая трудовой трудовую",
            "заробітна заробітної заробітній заробітну",
            "призначення призначенню призначенням призначень",
            "назначение назначения назначению назначением",
            "початок початку початком",
            "кінець кінця кінцем",
            "місяць місяця місяців місяцями",
            "рік року років роках",
            "год года лет годов",
            "система системи систем системою",
            "завод заводу заводом заводів заводов",
            "підприємство підприємства підприємств підприємством",
            "рішення рішенню рішенням",
            "посвідчення посвідченням",
            "працівник працівника працівників працівникам",
            "Кравченко Кравченка Кравченку Кравченком Кравченкові",
            "Ковальський Ковальського Ковальському Ковальським Ковальська Ковальської Ковальською",
            "Ковальский Ковальского Ковальская Ковальскую Ковальской",
            "Іванов Іванова Іванову Івановим Івановою Івановій",
            "Мельник Мельника Мельнику Мельником Мельникові",
            "Коломієць Коломійця Коломійцю Коломійцем",
            "Коваль Коваля Ковалю Ковалем",
            "Сорока Сороки Сороку Сорокою",
        ];
        for row in rows {
            let mut forms = row.split(' ');
            let first = search_key(forms.next().expect("a row has words"));
            for form in forms {
                assert_eq!(search_key(form), first, "{form} in {row}");
            }
        }
    }

    #[test]
    fn other_words_stay_apart() {
        let check = |one, other| assert_ne!(search_key(one), search_key(other), "{one} / {other}");
        check("Іванов", "Іван");
        check("Кравченко", "Кравчук");
        check("довідка", "довіреність");
        check("справка", "справа");
        check("завод", "завідувач");
    }

    #[test]
    fn one_meaning_in_two_languages() {
        let check = |one, other| {
            assert!(marks(one).iter().any(|mark| marks(other).contains(mark)), "{one} / {other}")
        };
        check("Катерина", "Екатерину");
        check("Опанасовичу", "Афанасьевич");
        check("довідку", "справки");
        check("народження", "рождения");
        check("березня", "марта");
        check("років", "лет");
        assert!(marks("Кравченко").is_empty());
    }
}
