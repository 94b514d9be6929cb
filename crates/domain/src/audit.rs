//! Audit lines: who did or read what, and when. Append-only; a person sees those about her.

use std::collections::BTreeMap;

use db::Row;
use kernel::{Id, Instant, Outcome, PageSize, PersonId, Prefixed};

use crate::{Op, identity};

/// What is recorded.
#[derive(Clone, Copy, Debug)]
pub struct Event<'e> {
    /// `context.verb`, such as `orders.payment_confirmed`.
    pub action: &'static str,
    /// The person whom it is about.
    pub about: Option<&'e PersonId>,
    /// The thing that it was done to: an id.
    pub subject: &'e str,
    /// Further words or figures; never an identity number.
    pub details: &'e str,
}

/// A line as people look at it.
#[derive(Clone, Debug)]
pub struct AuditLine {
    /// Its id: the key of the next page.
    pub id: String,
    /// When.
    pub at: Instant,
    /// Who, by name; none for the system.
    pub actor: Option<String>,
    /// `context.verb`.
    pub action: String,
    /// The thing.
    pub subject: String,
    /// Further words.
    pub details: String,
}

#[derive(Debug)]
enum AuditTag {}
impl Prefixed for AuditTag {
    const PREFIX: &'static str = "aud";
}

pub(crate) async fn record(op: &mut Op, event: Event<'_>) -> Outcome<()> {
    let id: Id<AuditTag> = op.new_id();
    let actor = op.actor.person().cloned();
    let request_id = op.request_id.clone();
    op.tx
        .query(
            "INSERT INTO audit_lines (id, at, actor_id, action, about_id, subject, details, \
             request_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id)
        .bind(op.now)
        .bind(actor)
        .bind(event.action)
        .bind(event.about.cloned())
        .bind(event.subject)
        .bind(event.details)
        .bind(request_id)
        .execute()
        .await?;
    Ok(())
}

/// Records the same about many people at once: a line for each.
pub(crate) async fn record_many(
    op: &mut Op,
    action: &'static str,
    about: &[PersonId],
    subject: &str,
    details: &str,
) -> Outcome<()> {
    let lines: Vec<(Id<AuditTag>, &PersonId)> =
        about.iter().map(|person| (op.new_id(), person)).collect();
    let lines = serde_json::to_string(&lines)
        .map_err(|error| kernel::Fault::internal("audit.lines", error))?;
    let (actor, request_id) = (op.actor.person().cloned(), op.request_id.clone());
    op.tx
        .query_per_engine(
            "INSERT INTO audit_lines (id, at, actor_id, action, about_id, subject, details, \
             request_id) SELECT json_extract(value, '$[0]'), $2, $3, $4, \
             json_extract(value, '$[1]'), $5, $6, $7 FROM json_each($1)",
            "INSERT INTO audit_lines (id, at, actor_id, action, about_id, subject, details, \
             request_id) SELECT line ->> 0, $2, $3, $4, line ->> 1, $5, $6, $7 \
             FROM json_array_elements($1::json) AS line",
        )
        .bind(lines)
        .bind(op.now)
        .bind(actor)
        .bind(action)
        .bind(subject)
        .bind(details)
        .bind(request_id)
        .execute()
        .await?;
    Ok(())
}

/// The newest lines about a person.
pub async fn list_about(op: &mut Op, person: &PersonId, most: i64) -> Outcome<Vec<AuditLine>> {
    let lines = op
        .tx
        .query("SELECT * FROM audit_lines WHERE about_id = $1 ORDER BY id DESC LIMIT $2")
        .bind(person)
        .bind(most)
        .all(line)
        .await?;
    with_names(op, lines).await
}

/// Somebody of these about whom a line was left since then whose action is not like `but`.
pub(crate) async fn first_about(
    op: &mut Op,
    people: &[PersonId],
    since: Instant,
    but: &str,
) -> Outcome<Option<PersonId>> {
    let ids = serde_json::to_string(people)
        .map_err(|error| kernel::Fault::internal("audit.people", error))?;
    op.tx
        .query_per_engine(
            "SELECT l.about_id FROM json_each($1) JOIN audit_lines l ON l.about_id = value \
             WHERE l.at >= $2 AND l.action NOT LIKE $3 LIMIT 1",
            "SELECT l.about_id FROM json_array_elements_text($1::json) AS value \
             JOIN audit_lines l ON l.about_id = value \
             WHERE l.at >= $2 AND l.action NOT LIKE $3 LIMIT 1",
        )
        .bind(ids)
        .bind(since)
        .bind(but)
        .optional(|row| row.get("about_id"))
        .await
}

/// Lines about a person of one of two actions, the newest first, behind the line of that id.
pub(crate) async fn list_about_of(
    op: &mut Op,
    person: &PersonId,
    [first, second]: [&'static str; 2],
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Vec<AuditLine>> {
    let lines = op
        .tx
        .query(
            "SELECT * FROM audit_lines WHERE about_id = $1 AND ($2 = '' OR id < $2) \
             AND action IN ($3, $4) ORDER BY id DESC LIMIT $5",
        )
        .bind(person)
        .bind(after.unwrap_or(""))
        .bind(first)
        .bind(second)
        .bind(size.rows())
        .all(line)
        .await?;
    with_names(op, lines).await
}

/// The newest lines of all, for an operator.
pub async fn list_recent(op: &mut Op, most: i64) -> Outcome<Vec<AuditLine>> {
    let lines = op
        .tx
        .query("SELECT * FROM audit_lines ORDER BY id DESC LIMIT $1")
        .bind(most)
        .all(line)
        .await?;
    with_names(op, lines).await
}

/// Each actor's name is asked for once.
async fn with_names(
    op: &mut Op,
    lines: Vec<(Option<PersonId>, AuditLine)>,
) -> Outcome<Vec<AuditLine>> {
    let mut names = BTreeMap::new();
    let mut all = Vec::with_capacity(lines.len());
    for (actor, mut line) in lines {
        if let Some(id) = actor {
            if !names.contains_key(&id) {
                names.insert(id.clone(), identity::name_of(op, &id).await?);
            }
            line.actor = names.get(&id).cloned();
        }
        all.push(line);
    }
    Ok(all)
}

fn line(row: Row<'_>) -> Outcome<(Option<PersonId>, AuditLine)> {
    let line = AuditLine {
        id: row.get("id")?,
        at: row.get("at")?,
        actor: None,
        action: row.get("action")?,
        subject: row.get("subject")?,
        details: row.get("details")?,
    };
    Ok((row.get("actor_id")?, line))
}
