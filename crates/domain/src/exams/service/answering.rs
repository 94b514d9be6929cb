//! Keeping answers, one by one, each with a receipt.

use kernel::{AttemptId, Outcome};

use crate::Op;
use crate::exams::model::{Answer, Attempt, PaperQuestion, Receipt};
use crate::exams::rules::Step;
use crate::exams::{Error, rules, store};
use crate::permission::Action;

/// Keeps an answer: `choice` are indexes into the options as shown, none to take the answer back;
/// `revision_seen` is the revision that the page knew, 0 for none. The same answer sent again is
/// acknowledged again.
///
/// `exams.attempt_closed` when time is over or the attempt was submitted: what the server holds
/// counts. `exams.newer_answer` when another page changed it since.
pub async fn save_answer(
    op: &mut Op,
    id: &AttemptId,
    position: i64,
    choice: Vec<usize>,
    revision_seen: i64,
) -> Outcome<Receipt> {
    store::lock_attempt(op, id).await?;
    let attempt = store::get_attempt(op, id).await?;
    op.allow(Action::TakeAttempt, &attempt)?;
    if !attempt.is_open(op.now) {
        return Err(Error::AttemptClosed.into());
    }
    let question = question_at(op, &attempt, position).await?;
    let choice = rules::normal_choice(question.kind, question.options.len(), &choice)?;
    let answer = match rules::step(question.answer.as_ref(), revision_seen, &choice)? {
        Step::Same => question.answer,
        Step::Next(revision) => {
            let answer = Answer {
                choice,
                revision,
                received_at: op.now,
            };
            store::insert_answer(op, id, position, &answer).await?;
            Some(answer)
        }
    };
    let answer = answer.ok_or(Error::BadChoice)?;
    Ok(Receipt {
        position,
        revision: answer.revision,
        received_at: answer.received_at,
    })
}

/// One question of the paper with the answer that the server holds.
async fn question_at(op: &mut Op, attempt: &Attempt, position: i64) -> Outcome<PaperQuestion> {
    let bad = || Error::BadPosition.fault().with("position", position);
    let drawn = store::get_drawn(op, &attempt.id).await?;
    let at = usize::try_from(position)
        .ok()
        .and_then(|position| position.checked_sub(1));
    let drawn = at.and_then(|at| drawn.get(at)).ok_or_else(bad)?;
    let question = store::get_question(op, &drawn.question).await?;
    Ok(PaperQuestion {
        position,
        kind: question.kind,
        options: rules::shown(&question.options, &drawn.order),
        stem: question.stem,
        answer: store::find_answer(op, &attempt.id, position).await?,
    })
}
