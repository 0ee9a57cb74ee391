//! Signs that stand for one thing and are read as another: №, apostrophes, hyphens, hard signs.

use language::Language;
use language::lexicon::known;

use super::alphabet::is_cyrillic;

/// № where a reader saw letters and a number follows.
pub(super) fn number_sign(text: &str, after: &str) -> Option<String> {
    let number = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        digits > 0 && digits * 2 >= text.chars().filter(|letter| letter.is_alphanumeric()).count()
    };
    const ALONE: &[&str] = &[
        "N", "Nº", "N°", "Nо", "No", "Ne", "Nе", "№º", "№°", "№о", "М°", "М№", "Л°", "Л№", "Jé", "N№", "№№",
        "Х°",
    ];
    const JOINED: &[&str] = &["N°", "Nº", "Л°", "М°", "N"];
    if ALONE.contains(&text) {
        return number(after).then(|| "№".to_owned());
    }
    let joined = JOINED.iter().find_map(|sign| text.strip_prefix(sign));
    joined
        .filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()) && number(rest))
        .map(|rest| format!("№{rest}"))
}

/// One apostrophe between letters, whatever was read or struck for it, and one hyphen inside a word.
pub(super) fn joints(text: &str) -> Option<String> {
    let signs: Vec<char> = text.chars().collect();
    let mut changed: Vec<char> = signs.clone();
    for place in 1..signs.len().saturating_sub(1) {
        let (before, sign, after) = (signs[place - 1], signs[place], signs[place + 1]);
        if !before.is_alphabetic() || !after.is_alphabetic() || !is_cyrillic(before) {
            continue;
        }
        let iotated = "яюєїЯЮЄЇ".contains(after);
        if language::is_apostrophe(sign) || (iotated && matches!(sign, '"' | '*' | '“' | '”')) {
            changed[place] = '\'';
        } else if matches!(sign, '–' | '—' | '−' | '‐' | '‑' | '‒' | '¬')
            && changed[..place].iter().all(|sign| *sign != '-')
        {
            let parts =
                (signs[..place].iter().collect::<String>(), signs[place + 1..].iter().collect::<String>());
            // «слово—слово» without spaces are two words and a dash; «культурно–освітній» is one, and so is «будь–хто».
            let shorter = parts.0.chars().count().min(parts.1.chars().count());
            if shorter < 3 || (parts.0.ends_with('о') && after.is_lowercase()) {
                changed[place] = '-';
            }
        }
    }
    (changed != signs).then(|| changed.into_iter().collect())
}

/// Ukrainian has no ъ: it was a soft sign or, before an iotated vowel, an apostrophe. Russian words keep theirs.
pub(super) fn hard_sign(text: &str, language: Language) -> Option<String> {
    if !text.contains(['ъ', 'Ъ']) || text.chars().count() < 3 || known(text).is_some() {
        return None;
    }
    let soft = text.replace('ъ', "ь").replace('Ъ', "Ь");
    if known(&soft).is_some() {
        return Some(soft);
    }
    let letters: Vec<char> = text.chars().collect();
    let mut changed = String::with_capacity(text.len());
    for (place, letter) in letters.iter().enumerate() {
        let iotated = letters.get(place + 1).is_some_and(|next| "яюєїЯЮЄЇ".contains(*next));
        match letter {
            'ъ' | 'Ъ' if iotated => changed.push('\''),
            'ъ' => changed.push('ь'),
            'Ъ' => changed.push('Ь'),
            other => changed.push(*other),
        }
    }
    let russian = text.contains(['ы', 'э', 'ё', 'Ы', 'Э', 'Ё']);
    (known(&changed).is_some() || (language == Language::Ukrainian && !russian)).then_some(changed)
}

/// ґ where only ґ makes a word: most models cannot write it, however sure they are. Names keep the letter they have.
pub(super) fn upturned(text: &str) -> Option<String> {
    if !text.starts_with(char::is_lowercase) || !text.contains('г') || known(text).is_some() {
        return None;
    }
    let all = text.replace('г', "ґ");
    let places =
        text.match_indices('г').map(|(at, _)| format!("{}ґ{}", &text[..at], &text[at + 'г'.len_utf8()..]));
    places.chain([all]).find(|changed| known(changed).is_some())
}
