//! The loader: the edition of 2022 as the product sees it, which edition decides, and the format as
//! it is published for editors and people.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

use kernel::{Category, Day, Fen, Hours};
use policy::packs::{self, Folder};
use policy::scenarios::sentences_in_words;
use policy::{Edition, ForwardSeek, Policies, Posting};
use sha2::{Digest, Sha256};
use toml::Value;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn pack() -> String {
    fs::read_to_string(format!("{ROOT}/policies/hohhot-etdz/2022.toml")).unwrap()
}

fn edition(policies: &Policies) -> &Edition {
    policies.for_territory("hohhot-etdz", 2022).unwrap()
}

fn sha256(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    let hex: Vec<String> = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{}", hex.concat())
}

#[test]
fn the_edition_of_2022_answers_the_product() {
    let policies = Policies::embedded().unwrap();
    let edition = edition(&policies);
    let day = |month, day| Day::new(2022, month, day).unwrap();
    assert_eq!(edition.id(), "hohhot-etdz/2022");
    assert_eq!(edition.digest(), sha256(pack().as_bytes()));
    assert_eq!(
        edition.study_years().collect::<Vec<_>>(),
        [2020, 2021, 2022]
    );
    let required = |year, category| edition.required(year, category);
    assert_eq!(required(2020, Category::Public), Some(Hours::whole(30)));
    assert_eq!(required(2020, Category::Professional), Some(Hours::ZERO));
    assert_eq!(
        required(2022, Category::Professional),
        Some(Hours::whole(60))
    );
    assert_eq!(required(2019, Category::Public), None);
    assert_eq!(edition.study_window(2021), Some((day(1, 1), day(12, 31))));
    assert_eq!((edition.minutes_per_hour(), edition.pass_mark()), (45, 60));
    assert_eq!(edition.posts_on(Category::Public), Posting::Completion);
    assert_eq!(edition.posts_on(Category::Professional), Posting::Exam);
    assert_eq!(edition.post_clause(Category::Public), "N2022 §2.1");
    assert_eq!(edition.post_clause(Category::Professional), "N2022 §2.2");
    assert_eq!(edition.player(2022).allowed_speed_percent, 100);
    assert_eq!(edition.card().exams_of, ["public", "professional"]);
    assert!(edition.clause("N2022 §3.1").unwrap().confirm);
    assert!(edition.clause("N2022 §9").is_none());
}

#[test]
fn public_hours_of_a_study_year_never_cost_more_than_the_ceiling() {
    let policies = Policies::embedded().unwrap();
    let edition = edition(&policies);
    let fee = |category, hours, charged| {
        edition
            .fee(category, Hours::hundredths(hours), Fen::new(charged))
            .get()
    };
    assert_eq!(fee(Category::Public, 3_000, 0), 7_500);
    assert_eq!(fee(Category::Public, 4_000, 0), 7_500);
    assert_eq!(fee(Category::Public, 1_000, 6_000), 1_500);
    assert_eq!(fee(Category::Public, 1_000, 9_000), 0);
    assert_eq!(fee(Category::Professional, 9_000, 7_500), 22_500);
    assert_eq!(fee(Category::Professional, 1, 0), 3);
    assert_eq!(fee(Category::Professional, -100, 0), 0);
}

#[test]
fn nothing_is_wrong_with_the_packs_of_the_program_and_every_published_one_is_pinned() {
    let audit = Folder::embedded().audit(&[Path::new(ROOT)]);
    let problems = audit.packs.iter().flat_map(|pack| &pack.problems);
    let told: Vec<String> = problems
        .chain(&audit.problems)
        .map(ToString::to_string)
        .collect();
    assert!(told.is_empty(), "\n{}", told.join("\n"));
    assert!(audit.is_pinned && audit.packs.len() >= 2);
    assert!(
        audit
            .packs
            .iter()
            .all(|pack| pack.notice_at_hand && pack.scenarios > 50)
    );
}

