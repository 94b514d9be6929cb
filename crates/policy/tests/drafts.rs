//! The next year's edition, drafted and compared: what moves on, what is marked, what counts as a
//! change, and that the committed draft differs from 2022 in one number.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::borrow::Cow;

use kernel::{Category, Day, Hours};
use policy::packs::{self, Change, ChangeKind, Comparison, Draft, Folder, PackFile};
use policy::{Edition, Policies, scenarios};

const TEST_PACKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs");

fn pack(id: &str) -> PackFile {
    Folder::embedded().pack(id).unwrap().clone()
}

/// The pack of 2022 with one piece of its text replaced, under another name.
fn edited(name: &str, edits: &[(&str, &str)]) -> PackFile {
    let mut pack = pack("hohhot-etdz/2022");
    let mut text = String::from_utf8(pack.bytes.to_vec()).unwrap();
    let id = name.strip_suffix(".toml").unwrap();
    text = text.replacen("hohhot-etdz/2022\"", &format!("{id}\""), 1);
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    name.clone_into(&mut pack.name);
    pack.bytes = Cow::Owned(text.into_bytes());
    pack
}

fn edition(draft: &Draft) -> Edition {
    let policies = Policies::from_bytes(&draft.name, draft.text.as_bytes()).unwrap();
    policies.editions()[0].clone()
}

fn of_kind(comparison: &Comparison, kind: ChangeKind) -> Vec<&Change> {
    let changes = comparison.changes.iter();
    changes.filter(|change| change.kind == kind).collect()
}

/// Place, before and after, of what changed in rules and figures.
fn rules(comparison: &Comparison) -> Vec<String> {
    let side = |side: &Option<String>| side.clone().unwrap_or("–".to_owned());
    let told = |change: &Change| {
        let (from, to) = (side(&change.from), side(&change.to));
        format!("{}: {from} → {to}", change.place)
    };
    let changes = of_kind(comparison, ChangeKind::Rule);
    changes.into_iter().map(told).collect()
}

#[test]
fn the_committed_draft_of_2023_differs_from_2022_in_one_number() {
    let comparison = packs::compare(&pack("hohhot-etdz/2022"), &pack("hohhot-etdz/2023")).unwrap();
    let one = "clauses[§3.1].rules[waive].when.age.female: 50 → 55";
    assert_eq!(rules(&comparison), [one]);
    let change = &comparison.changes[0];
    assert_eq!(change.clause.as_deref(), Some("N2022 §3.1"));
    assert_eq!(
        change.zh,
        "条款（§3.1） · 参与判定的规则（免除学时） · 条件 · 年满 · 女"
    );
    assert_eq!(
        change.en,
        "clauses (§3.1) · rules for decisions (waive) · condition · age reached · women"
    );
    assert!(of_kind(&comparison, ChangeKind::Words).is_empty());
    assert!(of_kind(&comparison, ChangeKind::Notice).is_empty());
    assert_eq!((comparison.moved.years, comparison.to.draft), (1, true));
}

#[test]
fn the_committed_draft_is_what_the_verb_writes_but_for_its_head_and_that_number() {
    let draft = packs::draft(&pack("hohhot-etdz/2022"), 2023).unwrap();
    let committed = pack("hohhot-etdz/2023");
    let committed = String::from_utf8(committed.bytes.to_vec()).unwrap();
    let body = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .skip_while(|line| line.starts_with('#') || line.is_empty());
        lines.map(str::to_owned).collect()
    };
    let (drafted, committed) = (body(&draft.text), body(&committed));
    assert_eq!(drafted.len(), committed.len());
    let differing = drafted
        .iter()
        .zip(&committed)
        .filter(|(one, other)| one != other);
    let differing: Vec<&str> = differing
        .map(|(_, line)| line.split(' ').next().unwrap())
        .collect();
    assert_eq!(
        differing,
        ["basis", "when"],
        "the number, and what is said of it"
    );
}

#[test]
fn a_draft_moves_years_and_days_and_marks_everything() {
    let draft = packs::draft(&pack("hohhot-etdz/2022"), 2024).unwrap();
    let edition = edition(&draft);
    assert!(edition.is_draft());
    assert_eq!(
        edition.study_years().collect::<Vec<_>>(),
        [2022, 2023, 2024]
    );
    // What was owed for a study year stays with it; the exception of 2020 has left.
    for year in [2022, 2023, 2024] {
        assert_eq!(
            edition.required(year, Category::Professional),
            Some(Hours::whole(60))
        );
        let day = |month, day| Day::new(2024, month, day).unwrap();
        assert_eq!(edition.study_window(year), Some((day(1, 1), day(12, 31))));
    }
    let sources = edition.sources();
    assert!(
        sources
            .iter()
            .all(|source| source.confirm && source.basis.contains("2024 年通知"))
    );
    let clauses = edition.clauses();
    assert!(
        clauses
            .iter()
            .all(|clause| clause.confirm && clause.basis.contains("2024 年通知"))
    );
    assert!(edition.notice().confirm);
    assert_eq!(draft.to_confirm, sources.len() + clauses.len() + 1);
    let kept = &edition.clause("N2022 §3.7").unwrap().basis;
    assert!(kept.contains("原依据：“按转任年限”理解为"), "{kept}");
}

