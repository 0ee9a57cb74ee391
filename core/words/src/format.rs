//! How dates, times, numbers and sums are written. Times are stored in UTC and shown in Kyiv.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use time::{Date, Month, OffsetDateTime};

use crate::{Lang, Value, Words};

/// Between groups of three digits; never breaks a line.
const NARROW_SPACE: char = '\u{202F}';

pub(crate) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    if number < 0 {
        text.push('\u{2212}');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(NARROW_SPACE);
        }
        text.push(digit);
    }
    text
}

fn in_kyiv(at: OffsetDateTime) -> jiff::Zoned {
    let micros = i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap_or_default();
    let zone = TimeZone::get("Europe/Kyiv").unwrap_or(TimeZone::UTC);
    Timestamp::from_microsecond(micros).unwrap_or_default().to_zoned(zone)
}

/// The day of that moment as people here count days.
pub fn local_day(at: OffsetDateTime) -> Date {
    let here = in_kyiv(at);
    let month = u8::try_from(here.month()).ok().and_then(|month| Month::try_from(month).ok());
    let day = u8::try_from(here.day()).unwrap_or(1);
    let date = month.and_then(|month| Date::from_calendar_date(here.year().into(), month, day).ok());
    date.unwrap_or_else(|| at.date())
}

/// When that day begins here: in Kyiv, summer time included.
pub fn day_start(day: Date) -> OffsetDateTime {
    let midnight = jiff::civil::date(
        i16::try_from(day.year()).unwrap_or_default(),
        i8::try_from(u8::from(day.month())).unwrap_or(1),
        i8::try_from(day.day()).unwrap_or(1),
    );
    let zone = TimeZone::get("Europe/Kyiv").unwrap_or(TimeZone::UTC);
    let seconds = midnight.to_zoned(zone).map_or(0, |zoned| zoned.timestamp().as_second());
    OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

impl Words {
    /// `4 212`
    pub fn number(&self, number: impl Into<Value>) -> String {
        match number.into() {
            Value::Number(number) => grouped(number),
            Value::Text(text) => text,
        }
    }

    /// A stored date (`1953-08-24`, `1953-08`, `1953`) as it is written here: `24.08.1953`. What is no date
    /// stays as it is.
    pub fn date(&self, stored: &str) -> String {
        let parts: Vec<&str> = stored.split('-').collect();
        let digits =
            parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        match parts.as_slice() {
            [year, month, day] if digits && year.len() == 4 => format!("{day}.{month}.{year}"),
            [year, month] if digits && year.len() == 4 => format!("{month}.{year}"),
            _ => stored.to_owned(),
        }
    }

    /// A stored sum (`3150.85`) as it is written here: `3 150,85 грн`.
    pub fn amount(&self, stored: &str) -> String {
        let sum = self.sum(stored);
        match self.lang() {
            Lang::Uk => format!("{sum}\u{A0}грн"),
            Lang::En => format!("{sum}\u{A0}UAH"),
        }
    }

    /// The sum without its currency: pay of the Soviet years was in roubles.
    pub fn sum(&self, stored: &str) -> String {
        let (whole, rest) = stored.split_once('.').unwrap_or((stored, ""));
        let Ok(number) = whole.parse::<i64>() else { return stored.to_owned() };
        let point = if self.lang() == Lang::Uk { ',' } else { '.' };
        if rest.is_empty() { grouped(number) } else { format!("{}{point}{rest}", grouped(number)) }
    }

    /// A stored length of service (`P37Y2M14D`) in words: «37 років 2 місяці 14 днів». What is none stays as it is.
    pub fn duration(&self, stored: &str) -> String {
        let mut parts = Vec::new();
        let units = stored.strip_prefix('P').unwrap_or_default();
        for part in units.split_inclusive(|sign: char| sign.is_ascii_uppercase()) {
            let known = [("Y", "length-years"), ("M", "length-months"), ("D", "length-days")];
            let read = known
                .iter()
                .find_map(|(sign, key)| Some((key, part.strip_suffix(sign)?.parse::<i64>().ok()?)));
            let Some((key, number)) = read else { return stored.to_owned() };
            parts.push(self.count(key, number));
        }
        if parts.is_empty() { stored.to_owned() } else { parts.join(" ") }
    }

    /// `0,38`: a measure with so many digits after the point.
    pub fn decimal(&self, number: f64, digits: usize) -> String {
        let text = format!("{number:.digits$}");
        if self.lang() == Lang::Uk { text.replace('.', ",") } else { text }
    }

    /// `24.08.2026`
    pub fn day(&self, at: OffsetDateTime) -> String {
        in_kyiv(at).strftime("%d.%m.%Y").to_string()
    }

    /// `10:42`
    pub fn clock(&self, at: OffsetDateTime) -> String {
        in_kyiv(at).strftime("%H:%M").to_string()
    }

    /// `24.08.2026, 10:42`
    pub fn moment(&self, at: OffsetDateTime) -> String {
        in_kyiv(at).strftime("%d.%m.%Y, %H:%M").to_string()
    }

    /// `24.08.2026, 10:42:07`: for the journal.
    pub fn moment_with_seconds(&self, at: OffsetDateTime) -> String {
        in_kyiv(at).strftime("%d.%m.%Y, %H:%M:%S").to_string()
    }

    /// How long ago, in one unit: «5 хвилин», «2 дні».
    pub fn age(&self, since: OffsetDateTime, now: OffsetDateTime) -> String {
        let minutes = (now - since).whole_minutes().max(0);
        if minutes < 1 {
            return self.text("age-moment");
        }
        if minutes < 60 {
            return self.count("age-minutes", minutes);
        }
        if minutes < 48 * 60 {
            return self.count("age-hours", minutes / 60);
        }
        self.count("age-days", minutes / (24 * 60))
    }

    /// `1,4 МБ`
    pub fn bytes(&self, bytes: u64) -> String {
        let units = ["unit-byte", "unit-kilobyte", "unit-megabyte", "unit-gigabyte"];
        let mut size = bytes as f64;
        let mut unit = 0;
        while size >= 1000.0 && unit + 1 < units.len() {
            size /= 1000.0;
            unit += 1;
        }
        let digits = usize::from(unit > 0 && size < 100.0);
        format!("{}\u{A0}{}", self.decimal(size, digits), self.text(units[unit]))
    }
}
