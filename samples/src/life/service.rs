//! School and army. Knows no paper.

use super::{date, day_between};
use crate::codes;
use crate::decline::Sex;
use crate::paper::Rng;
use crate::people::Pair;
use time::{Date, Duration};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum School {
    Vocational,
    Technical,
    University,
}

#[derive(Clone, Debug)]
pub struct Education {
    pub school: School,
    pub institution: Pair,
    pub specialty: Pair,
    pub qualification: Pair,
    pub enrolled: i32,
    pub graduated: Date,
    pub series: String,
    pub number: String,
    pub registration: i64,
}

#[derive(Clone, Debug)]
pub struct Military {
    pub from: Date,
    pub to: Date,
    pub series: String,
    pub number: String,
    pub branch: Pair,
    pub unit: i64,
    pub issued: Date,
}

type Row = (School, [&'static str; 2], [&'static str; 2], [&'static str; 2]);

const SCHOOLS: [Row; 8] = [
    (
        School::Vocational,
        [
            "Сумське міське професійно-технічне училище № 12",
            "Сумское городское профессионально-техническое училище № 12",
        ],
        ["слюсарна справа", "слесарное дело"],
        ["слюсар-ремонтник третього розряду", "слесарь-ремонтник третьего разряда"],
    ),
    (
        School::Vocational,
        ["Полтавське технічне училище № 4", "Полтавское техническое училище № 4"],
        ["монтаж електроустаткування", "монтаж электрооборудования"],
        ["електромонтер четвертого розряду", "электромонтер четвертого разряда"],
    ),
    (
        School::Technical,
        [
            "Конотопський індустріально-педагогічний технікум",
            "Конотопский индустриально-педагогический техникум",
        ],
        ["обробка металів різанням", "обработка металлов резанием"],
        ["технік-технолог", "техник-технолог"],
    ),
    (
        School::Technical,
        ["Лебединське медичне училище", "Лебединское медицинское училище"],
        ["фельдшерська справа", "фельдшерское дело"],
        ["фельдшер", "фельдшер"],
    ),
    (
        School::Technical,
        ["Чернігівський кооперативний технікум", "Черниговский кооперативный техникум"],
        ["бухгалтерський облік", "бухгалтерский учет"],
        ["бухгалтер", "бухгалтер"],
    ),
    (
        School::University,
        [
            "Харківський політехнічний інститут імені В.І. Леніна",
            "Харьковский политехнический институт имени В.И. Ленина",
        ],
        ["технологія машинобудування", "технология машиностроения"],
        ["інженер-механік", "инженер-механик"],
    ),
    (
        School::University,
        [
            "Сумський державний педагогічний інститут імені А.С. Макаренка",
            "Сумской государственный педагогический институт имени А.С. Макаренко",
        ],
        ["українська мова та література", "украинский язык и литература"],
        [
            "учитель української мови та літератури середньої школи",
            "учитель украинского языка и литературы средней школы",
        ],
    ),
    (
        School::University,
        ["Полтавський сільськогосподарський інститут", "Полтавский сельскохозяйственный институт"],
        ["агрономія", "агрономия"],
        ["учений агроном", "ученый агроном"],
    ),
];

const LETTERS: [&str; 8] = ["А", "Б", "В", "Г", "Д", "Ж", "К", "Щ"];

pub fn education(rng: &mut Rng, birth: Date) -> Option<Education> {
    if !rng.chance(0.62) {
        return None;
    }
    let (school, institution, specialty, qualification) = *rng.pick(&SCHOOLS);
    let years = match school {
        School::Vocational => 2,
        School::Technical => 3,
        School::University => 5,
    };
    let enrolled = birth.year() + rng.int(16, 18) as i32;
    let graduated = date(enrolled + years, 6, rng.int(20, 30) as u8);
    let second = if graduated.year() < 1960 { "" } else { *rng.pick(&["-I", "В", "Т", "Г"]) };
    Some(Education {
        school,
        institution: Pair::new(institution[0], institution[1]),
        specialty: Pair::new(specialty[0], specialty[1]),
        qualification: Pair::new(qualification[0], qualification[1]),
        enrolled,
        graduated,
        series: format!("{}{second}", rng.pick(&LETTERS)),
        number: codes::six(rng),
        registration: rng.int(120, 24_999),
    })
}

pub fn military(rng: &mut Rng, sex: Sex, birth: Date) -> Option<Military> {
    const BRANCHES: [[&str; 2]; 4] = [
        ["мотострілецькі війська", "мотострелковые войска"],
        ["військово-будівельні частини", "военно-строительные части"],
        ["танкові війська", "танковые войска"],
        ["військово-морський флот", "военно-морской флот"],
    ];
    if sex == Sex::F || !rng.chance(0.85) {
        return None;
    }
    let branch = rng.pick(&BRANCHES);
    let year = birth.year() + 19;
    let spring = rng.chance(0.5);
    let from = if spring {
        day_between(rng, date(year, 5, 5), date(year, 6, 28))
    } else {
        day_between(rng, date(year, 10, 12), date(year, 12, 20))
    };
    // Three years of service before the law of 1967, two after; the fleet served a year longer.
    let years = if year < 1968 { 3 } else { 2 } + i32::from(branch[1].contains("флот"));
    let to = date(from.year() + years, u8::from(from.month()), 5) + Duration::days(rng.int(-6, 22));
    Some(Military {
        from,
        to,
        series: (*rng.pick(&["НУ", "ЯП", "ГД", "БО", "НЛ", "ЖТ"])).to_string(),
        number: codes::seven(rng),
        branch: Pair::new(branch[0], branch[1]),
        unit: rng.int(10_000, 99_999),
        issued: from - Duration::days(rng.int(1, 9)),
    })
}
