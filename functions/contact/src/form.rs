//! What a browser posts. Nothing is checked here: [`Contact::accept`](survey::contact::Contact::accept) does that.
//!
//! Fields: `id`; `waits` where the page said that all places are taken; `again` and the bait against programs; `to` where
//! another language is chosen; `notice`; the fields of [`Field`] by their names; `idea`; `q.<question>`. Others are none of ours.

use survey::contact::{Draft, Field};

/// The name of the field that no person sees. Programs like to fill it in.
pub(crate) const BAIT: &str = "website";

/// A posted form. No `Debug`.
#[derive(Default)]
pub(crate) struct Posted {
    /// What identifies it, as it came; empty where there was none.
    pub(crate) id: String,
    /// The language in which the form is to be shown, where it is not to be sent.
    pub(crate) to: Option<String>,
    /// Whether the page told that there is only the waiting list.
    pub(crate) waits: bool,
    /// Whether the field that no person sees was filled in, on a page that had not asked to be sent again.
    pub(crate) hasty: bool,
    /// What was filled in.
    pub(crate) draft: Draft,
}

/// Reads a body of type `application/x-www-form-urlencoded`. Any bytes make a form.
pub(crate) fn read(body: &[u8]) -> Posted {
    let mut posted = Posted::default();
    let (mut bait, mut again) = (false, false);
    for (name, value) in form_urlencoded::parse(body) {
        let value = value.into_owned();
        match name.as_ref() {
            "id" => posted.id = value,
            "to" => posted.to = Some(value),
            "waits" => posted.waits = true,
            "again" => again = true,
            BAIT => bait = !value.is_empty(),
            "idea" => posted.draft.idea = value,
            other => {
                if let Some(question) = other.strip_prefix("q.") {
                    posted.draft.answers.insert(question.to_owned(), value);
                } else if let Some(field) = Field::ALL.into_iter().find(|field| field.as_str() == other) {
                    posted.draft.fields.insert(field, value);
                }
            }
        }
    }
    // Once it has come back to someone, it is taken however it was filled in.
    posted.hasty = bait && !again;
    posted
}
