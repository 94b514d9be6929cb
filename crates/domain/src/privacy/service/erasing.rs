//! Asking to be erased, and what ends by its age.

use std::time::Duration;

use kernel::{Outcome, PersonId, limits, mask_numbers};

use super::exporting::file_key;
use crate::permission::{Action, Role};
use crate::privacy::classes::class;
use crate::privacy::jobs::ForgetFiles;
use crate::privacy::model::{Erasure, ErasureState, ExportState, Obstacle};
use crate::privacy::{Error, store};
use crate::queues::{Desk, Matter, NewItem};
use crate::reports::Status;
use crate::{
    Event, Op, certificates, evidence, hours, identity, learning, messages, orders, queues, reports,
};

/// Exports that are erased at once; the ticker comes again.
const EXPORTS_AT_ONCE: i64 = 50;

/// What is not finished about a person: nobody is erased before it is. For her and her officers.
pub async fn obstacles(op: &mut Op, person: &PersonId) -> Outcome<Vec<Obstacle>> {
    let who = identity::get_person(op, person).await?;
    op.allow(Action::SeePerson, &who)?;
    let mut found = Vec::new();
    for year in hours::years(op, person).await? {
        let report = reports::find(op, person, year.study_year).await?;
        let waits = |status| matches!(status, Status::WithEmployer | Status::WithBureau);
        if report.is_some_and(|report| waits(report.status)) {
            found.push(Obstacle::Report);
            break;
        }
    }
    let accounts = identity::selves(op, person).await?;
    for account in &accounts {
        if learning::has_dispute(op, account).await? && !found.contains(&Obstacle::Dispute) {
            found.push(Obstacle::Dispute);
        }
        if orders::has_waiting(op, account).await? && !found.contains(&Obstacle::Order) {
            found.push(Obstacle::Order);
        }
    }
    let revocations = hours::revocations_of(op, person).await?;
    if revocations
        .iter()
        .any(|case| case.revocation.decision.is_none())
    {
        found.push(Obstacle::Revocation);
    }
    if !certificates::list_due(op, person).await?.is_empty() {
        found.push(Obstacle::Certificate);
    }
    for account in &accounts {
        for matter in queues::waiting_about(op, account).await? {
            let obstacle = Obstacle::Waiting(matter);
            if matter != Matter::Erasure && !found.contains(&obstacle) {
                found.push(obstacle);
            }
        }
    }
    let roles = identity::roles_of(op, person).await?;
    if roles.iter().any(|grant| grant.role != Role::Learner) {
        found.push(Obstacle::Office);
    }
    Ok(found)
}

/// The newest request of whoever is signed in.
pub async fn erasure_of(op: &mut Op) -> Outcome<Option<Erasure>> {
    let me = op.actor.signed_in()?.clone();
    store::find_erasure(op, &me).await
}

/// Whoever is signed in asks to be erased: two officers of her bureau decide. Refused while
/// something about her is not finished, and unless she says that she knows what is lost.
pub async fn ask_erasure(op: &mut Op, words: &str, understood: bool) -> Outcome<Erasure> {
    let me = op.actor.signed_in()?.clone();
    let person = identity::get_person(op, &me).await?;
    op.allow(Action::AskErasure, &person)?;
    if !understood {
        return Err(Error::NotUnderstood.fault().at("understood"));
    }
    op.tx.lock(&format!("privacy:{me}")).await?;
    let last = store::find_erasure(op, &me).await?;
    if last.is_some_and(|last| last.state.is_waiting()) {
        return Err(Error::AskedAlready.into());
    }
    if !obstacles(op, &me).await?.is_empty() {
        return Err(Error::StillOpen.into());
    }
    let words: String = words.trim().chars().take(limits::TEXT_CHARS_MAX).collect();
    let asked = Erasure {
        id: op.new_id(),
        person_id: me.clone(),
        territory_id: person.territory_id.clone(),
        state: ErasureState::Asked,
        words: mask_numbers(&words),
        asked_at: op.now,
        agreed_by: None,
        agreed_at: None,
        decided_by: None,
        decided_at: None,
        reason: String::new(),
    };
    store::insert_erasure(op, &asked).await?;
    let item = NewItem {
        desk: Desk::Bureau(person.territory_id),
        kind: Matter::Erasure,
        subject: asked.id.as_str(),
        person: Some(&me),
        title: &person.name,
        working_days: op.house.settings.answer_working_days,
        needed_by: None,
        escalates_to: None,
    };
    queues::put(op, item).await?;
    record(op, "privacy.erasure_asked", &asked, "").await?;
    Ok(asked)
}

/// She takes her request back, as long as it waits.
pub async fn withdraw(op: &mut Op) -> Outcome<()> {
    let me = op.actor.signed_in()?.clone();
    let person = identity::get_person(op, &me).await?;
    op.allow(Action::AskErasure, &person)?;
    op.tx.lock(&format!("privacy:{me}")).await?;
    let found = store::find_erasure(op, &me).await?;
    let Some(mut erasure) = found.filter(|found| found.state.is_waiting()) else {
        return Err(Error::NotWaiting.into());
    };
    erasure.state = ErasureState::Withdrawn;
    erasure.decided_at = Some(op.now);
    store::save_erasure(op, &erasure).await?;
    queues::settle(op, Matter::Erasure, erasure.id.as_str()).await?;
    record(op, "privacy.erasure_withdrawn", &erasure, "").await
}

/// Erases what is due by its age: codes, old sessions, messages read long ago, exports. Proofs and
/// committees' lists are erased by their own contexts, which are called by the ticker too; how
/// much.
pub async fn erase_due(op: &mut Op) -> Outcome<u64> {
    let mut erased = 0;
    if let Some(kept_for) = kept_for("sessions") {
        erased += identity::erase_old(op, kept_for).await?;
    }
    if let Some(kept_for) = kept_for("messages") {
        erased += messages::erase_old(op, kept_for).await?;
    }
    for mut export in store::list_due(op, EXPORTS_AT_ONCE).await? {
        export.state = ExportState::Erased;
        store::save_export(op, &export).await?;
        store::delete_parts(op, &export.id).await?;
        let keys = vec![file_key(&export.id)];
        let evidence = Vec::new();
        op.enqueue(&ForgetFiles { keys, evidence }).await?;
        erased += 1;
    }
    Ok(erased)
}

/// Forgets files; forgetting them again is harmless. Called by the queue.
pub async fn forget_files(op: &mut Op, job: &ForgetFiles) -> Outcome<()> {
    for id in &job.evidence {
        evidence::erase(op, id).await?;
    }
    for key in &job.keys {
        op.house.files.delete(key).await?;
    }
    Ok(())
}

fn kept_for(id: &str) -> Option<Duration> {
    class(id).and_then(crate::privacy::Class::kept_for)
}

pub(super) async fn record(
    op: &mut Op,
    action: &'static str,
    erasure: &Erasure,
    details: &str,
) -> Outcome<()> {
    op.audit(Event {
        action,
        about: Some(&erasure.person_id),
        subject: erasure.id.as_str(),
        details,
    })
    .await
}
