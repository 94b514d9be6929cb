//! Where somebody works and worked, what she is invited to, and saying where she works now.

use std::collections::BTreeMap;

use askama::Template;
use domain::employers::{self, Employer, Employment};
use domain::rosters::{self, JoinState, Joining, JoiningKind, NewClaim};
use domain::{Op, territory};
use kernel::{EmployerId, Fault, JoiningId, Kind, Outcome, PageSize, limits};
use serde::Deserialize;

use super::day;
use super::words::RosterWords as _;
use crate::employers::words::EmployerWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::OfficeWords as _;

/// Employers that are found at once.
const FOUND: i64 = 10;
/// Fewer letters than this find everybody's employer and nobody's.
const LETTERS_MIN: usize = 2;

#[derive(Template)]
#[template(path = "rosters/employment.html")]
struct EmploymentPage {
    p: PageFrame,
    errors: Errors,
    form: ClaimForm,
    done: String,
    times: Vec<(Employment, String)>,
    joinings: Vec<Joining>,
    found: Vec<Employer>,
    places: BTreeMap<kernel::TerritoryId, String>,
    chosen: Option<Employer>,
}

/// Which employer is looked for, and what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    employer: String,
    done: String,
}

/// What somebody says of where she works, or answers to an invitation.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ClaimForm {
    q: String,
    employer: String,
    from_day: String,
    post_title: String,
    speciality: String,
    note: String,
    decision: String,
}

impl EmploymentPage {
    fn invitations(&self) -> Vec<&Joining> {
        let open = |each: &&Joining| {
            each.kind == JoiningKind::Invitation && each.state == JoinState::Waiting
        };
        self.joinings.iter().filter(open).collect()
    }

    fn others(&self) -> Vec<&Joining> {
        let open =
            |each: &&Joining| each.kind == JoiningKind::Claim || each.state != JoinState::Waiting;
        self.joinings.iter().filter(open).collect()
    }

    fn works(&self) -> bool {
        self.times.iter().any(|(time, _)| time.to_day.is_none())
    }

    fn place(&self, employer: &Employer) -> &str {
        let place = self.places.get(&employer.territory_id);
        place.map_or("", String::as_str)
    }
}

/// `GET /employment`.
pub async fn show(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let form = ClaimForm {
        q: asked.q,
        employer: asked.employer,
        ..ClaimForm::default()
    };
    let page = load(&mut op, p, Errors::none(), form, asked.done).await?;
    page::show(&page)
}

/// `POST /employment/claims`: says where she works.
pub async fn claim(act: Act<ClaimForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let claimed = match form.read() {
        Ok(new) => rosters::claim(&mut op, new).await.map(drop),
        Err(fault) => Err(fault),
    };
    finish(op, p, form, claimed, "claimed").await
}

/// `POST /employment/joinings/{id}`: accepts or declines an invitation, or takes a claim back.
pub async fn answer(Path(id): Path<JoiningId>, act: Act<ClaimForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let answered = match form.decision.as_str() {
        "accept" => rosters::accept_invitation(&mut op, &id).await.map(drop),
        "decline" => rosters::decline_invitation(&mut op, &id).await,
        "withdraw" => rosters::withdraw_joining(&mut op, &id).await,
        other => Err(Fault::new(Kind::Invalid, "web.malformed").with("why", other)),
    };
    let what = form.decision.clone();
    finish(op, p, form, answered, &what).await
}

impl ClaimForm {
    fn read(&self) -> Outcome<NewClaim> {
        let none = |_| employers::Error::UnknownEmployer.fault();
        let employer_id: EmployerId = self.employer.parse().map_err(none)?;
        Ok(NewClaim {
            employer_id,
            from_day: day(&self.from_day, "from_day")?,
            post_title: self.post_title.clone(),
            speciality: self.speciality.clone(),
            note: self.note.clone(),
        })
    }
}

async fn finish(
    mut op: Op,
    p: PageFrame,
    form: ClaimForm,
    done: Outcome<()>,
    what: &str,
) -> PageResult {
    match done {
        Ok(()) => {
            op.commit().await?;
            see_other(&format!("/employment?done={what}"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, errors.clone(), form, String::new()).await?;
            show_again(&errors, &page)
        }
    }
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    errors: Errors,
    mut form: ClaimForm,
    done: String,
) -> Outcome<EmploymentPage> {
    let me = op.actor.signed_in()?.clone();
    let worker = employers::worker(op, &me).await?;
    let mut times = Vec::new();
    for time in employers::employments(op, &worker).await? {
        let employer = employers::get(op, &time.employer_id).await?;
        times.push((time, employer.name));
    }
    let q = form.q.trim().chars().take(limits::SEARCH_CHARS_MAX);
    form.q = q.collect();
    let mut found = Vec::new();
    if form.q.chars().count() >= LETTERS_MIN {
        let size = PageSize::new(FOUND);
        found = employers::search(op, "/", &form.q, None, size).await?.items;
    }
    let chosen = match form.employer.parse::<EmployerId>() {
        Ok(id) => Some(employers::get(op, &id).await?),
        Err(_) => None,
    };
    let territories = territory::list(op).await?;
    let places = territories
        .iter()
        .map(|territory| (territory.id.clone(), p.territory_name(territory)));
    Ok(EmploymentPage {
        places: places.collect(),
        joinings: rosters::list_of_person(op).await?,
        p,
        errors,
        form,
        done,
        times,
        found,
        chosen,
    })
}
