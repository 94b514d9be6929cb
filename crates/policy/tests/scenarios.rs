//! Runs the scenarios beside every edition, in the program and of the territories for tests, by the
//! same code as `xueshi policy test`; and holds that a scenario can fail.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use policy::packs::Folder;
use policy::scenarios::{self, Kind, Report};
use policy::{Edition, Policies};

const TEST_PACKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs");

fn reports(folder: &Folder) -> Vec<Report> {
    let policies = folder.policies().unwrap();
    let run = |edition: &Edition| {
        let pack = folder.pack(edition.id()).unwrap();
        let scenarios = pack.scenarios.as_ref().unwrap();
        scenarios::run(edition, &folder.shown(&pack.scenarios_name()), scenarios)
    };
    policies.editions().iter().map(run).collect()
}

/// Everything that is wrong with a report, a line each.
fn wrong(report: &Report) -> Vec<String> {
    let failures = report.failures.iter().map(|failure| {
        let (line, name, step) = (failure.line, &failure.scenario, &failure.step);
        format!("{}:{line} {name}: {step}: {}", report.file, failure.trouble)
    });
    let uncovered = report.uncovered().map(|clause| {
        let lacking: Vec<_> = clause.lacking().map(Kind::tag).collect();
        format!(
            "{}: {} lacks {lacking:?}, never shows {:?}",
            report.file, clause.cite, clause.unseen
        )
    });
    failures.chain(uncovered).collect()
}

#[test]
fn every_scenario_of_every_edition_holds_and_every_clause_has_its_three() {
    let folders = [Folder::embedded(), Folder::read(TEST_PACKS).unwrap()];
    let reports: Vec<Report> = folders.iter().flat_map(reports).collect();
    let wrong: Vec<String> = reports.iter().flat_map(wrong).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let ran: usize = reports.iter().map(|report| report.ran).sum();
    assert!(
        reports.len() >= 3 && ran >= 70,
        "{} files, {ran} scenarios",
        reports.len()
    );
}

/// What comes of one scenario for the edition of 2022: its lines after the head of the file.
fn of_2022(lines: &str) -> Report {
    let policies = Policies::embedded().unwrap();
    let edition = policies.edition("hohhot-etdz/2022").unwrap();
    let text = format!("# language: zh-CN\n功能: 试\n\n{lines}\n");
    scenarios::run(edition, "试.feature", text.as_bytes())
}

/// Line, step and words of the one thing that is wrong.
fn failure(lines: &str) -> (usize, String, String) {
    let report = of_2022(lines);
    assert_eq!(report.failures.len(), 1, "{lines}: {:?}", report.failures);
    let failure = &report.failures[0];
    (
        failure.line,
        failure.step.clone(),
        failure.trouble.to_string(),
    )
}

const SHORT_OF_60: &str = "  @§5 @通过\n  场景: 审验卡\n    假如 2022年度有公需科目30学时\n    \
                           当 2022-12-31用于审验卡\n    那么 ";

#[test]
fn a_wrong_expectation_says_line_step_expected_and_got() {
    for (wrong, told) in [
        ("结论是达标", "应为 / expected: 达标；实为 / got: 不达标"),
        (
            "2022年度专业科目还差59.99学时",
            "应为 / expected: 59.99；实为 / got: 60",
        ),
        (
            "2022年度公需科目应完成29.99学时",
            "应为 / expected: 29.99；实为 / got: 30",
        ),
        (
            "2021年度公需科目应完成30学时",
            "应为 / expected: 30；实为 / got: 不要求",
        ),
        (
            "不要求2022年度专业科目",
            "应为 / expected: 不要求；实为 / got: 60",
        ),
        (
            "补学费用为150.01元",
            "应为 / expected: ¥150.01；实为 / got: ¥150.00",
        ),
        (
            "依据N2022 §5免除学时",
            "应为 / expected: N2022 §5免除学时；实为 / got: N2022 §5确定年度；N2022 §2要求学时",
        ),
        (
            "依据N2022 §5确定年度，但不再起作用",
            "应为 / expected: N2022 §5确定年度，但不再起作用；实为 / got: N2022 §5确定年度；N2022 §2要求学时",
        ),
        (
            "没有依据N2022 §5",
            "应为 / expected: 没有依据N2022 §5；实为 / got: 依据N2022 §5",
        ),
        ("须补充性别", "应为 / expected: 性别；实为 / got: "),
        (
            "不适用本政策",
            "应为 / expected: 不适用本政策；实为 / got: 不达标",
        ),
    ] {
        let (line, step, words) = failure(&format!("{SHORT_OF_60}{wrong}"));
        assert_eq!((line, step, &*words), (8, format!("那么 {wrong}"), told));
    }
}

