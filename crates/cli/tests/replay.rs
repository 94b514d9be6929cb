//! `xueshi decide --replay`: what was shown is given again to the byte, or it is said why not.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::{Command, Output};

use policy::{Applicant, Policies};

const KEPT: &str = "dec_01GMA000000000000000000001";
const FORGED: &str = "dec_01GMA000000000000000000002";

const FACTS: &str = concat!(
    r#"{"id":"ID","person":{"sex":"female","born":"1990-01-01"},"post":{"sector":"school"},"#,
    r#""application":{"purpose":"title_review","level":"junior","on":"2022-12-15"},"#,
    r#""hours":[{"year":2022,"category":"public","hours":"30"}]}"#,
);

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xueshi"));
    for name in ["XUESHI_CONFIG", "XUESHI_DATABASE", "XUESHI_DATA"] {
        command.env_remove(name);
    }
    let Output {
        status,
        stdout,
        stderr,
    } = command
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// A database with one decision as it was answered, and one that somebody forged. Answers its
/// address and what was shown.
fn kept(folder: &Path) -> (String, String) {
    let address = format!("sqlite:{}", folder.join("x.db").display());
    let (code, _, words) = run(folder, &["migrate", "--database", &address]);
    assert_eq!(code, 0, "{words}");
    let facts = |id| Applicant::from_json(FACTS.replace("ID", id).as_bytes()).unwrap();
    let policies = Policies::embedded().unwrap();
    let decide = |id| policies.decide(&facts(id), None).unwrap();
    let shown = decide(KEPT).to_json();
    let forged = decide(FORGED).to_json().replace("not_met", "met");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let db = db::Db::open(&address).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        for statement in [
            "INSERT INTO territory_territories \
             VALUES ('ter_1','c','n','n','b','b',NULL,'/c/','s',1)",
            "INSERT INTO identity_people (id, name, sex, born, citizen_id_cipher, \
             citizen_id_hash, citizen_id_masked, territory_id, created_at) VALUES \
             ('per_1','n','female','1990-01-01',x'00',x'00','*','ter_1',1)",
        ] {
            tx.query(statement).execute().await.unwrap();
        }
        for (id, text) in [(KEPT, &shown), (FORGED, &forged)] {
            let edition = decide(id).edition;
            tx.query(
                "INSERT INTO decisions_decisions (id, person_id, asked_by, asked_at, edition, \
                 edition_digest, ledger_head, applicant, supposed, decision) \
                 VALUES ($1, 'per_1', 'per_1', 1, $2, $3, '0:', $4, '{}', $5)",
            )
            .bind(id)
            .bind(edition.id)
            .bind(edition.digest)
            .bind(serde_json::to_string(&facts(id)).unwrap())
            .bind(text)
            .execute()
            .await
            .unwrap();
        }
        tx.commit().await.unwrap();
        db.close().await;
    });
    (address, shown)
}

#[test]
fn a_decision_that_was_shown_is_given_again_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let (address, shown) = kept(folder.path());
    let replay = ["decide", "--replay", KEPT, "--database", &address];
    let (code, output, words) = run(folder.path(), &replay);
    assert_eq!((code, output), (0, format!("{shown}\n")), "{words}");
    // The configuration names the database as well.
    let file = folder.path().join("xueshi.toml");
    std::fs::write(&file, format!("database = '{address}'")).unwrap();
    let replay = ["decide", "--replay", KEPT, "--config", "xueshi.toml"];
    let (code, output, words) = run(folder.path(), &replay);
    assert_eq!((code, output), (0, format!("{shown}\n")), "{words}");
}

#[test]
fn what_does_not_hold_any_more_is_said_and_nothing_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let (address, _) = kept(folder.path());
    let published =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies/hohhot-etdz");
    let text = std::fs::read_to_string(published.join("2022.toml")).unwrap();
    let put = |packs: &str, name: &str, text: String| {
        let packs = folder.path().join(packs).join("hohhot-etdz");
        std::fs::create_dir_all(&packs).unwrap();
        let scenarios = packs.join(format!("{name}.feature"));
        std::fs::copy(published.join("2022.feature"), scenarios).unwrap();
        std::fs::write(packs.join(format!("{name}.toml")), text).unwrap();
    };
    let revised = text.replacen("\"hohhot-etdz/2022\"", "\"hohhot-etdz/2022.2\"", 1);
    put("revised", "2022.2", revised);
    put("edited", "2022", format!("{text}# one more line\n"));
    let nobody = "dec_01GMA000000000000000000009";
    for (id, more, exit, says) in [
        (FORGED, &[][..], 1, "decisions.replay_differs"),
        (
            KEPT,
            &["--policies", "revised"],
            1,
            "decisions.edition_away",
        ),
        (KEPT, &["--policies", "edited"], 2, "已发布的版本被改动"),
        (nobody, &[], 1, "decisions.unknown_decision"),
        ("A-001", &[], 2, "kernel.bad_id"),
    ] {
        let mut arguments = vec!["decide", "--replay", id, "--database", &address];
        arguments.extend(more);
        let (code, output, words) = run(folder.path(), &arguments);
        assert_eq!((code, &*output), (exit, ""), "{id}: {words}");
        assert!(words.contains(says), "{id}: {words}");
    }
    let missing = format!("sqlite:{}", folder.path().join("no/x.db").display());
    let (code, ..) = run(
        folder.path(),
        &["decide", "--replay", KEPT, "--database", &missing],
    );
    assert_eq!(code, 3, "a database that is away is no answer");
    let (code, ..) = run(folder.path(), &["decide", "--database", &address]);
    assert_eq!(code, 2, "a database is of use to a replay only");
}
