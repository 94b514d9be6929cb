//! Asking, answering and closing presence checks, under the lock of the person's learning.

use std::time::Duration;

use kernel::{CheckId, EnrolmentId, Outcome, WatchSessionId};
use policy::PlayerRules;

use super::model::{CheckAnswer, CheckOutcome, OpenCheck, PresenceCheck, Shown};
use super::rules::{self, Said, Step};
use super::store;
use crate::catalogue::{self, LessonQuestion};
use crate::learning::beats::completed_course;
use crate::learning::coverage::Coverage;
use crate::learning::model::WatchSession;
use crate::learning::store::{self as rows, Watching};
use crate::learning::terms::Terms;
use crate::learning::{Error, rules as beats};
use crate::permission::Action;
use crate::{Op, orders};

/// Draws when a lesson's first check is due, unless one is drawn or nobody is asked in it.
pub(in crate::learning) async fn arm(
    op: &mut Op,
    watching: &mut Watching,
    player: &PlayerRules,
) -> Outcome<()> {
    let asks = player.presence_checks_per_hour > 0 && watching.completed_at.is_none();
    if !asks || watching.check_due_ms > 0 {
        return Ok(());
    }
    let lesson = &watching.session.lesson_id;
    if !catalogue::questions(op, lesson).await?.is_empty() {
        watching.check_due_ms = draw_due(op, player);
        rows::save_progress(op, watching).await?;
    }
    Ok(())
}

/// Before a beat is credited or a session begins: an open check whose time is over is missed, or
/// asked again if nothing was heard of her meanwhile. The check, when it was missed now.
pub(in crate::learning) async fn before_credit(
    op: &mut Op,
    watching: &mut Watching,
    player: &PlayerRules,
) -> Outcome<Option<PresenceCheck>> {
    let Some(mut check) = find_open(op, watching).await? else {
        return Ok(None);
    };
    let was_heard = watching.meter.mark_at > check.asked_at;
    match rules::step(&check, op.now, Said::Nothing, was_heard) {
        Step::Decided(outcome) => {
            decide(op, watching, &mut check, outcome, player).await?;
            Ok(Some(check))
        }
        Step::AskedAgain => {
            ask_again(op, &mut check, player).await?;
            Ok(None)
        }
        Step::OneLess | Step::Open => Ok(None),
    }
}

/// After a beat was credited: asks when a check is due and a question is about what was just
/// credited. The check that is open now. What is drawn is changed in `watching`, to be saved.
pub(in crate::learning) async fn after_credit(
    op: &mut Op,
    watching: &mut Watching,
    before: &Coverage,
    terms: &Terms,
) -> Outcome<Option<OpenCheck>> {
    if watching.completed_at.is_some() {
        watching.check_due_ms = 0;
        return Ok(None);
    }
    if let Some(check) = find_open(op, watching).await? {
        return Ok(Some(told(op, watching, &check)));
    }
    let meter = &watching.meter;
    let unproven_ms = meter.unproven.total();
    if watching.check_due_ms == 0 || unproven_ms < watching.check_due_ms {
        return Ok(None);
    }
    let credited = rules::fresh(&meter.covered, before);
    let here = credited.spans().last().map(|&(_, to)| to);
    let here = here.unwrap_or_else(|| meter.covered.resume_at(terms.length_ms));
    let questions = catalogue::questions(op, &watching.session.lesson_id).await?;
    let Some(question) = rules::about(&questions, &credited) else {
        // Not before the next question: until then beats need not look again.
        let more = rules::until_next(&questions, &watching.meter.covered, here);
        watching.check_due_ms = more.map_or(0, |more| unproven_ms.saturating_add(more));
        return Ok(None);
    };
    let check = ask(op, watching, question, &terms.player).await?;
    Ok(Some(told(op, watching, &check)))
}

