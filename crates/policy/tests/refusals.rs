//! Every refusal of the loader and of `xueshi policy check`, with its exact words: file, line,
//! place, what is wrong. They stand in `golden/refusals.txt`, to be read by eye; renew them by
//! `XUESHI_TEST_BLESS=1`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use policy::packs::Folder;
use policy::{PackError, PackProblem, Policies};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
const GOLDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/refusals.txt");

fn read(path: &str) -> String {
    fs::read_to_string(format!("{ROOT}/{path}")).unwrap()
}

/// The text with one piece replaced.
fn edited(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

/// What is edited, the piece that is replaced, and by what, from `refusals/NAME.txt`.
fn edits(name: &str) -> Vec<(String, String, String)> {
    let text = read(&format!("crates/policy/tests/refusals/{name}.txt"));
    let blocks = text.strip_suffix('\n').unwrap().split("\n\n# ").skip(1);
    let edit = |block: &str| {
        let (what, pieces) = block.split_once('\n').unwrap();
        let (from, to) = pieces.split_once("\n--->").unwrap();
        let to = to.strip_prefix('\n').unwrap();
        (what.to_owned(), from.to_owned(), to.to_owned())
    };
    blocks.map(edit).collect()
}

/// How a pack is refused after an edit.
fn refusal(pack: &str, name: &str, from: &str, to: &str) -> PackError {
    let changed = edited(pack, from, to);
    let taken = Policies::from_bytes(name, changed.as_bytes());
    taken.err().unwrap_or_else(|| panic!("taken: {to}"))
}

/// Packs in a folder of their own, with a notice beside them.
struct Bureau(tempfile::TempDir);

impl Bureau {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("policies/hohhot-etdz")).unwrap();
        fs::create_dir_all(at("docs/notice")).unwrap();
        for path in [
            "policies/hohhot-etdz/2022.toml",
            "policies/hohhot-etdz/2022.feature",
            "policies/digests.toml",
            "docs/notice/N2022.txt",
        ] {
            fs::write(at(path), read(path)).unwrap();
        }
        Self(folder)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.0.path().join(path), text).unwrap();
    }

    fn edit(&self, path: &str, from: &str, to: &str) {
        self.write(path, &edited(&read(path), from, to));
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.0.path().join(path)).unwrap();
    }

    /// What is wrong, and whether the loader refuses it too.
    fn problems(&self) -> (Vec<PackError>, bool) {
        let policies = self.0.path().join("policies");
        let audit = Folder::read(&policies).unwrap().audit(&[self.0.path()]);
        let packs = audit.packs.into_iter().flat_map(|pack| pack.problems);
        let problems = packs.chain(audit.problems).collect();
        (problems, Policies::from_dir(&policies).is_err())
    }
}

type Deed = fn(&Bureau);
const FOLDERS: &[(&str, bool, Deed)] = &[
    ("a published edition is edited", true, |bureau| {
        bureau.edit(
            "policies/hohhot-etdz/2022.toml",
            "pass_mark = 60",
            "pass_mark = 61",
        );
    }),
    (
        "a published edition is edited, and the list of digests with it",
        true,
        |bureau| {
            bureau.edit(
                "policies/hohhot-etdz/2022.toml",
                "pass_mark = 60",
                "pass_mark = 61",
            );
            bureau.remove("policies/digests.toml");
        },
    ),
    ("the scenarios are gone", true, |bureau| {
        bureau.remove("policies/hohhot-etdz/2022.feature");
    }),
    ("the list of digests is no TOML", true, |bureau| {
        bureau.write("policies/digests.toml", "\"hohhot-etdz/2022\" = sha256");
    }),
    ("a published edition is not in the list", false, |bureau| {
        bureau.write("policies/digests.toml", "");
    }),
    ("a pinned edition becomes a draft", true, |bureau| {
        let draft = "application_year = 2022\ndraft = true";
        bureau.edit(
            "policies/hohhot-etdz/2022.toml",
            "application_year = 2022",
            draft,
        );
    }),
    ("a pinned edition is gone", false, |bureau| {
        bureau.remove("policies/hohhot-etdz/2022.toml");
        bureau.remove("policies/hohhot-etdz/2022.feature");
    }),
    ("the notice is another text", false, |bureau| {
        bureau.edit("docs/notice/N2022.txt", "30学时", "40学时");
    }),
    ("a quote of a draft is not to the letter", false, |bureau| {
        let text = read("policies/hohhot-etdz/2023.toml");
        let misquoted = edited(
            &text,
            "男满55周岁、女满50周岁的",
            "男满55周岁、女满55周岁的",
        );
        bureau.write("policies/hohhot-etdz/2023.toml", &misquoted);
        let scenarios = read("policies/hohhot-etdz/2023.feature");
        bureau.write("policies/hohhot-etdz/2023.feature", &scenarios);
    }),
    ("a file belongs to nothing", false, |bureau| {
        bureau.write("policies/hohhot-etdz/2023.tml", "");
    }),
    ("a sentence that nobody knows", false, |bureau| {
        bureau.edit(
            "policies/hohhot-etdz/2022.feature",
            "那么 不适用本政策",
            "那么 应该可以吧",
        );
    }),
];

