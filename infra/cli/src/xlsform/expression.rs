//! XLSForm's expressions, as far as they are needed to understand a questionnaire: a part of XPath.
//!
//! Forgiving in what spreadsheets and word processors do to them: curly quotes, hard spaces, capitals, `==`, `&&`.

use std::collections::BTreeMap;

use super::report::shortened;

/// How deep brackets may lie in each other.
const MOST_NESTED: usize = 40;

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    /// `'…'`
    Text(String),
    Number(f64),
    /// `${question}`
    Answer(String),
    /// `.`, the answer to the question itself.
    Own,
    /// A bare word, such as the name of a column of choices, or a path.
    Word(String),
    /// A function with what it is given.
    Call(String, Vec<Expression>),
    All(Vec<Expression>),
    Any(Vec<Expression>),
    /// A comparison or a sum.
    Binary(Operator, Box<Expression>, Box<Expression>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    Plus,
    Minus,
    Times,
    Divided,
    Remainder,
}

impl Operator {
    pub(super) fn symbol(self) -> &'static str {
        match self {
            Operator::Equal => "=",
            Operator::Unequal => "!=",
            Operator::Less => "<",
            Operator::AtMost => "<=",
            Operator::More => ">",
            Operator::AtLeast => ">=",
            Operator::Plus => "+",
            Operator::Minus => "-",
            Operator::Times => "*",
            Operator::Divided => "div",
            Operator::Remainder => "mod",
        }
    }

    /// Whether it compares; else it reckons.
    pub(super) fn compares(self) -> bool {
        matches!(
            self,
            Operator::Equal
                | Operator::Unequal
                | Operator::Less
                | Operator::AtMost
                | Operator::More
                | Operator::AtLeast
        )
    }

    /// The comparison with its sides exchanged.
    pub(super) fn flipped(self) -> Self {
        match self {
            Operator::Less => Operator::More,
            Operator::AtMost => Operator::AtLeast,
            Operator::More => Operator::Less,
            Operator::AtLeast => Operator::AtMost,
            other => other,
        }
    }

    /// Whether two numbers compare so. Nothing compares with what is not a number, but to be unequal to it.
    fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Operator::Equal => left == right,
            Operator::Unequal => left != right,
            Operator::Less => left < right,
            Operator::AtMost => left <= right,
            Operator::More => left > right,
            Operator::AtLeast => left >= right,
            Operator::Plus | Operator::Minus | Operator::Times | Operator::Divided | Operator::Remainder => false,
        }
    }
}

/// Straightens what is curly and hard in what a word processor made of an expression.
pub(super) fn straightened(text: &str) -> String {
    let straight = |character| match character {
        '‘' | '’' | '‚' | '‛' | '´' | '`' => '\'',
        '“' | '”' | '„' | '‟' => '"',
        '–' | '−' => '-',
        other if other.is_whitespace() => ' ',
        other => other,
    };
    text.chars().map(straight).collect()
}

