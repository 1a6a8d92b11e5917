//! The fonts of what is printed: posters, reports and their charts.
//!
//! Atkinson Hyperlegible Next, made by the Braille Institute so that people who see little can tell letters apart: 0 from O,
//! 1 from I and l, 5 from S, 8 from B. It has no Cyrillic and no Arabic letters; those are Noto Sans and Vazirmatn.
//! `README.md` tells where they are from, `files/OFL.txt` is the licence of all.

/// The family's name in the first font of each weight; the others are looked in for the letters that it lacks.
pub const FAMILY: &str = "Atkinson Hyperlegible Next";

/// The names of all families, in the order in which a letter is looked for.
pub const FAMILIES: [&str; 3] = [FAMILY, "Noto Sans", "Vazirmatn"];

/// The fonts for reading, TrueType, in the order of [`FAMILIES`].
pub const REGULAR: [&[u8]; 3] = [
    include_bytes!("../files/AtkinsonHyperlegibleNext-Regular.ttf"),
    include_bytes!("../files/NotoSans-Cyrillic-Regular.ttf"),
    include_bytes!("../files/Vazirmatn-Arabic-Regular.ttf"),
];

/// The fonts for what must be found, TrueType, in the order of [`FAMILIES`].
pub const BOLD: [&[u8]; 3] = [
    include_bytes!("../files/AtkinsonHyperlegibleNext-Bold.ttf"),
    include_bytes!("../files/NotoSans-Cyrillic-Bold.ttf"),
    include_bytes!("../files/Vazirmatn-Arabic-Bold.ttf"),
];
