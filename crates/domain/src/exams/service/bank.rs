//! Question banks.

use kernel::{CourseId, Outcome, QuestionId};

use crate::exams::model::NewQuestion;
use crate::exams::{rules, store};
use crate::{Event, Op, catalogue};

/// Adds questions to a course's bank; how many were new. A question whose words are in the bank
/// already is left out, so that seeding again is harmless. Only the system does this yet.
///
/// `exams.bad_question` refuses the whole, with the stem.
pub async fn add_questions(
    op: &mut Op,
    course: &CourseId,
    questions: Vec<NewQuestion>,
) -> Outcome<usize> {
    let course = catalogue::get_course(op, course).await?;
    let mut known: Vec<String> = store::list_questions(op, &course.id)
        .await?
        .into_iter()
        .map(|question| question.stem)
        .collect();
    let mut added = 0;
    for question in questions {
        rules::check_question(&question)?;
        if known.contains(&question.stem) {
            continue;
        }
        let id: QuestionId = op.new_id();
        let position = i64::try_from(known.len())
            .unwrap_or(i64::MAX)
            .saturating_add(1);
        store::insert_question(op, &id, &course.id, position, &question).await?;
        known.push(question.stem);
        added += 1;
    }
    op.audit(Event {
        action: "exams.questions_added",
        about: None,
        subject: course.id.as_str(),
        details: &added.to_string(),
    })
    .await?;
    Ok(added)
}
