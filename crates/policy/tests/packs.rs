//! The loader: the edition of 2022 as the product sees it, and packs that must be refused, with the
//! place named.
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
use policy::{Edition, PackError, Policies, Posting};
use sha2::{Digest, Sha256};

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
    assert_eq!(edition.player().allowed_speed_percent, 100);
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
fn quotes_stand_in_the_notice_and_its_digest_is_right() {
    let policies = Policies::embedded().unwrap();
    let edition = edition(&policies);
    let bytes = fs::read(format!("{ROOT}/{}", edition.notice().file)).unwrap();
    assert_eq!(edition.notice().digest, sha256(&bytes));
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let notice = plain(&String::from_utf8(bytes).unwrap());
    assert!(notice.contains(&plain(&edition.notice().title)));
    for clause in edition.clauses() {
        assert!(notice.contains(&plain(&clause.quote)), "{}", clause.cite);
    }
}

/// The refusal of the pack of 2022 with one piece of its text replaced.
fn refusal(from: &str, to: &str) -> PackError {
    let text = pack();
    assert!(text.contains(from), "{from}");
    let changed = text.replacen(from, to, 1);
    let read = Policies::from_bytes("hohhot-etdz/2022.toml", changed.as_bytes());
    read.err().unwrap_or_else(|| panic!("{to} was taken"))
}

/// What is replaced, by what, the code of the refusal, and what it must name.
const REFUSED: &[(&str, &str, &str, &str)] = &[
    (
        "to = \"2022-12-31\"",
        "to = \"2022-11-31\"",
        "malformed",
        "2022-11-31",
    ),
    (
        "to = \"2022-12-31\"",
        "to = \"2021-12-31\"",
        "backwards",
        "study_years[0] (2020)",
    ),
    (
        "pass_mark = 60",
        "pass_marks = 60",
        "malformed",
        "pass_marks",
    ),
    (
        "pass_mark = 60",
        "pass_mark = 160",
        "bad_number",
        "exams.pass_mark",
    ),
    (
        "fen_per_hour = 250",
        "fen_per_hour = 2.5",
        "malformed",
        "fen_per_hour",
    ),
    ("cite = \"N2022 §3.1\"\n", "", "no_cite", "clauses["),
    (
        "cite = \"N2022 §3.2\"\nquote",
        "cite = \"N2022 §3.1\"\nquote",
        "duplicate",
        "§3.1",
    ),
    (
        "cite = \"N2022 §4\"",
        "cite = \"N2022 §4.1\"",
        "unknown_cite",
        "fees[0]",
    ),
    ("\"non_public\"]", "\"private\"]", "malformed", "private"),
    (
        "category = \"professional\"\nzh",
        "category = \"vocational\"\nzh",
        "unknown_name",
        "§3.6",
    ),
    (
        "{ public = \"30\", professional = \"0\" }",
        "{ public = \"30\" }",
        "gap",
        "(2020)",
    ),
    ("year = 2021", "year = 2020", "overlap", "study_years"),
    ("year = 2020", "year = 2019", "gap", "title_review senior"),
    (
        "levels = [\"junior\"]",
        "levels = [\"senior\"]",
        "overlap",
        "title_review senior",
    ),
    (
        "degrees = [\"master\"]",
        "degrees = [\"bachelor\"]",
        "overlap",
        "bachelor",
    ),
    (
        "degrees = [\"doctor\"]",
        "degrees = [\"master\"]",
        "gap",
        "doctor",
    ),
    (
        "满{age}周岁",
        "满{ages}周岁",
        "bad_template",
        "§3.1).rules[0]",
    ),
    (
        "满{age}周岁",
        "满{年龄周岁",
        "bad_template",
        "§3.1).rules[0]",
    ),
    ("share = \"1/3\"", "share = \"3/3\"", "bad_number", "§3.1"),
    (
        "share = \"1/3\"",
        "share = \"1/3\"\nyears = 1",
        "not_for_effect",
        "years",
    ),
    ("years = 3\n", "", "incomplete", "years"),
    (
        "confirm = true\nbasis",
        "basis",
        "no_basis",
        "study_years[0]",
    ),
    ("senior = {", "seniors = {", "incomplete", "names"),
    (
        "id = \"hohhot-etdz/2022\"",
        "id = \"hohhot-etdz/2022.1\"",
        "bad_id",
        "id",
    ),
    (
        "territory = \"hohhot-etdz\"",
        "territory = \"hohhot\"",
        "bad_id",
        "id",
    ),
];

#[test]
fn a_pack_that_makes_no_sense_is_refused_and_the_place_is_named() {
    for &(from, to, code, place) in REFUSED {
        let error = refusal(from, to);
        let told = error.to_string();
        assert_eq!(error.code(), format!("packs.{code}"), "{told}");
        assert!(told.starts_with("hohhot-etdz/2022.toml: "), "{told}");
        assert!(told.contains(place), "{told}");
    }
}

#[test]
fn two_windows_of_a_study_year_must_not_share_a_day() {
    let one = "windows = [{ from = \"2022-01-01\", to = \"2022-12-31\" }]";
    let two = |from| {
        format!(
            "windows = [{{ from = \"2022-01-01\", to = \"2022-06-30\" }}, \
             {{ from = \"{from}\", to = \"2022-12-31\" }}]"
        )
    };
    assert_eq!(refusal(one, &two("2022-06-30")).code(), "packs.overlap");
    let apart = pack().replacen(one, &two("2022-07-01"), 1);
    assert!(Policies::from_bytes("hohhot-etdz/2022.toml", apart.as_bytes()).is_ok());
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
    };
    write("2022", false);
    write("2022.2", false);
    write("2022.10", false);
    write("2022.11", true);
    fs::write(territory.join("2022.feature"), "no pack").unwrap();
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
