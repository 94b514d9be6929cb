//! Operations on employers and employments.

use std::collections::BTreeSet;

use kernel::{Day, EmployerId, EmploymentId, Outcome, Page, PageSize, PersonId, limits};

use super::model::{Employer, Employment, NewEmployer, NewEmployment, PostFacts, Worker};
use super::standings::{self, SINCE_EVER, Standing};
use super::{Error, store};
use crate::{Op, identity, territory};

/// Adds an employer that is what it is since ever. Only the system does this; people apply.
pub async fn add(op: &mut Op, new: NewEmployer) -> Outcome<Employer> {
    let id: EmployerId = op.new_id();
    store::insert_employer(op, &id, &new, "").await?;
    let from_day: Day = SINCE_EVER.parse()?;
    let standing = Standing {
        from_day,
        sector: new.sector,
        grassroots: new.grassroots,
        territory_id: new.territory_id,
        decided_by: None,
        decided_at: op.now,
        note: String::new(),
    };
    standings::insert(op, &id, &standing).await?;
    get(op, &id).await
}

/// Puts a person in a post. Only the system does this; people take posts up.
pub async fn employ(op: &mut Op, new: NewEmployment) -> Outcome<Employment> {
    if store::find_current(op, &new.person_id).await?.is_some() {
        return Err(Error::EmployedAlready.into());
    }
    super::arrivals::refuse_arriving(op, &new.person_id).await?;
    let id: EmploymentId = op.new_id();
    store::insert_employment(op, &id, &new).await?;
    store::find_current(op, &new.person_id)
        .await?
        .ok_or_else(|| Error::UnknownEmployer.into())
}

/// An employer that must exist. Whether the actor may see it is asked by the caller, on it.
pub async fn get(op: &mut Op, id: &EmployerId) -> Outcome<Employer> {
    let mut employer = store::find_employer(op, id)
        .await?
        .ok_or(Error::UnknownEmployer)?;
    employer.territory_path = territory::get(op, &employer.territory_id).await?.path;
    Ok(employer)
}

/// All employers of a territory and below it, by name.
pub async fn list(op: &mut Op, path: &str) -> Outcome<Vec<Employer>> {
    let territories = territory::list(op).await?;
    let mut employers = store::list_employers(op).await?;
    for employer in &mut employers {
        if let Some(home) = territories.iter().find(|t| t.id == employer.territory_id) {
            employer.territory_path.clone_from(&home.path);
        }
    }
    employers.retain(|employer| employer.territory_path.starts_with(path));
    Ok(employers)
}

/// Employers of a territory and below it by name, a page at a time: those whose name contains
/// `search`, or whose credit code it is.
pub async fn search(
    op: &mut Op,
    path: &str,
    search: &str,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Employer>> {
    let below: Vec<_> = territory::list(op)
        .await?
        .into_iter()
        .filter(|territory| territory.path.starts_with(path))
        .collect();
    let ids: Vec<String> = below.iter().map(|home| home.id.to_string()).collect();
    let search: String = search
        .trim()
        .chars()
        .take(limits::SEARCH_CHARS_MAX)
        .collect();
    let mut found = store::search_employers(op, &ids, &search, after, size).await?;
    for employer in &mut found.items {
        if let Some(home) = below.iter().find(|home| home.id == employer.territory_id) {
            employer.territory_path.clone_from(&home.path);
        }
    }
    Ok(found)
}

/// A person with where she works now: under this account, or else under a twin of it. Whether the
/// actor may see her is asked by the caller.
pub async fn worker(op: &mut Op, id: &PersonId) -> Outcome<Worker> {
    let person = identity::get_person(op, id).await?;
    let mut post = None;
    for account in identity::selves(op, id).await? {
        if post.is_none() {
            post = store::find_post(op, &account).await?;
        }
    }
    let (employment, employer) = match post {
        Some((employment, mut employer)) => {
            employer.territory_path = territory::get(op, &employer.territory_id).await?.path;
            (Some(employment), Some(employer))
        }
        None => (None, None),
    };
    Ok(Worker {
        person,
        employment,
        employer,
    })
}

/// What decisions ask of the present posts of people from one id to another, by person.
pub async fn post_facts(op: &mut Op, first: &PersonId, last: &PersonId) -> Outcome<Vec<PostFacts>> {
    store::list_posts_between(op, first, last).await
}

/// All present posts at an employer, one of each person: under the account that was kept. Whether
/// the actor may see them is asked by the caller.
pub async fn posts(op: &mut Op, id: &EmployerId) -> Outcome<Vec<Employment>> {
    let mut posts = store::list_all_current(op, id).await?;
    let people: Vec<PersonId> = posts.iter().map(|post| post.person_id.clone()).collect();
    let kept = identity::kept_among(op, &people).await?;
    if kept.is_empty() {
        return Ok(posts);
    }
    let mut seen: BTreeSet<PersonId> = people
        .into_iter()
        .filter(|p| !kept.contains_key(p))
        .collect();
    posts.retain_mut(|post| match kept.get(&post.person_id) {
        Some(person) => {
            post.person_id.clone_from(person);
            seen.insert(person.clone())
        }
        None => true,
    });
    Ok(posts)
}
