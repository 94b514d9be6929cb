//! SQL of `hours_carried`.

use std::str::FromStr;

use db::Row;
use kernel::{EntryId, Fault, Instant, MergerId, Outcome, PersonId};

use crate::Op;

/// Where hours of a twin are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Posted in the kept chain.
    Carried,
    /// Set aside: they count in the kept chain already.
    Same,
    /// Posted in the twin's chain again.
    Back,
}

impl State {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::Same => "same",
            Self::Back => "back",
        }
    }
}

impl FromStr for State {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        [Self::Carried, Self::Same, Self::Back]
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| Fault::internal("hours.bad_carried", text.to_owned()))
    }
}

/// An entry of a twin, and the one that stands for it.
#[derive(Clone, Debug)]
pub(super) struct Carried {
    pub merge: MergerId,
    pub from_entry: EntryId,
    pub twin: PersonId,
    pub kept: PersonId,
    pub root: String,
    pub depth: i64,
    pub state: State,
    pub to_entry: EntryId,
    pub turn: i64,
    pub earned_at: Instant,
}

pub(super) async fn insert(op: &mut Op, row: &Carried) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO hours_carried (merge_id, from_entry, twin_id, kept_id, root, depth, \
             state, to_entry, turn, earned_at, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(&row.merge)
        .bind(&row.from_entry)
        .bind(&row.twin)
        .bind(&row.kept)
        .bind(&row.root)
        .bind(row.depth)
        .bind(row.state.as_str())
        .bind(&row.to_entry)
        .bind(row.turn)
        .bind(row.earned_at)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn save(op: &mut Op, row: &Carried) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE hours_carried SET state = $3, to_entry = $4, turn = $5, at = $6 \
             WHERE merge_id = $1 AND from_entry = $2",
        )
        .bind(&row.merge)
        .bind(&row.from_entry)
        .bind(row.state.as_str())
        .bind(&row.to_entry)
        .bind(row.turn)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

/// What was set aside because of one entry is set aside because of another one.
pub(super) async fn point_to(op: &mut Op, from: &EntryId, to: &EntryId) -> Outcome<()> {
    op.tx
        .query("UPDATE hours_carried SET to_entry = $2 WHERE to_entry = $1 AND state = 'same'")
        .bind(from)
        .bind(to)
        .execute()
        .await?;
    Ok(())
}

/// What a merger carried, in the order of the twin's chain.
pub(super) async fn list_of_merger(op: &mut Op, merge: &MergerId) -> Outcome<Vec<Carried>> {
    op.tx
        .query("SELECT * FROM hours_carried WHERE merge_id = $1 ORDER BY from_entry")
        .bind(merge)
        .all(carried)
        .await
}

/// What stands in an account's chain because it was carried there.
pub(super) async fn list_carried_to(op: &mut Op, kept: &PersonId) -> Outcome<Vec<Carried>> {
    op.tx
        .query(
            "SELECT * FROM hours_carried WHERE kept_id = $1 AND state = 'carried' \
             ORDER BY merge_id, from_entry",
        )
        .bind(kept)
        .all(carried)
        .await
}

/// What is set aside as long as an entry counts.
pub(super) async fn list_set_aside(op: &mut Op, counts: &EntryId) -> Outcome<Vec<Carried>> {
    op.tx
        .query(
            "SELECT * FROM hours_carried WHERE to_entry = $1 AND state = 'same' \
             ORDER BY merge_id, from_entry",
        )
        .bind(counts)
        .all(carried)
        .await
}

/// How an entry came into its chain, when it did not arise there.
pub(super) async fn find_to(op: &mut Op, entry: &EntryId) -> Outcome<Option<Carried>> {
    op.tx
        .query("SELECT * FROM hours_carried WHERE to_entry = $1 AND state <> 'same'")
        .bind(entry)
        .optional(carried)
        .await
}

/// Whether something was carried by a merger that is known, under this source's root.
pub(super) async fn is_known(op: &mut Op, root: &str, merge: &str) -> Outcome<bool> {
    let found: Option<String> = op
        .tx
        .query("SELECT root FROM hours_carried WHERE root = $1 AND merge_id = $2")
        .bind(root)
        .bind(merge)
        .optional(|row| row.get("root"))
        .await?;
    Ok(found.is_some())
}

/// Where the hours of a source are now.
pub(super) async fn newest(op: &mut Op, root: &str) -> Outcome<Option<Carried>> {
    op.tx
        .query("SELECT * FROM hours_carried WHERE root = $1 ORDER BY depth DESC LIMIT 1")
        .bind(root)
        .optional(carried)
        .await
}

/// When the hours of a carried entry were earned.
pub(super) async fn earned_at(op: &mut Op, entry: &EntryId) -> Outcome<Option<Instant>> {
    Ok(find_to(op, entry).await?.map(|row| row.earned_at))
}

fn carried(row: Row<'_>) -> Outcome<Carried> {
    Ok(Carried {
        merge: row.get("merge_id")?,
        from_entry: row.get("from_entry")?,
        twin: row.get("twin_id")?,
        kept: row.get("kept_id")?,
        root: row.get("root")?,
        depth: row.get("depth")?,
        state: row.parse("state")?,
        to_entry: row.get("to_entry")?,
        turn: row.get("turn")?,
        earned_at: row.get("earned_at")?,
    })
}
