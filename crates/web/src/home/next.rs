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
    TakeExam {
        enrolment: EnrolmentId,
        title: String,
    },
    /// See the few missing seconds of a lesson.
    FinishLesson {
        enrolment: EnrolmentId,
        lesson: LessonId,
        title: String,
        missing_ms: i64,
    },
    /// Go on with a lesson begun, or begin the next one.
    ContinueLesson {
        enrolment: EnrolmentId,
        lesson: LessonId,
        title: String,
        is_begun: bool,
    },
    /// Pay an order.
    Pay { order: OrderId },
    /// Order courses of a category.
    OrderCourses {
        category: Category,
        hours: Hours,
        year: Year,
    },
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
    // After the window nothing is watched and no exam starts; its report and card remain.
    let while_open = |step: fn(&Situation) -> Option<Next>| {
        let situation = Some(situation).filter(|situation| situation.is_open);
        situation.and_then(step)
    };
    running(situation)
        .or_else(|| while_open(exam))
        .or_else(|| while_open(lesson))
        .or_else(|| situation.waiting.clone().map(|order| Next::Pay { order }))
        .or_else(|| while_open(fresh))
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

/// An exam that runs goes before all, since its clock does.
fn running(situation: &Situation) -> Option<Next> {
    situation.unfinished.iter().find_map(|one| {
        let attempt = one.exam.as_ref()?.running.clone()?;
        Some(Next::ResumeExam {
            attempt,
            title: one.title.clone(),
        })
    })
}

