//! What a benchmark prints.

use std::fmt::Display;
use std::io::Write as _;
use std::time::Duration;

/// A line on the output.
pub fn line(words: impl Display) {
    let _ = writeln!(std::io::stdout(), "{words}");
}

/// The middle of some figures.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(0.0)
}

/// Milliseconds with two decimals.
pub fn ms(duration: Duration) -> String {
    format!("{:.2} ms", duration.as_secs_f64() * 1000.0)
}

/// Resident and peak memory of a process, as the kernel tells them.
pub fn memory(process: u32) -> String {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let find = |key: &str| {
        let line = status.lines().find(|line| line.starts_with(key));
        line.unwrap_or("").trim_start_matches(key).trim().to_owned()
    };
    format!("{} now, {} at most", find("VmRSS:"), find("VmHWM:"))
}

/// Processor time that a process has used, in seconds (user and system), as the kernel tells it.
pub fn processor_s(process: u32) -> f64 {
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The second field, a name in brackets, may hold blanks.
    let fields = stat.rsplit(')').next().unwrap_or("").split_whitespace();
    let ticks = fields
        .skip(11)
        .take(2)
        .filter_map(|text| text.parse::<f64>().ok());
    ticks.sum::<f64>() / TICKS_A_SECOND
}
