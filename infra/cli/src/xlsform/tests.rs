//! Whole forms: there and back, and as people write them.

mod fuzz;
mod random;

use survey::campaign::Campaign;
use survey::definition::{Source, compile};
use survey::questionnaire::Questionnaire;

use super::export;
use super::import::{ImportError, Imported, Options, from_sheets, import};
use super::sheets::{Sheet, Workbook};

/// Compiles what was imported within a campaign.
fn compiled(imported: &Imported, campaign: &Campaign) -> Questionnaire {
    let themes: Vec<String> = campaign.themes.iter().map(|theme| theme.id.to_string()).collect();
    compile_questionnaire(imported, &themes)
}

/// Compiles what was imported within a campaign with those themes.
fn compile_questionnaire(imported: &Imported, themes: &[String]) -> Questionnaire {
    let text = &imported.text;
    let languages: Vec<String> =
        imported.translations.iter().map(|(language, _)| format!(", \"{language}\"")).collect();
    let languages = languages.concat();
    let themes: Vec<String> =
        themes.iter().map(|id| format!("[[theme]]\nid = \"{id}\"\nlabel = {{ nl = \"x\" }}\n")).collect();
    let file = format!(
        "id = \"proef\"\ntrajectory = \"proef\"\ntitle = {{ nl = \"x\" }}\nmunicipalities = [\"GM0171\"]\n\
         opens = \"2026-01-01T09:00\"\ncloses = \"2026-02-01T09:00\"\nlanguages = [\"nl\", \"en\"{languages}]\nhelp = {{ nl = \"x\" }}\n\
         [retention]\nlongest_run_days = 90\nkeep_days = 30\n[controller]\nname = \"x\"\ncontact = \"x@example.nl\"\n\
         purpose = {{ nl = \"x\" }}\nlegal_basis = {{ nl = \"x\" }}\n[[audience]]\nid = \"x\"\npath = \"x\"\n\
         title = {{ nl = \"x\" }}\nrespondents = \"people\"\nquestionnaire = \"x.toml\"\n{}",
        themes.concat()
    );
    let read = |path: &str| {
        let language = path.strip_prefix("x.").and_then(|path| path.strip_suffix(".toml"));
        let translation = imported.translations.iter().find(|(known, _)| Some(known.code()) == language);
        let text = if path == "x.toml" { Some(text) } else { translation.map(|(_, text)| text) };
        Some((path.to_owned(), text?.clone()))
    };
    let compiled = compile("proef", Source { path: "campaign.toml", text: &file }, read);
    let mut campaign = compiled.unwrap_or_else(|faults| panic!("{faults:#?}\n{text}")).campaign;
    campaign.audiences.remove(0).questionnaire
}

fn refused(error: &ImportError) -> String {
    match error {
        ImportError::Unreadable(why) => why.clone(),
        ImportError::Refused(faults) => faults.iter().map(|fault| format!("{fault}\n")).collect(),
    }
}

fn imported(workbook: &[u8]) -> Imported {
    import(workbook, &Options::default()).unwrap_or_else(|error| panic!("{}", refused(&error)))
}

#[test]
fn every_campaign_comes_back_as_it_went() {
    let campaigns = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../campaigns");
    let mut count = 0;
    for folder in std::fs::read_dir(campaigns).unwrap() {
        let folder = folder.unwrap().path();
        let campaign = local::campaigns::load(&folder).unwrap_or_else(|faults| panic!("{faults:?}")).campaign;
        for audience in &campaign.audiences {
            let workbook = export(&audience.questionnaire, "proef", &campaign.languages).unwrap();
            let imported = imported(&workbook);
            let again = compiled(&imported, &campaign);
            assert!(again == audience.questionnaire, "{}: {}\n{:?}", folder.display(), audience.id, imported.notices);
            count += 1;
        }
    }
    assert!(count >= 5, "{count}");
}

