//! Parsing conditions: a subset of XLSForm's expressions.
//!
//! ```text
//! any      = all { "or" all }
//! all      = test { "and" test }
//! test     = "(" any ")" | "not" "(" any ")"
//!          | item ("=" | "!=") text                        text: 'option', or '' for no answer
//!          | item comparison number                        comparison: = != < <= > >=
//!          | "selected" "(" item "," text ")"
//!          | "count-selected" "(" item ")" comparison number
//! item     = "${question}" | "${question.row}"
//! ```
//!
//! Parsing knows no questionnaire: whether the items and options exist is [`resolve`]d afterwards.

use std::ops::Range;

use super::fault::{did_you_mean, listed, shortened};
use super::reader::Located;
use crate::condition::{Comparison, Condition};
use crate::id::{InvalidId, OptionId};
use crate::questionnaire::{Choice, ItemId, Measure};

/// How deep brackets may lie in each other. It bounds the depth of a compiled condition as well, and so of its JSON.
pub const MOST_NESTED: usize = 16;

/// A condition as written, with the places of what it refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// One test of one item.
    Test(Test),
    /// Every one holds.
    All(Vec<Expression>),
    /// At least one holds.
    Any(Vec<Expression>),
    /// It does not hold.
    Not(Box<Expression>),
}

/// A test of an item's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// The item that is looked at.
    pub item: Located<ItemId>,
    /// What is asked of its answer.
    pub asks: Asks,
    /// The whole test, for messages about the two together.
    pub at: Range<usize>,
}

/// What a test asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// `${item} = 'option'`
    Is(Located<String>),
    /// `${item} != 'option'`; holds without an answer too.
    IsNot(Located<String>),
    /// `selected(${item}, 'option')`
    Selected(Located<String>),
    /// `${item} = ''`
    Unanswered,
    /// `${item} != ''`
    Answered,
    /// `count-selected(${item}) >= 2`
    Count(Comparison, i64),
    /// `${item} >= 2`; does not hold without an answer.
    Number(Comparison, i64),
}

/// Something wrong in a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where: a range of bytes of the condition.
    pub at: Range<usize>,
    /// What is wrong.
    pub what: String,
    /// What may be written instead.
    pub allowed: String,
}

/// Parses a condition.
///
/// # Errors
/// With the first place where it can't be read on.
pub fn parse(text: &str) -> Result<Expression, Problem> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0, end: text.len() };
    let expression = parser.any(0)?;
    match parser.take() {
        None => Ok(expression),
        Some(rest) => Err(unexpected(rest, "`and`, `or` or the end")),
    }
}

/// What is known of an item that is referred to: its kind of answer, `None` where its question is too faulty to know, or
/// what is wrong with the reference and what is allowed.
pub(super) type Referred<'q> = Result<Option<Measure<'q>>, (String, String)>;

/// Turns an expression into a condition, `measure` telling what is known of an item.
///
/// `None` if anything was wrong; each wrong reference is in `problems`.
pub(super) fn resolve<'q>(
    expression: &Expression,
    measure: &dyn Fn(&ItemId) -> Referred<'q>,
    problems: &mut Vec<Problem>,
) -> Option<Condition> {
    let mut all = |parts: &[Expression]| -> Option<Vec<Condition>> {
        // Every part is looked at before one that failed ends it: all faults at once.
        let parts: Vec<_> = parts.iter().map(|part| resolve(part, measure, problems)).collect();
        parts.into_iter().collect()
    };
    match expression {
        Expression::All(parts) => Some(Condition::All(all(parts)?)),
        Expression::Any(parts) => Some(Condition::Any(all(parts)?)),
        Expression::Not(part) => Some(Condition::Not(Box::new(resolve(part, measure, problems)?))),
        Expression::Test(test) => match measure(&test.item.value) {
            Ok(Some(measure)) => resolve_test(test, &measure).map_err(|problem| problems.push(problem)).ok(),
            Ok(None) => None,
            Err((what, allowed)) => {
                problems.push(Problem { at: test.item.at.clone(), what, allowed });
                None
            }
        },
    }
}

