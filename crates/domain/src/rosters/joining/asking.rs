//! Inviting somebody, and saying that one works somewhere.

use kernel::{Change, Day, EmployerId, Outcome, PersonId};

use super::model::{JoinState, Joining, JoiningKind, NewClaim, NewInvitation};
use super::store;
use crate::messages::{self, Tell};
use crate::permission::{Action, Role};
use crate::queues::{self, Desk, Matter, NewItem};
use crate::rosters::Error;
use crate::{Event, Op, employers, identity};

/// Working days in which the employer promises to answer a claim; then the bureau does.
const WORKING_DAYS: u16 = 10;
/// Most claims of a person that wait at once.
const CLAIMS_MAX: i64 = 3;

/// An admin invites somebody; she decides. Inviting her again changes nothing.
pub async fn invite(op: &mut Op, id: &EmployerId, new: NewInvitation) -> Outcome<Change<Joining>> {
    let employer = employers::get(op, id).await?;
    op.allow(Action::InviteStaff, &employer)?;
    let found = identity::find_named(op, &new.number, &new.name).await?;
    let nobody = || employers::Error::NobodyFound.fault().at("number");
    let person = found.ok_or_else(nobody)?;
    let joining = Joining {
        kind: JoiningKind::Invitation,
        from_day: new.from_day,
        post_title: new.post_title,
        speciality: new.speciality,
        department_id: new.department_id,
        ..blank(op, &employer, &person).await?
    };
    let joining = match begin(op, joining).await? {
        Change::New(joining) => joining,
        already @ Change::Already(_) => return Ok(already),
    };
    record(op, "rosters.invited", &joining).await?;
    tell(op, &person, "rosters-invited", &joining, "/employment").await?;
    Ok(Change::New(joining))
}

/// Whoever is signed in says that she works somewhere; the employer confirms, or the bureau when
/// the promised time is over or nobody is there to ask.
pub async fn claim(op: &mut Op, new: NewClaim) -> Outcome<Change<Joining>> {
    let me = op.actor.signed_in()?.clone();
    let employer = employers::get(op, &new.employer_id).await?;
    if store::count_claims(op, &me).await? >= CLAIMS_MAX {
        return Err(Error::TooManyClaims.fault().with("most", CLAIMS_MAX));
    }
    let note = new.note.trim();
    let note = if note.is_empty() {
        String::new()
    } else {
        employers::reason(note, "note")?
    };
    let joining = Joining {
        kind: JoiningKind::Claim,
        from_day: new.from_day,
        post_title: new.post_title,
        speciality: new.speciality,
        note,
        ..blank(op, &employer, &me).await?
    };
    let joining = match begin(op, joining).await? {
        Change::New(joining) => joining,
        already @ Change::Already(_) => return Ok(already),
    };
    let admins = identity::holders(op, Role::EmployerAdmin, employer.id.as_str()).await?;
    let bureau = Desk::Bureau(employer.territory_id.clone());
    let own = Desk::Employer(employer.id.clone());
    let others = admins.iter().filter(|admin| admin.person_id != me).count();
    let (desk, escalates_to) = match others {
        0 => (bureau, None),
        _ => (own, Some(bureau)),
    };
    let item = NewItem {
        desk,
        kind: Matter::Joining,
        subject: joining.id.as_str(),
        person: Some(&me),
        title: &joining.person_name,
        working_days: WORKING_DAYS,
        needed_by: None,
        escalates_to,
    };
    queues::put(op, item).await?;
    record(op, "rosters.claimed", &joining).await?;
    for admin in admins {
        let (to, kind) = (&admin.person_id, "rosters-claimed");
        tell(op, to, kind, &joining, "/employer/joinings").await?;
    }
    Ok(Change::New(joining))
}

async fn blank(op: &mut Op, employer: &employers::Employer, who: &PersonId) -> Outcome<Joining> {
    Ok(Joining {
        id: op.new_id(),
        kind: JoiningKind::Claim,
        employer_id: employer.id.clone(),
        employer_name: employer.name.clone(),
        territory_path: employer.territory_path.clone(),
        person_name: identity::name_of(op, who).await?,
        person_id: who.clone(),
        from_day: op.now.day(),
        post_title: String::new(),
        speciality: String::new(),
        department_id: None,
        note: String::new(),
        made_by: op.actor.signed_in()?.clone(),
        made_at: op.now,
        state: JoinState::Waiting,
        decided_at: None,
        answer: String::new(),
    })
}

/// Checks what can be checked now, and keeps it; what is open between the two stays.
async fn begin(op: &mut Op, mut joining: Joining) -> Outcome<Change<Joining>> {
    let (employer, person) = (&joining.employer_id, &joining.person_id);
    op.tx
        .lock(&format!("rosters:joining:{employer}:{person}"))
        .await?;
    let post = employers::NewPost {
        employer_id: employer.clone(),
        from_day: joining.from_day,
        post_title: joining.post_title.clone(),
        speciality: joining.speciality.clone(),
        department_id: joining.department_id.clone(),
    };
    let worker = employers::worker(op, person).await?;
    if worker
        .employer
        .as_ref()
        .is_some_and(|there| there.id == *employer)
    {
        return Err(Error::WorksHere.into());
    }
    refuse_before(&worker, joining.from_day)?;
    let post = employers::check_post(op, post).await?;
    if let Some(open) = store::find_open(op, employer, person).await? {
        return match open.state {
            JoinState::Prepared => Err(Error::Arriving.into()),
            _ => Ok(Change::Already(open)),
        };
    }
    joining.post_title = post.post_title;
    joining.speciality = post.speciality;
    store::insert(op, &joining).await?;
    Ok(Change::New(joining))
}

fn refuse_before(worker: &employers::Worker, from_day: Day) -> Outcome<()> {
    let present = worker.employment.as_ref();
    match present.filter(|post| post.from_day >= from_day) {
        Some(post) => {
            let fault = employers::Error::DayBeforePost.fault();
            Err(fault.with("day", post.from_day).at("from_day"))
        }
        None => Ok(()),
    }
}

pub(super) async fn record(op: &mut Op, action: &'static str, joining: &Joining) -> Outcome<()> {
    op.audit(Event {
        action,
        about: Some(&joining.person_id),
        subject: joining.id.as_str(),
        details: &joining.employer_name,
    })
    .await
}

pub(super) async fn tell(
    op: &mut Op,
    to: &PersonId,
    kind: &'static str,
    joining: &Joining,
    link: &str,
) -> Outcome<()> {
    let details = [
        ("employer", joining.employer_name.clone()),
        ("name", joining.person_name.clone()),
        ("day", joining.from_day.to_string()),
        ("why", joining.answer.clone()),
    ];
    messages::tell(
        op,
        Tell {
            to,
            kind,
            details: &details,
            link,
        },
    )
    .await
}