/// The check that is open in a lesson, as the learner sees it.
pub(in crate::learning) async fn open_check(
    op: &mut Op,
    watching: &Watching,
) -> Outcome<Option<OpenCheck>> {
    let check = find_open(op, watching).await?;
    Ok(check.map(|check| told(op, watching, &check)))
}

/// Answers a check by the index of an option on the screen; none says that nobody answered in time.
/// Answered again, it gives the first result. Right: what was credited is proven, and a lesson that
/// waited for it is complete in this transaction. Late, or wrong too often: only what was credited
/// since the last proof is taken back, and can be earned again.
///
/// # Errors
/// `learning.unknown_check`; `learning.bad_option` for an option that was not shown.
pub async fn answer_check(
    op: &mut Op,
    id: &CheckId,
    option: Option<usize>,
) -> Outcome<CheckAnswer> {
    let check = store::find(op, id).await?.ok_or(Error::UnknownCheck)?;
    op.allow(Action::AnswerCheck, &check)?;
    op.tx.lock(&format!("learning:{}", check.person_id)).await?;
    let found = rows::find_watching(op, &check.session_id).await?;
    let session = found.ok_or(Error::UnknownSession)?.session;
    rows::hold(op, &session).await?;
    // Read again under the lock: another answer or a beat may have come in meanwhile.
    let mut check = store::find(op, id).await?.ok_or(Error::UnknownCheck)?;
    let watching = rows::find_watching(op, &check.session_id).await?;
    let mut watching = watching.ok_or(Error::UnknownSession)?;
    let said = said(op, &check, option).await?;
    if check.outcome.is_some() {
        return Ok(answer(&watching, check, None));
    }
    let enrolment = &watching.session.enrolment_id;
    orders::get_enrolment(op, enrolment).await?.active()?;
    let terms = Terms::of(op, &watching.session).await?;
    let was_heard = watching.meter.mark_at > check.asked_at;
    match rules::step(&check, op.now, said, was_heard) {
        Step::Decided(outcome) => {
            decide(op, &mut watching, &mut check, outcome, &terms.player).await?;
            let completed = complete(op, &mut watching, &terms).await?;
            Ok(CheckAnswer {
                completed,
                ..answer(&watching, check, None)
            })
        }
        Step::OneLess => {
            check.tries += 1;
            check.shown.wrong.extend(option);
            store::save(op, &check).await?;
            let again = told(op, &watching, &check);
            Ok(answer(&watching, check, Some(again)))
        }
        Step::AskedAgain | Step::Open => {
            let again = told(op, &watching, &check);
            Ok(answer(&watching, check, Some(again)))
        }
    }
}

/// In which session an open check of the session's lesson was asked.
pub(in crate::learning) async fn open_in(
    op: &mut Op,
    session: &WatchSession,
) -> Outcome<Option<WatchSessionId>> {
    let check = store::find_open(op, session).await?;
    Ok(check.map(|check| check.session_id))
}

async fn find_open(op: &mut Op, watching: &Watching) -> Outcome<Option<PresenceCheck>> {
    store::find_open(op, &watching.session).await
}

fn draw_due(op: &mut Op, player: &PlayerRules) -> i64 {
    rules::draw_due(player.presence_checks_per_hour, |most| {
        op.random_below(most)
    })
}

fn answer_by(op: &Op, player: &PlayerRules) -> kernel::Instant {
    let seconds = u64::try_from(player.presence_answer_s).unwrap_or(0);
    op.now.plus(Duration::from_secs(seconds))
}

async fn ask(
    op: &mut Op,
    watching: &Watching,
    question: &LessonQuestion,
    player: &PlayerRules,
) -> Outcome<PresenceCheck> {
    let session = &watching.session;
    let order = rules::shuffled(question.options.len(), |most| op.random_below(most));
    let options = order
        .iter()
        .filter_map(|&at| question.options.get(at).cloned());
    let check = PresenceCheck {
        id: op.new_id(),
        person_id: session.person_id.clone(),
        session_id: session.id.clone(),
        enrolment_id: session.enrolment_id.clone(),
        lesson_id: session.lesson_id.clone(),
        question_id: question.id.clone(),
        shown: Shown {
            text: question.text.clone(),
            options: options.collect(),
            order,
            wrong: Vec::new(),
        },
        asked_at: op.now,
        answer_by: answer_by(op, player),
        answered_at: None,
        tries: 0,
        tries_most: rules::tries(player.presence_tries, question.options.len()),
        outcome: None,
        uncredited: Coverage::default(),
    };
    store::insert(op, &check).await?;
    Ok(check)
}

