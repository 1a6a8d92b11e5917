//! What holds for every chart, whatever is in it.

use proptest::prelude::*;
use roxmltree::{Document, Node};

use crate::measure::width;
use crate::shift::DARKEST;
use crate::{
    Bar, Bars, Chart, Colour, Count, Diverging, Dumbbell, Dumbbells, Frame, Groups, Panel, Print, Range, Scale, Shift,
    Style, Svg, Value, Words, bars, diverging, dumbbells,
};

// The gallery's.
#[path = "../examples/samples.rs"]
mod samples;

const PRIMARY: &str = "#1b5e5a";

fn print(width: f64) -> Style {
    let colour = |text| Colour::parse(text).unwrap();
    let (primary, text) = (colour(PRIMARY), colour("#1d2422"));
    Style::Print(Print { primary, text, background: Colour::WHITE, font: "Atkinson & Co".to_owned(), width })
}

fn frame() -> Frame {
    Frame { id: "chart".to_owned(), title: "Title".to_owned(), description: "Description".to_owned() }
}

fn words() -> Words {
    Words {
        few: "minder dan 5".to_owned(),
        few_short: "<5".to_owned(),
        withheld: "te weinig antwoorden".to_owned(),
        range: "wat afronden openlaat".to_owned(),
    }
}

fn share(percent: u32) -> Value {
    Value::Share { percent, range: None }
}

/// A corner of what is drawn and the opposite one.
#[derive(Debug, Clone, Copy)]
struct Extent {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Extent {
    fn overlaps(&self, other: &Extent) -> bool {
        let hair = 0.05;
        self.left + hair < other.right
            && other.left + hair < self.right
            && self.top + hair < other.bottom
            && other.top + hair < self.bottom
    }
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).unwrap_or_else(|| panic!("no {name}")).parse().unwrap()
}

/// Where an element is, a text by what is measured.
fn extent(node: Node<'_, '_>) -> Option<Extent> {
    match node.tag_name().name() {
        "rect" => {
            let (left, top) = (number(node, "x"), number(node, "y"));
            assert!(number(node, "width") >= 0.0 && number(node, "height") >= 0.0);
            Some(Extent { left, top, right: left + number(node, "width"), bottom: top + number(node, "height") })
        }
        "line" => {
            let [x1, y1, x2, y2] = ["x1", "y1", "x2", "y2"].map(|name| number(node, name));
            Some(Extent { left: x1.min(x2), top: y1.min(y2), right: x1.max(x2), bottom: y1.max(y2) })
        }
        "circle" => {
            let [x, y, radius] = ["cx", "cy", "r"].map(|name| number(node, name));
            Some(Extent { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius })
        }
        "polygon" => {
            let points: Vec<f64> =
                node.attribute("points").unwrap().split([' ', ',']).map(|part| part.parse().unwrap()).collect();
            let (xs, ys) = (points.iter().step_by(2), points.iter().skip(1).step_by(2));
            let least = |values: &mut dyn Iterator<Item = &f64>| values.fold(f64::MAX, |one, other| one.min(*other));
            let most = |values: &mut dyn Iterator<Item = &f64>| values.fold(f64::MIN, |one, other| one.max(*other));
            Some(Extent {
                left: least(&mut xs.clone()),
                top: least(&mut ys.clone()),
                right: most(&mut xs.clone()),
                bottom: most(&mut ys.clone()),
            })
        }
        "text" => {
            let (x, y, size) = (number(node, "x"), number(node, "y"), number(node, "font-size"));
            let wide = width(node.text().unwrap_or(""), size);
            let left = match node.attribute("text-anchor") {
                None => x,
                Some("middle") => x - wide / 2.0,
                Some("end") => x - wide,
                Some(other) => panic!("{other}"),
            };
            Some(Extent { left, top: y - size * 0.72, right: left + wide, bottom: y + size * 0.2 })
        }
        _ => None,
    }
}

