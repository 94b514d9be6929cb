//! Receiving a beat: what it adds is decided under the server's clock and kept with its answer.

use kernel::{Outcome, WatchSessionId};
use policy::PlayerRules;

use super::coverage::Span;
use super::model::{Beat, BeatAnswer, Refused, WatchSession};
use super::rules::{self, Credit};
use super::{Error, states, store};
use crate::catalogue::{self, Lesson};
use crate::orders::{self, Enrolment};
use crate::permission::Action;
use crate::{Op, editions, identity};

/// Takes a beat. The same number again gets the first answer and changes nothing.
pub async fn receive_beat(op: &mut Op, id: &WatchSessionId, beat: &Beat) -> Outcome<BeatAnswer> {
    let session = store::find_session(op, id)
        .await?
        .ok_or(Error::UnknownSession)?;
    op.allow(Action::SendBeat, &session)?;
    let lesson = catalogue::get_lesson(op, &session.lesson_id).await?;
    rules::check(&beat.segments, lesson.length_ms)?;
    op.tx
        .lock(&format!("learning:{}", session.person_id))
        .await?;
    // Read again under the lock: another beat may have come in meanwhile.
    let session = store::find_session(op, id)
        .await?
        .ok_or(Error::UnknownSession)?;
    if let Some(first) = store::find_answer(op, &session, beat.seq).await? {
        return Ok(first);
    }
    let enrolment = orders::get_enrolment(op, &session.enrolment_id).await?;
    let answer = match refusal(op, &session, &enrolment).await? {
        Some(code) => refuse_all(op, &session, beat, code).await?,
        None => credit(op, &session, &enrolment, &lesson, beat).await?,
    };
    store::insert_beat(op, &session, beat, &answer).await?;
    Ok(answer)
}

/// Why nothing of a beat can be credited at all.
async fn refusal(
    op: &mut Op,
    session: &WatchSession,
    enrolment: &Enrolment,
) -> Outcome<Option<&'static str>> {
    if session.ended_at.is_some() {
        let taken = session.ended_why.as_deref() == Some("taken_over");
        let error = if taken {
            Error::TakenOver
        } else {
            Error::SessionEnded
        };
        return Ok(Some(error.fault().code()));
    }
    let person = identity::get_person(op, &session.person_id).await?;
    let house = op.house.clone();
    let day = op.now.day();
    let open = editions::of_person(&house, &person, day)
        .and_then(|edition| editions::open_year(edition, enrolment.study_year, day));
    Ok(open.err().map(|_| Error::WindowClosed.fault().code()))
}

async fn refuse_all(
    op: &mut Op,
    session: &WatchSession,
    beat: &Beat,
    code: &'static str,
) -> Outcome<BeatAnswer> {
    let progress = store::progress(op, session).await?;
    let refused = |&segment: &Span| Refused {
        segment,
        code: code.to_owned(),
    };
    Ok(BeatAnswer {
        seq: beat.seq,
        covered_ms: progress.covered.total(),
        credited_ms: 0,
        complete: progress.completed_at.is_some(),
        course_complete: false,
        refused: beat.segments.iter().map(refused).collect(),
        enrolment_id: session.enrolment_id.clone(),
        lesson_id: session.lesson_id.clone(),
    })
}

async fn credit(
    op: &mut Op,
    session: &WatchSession,
    enrolment: &Enrolment,
    lesson: &Lesson,
    beat: &Beat,
) -> Outcome<BeatAnswer> {
    let player = player_rules(op, session, enrolment).await?;
    let progress = store::progress(op, session).await?;
    let allowance = rules::allowance(
        session.allowance_ms,
        op.now.millis_since(session.mark_at),
        player.allowed_speed_percent,
        player.gap_cap_s,
    );
    let Credit {
        coverage,
        credited_ms,
        allowance_ms,
        refused,
    } = rules::credit(progress.covered, &beat.segments, allowance);
    let covered_ms = coverage.total();
    let complete = progress.completed_at.is_some()
        || rules::completes(covered_ms, lesson.length_ms, player.complete_percent);
    let completed_at = progress.completed_at.or(complete.then_some(op.now));
    store::save_progress(op, session, &coverage, completed_at).await?;
    store::save_allowance(op, session, allowance_ms).await?;
    let newly_complete = complete && progress.completed_at.is_none();
    let course_complete = newly_complete && states::is_complete(op, enrolment).await?;
    Ok(BeatAnswer {
        seq: beat.seq,
        covered_ms,
        credited_ms,
        complete,
        course_complete,
        refused,
        enrolment_id: session.enrolment_id.clone(),
        lesson_id: session.lesson_id.clone(),
    })
}

async fn player_rules(
    op: &mut Op,
    session: &WatchSession,
    enrolment: &Enrolment,
) -> Outcome<PlayerRules> {
    let person = identity::get_person(op, &session.person_id).await?;
    let house = op.house.clone();
    let edition = editions::of_person(&house, &person, op.now.day())?;
    Ok(edition.player(enrolment.study_year))
}
