//! Answering: she an invitation, the employer or the bureau a claim; and taking back what one
//! began.

use kernel::{Change, DepartmentId, EmployerId, JoiningId, Outcome, Page, PageSize, PersonId};

use super::asking::{record, tell};
use super::model::{JoinState, Joining, JoiningKind};
use super::store;
use crate::employers::{self, NewPost};
use crate::permission::{Action, Role};
use crate::queues::{self, Desk, Matter};
use crate::rosters::Error;
use crate::{Op, identity};

/// A joining, for her, her employer to be, and its bureau.
pub async fn get_joining(op: &mut Op, id: &JoiningId) -> Outcome<Joining> {
    let joining = load(op, id).await?;
    op.allow(Action::SeeJoining, &joining)?;
    Ok(joining)
}

/// What whoever is signed in was invited to and claimed, the newest first.
pub async fn list_of_person(op: &mut Op) -> Outcome<Vec<Joining>> {
    let me = op.actor.signed_in()?.clone();
    let mut found = Vec::new();
    for account in identity::selves(op, &me).await? {
        found.extend(store::list_of_person(op, &account).await?);
    }
    found.sort_by(|a, b| b.id.cmp(&a.id));
    named(op, found).await
}

/// What waits between an employer and people: claims to confirm, or invitations not yet answered.
pub async fn list_of_employer(
    op: &mut Op,
    id: &EmployerId,
    kind: JoiningKind,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Joining>> {
    let employer = employers::get(op, id).await?;
    op.allow(Action::InviteStaff, &employer)?;
    let page = store::list_waiting(op, id, kind, after, size).await?;
    Ok(Page {
        items: named(op, page.items).await?,
        next: page.next,
    })
}

/// She accepts: the post is hers, and a post elsewhere ends the day before. Again changes nothing.
pub async fn accept_invitation(op: &mut Op, id: &JoiningId) -> Outcome<Change<Joining>> {
    let mut joining = locked(op, id, JoiningKind::Invitation).await?;
    op.allow(Action::AnswerInvitation, &joining)?;
    if joining.state == JoinState::Accepted {
        return Ok(Change::Already(joining));
    }
    must_wait(&joining)?;
    take_up(op, &joining, joining.department_id.clone()).await?;
    settle(op, &mut joining, JoinState::Accepted, String::new()).await?;
    tell_admins(op, &joining, "rosters-accepted").await?;
    Ok(Change::New(joining))
}

/// She declines.
pub async fn decline_invitation(op: &mut Op, id: &JoiningId) -> Outcome<()> {
    let mut joining = locked(op, id, JoiningKind::Invitation).await?;
    op.allow(Action::AnswerInvitation, &joining)?;
    must_wait(&joining)?;
    settle(op, &mut joining, JoinState::Declined, String::new()).await?;
    tell_admins(op, &joining, "rosters-declined").await
}

/// The employer confirms that she works there; the bureau does when the employer's time is over.
pub async fn confirm(
    op: &mut Op,
    id: &JoiningId,
    department: Option<DepartmentId>,
) -> Outcome<Change<Joining>> {
    let mut joining = locked(op, id, JoiningKind::Claim).await?;
    refuse_who_may_not(op, &joining).await?;
    if joining.state == JoinState::Accepted {
        return Ok(Change::Already(joining));
    }
    must_wait(&joining)?;
    take_up(op, &joining, department).await?;
    settle(op, &mut joining, JoinState::Accepted, String::new()).await?;
    let person = joining.person_id.clone();
    tell(op, &person, "rosters-confirmed", &joining, "/employment").await?;
    Ok(Change::New(joining))
}

/// The employer, or the bureau, says that she does not work there, and why.
pub async fn refuse(op: &mut Op, id: &JoiningId, why: &str) -> Outcome<()> {
    let mut joining = locked(op, id, JoiningKind::Claim).await?;
    refuse_who_may_not(op, &joining).await?;
    must_wait(&joining)?;
    let why = employers::reason(why, "why")?;
    settle(op, &mut joining, JoinState::Declined, why).await?;
    let person = joining.person_id.clone();
    tell(op, &person, "rosters-refused", &joining, "/employment").await
}

/// Whoever began it takes it back: she a claim, the employer an invitation.
pub async fn withdraw_joining(op: &mut Op, id: &JoiningId) -> Outcome<()> {
    op.tx.lock(&format!("rosters:joining:{id}")).await?;
    let mut joining = load(op, id).await?;
    match joining.kind {
        JoiningKind::Claim => op.allow(Action::WithdrawClaimOfPost, &joining)?,
        JoiningKind::Invitation => {
            let employer = employers::get(op, &joining.employer_id).await?;
            op.allow(Action::InviteStaff, &employer)?;
        }
    }
    must_wait(&joining)?;
    settle(op, &mut joining, JoinState::Withdrawn, String::new()).await
}

/// Nobody confirms herself; and the bureau waits for the employer as long as its time runs.
async fn refuse_who_may_not(op: &mut Op, joining: &Joining) -> Outcome<()> {
    op.allow(Action::DecideJoining, joining)?;
    if op.actor.is_me(&joining.person_id) {
        return Err(Error::OwnJoining.into());
    }
    let employer = employers::get(op, &joining.employer_id).await?;
    if op.may(Action::InviteStaff, &employer) {
        return Ok(());
    }
    let item = queues::find(op, Matter::Joining, joining.id.as_str()).await?;
    match item {
        Some(item) if matches!(item.desk, Desk::Employer(_)) => Err(Error::WithEmployer.into()),
        _ => Ok(()),
    }
}

fn must_wait(joining: &Joining) -> Outcome<()> {
    if joining.state == JoinState::Waiting {
        Ok(())
    } else {
        Err(Error::AnsweredAlready.into())
    }
}

async fn take_up(
    op: &mut Op,
    joining: &Joining,
    department_id: Option<DepartmentId>,
) -> Outcome<()> {
    let post = NewPost {
        employer_id: joining.employer_id.clone(),
        from_day: joining.from_day,
        post_title: joining.post_title.clone(),
        speciality: joining.speciality.clone(),
        department_id,
    };
    employers::take_up(op, &joining.person_id, post)
        .await
        .map(drop)
}

async fn locked(op: &mut Op, id: &JoiningId, kind: JoiningKind) -> Outcome<Joining> {
    op.tx.lock(&format!("rosters:joining:{id}")).await?;
    let joining = load(op, id).await?;
    if joining.kind != kind {
        return Err(Error::UnknownJoining.into());
    }
    Ok(joining)
}

async fn settle(
    op: &mut Op,
    joining: &mut Joining,
    state: JoinState,
    answer: String,
) -> Outcome<()> {
    joining.state = state;
    joining.answer = answer;
    joining.decided_at = Some(op.now);
    store::save(op, joining).await?;
    queues::settle(op, Matter::Joining, joining.id.as_str()).await?;
    let action = match state {
        JoinState::Accepted => "rosters.joining_accepted",
        JoinState::Declined => "rosters.joining_declined",
        JoinState::Prepared | JoinState::Waiting | JoinState::Withdrawn => {
            "rosters.joining_withdrawn"
        }
    };
    record(op, action, joining).await
}

async fn tell_admins(op: &mut Op, joining: &Joining, kind: &'static str) -> Outcome<()> {
    let scope = joining.employer_id.as_str();
    for admin in identity::holders(op, Role::EmployerAdmin, scope).await? {
        tell(op, &admin.person_id, kind, joining, "/employer/joinings").await?;
    }
    Ok(())
}

async fn load(op: &mut Op, id: &JoiningId) -> Outcome<Joining> {
    let joining = store::get(op, id).await?;
    let employer = employers::get(op, &joining.employer_id).await?;
    Ok(Joining {
        employer_name: employer.name,
        territory_path: employer.territory_path,
        person_name: identity::name_of(op, &joining.person_id).await?,
        ..joining
    })
}

async fn named(op: &mut Op, joinings: Vec<Joining>) -> Outcome<Vec<Joining>> {
    let people: Vec<PersonId> = joinings.iter().map(|each| each.person_id.clone()).collect();
    let names = identity::names(op, &people).await?;
    let mut all = Vec::with_capacity(joinings.len());
    for joining in joinings {
        let employer = employers::get(op, &joining.employer_id).await?;
        let person_name = names.get(&joining.person_id).cloned().unwrap_or_default();
        all.push(Joining {
            employer_name: employer.name,
            territory_path: employer.territory_path,
            person_name,
            ..joining
        });
    }
    Ok(all)
}
