//! The conservation check of learning: what is stored as covered is what beats and officers
//! credited, less what missed checks took back; and the clock allowed it. A few people at a time,
//! in memory that does not grow with them. It changes nothing.

mod rules;
mod store;
mod tally;

use kernel::{EnrolmentId, LessonId, Outcome, PersonId, limits};
use std::collections::BTreeMap;

pub use tally::{Counted, Difference, Lengths};

use self::tally::{Books, Key};
use crate::orders::Enrolment;
use crate::{Op, catalogue};

/// What the rules ask of a person's lesson.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Share of a lesson that completes it, in percent.
    pub complete_percent: i64,
    /// Fastest playback that is credited, in percent.
    pub allowed_speed_percent: i64,
}

/// Checks what people from one id to another learned. `asked` says what the rules of an enrolment
/// are; lengths of lessons are remembered from one call to the next. How many lessons of each
/// enrolment are complete, since when the last one is, and what does not agree.
pub async fn check_people(
    op: &mut Op,
    (first, last): (&PersonId, &PersonId),
    enrolments: &BTreeMap<EnrolmentId, Enrolment>,
    asked: impl Fn(&Enrolment) -> Option<Asked>,
    lengths: &mut Lengths,
) -> Outcome<Counted> {
    let mut books = Books::default();
    for row in store::list_progress(op, first, last).await? {
        remember(op, &row.key.lesson, lengths).await?;
        books.counted.lessons += 1;
        books.rows.insert(row.key.clone(), row);
    }
    for session in store::list_sessions(op, first, last).await? {
        books.add_session(session);
    }
    for grant in store::list_grants(op, first, last).await? {
        books.add_grant(grant);
    }
    for check in store::list_checks(op, first, last).await? {
        books.add_check(check);
    }
    for held in store::list_held(op, first, last).await? {
        books.add_sheaf(&held);
    }
    let mut after = None;
    loop {
        let mut page = store::list_sheaves(op, first, last, after.as_ref()).await?;
        let is_last = page.len() < store::SHEAVES_AT_ONCE;
        for sheaf in &page {
            books.add_sheaf(sheaf);
        }
        after = page.pop().or(after);
        if is_last {
            break;
        }
    }
    rules::judge(&mut books, enrolments, asked, lengths);
    Ok(books.counted)
}

async fn remember(op: &mut Op, lesson: &LessonId, lengths: &mut Lengths) -> Outcome<()> {
    if !lengths.contains_key(lesson) {
        let length_ms = catalogue::get_lesson(op, lesson).await?.length_ms;
        lengths.insert(lesson.clone(), length_ms);
    }
    Ok(())
}

/// Most spans of a coverage that is well-formed.
const SPANS_MAX: usize = limits::COVERAGE_SPANS_MAX + limits::DISPUTES_OPEN_MAX;
