//! The description of these routes in OpenAPI, for `docs/openapi.json`. Not in what is deployed.
//!
//! The shapes are described here and not where answers are made, because those borrow texts of `survey`, which knows
//! nothing of HTTP. The tests hold them to real answers both ways: nothing is sent that is not described, and nothing is
//! described that is never sent.

// What only describes is never made or called.
#![allow(dead_code)]

use std::collections::BTreeMap;

use utoipa::openapi::{Content, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoParams, IntoResponses, OpenApi, ToSchema};

/// This function's own routes and shapes. `Problem`, `/health` and `/openapi.json`, which it shares with the advisers'
/// function, are described there.
#[derive(OpenApi)]
#[openapi(
    paths(
        home, privacy, accessibility, problems, page, submit, thanks, withdraw_page, withdraw_by_page, questionnaire, respond, withdraw,
        conversation_page, submit_conversation, group_page, hand_in, security_text
    ),
    tags(
        (name = "responses", description = "For programs that bring answers. On the respondents' address."),
        (name = "pages", description = "For people: HTML, in the language asked for. On the respondents' address."),
    )
)]
pub struct Description;

/// The questionnaires there are
#[utoipa::path(
    get, path = "/", tag = "pages", operation_id = "home", params(ShownParameters),
    responses((status = 200, description = "Links.", content_type = "text/html", body = String), PageRefusals)
)]
fn home() {}

/// What is done with the answers
///
/// Who asks, on what ground, what is kept for how long, and what is not promised.
#[utoipa::path(
    get, path = "/privacy", tag = "pages", operation_id = "privacy", params(ShownParameters),
    responses((status = 200, description = "In words.", content_type = "text/html", body = String), PageRefusals)
)]
fn privacy() {}

/// The accessibility statement
///
/// In the form that Dutch law asks for: how far the pages meet the requirements, and what to do where they fall short.
#[utoipa::path(
    get, path = "/toegankelijkheid", tag = "pages", operation_id = "accessibility", params(ShownParameters),
    responses((status = 200, description = "In words.", content_type = "text/html", body = String), PageRefusals)
)]
fn accessibility() {}

/// What the problems mean
#[utoipa::path(
    get, path = "/problems", tag = "pages", operation_id = "problems", params(ShownParameters),
    responses((status = 200, description = "Every `type` of problem.", content_type = "text/html", body = String), PageRefusals)
)]
fn problems() {}

/// The questionnaire as a page
#[utoipa::path(
    get, path = "/{municipality}/{audience}", tag = "pages", operation_id = "page", params(PagePath, ShownParameters),
    responses(
        (status = 200, description = "A form that works without scripts.", content_type = "text/html", body = String),
        QuestionnairePageRefusals, PageRefusals
    )
)]
fn page() {}

/// The questionnaire as a form for a conversation
///
/// For an interviewer: all of it on one page, with prompts and notes. Not found where no invitation codes are taken.
#[utoipa::path(
    get, path = "/{municipality}/{audience}/gesprek", tag = "pages", operation_id = "conversation_page",
    params(PagePath, ShownParameters),
    responses(
        (status = 200, description = "A form that works without scripts.", content_type = "text/html", body = String),
        QuestionnairePageRefusals, PageRefusals
    )
)]
fn conversation_page() {}

/// The form for a conversation, sent
///
/// Fields as those of the respondents' page, and `p.<question>` where the other would or could not answer, which outweighs
/// an answer. Takes interviewers' codes alone.
#[utoipa::path(
    post, path = "/{municipality}/{audience}/gesprek", tag = "pages", operation_id = "submit_conversation",
    params(PagePath, ShownParameters),
    request_body(content = BTreeMap<String, String>, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "All is stored. Or, with `to` or `check`, the form.", content_type = "text/html", body = String),
        (
            status = 303,
            description = "With `to`, where nothing is filled in: `Location` is the form in that language."
        ),
        SubmitRefusals, PageRefusals
    )
)]
fn submit_conversation() {}

/// The form of a focus group
///
/// For whoever led a group conversation: in Dutch or English. Not found where the campaign holds no focus groups.
#[utoipa::path(
    get, path = "/{municipality}/{audience}/groepsgesprek", tag = "pages", operation_id = "group_page",
    params(PagePath, ShownParameters),
    responses(
        (status = 200, description = "A form without scripts.", content_type = "text/html", body = String),
        QuestionnairePageRefusals, PageRefusals
    )
)]
fn group_page() {}

