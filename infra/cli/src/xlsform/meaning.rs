//! What expressions mean to a questionnaire: conditions, bounds, exclusive options and recodings.

use std::collections::{BTreeMap, BTreeSet};

use super::expression::{Expression, Operator, Surroundings, parse};
use super::report::shortened;

/// Why an expression can't be taken, and what to do.
pub(super) type Refused = (String, String);

/// What a name in the form stands for.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// The item's name here: `question` or `question.row`.
    pub(super) item: String,
    pub(super) answer: Answer,
}

/// How an item is answered.
#[derive(Debug, Clone)]
pub(super) enum Answer {
    /// Options as the form names them, with their ids.
    One(Vec<(String, String)>),
    Many(Vec<(String, String)>),
    Ranked,
    Number,
    Text,
    /// Not at all, with what it is.
    Nothing(&'static str),
}

/// The names of a form.
pub(super) type Scope = BTreeMap<String, Known>;

const CONDITIONS: &str = "a condition such as ${question} = 'option', selected(${question}, 'option'), \
    count-selected(${question}) >= 2 or ${number} > 5, joined by and, or, not()";

/// A condition in the words of a questionnaire file; `None` where it always holds.
pub(super) fn condition(text: &str, scope: &Scope) -> Result<Option<String>, Refused> {
    let text = text.trim();
    let expression = match text.to_ascii_lowercase().as_str() {
        "yes" | "true" | "true()" => return Ok(None),
        "no" | "false" | "false()" => {
            return Err(("it would never be asked or shown".to_owned(), "leave the row out".to_owned()));
        }
        _ => {
            parse(text).map_err(|why| (format!("`{}` can't be read: {why}", shortened(text)), CONDITIONS.to_owned()))?
        }
    };
    written(&expression, scope).map(|(text, _)| Some(text))
}

/// How strongly a condition holds together.
#[derive(PartialEq)]
enum Level {
    Any,
    All,
    Test,
}

fn written(expression: &Expression, scope: &Scope) -> Result<(String, Level), Refused> {
    let refused = |what: String| Err((what, CONDITIONS.to_owned()));
    match expression {
        Expression::All(parts) => {
            let parts: Result<Vec<_>, _> = parts.iter().map(|part| written(part, scope)).collect();
            let parts: Vec<String> =
                parts?.into_iter().map(|part| bracketed(part, &[Level::Any, Level::All])).collect();
            Ok((parts.join(" and "), Level::All))
        }
        Expression::Any(parts) => {
            let parts: Result<Vec<_>, _> = parts.iter().map(|part| written(part, scope)).collect();
            let parts: Vec<String> = parts?.into_iter().map(|part| bracketed(part, &[Level::Any])).collect();
            Ok((parts.join(" or "), Level::Any))
        }
        Expression::Call(name, given) => match (name.as_str(), given.as_slice()) {
            ("not", [part]) => Ok((format!("not({})", written(part, scope)?.0), Level::Test)),
            ("selected", [Expression::Answer(name), option]) => chosen(name, option, scope),
            _ => refused(format!("the function {}() has no place in a condition here", shortened(name))),
        },
        Expression::Binary(operator, left, right) if operator.compares() => match (&**left, &**right) {
            (side, other) if is_asked(side) => comparison(side, *operator, other, scope),
            (other, side) if is_asked(side) => comparison(side, operator.flipped(), other, scope),
            (Expression::Word(path), _) | (_, Expression::Word(path)) => refused(a_path(path)),
            _ => refused("a comparison without a question in it".to_owned()),
        },
        Expression::Binary(..) => refused("conditions do not reckon".to_owned()),
        Expression::Answer(name) => refused(format!("`${{{}}}` stands alone: what about it?", shortened(name))),
        Expression::Own => refused("`.` has no meaning here: the question is not answered yet".to_owned()),
        Expression::Word(word) => refused(a_path(word)),
        Expression::Text(_) | Expression::Number(_) => refused("a text or number alone is no condition".to_owned()),
    }
}

fn a_path(word: &str) -> String {
    if word.contains('/') {
        format!("`{}` is a path; name the question, as in ${{question}}", shortened(word))
    } else {
        format!("`{}` is not known here; options stand in quotes", shortened(word))
    }
}

fn bracketed((text, level): (String, Level), weak: &[Level]) -> String {
    if weak.contains(&level) { format!("({text})") } else { text }
}

/// Whether something is asked of an answer, so that it can be compared.
fn is_asked(expression: &Expression) -> bool {
    match expression {
        Expression::Answer(_) => true,
        Expression::Call(name, given) => {
            ["count-selected", "string-length"].contains(&name.as_str())
                && matches!(given.as_slice(), [Expression::Answer(_)])
        }
        _ => false,
    }
}

/// What a name stands for, if it can be answered.
fn known<'s>(name: &str, scope: &'s Scope) -> Result<&'s Known, Refused> {
    let found = scope.get(name).or_else(|| {
        // `${Age}` for `age`: other tools would not find it, but it is plain what is meant.
        scope.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, known)| known)
    });
    match found {
        None => {
            let what = format!("there is no question named `{}`", shortened(name));
            Err((what, "the name of an earlier question, as the column `name` has it".to_owned()))
        }
        Some(Known { answer: Answer::Nothing(what), .. }) => {
            let what = format!("`{}` is {what}: it has no answer to look at", shortened(name));
            Err((what, "the name of an earlier question".to_owned()))
        }
        Some(known) => Ok(known),
    }
}

