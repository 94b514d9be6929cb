//! Looking for signals, and what inspectors do with them.

use std::collections::BTreeMap;

use kernel::{Change, Day, Outcome, Page, PageSize, PersonId, SignalId, WatchSessionId, limits};

use super::jobs::SignalsDue;
use super::model::{Kind, Signal, SignalFile, SignalState};
use super::{Error, rules, store};
use crate::learning::{self, Trace};
use crate::permission::Action;
use crate::territory::Territory;
use crate::{Event, Op, identity};

/// Most beats of a session on a page.
const BEATS_MAX: i64 = 300;

/// Looks at a day, for everyone. Looking again finds the same; what somebody has noted stays.
pub async fn look_for_signals(op: &mut Op, due: &SignalsDue) -> Outcome<()> {
    let Some(thresholds) = rules::thresholds() else {
        return Ok(());
    };
    let (day, window) = (due.day, rules::whole(due.day));
    let least = thresholds.shared_device.people;
    for (device, people) in learning::shared_devices(op, window, least).await? {
        let traces = learning::sessions_of_device(op, window, &device).await?;
        tell(
            op,
            (Kind::SharedDevice, day),
            device,
            (people, least),
            traces,
        )
        .await?;
    }
    let least = thresholds.day_total.minutes;
    for one in learning::credited_totals(op, window, least * 60_000).await? {
        let figures = (one.figure / 60_000, least);
        tell_of(op, (Kind::DayTotal, day), &one.person, figures).await?;
    }
    let sleepless = &thresholds.sleepless;
    let mut nights = Vec::new();
    for night in sleepless.windows(day) {
        let awake = learning::sleepless(op, night, sleepless.pause()).await?;
        nights.push(awake.into_iter().map(|one| one.person).collect());
    }
    for (person, count) in rules::in_enough(&nights, sleepless.nights) {
        let figures = (count, sleepless.nights);
        tell_of(op, (Kind::Sleepless, day), &person, figures).await?;
    }
    let quick = &thresholds.quick_checks;
    for one in learning::quick_checks(op, window, quick.within(), quick.number).await? {
        let figures = (one.figure, quick.number);
        tell_of(op, (Kind::QuickChecks, day), &one.person, figures).await?;
    }
    Ok(())
}

/// An inspector asks for a look at today and yesterday now.
pub async fn ask_for_signals(op: &mut Op, territory: &Territory) -> Outcome<()> {
    op.allow(Action::Inspect, territory)?;
    let (today, minute) = (op.now.day(), op.now.millis() / 60_000);
    for day in [today, today.plus_days(-1)] {
        let asked = Some(minute);
        op.enqueue(&SignalsDue { day, asked }).await?;
    }
    Ok(())
}

/// Signals of a territory, and all below it, newest first.
pub async fn list_signals(
    op: &mut Op,
    territory: &Territory,
    state: SignalState,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<(Signal, String)>> {
    op.allow(Action::Inspect, territory)?;
    // Sorts behind every id.
    let after = after.unwrap_or("~");
    let signals = store::list(op, &territory.path, state, after, size).await?;
    let people: Vec<PersonId> = signals.iter().filter_map(Signal::person).collect();
    let names = identity::names(op, &people).await?;
    let rows = signals.into_iter().map(|signal| {
        let name = signal
            .person()
            .and_then(|person| names.get(&person).cloned());
        (signal, name.unwrap_or_default())
    });
    Ok(size.page(rows.collect(), |(signal, _)| signal.id.to_string()))
}

/// A signal with its evidence, and the beats of one of its sessions when that is asked for.
pub async fn get_signal(
    op: &mut Op,
    id: &SignalId,
    session: Option<&WatchSessionId>,
) -> Outcome<SignalFile> {
    let signal = store::get(op, id).await?;
    op.allow(Action::SettleSignal, &signal)?;
    let (mut sessions, mut beats) = (Vec::new(), Vec::new());
    for trace in &signal.evidence {
        let (found, many, credited_ms) = learning::find_session(op, &trace.session).await?;
        if session == Some(&found.id) {
            beats = learning::beats_of_session(op, &found, BEATS_MAX).await?;
        }
        let name = identity::name_of(op, &trace.person).await?;
        sessions.push((name, found, many, credited_ms));
    }
    let name = match signal.person() {
        Some(person) => identity::name_of(op, &person).await?,
        None => String::new(),
    };
    let settled_by = match &signal.settled_by {
        Some(person) => Some(identity::name_of(op, person).await?),
        None => None,
    };
    Ok(SignalFile {
        signal,
        name,
        settled_by,
        sessions,
        beats,
    })
}

/// Notes what came of a signal; no hours change. The same again changes nothing, and what was
/// dismissed stays so.
pub async fn settle_signal(
    op: &mut Op,
    id: &SignalId,
    state: SignalState,
    note: &str,
) -> Outcome<Change<Signal>> {
    op.tx.lock(&format!("signal:{id}")).await?;
    let mut signal = store::get(op, id).await?;
    op.allow(Action::SettleSignal, &signal)?;
    let inspector = op.actor.signed_in()?.clone();
    if signal.person().as_ref() == Some(&inspector) {
        return Err(Error::OwnSignal.into());
    }
    let note = note.trim();
    if note.is_empty() || note.chars().count() > limits::TEXT_CHARS_MAX {
        let fault = Error::NoNote.fault();
        return Err(fault.with("most", limits::TEXT_CHARS_MAX).at("note"));
    }
    let action = match state {
        SignalState::New => return Err(Error::NoState.fault().at("seen")),
        SignalState::Seen => "inspections.signal_seen",
        SignalState::Dismissed => "inspections.signal_dismissed",
    };
    if signal.state == state && signal.note.as_deref() == Some(note) {
        return Ok(Change::Already(signal));
    }
    if signal.state == SignalState::Dismissed {
        return Err(Error::Settled.into());
    }
    signal.state = state;
    signal.note = Some(note.to_owned());
    signal.settled_by = Some(inspector);
    signal.settled_at = Some(op.now);
    store::settle(op, &signal).await?;
    op.audit(Event {
        action,
        about: signal.person().as_ref(),
        subject: signal.id.as_str(),
        details: note,
    })
    .await?;
    Ok(Change::New(signal))
}

/// A signal about a person, with her sessions of the day.
async fn tell_of(
    op: &mut Op,
    (kind, day): (Kind, Day),
    person: &PersonId,
    figures: (i64, i64),
) -> Outcome<()> {
    let traces = learning::sessions_of_person(op, rules::whole(day), person).await?;
    let subject = person.to_string();
    tell(op, (kind, day), subject, figures, traces).await
}

/// Keeps a signal for each territory that people of the evidence belong to: with their sessions
/// only, since another territory's people are another inspector's business.
async fn tell(
    op: &mut Op,
    (kind, day): (Kind, Day),
    subject: String,
    (figure, threshold): (i64, i64),
    traces: Vec<Trace>,
) -> Outcome<()> {
    let mut by_territory: BTreeMap<String, Vec<Trace>> = BTreeMap::new();
    for trace in traces {
        let path = identity::get_person(op, &trace.person)
            .await?
            .territory_path;
        by_territory.entry(path).or_default().push(trace);
    }
    for (territory_path, evidence) in by_territory {
        let signal = Signal {
            id: op.new_id(),
            kind,
            subject: subject.clone(),
            territory_path,
            day,
            figure,
            threshold,
            evidence,
            found_at: op.now,
            state: SignalState::New,
            note: None,
            settled_by: None,
            settled_at: None,
        };
        store::save_found(op, &signal).await?;
    }
    Ok(())
}
