//! What stands on the pages besides the campaign's own texts and what [`summary::words`] has, in Dutch and English; other
//! languages read the Dutch.

use storage::Notice;
use summary::Figure;
use survey::campaign::{Campaign, Respondents, Stage};
use survey::language::Language;
use survey::release::ReleaseNumber;
use survey::time::{DUTCH_MONTHS, Day, ENGLISH_MONTHS, Moment, Timestamp};

/// The words in one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    pub(crate) language: Language,
}

impl Words {
    /// The words in `language`, or in Dutch where there are none in it.
    pub(crate) fn of(language: Language) -> Self {
        Words { language: if language == Language::En { Language::En } else { Language::Nl } }
    }

    /// One of two, by the language.
    pub(crate) fn pick<T>(self, nl: T, en: T) -> T {
        if self.language == Language::En { en } else { nl }
    }

    /// The words that every form of a summary shares.
    pub(crate) fn shared(self) -> summary::words::Words {
        summary::words::Words::of(self.language)
    }

    /// `3 oktober 2026`.
    pub(crate) fn day(self, day: Day) -> String {
        let (year, month, day) = day.civil();
        let months = self.pick(&DUTCH_MONTHS, &ENGLISH_MONTHS);
        format!("{day} {} {year}", months[usize::from(month) - 1])
    }

    /// The same of a day as findings write it, `2026-10-03`; none where it is no day.
    pub(crate) fn iso_day(self, text: &str) -> Option<String> {
        let mut parts = text.splitn(3, '-').map(|part| part.parse::<usize>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        let months = self.pick(&DUTCH_MONTHS, &ENGLISH_MONTHS);
        Some(format!("{day} {} {year}", months.get(month.checked_sub(1)?)?))
    }

    /// `3 oktober 2026, 23.59 uur`.
    pub(crate) fn moment(self, moment: Moment) -> String {
        let (day, (hour, minute)) = (self.day(moment.local_day()), moment.local_time());
        self.pick(format!("{day}, {hour}.{minute:02} uur"), format!("{day}, {hour:02}:{minute:02}"))
    }

    /// `tussenstand 2`, or `einduitkomst`.
    pub(crate) fn release(self, number: ReleaseNumber) -> String {
        match number {
            ReleaseNumber::Interim(number) => {
                self.pick(format!("Tussenstand {number}"), format!("Interim results {number}"))
            }
            ReleaseNumber::Final => self.pick("Einduitkomst", "Final results").to_owned(),
        }
    }

    /// `tussenstand 2 van 3 oktober 2026`.
    pub(crate) fn release_of(self, notice: Notice) -> String {
        let (release, day) = (self.release(notice.number), self.day(notice.day));
        self.pick(format!("{release} van {day}"), format!("{release} of {day}"))
    }

    /// A count as shown: `ongeveer 380`, `minder dan 5`.
    pub(crate) fn about(self, figure: Figure) -> String {
        match figure {
            Figure { count: Some(count), .. } => self.pick(format!("ongeveer {count}"), format!("about {count}")),
            Figure { fewer_than, .. } => self.fewer_than(fewer_than.unwrap_or(1)),
        }
    }

    /// The same in a table: `380`, `minder dan 5`.
    pub(crate) fn count(self, figure: Figure) -> String {
        match figure {
            Figure { count: Some(count), .. } => count.to_string(),
            Figure { fewer_than, .. } => self.fewer_than(fewer_than.unwrap_or(1)),
        }
    }

    pub(crate) fn fewer_than(self, base: u32) -> String {
        self.pick(format!("minder dan {base}"), format!("fewer than {base}"))
    }

    /// `mensen` or `organisaties`.
    pub(crate) fn respondents(self, respondents: Respondents) -> &'static str {
        match respondents {
            Respondents::People => self.pick("mensen", "people"),
            Respondents::Organisations => self.pick("organisaties", "organisations"),
        }
    }

    /// Where the campaign is in its time.
    pub(crate) fn stage(self, campaign: &Campaign, now: Timestamp) -> String {
        let (opens, closes) = (self.moment(campaign.opens), self.moment(campaign.closes));
        match campaign.stage(now) {
            Stage::Before => self.pick(format!("Gaat open op {opens}."), format!("Opens on {opens}.")),
            Stage::Open => self.pick(format!("Open tot {closes}."), format!("Open until {closes}.")),
            Stage::Grace | Stage::Closed => {
                self.pick(format!("Gesloten sinds {closes}."), format!("Closed since {closes}."))
            }
        }
    }

    /// Said where the campaign has closed and its final release is not there yet.
    pub(crate) fn after_the_close(self) -> &'static str {
        self.pick(
            "Het onderzoek is gesloten. De einduitkomst komt vanzelf, binnen enkele uren na de sluiting.",
            "The survey has closed. The final results follow by themselves, within a few hours after the close.",
        )
    }

    /// What stands for something in a chart that is no plain number.
    pub(crate) fn in_charts(self, rounding_base: u32) -> charts::Words {
        charts::Words {
            few: self.fewer_than(rounding_base),
            few_short: format!("<{rounding_base}"),
            withheld: self.pick("te klein om te tonen", "too small to show").to_owned(),
            // Said once, at the top of the page.
            range: String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_are_written_as_people_do() {
        let closes = Moment { at: Timestamp(1_798_758_000 - 60), offset: 3600 };
        let (nl, en) = (Words::of(Language::Nl), Words::of(Language::En));
        assert_eq!(nl.moment(closes), "31 december 2026, 23.59 uur");
        assert_eq!(en.moment(closes), "31 December 2026, 23:59");
        assert_eq!(
            nl.release_of(Notice { number: ReleaseNumber::Final, day: Day(20_760) }),
            "Einduitkomst van 3 november 2026"
        );
        assert_eq!(Words::of(Language::Pl).day(Day(0)), "1 januari 1970");
        assert_eq!(en.iso_day(&Day(20_760).to_string()), Some("3 November 2026".to_owned()));
        assert_eq!((nl.iso_day("2026-13-01"), nl.iso_day("vandaag")), (None, None));
    }

    #[test]
    fn small_counts_are_words() {
        let words = Words::of(Language::Nl);
        assert_eq!(words.about(Figure { count: Some(380), fewer_than: None }), "ongeveer 380");
        assert_eq!(words.count(Figure { count: None, fewer_than: Some(5) }), "minder dan 5");
    }
}