/// An option as the form names it: in quotes, or a number.
fn option(expression: &Expression) -> Option<String> {
    match expression {
        Expression::Text(text) => Some(text.trim().to_owned()),
        Expression::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn option_id(name: &str, option: &str, options: &[(String, String)]) -> Result<String, Refused> {
    let found = options
        .iter()
        .find(|(known, _)| known == option)
        .or_else(|| options.iter().find(|(known, _)| known.eq_ignore_ascii_case(option)));
    found.map(|(_, id)| id.clone()).ok_or_else(|| {
        let names: Vec<&str> = options.iter().take(20).map(|(known, _)| known.as_str()).collect();
        let what = format!("`{}` has no option `{}`", shortened(name), shortened(option));
        (what, format!("one of its options: {}", names.join(", ")))
    })
}

fn chosen(name: &str, given: &Expression, scope: &Scope) -> Result<(String, Level), Refused> {
    let known = known(name, scope)?;
    let Some(given) = option(given) else {
        let what = format!("selected(${{{}}}, …) needs an option in quotes", shortened(name));
        return Err((what, CONDITIONS.to_owned()));
    };
    let item = &known.item;
    let text = match &known.answer {
        Answer::One(options) => format!("${{{item}}} = '{}'", option_id(name, &given, options)?),
        Answer::Many(options) => format!("selected(${{{item}}}, '{}')", option_id(name, &given, options)?),
        Answer::Ranked | Answer::Number | Answer::Text | Answer::Nothing(_) => {
            let what = format!("`{}` has no options to select", shortened(name));
            return Err((what, CONDITIONS.to_owned()));
        }
    };
    Ok((text, Level::Test))
}

fn comparison(
    side: &Expression,
    operator: Operator,
    other: &Expression,
    scope: &Scope,
) -> Result<(String, Level), Refused> {
    let refused = |what: String| Err((what, CONDITIONS.to_owned()));
    let symbol = operator.symbol();
    let equality = matches!(operator, Operator::Equal | Operator::Unequal);
    let (name, function) = match side {
        Expression::Call(function, given) => match given.as_slice() {
            [Expression::Answer(name)] => (name, Some(function.as_str())),
            _ => return refused("only answers are compared".to_owned()),
        },
        Expression::Answer(name) => (name, None),
        _ => return refused("only answers are compared".to_owned()),
    };
    let known = known(name, scope)?;
    let item = &known.item;
    if let Expression::Word(path) = other {
        return refused(a_path(path));
    }
    if matches!(other, Expression::Answer(_) | Expression::Call(..) | Expression::Binary(..)) {
        return refused(format!("`{}` is compared with something that is worked out", shortened(name)));
    }
    let text = match (function, &known.answer, other) {
        (_, Answer::Text, _) => {
            let what = format!("`{}` is open text, which no condition looks at: it is kept apart", shortened(name));
            return Err((what, "a condition on another question".to_owned()));
        }
        (Some("count-selected"), Answer::Many(_), Expression::Number(number)) => {
            whole(operator, *number).map(|(symbol, number)| format!("count-selected(${{{item}}}) {symbol} {number}"))
        }
        (Some("count-selected"), ..) => None,
        (Some("string-length"), _, Expression::Number(number)) => match (operator, *number) {
            (Operator::More | Operator::Unequal, 0.0) | (Operator::AtLeast, 1.0) => Some(format!("${{{item}}} != ''")),
            (Operator::Equal, 0.0) | (Operator::Less, 1.0) => Some(format!("${{{item}}} = ''")),
            _ => None,
        },
        (Some(_), ..) => None,
        (None, _, Expression::Text(text)) if text.is_empty() && equality => Some(format!("${{{item}}} {symbol} ''")),
        (None, Answer::One(options), given) if equality => match option(given) {
            Some(given) => Some(format!("${{{item}}} {symbol} '{}'", option_id(name, &given, options)?)),
            None => None,
        },
        (None, Answer::Many(_), _) => {
            let what = format!("several options of `{}` can be chosen, so `{symbol}` does not fit", shortened(name));
            return Err((what, format!("selected(${{{}}}, 'option')", shortened(name))));
        }
        (None, Answer::Number, Expression::Number(number)) => {
            whole(operator, *number).map(|(symbol, number)| format!("${{{item}}} {symbol} {number}"))
        }
        (None, Answer::Number, Expression::Text(text)) => text
            .trim()
            .parse()
            .ok()
            .and_then(|number| whole(operator, number))
            .map(|(symbol, number)| format!("${{{item}}} {symbol} {number}")),
        (None, ..) => None,
    };
    match text {
        Some(text) => Ok((text, Level::Test)),
        None => refused(format!("`{}` can't be compared so", shortened(name))),
    }
}

/// A comparison of whole numbers that says the same.
fn whole(operator: Operator, number: f64) -> Option<(&'static str, i64)> {
    if !number.is_finite() || number.abs() > 1e15 {
        return None;
    }
    let integer = number.floor();
    if integer == number {
        return Some((operator.symbol(), number as i64));
    }
    match operator {
        Operator::More | Operator::AtLeast => Some((">=", integer as i64 + 1)),
        Operator::Less | Operator::AtMost => Some(("<=", integer as i64)),
        _ => None,
    }
}

/// The question and the option where a condition is that this option was chosen, and no more.
pub(super) fn one_option(text: &str) -> Option<(String, String)> {
    let (name, chosen) = match parse(text).ok()? {
        Expression::Call(function, given) if function == "selected" => match <[Expression; 2]>::try_from(given).ok()? {
            [Expression::Answer(name), chosen] => (name, chosen),
            _ => return None,
        },
        Expression::Binary(Operator::Equal, left, right) => match (*left, *right) {
            (Expression::Answer(name), chosen) | (chosen, Expression::Answer(name)) => (name, chosen),
            _ => return None,
        },
        _ => return None,
    };
    Some((name, option(&chosen)?))
}

/// The parts that all have to hold.
fn conjuncts(expression: &Expression) -> Vec<&Expression> {
    match expression {
        Expression::All(parts) => parts.iter().flat_map(conjuncts).collect(),
        Expression::Call(name, given) if name == "true" && given.is_empty() => Vec::new(),
        other => vec![other],
    }
}

fn parsed(text: &str, advice: &str) -> Result<Expression, Refused> {
    parse(text).map_err(|why| (format!("`{}` can't be read: {why}", shortened(text)), advice.to_owned()))
}

/// Bounds, both included, of what a constraint compares `measured` with.
fn bounds(
    text: &str,
    advice: &str,
    measured: impl Fn(&Expression) -> bool,
) -> Result<(Option<i64>, Option<i64>), Refused> {
    let expression = parsed(text, advice)?;
    let (mut least, mut most): (Option<i64>, Option<i64>) = (None, None);
    for part in conjuncts(&expression) {
        let compared = match part {
            Expression::Binary(operator, left, right) if operator.compares() => match (&**left, &**right) {
                (side, Expression::Number(number)) if measured(side) => whole(*operator, *number),
                (Expression::Number(number), side) if measured(side) => whole(operator.flipped(), *number),
                _ => None,
            },
            _ => None,
        };
        let Some((symbol, number)) = compared else {
            return Err((format!("the constraint `{}` can't be kept", shortened(text)), advice.to_owned()));
        };
        let (from, to) = match symbol {
            ">=" => (Some(number), None),
            ">" => (Some(number + 1), None),
            "<=" => (None, Some(number)),
            "<" => (None, Some(number - 1)),
            "=" => (Some(number), Some(number)),
            _ => return Err((format!("the constraint `{}` can't be kept", shortened(text)), advice.to_owned())),
        };
        least = least.max(from);
        most = [most, to].into_iter().flatten().min();
    }
    Ok((least, most))
}

/// The least and the most number that a constraint lets through.
pub(super) fn number_bounds(text: &str) -> Result<(Option<i64>, Option<i64>), Refused> {
    let advice = "bounds such as `. >= 0 and . <= 100`; other demands can be told in the hint";
    bounds(text, advice, |side| *side == Expression::Own)
}

/// How many characters a constraint lets through at most.
pub(super) fn text_bound(text: &str) -> Result<Option<i64>, Refused> {
    let advice = "`string-length(.) <= 300`, or nothing; other demands can be told in the hint";
    let length = Expression::Call("string-length".to_owned(), vec![Expression::Own]);
    match bounds(text, advice, |side| *side == length)? {
        (None, most) => Ok(most),
        (Some(least), most) if least <= 0 => Ok(most),
        (Some(_), _) => Err(("a text can't be asked to have a least length".to_owned(), advice.to_owned())),
    }
}

/// What a constraint says of a multiple choice.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Together {
    /// Options that exclude all others.
    pub(super) exclusive: BTreeSet<String>,
    /// How many may be chosen at most.
    pub(super) at_most: Option<i64>,
}

/// What a constraint on a multiple choice of those options amounts to, however it is written: it is worked out for all
/// sets of options it tells apart.
pub(super) fn together(text: &str, options: &[String]) -> Result<Together, Refused> {
    let advice =
        "`count-selected(.) <= 3`, `not(selected(., 'none') and count-selected(.) > 1)`, or both joined by `and`";
    let refused = |what: String| Err((what, advice.to_owned()));
    let expression = parsed(text, advice)?;
    let count = Expression::Call("count-selected".to_owned(), vec![Expression::Own]);
    let mut at_most: Option<i64> = None;
    let mut rest = Vec::new();
    for part in conjuncts(&expression) {
        let compared = match part {
            Expression::Binary(operator, left, right) if operator.compares() => match (&**left, &**right) {
                (side, Expression::Number(number)) if *side == count => whole(*operator, *number),
                (Expression::Number(number), side) if *side == count => whole(operator.flipped(), *number),
                _ => None,
            },
            _ => None,
        };
        let limit = match compared {
            Some(("<=", number)) => Some(number),
            Some(("<", number)) => Some(number - 1),
            // Nothing is sent where nothing is chosen, so at least one is no demand.
            Some((">=", 1) | (">", 0)) => continue,
            _ => None,
        };
        match limit {
            Some(limit) => at_most = Some(at_most.map_or(limit, |known| known.min(limit))),
            None => rest.push(part),
        }
    }
    let named = |expression: &&Expression| option(expression).filter(|name| options.contains(name));
    let mentioned: BTreeSet<String> =
        rest.iter().flat_map(|part| part.each()).filter_map(|part| named(&part)).collect();
    let mentioned: Vec<String> = mentioned.into_iter().collect();
    if rest.is_empty() {
        return Ok(Together { exclusive: BTreeSet::new(), at_most });
    }
    if mentioned.len() > 12 {
        return refused(format!("the constraint `{}` names too many options to be understood", shortened(text)));
    }
    // Options that are not mentioned are all alike to it: only how many of them are chosen can matter, up to the
    // largest number it mentions and a little more.
    let alike = options.len().saturating_sub(mentioned.len());
    let largest = rest.iter().flat_map(|part| part.each()).filter_map(|part| match part {
        Expression::Number(number) if (0.0..=64.0).contains(number) => Some(*number as usize),
        _ => None,
    });
    let most_alike = alike.min(largest.max().unwrap_or(0) + 2);
    let nothing = BTreeMap::new();
    let accepts = |chosen: &[bool], others: usize| -> Result<bool, String> {
        let names = mentioned.iter().zip(chosen).filter(|(_, chosen)| **chosen).map(|(name, _)| name.clone());
        // No option's name has a control character.
        let own = names.chain((0..others).map(|number| format!("\u{1}{number}"))).collect::<Vec<_>>().join(" ");
        let surroundings = Surroundings { own: &own, answers: &nothing, words: &|_| None };
        for part in &rest {
            if !surroundings.value(part)?.truth() {
                return Ok(false);
            }
        }
        Ok(true)
    };
    let mut states = Vec::new();
    for mask in 0..1_usize << mentioned.len() {
        let chosen: Vec<bool> = (0..mentioned.len()).map(|bit| mask >> bit & 1 == 1).collect();
        for others in 0..=most_alike {
            let size = chosen.iter().filter(|chosen| **chosen).count() + others;
            if size > 0 {
                match accepts(&chosen, others) {
                    Ok(accepted) => states.push((chosen.clone(), size, accepted)),
                    Err(why) => {
                        return refused(format!("the constraint `{}` can't be kept: {why}", shortened(text)));
                    }
                }
            }
        }
    }
    let excludes = |at: usize| {
        let with = || states.iter().filter(move |(chosen, ..)| chosen[at]);
        options.len() > 1 && with().all(|(_, size, accepted)| *accepted == (*size == 1))
    };
    let mut exclusive: BTreeSet<usize> = (0..mentioned.len()).filter(|at| excludes(*at)).collect();
    // Of options that all exclude each other, the last excludes the others as well as any.
    if exclusive.len() == options.len() {
        let last = options.last().and_then(|last| mentioned.iter().position(|name| name == last));
        exclusive.retain(|at| Some(*at) == last);
    }
    let excluded = |chosen: &[bool]| exclusive.iter().any(|at| chosen[*at]);
    let free = options.len() - exclusive.len();
    let largest =
        states.iter().filter(|(chosen, _, accepted)| *accepted && !excluded(chosen)).map(|(_, size, _)| *size);
    let largest = largest.max().unwrap_or(0);
    let reachable = mentioned.len() - exclusive.len() + most_alike;
    let limit = (largest < reachable).then_some(largest);
    let kept = states.iter().all(|(chosen, size, accepted)| {
        *accepted == if excluded(chosen) { *size == 1 } else { limit.is_none_or(|limit| *size <= limit) }
    });
    if !kept || limit == Some(0) || free == 0 {
        return refused(format!("the constraint `{}` can't be kept", shortened(text)));
    }
    let limit = limit.and_then(|limit| i64::try_from(limit).ok());
    let at_most = [at_most, limit].into_iter().flatten().min();
    Ok(Together { exclusive: exclusive.into_iter().map(|at| mentioned[at].clone()).collect(), at_most })
}

/// A recoding of a question: groups of its options.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Recoding {
    /// The item that is recoded.
    pub(super) of: String,
    /// The groups as the form names them, each with the ids of its options.
    pub(super) groups: Vec<(String, Vec<String>)>,
}

