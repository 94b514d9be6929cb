//! `xueshi decide` end to end: lines of a file in, decisions out, beside `json.loads` over the same
//! file; and the most memory it ever held.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::people::{Dice, write_line};
use super::{Folder, ROUNDS, peer, per_second, rate, timed};
use crate::Outcome;
use crate::report::{line, median};

const LINES: usize = 300_000;

/// Measures rates and memory.
pub fn measure(folder: &Folder) -> Outcome<()> {
    let input = folder.file("applicants.jsonl");
    let bytes = write_people(&input, LINES)?;
    let cores = std::thread::available_parallelism()?;
    line(format_args!(
        "xueshi decide, {LINES} lines of {} bytes each, {cores} cores, {ROUNDS} rounds:",
        bytes / LINES,
    ));
    let output = folder.file("decisions.jsonl");
    let (mut nowhere, mut kept, mut loads) = (vec![], vec![], vec![]);
    for _ in 0..ROUNDS {
        loads.push(per_second(LINES, json_loads(&input)?));
        nowhere.push(per_second(
            LINES,
            decide(&input, Path::new("/dev/null"))?.seconds,
        ));
        kept.push(per_second(LINES, decide(&input, &output)?.seconds));
    }
    let times = |ours: &[f64]| {
        let ratios = ours.iter().zip(&loads).map(|(ours, theirs)| ours / theirs);
        median(ratios.collect())
    };
    let told = |what: &str, rates: &[f64]| {
        let (rates, times) = (median(rates.to_vec()), times(rates));
        line(format_args!(
            "  {what:<36} {:>12}  {times:>5.2} × json.loads",
            rate(rates)
        ));
    };
    told("decisions to /dev/null, lines/s", &nowhere);
    told("decisions to a file, lines/s", &kept);
    told("python3 json.loads, lines/s", &loads);
    for count in [100_000, 1_000_000] {
        write_people(&input, count)?;
        let peak_kib = decide(&input, Path::new("/dev/null"))?.peak_kib;
        line(format_args!(
            "  most memory for {count:>7} lines {peak_kib:>22} KiB"
        ));
    }
    Ok(())
}

fn write_people(path: &Path, count: usize) -> Outcome<usize> {
    let mut file = BufWriter::new(File::create(path)?);
    let (mut dice, mut text, mut bytes) = (Dice::new(7), String::new(), 0);
    for number in 0..count {
        text.clear();
        write_line(&mut dice, number, &mut text);
        bytes += text.len();
        file.write_all(text.as_bytes())?;
    }
    file.flush()?;
    Ok(bytes)
}

fn json_loads(input: &Path) -> Outcome<f64> {
    let output = Command::new("python3")
        .arg(peer("json_loads.py"))
        .arg(input)
        .stderr(Stdio::inherit())
        .output()?;
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}

struct Run {
    seconds: f64,
    peak_kib: u64,
}

/// Runs the release binary beside this one.
fn decide(input: &Path, output: &Path) -> Outcome<Run> {
    let binary = std::env::current_exe()?.with_file_name("xueshi");
    let mut command = Command::new(binary);
    command
        .arg("decide")
        .stdin(File::open(input)?)
        .stdout(File::create(output)?);
    let ((status, peak_kib), seconds) = timed(|| {
        let mut child = command.spawn()?;
        let mut peak_kib = 0;
        loop {
            // The highest mark only grows, so the last one seen is it.
            peak_kib = peak_kib.max(high_mark_kib(child.id()).unwrap_or(0));
            if let Some(status) = child.try_wait()? {
                return Ok((status, peak_kib));
            }
            std::thread::park_timeout(Duration::from_millis(5));
        }
    })?;
    if status.success() {
        Ok(Run { seconds, peak_kib })
    } else {
        Err(format!("xueshi decide ended with {status}").into())
    }
}

fn high_mark_kib(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let mark = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    mark.split_whitespace().next()?.parse().ok()
}
