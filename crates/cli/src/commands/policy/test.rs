//! `xueshi policy test`: runs the scenarios, and reports clause by clause what they cover.

use std::fmt::Write as _;
use std::process::ExitCode;

use policy::packs::Folder;
use policy::scenarios::{self, ClauseCoverage, Failure, Kind, Report};
use policy::{Edition, PackError};

use super::{folder, state, unknown};
use crate::arguments::PolicyTest;
use crate::commands::WRONG;
use crate::words::print;

/// Runs the scenarios of every edition, or of one.
pub fn run(arguments: &PolicyTest) -> Result<ExitCode, PackError> {
    let folder = folder(arguments.folder.as_deref())?;
    let policies = folder.policies()?;
    let wanted = |edition: &&Edition| {
        let id = arguments.edition.as_deref();
        id.is_none_or(|id| id == edition.id())
    };
    let editions: Vec<&Edition> = policies.editions().iter().filter(wanted).collect();
    if editions.is_empty() {
        return Err(unknown(
            &folder,
            arguments.edition.as_deref().unwrap_or("—"),
        ));
    }
    let mut is_good = true;
    for edition in editions {
        let report = run_one(&folder, edition);
        print(coverage(&report));
        for failure in &report.failures {
            print(told(&report, failure));
        }
        for failure in &report.pending {
            print(format_args!(
                "待确认 / to confirm: {}",
                told(&report, failure)
            ));
        }
        print(sum(&report));
        is_good &= report.is_good();
    }
    Ok(ExitCode::from(if is_good { 0 } else { WRONG }))
}

fn run_one(folder: &Folder, edition: &Edition) -> Report {
    let pack = folder.pack(edition.id());
    let bytes = pack.and_then(|pack| pack.scenarios.as_deref());
    let name = folder.shown(&format!("{}.feature", edition.id()));
    scenarios::run(edition, &name, bytes.unwrap_or_default())
}

/// The table of clauses: how many scenarios pass, fail and stand at the edge.
fn coverage(report: &Report) -> String {
    let mut text = format!(
        "{}（{}）  {}\n",
        report.edition,
        state(report.is_draft),
        report.file
    );
    let width = report
        .coverage
        .iter()
        .map(|clause| clause.cite.chars().count());
    let width = width.max().unwrap_or(0);
    let _ = writeln!(text, "  {:width$}  通过  不通过  边界", "");
    for clause in &report.coverage {
        let [passes, fails, edge] = clause.counts;
        let _ = writeln!(
            text,
            "  {:width$}  {passes:>4}  {fails:>6}  {edge:>4}{}",
            clause.cite,
            remark(clause)
        );
    }
    text.pop();
    text
}

fn remark(clause: &ClauseCoverage) -> String {
    let lacking: Vec<String> = clause
        .lacking()
        .map(|kind: Kind| format!("@{}", kind.tag()))
        .collect();
    if !lacking.is_empty() {
        let lacking = lacking.join("、");
        return format!("  ← 缺 {lacking} / lacks them");
    }
    if !clause.unseen.is_empty() {
        let effects: Vec<&str> = clause.unseen.iter().map(|effect| effect.as_str()).collect();
        let effects = effects.join(", ");
        return format!("  ← 没有例子显示它的效果 / no scenario shows: {effects}");
    }
    match (clause.is_by_hand, clause.is_applied) {
        (true, false) => "  由人执行 / carried out by people".to_owned(),
        _ => String::new(),
    }
}

fn told(report: &Report, failure: &Failure) -> String {
    let mut text = format!("{}:{}", report.file, failure.line);
    if !failure.scenario.is_empty() {
        let _ = write!(text, ": {}", failure.scenario);
    }
    if !failure.step.is_empty() {
        let _ = write!(text, "\n    {}", failure.step);
    }
    let _ = write!(text, "\n    {}", failure.trouble);
    text
}

fn sum(report: &Report) -> String {
    let (ran, failed) = (report.ran, report.failures.len());
    let (lacking, pending) = (report.uncovered().count(), report.pending.len());
    let mut text = format!(
        "{ran} 个例子，{failed} 个不成立，{lacking} 条条款缺例子 / \
         {ran} scenarios, {failed} do not hold, {lacking} clauses lack one"
    );
    if pending > 0 {
        let _ = write!(text, "；{pending} 个待确认 / {pending} to confirm");
    }
    text.push('\n');
    text
}
