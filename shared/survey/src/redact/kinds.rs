//! The kinds of patterns. Each looks at one place, forwards and a bounded way back, so that a pass takes linear time.

use std::ops::Range;

use super::plain::{Letter, WALL};

/// The letter at a place in its plain form; a wall outside the text.
pub(super) fn at(letters: &[Letter], index: usize) -> char {
    letters.get(index).map_or(WALL, |letter| letter.plain)
}

/// The letter before a place; a wall at the beginning.
pub(super) fn before(letters: &[Letter], index: usize) -> char {
    index.checked_sub(1).map_or(WALL, |previous| at(letters, previous))
}

fn is_digit(letters: &[Letter], index: usize) -> bool {
    at(letters, index).is_ascii_digit()
}

fn is_word(letters: &[Letter], index: usize) -> bool {
    at(letters, index).is_alphanumeric()
}

/// Whether a word, name or number can begin here.
pub(super) fn begins(letters: &[Letter], index: usize) -> bool {
    !before(letters, index).is_alphanumeric()
}

/// Whether `word` stands here, be it the beginning of a longer one.
pub(super) fn stands(letters: &[Letter], index: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(offset, plain)| at(letters, index + offset) == plain)
}

/// The end of the letters from `index` on that `belongs` accepts.
pub(super) fn end_of(letters: &[Letter], index: usize, belongs: impl Fn(char) -> bool) -> usize {
    letters[index.min(letters.len())..]
        .iter()
        .position(|letter| !belongs(letter.plain))
        .map_or(letters.len(), |n| index + n)
}

/// The place after at most `most` of these signs.
fn skip(letters: &[Letter], index: usize, signs: &str, most: usize) -> usize {
    index + (index..index + most).take_while(|place| signs.contains(at(letters, *place))).count()
}

/// Whether a word is one of a list, in which words stand with spaces between. One text costs a tenth of what an array of
/// texts does in the binary: an array has an address and a length for each, and a relocation.
pub(super) fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// The word that begins here, if it is no longer than `most` letters.
fn word(letters: &[Letter], index: usize, most: usize) -> Option<String> {
    let word: String = letters
        .get(index..)?
        .iter()
        .map(|letter| letter.plain)
        .take_while(|c| c.is_alphabetic())
        .take(most + 1)
        .collect();
    (!word.is_empty() && word.chars().count() <= most).then_some(word)
}

// ---- Addresses on the internet

/// A web address that says so: `https://…`, `www.…`.
pub(super) fn address_with_scheme(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    if !begins(letters, index) {
        return None;
    }
    let start = ["https://", "http://", "ftp://", "www."].into_iter().find(|start| stands(letters, index, start))?;
    let end = end_of_path(letters, index + start.len());
    (end > index + start.len()).then_some(index..end)
}

/// The end of an address: as far as the next space, without the punctuation of the sentence.
fn end_of_path(letters: &[Letter], index: usize) -> usize {
    let mut end = end_of(letters, index, |c| !(c.is_whitespace() || c == WALL || "<>\"".contains(c)));
    while end > index && ".,;:!?)]'".contains(at(letters, end - 1)) {
        end -= 1;
    }
    end
}

/// An e-mail address, also with spaces around the `@` or with `(at)` in its place. Found at the `@`.
pub(super) fn e_mail(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    let sign = ["@", "(at)", "[at]", "apenstaartje"].into_iter().find(|sign| stands(letters, index, sign))?;
    let spelled = sign != "@";
    if sign == "apenstaartje" && before(letters, index) != ' ' {
        return None;
    }
    let sign = index..index + sign.len();

    let mut local_end = sign.start;
    while local_end > 0 && sign.start - local_end < 2 && at(letters, local_end - 1) == ' ' {
        local_end -= 1;
    }
    let is_local = |c: char| c.is_alphanumeric() || "._%+-'&*=~#".contains(c);
    let mut start = local_end;
    while start > 0 && is_local(at(letters, start - 1)) {
        start -= 1;
    }

    let domain_start = skip(letters, sign.end, " ", 2);
    let mut end = end_of(letters, domain_start, |c| c.is_alphanumeric() || ".-".contains(c));
    while end > domain_start && !is_word(letters, end - 1) {
        end -= 1;
    }
    let domain = &letters[domain_start..end];
    let dotted = domain.iter().any(|letter| letter.plain == '.');
    let named = domain.iter().any(|letter| letter.plain.is_alphabetic());
    let tight = local_end == sign.start && domain_start == sign.end && !spelled;
    // "jan@werk" will do; "5 @ 3" and "we zien jou @ huis" will not.
    (start < local_end && named && (dotted || tight)).then_some(start..end)
}

