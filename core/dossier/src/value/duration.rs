//! Lengths of service: «36 років 2 місяці 2 дні», «36 лет 2 мес. 2 дня» → `P36Y2M2D`.

/// The one length of service a text is.
pub fn duration(raw: &str) -> Option<String> {
    let trimmed = raw.trim();
    if is_iso(trimmed) {
        return Some(trimmed.to_owned());
    }
    duration_in(trimmed).map(|(value, ..)| value)
}

fn is_iso(text: &str) -> bool {
    let mut numbers = 0;
    let mut digits = 0;
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    for letter in rest.chars() {
        match letter {
            '0'..='9' => digits += 1,
            'Y' | 'M' | 'D' if digits > 0 => {
                numbers += 1;
                digits = 0;
            }
            _ => return false,
        }
    }
    numbers > 0 && digits == 0
}

/// The first length of service in a text, with its bytes: numbers followed by years, months, days.
pub fn duration_in(text: &str) -> Option<(String, usize, usize)> {
    let mut parts: [Option<u32>; 3] = [None; 3];
    let mut from = None;
    let mut until = 0;
    let mut number: Option<(u32, usize)> = None;
    for (start, piece) in pieces(text) {
        if let Ok(value) = piece.parse::<u32>() {
            number = Some((value, start));
            continue;
        }
        // «37 років З місяці»: a capital alone that resembles a figure is one.
        if let Some(value) = match piece {
            "З" | "Э" => Some(3),
            "О" | "O" => Some(0),
            "І" | "I" => Some(1),
            _ => None,
        } {
            number = Some((value, start));
            continue;
        }
        let Some((value, at)) = number.take() else {
            // «37 років © місяців 17 днів»: what stands before the unit was no figure, so it was a nought.
            if from.is_some() && unit(piece) == Some(1) && parts[1].is_none() {
                parts[1] = Some(0);
                until = start + piece.len();
                continue;
            }
            if from.is_some() && !matches!(piece.to_lowercase().as_str(), "та" | "и" | "і") {
                break;
            }
            continue;
        };
        let Some(unit) = unit(piece) else {
            if from.is_some() {
                break;
            }
            continue;
        };
        let later = parts[unit..].iter().any(Option::is_some);
        if later || (unit > 0 && value > 31) || value > 80 {
            break;
        }
        parts[unit] = Some(value);
        from.get_or_insert(at);
        until = start + piece.len();
    }
    let start = from?;
    parts[0].or(parts[1])?;
    let mut value = String::from("P");
    for (part, sign) in parts.iter().zip(["Y", "M", "D"]) {
        if let Some(count) = part {
            value.push_str(&format!("{count}{sign}"));
        }
    }
    Some((value, start, until))
}

/// Years, months or days by their words; long words may have two letters misread.
fn unit(word: &str) -> Option<usize> {
    const WORDS: [&[&str]; 3] = [
        &["років", "роки", "рік", "року", "лет", "год", "года", "годов", "р", "г", "л", "year", "years"],
        &[
            "місяців",
            "місяці",
            "місяць",
            "місяця",
            "месяцев",
            "месяца",
            "месяц",
            "міс",
            "мес",
            "м",
            "month",
            "months",
        ],
        &["днів", "дні", "день", "дня", "дней", "дн", "д", "day", "days"],
    ];
    let word = word.to_lowercase();
    let length = word.chars().count();
    let exact = WORDS.iter().position(|forms| forms.contains(&word.as_str()));
    let slips = if length >= 6 { 2 } else { usize::from(length >= 4) };
    let near = || {
        let alike = |form: &&str| form.chars().count() >= 4 && crate::date::distance(form, &word) <= slips;
        WORDS.iter().position(|forms| forms.iter().any(alike))
    };
    exact.or_else(|| if slips > 0 { near() } else { None })
}

fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, letter) in text.char_indices() {
        let class = if letter.is_ascii_digit() {
            1
        } else if letter.is_alphabetic() || letter == '\'' {
            2
        } else {
            0
        };
        if before != Some(class) {
            if before.is_some_and(|one| one > 0) {
                out.push((start, &text[start..at]));
            }
            start = at;
            before = Some(class);
        }
    }
    if before.is_some_and(|one| one > 0) {
        out.push((start, &text[start..]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_service() {
        for (raw, expected) in [
            ("36 років 2 місяці 2 дні", Some("P36Y2M2D")),
            ("36 лет 2 мес. 2 дня", Some("P36Y2M2D")),
            ("страховий стаж 25 р. 11 м. 3 д.", Some("P25Y11M3D")),
            ("12 років", Some("P12Y")),
            ("P36Y2M2D", Some("P36Y2M2D")),
            ("37 років © місяців 17 днів", Some("P37Y0M17D")),
            ("37 лет О месяцев 1 день", Some("P37Y0M1D")),
            ("стаж", None),
        ] {
            assert_eq!(duration(raw).as_deref(), expected, "{raw}");
        }
    }
}