fn resolve_test(test: &Test, measure: &Measure<'_>) -> Result<Condition, Problem> {
    let item = test.item.value.clone();
    let wrong_kind = |allowed: &str| {
        let what = format!("`{item}` is {} and can't be tested so", a_measure(measure));
        Err(Problem { at: test.at.clone(), what, allowed: allowed.replace("ITEM", &format!("${{{item}}}")) })
    };
    match (&test.asks, measure) {
        (_, Measure::Text) => wrong_kind("conditions on any question but open text, which is kept apart"),
        (Asks::Answered, _) => Ok(Condition::Answered { item }),
        (Asks::Unanswered, _) => Ok(Condition::Not(Box::new(Condition::Answered { item }))),
        (Asks::Is(option) | Asks::Selected(option), Measure::One(choices)) => {
            Ok(Condition::Chosen { option: chosen(option, &item, choices.iter().copied())?, item })
        }
        (Asks::IsNot(option), Measure::One(choices)) => {
            let option = chosen(option, &item, choices.iter().copied())?;
            Ok(Condition::Not(Box::new(Condition::Chosen { item, option })))
        }
        (Asks::Selected(option), Measure::Many(choices)) => {
            Ok(Condition::Chosen { option: chosen(option, &item, choices.iter())?, item })
        }
        (Asks::Count(is, than), Measure::Many(_)) => Ok(Condition::Count { item, is: *is, than: *than }),
        (Asks::Number(is, than), Measure::Number(_)) => Ok(Condition::Number { item, is: *is, than: *than }),
        (Asks::Count(..) | Asks::Number(..), Measure::One(_)) => {
            wrong_kind("ITEM = 'option', ITEM != 'option', selected(ITEM, 'option'), ITEM = '', ITEM != ''")
        }
        (Asks::Is(_) | Asks::IsNot(_) | Asks::Number(..), Measure::Many(_)) => {
            wrong_kind("selected(ITEM, 'option'), count-selected(ITEM) >= 2, ITEM = '', ITEM != ''")
        }
        (Asks::Is(_) | Asks::IsNot(_) | Asks::Selected(_) | Asks::Count(..), Measure::Number(_)) => {
            wrong_kind("ITEM >= 2 or another comparison with a number without quotes, ITEM = '', ITEM != ''")
        }
        (_, Measure::Ranked(..)) => wrong_kind("ITEM = '', ITEM != ''"),
    }
}

/// The option of that name.
fn chosen<'c>(
    option: &Located<String>,
    item: &ItemId,
    choices: impl Iterator<Item = &'c Choice> + Clone,
) -> Result<OptionId, Problem> {
    let name = &option.value;
    if let Some(choice) = choices.clone().find(|choice| choice.id.as_str() == name) {
        return Ok(choice.id.clone());
    }
    let names = || choices.clone().map(|choice| choice.id.as_str());
    let what = format!("`{item}` has no option `{}`{}", shortened(name), did_you_mean(name, names()));
    Err(Problem { at: option.at.clone(), what, allowed: listed(names()) })
}

