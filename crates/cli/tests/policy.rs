//! `xueshi policy` as an officer meets it: words, exit codes, and that nothing is overwritten.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Exit code, output and error stream.
fn policy(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xueshi"));
    let output = command
        .arg("policy")
        .args(arguments)
        .current_dir(ROOT)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (
        output.status.code().unwrap(),
        text(output.stdout),
        text(output.stderr),
    )
}

/// A copy of the packs that may be spoilt.
fn bureau() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let packs = folder.path().join("policies/hohhot-etdz");
    fs::create_dir_all(&packs).unwrap();
    for name in ["2022.toml", "2022.feature"] {
        let from = Path::new(ROOT).join("policies/hohhot-etdz").join(name);
        fs::copy(from, packs.join(name)).unwrap();
    }
    folder
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn the_packs_in_the_program_and_in_the_project_are_right_and_their_scenarios_hold() {
    for arguments in [&["check"][..], &["check", "policies"]] {
        let (code, output, _) = policy(arguments);
        assert_eq!(code, 0, "{output}");
        assert!(
            output.contains("hohhot-etdz/2022: 已发布 / published"),
            "{output}"
        );
        assert!(output.contains("通知已核对 / notice compared"), "{output}");
        assert!(output.contains("2 个版本，0 处有误"), "{output}");
    }
    for arguments in [
        &["test"][..],
        &["test", "policies"],
        &["test", "crates/policy/tests/packs"],
    ] {
        let (code, output, _) = policy(arguments);
        assert_eq!(code, 0, "{output}");
        assert!(output.contains("0 个不成立，0 条条款缺例子"), "{output}");
    }
}

#[test]
fn check_names_file_line_and_place_and_says_what_to_do() {
    let bureau = bureau();
    let packs = bureau.path().join("policies");
    let folder = packs.to_str().unwrap();
    let (code, output, _) = policy(&["check", folder]);
    assert_eq!(code, 0, "{output}");
    assert!(
        output.contains("通知已核对") && output.contains("没有 digests.toml"),
        "{output}"
    );
    let pack = packs.join("hohhot-etdz/2022.toml");
    edit(&pack, "to = \"2022-12-31\"", "to = \"2022-11-31\"");
    let (code, output, _) = policy(&["check", folder]);
    assert_eq!(code, 1);
    assert!(output.contains("hohhot-etdz/2022.toml:38: study_years[0] (2020).windows[0].to: "));
    assert!(
        output.contains("packs.bad_day: 核对通知") && output.contains("1 处有误"),
        "{output}"
    );
    // What decides refuses the folder too, and says where.
    let decide = Command::new(env!("CARGO_BIN_EXE_xueshi"))
        .args(["decide", "--policies", folder])
        .output()
        .unwrap();
    assert_eq!(decide.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&decide.stderr).contains("2022.toml:38: "));
    let (code, _, words) = policy(&["check", "/nowhere/at/all"]);
    assert_eq!(
        (code, words.contains("packs.unreadable")),
        (2, true),
        "{words}"
    );
    let empty = tempfile::tempdir().unwrap();
    let (code, output, _) = policy(&["check", empty.path().to_str().unwrap()]);
    assert_eq!(
        (code, output.contains("没有找到政策")),
        (1, true),
        "{output}"
    );
}

#[test]
fn test_names_the_line_the_step_what_is_expected_and_what_was_got() {
    let bureau = bureau();
    let packs = bureau.path().join("policies");
    let folder = packs.to_str().unwrap();
    let scenarios = packs.join("hohhot-etdz/2022.feature");
    edit(
        &scenarios,
        "    那么 结论是达标\n    并且 依据N2022 §5",
        "    那么 结论是免学时\n    并且 依据N2022 §5",
    );
    let (code, output, _) = policy(&["test", folder]);
    assert_eq!(code, 1);
    let line = fs::read_to_string(&scenarios).unwrap();
    let line = line
        .lines()
        .position(|line| line == "    那么 结论是免学时\n".trim_end());
    assert!(line.is_some());
    assert!(
        output.contains("2022.feature:")
            && output.contains(": 全年学时完成\n    那么 结论是免学时\n")
    );
    assert!(
        output.contains("应为 / expected: 免学时；实为 / got: 达标"),
        "{output}"
    );
    edit(&scenarios, "@§3.4 @边界", "@§3.4 @通过");
    let (code, output, _) = policy(&["test", folder, "--edition", "hohhot-etdz/2022"]);
    assert_eq!(
        (code, output.contains("← 缺 @边界 / lacks them")),
        (1, true),
        "{output}"
    );
    let (code, _, words) = policy(&["test", folder, "--edition", "hohhot-etdz/2019"]);
    assert_eq!(
        (code, words.contains("packs.unknown_edition")),
        (2, true),
        "{words}"
    );
}

