//! "Only if you chose …": a condition in words. Without scripts every question is on the page, and people must see
//! which are theirs; the server drops the rest.

use survey::condition::Condition;
use survey::id::OptionId;
use survey::questionnaire::{ItemId, Kind, Questionnaire};

use super::View;

/// The remark for a condition, such as "Alleen als u bij vraag 1 ‘Voor mezelf’ koos:".
pub(crate) fn remark(view: View<'_>, questionnaire: &Questionnaire, condition: &Condition) -> String {
    let phrases = Phrases { view, questionnaire };
    view.words.only_if(&phrases.of(condition, false, false))
}

struct Phrases<'a> {
    view: View<'a>,
    questionnaire: &'a Questionnaire,
}

impl Phrases<'_> {
    /// The phrase for `condition`, or for its contrary; in brackets where it is joined and stands within another.
    fn of(&self, condition: &Condition, negated: bool, inner: bool) -> String {
        let words = self.view.words;
        match condition {
            Condition::Chosen { item, option } => {
                words.options_chosen(&self.item(item), &[self.option(item, option)], negated)
            }
            Condition::Answered { item } => words.question_answered(&self.item(item), negated),
            Condition::Count { item, is, than } => words.answers_counted(&self.item(item), *is, *than, negated),
            Condition::Number { item, is, than } => words.number_compared(&self.item(item), *is, *than, negated),
            Condition::Not(part) => self.of(part, !negated, inner),
            // The contrary of "a and b" is "not a or not b", and the other way round.
            Condition::All(parts) => self.joined(parts, negated, if negated { words.or() } else { words.and() }, inner),
            Condition::Any(parts) => match self.one_of(parts) {
                Some((item, options)) => words.options_chosen(&self.item(item), &options, negated),
                None => self.joined(parts, negated, if negated { words.and() } else { words.or() }, inner),
            },
        }
    }

    fn joined(&self, parts: &[Condition], negated: bool, joint: &str, inner: bool) -> String {
        let phrases: Vec<String> = parts.iter().map(|part| self.of(part, negated, parts.len() > 1)).collect();
        let joined = phrases.join(&format!(" {joint} "));
        if inner && parts.len() > 1 { format!("({joined})") } else { joined }
    }

    /// "One option or another of the same question", which reads better as one phrase.
    fn one_of<'c>(&self, parts: &'c [Condition]) -> Option<(&'c ItemId, Vec<String>)> {
        let mut chosen = parts.iter().map(|part| match part {
            Condition::Chosen { item, option } => Some((item, option)),
            _ => None,
        });
        let (item, first) = chosen.next()??;
        let mut options = vec![self.option(item, first)];
        for next in chosen {
            let (other, option) = next?;
            if other != item {
                return None;
            }
            options.push(self.option(item, option));
        }
        Some((item, options))
    }

    /// "vraag 3", or "vraag 3 (‘Thuis’)" for a row of a grid.
    fn item(&self, item: &ItemId) -> String {
        let mut questions = self.questionnaire.questions_for_respondents();
        let number = questions.position(|question| question.id == item.question);
        let question = self.view.words.question_number(number.map_or(0, |at| at + 1));
        let row = item.row.as_ref().and_then(|row| match &self.questionnaire.question(item.question.as_str())?.kind {
            Kind::Grid { rows, .. } => rows.iter().find(|known| known.id == *row),
            _ => None,
        });
        match row {
            Some(row) => {
                let words = self.view.words;
                words.question_row(&question, &words.quoted(row.label.get(self.view.asked)))
            }
            None => question,
        }
    }

    fn option(&self, item: &ItemId, option: &OptionId) -> String {
        let items = self.questionnaire.items();
        let label = items.iter().find(|known| known.id == *item).and_then(|known| {
            let choices: Vec<_> = match &known.measure {
                survey::questionnaire::Measure::One(choices) => choices.clone(),
                survey::questionnaire::Measure::Many(choices) => choices.iter().collect(),
                survey::questionnaire::Measure::Ranked(choices, _) => choices.iter().collect(),
                survey::questionnaire::Measure::Number(_) | survey::questionnaire::Measure::Text => Vec::new(),
            };
            choices.into_iter().find(|choice| choice.id == *option).map(|choice| choice.label.get(self.view.asked))
        });
        self.view.words.quoted(label.unwrap_or(option.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use survey::language::Language;

    use super::*;
    use crate::fixtures;
    use crate::page::Look;
    use crate::words::Words;

    fn check(condition: &str, dutch: &str, english: &str) {
        let campaign = fixtures::campaign();
        let look = Look::of(&campaign.colours);
        let parsed = fixtures::condition(condition);
        for (asked, expected) in [(Language::Nl, dutch), (Language::En, english)] {
            let view = View {
                languages: &campaign.languages,
                campaign: &campaign,
                look: &look,
                asked,
                words: Words::of(asked),
                privacy: "/privacy",
                accessibility: "/toegankelijkheid",
                kiosk: false,
            };
            assert_eq!(remark(view, &campaign.audiences[0].questionnaire, &parsed), expected);
        }
    }

    #[test]
    fn conditions_in_words() {
        check(
            "${who} = 'self'",
            "Alleen als u bij vraag 1 ‘Voor mezelf’ koos:",
            "Only if you chose ‘Myself’ at question 1:",
        );
        check(
            "selected(${day}, 'home') or selected(${day}, 'club')",
            "Alleen als u bij vraag 2 ‘Thuis zijn’ of ‘Naar een club’ koos:",
            "Only if you chose ‘Being at home’ or ‘Going to a club’ at question 2:",
        );
        check(
            "not(${who} = 'self') and (count-selected(${day}) >= 2 or ${hours} > 10)",
            "Alleen als u bij vraag 1 niet ‘Voor mezelf’ koos en (u bij vraag 2 minstens 2 antwoorden koos of u bij vraag 5 \
             meer dan 10 invulde):",
            "Only if you did not choose ‘Myself’ at question 1 and (you chose at least 2 answers at question 2 or you filled \
             in more than 10 at question 5):",
        );
        check(
            "not(${who} = 'self' and ${judge.home} = 'sad')",
            "Alleen als u bij vraag 1 niet ‘Voor mezelf’ koos of u bij vraag 3 (‘Thuis’) niet ‘Niet’ koos:",
            "Only if you did not choose ‘Myself’ at question 1 or you did not choose ‘Not’ at question 3 (‘At home’):",
        );
        check("${hours} != ''", "Alleen als u vraag 5 invulde:", "Only if you answered question 5:");
    }
}
