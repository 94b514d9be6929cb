//! Moves the scenarios of an edition on with it. A scenario that no longer holds then (an exception
//! of one year has left the window, say) is kept and marked `@待确认`, with what the draft answers.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use kernel::{Day, Year};

use super::roll::moved;
use crate::pack::Edition;
use crate::pack::error::{PackError, PackProblem};
use crate::scenarios;

/// The text of the draft's scenarios, and how many of them wait to be confirmed.
pub(super) fn draft(
    edition: &Edition,
    bytes: &[u8],
    from: &str,
    years: Year,
) -> Result<(String, usize), PackError> {
    let file = format!("{}.feature", edition.id());
    let wrong = |detail: String| {
        PackError::new(PackProblem::BadScenario, "")
            .with(detail)
            .in_file(&file)
    };
    let text = std::str::from_utf8(bytes).map_err(|error| wrong(error.to_string()))?;
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        lines.extend(moved_line(line, years));
    }
    let head = format!(
        "# 草稿的例子：由 {from} 的例子顺移年度而来，请逐个核对；标了 @待确认 的，按新通知改好后删去标签。"
    );
    lines.insert(usize::from(!lines.is_empty()), head);
    let report = scenarios::run(edition, &file, lines.join("\n").as_bytes());
    let mut failed: BTreeMap<usize, String> = BTreeMap::new();
    for failure in &report.failures {
        if failure.step.is_empty() {
            return Err(wrong(failure.trouble.to_string()));
        }
        let told = format!("{}：{}", failure.step, failure.trouble);
        failed.entry(failure.scenario_line).or_insert(told);
    }
    let pending = failed.len();
    Ok((marked(&lines, &failed), pending))
}

/// The lines, with a tag and a comment before each scenario that does not hold.
fn marked(lines: &[String], failed: &BTreeMap<usize, String>) -> String {
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
        // The tags stand on the line before the scenario; a comment may not stand between them.
        if line.trim_start().starts_with('@')
            && let Some(told) = failed.get(&(at + 2))
        {
            let _ = write!(text, "{indent}# 待确认：{told}\n{indent}@待确认\n");
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// A line with its years moved; days that the new year does not have get a comment.
fn moved_line(line: &str, years: Year) -> Vec<String> {
    let mut out = String::new();
    let mut lost: Option<(Day, Day)> = None;
    let mut rest = line;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let day = rest.get(..10).and_then(|text| text.parse::<Day>().ok());
        let starts = !before.is_ascii_alphanumeric() && before != '.';
        let taken = if let (Some(day), true) = (day, starts) {
            let new = moved(day, years);
            if new.day() != day.day() {
                lost = Some((day, new));
            }
            out.push_str(&new.to_string());
            10
        } else if let (Some(year), true) = (year_at(rest), starts) {
            out.push_str(&(year + years).to_string());
            4
        } else {
            out.push(c);
            c.len_utf8()
        };
        before = rest
            .get(..taken)
            .and_then(|text| text.chars().last())
            .unwrap_or(' ');
        rest = rest.get(taken..).unwrap_or_default();
    }
    let mut lines = Vec::new();
    if let Some((day, new)) = lost {
        let indent: String = line.chars().take_while(|c| c.is_whitespace()).collect();
        lines.push(format!(
            "{indent}# 待确认：原例是 {day}，{} 年没有这一天，暂用 {new}",
            new.year()
        ));
    }
    lines.push(out);
    lines
}

/// A year where text says one: `2022年`, `2022 年`.
fn year_at(text: &str) -> Option<Year> {
    let year = text
        .get(..4)?
        .parse()
        .ok()
        .filter(|year| (1900..=2999).contains(year))?;
    let after = text.get(4..)?;
    (after.starts_with('年') || after.starts_with(" 年")).then_some(year)
}
