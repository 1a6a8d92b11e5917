//! Moments, as seconds since 1970 in UTC, and days of the Dutch calendar. The clock itself is always passed in.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A moment: whole seconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The moment `minutes` later.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Timestamp(self.0 + minutes * 60)
    }

    /// The moment `days` times 24 hours later.
    pub fn plus_days(self, days: i64) -> Self {
        Timestamp(self.0 + days * 86_400)
    }

    /// The day in UTC.
    pub fn day(self) -> Day {
        Day(self.0.div_euclid(86_400))
    }
}

impl fmt::Display for Timestamp {
    /// RFC 3339 in UTC, such as `2026-12-01T08:00:00Z`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let second = self.0.rem_euclid(86_400);
        write!(out, "{}T{:02}:{:02}:{:02}Z", self.day(), second / 3600, second / 60 % 60, second % 60)
    }
}

/// A calendar day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i64);

impl Day {
    /// Year, month (1-12) and day of the month (1-31) in the Gregorian calendar.
    ///
    /// Source: Howard Hinnant, *chrono-compatible low-level date algorithms*, `civil_from_days` (public domain).
    pub fn civil(self) -> (i64, u8, u8) {
        let shifted = self.0 + 719_468; // days since 0000-03-01, so that leap days come last in a year
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year, month as u8, day as u8)
    }
}

impl fmt::Display for Day {
    /// ISO 8601, such as `2026-12-01`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

/// A moment with the offset that Dutch clocks have then, so that it can be shown without a time zone database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The moment.
    pub at: Timestamp,
    /// Seconds that local clocks are ahead of UTC at that moment.
    pub offset: i32,
}

impl Moment {
    /// The local calendar day.
    pub fn local_day(self) -> Day {
        Timestamp(self.at.0 + i64::from(self.offset)).day()
    }

    /// The local hour (0-23) and minute (0-59).
    pub fn local_time(self) -> (u8, u8) {
        let second = (self.at.0 + i64::from(self.offset)).rem_euclid(86_400);
        ((second / 3600) as u8, (second / 60 % 60) as u8)
    }
}

/// The months in Dutch, as they stand in a date.
pub const DUTCH_MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// The months in English, as they stand in a date.
pub const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_dates() {
        for (seconds, shown) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_219_200, "2026-11-21T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(Timestamp(seconds).to_string(), shown);
        }
    }

    #[test]
    fn a_moment_shows_dutch_clock_time() {
        let new_year = Moment { at: Timestamp(1_798_758_000), offset: 3600 };
        assert_eq!(new_year.local_day().to_string(), "2027-01-01");
        assert_eq!(new_year.local_time(), (0, 0));
    }
}