/// The definition's own example, which has every kind of question and condition.
#[test]
fn every_kind_comes_back_as_it_went() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/survey/src/definition/fixtures/voorbeeld");
    let campaign = local::campaigns::load(&folder).unwrap_or_else(|faults| panic!("{faults:?}")).campaign;
    for audience in &campaign.audiences {
        let workbook = export(&audience.questionnaire, "proef", &campaign.languages).unwrap();
        let imported = imported(&workbook);
        assert!(compiled(&imported, &campaign) == audience.questionnaire, "{}", imported.text);
    }
}

/// Sheets out of tables as people draw them: a line is a row, cells stand between `|`.
fn book(sheets: &[(&str, &str)]) -> Workbook {
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().replace("\\n", "\n")).collect();
    let sheets = sheets.iter().enumerate().map(|(number, (name, table))| {
        let rows = table.lines().skip_while(|line| line.trim().is_empty()).map(cells).collect();
        Sheet::new(number, (*name).to_owned(), rows)
    });
    Workbook { sheets: sheets.collect() }
}

/// The file, and below it what was said; or what is wrong.
fn told(sheets: &[(&str, &str)]) -> String {
    let options = Options { title: "proef".to_owned(), ..Options::default() };
    match from_sheets(&book(sheets), &options) {
        Ok(Imported { text, notices, .. }) => {
            let notices: String = notices.iter().map(|notice| format!("{notice}\n")).collect();
            format!("{text}\n----\n{notices}")
        }
        Err(error) => refused(&error),
    }
}

/// A form as an adviser would bring it from elsewhere.
const ADVISERS: [(&str, &str); 3] = [
    (
        "Survey ",
        "
Type | Name | Label | label::English (en) | hint | required | relevant | constraint | constraint_message | appearance | default | parameters | calculation | choice_filter | media::image | opmerking
start | start
deviceid | deviceid
note | welkom | Fijn dat u meedoet. | Thank you for taking part.
begin group | g1 | Over u | About you
Select One wie | Wie | Voor wie vult u dit in? | For whom? | | yes | | | | | zelf
text | Wie_anders | Namelijk | Namely | | | ${Wie} = ‘anders’ | | | | | | | | | moet dit?
select_multiple dagen or_other | 1dagen | Op welke dagen? | On which days? | Kies er hoogstens 3. | | | not(selected(., 'geen') and count-selected(.) > 1) and count-selected(.) <= 3 | Te veel | minimal
end group
begin group | g2 | Uw dag | Your day | | | ${Wie} != 'anders'
select_one tevreden | tevreden | Hoe tevreden bent u? | How happy are you? | | | | | | likert
begin group | oordeel | Wat vindt u van: | What do you think of: | | | selected(${1dagen}, 'ma') | | | field-list
select_one drie | kop | | | | | | | | label
select_one drie | oordeel_eten | Het eten | The food | | | | | | list-nolabel
select_one drie | oordeel_vervoer | Het vervoer | The transport | | | | | | list-nolabel
end group
integer | leeftijd | Hoe oud bent u? | How old are you? | | | | .>=18 and .<=110 | Dat kan niet | | | | | | foto.jpg
range | cijfer | Welk cijfer geeft u? | Which mark? | | | | | | | | start=1 end=10 step=1
decimal | uren | Hoeveel uren per week? | How many hours? | | | ${leeftijd} > 64.5
rank keuze | volgorde | Wat is het belangrijkst? | What matters most?
select_one keuze | nu | Wat doet u nu? | What now? | | | | | | | | randomize=true | | soort = 'a'
text | wens | Wat wilt u nog **kwijt**? | Anything else? | | | | string-length(.) < 501 | | multiline
end group
calculate | groep | Groepen | Groups | | | | | | | | | if(${Wie} = 'zelf', 'zelf', 'ander')
note | dank | Bedankt! | Thanks!",
    ),
    (
        "choices",
        "
list name | name | label | label::English (en) | media::image | soort
wie | zelf | Voor mezelf | Myself
wie | ander | Voor een ander | Someone else
wie | anders | Anders | Otherwise
dagen | geen | Geen van deze | None
dagen | ma | Maandag | Monday | morning.png
dagen | di | Dinsdag | Tuesday | dinsdag.png
dagen | wo | Woensdag | Wednesday
dagen | do | Donderdag | Thursday
tevreden | -1 | Niet tevreden | Not happy | face-sad.png
tevreden | 0 | Gaat wel | Okay | face_neutral.png
tevreden | 1 | Tevreden | Happy | face-happy.png
tevreden | weet_niet | Weet ik niet | Don't know
drie | slecht | Slecht | Bad
drie | matig | Matig | So-so
drie | goed | Goed | Good
keuze | a | Wandelen | Walking | | a
keuze | b | Lezen | Reading | | a
keuze | c | Koken | Cooking | | b
ongebruikt | x | X | X",
    ),
    ("settings", "\nform_title | form_id | style\nUw dag | dag_1 | pages"),
];