/// The kind of an item's answer in the words of a person.
fn a_measure(measure: &Measure<'_>) -> &'static str {
    match measure {
        Measure::One(_) => "a choice of one",
        Measure::Many(_) => "a multiple choice",
        Measure::Ranked(..) => "a ranking",
        Measure::Number(_) => "a number",
        Measure::Text => "open text",
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token<'t> {
    /// `${…}`, without its wrapping.
    Item(&'t str),
    /// A name such as `and` or `count-selected`.
    Word(&'t str),
    /// `'…'` or `"…"`, without its quotes.
    Text(&'t str),
    Number(i64),
    Compare(Comparison),
    Open,
    Close,
    Comma,
}

fn tokens(text: &str) -> Result<Vec<Located<Token<'_>>>, Problem> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (token, length) = token(&text[at..], first).map_err(|(length, what, allowed)| Problem {
            at: at..at + length,
            what,
            allowed: allowed.to_owned(),
        })?;
        tokens.push(Located { value: token, at: at..at + length });
        at += length;
    }
    Ok(tokens)
}

/// The token that `rest` begins with, and its length in bytes; or the length of what is wrong, and why.
fn token(rest: &str, first: char) -> Result<(Token<'_>, usize), (usize, String, &'static str)> {
    let span = |belongs: fn(char) -> bool| rest.find(|found| !belongs(found)).unwrap_or(rest.len());
    match first {
        '(' => Ok((Token::Open, 1)),
        ')' => Ok((Token::Close, 1)),
        ',' => Ok((Token::Comma, 1)),
        '$' => match rest.strip_prefix("${").and_then(|name| name.split_once('}')) {
            Some((name, _)) => Ok((Token::Item(name.trim()), name.len() + 3)),
            None => {
                Err((1, "a reference begins with `$` but is not whole".to_owned(), "${question} or ${question.row}"))
            }
        },
        '\'' | '"' => match rest[1..].split_once(first) {
            Some((content, _)) => Ok((Token::Text(content), content.len() + 2)),
            None => Err((1, format!("the quote {first} is not closed"), "'option' or \"option\"")),
        },
        '0'..='9' | '-' => {
            let length = 1 + rest[1..].find(|found: char| !found.is_ascii_digit()).unwrap_or(rest.len() - 1);
            if rest[length..].starts_with('.') {
                return Err((length + 1, "this is not a whole number".to_owned(), "whole numbers, without a point"));
            }
            match rest[..length].parse() {
                Ok(number) => Ok((Token::Number(number), length)),
                Err(_) => Err((
                    length,
                    format!("`{}` is not a number", shortened(&rest[..length])),
                    "whole numbers such as 2",
                )),
            }
        }
        '=' | '!' | '<' | '>' => comparison(rest),
        '‘' | '’' | '“' | '”' | '`' => {
            Err((first.len_utf8(), format!("the quote {first} is not a straight one"), "'option' or \"option\""))
        }
        '&' | '|' => {
            let length = span(|found| found == '&' || found == '|');
            Err((length, format!("`{}` has no meaning here", shortened(&rest[..length])), "`and`, `or`, `not(…)`"))
        }
        _ if first.is_alphabetic() => {
            let length = span(|found| found.is_alphanumeric() || found == '-' || found == '_');
            Ok((Token::Word(&rest[..length]), length))
        }
        _ => Err((
            first.len_utf8(),
            format!("`{}` has no meaning here", first.escape_debug()),
            "${question}, 'option', numbers, comparisons, brackets, and, or, not(), selected(), count-selected()",
        )),
    }
}

fn comparison(rest: &str) -> Result<(Token<'_>, usize), (usize, String, &'static str)> {
    let length = rest.find(|found| !"=!<>".contains(found)).unwrap_or(rest.len());
    let comparison = match &rest[..length] {
        "=" => Comparison::Equal,
        "!=" => Comparison::Unequal,
        "<" => Comparison::Less,
        "<=" => Comparison::AtMost,
        ">" => Comparison::More,
        ">=" => Comparison::AtLeast,
        other => return Err((length, format!("`{}` is not a comparison", shortened(other)), "=, !=, <, <=, >, >=")),
    };
    Ok((Token::Compare(comparison), length))
}

struct Parser<'t> {
    tokens: Vec<Located<Token<'t>>>,
    next: usize,
    end: usize,
}

impl<'t> Parser<'t> {
    fn any(&mut self, depth: usize) -> Result<Expression, Problem> {
        self.joined("or", Expression::Any, &mut |parser| parser.all(depth))
    }

    fn all(&mut self, depth: usize) -> Result<Expression, Problem> {
        self.joined("and", Expression::All, &mut |parser| parser.test(depth))
    }