/// Reads an expression.
///
/// # Errors
/// With what is wrong at the first place where it can't be read on.
pub(super) fn parse(text: &str) -> Result<Expression, String> {
    let text = straightened(text);
    let mut parser = Parser { tokens: tokens(&text)?, next: 0 };
    let expression = parser.any(0)?;
    match parser.take() {
        None => Ok(expression),
        Some(token) => Err(format!("`{}` was not expected there", token.shown())),
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Text(String),
    Number(f64),
    Answer(String),
    Own,
    Word(String),
    Operator(Operator),
    And,
    Or,
    Open,
    Close,
    Comma,
}

impl Token {
    fn shown(&self) -> String {
        match self {
            Token::Text(text) => format!("'{}'", shortened(text)),
            Token::Number(number) => number.to_string(),
            Token::Answer(name) => format!("${{{}}}", shortened(name)),
            Token::Own => ".".to_owned(),
            Token::Word(word) => shortened(word),
            Token::Operator(operator) => operator.symbol().to_owned(),
            Token::And => "and".to_owned(),
            Token::Or => "or".to_owned(),
            Token::Open => "(".to_owned(),
            Token::Close => ")".to_owned(),
            Token::Comma => ",".to_owned(),
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = token(rest, first, tokens.last())?;
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

/// The token `rest` begins with and its length.
fn token(rest: &str, first: char, before: Option<&Token>) -> Result<(Token, usize), String> {
    const SIGNS: [(&str, Token); 19] = [
        ("==", Token::Operator(Operator::Equal)),
        ("!=", Token::Operator(Operator::Unequal)),
        ("<>", Token::Operator(Operator::Unequal)),
        ("<=", Token::Operator(Operator::AtMost)),
        (">=", Token::Operator(Operator::AtLeast)),
        ("≠", Token::Operator(Operator::Unequal)),
        ("≤", Token::Operator(Operator::AtMost)),
        ("≥", Token::Operator(Operator::AtLeast)),
        ("&&", Token::And),
        ("||", Token::Or),
        ("=", Token::Operator(Operator::Equal)),
        ("<", Token::Operator(Operator::Less)),
        (">", Token::Operator(Operator::More)),
        ("+", Token::Operator(Operator::Plus)),
        ("-", Token::Operator(Operator::Minus)),
        ("*", Token::Operator(Operator::Times)),
        ("(", Token::Open),
        (")", Token::Close),
        (",", Token::Comma),
    ];
    if let Some((sign, token)) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) {
        return Ok((token.clone(), sign.len()));
    }
    match first {
        '$' => {
            let name = rest.strip_prefix("${").and_then(|name| name.split_once('}')).map(|(name, _)| name);
            let name =
                name.ok_or_else(|| "a reference begins with `$` but is not whole, as in `${question}`".to_owned())?;
            Ok((Token::Answer(name.trim().to_owned()), name.len() + 3))
        }
        '\'' | '"' => match rest[1..].split_once(first) {
            Some((content, _)) => Ok((Token::Text(content.to_owned()), content.len() + 2)),
            None => Err(format!("the quote {first} is not closed")),
        },
        _ if first.is_ascii_digit() || first == '.' && rest[1..].starts_with(|next: char| next.is_ascii_digit()) => {
            let length = rest.find(|found: char| !found.is_ascii_digit() && found != '.').unwrap_or(rest.len());
            let number =
                rest[..length].parse().map_err(|_| format!("`{}` is no number", shortened(&rest[..length])))?;
            Ok((Token::Number(number), length))
        }
        _ if first.is_alphabetic() || "._/@:".contains(first) => {
            let belongs = |found: char| found.is_alphanumeric() || "-_.:/@".contains(found);
            let length = rest.find(|found: char| !belongs(found)).unwrap_or(rest.len());
            let word = &rest[..length];
            // After an operand `and`, `or`, `div` and `mod` are operators, as XPath has it.
            let after_operand = matches!(
                before,
                Some(Token::Text(_) | Token::Number(_) | Token::Answer(_) | Token::Own | Token::Word(_) | Token::Close)
            );
            let token = match word.to_ascii_lowercase().as_str() {
                "." => Token::Own,
                "and" if after_operand => Token::And,
                "or" if after_operand => Token::Or,
                "div" if after_operand => Token::Operator(Operator::Divided),
                "mod" if after_operand => Token::Operator(Operator::Remainder),
                // A question in the same group, as forms wrote it before there was `${…}`.
                _ => match word.strip_prefix("../") {
                    Some(name) if !name.contains(['/', '.']) => Token::Answer(name.to_owned()),
                    _ => Token::Word(word.to_owned()),
                },
            };
            Ok((token, length))
        }
        _ => Err(format!("`{}` has no meaning in an expression", first.escape_debug())),
    }
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
}

impl Parser {
    fn any(&mut self, depth: usize) -> Result<Expression, String> {
        let mut parts = vec![self.all(depth)?];
        while self.take_if(&Token::Or) {
            parts.push(self.all(depth)?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expression::Any(parts) })
    }

    fn all(&mut self, depth: usize) -> Result<Expression, String> {
        let mut parts = vec![self.compared(depth)?];
        while self.take_if(&Token::And) {
            parts.push(self.compared(depth)?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Expression::All(parts) })
    }

    fn compared(&mut self, depth: usize) -> Result<Expression, String> {
        self.binary(Operator::compares, |parser| {
            parser.binary(
                |operator| matches!(operator, Operator::Plus | Operator::Minus),
                |parser| {
                    let product =
                        |operator| matches!(operator, Operator::Times | Operator::Divided | Operator::Remainder);
                    parser.binary(product, |parser| parser.operand(depth))
                },
            )
        })
    }

    /// Operands joined from the left by the operators of a level; `part` reads those of the levels below.
    fn binary(
        &mut self,
        belongs: fn(Operator) -> bool,
        part: impl Fn(&mut Self) -> Result<Expression, String>,
    ) -> Result<Expression, String> {
        let mut left = part(self)?;
        while let Some(Token::Operator(operator)) = self.tokens.get(self.next)
            && belongs(*operator)
        {
            let operator = *operator;
            self.next += 1;
            left = Expression::Binary(operator, Box::new(left), Box::new(part(self)?));
        }
        Ok(left)
    }

    fn operand(&mut self, depth: usize) -> Result<Expression, String> {
        if depth > MOST_NESTED {
            return Err("brackets lie too deep in each other".to_owned());
        }
        match self.take() {
            None => Err(if self.tokens.is_empty() { "it is empty" } else { "it ends too early" }.to_owned()),
            Some(Token::Text(text)) => Ok(Expression::Text(text)),
            Some(Token::Number(number)) => Ok(Expression::Number(number)),
            Some(Token::Answer(name)) => Ok(Expression::Answer(name)),
            Some(Token::Own) => Ok(Expression::Own),
            Some(Token::Operator(Operator::Minus)) => match self.operand(depth + 1)? {
                Expression::Number(number) => Ok(Expression::Number(-number)),
                other => Ok(Expression::Binary(Operator::Minus, Box::new(Expression::Number(0.0)), Box::new(other))),
            },
            Some(Token::Open) => {
                let inner = self.any(depth + 1)?;
                self.close()?;
                Ok(inner)
            }
            Some(Token::Word(word)) if self.take_if(&Token::Open) => {
                let mut given = Vec::new();
                if !self.take_if(&Token::Close) {
                    given.push(self.any(depth + 1)?);
                    while self.take_if(&Token::Comma) {
                        given.push(self.any(depth + 1)?);
                    }
                    self.close()?;
                }
                Ok(Expression::Call(word.to_ascii_lowercase(), given))
            }
            Some(Token::Word(word)) => Ok(Expression::Word(word)),
            Some(other) => Err(format!("`{}` was not expected there", other.shown())),
        }
    }

    fn close(&mut self) -> Result<(), String> {
        match self.take() {
            Some(Token::Close) => Ok(()),
            Some(other) => Err(format!("`{}` was not expected there; a bracket is not closed", other.shown())),
            None => Err("a bracket is not closed".to_owned()),
        }
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.next)?.clone();
        self.next += 1;
        Some(token)
    }

    fn take_if(&mut self, wanted: &Token) -> bool {
        let found = self.tokens.get(self.next) == Some(wanted);
        self.next += usize::from(found);
        found
    }
}

/// A value of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(f64),
    Truth(bool),
}

impl Value {
    pub(super) fn truth(&self) -> bool {
        match self {
            Value::Text(text) => !text.is_empty(),
            Value::Number(number) => *number != 0.0 && !number.is_nan(),
            Value::Truth(truth) => *truth,
        }
    }

    fn number(&self) -> f64 {
        match self {
            Value::Text(text) => text.trim().parse().unwrap_or(f64::NAN),
            Value::Number(number) => *number,
            Value::Truth(truth) => f64::from(u8::from(*truth)),
        }
    }

    pub(super) fn text(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Truth(truth) => truth.to_string(),
        }
    }
}

