//! The one thing that a learner should do next, chosen from where she stands. Pure; what may be
//! done is judged by the services when she does it.

use domain::exams::ExamState;
use domain::learning::LessonState;
use domain::orders::Enrolment;
use domain::reports::Status;
use kernel::{AttemptId, Category, EnrolmentId, Hours, LessonId, OrderId, ReportId, Year};

/// A lesson lacks little when no more than this is missing, in milliseconds.
const LITTLE_MS: i64 = 120_000;

/// A course that she is on and whose exam is not passed.
pub(super) struct Unfinished {
    pub enrolment: Enrolment,
    pub title: String,
    pub lessons: Vec<LessonState>,
    /// Only when all lessons are complete.
    pub exam: Option<ExamState>,
}

/// Everything the choice rests on.
pub(super) struct Situation {
    pub year: Year,
    /// What is short, by category.
    pub short: Vec<(Category, Hours)>,
    pub is_open: bool,
    pub unfinished: Vec<Unfinished>,
    pub waiting: Option<OrderId>,
    pub report: Option<(ReportId, Status)>,
    pub has_card: bool,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Go back into the exam that is running.
    ResumeExam { attempt: AttemptId, title: String },
    /// Take the exam of a course whose lessons are done.
    TakeExam { enrolment: EnrolmentId, title: String },
    /// See the few missing seconds of a lesson.
    FinishLesson { enrolment: EnrolmentId, lesson: LessonId, title: String, missing_ms: i64 },
    /// Go on with a lesson begun, or begin the next one.
    ContinueLesson { enrolment: EnrolmentId, lesson: LessonId, title: String, is_begun: bool },
    /// Pay an order.
    Pay { order: OrderId },
    /// Order courses of a category.
    OrderCourses { category: Category, hours: Hours, year: Year },
    /// The year's window is closed and hours are missing.
    Closed { year: Year },
    /// Draw up the annual report.
    DrawReport { year: Year },
    /// The report came back: read why and draw it up again.
    ReportReturned { year: Year },
    /// Others must act.
    WaitForEmployer { year: Year },
    /// Others must act.
    WaitForBureau { year: Year },
    /// The card is being made.
    WaitForCard { year: Year },
    /// Print the card.
    PrintCard { year: Year },
}

/// Chooses.
pub(super) fn choose(situation: &Situation) -> Next {
    let year = situation.year;
    exam(situation)
        .or_else(|| lesson(situation))
        .or_else(|| situation.waiting.clone().map(|order| Next::Pay { order }))
        .or_else(|| fresh(situation))
        .or_else(|| short(situation))
        .unwrap_or(match (&situation.report, situation.has_card) {
            (_, true) => Next::PrintCard { year },
            (None, _) => Next::DrawReport { year },
            (Some((_, Status::Returned)), _) => Next::ReportReturned { year },
            (Some((_, Status::WithEmployer)), _) => Next::WaitForEmployer { year },
            (Some((_, Status::WithBureau)), _) => Next::WaitForBureau { year },
            (Some((_, Status::Approved)), _) => Next::WaitForCard { year },
        })
}

/// An exam that runs goes before all, since its clock does; then one that may be taken.
fn exam(situation: &Situation) -> Option<Next> {
    let exams = || {
        let of = situation.unfinished.iter();
        of.filter_map(|one| one.exam.as_ref().map(|exam| (one, exam)))
    };
    let running = exams().find_map(|(one, exam)| {
        let attempt = exam.running.clone()?;
        Some(Next::ResumeExam { attempt, title: one.title.clone() })
    });
    running.or_else(|| {
        let (one, _) = exams().find(|(_, exam)| exam.attempts_used < exam.attempts_max)?;
        let enrolment = one.enrolment.id.clone();
        Some(Next::TakeExam { enrolment, title: one.title.clone() })
    })
}

