//! Whether the rules of a pack together speak of everybody, once: no gap, no overlap.

use kernel::{Day, Year};

use super::Checked;
use crate::facts::{Application, Degree, Level, Purpose};
use crate::pack::edition::Edition;
use crate::pack::error::{PackError, PackProblem};
use crate::pack::rules::{Act, Rule};

pub(super) fn check(edition: &Edition) -> Checked<()> {
    let Some(on) = Day::new(edition.year, 1, 1) else {
        return Err(PackError::new(PackProblem::BadId, "application_year").with(edition.year));
    };
    no_rule_twice(&edition.rules)?;
    let newest = edition.study_years.last();
    if let Some(later) = newest.filter(|study_year| study_year.year > edition.year) {
        let detail = format!("{} > application_year {}", later.year, edition.year);
        return Err(PackError::new(PackProblem::BadNumber, "study_years").with(detail));
    }
    for application in applications(on) {
        check_application(edition, application)?;
    }
    let of_years = |rule: &&Rule| matches!(rule.act, Act::Narrow | Act::Deem { .. });
    match edition.rules.iter().find(of_years) {
        Some(rule) if !edition.sums.is_empty() => {
            // Fewer years of a sum can leave out the years in which the hours were earned, and a
            // year cannot be complete in a sum: such a rule would have to say what it means first.
            Err(PackError::new(PackProblem::NotForEffect, &rule.place).with("sums"))
        }
        _ => Ok(()),
    }
}

/// No two rules say the same of the same applicants, and none says two things of one exam.
fn no_rule_twice(rules: &[Rule]) -> Checked<()> {
    for (at, one) in rules.iter().enumerate() {
        let twice = |other: &&Rule| match (one.act.exam(), other.act.exam()) {
            (Some(one_exam), Some(exam)) => one_exam == exam && one.when == other.when,
            (None, None) => {
                one.act.effect() == other.act.effect()
                    && std::mem::discriminant(&one.act) == std::mem::discriminant(&other.act)
                    && one.when == other.when
                    && (one.cite == other.cite
                        || matches!(one.act, Act::Reduce { .. } | Act::Narrow))
            }
            (Some(_), None) | (None, Some(_)) => false,
        };
        if let Some(other) = rules.iter().skip(at + 1).find(twice) {
            return Err(PackError::new(PackProblem::Overlap, &other.place).with(&one.place));
        }
    }
    Ok(())
}

/// Everything that can be applied for.
fn applications(on: Day) -> Vec<Application> {
    let of = |purpose, level, degree| Application {
        purpose,
        level,
        degree,
        on,
    };
    let mut all = Vec::new();
    for &purpose in Purpose::ALL {
        match purpose {
            Purpose::TitleReview => {
                all.extend(
                    Level::ALL
                        .iter()
                        .map(|&level| of(purpose, Some(level), None)),
                );
            }
            Purpose::TitleRecognition => {
                all.extend(
                    Degree::ALL
                        .iter()
                        .map(|&degree| of(purpose, None, Some(degree))),
                );
            }
            Purpose::Appointment | Purpose::Appraisal | Purpose::Card => {
                all.push(of(purpose, None, None));
            }
        }
    }
    all
}

fn check_application(edition: &Edition, application: Application) -> Checked<()> {
    let whom = whom(application);
    let wrong = |problem, place: &str, detail: String| {
        Err(PackError::new(problem, place).with(format!("{whom}: {detail}")))
    };
    let concerning = |rule: &&Rule| rule.when.concerns(application);
    let windows: Vec<(&Rule, Year)> = edition
        .rules
        .iter()
        .filter(concerning)
        .filter_map(|rule| Some((rule, rule.act.years()?)))
        .collect();
    let waived = edition
        .rules
        .iter()
        .filter(concerning)
        .any(|rule| matches!(rule.act, Act::Waive) && rule.when.asks_no_person());
    let (rule, years) = match windows.as_slice() {
        [] if waived => return Ok(()),
        [] => {
            return wrong(
                PackProblem::Gap,
                "clauses",
                "effect = \"window\"".to_owned(),
            );
        }
        [one] => *one,
        [(one, _), (other, _), ..] => {
            return wrong(PackProblem::Overlap, &other.place, one.place.clone());
        }
    };
    let sums = edition
        .sums
        .iter()
        .filter(|sum| sum.when.concerns(application))
        .count();
    let first = edition.year - years + 1;
    for year in first..=edition.year {
        let known = edition.study_year(year);
        let yearly = known.is_some_and(|study_year| !study_year.required.is_empty());
        let told = |what: &str| format!("{year} ({}: years = {years}) {what}", rule.place);
        match (yearly, sums) {
            (true, 0) | (false, 1) => {}
            (false, 0) => return wrong(PackProblem::Gap, "study_years", told("required")),
            (true, _) => return wrong(PackProblem::Overlap, "sums", told("study_years, sums")),
            (false, _) => return wrong(PackProblem::Overlap, "sums", told("sums")),
        }
    }
    check_required_sentences(edition, application, first)
}

/// What is applied for, in the names of the pack.
fn whom(application: Application) -> String {
    let level = application.level.map(Level::as_str);
    let degree = application.degree.map(Degree::as_str);
    let names = [Some(application.purpose.as_str()), level, degree];
    names.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Every clause that asks for hours has a sentence that says so.
fn check_required_sentences(
    edition: &Edition,
    application: Application,
    first: Year,
) -> Checked<()> {
    let yearly = edition.study_years.iter();
    let yearly = yearly.filter(|year| year.year >= first && !year.required.is_empty());
    let sums = edition.sums.iter();
    let sums = sums.filter(|sum| sum.when.concerns(application));
    for cite in yearly
        .map(|year| &year.cite)
        .chain(sums.map(|sum| &sum.cite))
    {
        let says = |rule: &Rule| {
            matches!(rule.act, Act::Require)
                && rule.cite == *cite
                && rule.when.concerns(application)
        };
        if !edition.rules.iter().any(says) {
            let clauses = &edition.clauses;
            let at = clauses.iter().position(|clause| clause.cite == *cite);
            let place = format!("clauses[{}] ({cite})", at.unwrap_or_default());
            let detail = format!("{}: effect = \"require\"", whom(application));
            return Err(PackError::new(PackProblem::Incomplete, place).with(detail));
        }
    }
    Ok(())
}