#[test]
fn the_highest_revision_that_is_no_draft_decides() {
    let folder = tempfile::tempdir().unwrap();
    let territory = folder.path().join("hohhot-etdz");
    fs::create_dir(&territory).unwrap();
    let write = |name: &str, draft: bool| {
        let id = format!("id = \"hohhot-etdz/{name}\"\ndraft = {draft}");
        let text = pack().replacen("id = \"hohhot-etdz/2022\"", &id, 1);
        fs::write(territory.join(format!("{name}.toml")), text).unwrap();
        fs::write(territory.join(format!("{name}.feature")), "功能:").unwrap();
    };
    // Not 2022 itself: the program knows its digest, and would refuse another.
    write("2022.2", false);
    write("2022.9", false);
    write("2022.10", false);
    write("2022.11", true);
    let policies = Policies::from_dir(folder.path()).unwrap();
    assert_eq!(edition(&policies).id(), "hohhot-etdz/2022.10");
    assert!(policies.edition("hohhot-etdz/2022.11").unwrap().is_draft());
    assert!(policies.for_territory("hohhot-etdz", 2023).is_none());
}

#[test]
fn a_folder_that_is_not_there_and_a_misplaced_file_are_told() {
    let error = Policies::from_dir(Path::new("/nowhere/at/all")).unwrap_err();
    assert_eq!(error.code(), "packs.unreadable");
    let misplaced = Policies::from_bytes("hohhot/2022.toml", pack().as_bytes()).unwrap_err();
    assert_eq!(misplaced.code(), "packs.bad_id");
}

/// Where a part of the reference page stands, and what must stand there.
fn parts() -> [(&'static str, String); 3] {
    [
        ("sentences", sentences_in_words()),
        ("keys", packs::keys_in_words()),
        ("refusals", packs::refusals_in_words()),
    ]
}

#[test]
fn the_reference_page_and_the_schema_say_what_the_program_reads() {
    let page = format!("{ROOT}/docs/policy-packs.md");
    let mut text = fs::read_to_string(&page).unwrap();
    for (name, part) in parts() {
        let begin = format!("<!-- {name} -->\n");
        let (before, rest) = text.split_once(&begin).unwrap();
        let (_, after) = rest.split_once("<!-- end -->").unwrap();
        text = format!("{before}{begin}{}\n<!-- end -->{after}", part.trim_end());
    }
    let schema = serde_json::to_string_pretty(&packs::json_schema()).unwrap() + "\n";
    for (file, made) in [
        (page, text),
        (format!("{ROOT}/policies/schema.json"), schema),
    ] {
        bless(&file, &made);
        assert_eq!(fs::read_to_string(&file).unwrap(), made, "{file}");
    }
}

fn bless(file: &str, text: &str) {
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever runs the tests asks to renew it"
    )]
    if std::env::var("XUESHI_TEST_BLESS").is_ok() {
        fs::write(file, text).unwrap();
    }
}

/// Every place of a value, as the keys and indexes that lead there.
fn places(value: &Value, at: &[String], all: &mut Vec<Vec<String>>) {
    let mut inside = |name: String, value: &Value| {
        let at = [at, &[name]].concat();
        all.push(at.clone());
        places(value, &at, all);
    };
    match value {
        Value::Table(table) => table
            .iter()
            .for_each(|(name, value)| inside(name.clone(), value)),
        Value::Array(items) => {
            let numbered = items.iter().enumerate();
            numbered.for_each(|(at, value)| inside(at.to_string(), value));
        }
        _ => {}
    }
}

fn at<'v>(value: &'v mut Value, place: &[String]) -> &'v mut Value {
    place.iter().fold(value, |value, key| match value {
        Value::Table(table) => table.get_mut(key).unwrap(),
        Value::Array(items) => &mut items[key.parse::<usize>().unwrap()],
        _ => panic!("{key}"),
    })
}

