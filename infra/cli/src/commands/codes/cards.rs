//! Cards with invitation codes, on sheets to be cut.

use survey::campaign::{Audience, Campaign};
use survey::code::Holder;
use survey::language::Language;
use survey::time::{DUTCH_MONTHS, Moment};

use crate::print::{A4, Area, Colour, Paper, Qr, Role, Sheet, Style, Unprintable, Weight};

/// Cards side by side, and below one another: six a page, so that they can be read by who sees little.
const ACROSS: usize = 2;
const DOWN: usize = 3;
/// The size of a card, in millimetres.
const CARD: (f32, f32) = (95.0, 88.0);
/// From the edge of a card to what stands on it, in millimetres.
const MARGIN: f32 = 6.0;
/// How wide a QR code becomes where there is room, without its white margin, in millimetres.
const LARGEST_SQUARE: f32 = 29.0;
/// How high the frame around the code is, in millimetres.
const FRAME: f32 = 13.0;
/// From the frame to the end of what stands on the card, in millimetres: three lines.
const FOOTER: f32 = 13.5;

/// What all cards of a batch have in common.
pub(super) struct Design<'c> {
    campaign: &'c str,
    title: &'c str,
    audience: &'c str,
    contact: &'c str,
    /// Where to type the code, without `https://`.
    address: String,
    until: String,
    primary: Colour,
    on_primary: Colour,
    surface: Colour,
    /// Text on the surface.
    text: Colour,
    holder: Holder,
}

/// One card.
pub(super) struct Card {
    /// The code as it is written.
    pub(super) code: String,
    /// Where its QR code leads.
    pub(super) link: String,
}

impl<'c> Design<'c> {
    pub(super) fn new(campaign: &'c Campaign, audience: &'c Audience, url: &str, holder: Holder) -> Self {
        let colour = |given: &str| Colour::parse(given).expect("colours are checked with the definition");
        Design {
            campaign: campaign.title.get(Language::Nl),
            title: match holder {
                Holder::Respondent | Holder::Interviewer => audience.questionnaire.title.get(Language::Nl),
                // Whoever leads a group sees no questionnaire.
                Holder::Facilitator => campaign.title.get(Language::Nl),
            },
            audience: audience.title.get(Language::Nl),
            contact: &campaign.controller.contact,
            address: url.split_once("://").map_or(url, |(_, address)| address).to_owned(),
            until: until(campaign.closes),
            primary: colour(&campaign.colours.primary),
            on_primary: colour(&campaign.colours.on_primary),
            surface: colour(&campaign.colours.surface),
            text: colour(&campaign.colours.text),
            holder,
        }
    }

    /// The sheets, as a PDF.
    ///
    /// # Errors
    /// When a link is too long, or a text can't be printed.
    pub(super) fn print(&self, cards: &[Card]) -> Result<Vec<u8>, String> {
        let squares = cards.iter().map(|card| Qr::of(&card.link)).collect::<Result<Vec<_>, _>>();
        let squares = squares.map_err(|error| error.to_string())?;
        let what = match self.holder {
            Holder::Respondent => "kaarten met een code",
            Holder::Interviewer => "codes voor interviews",
            Holder::Facilitator => "codes voor groepsgesprekken",
        };
        let mut paper = Paper::new(&format!("{}: {what}", self.campaign), Language::Nl, A4);
        let cards: Vec<_> = cards.iter().zip(&squares).collect();
        for (number, cards) in cards.chunks(ACROSS * DOWN).enumerate() {
            paper.page(&format!("Blad {}", number + 1), |sheet| {
                lines_to_cut(sheet);
                for (place, (card, square)) in cards.iter().enumerate() {
                    sheet.section(|sheet| self.draw(sheet, area(place), card, square));
                }
            });
        }
        paper.finish().map_err(|error: Unprintable| error.to_string())
    }

