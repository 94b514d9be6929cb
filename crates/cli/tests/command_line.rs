//! The binary as an operator meets it: exit codes, words, and what bad input changes (nothing).
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn xueshi(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xueshi"));
    command.args(arguments);
    for name in [
        "XUESHI_CONFIG",
        "XUESHI_DATABASE",
        "XUESHI_DATA",
        "XUESHI_LISTEN",
    ] {
        command.env_remove(name);
    }
    command
}

fn run(command: &mut Command) -> (i32, String, String) {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

fn decide(input: &[u8]) -> (i32, String, String) {
    let mut child = xueshi(&["decide"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let Output {
        status,
        stdout,
        stderr,
    } = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

const APPLICANT: &str = concat!(
    r#"{"id":"a","person":{"sex":"female","born":"1990-01-01"},"post":{"sector":"school"},"#,
    r#""application":{"purpose":"title_review","level":"junior","on":"2022-12-15"},"#,
    r#""hours":[{"year":2022,"category":"public","hours":"30"}]}"#,
);

#[test]
fn decide_answers_line_by_line_from_any_folder() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = xueshi(&["decide"]);
    command
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(APPLICANT.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let decision: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(decision["outcome"], "not_met");
    assert_eq!(decision["plan"]["fen"], 15_000);
}

#[test]
fn decide_answers_a_line_before_the_next_one_comes_and_ends_quietly_when_nobody_reads() {
    let mut child = xueshi(&["decide"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = std::io::BufReader::new(child.stdout.take().unwrap());
    for _ in 0..3 {
        writeln!(input, "{APPLICANT}").unwrap();
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        assert!(answer.contains("not_met"), "{answer}");
    }
    drop(output);
    // Until it notices, which may take as much as a pipe holds; then we cannot write any more.
    let line = format!("{APPLICANT}\n");
    while input.write_all(line.as_bytes()).is_ok() {}
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

#[test]
fn a_bad_line_gets_an_error_in_its_place_and_the_others_go_on() {
    let unknown = APPLICANT
        .replace("\"sex\"", "\"gender\"")
        .replace("\"a\"", "\"b\"");
    let input = [
        APPLICANT.as_bytes(),
        b"\n{ not json\n\xff\xfe\n",
        unknown.as_bytes(),
        b"\n",
    ];
    let (code, output, _) = decide(&input.concat());
    let lines: Vec<serde_json::Value> = output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(code, 1);
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0]["outcome"], "not_met");
    for (line, number) in lines[1..].iter().zip(2..) {
        assert_eq!(line["line"], number, "{line}");
        assert!(
            line["error"]["code"]
                .as_str()
                .unwrap()
                .starts_with("decisions."),
            "{line}"
        );
        assert!(!line["error"]["words"].as_str().unwrap().is_empty());
    }
    assert_eq!(lines[3]["error"]["code"], "decisions.unknown_field");
    assert_eq!(lines[3]["id"], "b");
}

#[test]
fn an_unreadable_configuration_is_named_before_anything_starts() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("xueshi.toml");
    let with = |text: &str| {
        std::fs::write(&file, text).unwrap();
        run(xueshi(&["serve", "--config"])
            .arg(&file)
            .current_dir(folder.path()))
    };
    let (code, _, words) = with("databse = 'sqlite:x.db'");
    assert_eq!(code, 2);
    assert!(
        words.contains("config.invalid") && words.contains("databse"),
        "{words}"
    );
    let (code, _, words) = with("listen = ");
    assert_eq!(
        (code, words.contains("config.invalid")),
        (2, true),
        "{words}"
    );
    let (code, _, words) = with("public_url = 'xueshi.example'");
    assert_eq!((code, words.contains("public_url")), (2, true), "{words}");
    let missing = folder.path().join("none.toml");
    let (code, _, words) = run(xueshi(&["serve", "--config"]).arg(missing));
    assert_eq!(
        (code, words.contains("config.unreadable")),
        (2, true),
        "{words}"
    );
    let (code, _, words) = run(xueshi(&["serve"]).env("XUESHI_DATABSE", "x"));
    assert_eq!(
        (code, words.contains("XUESHI_DATABSE")),
        (2, true),
        "{words}"
    );
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing was made");
}

fn migrated(folder: &Path) -> String {
    let database = format!("sqlite:{}", folder.join("x.db").display());
    let (code, _, words) = run(xueshi(&["migrate", "--database", &database]).current_dir(folder));
    assert_eq!(code, 0, "{words}");
    database
}

/// Runs SQL past the product, as somebody with a file and bad intentions would.
fn tamper(folder: &Path, statements: &'static [&'static str]) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let address = format!("sqlite:{}", folder.join("x.db").display());
        let db = db::Db::open(&address).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        for statement in statements {
            tx.query(statement).execute().await.unwrap();
        }
        tx.commit().await.unwrap();
        db.close().await;
    });
}

