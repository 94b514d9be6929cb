//! How an enrolment stands, for every page that shows one: lessons, exam, the next step.

use std::borrow::Borrow;

use domain::catalogue::{self, Course};
use domain::exams::{self, ExamState};
use domain::learning::{self, LessonState};
use domain::orders::Enrolment;
use domain::{Op, editions, identity};
use kernel::{AttemptId, Category, Day, Hours, Outcome, PersonId, Year};
use policy::{Edition, Posting};

use crate::page::PageFrame;

/// An enrolment with everything that a page says about it.
pub(crate) struct Standing {
    pub enrolment: Enrolment,
    pub course: Course,
    pub lessons: Vec<LessonState>,
    pub exam: ExamState,
}

/// What to do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Watch a lesson, for the first time or further.
    Watch {
        address: String,
        title: String,
        is_begun: bool,
    },
    /// An attempt is running.
    Answer(AttemptId),
    /// The exam is open.
    Exam,
    /// Everything is done.
    Passed,
    /// All attempts are used up without a pass.
    UsedUp,
}

impl Standing {
    pub async fn load(op: &mut Op, enrolment: Enrolment) -> Outcome<Self> {
        let course = catalogue::get_course(op, &enrolment.course_id).await?;
        let lessons = learning::lesson_states(op, &enrolment).await?;
        let exam = exams::exam_state(op, &enrolment).await?;
        Ok(Self {
            enrolment,
            course,
            lessons,
            exam,
        })
    }

    pub fn address(&self) -> String {
        format!("/learn/{}", self.enrolment.id)
    }

    pub fn lesson_address(&self, lesson: &LessonState) -> String {
        format!("/learn/{}/lessons/{}", self.enrolment.id, lesson.lesson.id)
    }

    pub fn lessons_done(&self) -> usize {
        self.lessons.iter().filter(|lesson| lesson.complete).count()
    }

    pub fn length_ms(&self) -> i64 {
        self.lessons
            .iter()
            .map(|state| state.lesson.length_ms)
            .sum()
    }

    pub fn covered_ms(&self) -> i64 {
        self.lessons.iter().map(|state| state.covered_ms).sum()
    }

    pub fn is_public(&self) -> bool {
        self.course.category == Category::Public
    }

    /// The lesson after one, in the course's order.
    pub fn after(&self, lesson: &LessonState) -> Option<&LessonState> {
        self.lessons
            .iter()
            .find(|other| other.lesson.position > lesson.lesson.position)
    }

    /// The lesson before one.
    pub fn before(&self, lesson: &LessonState) -> Option<&LessonState> {
        self.lessons
            .iter()
            .rev()
            .find(|other| other.lesson.position < lesson.lesson.position)
    }

    pub fn next(&self) -> Next {
        if let Some(attempt) = &self.exam.running {
            return Next::Answer(attempt.clone());
        }
        if self.exam.passed {
            return Next::Passed;
        }
        match self.lessons.iter().find(|lesson| !lesson.complete) {
            Some(lesson) => Next::Watch {
                address: self.lesson_address(lesson),
                title: lesson.lesson.title.clone(),
                is_begun: lesson.covered_ms > 0,
            },
            None if self.exam.may_start() => Next::Exam,
            None => Next::UsedUp,
        }
    }
}

/// What the edition for a study year says of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct StudyRules {
    /// First and last day on which it can be studied.
    pub window: Option<(Day, Day)>,
    /// Whether it can be studied today.
    pub is_open: bool,
    /// Days after today that are left.
    pub days_left: i64,
    /// The study year.
    pub year: Year,
    /// How hours of each category are posted: whether on completion, and by which clause.
    postings: Vec<(Category, bool, String)>,
    /// Share of a lesson that completes it, in percent.
    pub complete_percent: i64,
    /// Fastest playback that is credited, in percent.
    pub allowed_speed_percent: i64,
    /// Seconds between two beats of a player.
    pub beat_every_s: i64,
    /// Where one may jump to ahead: `covered` or `free`.
    pub forward_seek: &'static str,
    /// The hours of the day that are credited, where they are not all.
    hours_of_day: Option<(String, String)>,
    /// Most hours of a day, where there is a cap.
    most_hours_a_day: Option<Hours>,
    /// How often an hour of watching asks whether somebody is there.
    checks_per_hour: i64,
    /// Least score that passes.
    pub pass_mark: i64,
}

