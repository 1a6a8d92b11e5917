//! Writes a page with every chart, on a page and in print, to look at: `cargo run -p charts --example gallery -- FOLDER`.
//!
//! The figures are made up.

use std::error::Error;
use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

#[path = "samples.rs"]
mod samples;

use charts::{Colour, Print, STYLE, Style};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args().nth(1).ok_or("usage: gallery FOLDER")?);
    fs::create_dir_all(&folder)?;
    let colour = |text: &str| Colour::parse(text).ok_or("not a colour");
    let print = Style::Print(Print {
        primary: colour("#1b5e5a")?,
        text: colour("#1d2422")?,
        background: Colour::WHITE,
        font: "Atkinson Hyperlegible Next, Liberation Sans".to_owned(),
        width: Print::WIDTH,
    });
    let mut page = String::new();
    // The tokens of a page by day and by night, as the campaign's colours make them.
    let day = "--p:#1b5e5a;--i:#fff;--s:#eef4f1;--b:#fff;--t:#1d2422;--a:#f2b544;--q:#5a6260;--l:#858b89";
    let night = "--p:#6fb5b0;--i:#151c1d;--s:#22302f;--b:#151c1d;--t:#f0f0ee;--q:#a7aead;--l:#737b7a";
    write!(
        page,
        "<!doctype html><html lang=nl><meta charset=utf-8><meta name=viewport content='width=device-width'><title>Charts</title>\
         <style>:root{{{day};color-scheme:light dark}}@media (prefers-color-scheme:dark){{:root{{{night}}}}}\
         body{{font:1.125rem/1.5 system-ui,sans-serif;margin:0;padding:1rem;background:var(--b);color:var(--t)}}\
         svg{{fill:none;width:1.5rem;height:1.5rem;stroke:currentColor;stroke-width:1.6}}\
         main{{display:grid;gap:2rem 3rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,29rem),1fr));align-items:start}}\
         figure{{margin:0}}figcaption{{font-weight:700;line-height:1.25;margin-bottom:.75rem}}\
         .print{{background:#fff;padding:1rem;color:#000;overflow:auto}}.print figcaption{{color:#000}}{STYLE}</style><main>"
    )?;
    for (name, chart) in samples::all() {
        write!(page, "<figure><figcaption>{name}</figcaption>{}</figure>", chart.draw(&Style::Page))?;
    }
    page.push_str("</main><h2>Print</h2><div class=print>");
    for (name, chart) in samples::all() {
        let drawn = chart.draw(&print).into_string();
        fs::write(folder.join(format!("{name}.svg")), &drawn)?;
        write!(page, "<figure><figcaption>{name}</figcaption><img alt='' width=605 src='{name}.svg'></figure>")?;
    }
    page.push_str("</div></html>");
    fs::write(folder.join("index.html"), page)?;
    Ok(())
}