#[test]
fn diff_says_what_changed_in_words_and_as_json() {
    let editions = ["diff", "hohhot-etdz/2022", "hohhot-etdz/2023"];
    let (code, output, _) = policy(&editions);
    assert_eq!(code, 0, "{output}");
    for told in [
        "规则和数字 / rules and figures: 1\n  N2022 §3.1  男满55周岁",
        "参与判定的规则（免除学时） · 条件 · 年满 · 女：50 → 55",
        "rules for decisions (waive) · condition · age reached · women: 50 → 55",
        "study years 2020–2022 → 2021–2023",
    ] {
        assert!(output.contains(told), "{told}\n{output}");
    }
    let (code, json, _) = policy(&[&editions[..], &["--json"]].concat());
    let comparison: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (code, &comparison["to"]["id"]),
        (0, &"hohhot-etdz/2023".into())
    );
    assert_eq!(
        comparison["changes"][0]["place"],
        "clauses[§3.1].rules[waive].when.age.female"
    );
    let file = "policies/hohhot-etdz/2022.toml";
    let (code, output, _) = policy(&["diff", file, "hohhot-etdz/2022"]);
    assert_eq!(
        (code, output.contains("rules and figures: 0")),
        (0, true),
        "{output}"
    );
    let (code, _, words) = policy(&["diff", "hohhot-etdz/2022", "hohhot-etdz/2019"]);
    assert_eq!(code, 2);
    assert!(
        words.contains("hohhot-etdz/2019: ") && words.contains("hohhot-etdz/2023"),
        "{words}"
    );
}

#[test]
fn draft_writes_a_draft_that_passes_and_overwrites_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().to_str().unwrap();
    let draft = [
        "draft",
        "--from",
        "hohhot-etdz/2022",
        "--year",
        "2023",
        "--into",
        into,
    ];
    let (code, output, words) = policy(&draft);
    assert_eq!(code, 0, "{words}");
    assert!(output.contains("42 处待确认，4 个例子待确认"), "{output}");
    for verb in ["check", "test"] {
        let (code, output, _) = policy(&[verb, into]);
        assert_eq!(
            (code, output.contains("草稿 / draft")),
            (0, true),
            "{output}"
        );
    }
    let file = folder.path().join("hohhot-etdz/2023.toml");
    fs::write(&file, "ours").unwrap();
    let (code, _, words) = policy(&draft);
    assert_eq!((code, words.contains("packs.exists")), (1, true), "{words}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "ours");
    let (code, _, words) = policy(&["draft", "--from", "hohhot-etdz/2022", "--year", "2022"]);
    assert_eq!(
        (code, words.contains("--year 2022 (2023–2042)")),
        (2, true),
        "{words}"
    );
    let (code, _, words) = policy(&["draft", "--from", "hohhot/2022", "--year", "2023"]);
    assert_eq!(
        (code, words.contains("hohhot/2022: ")),
        (2, true),
        "{words}"
    );
}

#[test]
fn every_verb_has_short_and_long_help() {
    for verb in ["check", "test", "diff", "draft"] {
        let (_, short, _) = policy(&[verb, "-h"]);
        let (code, long, _) = policy(&[verb, "--help"]);
        assert_eq!(code, 0);
        assert!(
            long.contains("Exit codes") && long.len() > short.len(),
            "{long}"
        );
    }
}