/// The form of a focus group, sent
///
/// Fields are `id` (the submission id of the page), `code` (one that was made for focus groups), `people` (how many took part),
/// `theme` (once for each that was discussed), `agreed.<statement>` (how many agreed), `quote` (up to six) and `cleared`
/// (where the group agreed to the use of its quotes). Where something is wrong the page comes back as it was filled in. With
/// `to`, a language, nothing is sent; with `replace`, what was sent with the code before is erased first; with `erase` that
/// is all.
#[utoipa::path(
    post, path = "/{municipality}/{audience}/groepsgesprek", tag = "pages", operation_id = "hand_in",
    params(PagePath, ShownParameters),
    request_body(content = BTreeMap<String, String>, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "Stored, or erased; or the page in the other language.", content_type = "text/html", body = String),
        HandInRefusals, PageRefusals
    )
)]
fn hand_in() {}

/// The page's form, sent
///
/// Fields are `id` (the submission id of the page), `shown` (what the page said of when it was shown), `code` (an invitation
/// code, where they are taken), `q.<question>`, `q.<question>.<row or place>` and `n.<question>.<option>` for "namely…". Where
/// something is wrong the page comes back with the answers kept. So it does, once, where it looks as if a program sent the
/// form without a code: programs use `/v1/responses/…`. With `to`, a language, nothing is sent: the page comes back in that
/// language with the answers kept; with `check` only the code is looked at; with `replace`, what was sent with the code
/// before is erased first.
#[utoipa::path(
    post, path = "/{municipality}/{audience}", tag = "pages", operation_id = "submit",
    params(PagePath, ShownParameters),
    request_body(content = BTreeMap<String, String>, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "All is stored: the thanks. Or, with `to` or `check`, the form.", content_type = "text/html", body = String),
        (
            status = 303,
            description = "With `to`, where nothing is filled in: `Location` is the page in that language."
        ),
        SubmitRefusals, PageRefusals
    )
)]
fn submit() {}

/// The thank-you page
#[utoipa::path(
    get, path = "/{municipality}/{audience}/bedankt", tag = "pages", operation_id = "thanks",
    params(PagePath, ShownParameters),
    responses((status = 200, description = "Thanks.", content_type = "text/html", body = String), NoSuchPage, PageRefusals)
)]
fn thanks() {}

/// The page to withdraw what was sent with an invitation code
///
/// Where codes are taken, until the close.
#[utoipa::path(
    get, path = "/{municipality}/{audience}/intrekken", tag = "pages", operation_id = "withdraw_page",
    params(PagePath, ShownParameters),
    responses((status = 200, description = "A form for the code.", content_type = "text/html", body = String), WithdrawPageRefusals, PageRefusals)
)]
fn withdraw_page() {}

/// That page's form, sent
///
/// Fields are `code`, and `sure` of the button that says what happens; without it the page comes back with the code, and so it
/// does with `to`, a language. The answer is the same whether anything was sent with the code or not.
#[utoipa::path(
    post, path = "/{municipality}/{audience}/intrekken", tag = "pages", operation_id = "withdraw_by_page",
    params(PagePath, ShownParameters),
    request_body(content = BTreeMap<String, String>, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "Nothing that was sent with the code is kept. Or, without `sure`, the form.", content_type = "text/html", body = String),
        (status = 303, description = "With `to` and no code: `Location` is the page in that language."),
        WithdrawRefusals, PageRefusals
    )
)]
fn withdraw_by_page() {}

/// What is asked
#[utoipa::path(
    get, path = "/v1/questionnaires/{municipality}/{trajectory}/{audience}", tag = "responses",
    operation_id = "questionnaire", params(ProgramPath),
    responses((status = 200, description = "The questionnaire.", body = QuestionnaireDocument), QuestionnaireRefusals)
)]
fn questionnaire() {}

