//! `xueshi policy diff`: what changed between two editions, clause by clause.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use policy::packs::{self, Change, ChangeKind, Comparison, Folder, PackFile};
use policy::{Edition, PackError, Policies};

use super::{folder, pack, state};
use crate::arguments::PolicyDiff;
use crate::words::print;

/// Compares two editions.
pub fn run(arguments: &PolicyDiff) -> Result<ExitCode, PackError> {
    let folder = folder(arguments.policies.as_deref())?;
    let from = named(&folder, &arguments.from)?;
    let to = named(&folder, &arguments.to)?;
    let comparison = packs::compare(&from, &to)?;
    if arguments.json {
        // Texts and numbers always serialise.
        print(serde_json::to_string(&comparison).unwrap_or_default());
        return Ok(ExitCode::SUCCESS);
    }
    let policies = Policies::from_bytes(&to.name, &to.bytes)?;
    print(head(&comparison));
    for kind in ChangeKind::ALL {
        print(section(
            *kind,
            &comparison,
            policies.editions().first(),
            arguments.all,
        ));
    }
    print(moved(&comparison));
    Ok(ExitCode::SUCCESS)
}

/// An edition by its id, or by the path of its file.
fn named<'f>(folder: &'f Folder, name: &str) -> Result<Cow<'f, PackFile>, PackError> {
    let extension = Path::new(name).extension();
    if extension.is_some_and(|kind| kind == "toml") {
        return PackFile::read(name).map(Cow::Owned);
    }
    pack(folder, name).map(Cow::Borrowed)
}

fn head(comparison: &Comparison) -> String {
    let (from, to) = (&comparison.from, &comparison.to);
    let side = |side: &packs::Side| format!("{}（{}）", side.id, state(side.draft));
    format!("{} → {}", side(from), side(to))
}

fn section(
    kind: ChangeKind,
    comparison: &Comparison,
    edition: Option<&Edition>,
    all: bool,
) -> String {
    let name = match kind {
        ChangeKind::Rule => "规则和数字 / rules and figures",
        ChangeKind::Words => "措辞 / words",
        ChangeKind::Notice => "通知 / the notice",
        ChangeKind::Confirm => "待确认的标记 / marks of what is to be confirmed",
    };
    let changes: Vec<&Change> = comparison
        .changes
        .iter()
        .filter(|change| change.kind == kind)
        .collect();
    let mut text = format!("\n{name}: {}", changes.len());
    if kind == ChangeKind::Confirm && !all {
        if !changes.is_empty() {
            text.push_str("（--all 逐项列出 / lists them）");
        }
        return text;
    }
    let mut clause = None;
    for change in changes {
        if clause != change.clause.as_deref() {
            clause = change.clause.as_deref();
            let cite = clause.unwrap_or_default();
            let quote = edition.and_then(|edition| edition.clause(cite));
            let quote = quote.map_or("", |clause| &clause.quote);
            let _ = write!(text, "\n  {cite}  {}", short(quote));
        }
        let said = said(change);
        let _ = write!(
            text,
            "\n    {}：{said}\n    {}: {said}",
            change.zh, change.en
        );
    }
    text
}

fn said(change: &Change) -> String {
    match (&change.from, &change.to) {
        (Some(from), Some(to)) => format!("{from} → {to}"),
        (None, Some(to)) => format!("＋ {to}"),
        (Some(from), None) => format!("－ {from}"),
        (None, None) => String::new(),
    }
}

/// The beginning of a quote.
fn short(quote: &str) -> String {
    const CHARS: usize = 30;
    let mut text: String = quote.chars().take(CHARS).collect();
    if quote.chars().count() > CHARS {
        text.push('…');
    }
    text
}

fn moved(comparison: &Comparison) -> String {
    let moved = &comparison.moved;
    let span = |years: &[i16]| match (years.first(), years.last()) {
        (Some(first), Some(last)) => format!("{first}–{last}"),
        _ => "—".to_owned(),
    };
    let (from, to) = (span(&moved.study_years_from), span(&moved.study_years_to));
    format!(
        "\n随年度顺移的不算改动：申报年度 {:+}，学习年度 {from} → {to}，起止日期 {:+} 年\n\
         moved with the year, not counted: application year {:+}, study years {from} → {to}, \
         windows {:+} years",
        moved.years, moved.years, moved.years, moved.years,
    )
}
