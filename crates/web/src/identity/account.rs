//! My data: who the house thinks I am, my whole citizen id (which leaves a line), and who looked at
//! my data.

use askama::Template;
use domain::audit::AuditLine;
use domain::identity::{self, Person};
use domain::{Action, Op, Role, audit};
use kernel::Outcome;
use serde::Deserialize;

use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Act, Look, Query};

/// As many lines as a person reads in one go.
const LINES_MAX: i64 = 50;

#[derive(Template)]
#[template(path = "identity/account.html")]
struct AccountPage {
    p: PageFrame,
    person: Person,
    /// The whole citizen id, right after it was asked for.
    citizen_id: Option<String>,
    lines: Vec<AuditLine>,
    done: String,
}

impl AccountPage {
    /// Whether she has something that a colleague could do for her.
    fn has_office(&self) -> bool {
        let mut grants = self.p.actor.grants().iter();
        grants.any(|grant| grant.role != Role::Learner)
    }

    /// An audit line's action in words, or as it is where there are none.
    fn action(&self, line: &AuditLine) -> String {
        let key = format!("audit-{}", line.action.replace(['.', '_'], "-"));
        self.p
            .locale
            .find(&key)
            .unwrap_or_else(|| line.action.clone())
    }

    /// What was noted in the product's own names reads as words, everything else as it is.
    fn details(&self, line: &AuditLine) -> String {
        let (p, details) = (&self.p, line.details.as_str());
        match line.action.as_str() {
            "identity.role_granted"
            | "identity.role_ended"
            | "identity.cover_arranged"
            | "identity.cover_ended" => p.role_named(details),
            "hours.posted" | "hours.recognised" => p.ta("hours-amount", [("hours", details)]),
            "exams.attempt_started" => p.ta("exam-attempt-number", [("number", details)]),
            "exams.attempt_closed" => match details.split_once(' ') {
                Some((why, score)) => p.ta(&format!("audit-closed-{why}"), [("score", score)]),
                None => details.to_owned(),
            },
            "messages.wishes_changed" if !details.contains('@') => {
                p.t(&format!("audit-wishes-{}", details.replace(' ', "-")))
            }
            "identity.citizen_id_read" if details == "export" => p.t("data-export"),
            "decisions.asked" => p.t(&format!("decision-outcome-{}", details.replace('_', "-"))),
            _ => details.to_owned(),
        }
    }

    /// Who it was. Whoever signs in, or sets a password by a code, is not signed in yet.
    fn who(&self, line: &AuditLine) -> String {
        match (&line.actor, line.action.as_str()) {
            (Some(name), _) => name.clone(),
            (None, "identity.signed_in" | "identity.password_set") => self.person.name.clone(),
            (None, _) => self.p.t("account-looked-system"),
        }
    }
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

/// `GET /account`.
pub async fn show(Look { mut op, p }: Look, Query(Arrival { done }): Query<Arrival>) -> PageResult {
    let (person, lines) = load(&mut op).await?;
    page::show(&AccountPage {
        p,
        person,
        citizen_id: None,
        lines,
        done,
    })
}

/// `POST /account/citizen-id`: shows the whole number once.
pub async fn reveal(act: Act) -> PageResult {
    let Act { mut op, p, .. } = act;
    let id = op.actor.signed_in()?.clone();
    let citizen_id = identity::reveal_citizen_id(&mut op, &id, "").await?;
    let (person, lines) = load(&mut op).await?;
    op.commit().await?;
    let citizen_id = Some(citizen_id.reveal().to_owned());
    page::show(&AccountPage {
        p,
        person,
        citizen_id,
        lines,
        done: String::new(),
    })
}

async fn load(op: &mut Op) -> Outcome<(Person, Vec<AuditLine>)> {
    let id = op.actor.signed_in()?.clone();
    let person = identity::get_person(op, &id).await?;
    op.allow(Action::SeePerson, &person)?;
    let mut lines = audit::list_about(op, &id, LINES_MAX).await?;
    for twin in op.actor.twins().to_vec() {
        lines.extend(audit::list_about(op, &twin, LINES_MAX).await?);
    }
    lines.sort_by(|a, b| b.id.cmp(&a.id));
    Ok((person, lines))
}