/// Ends of domains that are not also the beginning of a Dutch sentence.
const ENDINGS: &str = "nl com org eu be info frl amsterdam edu gov uk fr pl tr ua biz website coop";

/// Ends of domains that are also words, such as "nu" and "net": people forget the space after a full stop. They need
/// a path behind them.
const ENDINGS_WITH_PATH: &str = "net nu de me app io co tv it at ly gl online site shop blog";

/// A web address without `www`: `dagbesteding.nl`, `facebook.com/jan`.
pub(super) fn bare_domain(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    let belongs = |c: char| c.is_alphanumeric() || ".-".contains(c);
    // A domain is looked at once, from its beginning; behind an `@` without a name it belongs to no one.
    if !is_word(letters, index) || belongs(before(letters, index)) {
        return None;
    }
    let mut end = end_of(letters, index, belongs);
    while !is_word(letters, end - 1) {
        end -= 1;
    }
    let labels: String = letters[index..end].iter().map(|letter| letter.plain).collect();
    let (name, ending) = labels.rsplit_once('.')?;
    if name.ends_with('.') {
        return None;
    }
    let has_path = at(letters, end) == '/' && is_word(letters, end + 1);
    (is_in(ENDINGS, ending) || has_path && is_in(ENDINGS_WITH_PATH, ending))
        .then(|| index..if has_path { end_of_path(letters, end) } else { end })
}

// ---- Numbers

/// The space or sign that may stand between two digits of one number: at most one of these.
fn single_gap(letters: &[Letter], index: usize) -> usize {
    usize::from(" .-/".contains(at(letters, index)))
}

/// The same, as people write phone numbers: `(0527) 61 23 45`, `06 - 12`.
fn phone_gap(letters: &[Letter], index: usize) -> usize {
    (0..3).take_while(|offset| " .-/()".contains(at(letters, index + offset))).count()
}

/// A digit and where it ends.
struct Digit {
    value: u8,
    end: usize,
}

/// The digits from `index` on, as far as the gaps between them are allowed, at most `most`.
fn digits(letters: &[Letter], mut index: usize, gap: fn(&[Letter], usize) -> usize, most: usize) -> Vec<Digit> {
    let mut digits = Vec::new();
    while digits.len() < most {
        let Some(value) = at(letters, index).to_digit(10) else { break };
        digits.push(Digit { value: u8::try_from(value).expect("below ten"), end: index + 1 });
        index += 1;
        if !is_digit(letters, index) {
            index += gap(letters, index);
        }
    }
    digits
}

/// Whether no more digits belong to the group that ends here.
fn ends(letters: &[Letter], end: usize) -> bool {
    !is_digit(letters, end)
}

/// A bank account: an IBAN of any country whose check digits are right, or what looks like a Dutch one.
pub(super) fn bank_account(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    const SHORTEST: usize = 15;
    const LONGEST: usize = 34;

    if !begins(letters, index)
        || !at(letters, index).is_ascii_alphabetic()
        || !at(letters, index + 1).is_ascii_alphabetic()
    {
        return None;
    }
    let mut symbols = String::new();
    let mut found = None;
    let mut next = index;
    while symbols.len() < LONGEST && at(letters, next).is_ascii_alphanumeric() {
        symbols.push(at(letters, next));
        next += 1;
        let complete = symbols.len() >= SHORTEST && !is_word(letters, next);
        if complete && (has_right_check_digits(&symbols) && next_is_tight(letters, index) || is_dutch_account(&symbols))
        {
            found = Some(index..next);
        }
        if !is_word(letters, next) {
            next += single_gap(letters, next);
        }
    }
    found
}