/// The format refuses by name whatever the structs would not take: nothing odd gets through to the
/// parser's own words.
#[test]
fn whatever_stands_in_a_pack_the_refusal_is_one_of_ours() {
    let whole: Value = toml::from_str(&pack()).unwrap();
    let mut all = Vec::new();
    places(&whole, &[], &mut all);
    let odd: Vec<Value> = [
        "x = true",
        "x = 7",
        "x = -1",
        "x = 40000",
        "x = 1.5",
        "x = \"\"",
        "x = \"public\"",
        "x = \"12.5\"",
        "x = 2022-01-01",
        "x = []",
        "x = {}",
        "x = [[]]",
        "x = [1]",
        "x = { x = 1 }",
        "x = [{ x = 1 }]",
        "x = 9223372036854775807",
    ]
    .iter()
    .map(|text| toml::from_str::<Value>(text).unwrap()["x"].clone())
    .collect();
    let mut refused = 0;
    for (turn, place) in all.iter().enumerate() {
        // All places, and every odd value somewhere in each stretch of them.
        let mut changed = whole.clone();
        *at(&mut changed, place) = odd[turn % odd.len()].clone();
        let text = toml::to_string(&changed).unwrap();
        if let Err(error) = Policies::from_bytes("hohhot-etdz/2022.toml", text.as_bytes()) {
            assert_ne!(error.code(), "packs.malformed", "{place:?}: {error}");
            refused += 1;
        }
    }
    assert!(
        refused > all.len() / 2 && all.len() > 500,
        "{refused} of {}",
        all.len()
    );
}

#[test]
fn a_pack_is_read_however_an_editor_ends_its_lines_and_refused_in_another_encoding() {
    let name = "hohhot-etdz/2022.toml";
    let digest = |bytes: &[u8]| {
        let policies = Policies::from_bytes(name, bytes).unwrap();
        policies.editions()[0].digest().to_owned()
    };
    let windows = format!("\u{feff}{}", pack().replace('\n', "\r\n"));
    assert_eq!(digest(windows.as_bytes()), sha256(windows.as_bytes()));
    let mut gb = pack().into_bytes();
    let at = pack()
        .find("# 科目类别")
        .unwrap_or_else(|| pack().find("[[categories]]").unwrap());
    gb.splice(at..at, *b"# \xbf\xc6\xc4\xbf\n");
    let error = Policies::from_bytes(name, &gb).unwrap_err();
    let line = pack()[..at].lines().count() + 1;
    assert_eq!(
        error.to_string(),
        format!(
            "{name}:{line}: 不是有效的 TOML / not well-formed TOML: \
             不是 UTF-8 编码，请另存为 UTF-8 / not UTF-8: save it as UTF-8"
        )
    );
    let empty = Policies::from_bytes(name, b"").unwrap_err();
    assert_eq!(empty.code(), "packs.incomplete", "{empty}");
}

#[test]
fn a_file_that_is_no_pack_by_its_size_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let territory = folder.path().join("hohhot-etdz");
    fs::create_dir(&territory).unwrap();
    let large = format!("{}{}", pack(), "# ".repeat(1 << 20));
    fs::write(territory.join("2022.toml"), large).unwrap();
    let error = Policies::from_dir(folder.path()).unwrap_err();
    assert_eq!(error.code(), "packs.unreadable");
    assert!(
        error
            .to_string()
            .ends_with("2022.toml: 无法读取 / cannot be read: > 1048576 bytes")
    );
}

#[test]
fn the_player_keeps_to_the_rules_of_the_study_year() {
    let name = "test-sums/2015.toml";
    let file = format!("{}/tests/packs/{name}", env!("CARGO_MANIFEST_DIR"));
    let policies = Policies::from_bytes(name, &fs::read(file).unwrap()).unwrap();
    let edition = policies.edition("test-sums/2015").unwrap();
    let (every, own) = (edition.player(2014), edition.player(2015));
    assert_eq!(
        (every.allowed_speed_percent, own.allowed_speed_percent),
        (100, 150)
    );
    assert_eq!(
        (every.presence_checks_per_hour, own.presence_checks_per_hour),
        (0, 4)
    );
    assert_eq!((every.gap_cap_s, own.gap_cap_s), (600, 600));
    assert_eq!(
        (every.forward_seek, own.forward_seek),
        (ForwardSeek::Covered, ForwardSeek::Free)
    );
    assert!(every.hours_of_day.is_all() && !own.hours_of_day.is_all());
    assert_eq!(every.most_ms_a_day(), None);
    // Eight hours of 45 minutes.
    assert_eq!(own.most_ms_a_day(), Some(6 * 3_600_000));
}
