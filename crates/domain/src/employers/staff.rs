//! Who works at an employer: coming, changing posts, leaving, coming back. Everything is dated, and
//! what was stays.

use kernel::{
    Day, DepartmentId, EmployerId, EmploymentId, Outcome, Page, PageSize, PersonId, limits,
};

use super::model::{Employer, Employment, EndedWhy, NewEmployment, Worker};
use super::{Error, admins, departments, rules, service, store};
use crate::messages::{self, Tell};
use crate::permission::Action;
use crate::{Event, Op, identity};

/// A post that somebody takes up.
#[derive(Clone, Debug)]
pub struct NewPost {
    /// Where.
    pub employer_id: EmployerId,
    /// The first day.
    pub from_day: Day,
    /// The post.
    pub post_title: String,
    /// The speciality of work and title.
    pub speciality: String,
    /// The department.
    pub department_id: Option<DepartmentId>,
}

/// An employment. Whether the actor may see it is asked by the caller.
pub async fn get_employment(op: &mut Op, id: &EmploymentId) -> Outcome<Employment> {
    let found = store::find_employment(op, id).await?;
    found.ok_or_else(|| Error::UnknownEmployment.into())
}

/// Everywhere that somebody worked, the newest first. Whether the actor may see it is asked here:
/// an employer sees her times there only.
pub async fn employments(op: &mut Op, worker: &Worker) -> Outcome<Vec<Employment>> {
    if op.may(Action::SeePerson, &worker.person) {
        return store::list_of_person(op, &worker.person.id).await;
    }
    super::see_person(op, worker).await
}

/// How many work at an employer now.
pub async fn count_staff(op: &mut Op, id: &EmployerId) -> Outcome<i64> {
    store::count_current(op, id).await
}

