//! `cargo xtask fuzz`: runs the fuzz targets of the folder `fuzz`, one minute each unless told
//! otherwise. On the stable toolchain: the compiler's coverage counters are all that libFuzzer
//! needs, and there is no unsafe code of ours for a sanitizer to watch.

use std::fs;
use std::path::Path;

use crate::shell::{self, Failure, Outcome};

/// The targets, each with what it reads and the folders of its first inputs.
const TARGETS: [(&str, &str, &[&str]); 3] = [
    ("lines", "applicants, as `xueshi decide` reads them", &[]),
    (
        "pack",
        "packs, as the loader reads them",
        &["policies/hohhot-etdz", "crates/policy/tests/packs"],
    ),
    (
        "scenarios",
        "scenarios, as `xueshi policy test` reads them",
        &["crates/policy/tests/packs"],
    ),
];

/// Coverage counters for libFuzzer; all of these flags are stable.
const FLAGS: [&str; 7] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
    "--cfg=fuzzing",
];

const SECONDS: &str = "60";

/// Runs one target or all; `--seconds N` says how long each.
pub fn run(words: &[String]) -> Outcome {
    let (names, seconds) = read(words)?;
    let host = shell::answer("rustc", ["--print", "host-tuple"])
        .ok_or_else(|| Failure::new("rustc does not say what machine this is"))?;
    // Naming the target keeps the flags away from build scripts and macros, which run on this
    // machine without the fuzzer.
    let mut build = shell::cargo([
        "build",
        "--release",
        "--manifest-path",
        "fuzz/Cargo.toml",
        "--target-dir",
        "target/fuzz",
        "--target",
        &host,
    ]);
    build.env("RUSTFLAGS", FLAGS.join(" "));
    shell::run(build)?;
    for (name, _, seeds) in TARGETS {
        if names.is_empty() || names.iter().any(|wanted| wanted == name) {
            fuzz(name, seeds, &seconds, &host)?;
        }
    }
    Ok(())
}

fn fuzz(name: &str, seeds: &[&str], seconds: &str, host: &str) -> Outcome {
    let (corpus, found) = (
        format!("target/fuzz/corpus/{name}"),
        format!("target/fuzz/found/{name}/"),
    );
    for folder in [&corpus, &found] {
        fs::create_dir_all(shell::root().join(folder))
            .map_err(|error| Failure::new(format!("cannot make {folder}: {error}")))?;
    }
    let program = Path::new("target/fuzz")
        .join(host)
        .join("release")
        .join(name);
    let mut fuzzer = shell::at_root(shell::root().join(program), [&corpus]);
    fuzzer.arg(format!("fuzz/seeds/{name}")).args(seeds).args([
        format!("-max_total_time={seconds}"),
        format!("-artifact_prefix={found}"),
        "-timeout=10".to_owned(),
        "-rss_limit_mb=1024".to_owned(),
        "-print_final_stats=1".to_owned(),
        "-verbosity=0".to_owned(),
    ]);
    shell::say(&format!(
        "{name}: {seconds} seconds; what breaks it is kept in {found}"
    ));
    shell::run(fuzzer)
}

/// The targets that are asked for, and the seconds for each.
fn read(words: &[String]) -> Result<(Vec<String>, String), Failure> {
    let (mut names, mut seconds) = (Vec::new(), SECONDS.to_owned());
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if word == "--seconds" {
            let given = words.next().filter(|given| given.parse::<u32>().is_ok());
            let given = given.ok_or_else(|| Failure::usage("--seconds wants a whole number"))?;
            seconds.clone_from(given);
        } else if TARGETS.iter().any(|(name, _, _)| name == word) {
            names.push(word.clone());
        } else {
            return Err(Failure::usage(format!(
                "there is no target `{word}`\n{}",
                known()
            )));
        }
    }
    Ok((names, seconds))
}

fn known() -> String {
    let lines: Vec<_> = TARGETS
        .iter()
        .map(|(name, reads, _)| format!("  {name}  {reads}"))
        .collect();
    lines.join("\n")
}