/// What is drawn: not what patterns are made of.
fn drawn<'d, 'i>(document: &'d Document<'i>) -> impl Iterator<Item = Node<'d, 'i>> {
    document.root_element().children().filter(|node| node.is_element() && node.tag_name().name() != "defs")
}

/// Holds a drawing to what all must be.
fn check(svg: &Svg) {
    let text = svg.as_str();
    let document = Document::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "svg");
    assert_eq!(root.attribute("role"), Some("img"));
    // In numbers, that is: a label may say "inf", and an id too.
    let named = ["id", "aria-labelledby", "fill", "font-family"];
    for attribute in document.descendants().flat_map(|node| node.attributes()) {
        let value = attribute.value();
        let number = !value.contains("NaN") && !value.contains("inf");
        assert!(number || named.contains(&attribute.name()), "{} {value}: {text}", attribute.name());
    }
    assert!(!text.contains("style="), "a strict policy forbids it");

    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    for (at, id) in ids.iter().enumerate() {
        assert!(id.starts_with("c-") && !ids[..at].contains(id), "{ids:?}");
    }
    let labelled: Vec<&str> = root.attribute("aria-labelledby").unwrap().split(' ').collect();
    assert!(labelled.len() == 2 && labelled.iter().all(|id| ids.contains(id)), "{labelled:?} {ids:?}");
    for node in document.descendants() {
        if let Some(id) = node.attribute("fill").and_then(|fill| fill.strip_prefix("url(#")) {
            assert!(ids.contains(&id.trim_end_matches(')')), "{id} {ids:?}");
        }
    }

    let (wide, high) = (svg.width(), svg.height());
    assert_eq!(root.attribute("viewBox").unwrap().split(' ').count(), 4);
    let mut texts: Vec<(Extent, &str)> = Vec::new();
    for node in drawn(&document) {
        let Some(extent) = extent(node) else { continue };
        let hair = 0.02;
        assert!(
            extent.left >= -hair && extent.right <= wide + hair && extent.top >= -2.0 && extent.bottom <= high + 2.0,
            "{extent:?} in {wide} by {high}: {text}"
        );
        if node.tag_name().name() == "text" {
            texts.push((extent, node.text().unwrap_or("")));
        }
    }
    for (at, (one, first)) in texts.iter().enumerate() {
        for (other, second) in &texts[at + 1..] {
            assert!(!one.overlaps(other), "{first:?} and {second:?} overlap: {text}");
        }
    }
}

/// All that is written in a drawing, without the spaces, at which lines may break.
fn written(svg: &Svg) -> String {
    let document = Document::parse(svg.as_str()).unwrap();
    let texts = drawn(&document).filter(|node| node.tag_name().name() == "text");
    texts.filter_map(|node| node.text()).collect::<String>().split_whitespace().collect()
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-zéëïçü ,.'/-]{0,90}",
        1 => "[\\PC\\x00-\\x1f]{0,60}",
        1 => Just("<svg onload=\"x\"> & ]]> 'a' 👩‍🌾 שלום".to_owned()),
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        6 => (0u32..=130, prop::option::of((0u32..=130, 0u32..=130))).prop_map(|(percent, range)| {
            Value::Share { percent, range: range.map(|(least, most)| Range { least, most }) }
        }),
        1 => prop::option::of(0u32..=130).prop_map(|most| Value::Few { most }),
        1 => Just(Value::Withheld),
    ]
}

fn any_words() -> impl Strategy<Value = Words> {
    (any_text(), any_text(), any_text(), any_text()).prop_map(|(few, few_short, withheld, range)| Words {
        few,
        few_short,
        withheld,
        range,
    })
}

fn any_frame() -> impl Strategy<Value = Frame> {
    (any_text(), any_text(), any_text()).prop_map(|(id, title, description)| Frame { id, title, description })
}

fn any_values(most: usize) -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(any_value(), 0..=most)
}

