//! Names of people, as far as a small program can tell: after words that announce one, by a list of first names, and initials
//! before a family name. Misses many; how many is measured on the corpus in `tests/corpus`, and written in `docs/privacy.md`.
//!
//! Any word with a capital could be a name, but so is every village and every place where people spend their day. Those are
//! what is asked for, so they stay; a moderator sees them marked.

use std::ops::Range;

use super::kinds::{BETWEEN, NOT_NAMES, at, before, begins, end_of, house_number, is_in, is_title, stands};
use super::plain::Letter;

/// First names that are no words: by their first letter, without it. The commonest of the Netherlands, and of its people from
/// Turkey, Morocco, Poland and Ukraine, without accents. Compact, because it travels in the function that collects.
const NAMES: [&str; 26] = [
    "ad altje art bdel bdellah bdul bdullah dam driaan driana drie gnes gnieszka hmad hmed hmet icha isha lberta \
     leksander lex lexander lexandra li licja lida lie mina mir mira ndre ndrea ndreas ndrej ndrii ndriy ndrzej \
     neta ngelique nita nja nkie nna nne nneke nnelies nnemarie nnemiek nnet nnette nnie nnika nouk nton ntonia \
     ntoon rie rjan rnold rtur strid ya youb yse ziz ziza",
    "arbara art artosz auke ea eata enjamin ernard ert ertus etsie etty ianca ilal ogdan oris ram renda rigitte \
     urak",
    "arla arlo arolien aroline atharina ees hantal harlotte hris hrista hristiaan hristina iska laudia oby orina \
     ornelia ornelis orrie ynthia",
    "aan aniel anielle anuta ariusz avid ebbie enise ennis esiree iana ick iederik ieuwke ina ineke irk mitri \
     mytro orien orota ouwe",
    "ddy dith duard dwin efje lif lisabeth lise lizabeth lla llen lly lsje miel mine mma mre ric rik rna sra ster \
     sther va velien vert wa",
    "adila arid atima atma emke enna erdinand loris okke rancien ranciska red rederik reek rits roukje",
    "ea eert eertje eke eorge erard erda erdien errie errit erritje ert ertjan ijs ijsbert ino razyna reetje \
     rietje uus",
    "akan alima alina amid amza anna annah anneke annie ans armen armke arold arrie arry asan assan atice eidi \
     ein eleen elena elga endrik endrika enk ennie enny enriette erman ermien ester ilda ilde useyin ussein uub",
    "brahim lona lse mane neke nge ngrid rena rene rina rma ryna sabel sabella smail van wona",
    "aap aco acob acoba acqueline acques amal amila an anet anine anna anneke annes annie anny antje asper \
     eanette eanne effrey elle enny eroen essica oanna ochem oep ohan ohanna ohannes ohn olanda olanta oop oost \
     ordy oris os ose osef osje oyce udith ulia urgen ustyna",
    "arel arim arima arin arina arolina atarzyna ateryna atja ees evin hadija halid im itty laas laasje lara oen \
     oos rystyna rzysztof",
    "aila ambert ammert ars atifa aura eendert enie eo eon eonie ianne ida idia ieke ies iesbeth inda isa isette \
     oek oes otte ouis ouise ourens uc ucas ucia ucy udmila uuk",
    "aaike aarten aartje agda agdalena ahmoud algorzata alika arcel arcin aria ariam arian arianne arie arieke \
     ariette arijke arina arion ariska ariusz arjan arjolein arleen arlies arloes arta artha artijn artin artine \
     ary aryam arzena athilde atthijs aurits ax ehmet eindert elissa enno eryem ichael ichel ichelle ieke iep \
     iranda irjam ohamed ohammad ohammed onika onique ounir urat ustafa ykola yriam",
    "adia aima ajib ancy atalia atasja athalie el ellie elly ico icolaas icole iels ienke ina ora our",
    "ksana leh leksandr lena lga lha mar mer sman tto",
    "ascal atricia atrick aul aula aulien aulina auline awel eter etra etronella iet ieter ietje im iotr riscilla",
    "uinten",
    "achel achid afal alph amazan amon ashid aymond ebecca egina einier emco enate ene enske ia ichard ick ien ik \
     ina inske inus ita ob obert oel oelof oland omy onald osa oxana uben udi udy uud yszard",
    "abine abrina aida alma amantha amir amira ander andra anne ara arah askia ebastiaan elma haron iebe iem \
     ietske ijtje ilvia imon imone jaak joerd jors ofia ofie onja ophia ophie tanislaw tefan tefanie teven usan \
     usanne uzanne vetlana ylvia",
    "amara anja arik ariq atiana essa etiana hea heo heresia hijs homas ineke jerk omasz ommy oos rijntje ruus",
    "rsula",
    "alentina asyl era eronica ictor iktor incent olodymyr",
    "alter anda iebe ietske ilhelm ilhelmina illem illemien illemijn illie illy ilma im ineke ojciech outer",
    "",
    "ana asemin asin asmina ounes oussef uliia usuf vette vonne",
    "ahra ainab akaria bigniew eynep ineb oe ofia",
];