#[test]
fn what_cannot_be_read_is_told_with_what_could_be_written() {
    for (wrong, told) in [
        (
            "申请人心情愉快",
            "不认识这句话；可用的句子见 docs/policy-packs.md",
        ),
        (
            "依据N2022 §5想一想",
            "相近的句子：依据{条款}{效果}；依据{条款}{效果}，但不再起作用",
        ),
        (
            "结论是还行",
            "“还行”不能填在 {结论} 处（可填：免学时、达标、供参考、不达标、无法判定）",
        ),
        (
            "2022年度选修科目还差1学时",
            "“选修科目”不能填在 {科目} 处（可填：公需科目、专业科目）",
        ),
        ("2022年度公需科目还差三十学时", "“三十”不能填在 {学时} 处"),
        ("2022年度公需科目还差0.125学时", "0.125 不是学时"),
        ("没有依据N2022 §9", "没有条款 N2022 §9"),
        (
            "2022年度有公需科目30学时",
            "这句话要写在“假如”之下，不能写在“那么”之下",
        ),
        ("费用为75.00元", "前面的“当”不是购买"),
        ("记入学时", "前面的“当”不是学课程"),
        ("不能折算", "前面的“当”不是申报折算"),
    ] {
        let (_, _, words) = failure(&format!("{SHORT_OF_60}{wrong}"));
        assert!(words.contains(told), "{wrong}: {words}");
    }
    for (whole, told) in [
        (
            "  @§5 @通过\n  场景: 空\n    那么 结论是达标",
            "“那么”之前要有“当”",
        ),
        (
            "  @§5 @通过\n  场景: 无\n    当 2022-12-31用于审验卡",
            "场景没有“那么”",
        ),
        (
            "  @§5 @通过\n  场景: 日\n    当 2022-11-31用于审验卡",
            "2022-11-31 不是日历上有的日期",
        ),
        (
            "  @§5 @通过\n  场景: 序\n    当 2022-12-31用于审验卡\n    假如 在基层一线工作",
            "“假如”要写在“当”之前",
        ),
        ("  @§5 @通国\n  场景: 签", "不认识标签 @通国"),
        ("  @§9 @通过\n  场景: 签", "不认识标签 @§9"),
        ("  @§5\n  场景: 签", "缺少标签"),
        ("  @§5 @通过 @待确认\n  场景: 签", "@待确认 只能用在草稿里"),
        ("  乱七八糟", "不是步骤：乱七八糟"),
        (
            "  @§5 @通过\n  场景: 签\n    假入 在基层一线工作",
            "不是步骤：假入 在基层一线工作",
        ),
        (
            "  @§5 @通过\n  场景: 签\n    当 2022-12-31用于审验卡\n    乱七八糟",
            "读不懂：乱七八糟",
        ),
        ("", "文件里没有场景"),
    ] {
        let (_, _, words) = failure(whole);
        assert!(words.contains(told), "{whole}: {words}");
    }
}

#[test]
fn a_row_of_an_outline_fails_at_its_own_line() {
    let outline = "  @§5 @边界\n  场景大纲: 行\n    假如 2022年度有公需科目<学时>学时\n    \
                   当 2022-12-31用于审验卡\n    那么 2022年度公需科目还差<差>学时\n\n    例子:\n      \
                   | 学时 | 差 |\n      # 下一行对，再下一行错\n      | 29 | 1 |\n      | 28 | 1 |";
    let report = of_2022(outline);
    assert_eq!(report.ran, 2);
    let failure = &report.failures[0];
    assert_eq!(
        (failure.line, failure.scenario_line, report.failures.len()),
        (14, 5, 1)
    );
    assert_eq!(failure.step, "那么 2022年度公需科目还差1学时");
}

#[test]
fn comments_may_stand_anywhere() {
    let text = "  # 一\n  @§5 @通过\n  # 二\n  场景: 注释\n    # 三\n\n    # 四\n    \
                当 2022-12-31用于审验卡\n    # 五\n    那么 结论是不达标\n    # 六\n\n  # 七";
    let report = of_2022(text);
    assert!(report.failures.is_empty(), "{:?}", report.failures);
    assert_eq!(report.ran, 1);
}

#[test]
fn a_clause_lacks_what_no_scenario_of_it_shows() {
    let card = "  @§5 @通过\n  场景: 卡\n    当 2022-12-31用于审验卡\n    那么 结论是不达标\n\n";
    let report = of_2022(&format!(
        "{card}  @§6.2 @人工\n  场景: 人\n\n  @§2 @人工\n  场景: 人"
    ));
    assert!(report.failures.is_empty() && !report.is_good());
    let clause = |section: &str| {
        let cite = format!("N2022 {section}");
        report
            .coverage
            .iter()
            .find(|clause| clause.cite == cite)
            .unwrap()
    };
    let lacking = |section: &str| {
        let kinds = clause(section).lacking().map(Kind::tag);
        kinds.collect::<Vec<_>>()
    };
    assert_eq!(lacking("§5"), ["不通过", "边界"]);
    assert!(clause("§5").unseen.is_empty());
    assert_eq!(lacking("§3.1"), ["通过", "不通过", "边界"]);
    assert_eq!(clause("§3.1").unseen.len(), 2, "reduce and waive");
    assert_eq!(lacking("§6.1"), ["通过", "不通过", "边界"]);
    // Carried out by people: nothing is lacking. What has rules cannot be declared away.
    assert_eq!(lacking("§6.2"), Vec::<&str>::new());
    assert_eq!(lacking("§2"), ["通过", "不通过", "边界"]);
}