fn any_chart() -> impl Strategy<Value = Chart> {
    let bar =
        (any_text(), any_values(3), any::<bool>()).prop_map(|(label, values, quiet)| Bar { label, values, quiet });
    let bars = (any_frame(), any_words(), prop::collection::vec(any_text(), 0..=3), prop::collection::vec(bar, 0..6))
        .prop_map(|(frame, words, series, rows)| Chart::Bars(Bars { frame, words, series, rows }));
    let scale = (any_text(), prop::option::of(any_values(8)), prop::collection::vec((any_text(), any_value()), 0..3))
        .prop_map(|(label, values, aside)| Scale { label, values, aside });
    let points = prop::collection::vec(any_text(), 0..=8);
    let diverging = (any_frame(), any_words(), points, prop::collection::vec(scale, 0..5))
        .prop_map(|(frame, words, points, rows)| Chart::Diverging(Diverging { frame, words, points, rows }));
    let dumbbell = (any_text(), any_value(), any_value(), any_text()).prop_map(|(label, one, other, gap)| Dumbbell {
        label,
        values: [one, other],
        gap,
    });
    let dumbbells = (any_frame(), any_words(), any_text(), any_text(), prop::collection::vec(dumbbell, 0..6)).prop_map(
        |(frame, words, one, other, rows)| Chart::Dumbbells(Dumbbells { frame, words, names: [one, other], rows }),
    );
    let count = prop_oneof![(0u32..1000).prop_map(Count::About), Just(Count::Few), Just(Count::Withheld)];
    let cells = prop::collection::vec(prop::collection::vec(count, 0..7), 0..7);
    let steps = prop::collection::vec(("[1-9]{0,2}", any_text()), 0..7);
    let shift = (any_frame(), words_of_counts(), any_text(), any_text(), any_text(), steps, cells).prop_map(
        |(frame, words, rows_name, columns_name, same, steps, cells)| {
            Chart::Shift(Shift { frame, words, rows_name, columns_name, same, steps, cells })
        },
    );
    let panel = (
        any_text(),
        prop::option::of((any_text(), any_value())),
        prop::collection::vec((any_text(), any_value()), 0..5),
    )
        .prop_map(|(title, everyone, rows)| Panel { title, everyone, rows });
    let groups = (any_frame(), any_words(), prop::collection::vec(panel, 0..4))
        .prop_map(|(frame, words, panels)| Chart::Groups(Groups { frame, words, panels }));
    prop_oneof![bars, diverging, dumbbells, shift, groups]
}

fn words_of_counts() -> impl Strategy<Value = Words> {
    any_words().prop_map(|words| Words { few_short: "<5".to_owned(), ..words })
}