/// First names that are words too, likewise: only with a capital, and not where a sentence begins.
const NAMES_AND_WORDS: [&str; 26] = [
    "lbert rend",
    "as en ob",
    "em hristian or",
    "eniz ik",
    "ls rica rnst",
    "ien leur loor rank",
    "race reet",
    "arm",
    "da en na ris",
    "asmijn et o oke op",
    "",
    "een eni ia inde",
    "ark art ees erel ia ien ila",
    "oor",
    "",
    "uck",
    "",
    "ie iet obin on oos oy",
    "aid am em ien tijn ven",
    "ed ies im iny om oon rees",
    "mut",
    "",
    "il ill",
    "",
    "",
    "",
];

/// The commonest family names, in small letters; behind a title, initials or a first name, since most are words too.
const FAMILY_NAMES: &str = "bakker berg boer bos bosch bosman bouwman brink broek brouwer bruin dam dekker demir dijk dijkstra doorn \
     driessen evers gerritsen graaf groot haan hamers hendriks hermans heuvel hoek hoekstra huisman jacobs \
     jansen janssen jong jonge kaya kok koning konings koster kowalski kramer kuijpers kuiper kuipers leeuwen \
     linden maas martens meer meijer meulen mol mulder nijland nowak ozturk peeters peters pol post postma \
     prins ridder sahin sanders scholten schouten smit smits timmerman veen verhoeven vermeulen visser vliet \
     vos vries wal wijk willems willemsen winter wit yilmaz zanden zwart";

/// What announces a name, whatever it looks like: "ik heet", "mijn naam is", and the same in the other languages of the page.
const ANNOUNCEMENTS: &str = "ik heet |mijn naam is |m'n naam is |me naam is |mijn naam: |naam: |mijn roepnaam is |noem mij |noem me |\
     noemen mij |noemen me |ik word genoemd |my name is |my name's |i am called |benim adım |benim ismim |\
     adım |ismim |mam na imię |nazywam się |мене звати |мене звуть |моє ім'я |اسمي |إسمي ";

/// Words at the end of a letter, before a name.
const GREETINGS: &str = "groetjes groeten groet gr mvg liefs";

/// Words after an announcement that are no name: "ik heet iedereen welkom".
const NO_ANNOUNCED_NAME: &str = "aan alle alles allemaal anoniem bekend belangrijk beter dus een eigenlijk en geen geheim goed haar haas \
     hem het hier iedereen iemand in jullie maar mensen met namens niet niets nieuwe nog not onbekend ook op \
     prive u uit voor vanuit wel welkom weer ze";

/// Who people are to each other, before a name with a capital: "mijn buurvrouw Annie".
const RELATIONS: &str = "man vrouw partner vriend vriendin zoon zoontje dochter dochtertje kleinzoon kleindochter vader moeder opa \
     oma broer broertje zus zusje schoonmoeder schoonvader schoonzus zwager neef nicht buurman buurvrouw \
     buurjongen buurmeisje begeleider begeleidster mentor coach collega vrijwilliger vrijwilligster \
     verpleegkundige verzorgende verzorgster leider leidster maatje mantelzorger contactpersoon huisarts \
     psycholoog therapeut hulp kapper husband wife neighbour";

