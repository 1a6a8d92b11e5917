//! What is hung and handed out: a poster of A4 and a card of A6, each with a QR code.
//!
//! Text stands only on colours that it was checked on with the definition, or black on white paper; so a copy in black and
//! white reads as well. Measures are millimetres, sizes of letters points.

use survey::campaign::{Audience, Campaign};
use survey::language::{Language, Text};
use survey::municipality::Municipality;

use super::words::{self, Words};
use crate::print::{A4, A6, Area, Colour, Drawing, Paper, Qr, Role, Sheet, Size, Style, Unprintable, Weight};

/// What a poster or card is about.
pub(super) struct Handout<'c> {
    pub(super) campaign: &'c Campaign,
    pub(super) municipality: Municipality,
    pub(super) audience: &'c Audience,
    /// The language of the page.
    pub(super) language: Language,
    /// Where people go who type it, without `https://`.
    pub(super) address: &'c str,
    /// Where the QR code leads.
    pub(super) square: &'c Qr,
}

/// The campaign's colours, and those of the paper.
struct Palette {
    primary: Colour,
    on_primary: Colour,
    surface: Colour,
    text: Colour,
    accent: Colour,
}

/// What printers leave white at the edges of a poster, and a little more.
const EDGE: f32 = 9.0;
/// The same of a card.
const CARD_EDGE: f32 = 6.0;
/// Between the parts of a poster.
const GAP: f32 = 6.0;

impl Handout<'_> {
    /// The poster, as a PDF.
    ///
    /// # Errors
    /// When a text has letters that can't be printed.
    pub(super) fn poster(&self) -> Result<Vec<u8>, Unprintable> {
        self.poster_paper().finish()
    }

    /// The card, as a PDF.
    ///
    /// # Errors
    /// When a text has letters that can't be printed.
    pub(super) fn card(&self) -> Result<Vec<u8>, Unprintable> {
        self.card_paper().finish()
    }

    fn poster_paper(&self) -> Paper {
        self.paper(A4, Words::of(self.language).poster, |sheet| self.draw_poster(sheet))
    }

    fn card_paper(&self) -> Paper {
        self.paper(A6, Words::of(self.language).card, |sheet| self.draw_card(sheet))
    }

    fn paper(&self, size: Size, kind: &str, draw: impl FnOnce(&mut Sheet<'_, '_>)) -> Paper {
        let title = self.audience.questionnaire.title.get(self.language);
        let mut paper = Paper::new(&format!("{title} ({kind})"), self.language, size);
        paper.page(title, draw);
        paper
    }

    fn palette(&self) -> Palette {
        let colours = &self.campaign.colours;
        let colour = |given: &str| Colour::parse(given).expect("colours are checked with the definition");
        Palette {
            primary: colour(&colours.primary),
            on_primary: colour(&colours.on_primary),
            surface: colour(&colours.surface),
            text: colour(&colours.text),
            accent: colour(&colours.accent),
        }
    }

    /// The languages people can answer in besides the one of the page.
    fn others(&self) -> Vec<Language> {
        self.campaign.languages.iter().copied().filter(|language| *language != self.language).collect()
    }

    /// What stands above the title: the campaign, and which municipality where that does not say it.
    fn above_title(&self) -> String {
        let Handout { campaign, municipality, language, .. } = self;
        if campaign.synthetic {
            return Words::of(*language).example.to_owned();
        }
        let (title, name) = (campaign.title.get(*language), municipality.name());
        if campaign.municipalities.len() > 1 && !title.contains(name) {
            format!("{title} – {name}")
        } else {
            title.to_owned()
        }
    }

    fn heard(&self) -> String {
        words::heard(self.language, self.address)
    }

    /// The paragraphs that say where help is, each with its language: the campaign's own, and last where to write to.
    fn help(&self) -> Vec<(Language, String)> {
        let Handout { campaign, language, .. } = *self;
        let (help, contact) = (&campaign.help, &campaign.controller.contact);
        let paragraphs =
            help.get(language).split("\n\n").map(|paragraph| (help.language(language), paragraph.to_owned()));
        let (mail, mut told): (Vec<_>, Vec<_>) = paragraphs.partition(|(_, paragraph)| paragraph.contains(contact));
        match mail.is_empty() {
            true => told.push((language, words::questions(language, contact))),
            false => told.extend(mail),
        }
        told
    }
}

/// Writes a text of the campaign, in the language it is there in.
fn write(sheet: &mut Sheet<'_, '_>, role: Role, area: Area, style: Style, text: &Text, language: Language) -> f32 {
    let mut end = area.top;
    sheet.speaking(text.language(language), |sheet| end = sheet.text(role, area, style, text.get(language)));
    end
}