#[test]
fn a_draft_passes_as_a_draft_and_its_scenarios_hold_or_wait_to_be_confirmed() {
    let test_packs = Folder::read(TEST_PACKS).unwrap();
    let of_tests = test_packs.packs().iter().map(|pack| (pack.clone(), 1));
    let all = [
        (pack("hohhot-etdz/2022"), 1),
        (pack("hohhot-etdz/2022"), 5),
        (pack("hohhot-etdz/2023"), 1),
    ];
    for (from, years) in all.into_iter().chain(of_tests) {
        let year = from.id().split_once('/').unwrap().1.parse::<i16>().unwrap() + years;
        let draft = packs::draft(&from, year).unwrap();
        let edition = edition(&draft);
        let report = scenarios::run(&edition, &draft.scenarios_name, draft.scenarios.as_bytes());
        assert!(report.is_good(), "{}: {:?}", draft.id, report.failures);
        assert_eq!(report.pending.len(), draft.pending, "{}", draft.id);
        assert_eq!(draft.scenarios.matches("@待确认\n").count(), draft.pending);
        // A draft of the same rules has no change, but for marks.
        let drafted = PackFile {
            name: draft.name.clone(),
            bytes: Cow::Owned(draft.text.clone().into_bytes()),
            scenarios: None,
        };
        let comparison = packs::compare(&from, &drafted).unwrap();
        assert_eq!(rules(&comparison), Vec::<String>::new(), "{}", draft.id);
        assert!(of_kind(&comparison, ChangeKind::Words).is_empty());
    }
}

#[test]
fn the_scenarios_of_a_draft_keep_their_dates_possible_and_their_citations() {
    let draft = packs::draft(&pack("hohhot-etdz/2022"), 2023).unwrap();
    assert_eq!(
        draft.pending, 4,
        "the exception of 2020 has left the window"
    );
    let text = &draft.scenarios;
    assert!(text.contains("# 待确认：原例是 1972-02-29，1973 年没有这一天，暂用 1973-02-28"));
    assert!(text.contains("依据N2022 §2要求学时") && !text.contains("N2023"));
    assert!(text.contains("当 2023-09-01申报初级职称评审"));
    assert!(text.starts_with("# language: zh-CN\n# 草稿的例子"));
}

#[test]
fn a_draft_is_of_a_later_year() {
    for year in [2021, 2022, 2043, i16::MIN, i16::MAX] {
        let error = packs::draft(&pack("hohhot-etdz/2022"), year).unwrap_err();
        assert_eq!(error.code(), "packs.bad_number", "{year}");
    }
}

#[test]
fn changes_are_told_by_clause_in_the_order_of_the_notice() {
    let corrected = edited(
        "hohhot-etdz/2022.2.toml",
        &[
            (
                "required = { public = \"30\", professional = \"0\" }",
                "required = { public = \"30\", professional = \"30\" }",
            ),
            ("ceiling_fen_per_study_year = 7500\n", ""),
            ("years = 3\n", "years = 2\n"),
            (
                "effect = \"reference\"\nwhen = { purposes = [\"title_review\"], grassroots",
                "effect = \"waive\"\nwhen = { purposes = [\"title_review\"], grassroots",
            ),
            (
                "to = \"2022-12-31\" }] # 补学",
                "to = \"2022-11-30\" }] # 补学",
            ),
            ("applied = \"随机抽查；", "applied = \"双随机抽查；"),
            (
                "confirm = true\nbasis = \"不足一分如何取整通知未写明\"\n",
                "",
            ),
        ],
    );
    let comparison = packs::compare(&pack("hohhot-etdz/2022"), &corrected).unwrap();
    let waives = "effect: waive; when: { grassroots: true, purposes: title_review }";
    let refers = waives.replace("waive", "reference");
    assert_eq!(
        rules(&comparison),
        [
            "study_years[2020].required[professional]: 0 → 30",
            "study_years[2020].windows[1].to: 2022-12-31 → 2022-11-30",
            "clauses[§2a.1].rules[window].years: 3 → 2",
            &format!("clauses[§3.3].rules[waive]: – → {waives}"),
            &format!("clauses[§3.3].rules[reference]: {refers} → –"),
            "fees[public].ceiling_fen_per_study_year: 7500 → –",
        ]
    );
    let words = of_kind(&comparison, ChangeKind::Words);
    assert_eq!(
        (words.len(), &*words[0].place),
        (1, "clauses[§6.1].applied")
    );
    assert_eq!(of_kind(&comparison, ChangeKind::Confirm).len(), 2);
    let same = packs::compare(&corrected, &corrected).unwrap();
    assert!(same.changes.is_empty());
}

#[test]
fn a_new_notice_changes_citations_and_that_is_no_change_of_a_rule() {
    let mut renamed = pack("hohhot-etdz/2022");
    let text = String::from_utf8(renamed.bytes.to_vec())
        .unwrap()
        .replace("N2022 §", "N2023 §");
    renamed.bytes = Cow::Owned(text.into_bytes());
    let comparison = packs::compare(&pack("hohhot-etdz/2022"), &renamed).unwrap();
    assert!(comparison.changes.is_empty(), "{:?}", comparison.changes);
}
