//! Posters, cards and QR codes: what they open, what is told of them, and when there are none.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::pdf::{links, streams};
use super::{campaign, dagpeil, root, stderr, stdout};

const BASE: &str = "https://dagpeil.example.nl";

/// Runs `dagpeil links` with an empty folder to write to.
fn made(campaign: &str, arguments: &[&str]) -> (tempfile::TempDir, Output) {
    let out = tempfile::tempdir().unwrap();
    let made =
        dagpeil(&[&["links", campaign, "--base-url", BASE, "--out", out.path().to_str().unwrap()], arguments].concat());
    (out, made)
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Reads the one QR code in a picture of shades.
fn read((width, height): (usize, usize), shade: impl FnMut(usize, usize) -> u8) -> String {
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, shade);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

/// What a phone reads from a PNG.
fn from_png(file: &Path) -> String {
    let mut decoder = png::Decoder::new(std::io::BufReader::new(fs::File::open(file).unwrap()));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut picture = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut picture).unwrap();
    assert_eq!((frame.color_type, frame.bit_depth), (png::ColorType::Grayscale, png::BitDepth::Eight));
    let width = frame.width as usize;
    read((width, frame.height as usize), |x, y| picture[y * width + x])
}

/// What a phone reads from an SVG that is drawn as ours are: runs of dark modules, each `Mx yhNv1h-Nz`.
fn from_svg(file: &Path) -> String {
    const DOTS: usize = 4; // to a module
    let svg = fs::read_to_string(file).unwrap();
    let between = |from: &str, to: &str| svg.split_once(from).unwrap().1.split_once(to).unwrap().0.to_owned();
    let side: usize = between("viewBox=\"0 0 ", " ").parse().unwrap();
    let dots = side * DOTS;
    let mut picture = vec![255_u8; dots * dots];
    for run in between("<path d=\"", "\"").split('z').filter(|run| !run.is_empty()) {
        let (column, rest) = run.strip_prefix('M').unwrap().split_once(' ').unwrap();
        let (row, rest) = rest.split_once('h').unwrap();
        let length = rest.split_once("v1h-").unwrap().0;
        let [column, row, length] = [column, row, length].map(|number| number.parse::<usize>().unwrap());
        for y in row * DOTS..(row + 1) * DOTS {
            picture[y * dots..][column * DOTS..(column + length) * DOTS].fill(0);
        }
    }
    read((dots, dots), |x, y| picture[y * dots + x])
}

/// Whether a PDF tells that text whole, for who hears it.
fn tells(pdf: &Path, text: &str) -> bool {
    let file = fs::read(pdf).unwrap();
    String::from_utf8_lossy(&file).contains(text) || streams(&file).iter().any(|stream| stream.contains(text))
}