/// Answers
///
/// Success only when everything is stored. The same again under the same key gets the same success; anything else under
/// it gets 409 and changes nothing. Answers to questions whose condition does not hold are dropped.
///
/// With an invitation code one response is taken a code; the same again under the same key is still the same success. A
/// campaign's `access` says whether a code may or must be sent. What the page does against programs is not done here: there is
/// no field to leave empty and no time to wait.
#[utoipa::path(
    post, path = "/v1/responses/{municipality}/{trajectory}/{audience}", tag = "responses", operation_id = "respond",
    params(ProgramPath, IdempotencyKey, OptionalInvitationCode),
    request_body = Answers,
    responses((status = 200, description = "All is stored.", body = StoredReceipt), RespondRefusals)
)]
fn respond() {}

/// Withdraw what was sent with an invitation code
///
/// Until the close. Success when nothing that was sent with the code is kept; it is the same whether there was anything. The
/// code can be used again.
#[utoipa::path(
    delete, path = "/v1/responses/{municipality}/{trajectory}/{audience}", tag = "responses", operation_id = "withdraw",
    params(ProgramPath, InvitationCode),
    responses((status = 204, description = "Nothing is kept."), WithdrawByProgramRefusals)
)]
fn withdraw() {}

/// Whom to tell of a weakness
#[utoipa::path(
    get, path = "/.well-known/security.txt", tag = "service", operation_id = "security_text",
    responses((status = 200, description = "As RFC 9116 has it.", content_type = "text/plain", body = String))
)]
fn security_text() {}

/// Declares a set of refusals: problems for programs, or pages.
macro_rules! refusals {
    ($name:ident, $schema:expr, $media_type:literal, $($status:literal $description:literal)+) => {
        struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                let response = |description: &str| {
                    let content = Content::new(Some($schema));
                    ResponseBuilder::new().description(description).content($media_type, content).build()
                };
                BTreeMap::from([$(($status.to_owned(), RefOr::T(response($description)))),+])
            }
        }
    };
}

refusals! { PageRefusals, Ref::from_schema_name("Problem"), "application/problem+json",
    "406" "HTML is not accepted."
}

refusals! { NoSuchPage, <String as utoipa::PartialSchema>::schema(), "text/html",
    "404" "There is no such page; these are."
}

refusals! { QuestionnairePageRefusals, <String as utoipa::PartialSchema>::schema(), "text/html",
    "403" "The campaign has not opened."
    "404" "There is no such page; these are."
    "410" "The campaign is closed."
    "503" "The campaign is paused, or not ready to take answers yet. With `Retry-After`."
}

refusals! { SubmitRefusals, <String as utoipa::PartialSchema>::schema(), "text/html",
    "400" "The form can't be read, or has no submission id."
    "403" "The campaign has not opened."
    "404" "There is no such page; these are."
    "409" "Other answers are stored under this submission id, or some under this code. The form comes back with a fresh id."
    "410" "The campaign is closed, and the hour for answers on their way is over."
    "413" "More than 64 KiB."
    "415" "Not a form."
    "422" "Some answers or the code are not valid; each is marked. Or it looks as if a program sent it: to be sent once more."
    "503" "It is not certain that all is stored, or the campaign is paused. With `Retry-After`."
}

refusals! { HandInRefusals, <String as utoipa::PartialSchema>::schema(), "text/html",
    "400" "The form has no submission id."
    "403" "The campaign has not opened."
    "404" "There is no such page, or the campaign holds no focus groups; these are."
    "409" "What another group said is stored under this code, or the same was sent from elsewhere. The form comes back."
    "410" "The campaign is closed, and the hour for what was on its way is over."
    "413" "More than 64 KiB."
    "415" "Not a form."
    "422" "Something of what was filled in, or the code, is not valid; each is marked."
    "503" "It is not certain that all is stored or erased, or the campaign is paused. With `Retry-After`."
}

refusals! { WithdrawPageRefusals, <String as utoipa::PartialSchema>::schema(), "text/html",
    "403" "The campaign has not opened."
    "404" "There is no such page, or the campaign takes no codes; these are."
    "410" "The campaign is closed: no key leads to answers any more."
}

refusals! { WithdrawRefusals, <String as utoipa::PartialSchema>::schema(), "text/html",
    "403" "The campaign has not opened."
    "404" "There is no such page, or the campaign takes no codes; these are."
    "410" "The campaign is closed: no key leads to answers any more."
    "413" "More than 64 KiB."
    "415" "Not a form."
    "422" "The code is not valid."
    "503" "It is not certain that all is erased. With `Retry-After`."
}

