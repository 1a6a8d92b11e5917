//! Measuring functions as Lambda would run them, and writing figures down.

use std::fmt::Write as _;
use std::time::Duration;
use std::{fs, io};

use serde_json::Value;

use crate::function::{Call, Function, Package};

/// What a function costs. Medians over several spawns, where nothing else is said.
#[derive(Debug, Clone)]
pub struct Figures {
    /// What was measured.
    pub name: String,
    /// The size of the binary, in bytes.
    pub size: u64,
    /// From spawning to the first answer.
    pub cold: Duration,
    /// From spawning to asking for the first event, which is a part of `cold`.
    pub start_up: Duration,
    /// CPU time from spawning until the function waits for its second event.
    pub cpu: Duration,
    /// The most memory resident until then, in bytes.
    pub memory: u64,
    /// Half of the warm calls took less; the stand-in's own time included.
    pub warm_median: Duration,
    /// 99 of 100 warm calls took less.
    pub warm_99: Duration,
    /// CPU time of a warm call, on average.
    pub warm_cpu: Duration,
    /// The most memory resident after all warm calls, in bytes.
    pub warm_memory: u64,
}

/// How much to measure.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// How many times a process is spawned.
    pub spawns: usize,
    /// How many calls the last process gets after its first.
    pub calls: usize,
}

/// Spawns a function many times, each with one event, and calls the last one again and again.
///
/// `package` is given the number of the spawn, `event` and `good` that of the event (the first ones are the spawns'
/// own); `good` says whether an answer is the one that was meant, since an error may well be quicker.
///
/// # Errors
/// In words, when a function does not run or an answer is not good.
pub async fn measure(
    name: &str,
    effort: Effort,
    package: impl Fn(usize) -> Package,
    event: impl Fn(usize) -> Value,
    good: impl Fn(usize, &Call) -> bool,
) -> Result<Figures, String> {
    assert!(effort.spawns > 0 && effort.calls > 0, "nothing to measure");
    let failed = |error: io::Error| format!("{name}: {error}");
    let judged = |number: usize, call: Call| {
        if good(number, &call) { Ok(call) } else { Err(format!("{name}: answered {}", call.answer)) }
    };

    let (mut cold, mut start_up, mut cpu, mut memory) = (vec![], vec![], vec![], vec![]);
    let mut last = None;
    for number in 0..effort.spawns {
        // The one before ends before the next begins.
        drop(last.take());
        let (function, call) = Function::cold_start(&package(number), &event(number)).await.map_err(failed)?;
        let call = judged(number, call.map_err(|error| format!("{name}: {error:?}"))?)?;
        let usage = function.usage().await.map_err(failed)?;
        cold.push(call.took);
        start_up.push(function.start_up().expect("it answered, so it started"));
        cpu.push(usage.cpu);
        memory.push(usage.peak_memory);
        last = Some(function);
    }

    let mut function = last.expect("spawned at least once");
    let before = function.usage().await.map_err(failed)?;
    let mut warm = Vec::with_capacity(effort.calls);
    for number in 0..effort.calls {
        let number = effort.spawns + number;
        let call = function.call(&event(number)).await.map_err(|error| format!("{name}: {error:?}"))?;
        warm.push(judged(number, call)?.took);
    }
    let after = function.usage().await.map_err(failed)?;

    Ok(Figures {
        name: name.to_owned(),
        size: fs::metadata(package(0).binary).map_err(failed)?.len(),
        cold: quantile(&mut cold, 50),
        start_up: quantile(&mut start_up, 50),
        cpu: quantile(&mut cpu, 50),
        memory: quantile(&mut memory, 50),
        warm_median: quantile(&mut warm, 50),
        warm_99: quantile(&mut warm, 99),
        warm_cpu: (after.cpu - before.cpu) / u32::try_from(effort.calls).expect("fewer than 2^32 calls"),
        warm_memory: after.peak_memory,
    })
}

/// The least of the values that `percent` of them do not exceed (nearest rank).
///
/// # Panics
/// When there are no values, or `percent` is not 1 to 100.
pub fn quantile<T: Copy + Ord>(values: &mut [T], percent: usize) -> T {
    assert!((1..=100).contains(&percent), "a percentage");
    values.sort_unstable();
    values[(values.len() * percent).div_ceil(100) - 1]
}

