//! A learner's home: how this study year stands, what is missing, how long is left, the one next
//! step, and every year of the window.

use std::borrow::Borrow;

use askama::Template;
use domain::cards::Standing;
use domain::hours::{YearRow, YearState};
use domain::orders::Enrolment;
use domain::reports::{Report, Status};
use domain::{Op, cards, catalogue, exams, hours, learning, orders, reports};
use kernel::{Category, Outcome, PersonId, Year};

use super::next::{self, Next, Situation, Unfinished};
use crate::page::PageFrame;

/// As many courses in progress as are looked into for the next step; who has more has begun those.
const UNFINISHED_MAX: usize = 12;

#[derive(Template)]
#[template(path = "home/learner.html")]
pub(super) struct LearnerPage {
    p: PageFrame,
    /// The study year of today, or the last one that an edition speaks of; none where nothing was
    /// ever published.
    this: Option<ThisYear>,
    /// All years of the window, the newest first.
    years: Vec<YearState>,
}

struct ThisYear {
    state: YearState,
    next: Next,
    report: Option<Report>,
    /// How the card stands, once there is one.
    card: Option<Standing>,
    /// Courses whose lessons are done and whose exam is not passed.
    exams_due: usize,
    exams_passed: usize,
    unfinished: Vec<InProgress>,
}

/// A course in progress: its title, its address, lessons done and lessons in all.
struct InProgress {
    title: String,
    address: String,
    done: usize,
    lessons: usize,
}

/// Looks everything up.
pub(super) async fn load(op: &mut Op, p: PageFrame, id: &PersonId) -> Outcome<LearnerPage> {
    // A territory without any edition is no reason to refuse her home.
    let years = match hours::years(op, id).await {
        Err(fault) if fault.code() == "editions.none" => Vec::new(),
        other => other?,
    };
    let today = op.now.day().year();
    let state = years
        .iter()
        .find(|state| state.study_year == today)
        .or_else(|| years.first());
    let this = match state.cloned() {
        Some(state) => Some(this_year(op, &p, id, state).await?),
        None => None,
    };
    Ok(LearnerPage { p, this, years })
}

async fn this_year(
    op: &mut Op,
    p: &PageFrame,
    id: &PersonId,
    state: YearState,
) -> Outcome<ThisYear> {
    let year = state.study_year;
    let (unfinished, exams_passed) = unfinished(op, p, id, year).await?;
    let waiting = orders::find_to_pay(op).await?;
    // A report is drawn up when nothing is short, and may outlive it when hours are revoked.
    let report = reports::find(op, id, year).await?;
    let is_approved = report
        .as_ref()
        .is_some_and(|report| report.status == Status::Approved);
    let card = if is_approved {
        cards::find(op, id, year).await?
    } else {
        None
    };
    let card = card.map(|card| card.standing);
    let today = op.now.day();
    let situation = Situation {
        year,
        short: state
            .rows
            .iter()
            .map(|row| (row.category, row.short))
            .collect(),
        is_open: state
            .window
            .is_some_and(|(from, to)| (from..=to).contains(&today)),
        waiting,
        report: report
            .as_ref()
            .map(|report| (report.id.clone(), report.status)),
        has_card: card.is_some(),
        unfinished,
    };
    let titles = situation.unfinished.iter().map(|one| InProgress {
        title: one.title.clone(),
        address: format!("/learn/{}", one.enrolment.id),
        done: one.lessons.iter().filter(|lesson| lesson.complete).count(),
        lessons: one.lessons.len(),
    });
    Ok(ThisYear {
        next: next::choose(&situation),
        exams_due: situation
            .unfinished
            .iter()
            .filter(|one| one.exam.is_some())
            .count(),
        exams_passed,
        unfinished: titles.collect(),
        state,
        report,
        card,
    })
}

/// Courses of the year in progress, and how many are passed.
async fn unfinished(
    op: &mut Op,
    p: &PageFrame,
    id: &PersonId,
    year: Year,
) -> Outcome<(Vec<Unfinished>, usize)> {
    let passed = exams::list_passed(op, id).await?;
    let all = orders::list_enrolments(op, id).await?.into_iter();
    let of_year = all.filter(|one| one.study_year == year);
    let (done, open): (Vec<_>, Vec<_>) = of_year.partition(|one| passed.contains(&one.id));
    let mut unfinished = Vec::new();
    for enrolment in open.into_iter().take(UNFINISHED_MAX) {
        unfinished.push(look_into(op, p, enrolment).await?);
    }
    Ok((unfinished, done.len()))
}

