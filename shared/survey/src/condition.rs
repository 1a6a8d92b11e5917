//! Conditions: whether a question is asked, given the answers before it.
//!
//! Written in a subset of XLSForm's expressions (`${q} = 'a'`, `selected(${q}, 'a')`, `count-selected(${q}) >= 2`,
//! comparisons of numbers, `and`, `or`, `not()`, brackets) and parsed once into this tree. Here are the tree and its
//! canonical name; the parser is in `definition`, which functions do not carry, and a tree is asked of a response by
//! [`Form`](crate::response::Form).

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::id::OptionId;
use crate::questionnaire::ItemId;

/// Whether something holds of the answers so far. References are checked when the definition is read: they name an
/// earlier item of the right kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The option was chosen, alone or among others: `${item} = 'option'`, `selected(${item}, 'option')`.
    Chosen {
        /// A single choice, multiple choice, scale or row of a grid.
        item: ItemId,
        /// One of its options.
        option: OptionId,
    },
    /// There is an answer: `${item} != ''`.
    Answered {
        /// Any item but open text.
        item: ItemId,
    },
    /// `count-selected(${item}) ≥ 2`. No answer counts as 0.
    Count {
        /// A multiple choice.
        item: ItemId,
        /// The comparison.
        is: Comparison,
        /// What is compared with.
        than: i64,
    },
    /// `${item} ≥ 2`. Without an answer it does not hold.
    Number {
        /// A number.
        item: ItemId,
        /// The comparison.
        is: Comparison,
        /// What is compared with.
        than: i64,
    },
    /// Every one holds.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// A comparison of two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Comparison {
    /// `=`
    #[serde(rename = "=")]
    Equal,
    /// `!=`
    #[serde(rename = "!=")]
    Unequal,
    /// `<`
    #[serde(rename = "<")]
    Less,
    /// `<=`
    #[serde(rename = "<=")]
    AtMost,
    /// `>`
    #[serde(rename = ">")]
    More,
    /// `>=`
    #[serde(rename = ">=")]
    AtLeast,
}

impl Comparison {
    /// Whether `left` compares so with `right`.
    pub fn holds(self, left: i64, right: i64) -> bool {
        let order = left.cmp(&right);
        match self {
            Comparison::Equal => order == Ordering::Equal,
            Comparison::Unequal => order != Ordering::Equal,
            Comparison::Less => order == Ordering::Less,
            Comparison::AtMost => order != Ordering::Greater,
            Comparison::More => order == Ordering::Greater,
            Comparison::AtLeast => order != Ordering::Less,
        }
    }

    /// The operator as XLSForm writes it.
    pub fn symbol(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::Unequal => "!=",
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::More => ">",
            Comparison::AtLeast => ">=",
        }
    }
}

impl Condition {
    /// The items the condition looks at, in the order written.
    pub fn items(&self) -> Vec<&ItemId> {
        match self {
            Condition::Chosen { item, .. }
            | Condition::Answered { item }
            | Condition::Count { item, .. }
            | Condition::Number { item, .. } => vec![item],
            Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(Condition::items).collect(),
            Condition::Not(part) => part.items(),
        }
    }

    /// Both conditions at once, such as a section's and its question's.
    pub fn and(self, other: Condition) -> Condition {
        Condition::All(vec![self, other])
    }

    /// The condition's canonical name: the same for conditions that differ only in order, brackets or repetition.
    ///
    /// A conjunction of chosen options is named as the cell it is (`day=home&who=self`), so that a base and a cell
    /// with the same people in it carry the same name, and hence the same coin.
    pub fn name(&self) -> String {
        match self {
            Condition::Chosen { item, option } => format!("{item}={option}"),
            Condition::Answered { item } => format!("{item}=*"),
            Condition::Count { item, is, than } => format!("count({item}){}{than}", is.symbol()),
            Condition::Number { item, is, than } => format!("{item}{}{than}", is.symbol()),
            Condition::All(_) => {
                let names = self.parts();
                if names.is_empty() { EVERYONE.to_owned() } else { names.join("&") }
            }
            Condition::Any(_) => match self.flat(false).as_slice() {
                [] => "nobody".to_owned(),
                [one] => one.clone(),
                names => format!("({})", names.join("|")),
            },
            Condition::Not(part) => match &**part {
                Condition::Not(twice) => twice.name(),
                other => format!("!({})", other.name()),
            },
        }
    }

    /// The names of all that has to hold, sorted, each once; one, unless it is a conjunction.
    pub(crate) fn parts(&self) -> Vec<String> {
        self.flat(true)
    }

    /// The names of the parts of nested conjunctions (or disjunctions), sorted, each once.
    fn flat(&self, conjunction: bool) -> Vec<String> {
        fn gather(condition: &Condition, conjunction: bool, names: &mut Vec<String>) {
            match (condition, conjunction) {
                (Condition::All(parts), true) | (Condition::Any(parts), false) => {
                    parts.iter().for_each(|part| gather(part, conjunction, names));
                }
                _ => names.push(condition.name()),
            }
        }
        let mut names = Vec::new();
        gather(self, conjunction, &mut names);
        names.sort();
        names.dedup();
        names
    }
}

/// The name of the base of all respondents.
pub const EVERYONE: &str = "everyone";

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(item: &str, option: &str) -> Condition {
        Condition::Chosen { item: item.parse().unwrap(), option: option.parse().unwrap() }
    }

    #[test]
    fn order_brackets_and_repetition_do_not_change_a_name() {
        let left = chosen("who", "self").and(chosen("day", "home"));
        let right = chosen("day", "home").and(chosen("who", "self").and(chosen("day", "home")));
        assert_eq!(left.name(), "day=home&who=self");
        assert_eq!(left.name(), right.name());
        assert_eq!(Condition::Any(vec![chosen("a", "x")]).name(), "a=x");
        assert_eq!(Condition::Not(Box::new(Condition::Not(Box::new(chosen("a", "x"))))).name(), "a=x");
        assert_eq!(Condition::Any(vec![chosen("b", "x"), chosen("a", "y"), chosen("b", "x")]).name(), "(a=y|b=x)");
    }

    #[test]
    fn comparisons_compare() {
        for (comparison, less, equal, more) in [
            (Comparison::Equal, false, true, false),
            (Comparison::Unequal, true, false, true),
            (Comparison::Less, true, false, false),
            (Comparison::AtMost, true, true, false),
            (Comparison::More, false, false, true),
            (Comparison::AtLeast, false, true, true),
        ] {
            let outcome = (comparison.holds(1, 2), comparison.holds(2, 2), comparison.holds(3, 2));
            assert_eq!(outcome, (less, equal, more), "{}", comparison.symbol());
        }
    }
}