/// The figures as a table in Markdown.
pub fn functions_table(figures: &[Figures]) -> String {
    let headings = [
        "function",
        "binary, MB",
        "cold, ms",
        "of which start-up",
        "CPU, ms",
        "peak, MB",
        "warm p50, ms",
        "p99",
        "CPU",
        "peak, MB",
    ];
    let rows: Vec<Vec<String>> = figures
        .iter()
        .map(|figures| {
            vec![
                figures.name.clone(),
                megabytes(figures.size),
                milliseconds(figures.cold),
                milliseconds(figures.start_up),
                milliseconds(figures.cpu),
                megabytes(figures.memory),
                milliseconds(figures.warm_median),
                milliseconds(figures.warm_99),
                milliseconds(figures.warm_cpu),
                megabytes(figures.warm_memory),
            ]
        })
        .collect();
    table(&headings, &rows)
}

/// A table in Markdown that reads well in a terminal too: the first column to the left, figures to the right.
pub fn table(headings: &[&str], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([headings[column].chars().count()]).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..headings.len()).map(width).collect();
    let mut text = String::new();
    let mut line = |cells: Vec<String>| writeln!(text, "| {} |", cells.join(" | ")).expect("a String takes all");
    let padded = |cells: &mut dyn Iterator<Item = &str>| {
        cells
            .zip(&widths)
            .enumerate()
            .map(
                |(column, (cell, width))| {
                    if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
                },
            )
            .collect()
    };
    line(padded(&mut headings.iter().copied()));
    line(
        widths
            .iter()
            .enumerate()
            .map(|(column, width)| if column == 0 { "-".repeat(*width) } else { format!("{}:", "-".repeat(width - 1)) })
            .collect(),
    );
    for row in rows {
        line(padded(&mut row.iter().map(String::as_str)));
    }
    text
}

/// Milliseconds with two decimals.
pub fn milliseconds(duration: Duration) -> String {
    format!("{:.2}", duration.as_secs_f64() * 1_000.0)
}

/// Megabytes (of a million bytes) with one decimal.
pub fn megabytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1_000_000.0)
}

/// What the figures were measured on: processor, memory, kernel and compiler. Nothing that names the machine.
pub fn machine() -> String {
    let read = |path| fs::read_to_string(path).unwrap_or_default();
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_once(':')).map_or("unknown", |(_, value)| value.trim()).to_owned()
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = field(&read("/proc/cpuinfo"), "model name");
    let kilobytes: u64 =
        field(&read("/proc/meminfo"), "MemTotal").split(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0);
    let kernel = read("/proc/sys/kernel/osrelease");
    let compiler = std::process::Command::new("rustc").arg("--version").output();
    let compiler =
        compiler.map_or_else(|_| "rustc".to_owned(), |output| String::from_utf8_lossy(&output.stdout).into_owned());
    format!(
        "{processors} × {processor}, {} GB; Linux {}; {}",
        (kilobytes + 500_000) / 1_000_000,
        kernel.split('-').next().unwrap_or_default().trim(),
        compiler.split(" (").next().unwrap_or_default().trim(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_values_that_were_measured() {
        assert_eq!(quantile(&mut [3, 1, 2], 50), 2);
        assert_eq!(quantile(&mut [4, 3, 1, 2], 50), 2);
        assert_eq!(quantile(&mut (1..=1_000).rev().collect::<Vec<_>>(), 99), 990);
        assert_eq!(quantile(&mut [7], 99), 7);
        assert_eq!(quantile(&mut [1, 9], 100), 9);
    }

    #[test]
    fn tables_line_up() {
        let rows = [vec!["één".to_owned(), "1.0".to_owned()], vec!["b".to_owned(), "20.0".to_owned()]];
        assert_eq!(
            table(&["what", "ms"], &rows),
            "| what |   ms |\n| ---- | ---: |\n| één  |  1.0 |\n| b    | 20.0 |\n"
        );
    }

    #[test]
    fn units_are_rounded() {
        assert_eq!(milliseconds(Duration::from_micros(2_346)), "2.35");
        assert_eq!(megabytes(5_250_000), "5.2");
        assert!(machine().contains("rustc 1."), "{}", machine());
    }
}