    fn draw(&self, sheet: &mut Sheet<'_, '_>, card: Area, Card { code, .. }: &Card, square: &Qr) {
        let Area { left, top, width, height } = card.inside(MARGIN);
        let at = |left: f32, top: f32, width: f32| Area { left, top, width, height: 1.0 };
        let small = style(Weight::Regular, 10.5, 8.0, 1, self.primary);
        let heading_from = match self.holder {
            Holder::Respondent => {
                sheet.text(Role::Paragraph, at(left, top, width), small, self.campaign);
                top + 6.5
            }
            Holder::Interviewer | Holder::Facilitator => {
                sheet.fill(Area { left, top: top - 2.5, width, height: 7.5 }, self.primary);
                let light = Style { weight: Weight::Bold, colour: self.on_primary, ..small };
                let band = match self.holder {
                    Holder::Facilitator => format!("GROEPSGESPREK – {}", self.audience),
                    Holder::Respondent | Holder::Interviewer => format!("INTERVIEW – {}", self.campaign),
                };
                sheet.text(Role::Paragraph, at(left + 2.5, top, width - 5.0), light, &band);
                top + 8.5
            }
        };
        let heading = style(Weight::Bold, 15.0, 11.0, 2, Colour::INK);
        let middle = sheet.text(Role::Heading, at(left, heading_from, width), heading, self.title) + 5.0;
        let frame = Area { left, top: top + height - FOOTER - FRAME, width, height: FRAME };

        // The white that belongs to a QR code may reach into the margin of the card.
        let side = (frame.top - 3.0 - middle).min(LARGEST_SQUARE);
        let module = side / (square.side_with_margin() - 2 * Qr::MARGIN) as f32;
        let white = Qr::MARGIN as f32 * module;
        let whole = side + 2.0 * white;
        let area = Area { left: left - white, top: middle - white, width: whole, height: whole };
        let opens = match self.holder {
            Holder::Respondent => "QR-code: opent de vragenlijst met deze code.",
            Holder::Interviewer => "QR-code: opent het gespreksformulier met deze code.",
            Holder::Facilitator => "QR-code: opent het formulier.",
        };
        sheet.qr(area, square, opens);

        let start = left + side + white.max(4.5);
        let beside = |top: f32| at(start, top, left + width - start);
        let plain = style(Weight::Regular, 10.5, 9.0, 2, Colour::INK);
        let bold = Style { weight: Weight::Bold, ..plain };
        let first = match self.holder {
            Holder::Respondent => (plain, "Scan de QR-code met uw telefoon."),
            Holder::Interviewer => (bold, "Voor de interviewer. Scan de QR-code."),
            Holder::Facilitator => (bold, "Voor wie het gesprek leidt. Scan na afloop de QR-code."),
        };
        let end = sheet.text(Role::Paragraph, beside(middle), first.0, first.1);
        let end = sheet.text(Role::Paragraph, beside(end + 3.4), plain, "Of ga naar");
        sheet.address(beside(end + 2.3), Style { least: 7.5, lines: 3, ..bold }, &self.address);

        sheet.fill(frame, self.surface);
        match self.holder {
            Holder::Respondent => sheet.frame(frame, self.primary, 0.35, None),
            Holder::Interviewer | Holder::Facilitator => sheet.frame(frame, self.primary, 0.6, Some([1.6, 1.2])),
        }
        let label = Style { size: 9.0, least: 8.0, lines: 1, colour: self.text, centred: true, ..plain };
        let within = |top: f32| at(left + 2.0, top, width - 4.0);
        sheet.text(Role::Paragraph, within(frame.top + 1.9), label, "en vul deze code in:");
        let large = Style { centred: true, ..style(Weight::Bold, 19.5, 12.0, 1, self.text) };
        sheet.text(Role::Paragraph, within(frame.top + 6.3), large, code);

        let footer = style(Weight::Regular, 9.5, 8.0, 3, Colour::INK);
        let below = at(left, frame.top + frame.height + 2.8, width);
        sheet.text(Role::Paragraph, below, footer, &self.footer());
    }

    fn footer(&self) -> String {
        let Design { until, contact, .. } = self;
        match self.holder {
            Holder::Respondent => format!(
                "U kunt de code 1 keer gebruiken, {until}. Bewaar de kaart: met de code kunt u uw antwoorden weer weghalen. \
                 Vragen? Mail naar {contact}."
            ),
            Holder::Interviewer => format!(
                "Voor 1 gesprek, {until}. Geef de kaart daarna mee: met de code kan de deelnemer de antwoorden weer \
                 weghalen. Vragen? Mail naar {contact}."
            ),
            Holder::Facilitator => format!(
                "Voor 1 groepsgesprek met 5 mensen of meer, {until}. Bewaar de kaart zelf: met de code kunt u wat u verstuurde \
                 nog veranderen of wissen. Vragen? Mail naar {contact}."
            ),
        }
    }
}

fn style(weight: Weight, size: f32, least: f32, lines: usize, colour: Colour) -> Style {
    Style { weight, size, least, lines, colour, centred: false }
}

/// Where a card is on its page.
fn area(place: usize) -> Area {
    let (left, top) = corner();
    let (row, column) = (place / ACROSS, place % ACROSS);
    let (width, height) = CARD;
    Area { left: left + column as f32 * width, top: top + row as f32 * height, width, height }
}

/// Where the first card of a page begins.
fn corner() -> (f32, f32) {
    ((A4.width - ACROSS as f32 * CARD.0) / 2.0, (A4.height - DOWN as f32 * CARD.1) / 2.0)
}

/// Along all cards, a little further than they reach.
fn lines_to_cut(sheet: &mut Sheet<'_, '_>) {
    const FURTHER: f32 = 4.0;
    let (left, top) = corner();
    let (right, bottom) = (A4.width - left, A4.height - top);
    for column in 0..=ACROSS {
        let x = left + column as f32 * CARD.0;
        sheet.cut((x, top - FURTHER), (x, bottom + FURTHER));
    }
    for row in 0..=DOWN {
        let y = top + row as f32 * CARD.1;
        sheet.cut((left - FURTHER, y), (right + FURTHER, y));
    }
}

/// Until when: a day where the campaign closes at its end, else an hour too.
fn until(closes: Moment) -> String {
    let (year, month, day) = closes.local_day().civil();
    let (hour, minute) = closes.local_time();
    let date = format!("{day} {} {year}", DUTCH_MONTHS[usize::from(month) - 1]);
    if (hour, minute) >= (23, 45) {
        format!("tot en met {date}")
    } else {
        format!("tot {date}, {hour}.{minute:02} uur")
    }
}

#[cfg(test)]
mod tests {
    use survey::time::Timestamp;

    use super::*;

    #[test]
    fn the_last_day_is_told_as_people_say_it() {
        let closes = |at: i64| Moment { at: Timestamp(at), offset: 3600 };
        assert_eq!(until(closes(1_798_757_940)), "tot en met 31 december 2026");
        assert_eq!(until(closes(1_798_729_200)), "tot 31 december 2026, 16.00 uur");
    }

    #[test]
    fn cards_lie_on_the_page_and_not_on_each_other() {
        for place in 0..ACROSS * DOWN {
            let Area { left, top, width, height } = area(place);
            assert!(left >= 5.0 && top >= 5.0 && left + width <= A4.width - 5.0 && top + height <= A4.height - 5.0);
        }
        assert!((area(1).left - area(0).left - CARD.0).abs() < 0.01);
        assert!((area(2).top - area(0).top - CARD.1).abs() < 0.01);
    }
}