/// Where a text begins; how high it becomes follows from the text.
fn at(left: f32, top: f32, width: f32) -> Area {
    Area { left, top, width, height: 1.0 }
}

fn style(weight: Weight, size: f32, least: f32, lines: usize, colour: Colour) -> Style {
    Style { weight, size, least, lines, colour, centred: false }
}

/// How large the parts of a poster are that give way to the others.
struct Balance {
    /// The side of the QR code, white margin included.
    square: f32,
    /// The title's letters.
    title: f32,
}

impl Balance {
    /// From the most to the least: first the title gives way, then the code, which has to be read from afar.
    const CHOICES: [Balance; 12] = [
        Balance { square: 106.0, title: 66.0 },
        Balance { square: 106.0, title: 60.0 },
        Balance { square: 106.0, title: 54.0 },
        Balance { square: 106.0, title: 48.0 },
        Balance { square: 104.0, title: 48.0 },
        Balance { square: 104.0, title: 44.0 },
        Balance { square: 102.0, title: 44.0 },
        Balance { square: 102.0, title: 40.0 },
        Balance { square: 100.0, title: 40.0 },
        Balance { square: 100.0, title: 36.0 },
        Balance { square: 96.0, title: 36.0 },
        Balance { square: 96.0, title: 30.0 },
    ];
}