#[test]
fn an_advisers_form_becomes_a_file_to_read() {
    let told = told(&ADVISERS);
    insta::assert_snapshot!(told);
}

#[test]
fn what_cannot_be_taken_is_told_all_at_once() {
    let all = told(&[
        (
            "survey",
            "
type | name | label | required | relevant | constraint | appearance | calculation | choice_filter | read_only
begin repeat | kind | Kind
text | naam | Hoe heet uw kind?
end repeat
geopoint | plek | Waar woont u?
image | foto | Maak een foto
date | geboren | Wanneer bent u geboren?
select_one_from_file dorpen.csv | dorp | Uw dorp
select_one janee | hulp | Heeft u hulp?
select_one janee | hulp | Nog eens?
select_one nergens | x | Wat?
select_one leeg
text | wens | Hallo ${hulp}, wat wilt u? | ${hulp} = 'ja' | regex(${hulp}, 'j.*') | regex(., '[a-z]+')
integer | jaar | Welk jaar? | yes | ${later} > 2 | . mod 2 = 0
integer | later | Later | | ${hulp} = 'misschien'
select_multiple janee | veel | Welke? | | | count-selected(.) >= 2
calculate | som | Som | | | | | ${jaar} + 1
calculate | buiten | Buiten | | | | | pulldata('a', 'b', 'c', ${jaar})
select_one janee | nu | Nu? | | | | search('x') | | | yes
select_one janee | straks | Straks? | | | | | | a = ${hulp}
select_one janee | ergens | | | ../jaar > 3 and
begin group | g | Groep
frobnicate | f | F
end repeat
end group
end group
 | los | Los",
        ),
        (
            "choices",
            "
list_name | name | label | media::image
janee | ja | Ja
janee | ja | Nee
janee | nee
leeg",
        ),
    ]);
    insta::assert_snapshot!(all);
    let nothing = told(&[("survey", "type | name | label\nstart | s"), ("choices", "")]);
    assert_eq!(nothing, "survey A1: nothing is asked; do this: at least one question\n");
    let english = told(&[("survey", "type | name | label::English (en) | hint\ntext | t | What?"), ("choices", "")]);
    assert_eq!(
        english,
        "survey C1: no column has Dutch labels, and Dutch is always needed; do this: add a column `label::Nederlands (nl)` \
         with the Dutch; or, if what stands in `label::English (en)` is Dutch already, say --language 'English (en)=nl'\n"
    );
    let elsewhere = told(&[("vragen", "type"), ("lijsten", "")]);
    assert_eq!(
        elsewhere,
        "vragen A1: there is no sheet `survey`; there are `vragen`, `lijsten`; do this: call the sheet with the questions `survey`\n"
    );
}

/// A stray cell at the far end of a sheet costs no memory, and is not passed over in silence.
#[test]
fn a_cell_far_away_is_not_read() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let survey = workbook.add_worksheet().set_name("survey").unwrap();
    for (column, (header, cell)) in (0..).zip([("type", "text"), ("name", "wens"), ("label", "Wat wilt u?")]) {
        survey.write_string(0, column, header).unwrap();
        survey.write_string(1, column, cell).unwrap();
    }
    survey.write_string(1_048_575, 16_383, "hier").unwrap();
    let imported = imported(&workbook.save_to_buffer().unwrap());
    let notices: String = imported.notices.iter().map(|notice| format!("{notice}\n")).collect();
    assert!(notices.contains("survey A1: cells below row 20,000 or beyond column 400 were not read\n"), "{notices}");
}