/// The lesson begun of which the least is missing.
fn lesson(situation: &Situation) -> Option<Next> {
    let begun = situation.unfinished.iter().flat_map(|one| {
        let lessons = one.lessons.iter();
        lessons
            .filter(|state| !state.complete && state.covered_ms > 0)
            .map(move |state| (missing(state), one, state))
    });
    let (missing_ms, one, state) = begun.min_by_key(|(missing_ms, ..)| *missing_ms)?;
    let (enrolment, lesson) = (one.enrolment.id.clone(), state.lesson.id.clone());
    let title = state.lesson.title.clone();
    Some(if missing_ms <= LITTLE_MS {
        Next::FinishLesson { enrolment, lesson, title, missing_ms }
    } else {
        Next::ContinueLesson { enrolment, lesson, title, is_begun: true }
    })
}

/// The next lesson that is not begun, of the course that was begun first.
fn fresh(situation: &Situation) -> Option<Next> {
    // Enrolments come newest first.
    let mut oldest_first = situation.unfinished.iter().rev();
    oldest_first.find_map(|one| {
        let state = one.lessons.iter().find(|state| !state.complete)?;
        Some(Next::ContinueLesson {
            enrolment: one.enrolment.id.clone(),
            lesson: state.lesson.id.clone(),
            title: state.lesson.title.clone(),
            is_begun: false,
        })
    })
}

fn short(situation: &Situation) -> Option<Next> {
    let year = situation.year;
    let (category, hours) = *situation.short.iter().find(|(_, hours)| *hours > Hours::ZERO)?;
    Some(if situation.is_open {
        Next::OrderCourses { category, hours, year }
    } else {
        Next::Closed { year }
    })
}

/// Milliseconds of a lesson that are not covered.
fn missing(state: &LessonState) -> i64 {
    state.lesson.length_ms.saturating_sub(state.covered_ms).max(0)
}

impl Next {
    /// Where its button leads; none when there is nothing to press.
    pub fn address(&self) -> Option<String> {
        Some(match self {
            Self::ResumeExam { attempt, .. } => format!("/attempts/{attempt}/review"),
            Self::TakeExam { enrolment, .. } => format!("/learn/{enrolment}/exam"),
            Self::FinishLesson { enrolment, lesson, .. }
            | Self::ContinueLesson { enrolment, lesson, .. } => {
                format!("/learn/{enrolment}/lessons/{lesson}")
            }
            Self::Pay { order } => format!("/orders/{order}"),
            Self::OrderCourses { category, year, .. } => {
                format!("/courses?category={category}&year={year}")
            }
            Self::DrawReport { year }
            | Self::ReportReturned { year }
            | Self::WaitForEmployer { year }
            | Self::WaitForBureau { year } => format!("/report/{year}"),
            Self::PrintCard { year } | Self::WaitForCard { year } => format!("/card/{year}"),
            Self::Closed { .. } => "/help#year".to_owned(),
        })
    }

    /// The key of its words; `.button` is what stands on the button.
    pub fn key(&self) -> &'static str {
        match self {
            Self::ResumeExam { .. } => "next-resume-exam",
            Self::TakeExam { .. } => "next-take-exam",
            Self::FinishLesson { .. } => "next-finish-lesson",
            Self::ContinueLesson { is_begun: true, .. } => "next-continue-lesson",
            Self::ContinueLesson { is_begun: false, .. } => "next-begin-lesson",
            Self::Pay { .. } => "next-pay",
            Self::OrderCourses { .. } => "next-order-courses",
            Self::Closed { .. } => "next-closed",
            Self::DrawReport { .. } => "next-draw-report",
            Self::ReportReturned { .. } => "next-report-returned",
            Self::WaitForEmployer { .. } => "next-wait-for-employer",
            Self::WaitForBureau { .. } => "next-wait-for-bureau",
            Self::WaitForCard { .. } => "next-wait-for-card",
            Self::PrintCard { .. } => "next-print-card",
        }
    }
}