/// Languages, peoples and illnesses, which have a capital too: "mijn man Nederlands leert".
const PEOPLES: &str = "nederlands nederlandse nederlander engels engelse duits duitse frans franse fries friese turks turkse \
     marokkaans marokkaanse pools poolse arabisch arabische syrisch syrische oekraiens oekraiense surinaamse \
     spaans spaanse parkinson alzheimer corona covid down asperger korsakov adhd thuiszorg havo mavo lts";

/// Words before a first name that make it the name of a thing: "Sint Maria", "Huize Sophia".
const OF_THINGS: &str = "sint st huize huis hotel cafe prins prinses koning koningin stichting school basisschool zorgcentrum \
     villa restaurant";

/// Ends of words after a first name that make it the name of a thing: "Jan Steenstraat".
const THINGS: &str = "straat laan weg plein school kerk hof huis hal park hoeve centrum college ziekenhuis heijn";

/// Words that a letter follows: "plan B. Daarna".
const LETTERED: &str = "vitamine plan groep hepatitis rijbewijs type deel punt optie klas";

/// Ends of family names.
const FAMILY_ENDS: &str =
    "sen sma stra inga enga inck ink man mans berg dijk veld meijer meyer huis stein kamp ma oglu";

/// Ends of the names of streets; with a number behind it one of these is an address.
const STREETS: &str = "straat straatje laan laantje weg plein hof gracht kade dijk singel steeg dreef";

/// Words behind a number that make it no house number: "wandelweg 3 km".
const UNITS: &str =
    "keer uur uren min minuten dag dagen weken maanden jaar euro km kilometer meter mensen personen x maal";

/// Whether a word ends with one of a list.
fn ends_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|end| word.ends_with(end))
}

/// A word of letters.
struct Word {
    /// Its letters, small and without accents.
    plain: String,
    /// Whether it begins with a capital and goes on with small letters.
    capital: bool,
    end: usize,
}

/// The word that begins here.
fn word_at(letters: &[Letter], index: usize) -> Option<Word> {
    let end = end_of(letters, index, char::is_alphabetic);
    let word = letters.get(index..end).filter(|word| !word.is_empty())?;
    // Nobody is called by more; what is longer is compared with nothing.
    let plain: String = word.iter().take(24).map(|letter| without_accent(letter.plain)).collect();
    let capital = word[0].capital && !word[1..].iter().any(|letter| letter.capital);
    Some(Word { plain, capital, end })
}

/// The word before a place, with nothing but these signs between, at most three of them.
fn word_before(letters: &[Letter], index: usize, signs: &str) -> Option<(String, usize)> {
    let mut end = index;
    while end > 0 && index - end < 3 && signs.contains(at(letters, end - 1)) {
        end -= 1;
    }
    let mut start = end;
    while start > 0 && end - start < 20 && at(letters, start - 1).is_alphabetic() {
        start -= 1;
    }
    let word: String = letters[start..end].iter().map(|letter| without_accent(letter.plain)).collect();
    (start < end && end < index).then_some((word, start))
}

fn without_accent(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ą' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'ę' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ı' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' | 'ć' | 'č' => 'c',
        'ğ' => 'g',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ş' | 'ś' | 'š' => 's',
        'ż' | 'ź' | 'ž' => 'z',
        other => other,
    }
}

fn is_listed(names: &[&str; 26], word: &str) -> bool {
    let mut rest = word.chars();
    match rest.next() {
        Some(first @ 'a'..='z') if word.len() > 1 => {
            names[usize::from(first as u8 - b'a')].split(' ').any(|listed| listed == rest.as_str())
        }
        _ => false,
    }
}

/// Whether a word, as it stands within a sentence, is a first name of the lists.
pub(super) fn is_first_name(word: &str) -> bool {
    let plain: String = word.chars().flat_map(char::to_lowercase).map(without_accent).collect();
    is_listed(&NAMES, &plain) || word.starts_with(char::is_uppercase) && is_listed(&NAMES_AND_WORDS, &plain)
}