/// An exam that may be taken.
fn exam(situation: &Situation) -> Option<Next> {
    let may_start = |exam: &ExamState| exam.attempts_used < exam.attempts_max;
    let mut all = situation.unfinished.iter();
    let one = all.find(|one| one.exam.as_ref().is_some_and(may_start))?;
    let enrolment = one.enrolment.id.clone();
    Some(Next::TakeExam {
        enrolment,
        title: one.title.clone(),
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
        Next::FinishLesson {
            enrolment,
            lesson,
            title,
            missing_ms,
        }
    } else {
        Next::ContinueLesson {
            enrolment,
            lesson,
            title,
            is_begun: true,
        }
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
    let (category, hours) = *situation
        .short
        .iter()
        .find(|(_, hours)| *hours > Hours::ZERO)?;
    Some(if situation.is_open {
        Next::OrderCourses {
            category,
            hours,
            year,
        }
    } else {
        Next::Closed { year }
    })
}

/// Milliseconds of a lesson that are not covered.
fn missing(state: &LessonState) -> i64 {
    state
        .lesson
        .length_ms
        .saturating_sub(state.covered_ms)
        .max(0)
}

impl Next {
    /// Where its button leads.
    pub fn address(&self) -> String {
        match self {
            Self::ResumeExam { attempt, .. } => format!("/attempts/{attempt}/review"),
            Self::TakeExam { enrolment, .. } => format!("/learn/{enrolment}/exam"),
            Self::FinishLesson {
                enrolment, lesson, ..
            }
            | Self::ContinueLesson {
                enrolment, lesson, ..
            } => {
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
        }
    }

    /// The key of its words; `.button` is what stands on the button.
    pub fn key(&self) -> &'static str {
        match self {
            Self::ResumeExam { .. } => "next-resume-exam",
            Self::TakeExam { .. } => "next-take-exam",
            Self::FinishLesson { .. } => "next-finish-lesson",
            Self::ContinueLesson { is_begun: true, .. } => "next-continue-lesson",
            Self::ContinueLesson {
                is_begun: false, ..
            } => "next-begin-lesson",
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

#[cfg(test)]
mod tests {
    use domain::catalogue::Lesson;
    use domain::learning::Coverage;
    use kernel::{CourseId, Instant, MediaId, PersonId};

    use super::*;

    const BORN: Instant = Instant::from_micros(1);

    fn nothing() -> Situation {
        Situation {
            year: 2022,
            short: vec![
                (Category::Public, Hours::ZERO),
                (Category::Professional, Hours::ZERO),
            ],
            is_open: true,
            unfinished: Vec::new(),
            waiting: None,
            report: None,
            has_card: false,
        }
    }

    fn lesson(number: u128, covered_ms: i64) -> LessonState {
        let lesson = Lesson {
            id: LessonId::from_parts(BORN, number),
            course_id: CourseId::from_parts(BORN, 1),
            position: 1,
            title: format!("lesson {number}"),
            text: String::new(),
            media_id: MediaId::from_parts(BORN, 1),
            length_ms: 600_000,
        };
        let complete = covered_ms >= 600_000;
        LessonState {
            lesson,
            covered: Coverage::default(),
            covered_ms,
            complete,
        }
    }

    fn course(lessons: Vec<LessonState>, exam: Option<ExamState>) -> Unfinished {
        let enrolment = Enrolment {
            id: EnrolmentId::from_parts(BORN, 1),
            person_id: PersonId::from_parts(BORN, 1),
            course_id: CourseId::from_parts(BORN, 1),
            study_year: 2022,
            activated_at: BORN,
            ended_at: None,
        };
        Unfinished {
            enrolment,
            title: "course".into(),
            lessons,
            exam,
        }
    }

    fn exam(attempts_used: i64, running: bool) -> ExamState {
        ExamState {
            open: true,
            attempts_used,
            attempts_max: 2,
            best_score: None,
            passed: false,
            running: running.then(|| AttemptId::from_parts(BORN, 1)),
        }
    }

    #[test]
    fn a_running_exam_goes_before_all_and_a_used_up_one_is_no_step() {
        let mut situation = nothing();
        situation.unfinished = vec![
            course(vec![lesson(1, 600_000)], Some(exam(0, false))),
            course(vec![lesson(2, 600_000)], Some(exam(2, true))),
        ];
        assert!(matches!(choose(&situation), Next::ResumeExam { .. }));
        situation.unfinished.truncate(1);
        assert!(matches!(choose(&situation), Next::TakeExam { .. }));
        situation.unfinished = vec![course(vec![lesson(1, 600_000)], Some(exam(2, false)))];
        assert!(matches!(choose(&situation), Next::DrawReport { .. }));
    }

    #[test]
    fn the_lesson_of_which_least_is_missing_comes_first() {
        let mut situation = nothing();
        let lessons = vec![lesson(1, 1000), lesson(2, 580_000), lesson(3, 0)];
        situation.unfinished = vec![course(lessons, None)];
        let Next::FinishLesson {
            title, missing_ms, ..
        } = choose(&situation)
        else {
            panic!("a lesson lacks little")
        };
        assert_eq!((title.as_str(), missing_ms), ("lesson 2", 20_000));
        situation.unfinished = vec![course(vec![lesson(1, 1000)], None)];
        assert!(matches!(
            choose(&situation),
            Next::ContinueLesson { is_begun: true, .. }
        ));
        situation.unfinished = vec![course(vec![lesson(1, 0)], None)];
        assert!(matches!(
            choose(&situation),
            Next::ContinueLesson {
                is_begun: false,
                ..
            }
        ));
        situation.waiting = Some(OrderId::from_parts(BORN, 1));
        assert!(matches!(choose(&situation), Next::Pay { .. }));
    }

    #[test]
    fn what_is_short_is_ordered_while_the_year_is_open() {
        let mut situation = nothing();
        situation.short = vec![
            (Category::Public, Hours::ZERO),
            (Category::Professional, Hours::whole(4)),
        ];
        let ordered = choose(&situation);
        assert_eq!(
            ordered.address(),
            "/courses?category=professional&year=2022"
        );
        situation.is_open = false;
        assert_eq!(choose(&situation), Next::Closed { year: 2022 });
    }

    #[test]
    fn after_the_window_no_exam_and_no_lesson_is_the_next_step() {
        let mut situation = nothing();
        situation.is_open = false;
        situation.unfinished = vec![
            course(vec![lesson(1, 600_000)], Some(exam(0, false))),
            course(vec![lesson(2, 1000), lesson(3, 0)], None),
        ];
        assert_eq!(choose(&situation), Next::DrawReport { year: 2022 });
        situation.short = vec![(Category::Public, Hours::whole(4))];
        assert_eq!(choose(&situation), Next::Closed { year: 2022 });
    }

    #[test]
    fn a_report_is_followed_to_the_card() {
        let mut situation = nothing();
        let year = 2022;
        assert_eq!(choose(&situation), Next::DrawReport { year });
        for (status, next) in [
            (Status::WithEmployer, Next::WaitForEmployer { year }),
            (Status::WithBureau, Next::WaitForBureau { year }),
            (Status::Returned, Next::ReportReturned { year }),
            (Status::Approved, Next::WaitForCard { year }),
        ] {
            situation.report = Some((ReportId::from_parts(BORN, 1), status));
            assert_eq!(choose(&situation), next);
        }
        situation.has_card = true;
        assert_eq!(choose(&situation), Next::PrintCard { year });
    }
}