/// Whether the country and the check digits stand together, as "nl91" and not "in 2025": the rest may be words.
fn next_is_tight(letters: &[Letter], index: usize) -> bool {
    (index + 2..index + 4).all(|place| is_digit(letters, place))
}

/// ISO 13616: the account, then the country and check digits, as a number with a = 10 … z = 35, leaves 1 modulo 97.
fn has_right_check_digits(symbols: &str) -> bool {
    let (country_and_check, account) = symbols.split_at(4);
    let remainder = account.chars().chain(country_and_check.chars()).fold(0, |remainder, symbol| {
        let value = symbol.to_digit(36).expect("ASCII letters and digits");
        (remainder * if value < 10 { 10 } else { 100 } + value) % 97
    });
    country_and_check.chars().skip(2).all(|symbol| symbol.is_ascii_digit()) && remainder == 1
}

/// `NL`, two digits, four letters, ten digits, even if someone mistyped one.
fn is_dutch_account(symbols: &str) -> bool {
    symbols.len() == 18
        && symbols.starts_with("nl")
        && symbols.chars().enumerate().skip(2).all(|(place, symbol)| symbol.is_ascii_digit() != (4..8).contains(&place))
}

/// A citizen service number (BSN): nine digits that pass the 11-test, together or in groups.
pub(super) fn citizen_number(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    if !is_digit(letters, index) || is_digit(letters, index.wrapping_sub(1)) {
        return None;
    }
    let nine = digits(letters, index, single_gap, 9);
    let end = nine.last()?.end;
    // In groups, it must not be a part of a longer number.
    let in_groups = end - index > 9;
    let goes_on = is_digit(letters, end + single_gap(letters, end));
    let went_before = index >= 2 && single_gap(letters, index - 1) == 1 && is_digit(letters, index - 2);
    let sum: i32 =
        nine.iter().zip([9, 8, 7, 6, 5, 4, 3, 2, -1]).map(|(digit, weight)| i32::from(digit.value) * weight).sum();
    let passes = nine.len() == 9 && sum % 11 == 0 && nine.iter().any(|digit| digit.value > 0);
    (passes && ends(letters, end) && !(in_groups && (goes_on || went_before))).then_some(index..end)
}

/// A phone number: ten digits from a nought, or with the country's number.
pub(super) fn phone(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    if !begins(letters, index) || !("+(0".contains(at(letters, index)) || is_digit(letters, index)) {
        return None;
    }
    // "06-12-1980 10 uur" would do as a number, but is a date.
    let date = date_in_numbers(letters, index).is_some_and(|end| (end - 4..end).all(|place| is_digit(letters, place)));
    if date {
        return None;
    }
    let international = at(letters, index) == '+' || stands(letters, index, "(+") || stands(letters, index, "00");
    let start = skip(letters, index, "+( ", 3);
    let all = digits(letters, start, phone_gap, 17);
    let numbers: Vec<u8> = all.iter().map(|digit| digit.value).collect();
    let whole = |count: usize| count <= all.len() && ends(letters, all[count - 1].end);
    let count = if international {
        let country = if numbers.starts_with(&[0, 0]) { 2 } else { 0 };
        if numbers[country.min(numbers.len())..].starts_with(&[3, 1]) {
            // Nine digits after the country's two, and perhaps the nought that people write in brackets.
            let nought = usize::from(numbers.get(country + 2) == Some(&0));
            Some(country + 2 + nought + 9).filter(|count| whole(*count))
        } else {
            (country + 8..=country + 15).rev().find(|count| whole(*count))
        }
    } else {
        Some(10).filter(|count| numbers.first() == Some(&0) && whole(*count))
    }?;
    let found = index..all[count - 1].end;
    // An opening bracket goes along only with its closing one: "(0527) 61 23 45", but not "(06-12345678)".
    let balanced = at(letters, index) != '(' || letters[found.clone()].iter().any(|letter| letter.plain == ')');
    balanced.then_some(found)
}

/// Seven digits or more, together or in groups with single spaces, dots, dashes or slashes between them. Two years
/// and two times of day stay: "2025-2026", "10.00-12.30".
pub(super) fn long_number(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    if !is_digit(letters, index) || is_digit(letters, index.wrapping_sub(1)) {
        return None;
    }
    let end = digits(letters, index, single_gap, usize::MAX).last()?.end;
    let number: String = letters[index..end].iter().map(|letter| letter.plain).collect();
    let many = number.bytes().filter(u8::is_ascii_digit).count() >= 7;
    (many && !is_years(&number) && !is_times(&number)).then_some(index..end)
}

