//! SQL of `facts_` tables.

use db::Row;
use kernel::{Day, FactId, Outcome, PersonId};

use super::Error;
use super::model::{Fact, FactKind, FactStep, State, Step};
use crate::Op;

/// Most facts of a person that are listed.
const LISTED_MAX: i64 = 200;

pub(super) async fn insert(op: &mut Op, fact: &Fact) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO facts_facts (id, person_id, kind, value, from_day, to_day, words, \
             evidence_id, employer_id, territory_id, state, claimed_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(&fact.id)
        .bind(&fact.person_id)
        .bind(fact.kind.as_str())
        .bind(&fact.value)
        .bind(fact.from_day)
        .bind(fact.to_day)
        .bind(&fact.words)
        .bind(fact.evidence_id.clone())
        .bind(fact.employer_id.clone())
        .bind(&fact.territory_id)
        .bind(fact.state.as_str())
        .bind(fact.claimed_at)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn get(op: &mut Op, id: &FactId) -> Outcome<Fact> {
    op.tx
        .query("SELECT * FROM facts_facts WHERE id = $1")
        .bind(id)
        .optional(fact)
        .await?
        .ok_or_else(|| Error::Unknown.into())
}

/// All facts of a person, the newest first.
pub(super) async fn list(op: &mut Op, person: &PersonId) -> Outcome<Vec<Fact>> {
    op.tx
        .query("SELECT * FROM facts_facts WHERE person_id = $1 ORDER BY id DESC LIMIT $2")
        .bind(person)
        .bind(LISTED_MAX)
        .all(fact)
        .await
}

/// Moves a fact from where it was read to where it goes; false when it stands elsewhere by now.
pub(super) async fn set_state(
    op: &mut Op,
    id: &FactId,
    from: State,
    to: State,
    decided_by: Option<&PersonId>,
) -> Outcome<bool> {
    let decided_at = decided_by.map(|_| op.now);
    let changed = op
        .tx
        .query(
            "UPDATE facts_facts SET state = $3, decided_by = coalesce($4, decided_by), \
             decided_at = coalesce($5, decided_at) WHERE id = $1 AND state = $2",
        )
        .bind(id)
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(decided_by.cloned())
        .bind(decided_at)
        .execute()
        .await?;
    Ok(changed > 0)
}

pub(super) async fn set_last_day(op: &mut Op, id: &FactId, last: Day) -> Outcome<()> {
    op.tx
        .query("UPDATE facts_facts SET to_day = $2 WHERE id = $1")
        .bind(id)
        .bind(last)
        .execute()
        .await?;
    Ok(())
}

/// Adds a step after the ones before it.
pub(super) async fn add_step(op: &mut Op, id: &FactId, step: Step, words: &str) -> Outcome<()> {
    let actor = op.actor.signed_in()?.clone();
    let now = op.now;
    op.tx
        .query(
            "INSERT INTO facts_steps (fact_id, seq, step, actor_id, words, at) \
             SELECT $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5 FROM facts_steps \
             WHERE fact_id = $1",
        )
        .bind(id)
        .bind(step.as_str())
        .bind(actor)
        .bind(words)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

/// The steps, oldest first, with who did them still to be named.
pub(super) async fn steps(op: &mut Op, id: &FactId) -> Outcome<Vec<(PersonId, FactStep)>> {
    op.tx
        .query("SELECT * FROM facts_steps WHERE fact_id = $1 ORDER BY seq")
        .bind(id)
        .all(|row| {
            let step = FactStep {
                step: row.get("step")?,
                actor: String::new(),
                words: row.get("words")?,
                at: row.get("at")?,
            };
            Ok((row.get("actor_id")?, step))
        })
        .await
}

/// What is confirmed of a person and so on a day, the newest confirmation first.
pub(super) async fn confirmed_on(op: &mut Op, person: &PersonId, day: Day) -> Outcome<Vec<Fact>> {
    op.tx
        .query(
            "SELECT * FROM facts_facts WHERE person_id = $1 AND state = 'confirmed' \
             AND from_day <= $2 AND (to_day IS NULL OR to_day >= $2) \
             ORDER BY decided_at DESC, id DESC",
        )
        .bind(person)
        .bind(day)
        .all(fact)
        .await
}

/// The same of people from one id to another: whose, which kind, what it says, since when; the
/// newest confirmation first.
pub(super) async fn confirmed_between(
    op: &mut Op,
    first: &PersonId,
    last: &PersonId,
    day: Day,
) -> Outcome<Vec<(PersonId, FactKind, String, Day)>> {
    op.tx
        .query(
            "SELECT person_id, kind, value, from_day FROM facts_facts \
             WHERE person_id >= $1 AND person_id <= $2 AND state = 'confirmed' \
             AND from_day <= $3 AND (to_day IS NULL OR to_day >= $3) \
             ORDER BY person_id, decided_at DESC, id DESC",
        )
        .bind(first)
        .bind(last)
        .bind(day)
        .all(|row| {
            Ok((
                row.get("person_id")?,
                row.parse("kind")?,
                row.get("value")?,
                row.get("from_day")?,
            ))
        })
        .await
}

fn fact(row: Row<'_>) -> Outcome<Fact> {
    Ok(Fact {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        kind: row.parse("kind")?,
        value: row.get("value")?,
        from_day: row.get("from_day")?,
        to_day: row.get("to_day")?,
        words: row.get("words")?,
        evidence_id: row.get("evidence_id")?,
        employer_id: row.get("employer_id")?,
        territory_id: row.get("territory_id")?,
        state: row.parse("state")?,
        claimed_at: row.get("claimed_at")?,
        decided_by: row.get("decided_by")?,
        decided_at: row.get("decided_at")?,
    })
}
