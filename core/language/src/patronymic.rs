//! Patronymics made from given names: rules and the exceptions to them.

/// The patronymics of one father: sons' and daughters' forms, the usual one first.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Patronymics {
    pub sons: Vec<String>,
    pub daughters: Vec<String>,
}

fn listed(sons: &[&str], daughters: &[&str]) -> Patronymics {
    let owned = |forms: &[&str]| forms.iter().map(|&form| form.to_owned()).collect();
    Patronymics { sons: owned(sons), daughters: owned(daughters) }
}

fn made(stem: &str, son: &str, daughter: &str) -> Patronymics {
    Patronymics { sons: vec![format!("{stem}{son}")], daughters: vec![format!("{stem}{daughter}")] }
}

pub(crate) fn ukrainian(father: &str) -> Patronymics {
    match father {
        "Микола" => return listed(&["Миколайович"], &["Миколаївна"]),
        "Григорій" => return listed(&["Григорович", "Григорійович"], &["Григорівна", "Григоріївна"]),
        "Ілля" => return listed(&["Ілліч"], &["Іллівна"]),
        "Лука" => return listed(&["Лукич"], &["Луківна"]),
        "Кузьма" => return listed(&["Кузьмич", "Кузьмович"], &["Кузьмівна"]),
        "Хома" => return listed(&["Хомич", "Хомович"], &["Хомівна"]),
        "Сава" => return listed(&["Савич", "Савович"], &["Савівна"]),
        "Яків" => return listed(&["Якович"], &["Яківна"]),
        "Лев" => return listed(&["Львович", "Левович"], &["Львівна", "Левівна"]),
        "Федір" => return made("Федор", "ович", "івна"),
        "Сидір" => return made("Сидор", "ович", "івна"),
        "Прокіп" => return made("Прокоп", "ович", "івна"),
        "Антін" => return made("Антон", "ович", "івна"),
        "Тихін" => return made("Тихон", "ович", "івна"),
        "Тиміш" => return made("Тимош", "ович", "івна"),
        "Ничипір" => return made("Ничипор", "ович", "івна"),
        "Тодось" => return made("Тодос", "ьович", "івна"),
        "Осип" | "Йосип" => return made(father, "ович", "івна"),
        _ => {}
    }
    if let Some(stem) = father.strip_suffix('й') {
        return made(stem, "йович", "ївна");
    }
    if let Some(stem) = father.strip_suffix('ь') {
        return made(stem, "ьович", "івна");
    }
    let stem = father.strip_suffix(['о', 'а', 'я']).unwrap_or(father);
    made(stem, "ович", "івна")
}

pub(crate) fn russian(father: &str) -> Patronymics {
    match father {
        "Никита" => return listed(&["Никитич", "Никитович"], &["Никитична", "Никитовна"]),
        "Кузьма" => return listed(&["Кузьмич"], &["Кузьминична", "Кузьмовна"]),
        "Лука" => return listed(&["Лукич"], &["Лукинична", "Лукьевна"]),
        "Фома" => return listed(&["Фомич"], &["Фоминична", "Фомовна"]),
        "Савва" => return listed(&["Саввич"], &["Саввична"]),
        "Илья" => return listed(&["Ильич"], &["Ильинична"]),
        "Гаврила" | "Гавриил" => {
            return listed(&["Гаврилович", "Гавриилович"], &["Гавриловна", "Гаврииловна"]);
        }
        "Данила" | "Даниил" | "Данил" => {
            return listed(&["Данилович", "Даниилович"], &["Даниловна", "Данииловна"]);
        }
        "Павел" => return made("Павл", "ович", "овна"),
        "Лев" => return made("Льв", "ович", "овна"),
        "Яков" => return made("Яковл", "евич", "евна"),
        "Пётр" => return made("Петр", "ович", "овна"),
        "Фёдор" => return made("Федор", "ович", "овна"),
        "Семён" => return made("Семен", "ович", "овна"),
        "Артём" => return made("Артем", "ович", "овна"),
        "Михаил" => return made("Михайл", "ович", "овна"),
        "Кирилл" => return made("Кирилл", "ович", "овна"),
        _ => {}
    }
    if let Some(stem) = father.strip_suffix("ий") {
        let soft = listed(&[&format!("{stem}ьевич")], &[&format!("{stem}ьевна")]);
        let full = listed(&[&format!("{stem}иевич")], &[&format!("{stem}иевна")]);
        let (mut usual, rare) =
            if matches!(father, "Дмитрий" | "Георгий") { (full, soft) } else { (soft, full) };
        usual.sons.extend(rare.sons);
        usual.daughters.extend(rare.daughters);
        return usual;
    }
    if let Some(stem) = father.strip_suffix('й').or_else(|| father.strip_suffix('ь')) {
        return made(stem, "евич", "евна");
    }
    made(father.strip_suffix(['о', 'а']).unwrap_or(father), "ович", "овна")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fathers_and_children() {
        let check = |found: Patronymics, son: &str, daughter: &str| {
            assert_eq!((found.sons[0].as_str(), found.daughters[0].as_str()), (son, daughter));
        };
        check(ukrainian("Іван"), "Іванович", "Іванівна");
        check(ukrainian("Сергій"), "Сергійович", "Сергіївна");
        check(ukrainian("Юрій"), "Юрійович", "Юріївна");
        check(ukrainian("Григорій"), "Григорович", "Григорівна");
        check(ukrainian("Василь"), "Васильович", "Василівна");
        check(ukrainian("Дмитро"), "Дмитрович", "Дмитрівна");
        check(ukrainian("Опанас"), "Опанасович", "Опанасівна");
        check(ukrainian("Ілля"), "Ілліч", "Іллівна");
        check(ukrainian("Ігор"), "Ігорович", "Ігорівна");
        check(ukrainian("В'ячеслав"), "В'ячеславович", "В'ячеславівна");
        check(russian("Афанасий"), "Афанасьевич", "Афанасьевна");
        check(russian("Дмитрий"), "Дмитриевич", "Дмитриевна");
        check(russian("Сергей"), "Сергеевич", "Сергеевна");
        check(russian("Николай"), "Николаевич", "Николаевна");
        check(russian("Игорь"), "Игоревич", "Игоревна");
        check(russian("Илья"), "Ильич", "Ильинична");
        check(russian("Яков"), "Яковлевич", "Яковлевна");
        check(russian("Михаил"), "Михайлович", "Михайловна");
    }
}
