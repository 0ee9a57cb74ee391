//! Questions against texts, both languages both ways: what is found, and which words are marked how.

use crate::common::{content, find, index_of};
use dossier::OfficeId;
use indexer::Exactness::{self, Exact, Form, Similar};

/// One page is asked one question: the marked words, or nothing found.
fn check(question: &str, text: &str, expected: &[(&str, Exactness)]) {
    let (_dir, search) = index_of(&[content(OfficeId::new(), &[], &[text])]);
    let found = find(&search, question);
    let marked: Vec<(&str, Exactness)> = found
        .hits
        .iter()
        .flat_map(|hit| &hit.matched)
        .map(|word| (word.text.as_str(), word.exactness))
        .collect();
    assert_eq!(marked, expected, "{question} in {text}: {found:?}");
    assert_eq!(found.total, usize::from(!expected.is_empty()), "{question} in {text}");
}

#[test]
fn forms_of_words() {
    check("довідка", "Видано довідку про заробітну плату", &[("довідку", Form)]);
    check(
        "довідка про заробітну плату",
        "ДОВІДКА про заробітну плату",
        &[("ДОВІДКА", Exact), ("заробітну", Exact), ("плату", Exact)],
    );
    check("документи", "опис документів справи", &[("документів", Form)]);
    check("трудова книжка", "записи трудової книжки", &[("трудової", Form), ("книжки", Form)]);
    check("завод", "уволен с завода", &[("завода", Form)]);
    check("ремонт", "наказ про звільнення", &[]);
}

#[test]
fn names_in_case_and_language() {
    check("Кравченко", "видана Кравченку Захару", &[("Кравченку", Form)]);
    check(
        "Кравченко Захар Опанасович",
        "выдана Кравченко Захару Афанасьевичу",
        &[("Кравченко", Exact), ("Захару", Form), ("Афанасьевичу", Form)],
    );
    check(
        "Кравченко Захар Афанасьевич",
        "Кравченку Захару Опанасовичу",
        &[("Кравченку", Form), ("Захару", Form), ("Опанасовичу", Form)],
    );
    check("Катерина", "гр. Екатерине Ивановне", &[("Екатерине", Form)]);
    check("Екатерина", "Катерині Іванівні", &[("Катерині", Form)]);
    check("Лук'яненко", "тов. Лукьяненко выдана", &[("Лукьяненко", Form)]);
    check("Лукьяненко", "громадянину ЛУК’ЯНЕНКУ", &[("ЛУК’ЯНЕНКУ", Form)]);
    check("Вишневський", "Вишневского Николая", &[("Вишневского", Form)]);
    check("Вишневская", "Вишневською Ольгою", &[("Вишневською", Form)]);
    check("Ковальов", "Ковалёву Петру", &[("Ковалёву", Form)]);
    check("Микола", "Николаю Петровичу", &[("Николаю", Form)]);
}

#[test]
fn words_of_the_other_language() {
    check("дата народження", "дата рождения 12.03.1957", &[("дата", Exact), ("рождения", Form)]);
    check(
        "справка о заработной плате",
        "довідка про заробітну плату",
        &[("довідка", Form), ("заробітну", Form), ("плату", Form)],
    );
}

#[test]
fn apostrophes_and_alphabets() {
    check("Лук'яненко", "Лук\"яненко", &[("Лук\"яненко", Exact)]);
    check("В'ячеслав", "Вячеслав", &[("Вячеслав", Exact)]);
    check("сім'я", "склад сім`ї", &[("сім`ї", Form)]);
    check("Андрій", "Aндpій", &[("Aндpій", Exact)]);
    check("Ґалаґан", "Галаган", &[("Галаган", Exact)]);
    check("заробітна", "заро-\nбітна плата", &[("заро-", Exact), ("бітна", Exact)]);
}

#[test]
fn slips_of_the_recogniser() {
    check("Коваленко", "громадянин К0валенко", &[("К0валенко", Exact)]);
    check("Коваленко", "громадянин Ковалснко", &[("Ковалснко", Similar)]);
    check("Бондаренко", "Бондареико Іван", &[("Бондареико", Similar)]);
    check("підприємство", "лідприсмство", &[("лідприсмство", Similar)]);
    check("Іван", "Іза", &[]);
}

#[test]
fn numbers_and_dates() {
    check("3184710691", "ІПН 3184710691.", &[("3184710691.", Exact)]);
    check("3184710691", "ІПН 3184710692", &[]);
    check("№ 15-к", "наказ № 15-К від", &[("15-К", Exact)]);
    check("12.03.1957", "народилась 12 березня 1957 року", &[("12 березня 1957", Exact)]);
    check("12 марта 1957", "дата: 12.03.1957р.", &[("12.03.1957р.", Exact)]);
    check("12 марта 1957", "дата: 12.03.1957 р.", &[("12.03.1957", Exact)]);
    check("13.03.1957", "дата: 12.03.1957", &[]);
}

#[test]
fn phrases() {
    check("\"трудова книжка\"", "трудова книжка колгоспника", &[("трудова книжка", Exact)]);
    check("\"трудова книжка\"", "запис трудової книжки", &[("трудової книжки", Form)]);
    check("«книжка трудова»", "трудова книжка", &[]);
    check(
        "\"заробітна плата\"",
        "середня заробітна\nплата за рік",
        &[("заробітна", Exact), ("плата", Exact)],
    );
}

#[test]
fn a_hit_over_two_lines_has_one_number() {
    let (_dir, search) = index_of(&[content(OfficeId::new(), &[], &["x\nсередня заробітна\nплата за рік"])]);
    let found = find(&search, "\"заробітна плата\"");
    let hits: Vec<(u32, [u32; 4])> =
        found.hits[0].matched.iter().map(|word| (word.hit, word.bbox.into())).collect();
    assert_eq!(hits, [(1, [100, 50, 90, 40]), (1, [0, 100, 90, 40])]);
}
