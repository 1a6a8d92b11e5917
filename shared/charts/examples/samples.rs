//! Made-up charts: for the gallery, and for the snapshots of the tests.

use charts::{
    Bar, Bars, Chart, Count, Diverging, Dumbbell, Dumbbells, Frame, Groups, Panel, Range, Scale, Shift, Value, Words,
};

/// Every chart, with a name.
pub(crate) fn all() -> Vec<(&'static str, Chart)> {
    vec![
        ("bars", bars()),
        ("bars-two-series", bars_of_two()),
        ("scale", scale()),
        ("scales", scales()),
        ("dumbbells", dumbbells()),
        ("shift", shift()),
        ("groups", groups()),
    ]
}

fn frame(id: &str, title: &str, description: &str) -> Frame {
    Frame { id: id.to_owned(), title: title.to_owned(), description: description.to_owned() }
}

fn words() -> Words {
    Words {
        few: "minder dan 5 mensen".to_owned(),
        few_short: "<5".to_owned(),
        withheld: "Te weinig antwoorden om te laten zien".to_owned(),
        range: "zo ver kan het afronden schuiven".to_owned(),
    }
}

fn share(percent: u32, reach: u32) -> Value {
    Value::Share {
        percent,
        range: Some(Range { least: percent.saturating_sub(reach), most: (percent + reach).min(100) }),
    }
}

fn bar(label: &str, values: &[Value]) -> Bar {
    Bar { label: label.to_owned(), values: values.to_vec(), quiet: false }
}

fn bars() -> Chart {
    let rows = vec![
        bar("Mensen ontmoeten", &[share(63, 2)]),
        bar("Buiten zijn, in de tuin of bij dieren", &[share(48, 2)]),
        bar("Naar een plek waar iedereen mag komen, zoals een dorpshuis of een bibliotheek", &[share(31, 2)]),
        bar("Arbeidsmatige dagbestedingsvoorzieningen", &[share(9, 2)]),
        bar("Iets doen voor een ander", &[Value::Few { most: Some(4) }]),
        bar("Taal leren", &[Value::Withheld]),
        Bar { quiet: true, ..bar("Geen van deze", &[share(6, 2)]) },
        Bar { quiet: true, ..bar("Geen antwoord", &[Value::Few { most: Some(2) }]) },
    ];
    let frame = frame("matters", "Wat is belangrijk voor u?", "Mensen ontmoeten wordt het vaakst genoemd: 63 procent.");
    Chart::Bars(Bars { frame, words: words(), series: Vec::new(), rows })
}

fn bars_of_two() -> Chart {
    let rows = vec![
        bar("Mensen ontmoeten", &[share(70, 8), share(63, 2)]),
        bar("Buiten zijn, in de tuin of bij dieren", &[share(35, 8), share(48, 2)]),
        bar("Iets leren", &[Value::Few { most: Some(11) }, share(22, 2)]),
        bar("Werken", &[Value::Withheld, share(100, 0)]),
        Bar { quiet: true, ..bar("Geen antwoord", &[share(8, 4), share(5, 1)]) },
    ];
    let frame =
        frame("by-age", "18 tot 34 jaar naast iedereen", "Jongeren noemen mensen ontmoeten vaker: 70 om 63 procent.");
    let series = vec!["18 tot 34 jaar".to_owned(), "iedereen".to_owned()];
    Chart::Bars(Bars { frame, words: words(), series, rows })
}

fn plain(percents: &[u32]) -> Vec<Value> {
    percents.iter().map(|percent| Value::Share { percent: *percent, range: None }).collect()
}

fn scale() -> Chart {
    let points = ["Niet goed", "Gaat wel", "Goed"].map(str::to_owned).to_vec();
    let aside =
        vec![("Weet ik niet".to_owned(), plain(&[5])[0]), ("Geen antwoord".to_owned(), Value::Few { most: None })];
    let rows = vec![Scale { label: String::new(), values: Some(plain(&[18, 41, 33])), aside }];
    let frame = frame("content", "Hoe tevreden bent u met uw dag?", "Een derde is tevreden: 33 procent.");
    Chart::Diverging(Diverging { frame, words: words(), points, rows })
}