#[test]
fn all_that_is_made_opens_exactly_the_link() {
    let (_around, folder) = campaign("", "");
    let (out, made) = made(folder.to_str().unwrap(), &["--language", "nl,en"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert!(stderr(&made).contains("native speaker read what is in en"), "{}", stderr(&made));

    let mut expected = BTreeSet::new();
    for place in ["noordoostpolder", "zeist"] {
        for audience in ["gebruikers", "aanbieders"] {
            let address = format!("dagpeil.example.nl/{place}/{audience}");
            for (ending, query) in [("", ""), ("-en", "?lang=en")] {
                let link = format!("https://{address}{query}");
                let file =
                    |what: &str, kind: &str| out.path().join(format!("{place}-{audience}-{what}{ending}.{kind}"));
                let (poster, card) = (file("poster-a4", "pdf"), file("kaart-a6", "pdf"));
                let (svg, png) = (file("qr", "svg"), file("qr", "png"));
                assert_eq!(links(&poster), [link.as_str()]);
                assert_eq!(links(&card), [link.as_str()]);
                assert_eq!(from_svg(&svg), link);
                assert_eq!(from_png(&png), link);
                for pdf in [&poster, &card] {
                    assert!(tells(pdf, &address), "the address for who can't scan it");
                }
                assert!(fs::read_to_string(&svg).unwrap().contains(&format!("{address}.</title>")));
                expected.extend([poster, card, svg, png]);
            }
        }
    }
    let there: BTreeSet<PathBuf> = names(out.path()).into_iter().map(|name| out.path().join(name)).collect();
    assert_eq!(there, expected);
    let said: BTreeSet<PathBuf> = stdout(&made).lines().map(PathBuf::from).collect();
    assert_eq!(said, expected, "each file is named");
}

#[test]
fn each_language_of_a_campaign_can_be_printed_and_again_is_the_same() {
    let (out, first) = made("noordoostpolder-2026", &["--language", "nl,en,ar,tr,pl,uk"]);
    assert_eq!(first.status.code(), Some(0), "{}", stderr(&first));
    for (ending, query) in
        [("", ""), ("-ar", "?lang=ar"), ("-uk", "?lang=uk"), ("-tr", "?lang=tr"), ("-pl", "?lang=pl")]
    {
        let poster = out.path().join(format!("noordoostpolder-gebruikers-poster-a4{ending}.pdf"));
        assert_eq!(links(&poster), [format!("{BASE}/noordoostpolder/gebruikers{query}")]);
        let code = if ending.is_empty() { "nl" } else { &ending[1..] };
        assert!(tells(&poster, &format!("/Lang({code})")) || tells(&poster, &format!("/Lang ({code})")), "{code}");
        assert!(tells(&poster, "pdfuaid:part"), "it says that it is PDF/UA");
    }
    let contents =
        || names(out.path()).into_iter().map(|name| fs::read(out.path().join(name)).unwrap()).collect::<Vec<_>>();
    let before = contents();
    assert_eq!(before.len(), 6 * 2 * 4);
    let again = dagpeil(&[
        "links",
        "noordoostpolder-2026",
        "--base-url",
        BASE,
        "--out",
        out.path().to_str().unwrap(),
        "--language",
        "nl,en,ar,tr,pl,uk",
    ]);
    assert_eq!(again.status.code(), Some(0));
    assert!(contents() == before, "no date, no chance");
}

#[test]
fn where_no_link_is_open_there_is_no_poster() {
    let (_around, folder) = campaign("trajectory =", "access = \"codes\"\ntrajectory =");
    let (out, refused) = made(folder.to_str().unwrap(), &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("takes answers with a code alone") && stderr(&refused).contains("dagpeil codes"));
    assert_eq!(names(out.path()).len(), 0);
    // The addresses are still listed: cards name them.
    let listed = dagpeil(&["links", folder.to_str().unwrap(), "--base-url", BASE]);
    assert!(stdout(&listed).contains("/zeist/gebruikers"));

    let (_around, folder) = campaign("trajectory =", "access = \"both\"\ntrajectory =");
    let (out, made) = made(folder.to_str().unwrap(), &[]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    assert_eq!(names(out.path()).len(), 4 * 4);
}

#[test]
fn a_language_that_is_not_offered_is_refused() {
    let (_around, folder) = campaign("", "");
    let (out, refused) = made(folder.to_str().unwrap(), &["--language", "nl,ar"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("is not offered in ar; it is in nl, en"), "{}", stderr(&refused));
    assert_eq!(names(out.path()).len(), 0);
}

#[test]
fn what_can_not_be_written_is_one_line() {
    let (around, folder) = campaign("", "");
    let file = around.path().join("file");
    fs::write(&file, "").unwrap();
    let failed = dagpeil(&["links", folder.to_str().unwrap(), "--base-url", BASE, "--out", file.to_str().unwrap()]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(stderr(&failed).contains("can't be made") && stderr(&failed).lines().count() == 1, "{}", stderr(&failed));
}

/// Posters as other programs see them, which know nothing of ours.
#[test]
#[ignore = "needs pdftoppm and pdftotext (Debian: poppler-utils); `make test-all` runs it"]
fn other_programs_see_the_same() {
    let (out, made) = made("noordoostpolder-2026", &["--language", "nl,ar"]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).current_dir(root()).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        output.stdout
    };
    for (name, query) in
        [("poster-a4", ""), ("kaart-a6", ""), ("poster-a4-ar", "?lang=ar"), ("kaart-a6-ar", "?lang=ar")]
    {
        let pdf = out.path().join(format!("noordoostpolder-gebruikers-{name}.pdf"));
        let pdf = pdf.to_str().unwrap();
        // A dot for each half millimetre of a card: what a camera sees at arm's length. A dot for each 0.8 millimetres of a
        // poster: what one of 1,920 lines sees from 1.5 m (its view is then 1.5 m high).
        let dots = if name.starts_with("poster") { 25.4 / 0.8 } else { 25.4 / 0.5 };
        let picture = run("pdftoppm", &["-r", &dots.to_string(), "-gray", "-singlefile", pdf]);
        let mut header = picture.splitn(4, |byte| byte.is_ascii_whitespace());
        let (kind, width, height) = (header.next().unwrap(), header.next().unwrap(), header.next().unwrap());
        assert_eq!(kind, b"P5");
        let number = |bytes: &[u8]| std::str::from_utf8(bytes).unwrap().parse::<usize>().unwrap();
        let (width, height) = (number(width), number(height));
        let shades = &picture[picture.len() - width * height..];
        let seen = read((width, height), |x, y| shades[y * width + x]);
        assert_eq!(seen, format!("{BASE}/noordoostpolder/gebruikers{query}"), "{name}");

        let text = String::from_utf8(run("pdftotext", &["-raw", pdf, "-"])).unwrap();
        assert!(text.contains("dagpeil.example.nl/noordoostpolder/gebruikers"), "{text}");
        assert!(text.contains("overdag@example.nl"), "{text}");
        if name == "poster-a4" {
            let order = [
                "Overdag in de Noordoostpolder",
                "Wat wilt u",
                "Meedoen kan tot en met",
                "Zo doet u mee",
                "Scan de code met",
                "Verstuur uw antwoorden",
                "We vragen niet naar uw naam",
                "Of typ dit adres in",
                "dagpeil.example.nl/",
                "You can answer in English",
                "Wie vraagt dit?",
                "Hulp nodig?",
                "Vragen over deze lijst?",
            ];
            let places: Vec<_> =
                order.iter().map(|part| text.find(part).unwrap_or_else(|| panic!("{part}: {text}"))).collect();
            assert!(places.is_sorted(), "{text}");
        }
        if name.ends_with("ar") {
            // Letters that join are letters still.
            assert!(text.contains("ماذا") || text.contains("تريدون"), "{text}");
        }
    }
}