    /// Parts joined by a word; a single one stays what it is.
    fn joined(
        &mut self,
        word: &str,
        join: fn(Vec<Expression>) -> Expression,
        part: &mut dyn FnMut(&mut Self) -> Result<Expression, Problem>,
    ) -> Result<Expression, Problem> {
        let first = part(self)?;
        let mut parts = vec![first];
        while self.take_if(Token::Word(word)) {
            parts.push(part(self)?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { join(parts) })
    }

    fn test(&mut self, depth: usize) -> Result<Expression, Problem> {
        const ALLOWED: &str = "${question}, not(…), selected(…), count-selected(…) or a bracket";
        let Some(token) = self.take() else { return Err(self.ends_early(ALLOWED)) };
        let start = token.at.start;
        let (item, asks) = match token.value {
            Token::Open => return self.bracketed(&token, depth),
            Token::Word("not") => {
                let open = self.expect(Token::Open, "`(` after `not`")?;
                return Ok(Expression::Not(Box::new(self.bracketed(&open, depth)?)));
            }
            Token::Word("selected") => {
                self.expect(Token::Open, "`(` after `selected`")?;
                let item = self.item()?;
                self.expect(Token::Comma, "a comma and an option in quotes, as in selected(${question}, 'option')")?;
                let option = self.option()?;
                self.expect(Token::Close, "`)`")?;
                (item, Asks::Selected(option))
            }
            Token::Word("count-selected") => {
                self.expect(Token::Open, "`(` after `count-selected`")?;
                let item = self.item()?;
                self.expect(Token::Close, "`)`")?;
                let is = self.comparison()?.value;
                match self.take() {
                    Some(Located { value: Token::Number(than), .. }) => (item, Asks::Count(is, than)),
                    Some(other) => return Err(unexpected(other, "a whole number")),
                    None => return Err(self.ends_early("a whole number")),
                }
            }
            Token::Item(name) => {
                let item = reference(name, token.at)?;
                let is = self.comparison()?;
                let asks = self.compared(is)?;
                (item, asks)
            }
            Token::Word(_) | Token::Text(_) | Token::Number(_) | Token::Compare(_) | Token::Close | Token::Comma => {
                return Err(unexpected(token, ALLOWED));
            }
        };
        let end = self.tokens[self.next - 1].at.end;
        Ok(Expression::Test(Test { item, asks, at: start..end }))
    }

    /// What follows an opening bracket, and the closing one.
    fn bracketed(&mut self, open: &Located<Token<'t>>, depth: usize) -> Result<Expression, Problem> {
        if depth == MOST_NESTED {
            return Err(Problem {
                at: open.at.clone(),
                what: "brackets lie too deep in each other".to_owned(),
                allowed: format!("at most {MOST_NESTED} deep"),
            });
        }
        let inner = self.any(depth + 1)?;
        self.expect(Token::Close, "`and`, `or` or `)`")?;
        Ok(inner)
    }

    /// The right-hand side of a comparison with an item.
    fn compared(&mut self, is: Located<Comparison>) -> Result<Asks, Problem> {
        const ALLOWED: &str = "an option in quotes, '' or a whole number";
        let Some(token) = self.take() else { return Err(self.ends_early(ALLOWED)) };
        match (token.value, is.value) {
            (Token::Number(than), is) => Ok(Asks::Number(is, than)),
            (Token::Text(""), Comparison::Equal) => Ok(Asks::Unanswered),
            (Token::Text(""), Comparison::Unequal) => Ok(Asks::Answered),
            (Token::Text(option), Comparison::Equal) => Ok(Asks::Is(token.map(|_| option.to_owned()))),
            (Token::Text(option), Comparison::Unequal) => Ok(Asks::IsNot(token.map(|_| option.to_owned()))),
            (Token::Text(_), other) => Err(Problem {
                at: is.at,
                what: format!("what stands in quotes can't be compared by `{}`", other.symbol()),
                allowed: "= or != with an option; numbers without quotes".to_owned(),
            }),
            (Token::Item(_), _) => Err(unexpected(token, "an option or a number: two answers can't be compared")),
            _ => Err(unexpected(token, ALLOWED)),
        }
    }

    fn item(&mut self) -> Result<Located<ItemId>, Problem> {
        const ALLOWED: &str = "${question} or ${question.row}";
        match self.take() {
            Some(Located { value: Token::Item(name), at }) => reference(name, at),
            Some(other) => Err(unexpected(other, ALLOWED)),
            None => Err(self.ends_early(ALLOWED)),
        }
    }

    fn option(&mut self) -> Result<Located<String>, Problem> {
        const ALLOWED: &str = "an option in quotes";
        match self.take() {
            Some(Located { value: Token::Text(option), at }) if !option.is_empty() => {
                Ok(Located { value: option.to_owned(), at })
            }
            Some(other) => Err(unexpected(other, ALLOWED)),
            None => Err(self.ends_early(ALLOWED)),
        }
    }

    fn comparison(&mut self) -> Result<Located<Comparison>, Problem> {
        const ALLOWED: &str = "a comparison: =, !=, <, <=, >, >=";
        match self.take() {
            Some(Located { value: Token::Compare(comparison), at }) => Ok(Located { value: comparison, at }),
            Some(other) => Err(unexpected(other, ALLOWED)),
            None => Err(self.ends_early(ALLOWED)),
        }
    }

    fn take(&mut self) -> Option<Located<Token<'t>>> {
        let token = self.tokens.get(self.next)?.clone();
        self.next += 1;
        Some(token)
    }

