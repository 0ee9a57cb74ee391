//! What every clerk's desk has: forms with lines, seals, signatures, stamps of arrival.
//!
//! Knows the canvas and people's names, no kind of paper.

use crate::decline::Lang;
use crate::paper::{Face, Hand, Ink, Machine, Page, Pen, Rect, Rng, Script, Size, Stock, mm};
use crate::people::Person;
use crate::phrases::dates;
use crate::truth::Fields;
use time::Date;

/// A sheet of the time.
pub fn sheet(rng: &mut Rng, size: Size, day: Date) -> Page {
    let stock = match day.year() {
        ..1970 => [Stock::Cream, Stock::Newsprint][rng.weighted(&[1.0, 2.0])],
        1970..1994 => [Stock::Cream, Stock::Newsprint, Stock::White][rng.weighted(&[4.0, 3.0, 1.0])],
        1994..2002 => [Stock::Cream, Stock::White][rng.weighted(&[1.0, 2.0])],
        _ => Stock::White,
    };
    Page::new(size, rng).on(stock, day.year())
}

/// One of several wordings.
pub fn one(rng: &mut Rng, from: &[&'static str]) -> &'static str {
    from[rng.index(from.len())]
}

/// How a form was filled in.
#[derive(Clone, Debug)]
pub struct Filling {
    pub pen: Pen,
    pub by_hand: bool,
}

pub fn by_hand(rng: &mut Rng) -> Filling {
    Filling { pen: Pen::hand(&Hand::random(rng)), by_hand: true }
}

pub fn typed(rng: &mut Rng) -> Filling {
    Filling { pen: Pen::typed(&Machine::random(rng)), by_hand: false }
}

/// Hand or machine, as often as such forms have it; typewriters gave way to printers.
pub fn hand_or_typed(rng: &mut Rng, hand: f32, day: Date) -> Filling {
    if rng.chance(hand) {
        return by_hand(rng);
    }
    if day.year() < 1999 {
        return typed(rng);
    }
    let (face, points) = *rng.pick(&[(Face::Serif, 11.0), (Face::Mono, 10.0), (Face::Sans, 10.0)]);
    Filling { pen: Pen::print(face, points), by_hand: false }
}

/// The three names, nominative, in the language of the paper.
pub fn person_fields(fields: &mut Fields, person: &Person, lang: Lang, by_hand: bool) {
    fields.put("surname", person.surname(lang), by_hand);
    fields.put("given_name", person.given.get(lang), by_hand);
    fields.put("patronymic", person.patronymic.get(lang), by_hand);
}

/// A form being filled from top to bottom.
#[derive(Debug)]
pub struct Form<'p> {
    pub page: &'p mut Page,
    pub x: f32,
    pub width: f32,
    pub y: f32,
    pub step: f32,
    pub label: Pen,
    pub value: Pen,
}

impl<'p> Form<'p> {
    pub fn new(page: &'p mut Page, x: f32, y: f32, width: f32, label: Pen, value: Pen) -> Form<'p> {
        Form { page, x: mm(x), width: mm(width), y: mm(y), step: mm(11.0), label, value }
    }

    pub fn row(&mut self, label: &str, value: &str, caption: &str) {
        let (x, y, width) = (self.x, self.y, self.width);
        self.page.field(x, y, width, &self.label, label, &self.value, value, caption);
        self.y += self.step;
    }

    /// Two fields on one line; `share` is the part of the width the first takes.
    pub fn pair(&mut self, share: f32, first: (&str, &str), second: (&str, &str)) {
        let (x, y, gap) = (self.x, self.y, mm(3.0));
        let left = self.width * share - gap;
        self.page.field(x, y, left, &self.label, first.0, &self.value, first.1, "");
        let right = self.width * (1.0 - share);
        self.page.field(x + left + gap, y, right, &self.label, second.0, &self.value, second.1, "");
        self.y += self.step;
    }

    /// A long value over as many ruled lines as it takes, at least `lines`.
    pub fn long(&mut self, label: &str, value: &str, lines: usize, caption: &str) {
        let first = self.width - self.label.measure(label) - self.label.measure("н");
        let mut parts = cut(&self.value, value, first, self.width);
        while parts.len() < lines {
            parts.push(String::new());
        }
        for (index, part) in parts.iter().enumerate() {
            let last = index + 1 == parts.len();
            self.row(if index == 0 { label } else { "" }, part, if last { caption } else { "" });
        }
    }

    /// Words of the form itself.
    pub fn words(&mut self, text: &str) {
        let (x, y, width) = (self.x, self.y, self.width);
        let end = self.page.para(x, y, width, &self.label, 0.0, crate::paper::Align::Left, text);
        self.y = end + (self.step - self.label.leading()).max(0.0);
    }

    pub fn skip(&mut self, millimetres: f32) {
        self.y += mm(millimetres);
    }
}

/// Cuts a value into pieces for ruled lines.
pub fn cut(pen: &Pen, value: &str, first: f32, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in value.split(' ') {
        let room = if lines.len() == 1 { first } else { width };
        let last = lines.len() - 1;
        let longer =
            if lines[last].is_empty() { word.to_string() } else { format!("{} {word}", lines[last]) };
        if pen.measure(&longer) <= room * 0.96 || lines[last].is_empty() {
            lines[last] = longer;
        } else {
            lines.push(word.to_string());
        }
    }
    lines
}

/// A paragraph; handwriting gets more room between its lines than type.
pub fn text_block(page: &mut Page, x: f32, y: f32, width: f32, pen: &Pen, indent: f32, text: &str) -> f32 {
    let step = match pen.script() {
        Script::Handwritten => pen.leading() * 1.32,
        Script::Typed => pen.leading(),
        _ => pen.leading() * 1.12,
    };
    let mut y = y;
    for (index, line) in cut(pen, text, width - indent, width).iter().enumerate() {
        page.text(if index == 0 { x + indent } else { x }, y, pen, line);
        y += step;
    }
    y
}

/// Lines one under the other about `x`; returns the next baseline.
pub fn centred(page: &mut Page, x: f32, y: f32, pen: &Pen, lines: &[&str]) -> f32 {
    let mut y = y;
    for line in lines {
        page.text_centre(x, y, pen, line);
        y += pen.leading();
    }
    y
}

/// A post, a signature over a line and a name.
pub fn sign(page: &mut Page, y: f32, x: f32, width: f32, pen: &Pen, post: &str, name: &str) {
    let post_end = page.text(x, y, pen, post).right();
    let name_width = pen.measure(name);
    let name_x = x + width - name_width;
    page.text(name_x, y, pen, name);
    let (from, to) = ((post_end + mm(4.0)).max(x + width * 0.38), name_x - mm(4.0));
    if to - from > mm(12.0) {
        page.line(from, y + 8.0, to, y + 8.0, 2.0, Ink::BLACK, 0.7);
        let ink = pen_ink(page);
        let room = (to - from).min(mm(42.0));
        page.signature(from + mm(3.0), y, room - mm(4.0), ink);
    }
}

fn pen_ink(page: &mut Page) -> Ink {
    [Ink::BLUE, Ink::BLUE_BLACK, Ink::VIOLET, Ink::BLACK][page.rng.weighted(&[5.0, 2.0, 2.0, 0.7])]
}

pub fn seal_ink(rng: &mut Rng) -> Ink {
    [Ink::SEAL_BLUE, Ink::SEAL_VIOLET][rng.weighted(&[3.0, 2.0])]
}

/// A round seal of about 19 mm radius; `place` is in millimetres.
pub fn seal(page: &mut Page, place: (f32, f32), ring: &str, middle: &[&str]) {
    let ink = if page.rng.chance(0.6) { Ink::SEAL_BLUE } else { Ink::SEAL_VIOLET };
    let (dx, dy) = (page.rng.float(-4.0, 4.0), page.rng.float(-3.0, 3.0));
    let radius = page.rng.float(17.5, 20.5);
    page.seal(mm(place.0 + dx), mm(place.1 + dy), mm(radius), ink, ring, middle);
}

/// The ring of an organisation's seal.
pub fn ring(lang: Lang, name: &str, day: Date) -> String {
    let name = name.to_uppercase();
    match (lang, day.year() < 1992) {
        (Lang::Ru, true) => format!("УКРАИНСКАЯ ССР * {name}"),
        (Lang::Uk, true) => format!("УКРАЇНСЬКА РСР * {name}"),
        (Lang::Uk, false) => format!("УКРАЇНА * {name}"),
        (Lang::Ru, false) => name,
    }
}

/// The corner stamp of arrival.
pub fn arrival(page: &mut Page, rng: &mut Rng, place: (f32, f32), office: &str, lang: Lang, day: Date) {
    let number = rng.int(12, 4800);
    let (word, date_word) =
        if lang == Lang::Uk { ("Вхідний №", "від") } else { ("Входящий №", "от") };
    let ink = seal_ink(rng);
    let line = format!("{word} {number}");
    let when = format!("{date_word} {}", dates::dotted(day));
    let angle = rng.float(-0.07, 0.07);
    let mut lines = cut(&Pen::rubber(Face::SansBold, 8.0, ink), office, mm(62.0), mm(62.0));
    lines.push(line);
    lines.push(when);
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    page.stamp(mm(place.0), mm(place.1), 8.0, ink, angle, rng.chance(0.8), &lines);
}

/// The printing house's line in the smallest type.
pub fn imprint(page: &mut Page, rng: &mut Rng, day: Date) {
    let pen = Pen::print(Face::Narrow, 5.6);
    let text = if day.year() < 1992 {
        format!(
            "{} обл. тип. Зак. {}-{}. {}.{} г.",
            one(rng, &["Сумская", "Харьковская", "Киевская", "Полтавская"]),
            rng.int(100, 9900),
            rng.int(10, 99),
            rng.int(10, 400),
            day.year() % 100
        )
    } else {
        format!(
            "Друк. ДП «Укрформа». Зам. {}-{}, тираж {} пр.",
            rng.int(100, 9900),
            day.year() % 100,
            rng.int(1, 60) * 1000
        )
    };
    let (x, y) = (mm(22.0), page.h() - mm(7.0));
    page.text(x, y, &pen, &text);
}

/// «Форма № 12» in the corner.
pub fn form_number(page: &mut Page, text: &str) {
    let pen = Pen::print(Face::Sans, 7.0);
    let right = page.w() - mm(12.0);
    let mut y = mm(11.0);
    for line in text.split('\n') {
        page.text_right(right, y, &pen, line);
        y += pen.leading();
    }
}

/// The clerk's remark on a copy.
pub fn true_copy(page: &mut Page, rng: &mut Rng, lang: Lang, y: f32) {
    let words = match lang {
        Lang::Uk => one(rng, &["Копія вірна", "З оригіналом згідно", "Згідно з оригіналом"]),
        Lang::Ru => one(rng, &["Копия верна", "С подлинником верно", "Верно:"]),
    };
    let hand = by_hand(rng);
    let x = mm(rng.float(24.0, 110.0));
    page.text(x, mm(y), &hand.pen, words);
    let end = x + hand.pen.measure(words);
    page.signature(end + mm(6.0), mm(y), mm(30.0), Ink::BLUE);
}

/// What the office's people leave in the margin: a tick, a word, a stamp.
pub fn remark(page: &mut Page, rng: &mut Rng) {
    let soviet = page.year < 1992;
    let (w, h) = (page.w() / mm(1.0), page.h() / mm(1.0));
    if w < 140.0 || h < 140.0 {
        return;
    }
    let low = h - rng.float(10.0, 22.0);
    match rng.index(3) {
        0 => {
            let words = if soviet {
                one(rng, &["Проверено", "учтено", "в дело"])
            } else {
                one(rng, &["Перевірено", "враховано", "до справи"])
            };
            let pen = by_hand(rng).pen.ink(*rng.pick(&[Ink::PENCIL, Ink::BLUE, Ink::RED]));
            let x = mm(rng.float(20.0, w * 0.6));
            page.text(x, mm(low), &pen, words);
        }
        1 => {
            let words = if soviet {
                "ПРОВЕРЕНО"
            } else {
                one(rng, &["ПЕРЕВІРЕНО", "З ОРИГІНАЛОМ ЗГІДНО"])
            };
            let (ink, angle) = (seal_ink(rng), rng.float(-0.12, 0.12));
            page.stamp(mm(rng.float(40.0, w - 50.0)), mm(low), 10.0, ink, angle, true, &[words]);
        }
        _ => {
            let (x, y) = (mm(rng.float(8.0, 13.0)), mm(rng.float(h * 0.3, h * 0.8)));
            let points = [(x, y), (x + mm(2.0), y + mm(3.0)), (x + mm(6.0), y - mm(6.0))];
            let ink = *rng.pick(&[Ink::RED, Ink::BLUE, Ink::PENCIL]);
            page.stroke(&points, 5.0, ink);
        }
    }
}

/// Another clerk of the same office.
pub fn colleague(rng: &mut Rng) -> Person {
    crate::people::official(rng)
}

/// The first day of a month.
pub fn first_of(year: i32, month: u8) -> Date {
    crate::life::date(year, month, 1)
}

/// A box of the page in millimetres.
pub fn area(x: f32, y: f32, w: f32, h: f32) -> Rect {
    Rect { x: mm(x), y: mm(y), w: mm(w), h: mm(h) }
}