fn is_years(number: &str) -> bool {
    number.split_once(['-', '/']).is_some_and(|(from, to)| {
        from.len() == 4 && to.len() == 4 && ("1900".."2100").contains(&from) && from < to && to < "2100"
    })
}

fn is_times(number: &str) -> bool {
    let is_time = |time: &str| {
        time.split_once('.').is_some_and(|(hour, minute)| {
            minute.len() == 2
                && hour.parse().is_ok_and(|hour: u8| hour <= 24)
                && minute.parse().is_ok_and(|m: u8| m < 60)
        })
    };
    number.split_once('-').is_some_and(|(from, to)| is_time(from) && is_time(to))
}

// ---- Postcodes

/// Words and units of two letters that follow a number of four digits in ordinary sentences: "in 2025 ga ik".
const AFTER_A_NUMBER: &str = "is in en ik ga op de te al om of we ze je er nu na af zo ja me wo ma di do vr za to at it on by as so he \
     be an or my if no us km kg cm mm ml gr mg mb gb kw ha uu st eu pp kb";

/// A Dutch postcode, with the house number if it follows: `8302 AB`, `8302ab 12a`.
pub(super) fn postcode(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    let four_digits = (index..index + 4).all(|place| is_digit(letters, place)) && at(letters, index) != '0';
    if !begins(letters, index) || !four_digits {
        return None;
    }
    let first = skip(letters, index + 4, " ", 2);
    let two =
        word(letters, first, 2).filter(|word| word.is_ascii() && word.len() == 2 && !is_word(letters, first + 2))?;
    let capitals = letters[first..first + 2].iter().all(|letter| letter.capital);
    let year = stands(letters, index, "19") || stands(letters, index, "20");
    // "1012 JE" is a postcode; "1012 je", "1500km" and, for those who write in capitals only, "2025 IS" are not.
    if is_in(AFTER_A_NUMBER, &two) && (!capitals || year && first > index + 4) {
        return None;
    }
    let end = first + 2;
    Some(index..house_number(letters, end).unwrap_or(end))
}

/// The end of a house number with its addition, such as `, 12a`, `12-3` or ` nr. 12 bis`, behind a postcode.
pub(super) fn house_number(letters: &[Letter], index: usize) -> Option<usize> {
    let mut start = skip(letters, index, " ,", 2);
    if let Some(name) =
        ["huisnummer ", "nummer ", "nr. ", "nr ", "nr."].into_iter().find(|name| stands(letters, start, name))
    {
        start += name.len();
    }
    let end = end_of(letters, start, |c| c.is_ascii_digit());
    if end == start || end - start > 5 {
        return None;
    }
    let addition = end + usize::from("- /".contains(at(letters, end)));
    let tight = addition == end || at(letters, end) != ' ';
    let number = end_of(letters, addition, |c| c.is_ascii_digit());
    match word(letters, addition, 3).as_deref() {
        Some("hs" | "bis" | "huis" | "rd" | "rood" | "zw" | "i" | "ii" | "iii") => {
            Some(end_of(letters, addition, char::is_alphanumeric))
        }
        Some(word) if tight && word.len() == 1 => Some(addition + 1),
        _ if tight && number > addition && number - addition <= 4 => Some(number),
        _ => Some(end),
    }
    .filter(|end| !is_word(letters, *end))
}

// ---- Dates

/// The months in Dutch and English, long and short.
const MONTHS: [&str; 35] = [
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
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "august",
    "october",
    "jan",
    "feb",
    "mrt",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "okt",
    "oct",
    "nov",
    "dec",
    "febr",
];

/// Months that are also a name or a word: "2 jan", "3 may".
const DOUBTFUL_MONTHS: [&str; 3] = ["jan", "mar", "may"];

/// A date with a day, or a month with a year.
pub(super) fn date(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    if !begins(letters, index) {
        return None;
    }
    let end = if is_digit(letters, index) {
        date_in_numbers(letters, index).or_else(|| day_and_month(letters, index))
    } else {
        month_and_year(letters, index)
    }?;
    Some(index..end)
}

