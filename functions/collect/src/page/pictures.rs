//! Pictures: strokes on a field of 24 by 24, in the colour of the text around them. They repeat what the words beside them
//! say, so they are hidden from readers aloud.

use maud::{Markup, PreEscaped, html};
use survey::campaign::Campaign;
use survey::questionnaire::Choice;

/// What the names of faces begin with.
const FACE: &str = "face-";

/// The picture beside an option, as the campaign brought it along; nothing where it names none.
pub(super) fn picture(campaign: &Campaign, choice: &Choice) -> Markup {
    let named = choice.picture.as_ref().and_then(|name| Some((name, campaign.pictures.get(name)?)));
    match named {
        Some((name, strokes)) => svg(strokes, name.starts_with(FACE)),
        None => html! {},
    }
}

/// A globe, for the choice of a language.
pub(super) fn globe() -> Markup {
    svg(r#"<circle cx="12" cy="12" r="10"/><path d="M2 12h20M12 2q-9 10 0 20 9-10 0-20"/>"#, false)
}

fn svg(strokes: &str, face: bool) -> Markup {
    html! { svg class=[face.then_some("y")] viewBox="0 0 24 24" aria-hidden="true" { (PreEscaped(strokes)) } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;

    #[test]
    fn a_picture_says_nothing_aloud_and_an_unknown_one_shows_nothing() {
        let mut campaign = fixtures::campaign();
        campaign.pictures =
            [("face-happy".to_owned(), "<path/>".to_owned()), ("bus".to_owned(), "<g/>".to_owned())].into();
        let mut choice =
            campaign.audiences[0].questionnaire.questions().next().and_then(|question| match &question.kind {
                survey::questionnaire::Kind::Single { options } => options.first().cloned(),
                _ => None,
            });
        let choice = choice.as_mut().expect("the first question is a single choice");
        let mut shown = |name: Option<&str>| {
            choice.picture = name.map(str::to_owned);
            picture(&campaign, choice).into_string()
        };
        assert_eq!(shown(Some("bus")), r#"<svg viewBox="0 0 24 24" aria-hidden="true"><g/></svg>"#);
        assert_eq!(shown(Some("face-happy")), r#"<svg class="y" viewBox="0 0 24 24" aria-hidden="true"><path/></svg>"#);
        assert_eq!(shown(Some("unicorn")), "");
        assert_eq!(shown(None), "");
    }
}