// The poster, from top to bottom: the title on the campaign's colour, the code and how to take part, the address, the
// other languages, and who asks.
impl Handout<'_> {
    fn draw_poster(&self, sheet: &mut Sheet<'_, '_>) {
        let page = Area { left: 0.0, top: 0.0, width: A4.width, height: A4.height }.inside(EDGE);
        let bottom = page.top + page.height;
        let foot_height = self.foot(sheet, Area { height: FOOT, ..page }, false);
        let foot = Area { top: bottom - foot_height, height: FOOT, ..page };
        let languages = self.languages(sheet, page.width);
        let languages_top = foot.top - GAP - languages.height;
        let address_top = if languages.height > 0.0 { languages_top - CHIP_GAP } else { languages_top } - ADDRESS;

        let room = address_top - page.top - 2.0 * GAP;
        let needed =
            |sheet: &mut Sheet<'_, '_>, balance: &Balance| self.banner_height(sheet, balance.title) + balance.square;
        let choices = Balance::CHOICES;
        let balance = choices.iter().find(|balance| needed(sheet, balance) <= room);
        let balance = balance.unwrap_or(choices.last().expect("there are choices"));

        let banner = Area { height: room - balance.square, ..page };
        self.banner(sheet, banner, balance.title);
        let middle = Area { top: banner.top + banner.height + GAP, height: balance.square, ..page };
        self.code_and_steps(sheet, middle);
        self.address(sheet, Area { top: address_top, height: ADDRESS, ..page });
        languages.draw(self, sheet, Area { top: languages_top, height: languages.height, ..page });
        self.foot(sheet, foot, true);
    }

    fn title_style(&self, size: f32) -> Style {
        style(Weight::Bold, size, 22.0, 3, self.palette().on_primary)
    }

    /// How large the title is in the banner at those sizes of letters: wide and high.
    fn title_size(&self, sheet: &mut Sheet<'_, '_>, width: f32, style: Style) -> (f32, f32) {
        let title = &self.audience.questionnaire.title;
        let mut size = (0.0, 0.0);
        sheet.speaking(title.language(self.language), |sheet| {
            size = sheet.heading_size(width, style, title.get(self.language));
        });
        size
    }

    /// How high the banner has to be at least.
    fn banner_height(&self, sheet: &mut Sheet<'_, '_>, size: f32) -> f32 {
        let (_, height) = self.title_size(sheet, A4.width - 2.0 * (EDGE + PADDING), self.title_style(size));
        PADDING + ABOVE_TITLE + height + self.below_title(size) + PADDING + 5.0
    }

    /// From where large letters stand to what is below them: Arabic ones reach far down.
    fn below_title(&self, size: f32) -> f32 {
        match self.language.direction() {
            "rtl" => 6.0 + size * 0.14,
            _ => 6.0 + size * 0.08,
        }
    }

    /// The title, on the campaign's colour, with a rising sun.
    fn banner(&self, sheet: &mut Sheet<'_, '_>, banner: Area, size: f32) {
        let Palette { primary, on_primary, accent, .. } = self.palette();
        sheet.fill_rounded(banner, 7.0, primary);
        let Area { left, top, width, height } = banner.inside(PADDING);
        let (title_width, title_height) = self.title_size(sheet, width, self.title_style(size));
        let title_top = top + ABOVE_TITLE;
        let (right, bottom) = (banner.left + banner.width, banner.top + banner.height);
        // As large as there is room for it: below the title, or beside it.
        let below = (bottom - title_top - title_height - 5.0) / RAYS_END;
        let beside = ((banner.width - PADDING - title_width - 5.0) / (RAYS_END + SUN_FROM_EDGE))
            .min((bottom - title_top + 3.0) / RAYS_END);
        let until = style(Weight::Bold, 17.0, 13.0, 1, on_primary);
        let last_day = words::until(self.language, self.campaign.closes);
        let (least_width, _) = sheet.heading_size(banner.width, Style { size: 15.0, ..until }, &last_day);
        let beside_until = (banner.width - PADDING - least_width - 4.0) / (RAYS_END + SUN_FROM_EDGE);
        let radius = below.max(beside).min(beside_until).clamp(9.0, 28.0);
        sheet.within(banner, 7.0, |sheet| sun(sheet, (right - radius * SUN_FROM_EDGE, bottom), radius, accent));

        let small = style(Weight::Regular, 17.0, 12.0, 1, on_primary);
        sheet.text(Role::Paragraph, at(left, top, width), small, &self.above_title());
        let title = &self.audience.questionnaire.title;
        write(sheet, Role::Heading, at(left, title_top, width), self.title_style(size), title, self.language);
        let width = width + PADDING - radius * (SUN_FROM_EDGE + RAYS_END) - 4.0;
        let until_top = top + height - sheet.height(width, until, &last_day);
        sheet.text(Role::Paragraph, at(left, until_top, width), until, &last_day);
    }

    /// What people fear, and need not, each with a tick: a disc of the first colour, the tick of the second. They end at the
    /// area's bottom.
    fn promises(&self, sheet: &mut Sheet<'_, '_>, area: Area, style: Style, (disc, tick): (Colour, Colour)) {
        let style = self.promise_style(sheet, area.width, style);
        let (capital, from) = promise_measures(style);
        let mut top = area.top + area.height - self.promises_height(sheet, area.width, style);
        let width = area.width - from;
        sheet.list(false, |sheet| {
            for promise in Words::of(self.language).promises {
                let height = sheet.height(width, style, promise);
                let (radius, middle) = (capital * 0.78, top + capital / 2.0);
                let centre = area.left + radius;
                sheet.disc((centre, middle), radius, disc);
                sheet.tick((centre, middle), radius, tick);
                sheet.item(|sheet| _ = sheet.text(Role::Item, at(area.left + from, top, width), style, promise));
                top += height + capital * BETWEEN_PROMISES;
            }
        });
    }

    fn promises_height(&self, sheet: &mut Sheet<'_, '_>, width: f32, style: Style) -> f32 {
        let style = self.promise_style(sheet, width, style);
        let (capital, from) = promise_measures(style);
        let heights = Words::of(self.language).promises.map(|promise| sheet.height(width - from, style, promise));
        heights.iter().sum::<f32>() + (heights.len() - 1) as f32 * capital * BETWEEN_PROMISES
    }

    /// The style in which all promises fit: they look alike.
    fn promise_style(&self, sheet: &mut Sheet<'_, '_>, width: f32, style: Style) -> Style {
        let (_, from) = promise_measures(style);
        let sizes = Words::of(self.language).promises.map(|promise| sheet.size(width - from, style, promise));
        Style { size: sizes.into_iter().fold(style.size, f32::min), ..style }
    }

    /// The QR code, and beside it what to do.
    fn code_and_steps(&self, sheet: &mut Sheet<'_, '_>, area: Area) {
        let Palette { primary, on_primary, .. } = self.palette();
        let words = Words::of(self.language);
        let Area { left, top, height: side, .. } = area;
        let square = Area { left, top, width: side, height: side };
        viewfinder(sheet, square.inside(1.1), 15.0, 2.2, primary);

        let left = left + side + 8.0;
        let width = area.left + area.width - left;
        let heading = style(Weight::Bold, 23.0, 15.0, 1, Colour::INK);
        let end = sheet.text(Role::Subheading, at(left, top + 0.5, width), heading, words.how);

        let step = style(Weight::Regular, 17.0, 12.0, 3, Colour::INK);
        let promises = style(Weight::Bold, 13.5, 10.5, 1, Colour::INK);
        let promises_height = self.promises_height(sheet, width - 1.0, promises);
        let beside = 2.0 * NUMBER + 3.5;
        let heights = words.steps.map(|step_text| sheet.height(width - beside, step, step_text));
        let spaces = heights.len() as f32 + 1.0;
        let room = top + side - promises_height - end - heights.iter().sum::<f32>();
        let between = (room / spaces).clamp(6.0, 10.5);
        let mut step_top = end + between.min(8.5);
        sheet.list(true, |sheet| {
            for (number, (what, height)) in words.steps.iter().zip(heights).enumerate() {
                sheet.disc((left + NUMBER, step_top + 2.1), NUMBER, primary);
                sheet.item(|sheet| {
                    let digit = Style { centred: true, ..style(Weight::Bold, 17.0, 12.0, 1, on_primary) };
                    sheet.text(Role::Number, at(left, step_top, 2.0 * NUMBER), digit, &(number + 1).to_string());
                    sheet.text(Role::Item, at(left + beside, step_top, width - beside), step, what);
                });
                step_top += height + between;
            }
        });
        // After the first step in sight, after the steps in the ear: who does not see it needs the address, which follows.
        sheet.qr(square.inside(2.2), self.square, &self.heard());
        let below = Area { left: left + 1.0, top, width: width - 1.0, height: side - 0.5 };
        self.promises(sheet, below, promises, (primary, on_primary));
    }

    /// Where to go without a camera.
    fn address(&self, sheet: &mut Sheet<'_, '_>, area: Area) {
        let palette = self.palette();
        sheet.frame_rounded(area, 4.0, palette.primary, 0.7);
        let Area { left, top, width, height } = area.inside(5.0);
        let label = Style { centred: true, ..style(Weight::Regular, 13.0, 10.0, 1, Colour::INK) };
        let end = sheet.text(Role::Paragraph, at(left, top - 0.2, width), label, Words::of(self.language).type_address);
        let bold = Style { centred: true, ..style(Weight::Bold, 25.0, 14.0, 1, Colour::INK) };
        let high = sheet.height(width, bold, self.address);
        let between = end + (top + height + 0.7 - end - high).max(2.5);
        sheet.address(at(left, between, width), bold, self.address);
    }

    /// Who asks, and where help is. Gives back how high that is; `drawn` tells whether it is drawn or only measured.
    fn foot(&self, sheet: &mut Sheet<'_, '_>, area: Area, drawn: bool) -> f32 {
        let words = Words::of(self.language);
        let heading = style(Weight::Bold, 12.5, 10.0, 1, Colour::INK);
        let plain = style(Weight::Regular, 11.0, 9.0, 3, Colour::INK);
        let below_heading = |sheet: &mut Sheet<'_, '_>, width| sheet.height(width, heading, words.who) + 3.6;
        let Area { left, top, height, .. } = area;

        let width = 60.0;
        let mut below = top + below_heading(sheet, width);
        if drawn {
            sheet.text(Role::Subheading, at(left, top, width), heading, words.who);
        }
        let name = &self.campaign.controller.name;
        let name_height = sheet.height(width, plain, name);
        if let Some(logo) = self.campaign.logo.as_deref().and_then(Drawing::read) {
            let room =
                Area { left, top: below - 0.8, width, height: (top + height - below - name_height - 4.0).min(13.0) };
            let place = logo.place(room);
            if drawn {
                sheet.drawing(place, &logo);
            }
            below = place.top + place.height + 4.0;
        }
        if drawn {
            sheet.text(Role::Paragraph, at(left, below, width), plain, name);
        }
        let mut end = below + name_height;

        let (left, width) = (left + width + 8.0, area.width - width - 8.0);
        if drawn {
            sheet.text(Role::Subheading, at(left, top, width), heading, words.help);
        }
        let mut below = top + below_heading(sheet, width);
        let between = match self.language.direction() {
            "rtl" => 5.0,
            _ => 3.8,
        };
        let room = top + height - below;
        let mut help = self.help();
        let style_of = |size| Style { size, least: size, lines: usize::MAX, ..plain };
        let needed = |sheet: &mut Sheet<'_, '_>, help: &[(Language, String)], size: f32| {
            let mut needed = (help.len() - 1) as f32 * between;
            for (language, paragraph) in help {
                sheet.speaking(*language, |sheet| needed += sheet.height(width, style_of(size), paragraph));
            }
            needed
        };
        let sizes = [11.0, 10.5, 10.0, 9.5];
        let size = sizes.into_iter().find(|size| needed(sheet, &help, *size) <= room).unwrap_or(10.0);
        // A poster is no leaflet: what still does not fit is left to the page, but for where to write to.
        while help.len() > 1 && needed(sheet, &help, size) > room {
            help.remove(help.len() - 2);
        }
        for (language, paragraph) in help {
            sheet.speaking(language, |sheet| {
                let last = below + sheet.height(width, style_of(size), &paragraph);
                if drawn {
                    sheet.text(Role::Paragraph, at(left, below, width), style_of(size), &paragraph);
                }
                end = end.max(last);
                below = last + between;
            });
        }
        // What hangs below the line that the last letters stand on.
        end - top + 1.0
    }

    /// The other languages as they fit.
    fn languages(&self, sheet: &mut Sheet<'_, '_>, width: f32) -> Languages {
        let others = self.others();
        let rows: Vec<Vec<Language>> = match others.len() {
            0 => Vec::new(),
            1..=3 => vec![others],
            // As many in the first row as in the second, or one more.
            more => others.chunks(more.div_ceil(2)).map(<[Language]>::to_vec).collect(),
        };
        let mut languages = Languages { rows: Vec::new(), height: 0.0 };
        for row in rows {
            let column = Area { left: 0.0, top: 0.0, width, height: 0.0 }.column(0, row.len(), CHIP_GAP);
            let heights = row.iter().map(|language| {
                let mut chip = 0.0;
                sheet.speaking(*language, |sheet| chip = self.chip(sheet, column, *language, false));
                chip
            });
            let height = heights.fold(0.0, f32::max);
            languages.height += height + if languages.rows.is_empty() { 0.0 } else { CHIP_GAP };
            languages.rows.push((row, height));
        }
        languages
    }

    /// What one other language says: the title, if it is there in it, and that people can answer in it. Gives back how high
    /// it is; `drawn` tells whether it is drawn or only measured.
    fn chip(&self, sheet: &mut Sheet<'_, '_>, area: Area, language: Language, drawn: bool) -> f32 {
        let Palette { surface, text, .. } = self.palette();
        let title = &self.audience.questionnaire.title;
        let (large, small) = match self.others().len() {
            0 | 1 => (15.0, 13.0),
            2 => (13.5, 12.0),
            _ => (12.5, 11.0),
        };
        let bold = style(Weight::Bold, large, 10.5, 2, text);
        let plain = style(Weight::Regular, small, 9.5, 2, text);
        let Words { scan, answer, .. } = Words::of(language);
        // Where there are many, there is room for what matters most.
        let (title, invitation) = match self.others().len() {
            0..=3 => (title.has(language).then(|| title.get(language)), format!("{scan} {answer}")),
            _ => (None, (*answer).to_owned()),
        };
        let under = if title.is_some() { plain } else { Style { size: 11.5, least: 9.0, lines: 1, ..bold } };
        let width = area.width - 2.0 * CHIP_PADDING;
        let above = title.map_or(0.0, |title| sheet.height(width, bold, title) + BELOW_TITLE);
        let height = CHIP_PADDING + above + sheet.height(width, under, &invitation) + CHIP_PADDING;
        if drawn {
            sheet.fill_rounded(area, 3.0, surface);
            // In the middle of a row whose highest is another.
            let top = area.top + (area.height - height) / 2.0 + CHIP_PADDING;
            let left = area.left + CHIP_PADDING;
            if let Some(title) = title {
                sheet.text(Role::Paragraph, at(left, top, width), bold, title);
            }
            sheet.text(Role::Paragraph, at(left, top + above, width), under, &invitation);
        }
        height
    }
}

