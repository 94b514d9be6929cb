//! The employer's side of joining: who says that she works here, who was invited, inviting
//! somebody.

use askama::Template;
use domain::employers::{self, Department, Employer};
use domain::rosters::{self, Joining, JoiningKind, NewInvitation};
use domain::{Op, queues};
use kernel::{Day, Fault, JoiningId, Kind, Outcome, PageSize};
use serde::Deserialize;

use super::day;
use crate::employers::own_employer;
use crate::employers::words::EmployerWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::OfficeWords as _;

#[derive(Template)]
#[template(path = "rosters/joinings.html")]
struct JoiningsPage {
    p: PageFrame,
    errors: Errors,
    form: InviteForm,
    done: String,
    employer: Employer,
    departments: Vec<Department>,
    /// Claims with the day until which they are answered.
    claims: Vec<(Joining, Option<Day>)>,
    next: Option<String>,
    invitations: Vec<Joining>,
    more: Option<String>,
}

/// Which page, and what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
    invited_after: String,
    done: String,
}

/// Whom the employer invites; or what is done with an invitation.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    number: String,
    name: String,
    from_day: String,
    post_title: String,
    speciality: String,
    department: String,
    decision: String,
}

/// `GET /employer/joinings`.
pub async fn show(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let form = InviteForm::default();
    let page = load(&mut op, p, Errors::none(), form, &asked).await?;
    page::show(&page)
}

/// `POST /employer/joinings`: invites somebody.
pub async fn invite(act: Act<InviteForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let id = own_employer(&op)?;
    let invited = match form.read() {
        Ok(new) => rosters::invite(&mut op, &id, new).await.map(drop),
        Err(fault) => Err(fault),
    };
    finish(op, p, form, invited, "invited").await
}

/// `POST /employer/joinings/{id}`: takes an invitation back.
pub async fn withdraw(Path(id): Path<JoiningId>, act: Act<InviteForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let withdrawn = match form.decision.as_str() {
        "withdraw" => rosters::withdraw_joining(&mut op, &id).await,
        other => Err(Fault::new(Kind::Invalid, "web.malformed").with("why", other)),
    };
    finish(op, p, form, withdrawn, "withdrawn").await
}

impl InviteForm {
    fn read(&self) -> Outcome<NewInvitation> {
        let department_id = match self.department.as_str() {
            "" => None,
            chosen => Some(chosen.parse()?),
        };
        Ok(NewInvitation {
            number: self.number.clone(),
            name: self.name.clone(),
            from_day: day(&self.from_day, "from_day")?,
            post_title: self.post_title.clone(),
            speciality: self.speciality.clone(),
            department_id,
        })
    }
}

async fn finish(
    mut op: Op,
    p: PageFrame,
    form: InviteForm,
    done: Outcome<()>,
    what: &str,
) -> PageResult {
    match done {
        Ok(()) => {
            op.commit().await?;
            see_other(&format!("/employer/joinings?done={what}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, errors.clone(), form, &Asked::default()).await?;
            show_again(&errors, &page)
        }
    }
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    errors: Errors,
    form: InviteForm,
    asked: &Asked,
) -> Outcome<JoiningsPage> {
    let id = own_employer(op)?;
    let employer = employers::get(op, &id).await?;
    let size = PageSize::default();
    let key = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let (after, invited_after) = (key(&asked.after), key(&asked.invited_after));
    let kind = JoiningKind::Claim;
    let claims = rosters::list_of_employer(op, &id, kind, after.as_deref(), size).await?;
    let kind = JoiningKind::Invitation;
    let invited = rosters::list_of_employer(op, &id, kind, invited_after.as_deref(), size).await?;
    let mut dated = Vec::with_capacity(claims.items.len());
    for claim in claims.items {
        let matter = queues::Matter::Joining;
        let item = queues::find(op, matter, claim.id.as_str()).await?;
        dated.push((claim, item.map(|item| item.answer_by)));
    }
    Ok(JoiningsPage {
        p,
        errors,
        form,
        done: asked.done.clone(),
        departments: employers::departments(op, &employer).await?,
        employer,
        claims: dated,
        next: claims.next,
        invitations: invited.items,
        more: invited.next,
    })
}
