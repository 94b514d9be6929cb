//! From a row to the facts of an applicant, and from a decision to rows of hours: pure.

use std::collections::BTreeMap;

use kernel::{CitizenId, Day, Hours, Instant, Year};
use ledger::Line;
use policy::{Applicant, Application, Circumstance, Decision, Deemed, DeemedKind, Level, Purpose};

use super::model::{BatchRow, Given, Listed};
use crate::decisions::Question;

/// What the engine calls the applicant of a row.
pub(super) fn applicant_id(at: i64) -> String {
    format!("row-{at}")
}

/// The question of a row, for somebody whom we know.
pub(super) fn question(listed: &Listed) -> Question {
    Question::new(listed.purpose, listed.level, listed.degree, listed.on)
}

/// The facts of somebody whom we do not know: what her identity number says and the list gives.
pub(super) fn given_applicant(
    at: i64,
    citizen_id: &CitizenId,
    listed: &Listed,
    territory: &str,
) -> Applicant {
    let application = Application {
        purpose: listed.purpose,
        level: listed.level,
        degree: listed.degree,
        on: listed.on,
    };
    let mut applicant = Applicant::new(applicant_id(at), application);
    applicant.person.sex = Some(citizen_id.sex());
    applicant.person.born = citizen_id.born();
    applicant.post.territory = Some(territory.to_owned());
    applicant.post.sector = listed.given.sector;
    applicant.post.grassroots = listed.given.grassroots;
    applicant.hours.clone_from(&listed.given.hours);
    add_beside_records(&mut applicant, &listed.given);
    applicant
}

/// Adds the facts that we keep no records of, and the transfer where no record names one.
pub(super) fn add_beside_records(applicant: &mut Applicant, given: &Given) {
    let recorded = applicant.post.from_government_on;
    applicant.post.from_government_on = recorded.or(given.from_government_on);
    if given.frontline {
        applicant
            .circumstances
            .push(Circumstance::EpidemicFrontline);
    }
    applicant.deemed.extend(given.exam_year.map(|year| Deemed {
        kind: DeemedKind::QualificationExam,
        year,
        in_region: true,
    }));
}

/// The last day whose entries count: the one chosen, else today, as on the learner's own page.
pub(super) fn cut_off(chosen: Option<Day>, now: Instant) -> Day {
    chosen.unwrap_or_else(|| now.day())
}

/// The entries that were posted by the end of a day and stand today: what was revoked since, for
/// whatever day, was never earned.
pub(super) fn until(mut lines: Vec<Line>, day: Day) -> Vec<Line> {
    let end = day.plus_days(1).start();
    lines.retain(|line| line.entry.at < end && !line.revoked && line.entry.reverses.is_none());
    lines
}

/// What a title is applied for, as words of a key: `title_review-senior`.
pub(super) fn application_name(listed: &Listed) -> (Purpose, Option<&'static str>) {
    let more = match listed.purpose {
        Purpose::TitleReview => listed.level.map(Level::as_str),
        Purpose::TitleRecognition => listed.degree.map(policy::Degree::as_str),
        _ => None,
    };
    (listed.purpose, more)
}

/// Hours of one study year (or span) and category, as a sheet lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursRow {
    /// Study year; first and last one of a span.
    pub years: [Year; 2],
    /// Category of the edition; `total` for all of the year together.
    pub category: String,
    /// Hours owed after reliefs; none where nothing is owed.
    pub required: Option<Hours>,
    /// Hours that count.
    pub counted: Hours,
    /// What is missing.
    pub short: Hours,
    /// Something stands for these hours.
    pub deemed: bool,
}

/// The hours behind a decision, by year and category, each year followed by its total. Who owes
/// nothing is shown with the hours that are there.
pub fn hours_rows(row: &BatchRow) -> Vec<HoursRow> {
    let (Some(decision), Some(applicant)) = (&row.decision, &row.applicant) else {
        return Vec::new();
    };
    let owed = owed_rows(decision);
    let mut rows = if owed.is_empty() {
        had_rows(applicant)
    } else {
        owed
    };
    let mut with_totals = Vec::with_capacity(rows.len() * 3 / 2);
    while let Some(years) = rows.first().map(|row| row.years) {
        let of_years: Vec<HoursRow> = rows.extract_if(.., |row| row.years == years).collect();
        let has_total = of_years.iter().any(|row| row.category == TOTAL);
        let total = total(years, &of_years);
        with_totals.extend(of_years);
        if !has_total {
            with_totals.push(total);
        }
    }
    with_totals
}

/// The category of a row that sums up a year.
const TOTAL: &str = "total";

fn owed_rows(decision: &Decision) -> Vec<HoursRow> {
    let rows = decision.requirements.iter().filter_map(|row| {
        let years = row.years.or(row.year.map(|year| [year, year]))?;
        Some(HoursRow {
            years,
            category: row.category.clone(),
            required: Some(row.required),
            counted: row.counted,
            short: row.short,
            deemed: row.deemed,
        })
    });
    rows.collect()
}

fn had_rows(applicant: &Applicant) -> Vec<HoursRow> {
    let mut sums: BTreeMap<(Year, &str), Hours> = BTreeMap::new();
    for given in &applicant.hours {
        // Public before professional, as everywhere.
        let sum = sums
            .entry((given.year, given.category.as_str()))
            .or_default();
        *sum = *sum + given.hours;
    }
    let mut rows: Vec<HoursRow> = sums
        .into_iter()
        .map(|((year, category), counted)| HoursRow {
            years: [year, year],
            category: category.to_owned(),
            required: None,
            counted,
            short: Hours::ZERO,
            deemed: false,
        })
        .collect();
    rows.sort_by(|a, b| (a.years, &b.category).cmp(&(b.years, &a.category)));
    rows
}

fn total(years: [Year; 2], rows: &[HoursRow]) -> HoursRow {
    HoursRow {
        years,
        category: TOTAL.to_owned(),
        required: rows.iter().map(|row| row.required).sum(),
        counted: rows.iter().map(|row| row.counted).sum(),
        short: rows.iter().map(|row| row.short).sum(),
        deemed: rows.iter().any(|row| row.deemed),
    }
}
