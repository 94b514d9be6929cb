//! Revoking an entry: one officer proposes, another decides. What was issued on the entry is not
//! touched: the states of certificates and cards follow from the ledger.

use kernel::{Change, EntryId, Outcome, PersonId, RevocationId};

use crate::employers::Worker;
use crate::hours::model::{Revocation, RevocationCase, Verdict};
use crate::hours::{Error, carrying, rules, store};
use crate::messages::{self, Tell};
use crate::permission::Action;
use crate::{Event, Op, Resource, employers, identity};

/// Most proposals on an officer's page.
const CASES_MAX: usize = 200;

/// A territory by its path, to ask for rights in it.
struct Area<'p>(&'p str);

impl Resource for Area<'_> {
    fn kind(&self) -> &'static str {
        "territory"
    }
    fn territory(&self) -> Option<&str> {
        Some(self.0)
    }
}

/// An officer proposes that an entry be revoked. Proposing the same again gives the proposal that
/// waits; another one for the same entry is refused until that is decided.
pub async fn propose_revocation(op: &mut Op, entry: &EntryId, reason: &str) -> Outcome<Revocation> {
    let entry = ledger::get(&mut op.tx, entry).await?;
    let worker = employers::worker(op, &entry.person).await?;
    op.allow(Action::ProposeRevocation, &worker)?;
    let officer = other_than(op, &worker)?;
    let reason = rules::given_words(reason, Error::NoReason, "reason")?;
    store::lock_person(op, &entry.person).await?;
    if entry.reverses.is_some() || ledger::is_revoked(&mut op.tx, &entry.source).await? {
        return Err(Error::NotRevocable.into());
    }
    if let Some(open) = store::find_open(op, &entry.id).await? {
        let same = open.proposed_by == officer && open.reason == reason;
        return if same {
            Ok(open)
        } else {
            Err(Error::AlreadyProposed.into())
        };
    }
    let revocation = Revocation {
        id: op.new_id(),
        entry_id: entry.id,
        person_id: entry.person,
        reason: reason.to_owned(),
        proposed_by: officer,
        proposed_at: op.now,
        decision: None,
        decided_by: None,
        decided_at: None,
    };
    store::insert_revocation(op, &revocation).await?;
    record(op, "hours.revocation_proposed", &revocation).await?;
    Ok(revocation)
}

/// Another officer confirms or rejects a proposal. Confirming reverses the entry by a new one.
/// The same decision again changes nothing; `hours.same_officer` refuses who proposed it.
pub async fn decide_revocation(
    op: &mut Op,
    id: &RevocationId,
    confirm: bool,
) -> Outcome<Change<Revocation>> {
    let person = store::get_revocation(op, id).await?.person_id;
    let worker = employers::worker(op, &person).await?;
    op.allow(Action::DecideRevocation, &worker)?;
    let officer = other_than(op, &worker)?;
    store::lock_person(op, &person).await?;
    let revocation = store::get_revocation(op, id).await?;
    if op.actor.is_me(&revocation.proposed_by) {
        return Err(Error::SameOfficer.into());
    }
    let verdict = if confirm {
        Verdict::Confirmed
    } else {
        Verdict::Rejected
    };
    if !rules::is_first_decision(&revocation, verdict)? {
        return Ok(Change::Already(revocation));
    }
    if verdict == Verdict::Confirmed {
        reverse(op, &revocation, &officer).await?;
    }
    store::save_verdict(op, id, verdict, &officer).await?;
    let action = match verdict {
        Verdict::Confirmed => "hours.revocation_confirmed",
        Verdict::Rejected => "hours.revocation_rejected",
    };
    record(op, action, &revocation).await?;
    store::get_revocation(op, id).await.map(Change::New)
}

/// Proposals of a territory, and all below it, that wait for their decision, oldest first.
pub async fn list_revocations_open(
    op: &mut Op,
    territory_path: &str,
) -> Outcome<Vec<RevocationCase>> {
    op.allow(Action::SeeBureau, &Area(territory_path))?;
    let mut cases = Vec::new();
    let mut after = String::new();
    loop {
        let batch = store::list_open(op, &after).await?;
        let Some(last) = batch.last() else {
            return Ok(cases);
        };
        last.id.as_str().clone_into(&mut after);
        for revocation in batch {
            let person = identity::get_person(op, &revocation.person_id).await?;
            if person.territory_path.starts_with(territory_path) {
                cases.push(case(op, revocation).await?);
            }
            if cases.len() >= CASES_MAX {
                return Ok(cases);
            }
        }
    }
}