/// What an expression is about when it is worked out.
pub(super) struct Surroundings<'s> {
    /// The answer to the question itself; options chosen are separated by spaces.
    pub(super) own: &'s str,
    /// Answers by the names of their questions.
    pub(super) answers: &'s BTreeMap<String, String>,
    /// What bare words stand for.
    pub(super) words: &'s dyn Fn(&str) -> Option<String>,
}

impl Surroundings<'_> {
    /// Works an expression out.
    ///
    /// # Errors
    /// With what it takes that is not here, such as a function that is not known.
    pub(super) fn value(&self, expression: &Expression) -> Result<Value, String> {
        Ok(match expression {
            Expression::Text(text) => Value::Text(text.clone()),
            Expression::Number(number) => Value::Number(*number),
            Expression::Own => Value::Text(self.own.to_owned()),
            Expression::Answer(name) => match self.answers.get(name) {
                Some(answer) => Value::Text(answer.clone()),
                None => return Err(format!("it looks at `${{{}}}`", shortened(name))),
            },
            Expression::Word(word) => match (self.words)(word) {
                Some(text) => Value::Text(text),
                None => return Err(format!("`{}` is not known here", shortened(word))),
            },
            Expression::All(parts) => {
                for part in parts {
                    if !self.value(part)?.truth() {
                        return Ok(Value::Truth(false));
                    }
                }
                Value::Truth(true)
            }
            Expression::Any(parts) => {
                for part in parts {
                    if self.value(part)?.truth() {
                        return Ok(Value::Truth(true));
                    }
                }
                Value::Truth(false)
            }
            Expression::Binary(operator, left, right) => self.binary(*operator, left, right)?,
            Expression::Call(name, given) => self.call(name, given)?,
        })
    }

    fn binary(&self, operator: Operator, left: &Expression, right: &Expression) -> Result<Value, String> {
        let (left, right) = (self.value(left)?, self.value(right)?);
        Ok(match (operator, &left, &right) {
            (Operator::Equal | Operator::Unequal, Value::Text(left), Value::Text(right)) => {
                Value::Truth((left == right) == (operator == Operator::Equal))
            }
            (Operator::Equal | Operator::Unequal, Value::Truth(_), _)
            | (Operator::Equal | Operator::Unequal, _, Value::Truth(_)) => {
                Value::Truth((left.truth() == right.truth()) == (operator == Operator::Equal))
            }
            (Operator::Plus, ..) => Value::Number(left.number() + right.number()),
            (Operator::Minus, ..) => Value::Number(left.number() - right.number()),
            (Operator::Times, ..) => Value::Number(left.number() * right.number()),
            (Operator::Divided, ..) => Value::Number(left.number() / right.number()),
            (Operator::Remainder, ..) => Value::Number(left.number() % right.number()),
            _ => Value::Truth(operator.holds(left.number(), right.number())),
        })
    }

    fn call(&self, name: &str, given: &[Expression]) -> Result<Value, String> {
        Ok(match (name, given) {
            ("true", []) => Value::Truth(true),
            ("false", []) => Value::Truth(false),
            ("not", [part]) => Value::Truth(!self.value(part)?.truth()),
            ("boolean", [part]) => Value::Truth(self.value(part)?.truth()),
            ("number" | "int", [part]) => Value::Number(self.value(part)?.number()),
            ("string", [part]) => Value::Text(self.value(part)?.text()),
            ("selected", [list, option]) => {
                let (list, option) = (self.value(list)?.text(), self.value(option)?.text());
                Value::Truth(list.split_whitespace().any(|chosen| chosen == option.trim()))
            }
            ("count-selected", [list]) => Value::Number(self.value(list)?.text().split_whitespace().count() as f64),
            ("string-length", [text]) => Value::Number(self.value(text)?.text().chars().count() as f64),
            ("if", [condition, then, otherwise]) => {
                self.value(if self.value(condition)?.truth() { then } else { otherwise })?
            }
            ("concat", parts) => {
                let texts: Result<Vec<String>, String> =
                    parts.iter().map(|part| Ok(self.value(part)?.text())).collect();
                Value::Text(texts?.concat())
            }
            ("coalesce", [first, second]) => match self.value(first)? {
                Value::Text(text) if text.is_empty() => self.value(second)?,
                other => other,
            },
            _ => return Err(format!("the function {}() has no place here", shortened(name))),
        })
    }
}

