//! Receiving a beat by an operation of its own: whatever may happen then (the lesson is complete,
//! the session has ended, the year is closed) happens in one transaction. Beats to which nothing of
//! that happens are taken many at once by [`super::BeatWriter`], by the same meter.

use kernel::{EnrolmentId, Instant, Outcome, WatchSessionId};

use super::checks::{self, MissedCheck};
use super::coverage::Span;
use super::model::{Beat, BeatAnswer, Received, Refused, WatchSession};
use super::store::Watching;
use super::terms::Terms;
use super::{Error, rules, states, store};
use crate::orders::{self, Enrolment};
use crate::permission::Action;
use crate::{Op, identity};

/// Takes a beat. The same number again gets the first answer and changes nothing.
pub async fn receive_beat(op: &mut Op, id: &WatchSessionId, beat: &Beat) -> Outcome<Received> {
    let found = store::find_watching(op, id).await?;
    let session = found.ok_or(Error::UnknownSession)?.session;
    op.allow(Action::SendBeat, &session)?;
    let terms = Terms::of(op, &session).await?;
    rules::check(&beat.segments, terms.length_ms)?;
    op.tx
        .lock(&format!("learning:{}", session.person_id))
        .await?;
    // Read again under the lock: another device may have taken over meanwhile, and its row is not
    // this session's to hold.
    let mut watching = again(op, id).await?;
    if watching.session.ended_at.is_none() {
        store::hold(op, &session).await?;
        watching = again(op, id).await?;
    }
    if let Some(answer) = store::find_answer(op, &watching.session, beat.seq).await? {
        let (check, completed) = (checks::open_check(op, &watching).await?, None);
        let answer = BeatAnswer { check, ..answer };
        return Ok(Received { answer, completed });
    }
    match refusal(&watching.session, &terms, op.now) {
        Some(code) => refuse_all(op, &watching, beat, code).await,
        None => credit(op, watching, &terms, beat).await,
    }
}

async fn again(op: &mut Op, id: &WatchSessionId) -> Outcome<Watching> {
    let watching = store::find_watching(op, id).await?;
    watching.ok_or_else(|| Error::UnknownSession.into())
}

/// Why nothing of a beat can be credited at all.
fn refusal(session: &WatchSession, terms: &Terms, now: Instant) -> Option<&'static str> {
    let error = match session.ended_why.as_deref() {
        Some("taken_over") => Error::TakenOver,
        Some(_) => Error::SessionEnded,
        None if !terms.is_open => Error::WindowClosed,
        None if !terms.player.hours_of_day.contains(now) => Error::OutsideHours,
        None => return None,
    };
    Some(error.fault().code())
}

/// Keeps a beat of which nothing is credited: it is evidence.
async fn refuse_all(
    op: &mut Op,
    watching: &Watching,
    beat: &Beat,
    code: &'static str,
) -> Outcome<Received> {
    let refused = |&segment: &Span| Refused {
        segment,
        code: code.to_owned(),
    };
    let answer = BeatAnswer {
        seq: beat.seq,
        covered_ms: watching.meter.covered.total(),
        credited_ms: 0,
        complete: watching.completed_at.is_some(),
        refused: beat.segments.iter().map(refused).collect(),
        check: None,
        missed: None,
    };
    store::insert_beat(op, &watching.session, beat, &answer).await?;
    let completed = None;
    Ok(Received { answer, completed })
}

/// Credits a beat as far as the clock allows. A lesson is never complete while somebody is asked
/// whether she is there: the answer completes it.
async fn credit(
    op: &mut Op,
    mut watching: Watching,
    terms: &Terms,
    beat: &Beat,
) -> Outcome<Received> {
    let was_complete = watching.completed_at.is_some();
    let missed = checks::before_credit(op, &mut watching, &terms.player).await?;
    let before = watching.meter.covered.clone();
    let left_of_day_ms = left_of_day(op, &watching.session, terms).await?;
    let meter = &mut watching.meter;
    let mut answer = terms.answer(meter, was_complete, beat, op.now, left_of_day_ms);
    answer.missed = missed.map(MissedCheck::from);
    answer.check = checks::after_credit(op, &mut watching, &before, terms).await?;
    answer.complete &= was_complete || answer.check.is_none();
    if answer.complete && !was_complete {
        watching.completed_at = Some(op.now);
    }
    store::save_progress(op, &watching).await?;
    store::insert_beat(op, &watching.session, beat, &answer).await?;
    let completed = if answer.complete && !was_complete {
        completed_course(op, &watching.session).await?
    } else {
        None
    };
    Ok(Received { answer, completed })
}

/// What the day may still credit to the person, where the rules have a cap.
async fn left_of_day(op: &mut Op, session: &WatchSession, terms: &Terms) -> Outcome<Option<i64>> {
    let Some(most) = terms.player.most_ms_a_day() else {
        return Ok(None);
    };
    let today = op.now.day().start();
    let kept = identity::kept(op, &session.person_id).await?;
    let mut left = most;
    for account in identity::selves(op, &kept).await? {
        left -= store::credited_since(op, &account, today).await?;
    }
    Ok(Some(left))
}

/// The session's enrolment when all lessons of its course are complete now.
pub(super) async fn completed_course(
    op: &mut Op,
    session: &WatchSession,
) -> Outcome<Option<EnrolmentId>> {
    let enrolment: Enrolment = orders::get_enrolment(op, &session.enrolment_id).await?;
    let is_complete = states::is_complete(op, &enrolment).await?;
    Ok(is_complete.then_some(enrolment.id))
}