/// A whole number of at most four digits that ends here: its value, how many digits, and its end.
fn number(letters: &[Letter], index: usize) -> Option<(u32, usize, usize)> {
    let end = end_of(letters, index, |c| c.is_ascii_digit());
    let length = end - index;
    let value = letters[index..end]
        .iter()
        .take(4)
        .fold(0, |value, letter| value * 10 + letter.plain.to_digit(10).expect("only digits were taken"));
    (1..=4).contains(&length).then_some((value, length, end))
}

/// What parts the numbers of a date, perhaps with spaces around it: the sign, and its end.
fn date_gap(letters: &[Letter], index: usize) -> Option<(char, usize)> {
    let sign = index + usize::from(at(letters, index) == ' ');
    if "-/.".contains(at(letters, sign)) {
        let after = sign + 1;
        return Some((at(letters, sign), after + usize::from(at(letters, after) == ' ')));
    }
    (sign > index).then_some((' ', sign))
}

fn is_year(value: u32, length: usize) -> bool {
    length == 4 && (1850..=2100).contains(&value)
}

/// `3-4-1980`, `03/04/80`, `3 4 1980`, `1980-04-03`.
fn date_in_numbers(letters: &[Letter], index: usize) -> Option<usize> {
    let went_before = index >= 2 && "-/.".contains(at(letters, index - 1)) && is_digit(letters, index - 2);
    let (first, first_length, end) = number(letters, index)?;
    let (first_gap, start) = date_gap(letters, end)?;
    let (second, second_length, end) = number(letters, start)?;
    let (second_gap, start) = date_gap(letters, end)?;
    let (third, third_length, end) = number(letters, start + usize::from(at(letters, start) == '\''))?;

    let day_and_month = |a: u32, b: u32| {
        (1..=31).contains(&a) && (1..=12).contains(&b) || (1..=12).contains(&a) && (1..=31).contains(&b)
    };
    let short = second_length <= 2 && !went_before;
    let year_first = is_year(first, first_length) && third_length <= 2 && day_and_month(second, third);
    let year_last = first_length <= 2 && is_year(third, third_length) && day_and_month(first, second);
    // Two digits for a year are a weaker sign: the rest must then look alike.
    let goes_on = at(letters, end) == second_gap && is_digit(letters, end + 1);
    let short_year = third_length == 2
        && first_length <= 2
        && first_gap == second_gap
        && first_gap != ' '
        && day_and_month(first, second);
    (short && (year_first || year_last || short_year && !goes_on)).then_some(end)
}

/// The month that begins here and its end, with the dot of an abbreviation.
fn month(letters: &[Letter], index: usize) -> Option<(&'static str, usize)> {
    let name = word(letters, index, 9)?;
    let month = MONTHS.into_iter().find(|month| *month == name)?;
    let end = index + month.len();
    (!is_digit(letters, end)).then_some((month, end + usize::from(at(letters, end) == '.' && month.len() <= 4)))
}

/// The end of a year behind a month: `1980`, `'80`, `80`.
fn year_after_month(letters: &[Letter], index: usize) -> Option<usize> {
    let start = skip(letters, index, " ,-/", 2);
    let start = start + usize::from(stands(letters, start, "of ")) * 3;
    let apostrophe = usize::from(at(letters, start) == '\'');
    let (value, length, end) = number(letters, start + apostrophe)?;
    // "3 april 10 uur" has no year.
    let short = length == 2 && (apostrophe == 1 || value > 31 || at(letters, start) == '0');
    (start > index && (is_year(value, length) || short) && !is_word(letters, end)).then_some(end)
}

/// `3 april`, `3e april 1980`, `1st of May, 1980`.
fn day_and_month(letters: &[Letter], index: usize) -> Option<usize> {
    let (day, length, mut end) = number(letters, index)?;
    if length > 2 || !(1..=31).contains(&day) {
        return None;
    }
    if let Some(rank) =
        word(letters, end, 3).filter(|rank| ["e", "de", "ste", "st", "nd", "rd", "th"].contains(&rank.as_str()))
    {
        end += rank.len();
    }
    let mut start = skip(letters, end, " .-/", 2);
    if let Some(of) = ["of ", "van "].into_iter().find(|of| stands(letters, start, of)) {
        start += of.len();
    }
    let (month, end) = month(letters, start)?;
    let year = year_after_month(letters, end);
    if DOUBTFUL_MONTHS.contains(&month) { year } else { Some(year.unwrap_or(end)) }
}

