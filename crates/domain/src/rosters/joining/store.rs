//! SQL of `rosters_joinings`.

use db::Row;
use kernel::{
    DepartmentId, EmployerId, JoiningId, Outcome, Page, PageSize, PersonId, RosterId, limits,
};

use super::model::{JoinState, Joining, JoiningKind};
use crate::Op;
use crate::rosters::Error;
use crate::rosters::model::{ListedPost, Roster};

pub(super) async fn insert(op: &mut Op, joining: &Joining) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO rosters_joinings (id, kind, employer_id, person_id, from_day, \
             post_title, speciality, department_id, note, made_by, made_at, state, answer) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '')",
        )
        .bind(&joining.id)
        .bind(joining.kind.as_str())
        .bind(&joining.employer_id)
        .bind(&joining.person_id)
        .bind(joining.from_day)
        .bind(&joining.post_title)
        .bind(&joining.speciality)
        .bind(joining.department_id.clone())
        .bind(&joining.note)
        .bind(&joining.made_by)
        .bind(joining.made_at)
        .bind(joining.state.as_str())
        .execute()
        .await?;
    Ok(())
}

/// An invitation that comes with a list, hidden until that is in force. Where one waits already, it
/// stays the one.
pub(in crate::rosters) async fn prepare(
    op: &mut Op,
    roster: &Roster,
    id: JoiningId,
    person: &PersonId,
    post: &ListedPost,
    department: Option<DepartmentId>,
) -> Outcome<()> {
    let now = op.now;
    op.tx
        .query(
            "INSERT INTO rosters_joinings (id, kind, employer_id, person_id, from_day, \
             post_title, speciality, department_id, note, roster_id, made_by, made_at, state, \
             answer) VALUES ($1, 'invitation', $2, $3, $4, $5, $6, $7, '', $8, $9, $10, \
             'prepared', '') ON CONFLICT DO NOTHING",
        )
        .bind(id)
        .bind(&roster.employer_id)
        .bind(person)
        .bind(post.from_day)
        .bind(&post.post_title)
        .bind(&post.speciality)
        .bind(department)
        .bind(&roster.id)
        .bind(&roster.uploaded_by)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

/// The invitations of a list wait for their answers from now on.
pub(in crate::rosters) async fn put_in_force(op: &mut Op, roster: &RosterId) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE rosters_joinings SET state = 'waiting' \
             WHERE roster_id = $1 AND state = 'prepared'",
        )
        .bind(roster)
        .execute()
        .await?;
    Ok(())
}

/// The invitations of a list that is not in force after all are deleted.
pub(in crate::rosters) async fn unprepare(op: &mut Op, roster: &RosterId) -> Outcome<()> {
    op.tx
        .query("DELETE FROM rosters_joinings WHERE roster_id = $1 AND state = 'prepared'")
        .bind(roster)
        .execute()
        .await?;
    Ok(())
}

/// The invitations of a list that nobody answered are taken back.
pub(in crate::rosters) async fn withdraw_of(op: &mut Op, roster: &RosterId) -> Outcome<()> {
    let now = op.now;
    op.tx
        .query(
            "UPDATE rosters_joinings SET state = 'withdrawn', decided_at = $2 \
             WHERE roster_id = $1 AND state = 'waiting'",
        )
        .bind(roster)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

/// Somebody who answered an invitation of a list.
pub(in crate::rosters) async fn first_answered(
    op: &mut Op,
    roster: &RosterId,
) -> Outcome<Option<PersonId>> {
    op.tx
        .query(
            "SELECT person_id FROM rosters_joinings WHERE roster_id = $1 \
             AND state IN ('accepted', 'declined') ORDER BY id LIMIT 1",
        )
        .bind(roster)
        .optional(|row| row.get("person_id"))
        .await
}

pub(super) async fn save(op: &mut Op, joining: &Joining) -> Outcome<()> {
    let by = op.actor.person().cloned();
    op.tx
        .query(
            "UPDATE rosters_joinings SET state = $2, decided_by = $3, decided_at = $4, \
             answer = $5 WHERE id = $1",
        )
        .bind(&joining.id)
        .bind(joining.state.as_str())
        .bind(by)
        .bind(joining.decided_at)
        .bind(&joining.answer)
        .execute()
        .await?;
    Ok(())
}

/// A joining that is not hidden; names and paths are added by the caller.
pub(super) async fn get(op: &mut Op, id: &JoiningId) -> Outcome<Joining> {
    op.tx
        .query("SELECT * FROM rosters_joinings WHERE id = $1 AND state <> 'prepared'")
        .bind(id)
        .optional(joining)
        .await?
        .ok_or_else(|| Error::UnknownJoining.into())
}

/// What is open between a person and an employer, hidden or not.
pub(super) async fn find_open(
    op: &mut Op,
    employer: &EmployerId,
    person: &PersonId,
) -> Outcome<Option<Joining>> {
    op.tx
        .query(
            "SELECT * FROM rosters_joinings WHERE employer_id = $1 AND person_id = $2 \
             AND state IN ('prepared', 'waiting')",
        )
        .bind(employer)
        .bind(person)
        .optional(joining)
        .await
}

/// How many claims of a person wait.
pub(super) async fn count_claims(op: &mut Op, person: &PersonId) -> Outcome<i64> {
    op.tx
        .query(
            "SELECT count(*) AS n FROM rosters_joinings \
             WHERE person_id = $1 AND kind = 'claim' AND state = 'waiting'",
        )
        .bind(person)
        .one(|row| row.get("n"))
        .await
}

/// What a person was invited to and claimed, the newest first.
pub(super) async fn list_of_person(op: &mut Op, person: &PersonId) -> Outcome<Vec<Joining>> {
    op.tx
        .query(
            "SELECT * FROM rosters_joinings WHERE person_id = $1 AND state <> 'prepared' \
             ORDER BY id DESC LIMIT $2",
        )
        .bind(person)
        .bind(limits::PAGE_ITEMS_MAX)
        .all(joining)
        .await
}

/// What waits between an employer and people, the oldest first; invitations, or claims.
pub(super) async fn list_waiting(
    op: &mut Op,
    employer: &EmployerId,
    kind: JoiningKind,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Joining>> {
    let rows = op
        .tx
        .query(
            "SELECT * FROM rosters_joinings WHERE employer_id = $1 AND state = 'waiting' \
             AND kind = $2 AND id > $3 ORDER BY id LIMIT $4",
        )
        .bind(employer)
        .bind(kind.as_str())
        .bind(after.unwrap_or_default())
        .bind(size.rows())
        .all(joining)
        .await?;
    Ok(size.page(rows, |joining| joining.id.to_string()))
}

fn joining(row: Row<'_>) -> Outcome<Joining> {
    let state: JoinState = row.parse("state")?;
    Ok(Joining {
        id: row.get("id")?,
        kind: row.parse("kind")?,
        employer_id: row.get("employer_id")?,
        employer_name: String::new(),
        territory_path: String::new(),
        person_id: row.get("person_id")?,
        person_name: String::new(),
        from_day: row.get("from_day")?,
        post_title: row.get("post_title")?,
        speciality: row.get("speciality")?,
        department_id: row.get("department_id")?,
        note: row.get("note")?,
        made_by: row.get("made_by")?,
        made_at: row.get("made_at")?,
        state,
        decided_at: row.get("decided_at")?,
        answer: row.get("answer")?,
    })
}