/// The height of a capital of that style, and how far a promise stands from the edge of its tick: about.
fn promise_measures(style: Style) -> (f32, f32) {
    (style.size * 0.235, style.size * 0.53)
}

/// From one promise to the next, in heights of a capital.
const BETWEEN_PROMISES: f32 = 1.35;
/// The radius of the disc with the number of a step.
const NUMBER: f32 = 5.0;
/// From the edge of the banner to what stands in it.
const PADDING: f32 = 11.0;
/// From the line above the title to the title.
const ABOVE_TITLE: f32 = 12.0;
/// How high the frame with the address is.
const ADDRESS: f32 = 21.0;
/// How high the foot of a poster may be.
const FOOT: f32 = 38.0;
const CHIP_GAP: f32 = 3.0;
const CHIP_PADDING: f32 = 3.6;
/// From where the title in another language stands to the line below it.
const BELOW_TITLE: f32 = 2.6;

/// Rows of other languages, and how high each is.
struct Languages {
    rows: Vec<(Vec<Language>, f32)>,
    height: f32,
}

impl Languages {
    fn draw(&self, handout: &Handout<'_>, sheet: &mut Sheet<'_, '_>, area: Area) {
        let mut top = area.top;
        for (row, height) in &self.rows {
            for (number, language) in row.iter().enumerate() {
                let place = Area { top, height: *height, ..area }.column(number, row.len(), CHIP_GAP);
                sheet.speaking(*language, |sheet| _ = handout.chip(sheet, place, *language, true));
            }
            top += height + CHIP_GAP;
        }
    }
}

