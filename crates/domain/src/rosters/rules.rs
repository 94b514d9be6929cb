//! What a row would do, from what the list and our records say: pure.

use std::collections::BTreeMap;

use kernel::{CitizenId, Day, EmployerId, Fault, Outcome, PersonId, Phone};

use super::Error;
use super::model::{ListedPost, Places, Verdict};
use crate::employers::PostNow;
use crate::identity;

/// What our records say about the people of some rows.
pub(super) struct Records {
    /// Whom we know.
    pub known: identity::Known,
    /// Their present posts.
    pub posts: BTreeMap<PersonId, PostNow>,
    /// Their last days at what ended.
    pub ended: BTreeMap<PersonId, Day>,
}

/// Somebody as a row names her.
pub(super) struct Asked<'r> {
    pub name: &'r str,
    pub citizen_id: &'r CitizenId,
    pub phone: Option<&'r Phone>,
    pub post: &'r ListedPost,
}

/// What a row would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Judged {
    pub verdict: Verdict,
    pub person: Option<PersonId>,
    /// The present post that it is about.
    pub post: Option<PostNow>,
}

/// Judges a row; the refusal says in which column the fault is.
pub(super) fn judge(
    asked: &Asked<'_>,
    records: &Records,
    employer: &EmployerId,
) -> Outcome<Result<Judged, (Column, Fault)>> {
    let (known, day) = (&records.known, asked.post.from_day);
    if known.is_arriving(asked.citizen_id, asked.phone)? {
        return refuse(Column::CitizenId, Error::ArrivingElsewhere);
    }
    let by_phone = match asked.phone {
        Some(phone) => known.by_phone(phone)?,
        None => None,
    };
    let Some((person, name)) = known.person(asked.citizen_id)? else {
        return match (asked.phone, by_phone) {
            (None, _) => refuse(Column::Phone, Error::PhoneNeeded),
            (Some(_), Some(_)) => refuse(Column::Phone, Error::PhoneTaken),
            (Some(_), None) => Ok(Ok(Judged {
                verdict: Verdict::New,
                person: None,
                post: None,
            })),
        };
    };
    if !identity::is_same_name(name, asked.name) {
        return refuse(Column::Name, Error::NameMismatch);
    }
    if by_phone.is_some_and(|other| other != person) {
        return refuse(Column::Phone, Error::PhoneTaken);
    }
    let post = records.posts.get(person);
    let verdict = match post {
        Some(post) if post.is_hidden => {
            return refuse(Column::CitizenId, Error::ArrivingElsewhere);
        }
        Some(post) if post.employer_id == *employer => {
            if is_same_post(post, asked.post) {
                Verdict::Same
            } else {
                Verdict::Changes
            }
        }
        Some(post) if post.from_day >= day => {
            return refuse(Column::FromDay, Error::DayBeforeLast);
        }
        Some(_) => Verdict::Moves,
        None if records.ended.get(person).is_some_and(|last| *last >= day) => {
            return refuse(Column::FromDay, Error::DayBeforeLast);
        }
        None => Verdict::Known,
    };
    Ok(Ok(Judged {
        verdict,
        person: Some(person.clone()),
        post: post.cloned(),
    }))
}

fn refuse(column: Column, error: Error) -> Outcome<Result<Judged, (Column, Fault)>> {
    Ok(Err((column, error.fault())))
}

/// Whether a present post is what the list says. A list that names no department leaves it.
pub(super) fn is_same_post(post: &PostNow, listed: &ListedPost) -> bool {
    let department = post.department.as_deref().unwrap_or_default();
    post.post_title == listed.post_title
        && post.speciality == listed.speciality
        && (listed.department.is_empty() || listed.department == department)
}

/// A column that may be to blame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    CitizenId,
    Name,
    Phone,
    FromDay,
}

impl Column {
    pub(super) fn place(self, places: &Places) -> &(String, String) {
        match self {
            Self::CitizenId => &places.citizen_id,
            Self::Name => &places.name,
            Self::Phone => &places.phone,
            Self::FromDay => &places.from_day,
        }
    }
}