/// Who worked at an employer and does not any more, the last to leave first.
pub async fn former_staff(
    op: &mut Op,
    employer: &Employer,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Employment>> {
    op.allow(Action::SeeEmployer, employer)?;
    store::list_former(op, &employer.id, after, size).await
}

/// A post with its words in order, or what is wrong with it.
pub async fn check_post(op: &mut Op, new: NewPost) -> Outcome<NewPost> {
    rules::past_day(new.from_day, op.now.day(), "from_day")?;
    if let Some(department) = &new.department_id {
        departments::must_be_open(op, &new.employer_id, department).await?;
    }
    Ok(NewPost {
        post_title: rules::post_title(&new.post_title)?,
        speciality: speciality(&new.speciality)?,
        ..new
    })
}

/// Somebody takes up a post. A post elsewhere ends the day before, and that employer is told; it
/// need not agree. Her territory is the new employer's. The callers have asked for permission.
pub async fn take_up(op: &mut Op, person: &PersonId, new: NewPost) -> Outcome<Employment> {
    let new = check_post(op, new).await?;
    let from_day = new.from_day;
    op.tx.lock(&format!("employers:person:{person}")).await?;
    let employer = service::get(op, &new.employer_id).await?;
    if let Some(present) = store::find_current(op, person).await? {
        if present.employer_id == employer.id {
            return Err(Error::EmployedAlready.into());
        }
        end_for_move(op, &present, from_day).await?;
    } else {
        super::arrivals::refuse_arriving(op, person).await?;
    }
    let last = store::last_day(op, person).await?;
    if let Some(last) = last.filter(|day| *day >= from_day) {
        let fault = Error::DayBeforePost.fault().with("day", last);
        return Err(fault.at("from_day"));
    }
    let id: EmploymentId = op.new_id();
    let employment = NewEmployment {
        person_id: person.clone(),
        employer_id: employer.id.clone(),
        post_title: new.post_title,
        speciality: new.speciality,
        from_day,
        from_government_on: None,
    };
    store::insert_employment(op, &id, &employment).await?;
    let (title, field) = (&employment.post_title, &employment.speciality);
    store::save_post(op, &id, title, field, new.department_id.as_ref()).await?;
    identity::move_to_territory(op, std::slice::from_ref(person), &employer.territory_id).await?;
    record(op, "employers.taken_up", person, &id, &employer.name).await?;
    get_employment(op, &id).await
}

/// The post elsewhere ends the day before the new one begins.
async fn end_for_move(op: &mut Op, present: &Employment, from_day: Day) -> Outcome<()> {
    if present.from_day >= from_day {
        let fault = Error::DayBeforePost.fault().with("day", present.from_day);
        return Err(fault.at("from_day"));
    }
    let last = from_day.plus_days(-1);
    store::end_employment(op, &present.id, last, EndedWhy::Moved).await?;
    let scope = present.employer_id.as_str();
    identity::end_covers_at(op, &present.person_id, scope).await?;
    let old = service::get(op, &present.employer_id).await?;
    let name = identity::name_of(op, &present.person_id).await?;
    record(
        op,
        "employers.moved_away",
        &present.person_id,
        &present.id,
        &old.name,
    )
    .await?;
    let values = [("name", name), ("day", last.to_string())];
    tell_admins(
        op,
        &old,
        "employers-moved-away",
        &values,
        "/employer/former",
    )
    .await
}

/// The employer says that somebody retired or left; the last day may be today. She is told.
pub async fn end(
    op: &mut Op,
    id: &EmploymentId,
    last_day: Day,
    why: EndedWhy,
) -> Outcome<Employment> {
    let (employment, employer) = managed(op, id).await?;
    if employment.to_day.is_some() {
        return Err(Error::EndedAlready.into());
    }
    let last_day = rules::past_day(last_day, op.now.day(), "last_day")?;
    if last_day < employment.from_day {
        let fault = Error::DayBeforePost
            .fault()
            .with("day", employment.from_day);
        return Err(fault.at("last_day"));
    }
    store::end_employment(op, id, last_day, why).await?;
    identity::end_covers_at(op, &employment.person_id, employer.id.as_str()).await?;
    let details = last_day.to_string();
    record(
        op,
        "employers.post_ended",
        &employment.person_id,
        id,
        &details,
    )
    .await?;
    tell_person(
        op,
        &employment.person_id,
        "employers-post-ended",
        &employer,
        "/employment",
    )
    .await?;
    get_employment(op, id).await
}

/// The employer takes somebody back who worked there before and works nowhere now. She is told.
pub async fn take_back(op: &mut Op, former: &EmploymentId, from_day: Day) -> Outcome<Employment> {
    let (old, employer) = managed(op, former).await?;
    if store::find_current(op, &old.person_id).await?.is_some() {
        return Err(Error::EmployedAlready.into());
    }
    let post = NewPost {
        employer_id: employer.id.clone(),
        from_day,
        post_title: old.post_title,
        speciality: old.speciality,
        department_id: None,
    };
    let employment = take_up(op, &old.person_id, post).await?;
    let person = &employment.person_id;
    tell_person(op, person, "employers-taken-back", &employer, "/employment").await?;
    Ok(employment)
}

/// The employer says which post and department somebody has now.
pub async fn change_post(
    op: &mut Op,
    id: &EmploymentId,
    title: &str,
    speciality_now: &str,
    department: Option<&DepartmentId>,
) -> Outcome<()> {
    let (employment, employer) = managed(op, id).await?;
    if employment.to_day.is_some() {
        return Err(Error::EndedAlready.into());
    }
    let title = rules::post_title(title)?;
    let speciality_now = speciality(speciality_now)?;
    if let Some(department) = department {
        departments::must_be_open(op, &employer.id, department).await?;
    }
    store::save_post(op, id, &title, &speciality_now, department).await?;
    let details = title.clone();
    record(
        op,
        "employers.post_changed",
        &employment.person_id,
        id,
        &details,
    )
    .await
}

async fn managed(op: &mut Op, id: &EmploymentId) -> Outcome<(Employment, Employer)> {
    let employment = get_employment(op, id).await?;
    let person = &employment.person_id;
    op.tx.lock(&format!("employers:person:{person}")).await?;
    // Read again under the lock: it may have ended meanwhile.
    let employment = get_employment(op, id).await?;
    let employer = service::get(op, &employment.employer_id).await?;
    op.allow(Action::ManageStaff, &employer)?;
    Ok((employment, employer))
}

fn speciality(text: &str) -> Outcome<String> {
    let text = super::speciality_of(text);
    if text.is_empty() || text.chars().count() > limits::NAME_CHARS_MAX {
        let fault = Error::BadPost.fault().with("most", limits::NAME_CHARS_MAX);
        return Err(fault.at("speciality"));
    }
    Ok(text)
}

async fn record(
    op: &mut Op,
    action: &'static str,
    person: &PersonId,
    id: &EmploymentId,
    details: &str,
) -> Outcome<()> {
    op.audit(Event {
        action,
        about: Some(person),
        subject: id.as_str(),
        details,
    })
    .await
}

/// Tells somebody something about an employer.
pub(super) async fn tell_person(
    op: &mut Op,
    to: &PersonId,
    kind: &'static str,
    employer: &Employer,
    link: &str,
) -> Outcome<()> {
    let details = [("employer", employer.name.clone())];
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

/// Tells all admins of an employer.
pub(super) async fn tell_admins(
    op: &mut Op,
    employer: &Employer,
    kind: &'static str,
    values: &[(&'static str, String)],
    link: &str,
) -> Outcome<()> {
    let mut details = vec![("employer", employer.name.clone())];
    details.extend_from_slice(values);
    for admin in admins::holders(op, &employer.id).await? {
        messages::tell(
            op,
            Tell {
                to: &admin.person_id,
                kind,
                details: &details,
                link,
            },
        )
        .await?;
    }
    Ok(())
}

/// Tells the admins of an employer but one that she is an admin too, and but who made her one.
pub(super) async fn tell_admins_but(
    op: &mut Op,
    employer: &Employer,
    new: &PersonId,
    kind: &'static str,
) -> Outcome<()> {
    let name = identity::name_of(op, new).await?;
    let details = [("employer", employer.name.clone()), ("name", name)];
    for admin in admins::holders(op, &employer.id).await? {
        if admin.person_id == *new || op.actor.person() == Some(&admin.person_id) {
            continue;
        }
        messages::tell(
            op,
            Tell {
                to: &admin.person_id,
                kind,
                details: &details,
                link: "/employer/settings",
            },
        )
        .await?;
    }
    Ok(())
}