/// How long a bar is as a part of its track, for each bar drawn in the primary colour, solid or hatched.
fn parts_of_track(svg: &Svg) -> Vec<f64> {
    let document = Document::parse(svg.as_str()).unwrap();
    let mut track = None;
    let mut parts = Vec::new();
    for node in drawn(&document).filter(|node| node.tag_name().name() == "rect") {
        let fill = node.attribute("fill").or(node.attribute("class")).unwrap();
        let around = node.attribute("stroke-width").map_or(0.0, |thick| thick.parse().unwrap());
        let wide = number(node, "width") + around;
        match fill {
            "f-s" | "#e8efef" => track = Some(wide),
            _ if fill == "f-p" || fill == PRIMARY || fill.starts_with("url(") || fill.starts_with("k-p") => {
                if let Some(track) = track.take() {
                    parts.push(wide / track);
                }
            }
            _ => {}
        }
    }
    parts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_chart_is_well_formed_and_nothing_is_cut_off(chart in any_chart(), wide in 0.0f64..700.0) {
        check(&chart.draw(&Style::Page));
        check(&chart.draw(&print(wide)));
    }

    #[test]
    fn bars_are_as_long_as_their_shares(percents in prop::collection::vec((1u32..=100, 1u32..=100), 1..8)) {
        let rows = percents.iter().map(|(one, other)| Bar {
            label: "Mensen ontmoeten".to_owned(),
            values: vec![share(*one), share(*other)],
            quiet: false,
        });
        let series = vec!["nu".to_owned(), "toen".to_owned()];
        let chart = Bars { frame: frame(), words: words(), series, rows: rows.collect() };
        for style in [Style::Page, print(Print::WIDTH)] {
            let parts = parts_of_track(&bars(&chart, &style));
            // The legend's signs have no track before them.
            let expected: Vec<f64> =
                percents.iter().flat_map(|(one, other)| [*one, *other]).map(|percent| f64::from(percent) / 100.0).collect();
            prop_assert_eq!(parts.len(), expected.len());
            for (part, percent) in parts.iter().zip(&expected) {
                prop_assert!((part - percent).abs() < 2e-3, "{part} for {percent}");
            }
        }
    }

    #[test]
    fn pieces_of_scales_are_as_long_as_their_shares(rows in prop::collection::vec(prop::collection::vec(1u32..=20, 5), 1..5)) {
        let scales = rows.iter().map(|percents| Scale {
            label: "Een vraag".to_owned(),
            values: Some(percents.iter().map(|percent| share(*percent)).collect()),
            aside: Vec::new(),
        });
        let points = ["--", "-", "0", "+", "++"].map(str::to_owned).to_vec();
        let chart = Diverging { frame: frame(), words: words(), points, rows: scales.collect() };
        let svg = diverging(&chart, &Style::Page);
        let document = Document::parse(svg.as_str()).unwrap();
        // After the legend's five signs.
        let pieces: Vec<(f64, f64)> = drawn(&document)
            .filter(|node| node.tag_name().name() == "rect")
            .skip(5)
            .map(|node| (number(node, "x"), number(node, "width")))
            .collect();
        let percents: Vec<f64> = rows.iter().flatten().copied().map(f64::from).collect();
        prop_assert_eq!(pieces.len(), percents.len());
        let scale = pieces[0].1 / percents[0];
        for ((_, wide), percent) in pieces.iter().zip(&percents) {
            prop_assert!((wide / percent - scale).abs() < 0.02, "{wide} for {percent}");
        }
        // The middle of the middle point is at the same place in all rows.
        let middles: Vec<f64> = pieces.chunks(5).map(|row| row[2].0 + row[2].1 / 2.0).collect();
        prop_assert!(middles.iter().all(|middle| (middle - middles[0]).abs() < 0.05), "{middles:?}");
    }

    #[test]
    fn marks_of_dumbbells_lie_where_their_shares_are(percents in prop::collection::vec((0u32..=100, 0u32..=100), 1..6)) {
        let rows = percents.iter().map(|(one, other)| Dumbbell {
            label: "Werken".to_owned(),
            values: [share(*one), share(*other)],
            gap: String::new(),
        });
        let names = ["vraag".to_owned(), "aanbod".to_owned()];
        let chart = Dumbbells { frame: frame(), words: words(), names, rows: rows.collect() };
        let svg = dumbbells(&chart, &Style::Page);
        let document = Document::parse(svg.as_str()).unwrap();
        let named = |name: &'static str| drawn(&document).filter(move |node| node.tag_name().name() == name);
        // The line of each row is drawn first, and is the only one in the colour of lines that lies flat.
        let flat = |node: &Node<'_, '_>| node.attribute("class") == Some("k-l") && number(*node, "y1") == number(*node, "y2");
        let line = named("line").find(flat).unwrap();
        let (left, right) = (number(line, "x1"), number(line, "x2"));
        let at = |x: f64| (x - left) / (right - left) * 100.0;
        let circles: Vec<f64> = named("circle").skip(1).map(|node| at(number(node, "cx"))).collect();
        let diamonds: Vec<f64> = named("polygon").skip(1).map(|node| {
            let place = extent(node).unwrap();
            at((place.left + place.right) / 2.0)
        }).collect();
        prop_assert_eq!((circles.len(), diamonds.len()), (percents.len(), percents.len()));
        for ((circle, diamond), (one, other)) in circles.iter().zip(&diamonds).zip(&percents) {
            prop_assert!((circle - f64::from(*one)).abs() < 0.05 && (diamond - f64::from(*other)).abs() < 0.05);
        }
    }
}