/// `april 1980`, `April 3, 1980`.
fn month_and_year(letters: &[Letter], index: usize) -> Option<usize> {
    let (_, end) = month(letters, index)?;
    let with_day = || {
        let start = skip(letters, end, " ", 2);
        let (day, length, mut end) = number(letters, start)?;
        if let Some(rank) = word(letters, end, 2).filter(|rank| ["st", "nd", "rd", "th"].contains(&rank.as_str())) {
            end += rank.len();
        }
        (start > index && length <= 2 && (1..=31).contains(&day)).then(|| year_after_month(letters, end))?
    };
    with_day().or_else(|| year_after_month(letters, end))
}

// ---- Names

/// Titles in full, then titles that may end with a dot.
const TITLES: &str = "familie meneer mijnheer mevrouw heer dokter zuster broeder juf juffrouw meester dominee pastoor professor \
     doctor mister oom tante";
const SHORT_TITLES: &str = "mw mevr mej dhr hr dr mr mrs ms miss drs ir ing prof ds fam";

/// Whether a name may follow this word.
pub(super) fn is_title(word: &str) -> bool {
    is_in(TITLES, word) || is_in(SHORT_TITLES, word)
}

/// Words between a first and a family name.
pub(super) const BETWEEN: &str = "van der den de het 't t ten ter te la le el al von du di da dos bin ben d'";

/// Words with which a sentence goes on, capital or not.
pub(super) const NOT_NAMES: &str =
    "ik en is was die dat heeft zei zegt wil kan of maar als moet mag doet komt gaat ging helpt wij we hij";

/// The name after a title: up to three words with a capital, and what stands between them. The title stays.
pub(super) fn name_after_title(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    // Found at the beginning of the name, looking back at the title: one place for each name.
    if !is_name_start(letters, index) || !begins(letters, index) {
        return None;
    }
    let title_end =
        (index.saturating_sub(3)..index).rev().take_while(|place| " .".contains(at(letters, *place))).last()?;
    let mut title_start = title_end;
    while title_start > 0 && title_end - title_start < 10 && is_word(letters, title_start - 1) {
        title_start -= 1;
    }
    let title = word(letters, title_start, 9).filter(|_| begins(letters, title_start))?;
    let with_dot = at(letters, title_end) == '.';
    let is_title = is_in(SHORT_TITLES, &title) || is_in(TITLES, &title) && !with_dot;
    if !is_title {
        return None;
    }

    let (mut names, mut others) = (0, 0);
    let (mut next, mut end) = (index, None);
    while names < 3 && others < 8 {
        let word_end = end_of(letters, next, |c| c.is_alphanumeric() || "'-".contains(c));
        let name: String = letters[next..word_end.min(next + 10)].iter().map(|letter| letter.plain).collect();
        let capital = letters[next..word_end].iter().any(|letter| letter.capital);
        // "J.P. de Vries": a dot after an initial belongs to the name, and a space need not follow.
        let initial = capital && word_end - next == 1 && at(letters, word_end) == '.';
        if initial {
            others += 1;
            end = Some(word_end + 1);
        } else if is_in(BETWEEN, &name) {
            others += 1;
        } else if capital && !is_in(NOT_NAMES, &name) {
            names += 1;
            end = Some(word_end);
        } else {
            break;
        }
        let after = word_end + usize::from(initial);
        next = after + usize::from(at(letters, after) == ' ');
        if next == after && !initial {
            break;
        }
    }
    end.map(|end| index..end)
}

/// Whether a name may begin here: with a capital, or with a word between names.
fn is_name_start(letters: &[Letter], index: usize) -> bool {
    letters.get(index).is_some_and(|letter| letter.capital || letter.plain == '\'')
        || word(letters, index, 3).is_some_and(|word| is_in(BETWEEN, &word))
}
