//! Deciding a dispute: the bureau's side.

use kernel::{Change, DisputeId, EnrolmentId, Outcome};

use super::model::{Decided, Dispute, DisputeCase, Grant, Ruling, Settlement};
use super::opening::record;
use super::{rules, store};
use crate::learning::coverage::Coverage;
use crate::learning::glass::{self, LessonRecord};
use crate::learning::{Error, states};
use crate::messages::{self, Tell};
use crate::orders::Enrolment;
use crate::permission::Action;
use crate::{Op, Resource, catalogue, editions, employers, identity, learning, orders};

/// Most disputes on an officer's page.
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

/// Disputes of a territory, and all below it, that wait for their answer, oldest first.
pub async fn list_disputes_open(op: &mut Op, territory_path: &str) -> Outcome<Vec<DisputeCase>> {
    op.allow(Action::SeeBureau, &Area(territory_path))?;
    let mut cases = Vec::new();
    let mut after = String::new();
    loop {
        let page = store::list_open(op, &after).await?;
        let Some(last) = page.last() else {
            return Ok(cases);
        };
        last.id.as_str().clone_into(&mut after);
        for dispute in page {
            let case = case(op, dispute).await?;
            let path = &case.worker.person.territory_path;
            if path.starts_with(territory_path) && op.may(Action::DecideDispute, &case) {
                cases.push(case);
            }
            if cases.len() >= CASES_MAX {
                return Ok(cases);
            }
        }
    }
}

/// A dispute with its lesson laid open, for an officer who may decide it.
pub async fn dispute_case(op: &mut Op, id: &DisputeId) -> Outcome<(DisputeCase, LessonRecord)> {
    let dispute = store::get_dispute(op, id).await?;
    let case = case(op, dispute).await?;
    op.allow(Action::DecideDispute, &case)?;
    let enrolment = orders::get_enrolment(op, &case.dispute.enrolment_id).await?;
    let record = glass::of_lesson(op, &enrolment, &case.dispute.lesson_id).await?;
    Ok((case, record))
}

/// Decides a dispute. What is credited is a new entry, and completes the lesson when that is all
/// that was missing. The same decision again changes nothing.
pub async fn decide_dispute(
    op: &mut Op,
    id: &DisputeId,
    ruling: Ruling,
    reason: &str,
) -> Outcome<Change<Decided>> {
    let found = store::get_dispute(op, id).await?;
    let case = case(op, found).await?;
    op.allow(Action::DecideDispute, &case)?;
    let officer = op.actor.signed_in()?.clone();
    if op.actor.is_me(&case.dispute.person_id) {
        return Err(Error::OwnDispute.into());
    }
    let reason = rules::given(reason, Error::NoReason, "reason")?;
    let enrolment = orders::get_enrolment(op, &case.dispute.enrolment_id).await?;
    op.tx
        .lock(&format!("learning:{}", enrolment.person_id))
        .await?;
    let mut dispute = store::get_dispute(op, id).await?;
    if let Some(settled) = &dispute.settlement {
        return if is_same(op, &dispute, settled, ruling, reason).await? {
            let completed = None;
            Ok(Change::Already(Decided { dispute, completed }))
        } else {
            Err(Error::DisputeSettled.into())
        };
    }
    let settlement = Settlement {
        outcome: ruling.as_str().into(),
        reason: reason.into(),
        by: officer,
        at: op.now,
    };
    let completed = match ruling {
        Ruling::Refuse => None,
        Ruling::Credit(_) => {
            orders::get_enrolment(op, &enrolment.id).await?.active()?;
            credit(op, &dispute, &enrolment, ruling, &settlement).await?
        }
    };
    store::settle(op, id, &settlement).await?;
    let action = match ruling {
        Ruling::Credit(_) => "learning.dispute_credited",
        Ruling::Refuse => "learning.dispute_refused",
    };
    record(op, action, &dispute, reason).await?;
    tell(op, &dispute, ruling, reason).await?;
    dispute.settlement = Some(settlement);
    Ok(Change::New(Decided { dispute, completed }))
}