/// An entry with whether it was reversed, for an officer who may propose to revoke it.
pub async fn get_entry(op: &mut Op, id: &EntryId) -> Outcome<ledger::Line> {
    let entry = ledger::get(&mut op.tx, id).await?;
    let worker = employers::worker(op, &entry.person).await?;
    op.allow(Action::ProposeRevocation, &worker)?;
    let revoked = ledger::is_revoked(&mut op.tx, &entry.source).await?;
    Ok(ledger::Line { entry, revoked })
}

/// A proposal, for an officer who may decide on it.
pub async fn get_revocation(op: &mut Op, id: &RevocationId) -> Outcome<RevocationCase> {
    let revocation = store::get_revocation(op, id).await?;
    let worker = employers::worker(op, &revocation.person_id).await?;
    op.allow(Action::DecideRevocation, &worker)?;
    case(op, revocation).await
}

/// All proposals about a person, newest first: she sees them too.
pub async fn revocations_of(op: &mut Op, person: &PersonId) -> Outcome<Vec<RevocationCase>> {
    let worker = employers::worker(op, person).await?;
    let sight = employers::sight(op, &worker).await?;
    let mut cases = Vec::new();
    for account in identity::selves(op, person).await? {
        for revocation in store::list_of_person(op, &account).await? {
            cases.push(case(op, revocation).await?);
        }
    }
    cases.retain(|case| sight.covers(case.entry.study_year));
    Ok(cases)
}

/// The acting officer, who must be somebody else than the person whose hours they are.
fn other_than(op: &Op, worker: &Worker) -> Outcome<PersonId> {
    let officer = op.actor.signed_in()?;
    if op.actor.is_me(&worker.person.id) {
        return Err(Error::OwnHours.into());
    }
    Ok(officer.clone())
}

async fn reverse(op: &mut Op, revocation: &Revocation, by: &PersonId) -> Outcome<()> {
    let id: EntryId = op.new_id();
    let (entry, clause) = (&revocation.entry_id, rules::REVOCATION_CLAUSE);
    ledger::revoke(&mut op.tx, id, op.now, entry, clause, by).await?;
    // What was earned twice counted once, by this entry: the other one counts now.
    let gone = ledger::get(&mut op.tx, entry).await?;
    carrying::step_in(op, &gone).await
}

async fn case(op: &mut Op, revocation: Revocation) -> Outcome<RevocationCase> {
    let entry = ledger::get(&mut op.tx, &revocation.entry_id).await?;
    let person_name = identity::get_person(op, &revocation.person_id).await?.name;
    let proposed_by_name = identity::get_person(op, &revocation.proposed_by)
        .await?
        .name;
    let decided_by_name = match &revocation.decided_by {
        Some(officer) => Some(identity::get_person(op, officer).await?.name),
        None => None,
    };
    Ok(RevocationCase {
        revocation,
        entry,
        person_name,
        proposed_by_name,
        decided_by_name,
    })
}

async fn record(op: &mut Op, action: &'static str, revocation: &Revocation) -> Outcome<()> {
    op.audit(Event {
        action,
        about: Some(&revocation.person_id),
        subject: revocation.entry_id.as_str(),
        details: &revocation.reason,
    })
    .await?;
    tell(op, action, revocation).await
}

/// Nobody loses hours without a word: she is told when it is proposed, and how it was decided.
async fn tell(op: &mut Op, action: &str, revocation: &Revocation) -> Outcome<()> {
    let kind = match action {
        "hours.revocation_proposed" => "hours-revocation-proposed",
        "hours.revocation_confirmed" => "hours-revocation-confirmed",
        _ => "hours-revocation-rejected",
    };
    let entry = ledger::get(&mut op.tx, &revocation.entry_id).await?;
    let details = [
        ("title", entry.title),
        ("amount", entry.hours.to_string()),
        ("year", entry.study_year.to_string()),
        ("why", revocation.reason.clone()),
    ];
    let tell = Tell {
        to: &revocation.person_id,
        kind,
        details: &details,
        link: &format!("/hours/{}", entry.study_year),
    };
    messages::tell(op, tell).await
}