/// What a calculation recodes.
pub(super) fn recoding(text: &str, scope: &Scope) -> Result<Recoding, Refused> {
    let advice = "a recoding of one question, as in \
        concat(if(selected(${question}, 'a') or selected(${question}, 'b'), 'group ', ''), if(…)), or no calculation at all";
    let refused = |what: String| Err((what, advice.to_owned()));
    let expression = parsed(text, advice)?;
    if let Some(name) = expression.each().into_iter().find_map(|part| match part {
        Expression::Call(name, _) if name == "pulldata" || name == "indexed-repeat" || name == "instance" => Some(name),
        _ => None,
    }) {
        return refused(format!("{name}() takes something from elsewhere"));
    }
    let [name] = expression.answers()[..] else {
        return refused(format!("the calculation `{}` is no recoding of one question", shortened(text)));
    };
    let known = known(name, scope)?;
    let groups = match &known.answer {
        Answer::One(options) if !known.item.contains('.') => {
            let mut groups: Vec<(String, Vec<String>)> = Vec::new();
            for (option, id) in options {
                let answers = BTreeMap::from([(name.to_owned(), option.clone())]);
                let surroundings = Surroundings { own: "", answers: &answers, words: &|_| None };
                let value = match surroundings.value(&expression) {
                    Ok(value) => value.text().trim().to_owned(),
                    Err(why) => return refused(format!("the calculation can't be kept: {why}")),
                };
                match groups.iter_mut().find(|(group, _)| *group == value) {
                    _ if value.is_empty() => {}
                    Some((_, members)) => members.push(id.clone()),
                    None => groups.push((value, vec![id.clone()])),
                }
            }
            groups
        }
        Answer::Many(options) => match several(&expression, name, options) {
            Some(groups) => groups,
            None => {
                let what = format!("several options of `{}` can be chosen, and each group must show", shortened(name));
                return refused(what);
            }
        },
        _ => return refused(format!("`{}` can't be recoded: only a choice can", shortened(name))),
    };
    let mut members = BTreeSet::new();
    if let Some(twice) = groups.iter().flat_map(|(_, ids)| ids).find(|id| !members.insert(id.as_str())) {
        return refused(format!("the option `{twice}` would be in two groups"));
    }
    if groups.is_empty() {
        return refused("the calculation puts no option in a group".to_owned());
    }
    Ok(Recoding { of: known.item.clone(), groups })
}