impl Expression {
    /// This expression and all those in it.
    pub(super) fn each(&self) -> Vec<&Expression> {
        let mut all = vec![self];
        let mut next = 0;
        while let Some(expression) = all.get(next) {
            match expression {
                Expression::Call(_, parts) | Expression::All(parts) | Expression::Any(parts) => all.extend(parts),
                Expression::Binary(_, left, right) => all.extend([&**left, &**right]),
                Expression::Text(_)
                | Expression::Number(_)
                | Expression::Answer(_)
                | Expression::Own
                | Expression::Word(_) => {}
            }
            next += 1;
        }
        all
    }

    /// The names of the questions it looks at, each once.
    pub(super) fn answers(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for expression in self.each() {
            if let Expression::Answer(name) = expression
                && !names.contains(&name.as_str())
            {
                names.push(name);
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, own: &str) -> Value {
        let answers = BTreeMap::from([("who".to_owned(), "self".to_owned()), ("age".to_owned(), "17".to_owned())]);
        let surroundings = Surroundings { own, answers: &answers, words: &|_| None };
        surroundings.value(&parse(text).unwrap()).unwrap()
    }

    #[test]
    fn expressions_are_worked_out_as_xpath_has_it() {
        for (text, own, truth) in [
            ("${who} = 'self'", "", true),
            ("${who}=‘self’ AND not(${age} >= 18)", "", true),
            ("selected (., 'a') and count-selected(.) > 1", "b a", true),
            ("selected(., 'a')", "ab b", false),
            (". >= 0 and . <= 10", "11", false),
            ("1 + 2 * 3 = 7", "", true),
            ("(1 + 2) * 3 = 9 and 10 - 2 - 3 = 5", "", true),
            ("7 mod 4 = 3 and 8 div 2 = 4", "", true),
            ("-.5 < 0", "", true),
            ("'a' = 'b' or 'a' = 'a' and 1 = 2", "", false),
            ("string-length(.) <= 3", "één", true),
            (". > 5", "", false),
            ("if(. = '', 'x', 'y') == 'x' && true()", "", true),
            ("coalesce(., 'leeg') = 'leeg'", "", true),
        ] {
            assert_eq!(value(text, own), Value::Truth(truth), "{text}");
        }
    }

    #[test]
    fn what_is_no_expression_says_why() {
        for (text, why) in [
            ("", "it is empty"),
            ("${who} = ", "it ends too early"),
            ("${who = 'a'", "a reference begins with `$` but is not whole, as in `${question}`"),
            ("(1 = 1", "a bracket is not closed"),
            ("'a", "the quote ' is not closed"),
            ("1 = 1 2", "`2` was not expected there"),
            ("a # b", "`#` has no meaning in an expression"),
            ("1.2.3", "`1.2.3` is no number"),
        ] {
            assert_eq!(parse(text).unwrap_err(), why, "{text}");
        }
        assert_eq!(parse(&"(".repeat(200)).unwrap_err(), "brackets lie too deep in each other");
        assert_eq!(parse(&"-".repeat(200)).unwrap_err(), "brackets lie too deep in each other");
        assert_eq!(parse(&"not(".repeat(200)).unwrap_err(), "brackets lie too deep in each other");
    }

    #[test]
    fn brackets_are_remembered_where_they_group() {
        let nested = parse("('a' and 'b') and 'c'").unwrap();
        assert_ne!(nested, parse("'a' and 'b' and 'c'").unwrap());
    }
}
