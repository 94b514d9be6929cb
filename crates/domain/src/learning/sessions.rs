//! Opening and ending watch sessions: one at a time earns for a person.

use std::time::Duration;

use kernel::{EnrolmentId, LessonId, Outcome, PersonId, WatchSessionId};
use policy::PlayerRules;

use super::model::{OpenedSession, WatchSession};
use super::{Error, checks, store};
use crate::permission::Action;
use crate::{Op, catalogue, editions, identity, orders};

/// Opens a crediting session for a lesson. When another session of the person earns already it is
/// refused with the other's id, unless the person says that this one shall take over. `device` is
/// a hash of what tells one device from another.
pub async fn open_session(
    op: &mut Op,
    enrolment_id: &EnrolmentId,
    lesson_id: &LessonId,
    take_over: bool,
    device: &str,
) -> Outcome<OpenedSession> {
    let enrolment = orders::get_enrolment(op, enrolment_id).await?;
    op.allow(Action::Learn, &enrolment)?;
    let lesson = catalogue::get_lesson(op, lesson_id).await?;
    if lesson.course_id != enrolment.course_id {
        return Err(Error::ForeignLesson.into());
    }
    let person = identity::get_person(op, &enrolment.person_id).await?;
    let house = op.house.clone();
    let edition = editions::of_person(&house, &person, op.now.day())?;
    editions::open_year(edition, enrolment.study_year, op.now.day())?;
    let rules = edition.player(enrolment.study_year);
    // One at a time earns for a person, under all of her accounts.
    let kept = identity::kept(op, &person.id).await?;
    let accounts = identity::selves(op, &kept).await?;
    for account in &accounts {
        op.tx.lock(&format!("learning:{account}")).await?;
    }
    // Read again under the lock: her seat may have gone to somebody else meanwhile.
    orders::get_enrolment(op, enrolment_id).await?.active()?;
    let took_over = end_others(op, &accounts, &rules, take_over).await?;
    let session = WatchSession {
        id: op.new_id(),
        person_id: person.id,
        enrolment_id: enrolment.id,
        lesson_id: lesson.id,
        opened_at: op.now,
        device: device.to_owned(),
        ended_at: None,
        ended_why: None,
    };
    settle_check(op, &session, &rules).await?;
    store::insert_session(op, &session).await?;
    // A lease is worth what the clock gives after it was opened: reopening banks nothing.
    store::give_row(op, &session).await?;
    let watching = store::find_watching(op, &session.id).await?;
    let mut watching = watching.ok_or(Error::UnknownSession)?;
    checks::arm(op, &mut watching, &rules).await?;
    let check = checks::open_check(op, &watching).await?;
    let covered = watching.meter.covered;
    Ok(OpenedSession {
        id: session.id,
        resume_at_ms: covered.resume_at(lesson.length_ms),
        covered,
        beat_every_s: rules.beat_every_s,
        allowed_speed_percent: rules.allowed_speed_percent,
        check,
        took_over,
    })
}

/// Ends what earns under these accounts when it fell silent or shall give way; the last one's id.
async fn end_others(
    op: &mut Op,
    accounts: &[PersonId],
    rules: &PlayerRules,
    take_over: bool,
) -> Outcome<Option<WatchSessionId>> {
    let mut took_over = None;
    for account in accounts {
        let Some(other) = store::find_open(op, account).await? else {
            continue;
        };
        let silence = Duration::from_secs(u64::try_from(rules.gap_cap_s).unwrap_or(0));
        let silent = op.now > other.meter.mark_at.plus(silence);
        if !take_over && !silent {
            return Err(Error::OtherSession
                .fault()
                .with("session", &other.session.id));
        }
        let why = if silent { "silent" } else { "taken_over" };
        store::end(op, &other.session, why).await?;
        took_over = Some(other.session.id);
    }
    Ok(took_over)
}

/// A check that an earlier session of the lesson left open is missed when its time is over.
async fn settle_check(op: &mut Op, session: &WatchSession, rules: &PlayerRules) -> Outcome<()> {
    if let Some(asked_in) = checks::open_in(op, session).await?
        && let Some(mut watching) = store::find_watching(op, &asked_in).await?
    {
        checks::before_credit(op, &mut watching, rules).await?;
    }
    Ok(())
}

/// Ends what is open of an account, because it is one person's with another one from now on.
pub async fn end_open(op: &mut Op, account: &PersonId) -> Outcome<()> {
    op.tx.lock(&format!("learning:{account}")).await?;
    if let Some(open) = store::find_open(op, account).await? {
        store::end(op, &open.session, "closed").await?;
    }
    Ok(())
}

/// Ends a session, so that another device need not ask. Ending it again is harmless.
pub async fn end_session(op: &mut Op, id: &WatchSessionId) -> Outcome<()> {
    let found = store::find_watching(op, id).await?;
    let session = found.ok_or(Error::UnknownSession)?.session;
    op.allow(Action::SendBeat, &session)?;
    let lock = format!("learning:{}", session.person_id);
    op.tx.lock(&lock).await?;
    // Read again under the lock: whoever took over meanwhile goes on.
    let found = store::find_watching(op, id).await?;
    let session = found.ok_or(Error::UnknownSession)?.session;
    if session.ended_at.is_none() {
        store::end(op, &session, "closed").await?;
    }
    Ok(())
}
