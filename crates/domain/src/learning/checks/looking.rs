//! Looking at the checks of a lesson. Asks for no permission: for who shows how a lesson was
//! earned, which asks before.

use kernel::{EnrolmentId, LessonId, Outcome};

use super::model::PresenceCheck;
use super::{rules, store};
use crate::Op;
use crate::learning::coverage::Coverage;
use crate::learning::states::LessonState;
use crate::orders::Enrolment;

/// All checks of a lesson, oldest first.
pub async fn checks_of(
    op: &mut Op,
    enrolment: &EnrolmentId,
    lesson: &LessonId,
) -> Outcome<Vec<PresenceCheck>> {
    store::list_of(op, enrolment, lesson).await
}

/// What missed checks took back of a lesson and nobody earned again.
pub async fn uncredited(
    op: &mut Op,
    enrolment: &Enrolment,
    state: &LessonState,
) -> Outcome<Coverage> {
    let mut taken = Coverage::default();
    for check in checks_of(op, &enrolment.id, &state.lesson.id).await? {
        check
            .uncredited
            .spans()
            .iter()
            .for_each(|&span| taken.add(span));
    }
    Ok(rules::fresh(&taken, &state.covered))
}
