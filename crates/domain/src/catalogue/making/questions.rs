//! The questions of a draft: proofs of presence, and the exam's bank.

use kernel::{DraftId, DraftQuestionId, Outcome};

use super::drafts::open;
use super::lessons::open_lesson;
use super::model::{DraftQuestion, NewDraftQuestion};
use super::{rules, store};
use crate::Op;
use crate::catalogue::Error;

/// Most questions of a course.
const QUESTIONS_MAX: usize = 2000;

/// Adds a question to a lesson.
pub async fn add_question(op: &mut Op, draft: &DraftId, new: NewDraftQuestion) -> Outcome<()> {
    let lesson = open_lesson(op, draft, &new.lesson_id).await?;
    rules::check_question(&new, lesson.length_ms())?;
    let known = store::list_questions(op, draft).await?;
    if known.len() >= QUESTIONS_MAX {
        return Err(Error::TooManyDraftQuestions
            .fault()
            .with("most", QUESTIONS_MAX));
    }
    let alike = |other: &DraftQuestion| other.stem == new.stem && other.purpose == new.purpose;
    if known.iter().any(alike) {
        return Err(Error::QuestionTwice.fault().at("stem"));
    }
    keep_questions(op, draft, vec![new]).await
}

/// Keeps questions without looking at them: those of a version that was published.
pub async fn keep_questions(
    op: &mut Op,
    draft: &DraftId,
    questions: Vec<NewDraftQuestion>,
) -> Outcome<()> {
    open(op, draft).await?;
    for new in questions {
        let question = DraftQuestion {
            id: op.new_id(),
            lesson_id: new.lesson_id,
            purpose: new.purpose,
            at_ms: new.at_ms,
            stem: new.stem,
            options: new.options,
            key: new.key,
        };
        store::insert_question(op, draft, &question).await?;
    }
    Ok(())
}

/// Removes a question; again is harmless.
pub async fn remove_question(op: &mut Op, draft: &DraftId, id: &DraftQuestionId) -> Outcome<()> {
    open(op, draft).await?;
    store::delete_question(op, draft, id).await
}
