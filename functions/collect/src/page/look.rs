//! The style of a campaign's pages, and the policies that admit it.

use http::HeaderValue;
use survey::campaign::Colours;
use web::headers::page_policy;

use super::Dress;
use super::script;

/// Style sheets and the policies that admit them, with or without the one script, and nothing else.
pub(crate) struct Look {
    style: String,
    /// The same with what the conversation form has besides.
    conversation_style: String,
    policy: HeaderValue,
    with_script: HeaderValue,
    with_kiosk_script: HeaderValue,
    of_conversation: HeaderValue,
}

impl Look {
    /// The look in these colours.
    pub(crate) fn of(colours: &Colours) -> Self {
        let style = interface::look::style(colours);
        let conversation_style = style.clone() + &interface::look::tight(include_str!("conversation.css"));
        let policy = page_policy(&style, None);
        let [with_script, with_kiosk_script] =
            [false, true].map(|kiosk| page_policy(&style, Some(script::source(kiosk))));
        let of_conversation = page_policy(&conversation_style, Some(script::of_conversation()));
        Look { style, conversation_style, policy, with_script, with_kiosk_script, of_conversation }
    }

    pub(crate) fn style(&self, dress: Dress) -> &str {
        match dress {
            Dress::Plain | Dress::Screens => &self.style,
            Dress::Conversation => &self.conversation_style,
        }
    }

    /// The policy that admits the style, and the script where there is one: of a page on anyone's own device or on a
    /// tablet for all.
    pub(crate) fn policy(&self, dress: Dress, kiosk: bool) -> HeaderValue {
        match (dress, kiosk) {
            (Dress::Plain, _) => self.policy.clone(),
            (Dress::Screens, false) => self.with_script.clone(),
            (Dress::Screens, true) => self.with_kiosk_script.clone(),
            (Dress::Conversation, _) => self.of_conversation.clone(),
        }
    }
}
