//! Workplaces with their dates, posts and orders, and the book they are written in. Knows no paper.

use super::service::{Education, Military};
use super::{date, working};
use crate::codes;
use crate::decline::{Case, Lang, Sex};
use crate::paper::Rng;
use crate::people::{Pair, columns, lines, official};
use crate::places::{self, Firm, Town};
use time::{Date, Duration};

const POSTS: &str = include_str!("../../data/jobs.txt");

#[derive(Clone, Debug)]
pub struct Job {
    pub firm: Firm,
    /// Nominative, genitive, instrumental.
    post: [Pair; 3],
    pub from: Date,
    pub to: Date,
    pub hired_by: i64,
    pub hire_order: Date,
    pub left_by: i64,
    pub leave_order: Date,
    pub reason: usize,
    /// A grade given later: the day and the order.
    pub raised: Option<(Date, i64, i64)>,
    pub head: crate::people::Person,
    pub accountant: crate::people::Person,
    pub personnel: crate::people::Person,
    /// How well this place pays beside the country.
    pub generous: f32,
}

#[derive(Clone, Debug)]
pub struct WorkBook {
    pub series: Option<&'static str>,
    pub number: Option<String>,
    pub issued: Date,
}

impl Job {
    pub fn post(&self, lang: Lang, case: Case) -> &str {
        let index = match case {
            Case::Nom | Case::Dat => 0,
            Case::Gen => 1,
            Case::Ins => 2,
        };
        self.post[index].get(lang)
    }

    pub fn organisation(&self, lang: Lang) -> &str {
        self.firm.name.get(lang)
    }

    pub fn in_hot_shop(&self) -> bool {
        self.firm.sector == "hot"
    }

    /// The language of the entries made on that day.
    pub fn lang_at(day: Date) -> Lang {
        if day.year() < 1992 { Lang::Ru } else { Lang::Uk }
    }
}

impl WorkBook {
    pub fn of(rng: &mut Rng, jobs: &[Job]) -> WorkBook {
        let first = jobs.first().map_or(date(1970, 1, 5), |job| job.from);
        let issued = working(first + Duration::days(rng.int(2, 9)));
        let series = codes::workbook_series(issued.year());
        WorkBook { series, number: series.map(|_| codes::seven(rng)), issued }
    }
}

pub fn jobs(
    rng: &mut Rng,
    town: &Town,
    sex: Sex,
    birth: Date,
    education: Option<&Education>,
    military: Option<&Military>,
    end: Date,
) -> Vec<Job> {
    let mut busy = Vec::new();
    if let Some(education) = education {
        busy.push((date(education.enrolled, 9, 1), education.graduated));
    }
    if let Some(military) = military {
        busy.push((military.from, military.to));
    }
    let start = rng.int(17 * 365 + 30, 18 * 365 + 200);
    let mut day = working(birth + Duration::days(start));
    let mut jobs = Vec::new();
    let count = rng.int(3, 7);
    let average = ((end - day).whole_days() / count).max(300);
    while day < end - Duration::days(200) && jobs.len() < 9 {
        if let Some((_, until)) =
            busy.iter().find(|(from, until)| *from - Duration::days(60) <= day && day < *until)
        {
            day = working(*until + Duration::days(rng.int(12, 50)));
            continue;
        }
        let mut until = working(day + Duration::days((average as f32 * rng.float(0.45, 1.6)) as i64));
        if let Some((from, _)) = busy.iter().find(|(from, _)| day < *from && *from < until) {
            until = *from - Duration::days(rng.int(3, 20));
        }
        if until > end - Duration::days(300) || jobs.len() == 8 {
            until = end;
        }
        let leaving = until == end;
        jobs.push(job(rng, town, sex, day, until, leaving));
        day = working(until + Duration::days(rng.int(1, 40)));
    }
    jobs
}

fn job(rng: &mut Rng, town: &Town, sex: Sex, from: Date, to: Date, last: bool) -> Job {
    let (firm, post, graded) = loop {
        let firm = places::any_firm(rng, town, from.year());
        let mut fitting = Vec::new();
        for line in lines(POSTS) {
            let row = columns(line);
            if row[0] == firm.sector && (row[1] == "a" || (row[1] == "f") == (sex == Sex::F)) {
                fitting.push(row);
            }
        }
        if !fitting.is_empty() {
            let row = rng.pick(&fitting).clone();
            let post = [Pair::new(row[2], row[5]), Pair::new(row[3], row[6]), Pair::new(row[4], row[7])];
            break (firm, post, row[8] == "2");
        }
    };
    let hire_order = from - Duration::days(rng.int(0, 3));
    let leave_order = to - Duration::days(rng.int(0, 4));
    let raised = (graded && (to - from).whole_days() > 1000 && rng.chance(0.6)).then(|| {
        let day = working(from + Duration::days(rng.int(300, (to - from).whole_days() - 300)));
        (day, rng.int(3, 5), rng.int(10, 400))
    });
    Job {
        firm,
        post,
        from,
        to,
        hired_by: rng.int(4, 320),
        hire_order,
        left_by: rng.int(4, 320),
        leave_order,
        reason: if last { 3 } else { rng.weighted(&[5.0, 3.0, 1.0]) },
        raised,
        head: official(rng),
        accountant: official(rng),
        personnel: official(rng),
        generous: rng.float(0.65, 1.45),
    }
}
