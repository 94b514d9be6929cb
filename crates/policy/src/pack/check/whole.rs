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
    for application in applications(on) {
        check_application(edition, application)?;
    }
    let narrows = edition
        .rules
        .iter()
        .any(|rule| matches!(rule.act, Act::Narrow));
    let deems = edition
        .rules
        .iter()
        .any(|rule| matches!(rule.act, Act::Deem { .. }));
    if !edition.sums.is_empty() && (narrows || deems) {
        // Fewer years of a sum can leave out the years in which the hours were earned, and a year
        // cannot be complete in a sum: such a rule would have to say what it means first.
        return Err(PackError::new(PackProblem::NotForEffect, "sums"));
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
    let wrong = |problem, detail: String| {
        let place = format!(
            "{} {}{}",
            application.purpose.as_str(),
            application.level.map_or("", Level::as_str),
            application.degree.map_or("", Degree::as_str),
        );
        Err(PackError::new(problem, place.trim_end()).with(detail))
    };
    let concerning = |rule: &&Rule| rule.when.concerns(application);
    let windows: Vec<(&Rule, Year)> = edition
        .rules
        .iter()
        .filter(concerning)
        .filter_map(|rule| match rule.act {
            Act::Window { years } => Some((rule, years)),
            Act::Narrow
            | Act::Require
            | Act::Reduce { .. }
            | Act::Deem { .. }
            | Act::Refer { .. }
            | Act::Waive
            | Act::Reference => None,
        })
        .collect();
    let waived = edition
        .rules
        .iter()
        .filter(concerning)
        .any(|rule| matches!(rule.act, Act::Waive) && rule.when.asks_no_person());
    let years = match windows.as_slice() {
        [] if waived => return Ok(()),
        [] => return wrong(PackProblem::Gap, "window".to_owned()),
        [(_, years)] => *years,
        [(one, _), (other, _), ..] => {
            return wrong(
                PackProblem::Overlap,
                format!("{}, {}", one.cite, other.cite),
            );
        }
    };
    let sums = edition
        .sums
        .iter()
        .filter(|sum| sum.when.concerns(application));
    let sums: Vec<_> = sums.collect();
    let first = edition.year - years + 1;
    for year in first..=edition.year {
        let yearly = edition
            .study_year(year)
            .is_some_and(|study_year| !study_year.required.is_empty());
        match (yearly, sums.len()) {
            (true, 0) | (false, 1) => {}
            (false, 0) => return wrong(PackProblem::Gap, format!("study year {year}")),
            (true | false, _) => {
                return wrong(PackProblem::Overlap, format!("study year {year}, sums"));
            }
        }
    }
    check_required_sentences(edition, application, first)
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
            let problem = PackProblem::Incomplete;
            return Err(PackError::new(problem, &**cite).with("effect = \"require\""));
        }
    }
    Ok(())
}