/// Whether a sentence, a line or the text begins here.
fn begins_sentence(letters: &[Letter], index: usize) -> bool {
    let mut place = index;
    while place > 0 && index - place < 4 && " \"'(-*".contains(at(letters, place - 1)) {
        place -= 1;
    }
    place == 0 || ".!?:;\n".contains(before(letters, place))
}

/// Whether a word can't be a person's name here, capital or not.
fn is_no_name(word: &str) -> bool {
    is_in(NOT_NAMES, word) || is_in(NO_ANNOUNCED_NAME, word) || is_in(PEOPLES, word)
}

fn is_thing(word: &str) -> bool {
    ends_in(THINGS, word)
}

fn is_family_name(word: &str) -> bool {
    is_in(FAMILY_NAMES, word) || word.len() > 4 && ends_in(FAMILY_ENDS, word)
}

/// The end of a name of which a part ends at `end`: other first names, what stands between, family names.
fn end_of_name(letters: &[Letter], mut end: usize) -> usize {
    // "Jan-Kees", "anne-marie".
    while at(letters, end) == '-' && at(letters, end + 1).is_alphabetic() {
        end = end_of(letters, end + 1, char::is_alphabetic);
    }
    for _ in 0..3 {
        match family_name(letters, end + 1, false).filter(|_| at(letters, end) == ' ') {
            Some(next) => end = next,
            None => break,
        }
    }
    end
}

/// The end of the next part of a name, if one begins here: with a capital or, if `listed` or not, a common family name.
fn family_name(letters: &[Letter], index: usize, listed: bool) -> Option<usize> {
    let mut next = index;
    for between in 0..4 {
        // "van 't Hoff": what stands between may begin with an apostrophe.
        let apostrophe = usize::from(at(letters, next) == '\'');
        let word = word_at(letters, next + apostrophe)?;
        if between < 3 && is_in(BETWEEN, &word.plain) && at(letters, word.end) == ' ' {
            next = word.end + 1;
            continue;
        }
        let named = is_in(FAMILY_NAMES, &word.plain);
        let capital = word.capital && !is_no_name(&word.plain) && !is_thing(&word.plain);
        let fits = named || capital && !listed;
        return (fits && apostrophe == 0).then(|| {
            // "Jansen-de Vries" and "Smit-Bakker" are one.
            let hyphen = at(letters, word.end) == '-' && at(letters, word.end + 1).is_alphabetic();
            if hyphen { end_of(letters, word.end + 1, char::is_alphabetic) } else { word.end }
        });
    }
    None
}

/// A first name of the lists, with what follows of the name.
pub(super) fn first_name(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    if !begins(letters, index) || !at(letters, index).is_alphabetic() {
        return None;
    }
    let word = word_at(letters, index)?;
    let known = is_listed(&NAMES, &word.plain)
        || word.capital && is_listed(&NAMES_AND_WORDS, &word.plain) && !begins_sentence(letters, index);
    if !known {
        return None;
    }
    // "2 jan" is a day.
    let day = word.plain == "jan" && before(letters, index) == ' ' && before(letters, index - 1).is_ascii_digit();
    let of_thing = word_before(letters, index, " .").is_some_and(|(before, _)| is_in(OF_THINGS, &before));
    let joined = " -".contains(at(letters, word.end));
    let thing = joined && word_at(letters, word.end + 1).is_some_and(|next| is_thing(&next.plain));
    if day || of_thing || thing {
        return None;
    }
    Some(index..end_of_name(letters, word.end))
}