/// The groups of `concat(if(selected(…) or …, 'group ', ''), …)`.
fn several(
    expression: &Expression,
    question: &str,
    options: &[(String, String)],
) -> Option<Vec<(String, Vec<String>)>> {
    let parts = match expression {
        Expression::Call(name, parts) if name == "concat" => parts.iter().collect(),
        other => vec![other],
    };
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for part in parts {
        match part {
            Expression::Text(text) if text.trim().is_empty() => {}
            Expression::Call(name, given) if name == "if" => {
                let [condition, Expression::Text(group), Expression::Text(otherwise)] = given.as_slice() else {
                    return None;
                };
                if !otherwise.trim().is_empty() {
                    return None;
                }
                let tests = match condition {
                    Expression::Any(tests) => tests.iter().collect(),
                    other => vec![other],
                };
                let mut ids = Vec::new();
                for test in tests {
                    let Expression::Call(function, given) = test else { return None };
                    let [Expression::Answer(of), chosen] = given.as_slice() else { return None };
                    if function != "selected" || of != question {
                        return None;
                    }
                    ids.push(option_id(question, &option(chosen)?, options).ok()?);
                }
                match groups.iter_mut().find(|(known, _)| known == group.trim()) {
                    Some((_, members)) => members.extend(ids),
                    None => groups.push((group.trim().to_owned(), ids)),
                }
            }
            _ => return None,
        }
    }
    Some(groups)
}

