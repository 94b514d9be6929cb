//! SQL of `effects_` tables.

use std::collections::BTreeSet;

use db::Row;
use kernel::{EffectId, Fault, Outcome, PersonId, TerritoryId};
use policy::Sector;

use super::Error;
use super::model::{Effect, Move, Tally};
use crate::Op;

pub(super) async fn insert(op: &mut Op, effect: &Effect, territory: &TerritoryId) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO effects_effects (id, territory_id, draft, draft_digest, base, on_day, \
             started_by, started_at, expected, people) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
        )
        .bind(&effect.id)
        .bind(territory)
        .bind(&effect.draft_id)
        .bind(&effect.draft_digest)
        .bind(&effect.base_id)
        .bind(effect.on)
        .bind(&effect.started_by)
        .bind(effect.started_at)
        .bind(effect.expected)
        .execute()
        .await?;
    Ok(())
}

/// An effect with its territory; what was counted is read by [`tally`].
pub(super) async fn get(op: &mut Op, id: &EffectId) -> Outcome<(Effect, TerritoryId)> {
    op.tx
        .query("SELECT * FROM effects_effects WHERE id = $1")
        .bind(id)
        .optional(effect)
        .await?
        .ok_or_else(|| Error::UnknownEffect.into())
}

/// The newest effects of a draft, without what was counted.
pub(super) async fn list(op: &mut Op, draft_id: &str, most: i64) -> Outcome<Vec<Effect>> {
    op.tx
        .query("SELECT * FROM effects_effects WHERE draft = $1 ORDER BY id DESC LIMIT $2")
        .bind(draft_id)
        .bind(most)
        .all(|row| effect(row).map(|(effect, _)| effect))
        .await
}

/// Adds the next people to what was counted before.
pub(super) async fn add(op: &mut Op, id: &EffectId, before: &Tally, piece: &Tally) -> Outcome<()> {
    let counted = |count: u64| i64::try_from(count).map_err(broken);
    op.tx
        .query("UPDATE effects_effects SET people = people + $2 WHERE id = $1")
        .bind(id)
        .bind(counted(piece.people)?)
        .execute()
        .await?;
    for (of, count) in &piece.moves {
        op.tx
            .query(
                "INSERT INTO effects_moves (effect_id, sector, level, was, becomes, people) \
                 VALUES ($1, $2, $3, $4, $5, $6) \
                 ON CONFLICT (effect_id, sector, level, was, becomes) \
                 DO UPDATE SET people = effects_moves.people + excluded.people",
            )
            .bind(id)
            .bind(of.sector.map_or("", Sector::as_str))
            .bind(of.level.as_str())
            .bind(of.was.as_str())
            .bind(of.becomes.as_str())
            .bind(counted(*count)?)
            .execute()
            .await?;
    }
    for (of, people) in &piece.cases {
        // People come in the order of their ids, so what was kept before stays.
        let kept = before.cases.get(of).map_or(0, BTreeSet::len);
        for person in people.iter().take(Tally::CASES_MAX.saturating_sub(kept)) {
            insert_case(op, id, of, person).await?;
        }
    }
    Ok(())
}

async fn insert_case(op: &mut Op, id: &EffectId, of: &Move, person: &PersonId) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO effects_cases (effect_id, sector, level, was, becomes, person_id) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id)
        .bind(of.sector.map_or("", Sector::as_str))
        .bind(of.level.as_str())
        .bind(of.was.as_str())
        .bind(of.becomes.as_str())
        .bind(person)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn finish(op: &mut Op, id: &EffectId) -> Outcome<()> {
    op.tx
        .query("UPDATE effects_effects SET done_at = $2 WHERE id = $1 AND done_at IS NULL")
        .bind(id)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

/// What was counted so far.
pub(super) async fn tally(op: &mut Op, effect: &Effect) -> Outcome<Tally> {
    let moves: Vec<(Move, i64)> = op
        .tx
        .query("SELECT * FROM effects_moves WHERE effect_id = $1")
        .bind(&effect.id)
        .all(|row| Ok((of(row)?, row.get("people")?)))
        .await?;
    let cases: Vec<(Move, PersonId)> = op
        .tx
        .query("SELECT * FROM effects_cases WHERE effect_id = $1")
        .bind(&effect.id)
        .all(|row| Ok((of(row)?, row.get("person_id")?)))
        .await?;
    let count = |count: i64| u64::try_from(count).map_err(broken);
    let mut tally = Tally {
        people: effect.tally.people,
        ..Tally::default()
    };
    for (of, person) in cases {
        tally.cases.entry(of).or_default().insert(person);
    }
    for (of, people) in moves {
        tally.moves.insert(of, count(people)?);
    }
    Ok(tally)
}

fn of(row: Row<'_>) -> Outcome<Move> {
    let sector: String = row.get("sector")?;
    Ok(Move {
        sector: sector.parse().ok(),
        level: named(row, "level")?,
        was: named(row, "was")?,
        becomes: named(row, "becomes")?,
    })
}

fn named<T: std::str::FromStr<Err = policy::UnknownName>>(row: Row<'_>, name: &str) -> Outcome<T> {
    row.get::<String>(name)?.parse().map_err(broken)
}

fn effect(row: Row<'_>) -> Outcome<(Effect, TerritoryId)> {
    let people: i64 = row.get("people")?;
    let effect = Effect {
        id: row.get("id")?,
        draft_id: row.get("draft")?,
        draft_digest: row.get("draft_digest")?,
        base_id: row.get("base")?,
        on: row.get("on_day")?,
        started_by: row.get("started_by")?,
        started_at: row.get("started_at")?,
        done_at: row.get("done_at")?,
        expected: row.get("expected")?,
        territory_path: String::new(),
        tally: Tally {
            people: u64::try_from(people).map_err(broken)?,
            ..Tally::default()
        },
    };
    Ok((effect, row.get("territory_id")?))
}

fn broken(error: impl std::error::Error + Send + Sync + 'static) -> Fault {
    Fault::internal("effects.broken", error)
}