/// One refusal as the golden file has it.
fn block(text: &mut String, what: &str, problem: &PackError) {
    let _ = writeln!(text, "# {what}\n{}\n{problem}\n", problem.code());
}

#[test]
fn every_refusal_names_its_place_in_the_words_of_the_golden_file() {
    let mut text = String::new();
    let mut seen = BTreeSet::new();
    for (pack, name, edits) in [
        (
            read("policies/hohhot-etdz/2022.toml"),
            "hohhot-etdz/2022.toml",
            edits("yearly"),
        ),
        (
            read("crates/policy/tests/packs/test-sums/2015.toml"),
            "test-sums/2015.toml",
            edits("sums"),
        ),
    ] {
        for (what, from, to) in edits {
            let problem = refusal(&pack, name, &from, &to);
            assert!(problem.to_string().starts_with(name), "{problem}");
            let is_placed = problem.line.is_some() || problem.place.is_empty();
            assert!(is_placed, "{problem}");
            seen.insert(problem.code());
            block(&mut text, &what, &problem);
        }
    }
    for (what, is_refused, deed) in FOLDERS {
        let bureau = Bureau::new();
        deed(&bureau);
        let (problems, refused) = bureau.problems();
        assert_eq!(
            (problems.len(), refused),
            (1, *is_refused),
            "{what}: {problems:?}"
        );
        seen.insert(problems[0].code());
        block(&mut text, what, &problems[0]);
    }
    seen.insert(
        Policies::from_dir(Path::new("/nowhere/at/all"))
            .unwrap_err()
            .code(),
    );
    bless(&text);
    assert_eq!(fs::read_to_string(GOLDEN).unwrap(), text);
    // What only the command line meets is tested there.
    for problem in [
        PackProblem::UnknownEdition,
        PackProblem::Exists,
        PackProblem::Unwritable,
    ] {
        seen.insert(problem.code());
    }
    let never = PackProblem::ALL
        .iter()
        .filter(|problem| !seen.contains(problem.code()));
    assert_eq!(
        never.collect::<Vec<_>>(),
        Vec::<&PackProblem>::new(),
        "no test refuses so"
    );
}

fn bless(text: &str) {
    #[expect(
        clippy::disallowed_methods,
        reason = "whoever runs the tests asks to renew it"
    )]
    if std::env::var("XUESHI_TEST_BLESS").is_ok() {
        fs::write(GOLDEN, text).unwrap();
    }
}

#[test]
fn nothing_is_wrong_before_an_edit_and_windows_may_stand_side_by_side() {
    assert_eq!(Bureau::new().problems(), (Vec::new(), false));
    let one = "windows = [{ from = \"2022-01-01\", to = \"2022-12-31\" }]";
    let two = "windows = [{ from = \"2022-07-01\", to = \"2022-12-31\" }, \
               { from = \"2022-01-01\", to = \"2022-06-30\" }]";
    let apart = edited(&read("policies/hohhot-etdz/2022.toml"), one, two);
    assert!(Policies::from_bytes("hohhot-etdz/2022.toml", apart.as_bytes()).is_ok());
}

#[test]
fn all_that_the_format_refuses_is_told_at_once_in_the_order_of_the_file() {
    let bureau = Bureau::new();
    let text = read("policies/hohhot-etdz/2022.toml");
    let text = edited(&text, "beat_every_s = 15", "beat_every_s = 0");
    let text = edited(&text, "to = \"2022-12-31\"", "to = \"2022-02-30\"");
    bureau.write(
        "policies/hohhot-etdz/2022.toml",
        &edited(&text, "share =", "shares ="),
    );
    bureau.write("policies/digests.toml", "");
    let (problems, _) = bureau.problems();
    let codes: Vec<&str> = problems.iter().map(PackError::code).collect();
    assert_eq!(
        codes,
        ["packs.bad_day", "packs.bad_number", "packs.unknown_key"]
    );
    let lines: Vec<_> = problems.iter().map(|problem| problem.line).collect();
    assert!(lines.is_sorted(), "{lines:?}");
}

#[test]
fn an_id_is_written_in_one_way_and_stands_in_its_place() {
    let text = read("policies/hohhot-etdz/2022.toml");
    for (name, id) in [
        ("hohhot/2022.toml", "hohhot-etdz/2022"),
        ("hohhot-etdz/02022.toml", "hohhot-etdz/02022"),
        ("hohhot-etdz/+2022.toml", "hohhot-etdz/+2022"),
        ("hohhot-etdz/2022.1.toml", "hohhot-etdz/2022.1"),
        ("hohhot-etdz/2022.02.toml", "hohhot-etdz/2022.02"),
        ("hohhot-etdz/2022.x.toml", "hohhot-etdz/2022.x"),
        ("../2022.toml", "../2022"),
    ] {
        let changed = edited(&text, "hohhot-etdz/2022", id);
        let error = Policies::from_bytes(name, changed.as_bytes()).unwrap_err();
        assert_eq!(error.code(), "packs.bad_id", "{name}: {error}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let error = Policies::from_dir(Path::new("/nowhere/at/all")).unwrap_err();
    assert_eq!(error.code(), "packs.unreadable");
    assert!(
        error.to_string().starts_with("/nowhere/at/all: "),
        "{error}"
    );
}
