//! What made-up people write, each text with what the example's moderator decides about it.

/// A made-up text. No person wrote it and no person judges it: what is decided about it is made up with it, so that an
/// example shows what judging leads to.
pub(super) struct Writing {
    pub(super) text: &'static str,
    /// What is decided; `None` is left for whoever tries `dagpeil moderate`.
    pub(super) judged: Option<Judged>,
}

/// What the example's moderator decides.
#[derive(Clone, Copy)]
pub(super) enum Judged {
    /// To be published.
    Approved,
    /// To be published without these words, by which someone could be recognised.
    Without(&'static str),
    /// Not to be published.
    Rejected,
}

/// A text that nobody has judged yet.
pub(super) const fn unread(text: &'static str) -> Writing {
    Writing { text, judged: None }
}

/// A text that is published.
pub(super) const fn approved(text: &'static str) -> Writing {
    Writing { text, judged: Some(Judged::Approved) }
}

/// A text that is published without some of its words.
pub(super) const fn without(words: &'static str, text: &'static str) -> Writing {
    Writing { text, judged: Some(Judged::Without(words)) }
}

/// A text that is not published.
pub(super) const fn rejected(text: &'static str) -> Writing {
    Writing { text, judged: Some(Judged::Rejected) }
}