impl StudyRules {
    /// A day without an edition has no open year, but what the year's own one says is still told.
    pub async fn load(op: &mut Op, person: &PersonId, year: Year) -> Outcome<Self> {
        let person = identity::get_person(op, person).await?;
        let (house, today) = (op.house.clone(), op.now.day());
        let edition = editions::for_year(&house, &person.territory_code, year, today);
        let none = Self {
            year,
            ..Self::default()
        };
        let is_open = editions::of_person(&house, &person, today)
            .and_then(|edition| editions::open_year(edition, year, today))
            .is_ok();
        Ok(edition.map_or(none, |edition| Self::of(edition, year, today, is_open)))
    }

    fn of(edition: &Edition, year: Year, today: Day, is_open: bool) -> Self {
        let window = edition.study_window(year);
        let player = edition.player(year);
        let posting = |category| {
            let clause = edition.post_clause(category).to_owned();
            (
                category,
                edition.posts_on(category) == Posting::Completion,
                clause,
            )
        };
        Self {
            year,
            window,
            is_open,
            days_left: window.map_or(0, |(_, last)| today.days_until(last)),
            postings: Category::ALL.into_iter().map(posting).collect(),
            complete_percent: player.complete_percent,
            allowed_speed_percent: player.allowed_speed_percent,
            beat_every_s: player.beat_every_s,
            forward_seek: player.forward_seek.as_str(),
            hours_of_day: (!player.hours_of_day.is_all()).then(|| player.hours_of_day.words()),
            most_hours_a_day: player.most_hours_a_day,
            checks_per_hour: player.presence_checks_per_hour,
            pass_mark: edition.pass_mark(),
        }
    }

    /// What limits the credit of a day, and what is asked meanwhile, in words.
    pub fn limits(&self, p: &PageFrame) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some((from, to)) = &self.hours_of_day {
            lines.push(p.ta("player-hours-of-day", [("from", from), ("to", to)]));
        }
        if let Some(most) = self.most_hours_a_day {
            lines.push(p.ta("player-most-a-day", &[("hours", p.hours(most))]));
        }
        if self.checks_per_hour > 0 {
            lines.push(p.t("player-check-rule"));
        }
        lines
    }

    /// The last day on which the year can be studied, in words.
    pub fn last(&self, p: &PageFrame) -> Option<String> {
        self.window.map(|(_, last)| p.day(last))
    }

    /// What earns the course's hours, by which clause.
    pub fn earns(&self, p: &PageFrame, course: &Course) -> String {
        self.tell(p, course, ["learn-posts-completion", "learn-posts-exam"])
    }

    /// What the course has earned when its exam is passed.
    pub fn earned(&self, p: &PageFrame, course: &Course) -> String {
        self.tell(p, course, ["exam-earned-before", "exam-earned"])
    }

    /// The words for hours that are posted on completion, or else those for the exam.
    fn tell(&self, p: &PageFrame, course: &Course, [completion, exam]: [&str; 2]) -> String {
        let posting = self
            .postings
            .iter()
            .find(|(category, ..)| *category == course.category);
        let (on_completion, clause) = posting.map_or((false, ""), |(_, on_completion, clause)| {
            (*on_completion, clause)
        });
        let values = [
            ("year", self.year.to_string()),
            (
                "category",
                p.t(&format!("learn-{}", course.category.as_str())),
            ),
            ("hours", p.hours(course.hours)),
            ("clause", clause.to_owned()),
        ];
        p.ta(if on_completion { completion } else { exam }, values)
    }
}

/// Minutes and seconds of a stretch of media, rounded down: `44:10`, `1:05:00`.
pub(crate) fn length(ms: impl Borrow<i64>) -> String {
    let seconds = (*ms.borrow()).max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_rounded_down_to_the_second() {
        let told = [
            (0, "0:00"),
            (59_999, "0:59"),
            (2_700_000, "45:00"),
            (3_905_000, "1:05:05"),
        ];
        for (ms, text) in told {
            assert_eq!(length(ms), text);
        }
    }
}