// The card: the same, smaller and with less.
impl Handout<'_> {
    fn draw_card(&self, sheet: &mut Sheet<'_, '_>) {
        let Palette { primary, on_primary, surface, text, accent } = self.palette();
        let words = Words::of(self.language);
        let page = Area { left: 0.0, top: 0.0, width: A6.width, height: A6.height }.inside(CARD_EDGE);
        let Area { left, width, .. } = page;
        let bottom = page.top + page.height;

        let plain = style(Weight::Regular, 9.0, 7.5, 2, Colour::INK);
        let who = format!("{} {}", words.who, self.campaign.controller.name);
        let contact = words::questions(self.language, &self.campaign.controller.contact);
        let contact_top = bottom - sheet.height(width, plain, &contact) - 0.4;
        let who_top = contact_top - sheet.height(width, plain, &who) - 2.2;
        let others = self.others();
        let languages_top = if others.is_empty() { who_top - 3.2 } else { who_top - 3.8 - 6.0 };
        let until = style(Weight::Bold, 10.5, 8.0, 1, text);
        let last_day = words::until(self.language, self.campaign.closes);
        let high = sheet.height(width - 8.0, until, &last_day) + 5.6;
        let until_area = Area { left, top: languages_top - 3.0 - high, width, height: high };
        let small = style(Weight::Regular, 9.0, 7.5, 1, on_primary);
        let above_title = self.above_title();
        let title = &self.audience.questionnaire.title;
        let heading = |size| style(Weight::Bold, size, 10.0, 4, on_primary);
        let banner_padding = 5.5;
        let title_width = width - 2.0 * banner_padding;
        let title_from = banner_padding + sheet.height(title_width, small, &above_title) + 4.4;
        // Below the title stand the promises, which are three lines.
        let others_height = title_from + 15.0 + self.below_title(26.0) / 2.0 + banner_padding;
        let fits = |sheet: &mut Sheet<'_, '_>, (side, size): (f32, f32)| {
            let banner = until_area.top - 5.0 - side - page.top;
            others_height + self.title_size(sheet, title_width, heading(size)).1 <= banner
        };
        // In the hand, the code may be smaller before the title is.
        let sizes = [32.0, 30.0, 28.0, 26.0, 24.0, 22.0, 20.0].map(|size| (50.0, size));
        let smaller = [20.0, 18.0, 16.0, 14.0].map(|size| (46.0, size));
        let choice = sizes.into_iter().chain(smaller).find(|choice| fits(sheet, *choice));
        let (side, size) = choice.unwrap_or((42.0, 12.0));
        let square = Area { left, top: until_area.top - 2.5 - side, width: side, height: side };

        let banner = Area { height: square.top - 2.5 - page.top, ..page };
        sheet.fill_rounded(banner, 4.0, primary);
        let (right, below) = (banner.left + banner.width, banner.top + banner.height);
        sheet.within(banner, 4.0, |sheet| sun(sheet, (right - 17.0, below), 9.0, accent));
        let inner = banner.inside(banner_padding);
        sheet.text(Role::Paragraph, at(inner.left, inner.top, title_width), small, &above_title);
        let title_area = at(inner.left, banner.top + title_from, title_width);
        write(sheet, Role::Heading, title_area, heading(size), title, self.language);
        let promises = style(Weight::Regular, 10.0, 7.5, 1, on_primary);
        self.promises(sheet, Area { width: inner.width - 30.0, ..inner }, promises, (on_primary, primary));

        viewfinder(sheet, square.inside(0.6), 7.5, 1.2, primary);
        let start = square.left + side + 4.0;
        let beside = left + width - start;
        let body = style(Weight::Regular, 12.0, 9.0, 5, Colour::INK);
        let bold = style(Weight::Bold, 12.5, 7.5, 4, Colour::INK);
        let between = 4.0;
        let high = sheet.height(beside, body, words.or_go_to) + between + sheet.height(beside, bold, self.address);
        let end =
            sheet.text(Role::Paragraph, at(start, square.top + (side - high) / 2.0, beside), body, words.or_go_to);
        sheet.qr(square.inside(1.2), self.square, &self.heard());
        sheet.address(at(start, end + between, beside), bold, self.address);
        sheet.fill_rounded(until_area, 2.0, surface);
        sheet.text(Role::Paragraph, at(left + 4.0, until_area.top + 2.7, width - 8.0), until, &last_day);
        self.names(sheet, &others, Area { top: languages_top, height: 6.0, ..page });
        sheet.text(Role::Paragraph, at(left, who_top, width), plain, &who);
        sheet.text(Role::Paragraph, at(left, contact_top, width), plain, &contact);
    }

    /// The other languages side by side: that people can answer in them, or where there are many, their names.
    fn names(&self, sheet: &mut Sheet<'_, '_>, others: &[Language], area: Area) {
        let frame = self.palette().primary;
        for (number, language) in others.iter().enumerate() {
            let chip = area.column(number, others.len(), 1.8);
            sheet.frame_rounded(chip, 3.0, frame, 0.35);
            let said = if others.len() <= 2 { Words::of(*language).answer } else { language.endonym() };
            let name = Style { centred: true, ..style(Weight::Regular, 9.0, 6.5, 1, Colour::INK) };
            sheet.speaking(*language, |sheet| {
                let high = sheet.height(chip.width - 2.0, name, said);
                let top = chip.top + (chip.height - high) / 2.0;
                sheet.text(Role::Paragraph, at(chip.left + 1.0, top, chip.width - 2.0), name, said);
            });
        }
    }
}