async fn ask_again(op: &mut Op, check: &mut PresenceCheck, player: &PlayerRules) -> Outcome<()> {
    check.tries += 1;
    check.asked_at = op.now;
    check.answer_by = answer_by(op, player);
    store::save(op, check).await
}

/// What an option is to a check.
async fn said(op: &mut Op, check: &PresenceCheck, option: Option<usize>) -> Outcome<Said> {
    let Some(option) = option else {
        return Ok(Said::NoAnswer);
    };
    let Some(&of_question) = check.shown.order.get(option) else {
        let most = check.shown.order.len().saturating_sub(1);
        return Err(Error::BadOption.fault().with("most", most));
    };
    if check.shown.wrong.contains(&option) {
        return Ok(Said::WrongAgain);
    }
    let is_right = catalogue::answers(op, &check.question_id, of_question).await?;
    Ok(if is_right { Said::Right } else { Said::Wrong })
}

/// INVARIANT: a miss takes back only what was credited since the last proof, and nothing of a
/// lesson that is complete (`a_miss_never_touches_what_was_proven`).
async fn decide(
    op: &mut Op,
    watching: &mut Watching,
    check: &mut PresenceCheck,
    outcome: CheckOutcome,
    player: &PlayerRules,
) -> Outcome<()> {
    let meter = &mut watching.meter;
    if outcome == CheckOutcome::Missed && watching.completed_at.is_none() {
        check.uncredited = rules::at_stake(&meter.covered, &meter.unproven);
        meter.covered = rules::without(&meter.covered, &meter.unproven);
    }
    meter.unproven = Coverage::default();
    check.outcome = Some(outcome);
    check.answered_at = Some(op.now);
    watching.check_due_ms = draw_due(op, player);
    store::save(op, check).await?;
    rows::save_progress(op, watching).await
}

/// A lesson that waited for its check is complete now; the enrolment when it was the last.
async fn complete(
    op: &mut Op,
    watching: &mut Watching,
    terms: &Terms,
) -> Outcome<Option<EnrolmentId>> {
    let covered_ms = watching.meter.covered.total();
    let percent = terms.player.complete_percent;
    let is_enough = beats::completes(covered_ms, terms.length_ms, percent);
    if watching.completed_at.is_some() || !is_enough {
        return Ok(None);
    }
    watching.completed_at = Some(op.now);
    watching.check_due_ms = 0;
    rows::save_progress(op, watching).await?;
    completed_course(op, &watching.session).await
}

fn told(op: &Op, watching: &Watching, check: &PresenceCheck) -> OpenCheck {
    let meter = &watching.meter;
    let left_ms = check.answer_by.millis_since(op.now).max(0);
    OpenCheck {
        id: check.id.clone(),
        question: check.shown.text.clone(),
        options: check.shown.options.clone(),
        answer_within_s: left_ms.saturating_add(999) / 1000,
        tries_left: check.tries_most - check.tries,
        at_stake_ms: rules::at_stake(&meter.covered, &meter.unproven).total(),
    }
}

fn answer(watching: &Watching, check: PresenceCheck, again: Option<OpenCheck>) -> CheckAnswer {
    CheckAnswer {
        id: check.id,
        outcome: check.outcome,
        again,
        covered: watching.meter.covered.clone(),
        uncredited: check.uncredited.spans().to_vec(),
        complete: watching.completed_at.is_some(),
        session_id: watching.session.id.clone(),
        completed: None,
    }
}