refusals! { QuestionnaireRefusals, Ref::from_schema_name("Problem"), "application/problem+json",
    "404" "There is no such municipality, trajectory or audience."
    "406" "JSON is not accepted."
}

refusals! { RespondRefusals, Ref::from_schema_name("Problem"), "application/problem+json",
    "400" "The body can't be read, or the Idempotency-Key or Invitation-Code is missing or not valid."
    "403" "The campaign has not opened; `opens` says when it does. Or the Invitation-Code does not belong here."
    "404" "There is no such municipality, trajectory or audience."
    "406" "JSON is not accepted."
    "409" "Something else is stored under this key, or something under this code."
    "410" "The campaign is closed, and the hour for answers on their way is over; `closed` says since when."
    "413" "More than 64 KiB."
    "415" "The body is not JSON."
    "422" "Some answers are not valid; `errors` lists every fault."
    "503" "It is not certain that all is stored, or the campaign is paused: send the same again. With `Retry-After`."
}

refusals! { WithdrawByProgramRefusals, Ref::from_schema_name("Problem"), "application/problem+json",
    "400" "The Invitation-Code is missing or not valid."
    "403" "The campaign has not opened; `opens` says when it does. Or the Invitation-Code does not belong here."
    "404" "There is no such municipality, trajectory or audience."
    "410" "The campaign is closed; `closed` says since when."
    "503" "It is not certain that all is erased: send the same again. With `Retry-After`."
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
struct PagePath {
    /// The municipality as it stands in links.
    #[param(example = "noordoostpolder")]
    municipality: String,
    /// The audience as it stands in links.
    #[param(example = "gebruikers")]
    audience: String,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
struct ProgramPath {
    /// The CBS code of the municipality.
    #[param(example = "GM0171", pattern = "^GM[0-9]{4}$")]
    municipality: String,
    /// The id of the trajectory.
    #[param(example = "dagbesteding-2026")]
    trajectory: String,
    /// The id of the audience.
    #[param(example = "users")]
    audience: String,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
struct ShownParameters {
    /// The language; goes before `Accept-Language`. Dutch where there is none of that language.
    #[param(example = "nl")]
    lang: Option<String>,
    /// `1` on a tablet that many people use one after another: every way on keeps it, and the thank-you page goes back to the
    /// start by itself (`Refresh`).
    kiosk: Option<String>,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
struct IdempotencyKey {
    /// Made at random for each response, at least 128 bits, and kept for retries.
    #[param(
        rename = "Idempotency-Key",
        pattern = "^\"?[A-Za-z0-9_-]{16,64}\"?$",
        example = "0f8fad5bd9cb469fa165c70867f5d0b6"
    )]
    idempotency_key: String,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
struct OptionalInvitationCode {
    /// The invitation code, in any spelling that people use. Needed where `access` is `codes`, refused where it is `open`.
    #[param(rename = "Invitation-Code", example = "4K7Q-2M9F-XWPD-H3C8")]
    invitation_code: Option<String>,
}

#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
struct InvitationCode {
    /// The invitation code, in any spelling that people use.
    #[param(rename = "Invitation-Code", example = "4K7Q-2M9F-XWPD-H3C8")]
    invitation_code: String,
}

/// A text per language (BCP 47). Dutch (`nl`) is always there and stands in for what is not translated.
#[derive(ToSchema)]
#[schema(example = json!({ "nl": "Wat doet u graag?", "en": "What do you like to do?" }))]
struct Texts(BTreeMap<String, String>);

/// One audience's questionnaire.
#[derive(ToSchema)]
struct QuestionnaireDocument {
    /// The campaign's id.
    campaign: String,
    /// What the campaign is called.
    campaign_title: Texts,
    /// Whether the campaign only shows how things look; its answers count for nothing.
    synthetic: bool,
    /// Where is asked.
    municipality: QuestionnairePlace,
    /// The trajectory's id.
    trajectory: String,
    /// The audience's id.
    audience: String,
    /// When answers are taken from (RFC 3339, UTC).
    #[schema(format = DateTime)]
    opens: String,
    /// Until when answers are taken (RFC 3339, UTC).
    #[schema(format = DateTime)]
    closes: String,
    /// The languages people can choose, Dutch first.
    languages: Vec<String>,
    /// Whether an invitation code can be sent with answers, or must be.
    access: AccessKind,
    /// A hash of what the answers mean; the same as long as only wording changed.
    #[schema(pattern = "^[0-9a-f]{16}$")]
    questionnaire: String,
    /// Where to post answers.
    #[schema(format = "uri-reference")]
    responses: String,
    /// What it is called.
    title: Texts,
    /// What it is about.
    intro: Texts,
    /// What to say after sending.
    thanks: Texts,
    /// Sections, statements and questions in the order asked.
    items: Vec<QuestionnaireItem>,
}

/// By which ways people can answer.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
enum AccessKind {
    Open,
    Codes,
    Both,
}

/// A municipality.
#[derive(ToSchema)]
struct QuestionnairePlace {
    /// Its CBS code.
    code: String,
    /// Its name.
    name: String,
}

/// A section, a statement or a question. Members that don't belong to the kind are absent.
#[derive(ToSchema)]
struct QuestionnaireItem {
    /// What it is.
    kind: ItemKind,
    /// The question's name in `answers`.
    #[schema(required = false, nullable = false)]
    id: String,
    /// A section's title, a statement's text, or what is asked.
    #[schema(required = false)]
    text: Texts,
    /// Help with a question, or the introduction of a section.
    #[schema(required = false)]
    hint: Texts,
    /// What an interviewer is to ask on, or to watch. Not for respondents.
    #[schema(required = false)]
    prompt: Texts,
    /// Always true: it is an interviewer's own note, not for respondents, and taken with an interviewer's code alone.
    #[schema(required = false)]
    note: bool,
    /// When it is shown and asked; always if absent. In the expressions of XLSForm.
    #[schema(required = false, example = "selected(${who}, 'self')")]
    condition: String,
    /// Whether an answer is needed from who is asked.
    #[schema(required = false)]
    required: bool,
    /// What can be chosen or ranked; the points of a scale from low to high, then "I don't know".
    #[schema(required = false)]
    options: Vec<QuestionnaireOption>,
    /// The rows of a grid.
    #[schema(required = false)]
    rows: Vec<QuestionnaireRow>,
    /// How many options, or characters, at most.
    #[schema(required = false)]
    at_most: u32,
    /// The least number.
    #[schema(required = false)]
    least: i64,
    /// The greatest number.
    #[schema(required = false)]
    most: i64,
    /// What is counted.
    #[schema(required = false)]
    unit: Texts,
    /// Whether an open answer takes several lines.
    #[schema(required = false)]
    long: bool,
}

/// What stands on the page.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
enum ItemKind {
    Section,
    Statement,
    Single,
    Multiple,
    Scale,
    Grid,
    Ranking,
    Number,
    Text,
}

/// Something to choose.
#[derive(ToSchema)]
struct QuestionnaireOption {
    /// Its name in `answers`.
    id: String,
    /// What it says.
    label: Texts,
    /// Whether it excludes all others.
    #[schema(required = false)]
    exclusive: bool,
    /// Whether it means "I don't know", beside the scale.
    #[schema(required = false)]
    dont_know: bool,
    /// How many characters "namely…" takes, where it asks that.
    #[schema(required = false)]
    namely: u32,
}

/// A row of a grid.
#[derive(ToSchema)]
struct QuestionnaireRow {
    /// Its name in the object of answers.
    id: String,
    /// What is judged.
    label: Texts,
}

/// One response.
#[derive(ToSchema)]
#[schema(example = json!({ "answers": { "who": "self", "now": ["home", "other"] }, "namely": { "now": { "other": "Vissen" } } }))]
struct Answers {
    /// By question: the id of an option (single choice, scale), a list of them (multiple choice; ranking, the most
    /// preferred first), a whole number, a text, or for a grid an object with a point's id for each row.
    answers: BTreeMap<String, serde_json::Value>,
    /// By question and option: what was filled in at "namely…".
    #[schema(required = false)]
    namely: BTreeMap<String, BTreeMap<String, String>>,
}

/// That everything is stored.
#[derive(ToSchema)]
struct StoredReceipt {
    /// Always true: anything else is a problem.
    stored: bool,
    /// The hash of the questionnaire that was answered.
    #[schema(pattern = "^[0-9a-f]{16}$")]
    questionnaire: String,
}