async fn look_into(op: &mut Op, p: &PageFrame, enrolment: Enrolment) -> Outcome<Unfinished> {
    let lessons = learning::lesson_states(op, &enrolment).await?;
    let is_done = !lessons.is_empty() && lessons.iter().all(|lesson| lesson.complete);
    let exam = if is_done {
        Some(exams::exam_state(op, &enrolment).await?)
    } else {
        None
    };
    let course = catalogue::get_course(op, &enrolment.course_id).await?;
    let title = crate::catalogue::title(p, &course).to_owned();
    Ok(Unfinished {
        enrolment,
        title,
        lessons,
        exam,
    })
}

impl LearnerPage {
    fn category(&self, category: impl Borrow<Category>) -> String {
        crate::catalogue::category(&self.p, category)
    }

    fn is_this(&self, state: &YearState) -> bool {
        self.this
            .as_ref()
            .is_some_and(|this| this.state.study_year == state.study_year)
    }

    /// `24 / 30 学时`.
    fn of(&self, row: &YearRow) -> String {
        let (counted, required) = (row.counted.to_string(), row.required.to_string());
        self.p
            .ta("home-of", &[("counted", counted), ("required", required)])
    }

    /// Days until the window of the year closes; none when it is not open.
    fn days_left(&self, state: &YearState) -> Option<i64> {
        let today = self.p.now.day();
        let (from, to) = state.window?;
        (from..=to).contains(&today).then(|| today.days_until(to))
    }

    /// The words of the next step, or of a part of them.
    fn next_words(&self, next: &Next, part: &str) -> String {
        let p = &self.p;
        let key = format!("{}{part}", next.key());
        let value = |name, value: String| p.ta(&key, &[(name, value)]);
        match next {
            Next::ResumeExam { title, .. } | Next::TakeExam { title, .. } => {
                value("title", title.clone())
            }
            Next::ContinueLesson { title, .. } => value("title", title.clone()),
            Next::FinishLesson {
                title, missing_ms, ..
            } => {
                let missing = crate::catalogue::length(p, *missing_ms);
                p.ta(&key, &[("title", title.clone()), ("missing", missing)])
            }
            Next::OrderCourses {
                category, hours, ..
            } => {
                let category = self.category(category);
                p.ta(&key, &[("category", category), ("hours", p.hours(hours))])
            }
            Next::Closed { year }
            | Next::DrawReport { year }
            | Next::ReportReturned { year }
            | Next::WaitForEmployer { year }
            | Next::WaitForBureau { year }
            | Next::WaitForCard { year }
            | Next::PrintCard { year } => value("year", year.to_string()),
            Next::Pay { .. } => p.t(&key),
        }
    }

    /// The four stations of a year with how each stands: key, look, words.
    fn stations(&self, this: &ThisYear) -> Vec<(&'static str, &'static str, String)> {
        let p = &self.p;
        let studied = if this.state.is_complete() {
            ("station-hours", "good", p.t("station-done"))
        } else {
            ("station-hours", "wait", p.t("station-hours-short"))
        };
        let exams = match this.exams_due {
            0 if this.state.is_complete() && this.unfinished.is_empty() => {
                ("station-exams", "good", p.t("station-done"))
            }
            0 if this.exams_passed == 0 => ("station-exams", "calm", p.t("station-later")),
            0 => {
                let count = this.exams_passed.to_string();
                (
                    "station-exams",
                    "calm",
                    p.ta("station-exams-passed", &[("count", count)]),
                )
            }
            due => {
                let words = p.ta("station-exams-due", &[("count", due.to_string())]);
                ("station-exams", "wait", words)
            }
        };
        let report = match &this.report {
            None => ("station-report", "calm", p.t("station-later")),
            Some(report) => {
                let since = [("since", p.day(report.since.day()))];
                let (look, key) = match report.status {
                    Status::WithEmployer => ("wait", "station-report-with-employer"),
                    Status::WithBureau => ("wait", "station-report-with-bureau"),
                    Status::Returned => ("bad", "station-report-returned"),
                    Status::Approved => ("good", "station-report-approved"),
                };
                ("station-report", look, p.ta(key, &since))
            }
        };
        let card = match this.card {
            Some(Standing::Valid) => ("station-card", "good", p.t("station-card-ready")),
            Some(Standing::Suspended) => ("station-card", "bad", p.t("station-card-suspended")),
            None => ("station-card", "calm", p.t("station-later")),
        };
        vec![studied, exams, report, card]
    }
}