fn scales() -> Chart {
    let points =
        ["Helemaal oneens", "Oneens", "Niet eens, niet oneens", "Eens", "Helemaal eens"].map(str::to_owned).to_vec();
    let row = |label: &str, percents: &[u32]| Scale {
        label: label.to_owned(),
        values: Some(plain(percents)),
        aside: Vec::new(),
    };
    let mut few = plain(&[0, 3, 14, 40, 42]);
    few[0] = Value::Few { most: Some(4) };
    let rows = vec![
        row("Ik weet waar ik overdag naartoe kan", &[8, 22, 20, 35, 15]),
        row("Het is makkelijk om er te komen, ook zonder auto", &[24, 31, 17, 20, 8]),
        Scale { label: "Er is iemand die mij helpt".to_owned(), values: Some(few), aside: Vec::new() },
        Scale { label: "Ik doe wat ik zelf wil".to_owned(), values: None, aside: Vec::new() },
    ];
    let frame = frame("judge", "Wat vindt u hiervan?", "Er komen is het moeilijkst: 55 procent is het oneens.");
    Chart::Diverging(Diverging { frame, words: words(), points, rows })
}

fn dumbbells() -> Chart {
    let row =
        |label: &str, values: [Value; 2], gap: &str| Dumbbell { label: label.to_owned(), values, gap: gap.to_owned() };
    let rows = vec![
        row("Mensen ontmoeten", [share(63, 2), share(25, 11)], "38 punten meer vraag dan aanbod"),
        row("Buiten en dieren", [share(48, 2), share(43, 11)], "Te dicht bij elkaar om te zeggen wat groter is"),
        row("Werken", [share(20, 2), share(63, 11)], "43 punten meer aanbod dan vraag"),
        row("Rust", [share(12, 2), Value::Few { most: Some(13) }], ""),
        row("Iets maken", [share(100, 0), share(100, 0)], "Even groot"),
        row("Iets leren", [Value::Withheld, share(2, 0)], ""),
    ];
    let names = ["inwoners die dit willen".to_owned(), "aanbieders die dit bieden".to_owned()];
    let frame = frame("gap", "Vraag en aanbod", "Het grootste gat is bij mensen ontmoeten: 63 om 25 procent.");
    Chart::Dumbbells(Dumbbells { frame, words: words(), names, rows })
}

fn shift() -> Chart {
    let labels = [
        "Bijna altijd thuis, en ik zie weinig mensen",
        "Elke week mensen zien buiten mijn huis",
        "Elke week naar een groep, een club of een les",
        "Werk zonder loon, zoals vrijwilligerswerk of stage",
        "Betaald werk, met hulp",
        "Betaald werk, zonder hulp",
    ];
    let steps = labels.iter().enumerate().map(|(at, label)| ((at + 1).to_string(), (*label).to_owned())).collect();
    let (about, few) = (Count::About, Count::Few);
    let cells = vec![
        vec![about(15), about(45), about(30), about(10), few, few],
        vec![few, about(40), about(55), about(25), about(5), few],
        vec![few, about(5), about(35), about(30), about(10), about(5)],
        vec![few, few, about(5), about(20), about(15), about(10)],
        vec![few, few, few, few, about(10), about(15)],
        vec![Count::Withheld; 6],
    ];
    let frame = frame("ladder", "Van trede nu naar gewenste trede", "De meeste mensen willen een trede hoger.");
    Chart::Shift(Shift {
        frame,
        words: words(),
        rows_name: "trede nu".to_owned(),
        columns_name: "gewenste trede".to_owned(),
        same: "dezelfde trede".to_owned(),
        steps,
        cells,
    })
}

fn groups() -> Chart {
    let row = |label: &str, value: Value| (label.to_owned(), value);
    let panels = vec![
        Panel {
            title: "Mensen ontmoeten, naar leeftijd".to_owned(),
            everyone: Some(("iedereen".to_owned(), share(63, 2))),
            rows: vec![
                row("18 tot 34", share(70, 8)),
                row("35 tot 54", share(58, 6)),
                row("55 tot 74", share(66, 5)),
                row("75 en ouder", share(49, 10)),
            ],
        },
        Panel {
            title: "Mensen ontmoeten, naar woonplaats".to_owned(),
            everyone: Some(("iedereen".to_owned(), share(63, 2))),
            rows: vec![
                row("Emmeloord", share(61, 3)),
                row("een dorp", share(67, 5)),
                row("elders", Value::Withheld),
                row("buitengebied", Value::Few { most: Some(24) }),
            ],
        },
    ];
    let frame =
        frame("groups", "Mensen ontmoeten, naar groep", "Mensen van 75 en ouder noemen het minder vaak: 49 procent.");
    Chart::Groups(Groups { frame, words: words(), panels })
}