/// The corners of a square, as a camera shows them: here is what to scan.
fn viewfinder(
    sheet: &mut Sheet<'_, '_>,
    Area { left, top, width, height }: Area,
    arm: f32,
    thick: f32,
    colour: Colour,
) {
    let (right, bottom) = (left + width, top + height);
    for (x, across) in [(left, arm), (right, -arm)] {
        for (y, down) in [(top, arm), (bottom, -arm)] {
            sheet.line(&[(x + across, y), (x, y), (x, y + down)], colour, thick);
        }
    }
}

/// Where rays begin and end, as a part of the radius.
const RAYS_BEGIN: f32 = 1.32;
const RAYS_END: f32 = 1.68;
/// From the right edge of the banner to the middle of the sun, as a part of the radius.
const SUN_FROM_EDGE: f32 = 1.8;

/// A sun on the horizon: the day, which it is about.
fn sun(sheet: &mut Sheet<'_, '_>, (x, y): (f32, f32), radius: f32, colour: Colour) {
    const RAYS: usize = 7;
    sheet.disc((x, y), radius, colour);
    for ray in 1..=RAYS {
        let angle = std::f32::consts::PI * (ray as f32) / (RAYS + 1) as f32;
        let (across, up) = (angle.cos(), angle.sin());
        let end = |part: f32| (x + across * radius * part, y - up * radius * part);
        sheet.line(&[end(RAYS_BEGIN), end(RAYS_END)], colour, radius * 0.13);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn campaign() -> Campaign {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../campaigns/noordoostpolder-2026");
        local::campaigns::load(folder.as_ref()).unwrap().campaign
    }

    /// Checks that all is on the page, within its white edge, and that nothing lies on anything else.
    fn check(what: &str, paper: &Paper, size: Size, edge: f32) {
        let Area { left, top, width, height } =
            Area { left: 0.0, top: 0.0, width: size.width, height: size.height }.inside(edge - 0.1);
        for (number, (text, one)) in paper.placed.iter().enumerate() {
            let inside = one.left >= left && one.left + one.width <= left + width;
            assert!(inside && one.top >= top && one.top + one.height <= top + height, "{what}: {text} at {one:?}");
            for (other_text, other) in &paper.placed[..number] {
                let apart = one.left + one.width <= other.left
                    || other.left + other.width <= one.left
                    || one.top + one.height <= other.top
                    || other.top + other.height <= one.top;
                assert!(apart, "{what}: {text:?} at {one:?} lies on {other_text:?} at {other:?}");
            }
        }
    }

    /// Makes the poster and the card of each audience in a language, checks them, and gives back how wide the QR code of the
    /// first poster is, without its margin.
    fn both(what: &str, campaign: &Campaign, language: Language, address: &str) -> f32 {
        let mut widths = Vec::new();
        for audience in &campaign.audiences {
            let square = Qr::of(&format!("https://{address}?lang={language}")).unwrap();
            let municipality = campaign.municipalities[0];
            let handout = Handout { campaign, municipality, audience, language, address, square: &square };
            let what = format!("{what}, {language}, {}", audience.id.as_str());
            let (poster, card) = (handout.poster_paper(), handout.card_paper());
            check(&format!("poster: {what}"), &poster, A4, EDGE);
            check(&format!("card: {what}"), &card, A6, CARD_EDGE);
            let heard = handout.heard();
            let (_, area) = poster.placed.iter().find(|(text, _)| *text == heard).unwrap();
            widths.push(area.width * (1.0 - 2.0 * Qr::MARGIN as f32 / square.side_with_margin() as f32));
            poster.finish().unwrap();
            card.finish().unwrap();
        }
        widths[0]
    }

    const ADDRESS: &str = "dagpeil.example.nl/noordoostpolder/gebruikers";

    #[test]
    fn nothing_lies_on_anything_else_in_any_language() {
        let mut campaign = campaign();
        campaign.languages = Language::ALL.to_vec();
        for language in Language::ALL {
            // From 1.5 m a camera of 1,080 lines sees a millimetre as a dot; a module needs more than two.
            let width = both("six languages", &campaign, language, ADDRESS);
            assert!(width >= 75.0, "{language}: {width}");
        }
        for few in 1..Language::ALL.len() {
            campaign.languages = Language::ALL[..few].to_vec();
            let width = both(&format!("{few} languages"), &campaign, Language::Nl, ADDRESS);
            assert!(width >= if few <= 3 { 80.0 } else { 75.0 }, "{few}: {width}");
        }
    }

    #[test]
    fn long_titles_names_and_addresses_have_room() {
        let mut campaign = campaign();
        let long = "Wat kunnen mensen in uw buurt overdag doen, en wat zou u daar zelf graag aan willen toevoegen?";
        for audience in &mut campaign.audiences {
            audience.questionnaire.title = Text::dutch(long);
        }
        campaign.synthetic = true;
        campaign.controller.name =
            "Samenwerkingsverband Dagbesteding en Participatie Noordoostpolder, Urk en Zeewolde".to_owned();
        campaign.controller.contact = "overdag.participatie@samenwerkingsverband-noordoostpolder.example.nl".to_owned();
        let paragraphs = vec!["Vraag het iemand in het buurthuis, of bel met de gemeente: 0527 633 911. ".repeat(2); 9];
        campaign.help = Text::dutch(paragraphs.join("\n\n"));
        let address = "participatie.samenwerkingsverband.example.nl/noordoostpolder/dagbestedingsaanbieders";
        for language in Language::ALL {
            both("all long", &campaign, language, address);
        }
        both("one long word", &campaign, Language::Nl, &address.replace(['.', '/'], "-"));
    }

    #[test]
    fn what_a_campaign_does_not_have_leaves_no_hole() {
        let mut campaign = campaign();
        campaign.logo = None;
        campaign.languages = vec![Language::Nl];
        campaign.help = Text::dutch("Loop even binnen.");
        campaign.audiences[0].questionnaire.title = Text::dutch("Doe mee");
        assert!(both("little", &campaign, Language::Nl, "a.nl/urk/u") >= 75.0);
    }

    #[test]
    fn help_always_ends_with_where_to_write_to() {
        let mut campaign = campaign();
        let told = |campaign: &Campaign, language| {
            let square = Qr::of("https://a.nl").unwrap();
            let (municipality, audience) = (campaign.municipalities[0], &campaign.audiences[0]);
            let handout = Handout { campaign, municipality, audience, language, address: "a.nl", square: &square };
            handout.poster_paper().placed.into_iter().map(|(text, _)| text).collect::<Vec<_>>()
        };
        let written = told(&campaign, Language::Nl);
        assert!(written.iter().any(|text| text.contains("Luisterlijn: 088 0767 000")), "{written:?}");
        assert_eq!(written.last().unwrap(), "Vragen over deze lijst? Mail naar overdag@example.nl.");
        campaign.help = Text::dutch("Loop even binnen.");
        let written = told(&campaign, Language::Nl);
        let last: Vec<&str> = written.iter().rev().take(2).map(String::as_str).collect();
        assert_eq!(last, ["Vragen? Mail naar overdag@example.nl.", "Loop even binnen."]);
    }

    #[test]
    fn a_municipality_is_named_where_the_title_does_not_say_it() {
        let mut campaign = campaign();
        let above = |campaign: &Campaign, municipality: &str| {
            let square = Qr::of("https://a.nl").unwrap();
            let (municipality, audience) = (municipality.parse().unwrap(), &campaign.audiences[0]);
            let handout =
                Handout { campaign, municipality, audience, language: Language::Nl, address: "a.nl", square: &square };
            handout.above_title()
        };
        assert_eq!(above(&campaign, "GM0171"), "Overdag in de Noordoostpolder");
        campaign.municipalities.push("GM0355".parse().unwrap());
        campaign.title = Text::try_from(BTreeMap::from([(Language::Nl, "Overdag".to_owned())])).unwrap();
        assert_eq!(above(&campaign, "GM0355"), "Overdag – Zeist");
        campaign.synthetic = true;
        assert_eq!(above(&campaign, "GM0355"), "Voorbeeld: de antwoorden zijn verzonnen");
    }
}
