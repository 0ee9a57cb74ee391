//! Declined names of running text against their nominatives, both languages.

use language::{Case, Hint, Language, NamePart, Sex, misspelt, nominative, person, spelled, title};

#[test]
fn full_names() {
    let check = |written: [&str; 3], expected: [&str; 3]| {
        let found = person(written[0], written[1], written[2], Language::Unknown);
        let forms =
            [found.surname, found.given_name, found.patronymic].map(|guess| guess.expect("a guess").form);
        assert_eq!(forms, expected.map(str::to_owned), "{written:?}");
    };
    check(["Кравченку", "Захару", "Опанасовичу"], ["Кравченко", "Захар", "Опанасович"]);
    check(["КРАВЧЕНКУ", "ЗАХАРУ", "ОПАНАСОВИЧУ"], ["Кравченко", "Захар", "Опанасович"]);
    check(["Кравченко", "Захар", "Опанасович"], ["Кравченко", "Захар", "Опанасович"]);
    check(["Коваленко", "Ользі", "Петрівні"], ["Коваленко", "Ольга", "Петрівна"]);
    check(["Ковальській", "Марії", "Іванівні"], ["Ковальська", "Марія", "Іванівна"]);
    check(["Вишневському", "Григорію", "Миколайовичу"], ["Вишневський", "Григорій", "Миколайович"]);
    check(["Іванова", "Петра", "Сергійовича"], ["Іванов", "Петро", "Сергійович"]);
    check(["Іванова", "Тетяна", "Сергіївна"], ["Іванова", "Тетяна", "Сергіївна"]);
    check(["Івановій", "Тетяні", "Сергіївні"], ["Іванова", "Тетяна", "Сергіївна"]);
    check(["Шевчуку", "Федору", "Яковичу"], ["Шевчук", "Федір", "Якович"]);
    check(["Шевчук", "Катерині", "Яківні"], ["Шевчук", "Катерина", "Яківна"]);
    check(["Бондарем", "Павлом", "Іллічем"], ["Бондар", "Павло", "Ілліч"]);
    check(["Коломійцю", "Василю", "Кузьмичу"], ["Коломієць", "Василь", "Кузьмич"]);
    check(["Лук'яненкові", "В'ячеславу", "Дем'яновичу"], ["Лук'яненко", "В'ячеслав", "Дем'янович"]);
    check(["Сороці", "Надії", "Юріївні"], ["Сорока", "Надія", "Юріївна"]);
    check(["Чорній", "Любові", "Лук'янівні"], ["Чорна", "Любов", "Лук'янівна"]);
    check(["Кравченко", "Захару", "Афанасьевичу"], ["Кравченко", "Захар", "Афанасьевич"]);
    check(["Иванову", "Петру", "Сергеевичу"], ["Иванов", "Петр", "Сергеевич"]);
    check(["Ивановой", "Екатерине", "Ильиничне"], ["Иванова", "Екатерина", "Ильинична"]);
    check(["Вишневскому", "Николаю", "Дмитриевичу"], ["Вишневский", "Николай", "Дмитриевич"]);
    check(["Вишневской", "Наталье", "Григорьевне"], ["Вишневская", "Наталья", "Григорьевна"]);
    check(["Мельником", "Алексеем", "Фомичом"], ["Мельник", "Алексей", "Фомич"]);
    check(["Калиною", "Надією", "Іванівною"], ["Калина", "Надія", "Іванівна"]);
    check(["Соколової", "Ганни", "Лук'янівни"], ["Соколова", "Ганна", "Лук'янівна"]);
    check(["Білецькому", "Іллі", "Хомичу"], ["Білецький", "Ілля", "Хомич"]);
    check(["Приходьку", "Тимофію", "Савичу"], ["Приходько", "Тимофій", "Савич"]);
    check(["Сороке", "Надежде", "Кузьминичне"], ["Сорока", "Надежда", "Кузьминична"]);
    check(["Волковым", "Павлом", "Никитичем"], ["Волков", "Павел", "Никитич"]);
    check(["Нечуй-Левицькому", "Івану", "Семеновичу"], ["Нечуй-Левицький", "Іван", "Семенович"]);
}

#[test]
fn a_name_has_the_apostrophe_of_its_language() {
    let check = |part, form, language, expected: Option<&str>| {
        assert_eq!(spelled(part, form, language).as_deref(), expected, "{form} {language:?}");
    };
    check(NamePart::GivenName, "Вячеслав", Language::Ukrainian, Some("В'ячеслав"));
    check(NamePart::GivenName, "В'ячеслав", Language::Ukrainian, None);
    check(NamePart::GivenName, "Вячеслав", Language::Russian, None);
    check(NamePart::GivenName, "Вячеслав", Language::Unknown, None);
    check(NamePart::GivenName, "Марія", Language::Ukrainian, None);
    check(NamePart::GivenName, "Петр", Language::Russian, None);
    check(NamePart::GivenName, "Небувалко", Language::Ukrainian, None);
}