/// The name after "ik heet" and the like, capital or not.
pub(super) fn announced_name(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    if !begins(letters, index) || before(letters, index) != ' ' {
        return None;
    }
    ANNOUNCEMENTS.split('|').find(|words| {
        let start = index.checked_sub(words.chars().count());
        start.is_some_and(|start| begins(letters, start) && stands(letters, start, words))
    })?;
    let word = word_at(letters, index)?;
    if is_no_name(&word.plain) {
        return None;
    }
    if is_in(BETWEEN, &word.plain) {
        return family_name(letters, index, false).map(|end| index..end);
    }
    let end = end_of_name(letters, word.end);
    // "fatima el amrani": here small letters do for a family name.
    let between = word_at(letters, end + 1).filter(|between| at(letters, end) == ' ' && is_in(BETWEEN, &between.plain));
    let family =
        between.and_then(|between| word_at(letters, between.end + 1).filter(|_| at(letters, between.end) == ' '));
    Some(index..family.filter(|family| !is_no_name(&family.plain)).map_or(end, |family| family.end))
}

/// The name at the end of a letter: "groetjes, Annie".
pub(super) fn name_after_greeting(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    if !begins(letters, index) {
        return None;
    }
    let (mut word, start) = word_before(letters, index, " ,.!\n")?;
    if word == "van" {
        (word, _) = word_before(letters, start, " ")?;
    }
    let name = word_at(letters, index).filter(|_| is_in(GREETINGS, &word))?;
    // In small letters only if nothing follows: "groetjes annie".
    let last = end_of(letters, name.end, |c| c.is_whitespace() || ".!".contains(c)) == letters.len();
    let word = name.plain.len() > 1 && !is_no_name(&name.plain) && !is_in(BETWEEN, &name.plain);
    (word && (name.capital || last)).then(|| index..end_of_name(letters, name.end))
}

/// The name after what people are to each other: "mijn buurvrouw Annie".
pub(super) fn related_name(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    if !begins(letters, index) || before(letters, index) != ' ' {
        return None;
    }
    let (relation, _) = word_before(letters, index, " ")?;
    let word = word_at(letters, index).filter(|_| is_in(RELATIONS, &relation))?;
    if is_in(BETWEEN, &word.plain) {
        return family_name(letters, index, !word.capital).map(|end| index..end);
    }
    (word.capital && !is_no_name(&word.plain)).then(|| index..end_of_name(letters, word.end))
}

/// Initials before a family name: "J.P. de Vries", "A. Bakker".
pub(super) fn initials_and_name(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    if !begins(letters, index) {
        return None;
    }
    let (mut initials, mut next) = (0, index);
    while initials < 5 && letters.get(next).is_some_and(|letter| letter.capital) && at(letters, next + 1) == '.' {
        initials += 1;
        next += 2;
        next += usize::from(at(letters, next) == ' ');
    }
    let end = family_name(letters, next, false).filter(|_| initials > 0)?;
    let word = word_at(letters, next)?;
    // One initial may end a sentence, or number a list.
    let within = word_before(letters, index, " ").is_some_and(|(before, _)| !is_in(LETTERED, &before));
    let certain = initials > 1 || is_in(BETWEEN, &word.plain) || is_family_name(&word.plain) || within;
    certain.then(|| index..end_of_name(letters, end))
}

/// A common family name in small letters after a title: "mevrouw de vries".
pub(super) fn family_after_title(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    if !begins(letters, index) || before(letters, index) != ' ' {
        return None;
    }
    let (title, _) = word_before(letters, index, " .")?;
    let end = family_name(letters, index, true).filter(|_| is_title(&title))?;
    Some(index..end_of_name(letters, end))
}

/// A street with a house number.
pub(super) fn street_and_number(letters: &[Letter], index: usize) -> Option<Range<usize>> {
    if !begins(letters, index) || !at(letters, index).is_alphabetic() {
        return None;
    }
    let street = word_at(letters, index)?;
    let is_street = STREETS.split(' ').any(|end| street.plain.strip_suffix(end).is_some_and(|name| name.len() > 1));
    if !is_street || is_in("onderweg snelweg", &street.plain) || at(letters, street.end) != ' ' {
        return None;
    }
    let end = house_number(letters, street.end)?;
    let unit = word_at(letters, end + 1).filter(|_| at(letters, end) == ' ');
    let counted = at(letters, end) == '%' || unit.is_some_and(|unit| is_in(UNITS, &unit.plain));
    (!counted).then_some(index..end)
}
