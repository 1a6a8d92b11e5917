//! Fills in messages. What they are written in is told in `wording::compile`, which made them.

use survey::language::Language;

use super::mark;
use super::number::{self, Number};
use super::plural::category;

/// What a variable holds.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// Written as the language writes numbers.
    Number(Number),
    /// From elsewhere: a campaign's label, a name.
    String(&'a str),
    /// Made of these words.
    Phrase(&'a str),
}

/// A message with its variables filled in.
pub fn fill(language: Language, message: &str, values: &[Value<'_>]) -> String {
    let mut out = String::with_capacity(2 * message.len());
    Filling { language, values, out: &mut out }.run(message, true);
    out
}

struct Filling<'a> {
    language: Language,
    values: &'a [Value<'a>],
    out: &'a mut String,
}

impl<'a> Filling<'a> {
    /// Writes a text, if it is `told`, up to the end of the variant it is in, and returns what is left from there.
    fn run<'m>(&mut self, mut rest: &'m str, told: bool) -> &'m str {
        loop {
            let (text, after) = rest.split_at(rest.find(|character| character <= mark::LAST).unwrap_or(rest.len()));
            if told {
                self.out.push_str(text);
            }
            let mut marks = after.chars();
            match marks.next() {
                Some(mark::VARIABLE) => {
                    let (value, how) = (self.value(marks.next()), place(marks.next()));
                    if told {
                        self.write(value, how);
                    }
                    rest = marks.as_str();
                }
                Some(mark::SELECT) => {
                    let value = self.value(marks.next());
                    rest = self.select(value, marks.as_str(), told);
                }
                _ => return after,
            }
        }
    }

    /// Writes the first variant that fits, and returns what follows them all.
    fn select<'m>(&mut self, value: Option<Value<'a>>, mut rest: &'m str, mut told: bool) -> &'m str {
        while let Some((key, text)) = rest.strip_prefix(mark::VARIANT).and_then(|variant| variant.split_once(mark::KEY))
        {
            let fits = told && (key.is_empty() || self.fits(value, key));
            rest = self.run(text, fits);
            told &= !fits;
        }
        rest.strip_prefix(mark::END).unwrap_or_default()
    }

    fn fits(&self, value: Option<Value<'a>>, key: &str) -> bool {
        match value {
            Some(Value::Number(Number(number))) => category(self.language, number) == key || key.parse() == Ok(number),
            Some(Value::String(text) | Value::Phrase(text)) => text == key,
            None => false,
        }
    }

    fn write(&mut self, value: Option<Value<'a>>, how: usize) {
        match value {
            Some(Value::Number(Number(number))) => {
                number::write(self.out, self.language, number, how & 1 == 1, how >> 1);
            }
            // In Arabic text a Dutch label would mix with what stands around it, brackets and full stops above all.
            Some(Value::String(text)) if self.language.direction() == "rtl" => {
                self.out.extend(["\u{2068}", text, "\u{2069}"]);
            }
            Some(Value::String(text) | Value::Phrase(text)) => self.out.push_str(text),
            None => {}
        }
    }

    fn value(&self, number: Option<char>) -> Option<Value<'a>> {
        self.values.get(place(number)).copied()
    }
}

/// What a character counted from `0` stands for.
fn place(character: Option<char>) -> usize {
    character.map_or(0, |character| character as usize).saturating_sub('0' as usize)
}