/// She is told how it was decided, and why.
async fn tell(op: &mut Op, dispute: &Dispute, ruling: Ruling, reason: &str) -> Outcome<()> {
    let lesson = catalogue::get_lesson(op, &dispute.lesson_id).await?;
    let kind = match ruling {
        Ruling::Credit(_) => "disputes-credited",
        Ruling::Refuse => "disputes-refused",
    };
    let (enrolment, lesson_id) = (&dispute.enrolment_id, &dispute.lesson_id);
    let tell = Tell {
        to: &dispute.person_id,
        kind,
        details: &[("lesson", lesson.title), ("why", reason.to_owned())],
        link: &format!("/learn/{enrolment}/lessons/{lesson_id}/record"),
    };
    messages::tell(op, tell).await
}

/// Whether a dispute was settled just so before.
async fn is_same(
    op: &mut Op,
    dispute: &Dispute,
    settled: &Settlement,
    ruling: Ruling,
    reason: &str,
) -> Outcome<bool> {
    if settled.outcome != ruling.as_str() || settled.reason != reason {
        return Ok(false);
    }
    let Ruling::Credit((from, to)) = ruling else {
        return Ok(true);
    };
    // What was covered already is in no grant: the same stretch has room for all of it.
    let grant = store::find_grant(op, &dispute.id).await?;
    let spans = grant.map(|grant| grant.spans).unwrap_or_default();
    Ok(spans
        .spans()
        .iter()
        .all(|&(start, end)| from <= start && end <= to))
}

/// Adds to what is covered, and leaves the entry that says by whom and why. The enrolment, when
/// all lessons of its course are complete now.
async fn credit(
    op: &mut Op,
    dispute: &Dispute,
    enrolment: &Enrolment,
    ruling: Ruling,
    settlement: &Settlement,
) -> Outcome<Option<EnrolmentId>> {
    // Under the row's lock, and with a new version: a beat that is on its way reads it again.
    store::hold_lesson(op, enrolment, &dispute.lesson_id).await?;
    let progress = learning::store::list_progress(op, enrolment).await?;
    let progress = progress
        .into_iter()
        .find(|(id, _)| *id == dispute.lesson_id);
    let mut progress = progress.map(|(_, progress)| progress).unwrap_or_default();
    let spans = rules::credit(dispute, ruling, &progress.covered)?;
    for &span in spans.spans() {
        progress.covered.add(span);
    }
    let was_complete = progress.completed_at.is_some();
    if !was_complete && completes(op, dispute, enrolment, &progress.covered).await? {
        progress.completed_at = Some(op.now);
    }
    store::save_covered(op, enrolment, &dispute.lesson_id, &progress).await?;
    let grant = Grant {
        id: op.new_id(),
        dispute_id: dispute.id.clone(),
        credited_ms: spans.total(),
        spans,
        reason: settlement.reason.clone(),
        by: settlement.by.clone(),
        at: op.now,
    };
    store::insert_grant(op, dispute, &grant).await?;
    let is_new = !was_complete && progress.completed_at.is_some();
    let all = is_new && states::is_complete(op, enrolment).await?;
    Ok(all.then(|| enrolment.id.clone()))
}

/// Whether so much completes the lesson, by the rules of the day on which it was disputed: however
/// late that is decided. Never while somebody is asked whether she is there; her answer does then.
async fn completes(
    op: &mut Op,
    dispute: &Dispute,
    enrolment: &Enrolment,
    covered: &Coverage,
) -> Outcome<bool> {
    let lesson = catalogue::get_lesson(op, &dispute.lesson_id).await?;
    let person = identity::get_person(op, &enrolment.person_id).await?;
    let (house, day) = (op.house.clone(), dispute.opened_at.day());
    let edition = editions::for_year(&house, &person.territory_code, enrolment.study_year, day)?;
    let percent = edition.player(enrolment.study_year).complete_percent;
    Ok(
        learning::rules::completes(covered.total(), lesson.length_ms, percent)
            && !store::is_checked(op, enrolment, &dispute.lesson_id).await?,
    )
}

pub(super) async fn case(op: &mut Op, dispute: Dispute) -> Outcome<DisputeCase> {
    let worker = employers::worker(op, &dispute.person_id).await?;
    let settled_by = match &dispute.settlement {
        Some(settled) => Some(identity::name_of(op, &settled.by).await?),
        None => None,
    };
    let grant = store::find_grant(op, &dispute.id).await?;
    Ok(DisputeCase {
        dispute,
        worker,
        settled_by,
        grant,
    })
}