/// Whether a choice filter that does not depend on answers lets a choice through. `column` gives what stands in a column
/// of the choice's row.
pub(super) fn let_through(text: &str, column: &dyn Fn(&str) -> Option<String>) -> Result<bool, Refused> {
    let advice = "a list of its own for this question; or a filter on columns of choices alone, such as kind = 'a'";
    let expression = parsed(text, advice)?;
    if !expression.answers().is_empty() {
        let what = "which options are offered would depend on an earlier answer".to_owned();
        return Err((what, "one question for each earlier answer, each with its own list and `relevant`".to_owned()));
    }
    let nothing = BTreeMap::new();
    // A bare word that is no column was meant as a text: `kind = a`.
    let words = |word: &str| column(word).or_else(|| (!word.contains('/')).then(|| word.to_owned()));
    let surroundings = Surroundings { own: "", answers: &nothing, words: &words };
    let value = surroundings.value(&expression);
    value.map(|value| value.truth()).map_err(|why| (format!("the filter can't be kept: {why}"), advice.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope() -> Scope {
        let options = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), (*name).to_owned())).collect();
        let known = |item: &str, answer| (item.to_owned(), Known { item: item.to_owned(), answer });
        let mut scope = Scope::from([
            known("who", Answer::One(options(&["self", "carer"]))),
            known("now", Answer::Many(options(&["home", "work", "none"]))),
            known("places", Answer::Number),
            known("wish", Answer::Text),
            known("start", Answer::Nothing("not kept")),
            known("judge.home", Answer::One(options(&["bad", "good"]))),
        ]);
        let renamed = Known { item: "zone".to_owned(), answer: Answer::One(vec![("1".to_owned(), "o1".to_owned())]) };
        scope.insert("Zone".to_owned(), renamed);
        scope
    }

    #[test]
    fn conditions_are_put_in_our_words() {
        for (text, ours) in [
            ("${who} = 'self'", "${who} = 'self'"),
            ("'self' != ${who}", "${who} != 'self'"),
            ("selected(${who}, 'self')", "${who} = 'self'"),
            ("selected( ${now} , “home”)", "selected(${now}, 'home')"),
            (
                "count-selected(${now})>1 and ( ${who}='self' or ${places} >= 5 )",
                "count-selected(${now}) > 1 and (${who} = 'self' or ${places} >= 5)",
            ),
            ("18 <= ${places}", "${places} >= 18"),
            ("${places} > '10.5'", "${places} >= 11"),
            ("${Zone} = 1", "${zone} = 'o1'"),
            ("../who='self'", "${who} = 'self'"),
            ("not(${judge.home} = 'bad')", "not(${judge.home} = 'bad')"),
            (
                "(${who} = 'self' and ${places} < 2) and ${who} != ''",
                "(${who} = 'self' and ${places} < 2) and ${who} != ''",
            ),
            ("string-length(${who}) > 0", "${who} != ''"),
        ] {
            assert_eq!(condition(text, &scope()), Ok(Some(ours.to_owned())), "{text}");
        }
        assert_eq!(condition("true()", &scope()), Ok(None));
        assert_eq!(condition("Yes", &scope()), Ok(None));
    }

    #[test]
    fn conditions_that_cannot_be_kept_say_why() {
        for (text, why) in [
            ("${nobody} = 'self'", "there is no question named `nobody`"),
            ("${who} = 'other'", "`who` has no option `other`"),
            ("${now} = 'home'", "several options of `now` can be chosen, so `=` does not fit"),
            ("${wish} != ''", "`wish` is open text, which no condition looks at: it is kept apart"),
            ("${start} != ''", "`start` is not kept: it has no answer to look at"),
            ("regex(${wish}, 'a')", "the function regex() has no place in a condition here"),
            ("/data/who = 'self'", "`/data/who` is a path; name the question, as in ${question}"),
            ("FALSE", "it would never be asked or shown"),
            ("${who} = ${now}", "`who` is compared with something that is worked out"),
            ("123", "a text or number alone is no condition"),
            ("${who} = self", "`self` is not known here; options stand in quotes"),
            ("${places} + 1 > 2", "a comparison without a question in it"),
        ] {
            assert_eq!(condition(text, &scope()).unwrap_err().0, why, "{text}");
        }
    }

    fn limits(text: &str) -> Result<(Vec<String>, Option<i64>), String> {
        let options = ["a", "b", "c", "none"].map(str::to_owned);
        let outcome = together(text, &options).map_err(|(what, _)| what)?;
        Ok((outcome.exclusive.into_iter().collect(), outcome.at_most))
    }

    #[test]
    fn an_exclusive_option_is_known_however_it_is_written() {
        for text in [
            "not(selected(., 'none') and count-selected(.) > 1)",
            "not(selected(., 'none')) or count-selected(.) = 1",
            "if(selected(., 'none'), count-selected(.) = 1, true())",
            "if(selected(., 'none'), . = 'none', true())",
            "not(selected(., 'none') and (selected(., 'a') or selected(., 'b') or selected(., 'c')))",
            "(selected(., 'none') and count-selected(.)=1) or not(selected(.,'none'))",
            "count-selected(.) < 2 or not(selected(., ‘none’))",
        ] {
            assert_eq!(limits(text), Ok((vec!["none".to_owned()], None)), "{text}");
        }
        let both = limits("count-selected(.) <= 3 and not(selected(., 'none') and count-selected(.) > 1)");
        assert_eq!(both, Ok((vec!["none".to_owned()], Some(3))));
        assert_eq!(limits("2 >= count-selected(.) and count-selected(.) >= 1"), Ok((vec![], Some(2))));
        assert_eq!(limits("not(count-selected(.) > 2)"), Ok((vec![], Some(2))));
        for text in [
            "count-selected(.) >= 2",
            "not(selected(., 'a') and selected(., 'b'))",
            "regex(., 'a')",
            "${who} = 'self'",
            "selected(., 'a')",
        ] {
            assert!(limits(text).is_err(), "{text}");
        }
        let two = together("not(selected(., 'yes') and selected (., 'no'))", &["yes", "no"].map(str::to_owned));
        assert_eq!(two, Ok(Together { exclusive: BTreeSet::from(["no".to_owned()]), at_most: None }));
    }

    #[test]
    fn bounds_are_read_from_constraints() {
        assert_eq!(number_bounds(". >= 0 and . <= 100"), Ok((Some(0), Some(100))));
        assert_eq!(number_bounds(".>0 and 10.5 > ."), Ok((Some(1), Some(10))));
        assert_eq!(number_bounds(". < 10"), Ok((None, Some(9))));
        assert!(number_bounds(". mod 2 = 0").is_err());
        assert!(number_bounds(". <= ${other}").is_err());
        assert_eq!(text_bound("string-length(.) < 301"), Ok(Some(300)));
        assert!(text_bound("regex(., '[a-z]+')").is_err());
    }

    #[test]
    fn recodings_are_read_from_calculations() {
        let groups = |text: &str| recoding(text, &scope()).map(|recoding| recoding.groups).map_err(|(what, _)| what);
        let group =
            |name: &str, ids: &[&str]| (name.to_owned(), ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>());
        assert_eq!(
            groups("if(${who} = 'self', 'own', 'others')"),
            Ok(vec![group("own", &["self"]), group("others", &["carer"])])
        );
        assert_eq!(
            groups(
                "concat(if(selected(${now}, 'home') or selected(${now}, 'none'), 'in ', ''), if(selected(${now}, 'work'), 'out ', ''))"
            ),
            Ok(vec![group("in", &["home", "none"]), group("out", &["work"])])
        );
        for text in [
            "2+2",
            "if(selected(${now}, 'home'), 'in', 'out')",
            "${places} * 2",
            "pulldata('a', 'b', 'c', ${who})",
            "if(${who} = '', 'x', '')",
        ] {
            assert!(groups(text).is_err(), "{text}");
        }
    }

    #[test]
    fn filters_that_depend_on_no_answer_are_applied() {
        let column = |word: &str| (word == "pastel").then(|| "yes".to_owned());
        assert_eq!(let_through("pastel = 'yes'", &column), Ok(true));
        assert_eq!(let_through("pastel=no", &column), Ok(false));
        assert_eq!(let_through("true()", &column), Ok(true));
        assert!(let_through("state = ${state}", &column).is_err());
    }
}