#[test]
fn a_surname_tells_where_no_patronymic_does() {
    let told = |surname: &str, given: &str| {
        let found = person(surname, given, "", Language::Ukrainian);
        [found.surname, found.given_name].map(|part| part.map(|guess| guess.form).unwrap_or_default())
    };
    assert_eq!(told("Квятковського", "Ярослава"), ["Квятковський", "Ярослав"]);
    assert_eq!(told("Квятковська", "Ярослава"), ["Квятковська", "Ярослава"]);
    assert_eq!(told("Квятковській", "Ярославі"), ["Квятковська", "Ярослава"]);
    // A surname that shows neither leaves the given name as it is.
    assert_eq!(told("Шевченко", "Олександра")[1], "Олександра");
}

#[test]
fn sex_and_case_come_with_a_person() {
    let found = person("Кравченку", "Захару", "Опанасовичу", Language::Unknown);
    assert_eq!((found.sex, found.case), (Some(Sex::Male), Some(Case::Dative)));
    let found = person("Ковальська", "Олександра", "Петрівна", Language::Unknown);
    assert_eq!((found.sex, found.case), (Some(Sex::Female), Some(Case::Nominative)));
    assert_eq!(found.given_name.expect("a guess").form, "Олександра");
}

#[test]
fn the_paper_tells_what_the_name_does_not() {
    let check = |paper: Language, expected: [&str; 3]| {
        let found = person("Павленку", "Якову", "Макаровичу", paper);
        let form = |guess: Option<language::Guess>| guess.map(|guess| guess.form).unwrap_or_default();
        assert_eq!([form(found.surname), form(found.given_name), form(found.patronymic)], expected);
    };
    check(Language::Ukrainian, ["Павленко", "Яків", "Макарович"]);
    let found = person("Мельнику", "Якову", "Макаровичу", Language::Russian);
    assert_eq!(found.given_name.expect("a guess").form, "Яков");
    // What the words themselves say counts more.
    let found = person("Мельніку", "Якову", "Макаровичу", Language::Russian);
    assert_eq!(found.given_name.expect("a guess").form, "Яків");
}

#[test]
fn surnames_alone() {
    let check = |written: &str, expected: &str, least: f32| {
        let guesses = nominative(NamePart::Surname, written, Hint::default());
        let best = &guesses[0];
        assert_eq!(best.form, expected, "{written}: {guesses:?}");
        assert!(best.probability >= least, "{written}: {guesses:?}");
    };
    check("Кравченко", "Кравченко", 0.8);
    check("Кравченка", "Кравченко", 0.7);
    check("Кравченком", "Кравченко", 0.9);
    check("Ковальського", "Ковальський", 0.9);
    check("Ковальською", "Ковальська", 0.8);
    check("Петренкові", "Петренко", 0.9);
    check("Кравчука", "Кравчук", 0.6);
}

#[test]
fn hints_decide() {
    let of = |form: &str, sex: Sex| {
        let hint = Hint { sex: Some(sex), ..Hint::default() };
        nominative(NamePart::Surname, form, hint).swap_remove(0).form
    };
    assert_eq!(of("Іванова", Sex::Female), "Іванова");
    assert_eq!(of("Іванова", Sex::Male), "Іванов");
}

#[test]
fn titles() {
    let check = |written: &str, expected: &str| assert_eq!(title(written), expected);
    check("ЛУК’ЯНЕНКО", "Лук'яненко");
    check("нечуй-левицький", "Нечуй-Левицький");
    check("АНДРIЙ", "Андрій");
    check("", "");
}

#[test]
fn a_name_that_the_paper_would_not_spell_so_is_told() {
    let uk = [
        "Лукянчук",
        "Соловяненко",
        "Червяк",
        "Вятрович",
        "Егор",
        "Петренко-Демянчук",
        "Гудзь",
        "Ґудзь",
        "ГАЛАГАН",
    ];
    for name in uk {
        assert!(misspelt(name, Language::Ukrainian), "{name}");
    }
    for name in [
        "Лук'янчук",
        "Солов'яненко",
        "Святенко",
        "Цвяшко",
        "Медвєдєв",
        "Єгор",
        "Ельдар",
        "Кравченко",
        "Рябко",
        "Гнатенко",
        "Грабовський",
        "Григорій",
        "Сергійович",
    ] {
        assert!(!misspelt(name, Language::Ukrainian), "{name}");
    }
    assert!(misspelt("В'ячеславович", Language::Russian) && misspelt("Ґудзь", Language::Russian));
    assert!(!misspelt("Вячеславович", Language::Russian) && !misspelt("Егор", Language::Russian));
    assert!(!misspelt("Лукянчук", Language::Unknown));
}