    fn take_if(&mut self, wanted: Token<'_>) -> bool {
        let found = self.tokens.get(self.next).is_some_and(|token| token.value == wanted);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: Token<'_>, allowed: &str) -> Result<Located<Token<'t>>, Problem> {
        match self.take() {
            Some(token) if token.value == wanted => Ok(token),
            Some(other) => Err(unexpected(other, allowed)),
            None => Err(self.ends_early(allowed)),
        }
    }

    fn ends_early(&self, allowed: &str) -> Problem {
        let what = if self.tokens.is_empty() { "the condition is empty" } else { "the condition ends too early" };
        Problem { at: self.end..self.end, what: what.to_owned(), allowed: allowed.to_owned() }
    }
}

fn reference(name: &str, at: Range<usize>) -> Result<Located<ItemId>, Problem> {
    match name.parse() {
        Ok(value) => Ok(Located { value, at }),
        Err(InvalidId { given, allowed }) => Err(Problem {
            at,
            what: format!("`{given}` can't be the id of a question or a row"),
            allowed: allowed.to_owned(),
        }),
    }
}

fn unexpected(token: Located<Token<'_>>, allowed: &str) -> Problem {
    let what = match token.value {
        Token::Item(name) => format!("`${{{}}}` is not expected here", shortened(name)),
        Token::Word(word) => {
            let known = ["and", "or", "not", "selected", "count-selected"];
            let hint = if known.contains(&word) { String::new() } else { did_you_mean(&word.to_lowercase(), known) };
            format!("`{}` is not expected here{hint}", shortened(word))
        }
        Token::Text("") => "an empty text is not expected here".to_owned(),
        Token::Text(text) => format!("'{}' is not expected here", shortened(text)),
        Token::Number(number) => format!("{number} is not expected here"),
        Token::Compare(comparison) => format!("`{}` is not expected here", comparison.symbol()),
        Token::Open => "`(` is not expected here".to_owned(),
        Token::Close => "`)` is not expected here".to_owned(),
        Token::Comma => "a comma is not expected here".to_owned(),
    };
    Problem { at: token.at, what, allowed: allowed.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The expression in a compact form without places: `who=self`, `all(…, …)`.
    fn compact(expression: &Expression) -> String {
        let list = |parts: &[Expression]| parts.iter().map(compact).collect::<Vec<_>>().join(", ");
        match expression {
            Expression::All(parts) => format!("all({})", list(parts)),
            Expression::Any(parts) => format!("any({})", list(parts)),
            Expression::Not(part) => format!("not({})", compact(part)),
            Expression::Test(Test { item, asks, .. }) => {
                let item = &item.value;
                match asks {
                    Asks::Is(option) => format!("{item}={}", option.value),
                    Asks::IsNot(option) => format!("{item}!={}", option.value),
                    Asks::Selected(option) => format!("{item}~{}", option.value),
                    Asks::Unanswered => format!("{item}=''"),
                    Asks::Answered => format!("{item}!=''"),
                    Asks::Count(is, than) => format!("#{item}{}{than}", is.symbol()),
                    Asks::Number(is, than) => format!("{item}{}{than}", is.symbol()),
                }
            }
        }
    }

    #[test]
    fn conditions_that_can_be_read() {
        for (written, read) in [
            ("${who} = 'self'", "who=self"),
            ("${who}='self'", "who=self"),
            ("${ who } != \"self\"", "who!=self"),
            ("${judge.home} = 'good'", "judge.home=good"),
            ("${who} = ''", "who=''"),
            ("${who} != ''", "who!=''"),
            ("selected(${day}, 'home')", "day~home"),
            ("selected ( ${day} , 'home' )", "day~home"),
            ("count-selected(${day}) >= 2", "#day>=2"),
            ("${places} < -3", "places<-3"),
            ("${places} = 0", "places=0"),
            ("${a}='x' and ${b}='y' and ${c}='z'", "all(a=x, b=y, c=z)"),
            ("${a}='x' or ${b}='y' and ${c}='z'", "any(a=x, all(b=y, c=z))"),
            ("(${a}='x' or ${b}='y') and ${c}='z'", "all(any(a=x, b=y), c=z)"),
            ("not(${a}='x')", "not(a=x)"),
            ("not (${a}='x' or not(${b}>1))", "not(any(a=x, not(b>1)))"),
            ("((${a}='x'))", "a=x"),
            ("\n\t${a} <= 1\n  or ${a} > 5 ", "any(a<=1, a>5)"),
        ] {
            let expression = parse(written).unwrap_or_else(|problem| panic!("{written}: {problem:?}"));
            assert_eq!(compact(&expression), read, "{written}");
        }
    }

    #[test]
    fn conditions_that_can_not_be_read_say_where_and_why() {
        let mut table = String::new();
        for written in [
            "",
            "   ",
            "who = 'self'",
            "${who}",
            "${who} =",
            "${who} == 'self'",
            "${who} = self",
            "${who} = 'self",
            "${who} = ‘self’",
            "${who = 'self'",
            "$who = 'self'",
            "${Who} = 'self'",
            "${a.b.c} = 'self'",
            "${who} < 'self'",
            "${who} = ${day}",
            "${who} = 'self' && ${day} = 'home'",
            "${who} = 'self' AND ${day} = 'home'",
            "${who} = 'self' and",
            "${who} = 'self' ${day} = 'home'",
            "${who} = 'self' or or ${day} = 'home'",
            "(${who} = 'self'",
            "${who} = 'self')",
            "not ${who} = 'self'",
            "selected(${day} 'home')",
            "selected(${day}, '')",
            "selected(${day}, home)",
            "select(${day}, 'home')",
            "count-selected(${day})",
            "count-selected(${day}) > 'two'",
            "2 < ${places}",
            "${places} > 2.5",
            "${places} > -",
            "${places} > 99999999999999999999",
            "${who} = 'self' # really",
            &"(".repeat(40),
        ] {
            let problem = parse(written).expect_err(written);
            let shown: String = written.chars().take(50).collect();
            table += &format!("{shown:?}\n  {:?} {}; allowed: {}\n", problem.at, problem.what, problem.allowed);
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn the_deepest_condition_survives_its_json() {
        let mut written = "${a}='x'".to_owned();
        for _ in 0..MOST_NESTED {
            written = format!("${{a}}='y' or ${{a}}='z' and not({written})");
        }
        let expression = parse(&written).unwrap();
        assert!(parse(&format!("({written})")).is_err());

        let choices: Vec<Choice> = ["x", "y", "z"].map(choice).into();
        let measure = |_: &ItemId| Ok(Some(Measure::One(choices.iter().collect())));
        let condition = resolve(&expression, &measure, &mut Vec::new()).unwrap();
        // Around it: bundle, campaign, audiences, audience, questionnaire, parts, part, question, a section's `and`.
        let (before, after) = (r#"{"a":["#.repeat(6), "]}".repeat(6));
        let json = format!("{before}{}{after}", serde_json::to_string(&condition).unwrap());
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    }

    fn choice(id: &str) -> Choice {
        Choice {
            id: id.parse().unwrap(),
            label: crate::language::Text::dutch(id),
            picture: None,
            theme: None,
            step: None,
            exclusive: false,
            namely: false,
        }
    }

    /// Expressions as text, with their compact form.
    fn written() -> impl Strategy<Value = (String, String)> {
        let gap = "[ \n\t]{0,2}";
        let test = prop_oneof![
            (gap, gap).prop_map(|(a, b)| (format!("${{day}}{a}={b}'home'"), "day=home".to_owned())),
            (gap, gap).prop_map(|(a, b)| (format!("${{a.b}}{a}!={b}\"x\""), "a.b!=x".to_owned())),
            (gap, gap).prop_map(|(a, b)| (format!("selected({a}${{day}},{b}'home')"), "day~home".to_owned())),
            (gap, any::<i64>()).prop_map(|(a, n)| (format!("count-selected(${{day}}){a}>{n}"), format!("#day>{n}"))),
            (gap, any::<i64>()).prop_map(|(a, n)| (format!("${{places}}<={a}{n}"), format!("places<={n}"))),
        ];
        test.prop_recursive(6, 40, 4, move |inner| {
            let several = || prop::collection::vec(inner.clone(), 2..4);
            let joined = |word: &'static str, name: &'static str| {
                move |parts: Vec<(String, String)>| {
                    let (written, read): (Vec<_>, Vec<_>) = parts.into_iter().unzip();
                    let written = written.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(word);
                    (written, format!("{name}({})", read.join(", ")))
                }
            };
            prop_oneof![
                several().prop_map(joined(" and ", "all")),
                several().prop_map(joined("\nor\n", "any")),
                (gap, inner.clone()).prop_map(|(a, (text, read))| (format!("not{a}({text})"), format!("not({read})"))),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_is_what_is_read((text, expected) in written()) {
            prop_assert_eq!(parse(&text).map(|expression| compact(&expression)), Ok(expected));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in any::<String>()) {
            let _ = parse(&text);
        }

        #[test]
        fn no_text_of_the_right_signs_makes_the_parser_panic_and_faults_lie_inside(
            text in r#"(\$\{|\}|[a-z]|'|"|=|!=|<|\(|\)|,| and | or |not|selected|count-selected|-?[0-9]|é| ){0,30}"#
        ) {
            if let Err(problem) = parse(&text) {
                prop_assert!(text.get(problem.at.clone()).is_some(), "{:?}", problem);
                prop_assert!(!problem.allowed.is_empty());
            }
        }
    }
}