#[test]
fn a_database_that_is_too_new_or_too_old_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let old = format!("sqlite:{}", folder.path().join("old.db").display());
    std::fs::create_dir_all(folder.path().join("data")).unwrap();
    std::fs::write(folder.path().join("data/secret"), [7; 32]).unwrap();
    let serve =
        |database: &str| run(xueshi(&["serve", "--database", database]).current_dir(folder.path()));
    let (code, _, words) = serve(&old);
    assert_eq!((code, words.contains("db.too_old")), (3, true), "{words}");
    let database = migrated(folder.path());
    tamper(
        folder.path(),
        &[
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, \
           execution_time) VALUES (9999, 'from the future', TRUE, x'00', 0)",
        ],
    );
    let (code, _, words) = serve(&database);
    assert_eq!((code, words.contains("db.too_new")), (3, true), "{words}");
    let (code, _, words) =
        run(xueshi(&["migrate", "--database", &database]).current_dir(folder.path()));
    assert_eq!((code, words.contains("db.too_new")), (3, true), "{words}");
}

#[test]
fn verify_ledger_names_an_entry_that_was_changed_past_the_product() {
    let folder = tempfile::tempdir().unwrap();
    let database = migrated(folder.path());
    let verify = || run(&mut xueshi(&["verify", "ledger", "--database", &database]));
    let (code, output, _) = verify();
    assert_eq!(
        (code, output.trim()),
        (
            0,
            "0 entries of 0 people recomputed, 0 cited heads compared; 0 broken"
        )
    );
    tamper(
        folder.path(),
        &[
            "INSERT INTO territory_territories \
             VALUES ('ter_1','c','n','n','b','b',NULL,'/c/','s',1)",
            "INSERT INTO identity_people (id, name, sex, born, citizen_id_cipher, \
             citizen_id_hash, citizen_id_masked, territory_id, created_at) VALUES \
             ('per_1','n','male','2000-01-01',x'00',x'00','*','ter_1',1)",
            "INSERT INTO ledger_entries VALUES ('per_1',1,'hrs_1',2022,'public',3000,'s',NULL,\
             'N2022 §2.1','t',NULL,1,zeroblob(32),zeroblob(32))",
        ],
    );
    let (code, output, _) = verify();
    assert_eq!(code, 1);
    assert!(output.contains("BROKEN per_1 entry 1: hash"), "{output}");
}

#[test]
fn doctor_says_what_is_wrong_and_how_to_mend_it() {
    let folder = tempfile::tempdir().unwrap();
    let (code, output, _) = run(xueshi(&["doctor"]).current_dir(folder.path()));
    assert_eq!(code, 1);
    assert!(
        output.contains("WRONG  secret") && output.contains("head -c 32"),
        "{output}"
    );
    std::fs::create_dir_all(folder.path().join("data")).unwrap();
    std::fs::write(folder.path().join("data/secret"), [7; 32]).unwrap();
    let (code, output, _) = run(xueshi(&["doctor"]).current_dir(folder.path()));
    assert_eq!(code, 1);
    assert!(
        output.contains("db.too_old") && output.contains("xueshi migrate"),
        "{output}"
    );
    run(xueshi(&["migrate"]).current_dir(folder.path()));
    let (code, output, _) = run(xueshi(&["doctor"]).current_dir(folder.path()));
    // All is right but one thing, which is the truth: the program holds the edition of 2022 only,
    // and this runs by the machine's own clock.
    assert_eq!(code, 1, "{output}");
    let wrong: Vec<_> = output
        .lines()
        .filter(|line| line.starts_with("WRONG"))
        .collect();
    assert!(
        matches!(wrong.as_slice(), [line] if line.starts_with("WRONG  editions")
            && line.contains("policies/hohhot-etdz/")),
        "{output}"
    );
    assert!(output.contains("1 things are wrong"));
    assert!(output.contains("ok     desks: "), "{output}");
    miscount(&folder.path().join("data/xueshi.db"));
    let (_, output, _) = run(xueshi(&["doctor"]).current_dir(folder.path()));
    let says = "kept 7, counted 0; mend it: xueshi doctor --recount";
    assert!(
        output.contains("WRONG  desks") && output.contains(says),
        "{output}"
    );
    let (code, output, _) = run(xueshi(&["doctor", "--recount"]).current_dir(folder.path()));
    assert_eq!(code, 0);
    assert!(
        output.contains("1 counts and 0 sums were wrong"),
        "{output}"
    );
    let (_, output, _) = run(xueshi(&["doctor"]).current_dir(folder.path()));
    assert!(output.contains("ok     desks: "), "{output}");
}

/// A desk's count that says what is not so.
fn miscount(database: &Path) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let address = format!("sqlite:{}", database.display());
        let db = db::Db::open(&address).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        let sql = "INSERT INTO queues_counts (desk, kind, waiting) \
                   VALUES ('bureau:ter_00000000000000000000000000', 'fact', 7)";
        tx.query(sql).execute().await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    });
}

#[test]
fn help_is_short_and_long_and_completions_are_there() {
    let (code, short, _) = run(&mut xueshi(&["-h"]));
    assert_eq!(code, 0);
    let (_, long, _) = run(&mut xueshi(&["--help"]));
    assert!(long.contains("Exit codes") && long.len() > short.len());
    for command in [
        "serve", "worker", "migrate", "demo", "doctor", "decide", "verify",
    ] {
        assert!(short.contains(command), "{command}");
        assert_eq!(run(&mut xueshi(&[command, "--help"])).0, 0);
    }
    let (code, bash, _) = run(&mut xueshi(&["completions", "bash"]));
    assert_eq!((code, bash.contains("_xueshi")), (0, true));
    assert_eq!(run(&mut xueshi(&["no-such-command"])).0, 2);
}