#[test]
fn every_label_and_number_of_the_samples_is_written() {
    for (name, chart) in samples::all() {
        for style in [Style::Page, print(Print::WIDTH)] {
            let svg = chart.draw(&style);
            check(&svg);
            let written = written(&svg);
            let mut expected: Vec<String> = Vec::new();
            let mut value = |value: &Value| {
                if let Value::Share { percent, .. } = value {
                    expected.push(format!("{percent}%"));
                }
            };
            let labels: Vec<&String> = match &chart {
                Chart::Bars(chart) => {
                    chart.rows.iter().flat_map(|row| &row.values).for_each(&mut value);
                    chart.rows.iter().map(|row| &row.label).chain(&chart.series).collect()
                }
                Chart::Diverging(chart) => {
                    chart.rows.iter().filter_map(|row| row.values.as_ref()).flatten().for_each(&mut value);
                    let aside = chart.rows.iter().flat_map(|row| &row.aside);
                    aside.clone().for_each(|(_, aside)| value(aside));
                    let names = aside.map(|(name, _)| name);
                    chart.rows.iter().map(|row| &row.label).chain(&chart.points).chain(names).collect()
                }
                Chart::Dumbbells(chart) => {
                    chart.rows.iter().flat_map(|row| &row.values).for_each(&mut value);
                    chart.rows.iter().flat_map(|row| [&row.label, &row.gap]).chain(&chart.names).collect()
                }
                Chart::Shift(chart) => chart.steps.iter().map(|(_, label)| label).chain([&chart.same]).collect(),
                Chart::Groups(chart) => {
                    chart.panels.iter().flat_map(|panel| &panel.rows).for_each(|(_, of)| value(of));
                    let rows = chart.panels.iter().flat_map(|panel| panel.rows.iter().map(|(label, _)| label));
                    rows.chain(chart.panels.iter().map(|panel| &panel.title)).collect()
                }
            };
            expected.extend(labels.into_iter().cloned());
            for text in expected {
                let text: String = text.split_whitespace().collect();
                assert!(written.contains(&text), "{name}: {text} is not in {written}");
            }
        }
    }
}

#[test]
fn numbers_on_the_darkest_shade_can_be_read() {
    // The lightest that a campaign's colours may be: 4.5 : 1 on white.
    for primary in ["#767676", "#1b5e5a", "#c8102e", "#007a3d", "#b35900", "#154273", "#000000"] {
        let (primary, ink) = (Colour::parse(primary).unwrap(), Colour::parse("#1d2422").unwrap());
        let shade = Colour::WHITE.towards(primary, DARKEST as u8);
        assert!(shade.contrast(ink) >= 4.5, "{primary:?}: {}", shade.contrast(ink));
    }
}

#[test]
fn text_on_a_phone_is_never_below_twelve_pixels() {
    // A phone of 360 pixels leaves at least 324 for the column.
    let sizes = Style::Page.sizes();
    assert!(sizes.small.min(sizes.text) * 324.0 / sizes.width >= 12.0);
}

#[test]
fn the_same_chart_is_drawn_the_same_way() {
    for (name, chart) in samples::all() {
        // An element a line, so that a change can be read.
        let lines = |svg: Svg| svg.into_string().replace("><", ">\n<");
        insta::assert_snapshot!(format!("page-{name}"), lines(chart.draw(&Style::Page)));
        insta::assert_snapshot!(format!("print-{name}"), lines(chart.draw(&print(Print::WIDTH))));
    }
}
