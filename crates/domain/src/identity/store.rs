//! SQL of `identity_` tables.

mod codes;
mod covers;
mod privacy;
pub(super) mod twins;

use db::{Row, Tx};
use kernel::{Day, Instant, Outcome, Page, PageSize, PersonId, TerritoryId};

use super::model::{NewPerson, Person};
use super::passwords::PasswordHash;
use super::sign_in::Credentials;
use crate::Op;
use crate::permission::{Grant, Role};

pub(super) use codes::{count_code_try, delete_code, find_code, save_code};
pub(super) use covers::{end_cover, find_cover, insert_cover, list_covered, list_covers};
pub(super) use privacy::{
    delete_codes_before, delete_sessions_before, erase_account, erase_person, insert_consent,
    list_consents,
};

pub(super) async fn insert_person(
    op: &mut Op,
    id: &PersonId,
    new: &NewPerson,
    sealed_id: &[u8],
    id_hash: &[u8],
) -> Outcome<()> {
    let born = new.citizen_id.born().ok_or(super::Error::UnknownPerson)?;
    op.tx
        .query(
            "INSERT INTO identity_people (id, name, sex, born, citizen_id_cipher, \
             citizen_id_hash, citizen_id_masked, territory_id, created_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(id)
        .bind(new.name.trim())
        .bind(new.citizen_id.sex().as_str())
        .bind(born)
        .bind(sealed_id)
        .bind(id_hash)
        .bind(new.citizen_id.masked())
        .bind(&new.territory_id)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn insert_account(op: &mut Op, id: &PersonId) -> Outcome<()> {
    op.tx
        .query("INSERT INTO identity_accounts (person_id, failures, changed_at) VALUES ($1, 0, $2)")
        .bind(id)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_person(
    op: &mut Op,
    id: &PersonId,
) -> Outcome<Option<(Person, TerritoryId)>> {
    let person = op
        .tx
        .query(
            "SELECT id, name, sex, born, citizen_id_masked, phone_masked, territory_id, erased_at \
             FROM identity_people WHERE id = $1",
        )
        .bind(id)
        .optional(person)
        .await?;
    Ok(person.map(|person| {
        let territory = person.territory_id.clone();
        (person, territory)
    }))
}

pub(super) async fn list_people(
    op: &mut Op,
    territories: &[String],
    search: &str,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Person>> {
    // A territory's bureaus are few; the list is given as one text with separators.
    let among = format!("|{}|", territories.join("|"));
    let (name, id) = after
        .and_then(|key| key.split_once('|'))
        .unwrap_or(("", ""));
    let rows = op
        .tx
        .query(
            "SELECT id, name, sex, born, citizen_id_masked, phone_masked, territory_id, erased_at \
             FROM identity_people WHERE $1 LIKE '%|' || territory_id || '|%' \
             AND name LIKE '%' || $2 || '%' AND (name, id) > ($3, $4) AND erased_at IS NULL \
             AND (arrival_id IS NULL OR EXISTS (SELECT 1 FROM identity_arrivals a \
             WHERE a.id = arrival_id AND a.in_force_at IS NOT NULL)) \
             ORDER BY name, id LIMIT $5",
        )
        .bind(among)
        .bind(search)
        .bind(name)
        .bind(id)
        .bind(size.rows())
        .all(person)
        .await?;
    Ok(size.page(rows, |person| format!("{}|{}", person.name, person.id)))
}

fn person(row: Row<'_>) -> Outcome<Person> {
    Ok(Person {
        id: row.get("id")?,
        name: row.get("name")?,
        sex: row.parse("sex")?,
        born: row.get("born")?,
        citizen_id_masked: row.get("citizen_id_masked")?,
        phone_masked: row.get("phone_masked")?,
        territory_id: row.get("territory_id")?,
        territory_code: String::new(),
        territory_path: String::new(),
        is_erased: row.get::<Option<Instant>>("erased_at")?.is_some(),
    })
}

pub(super) async fn sealed_citizen_id(op: &mut Op, id: &PersonId) -> Outcome<Vec<u8>> {
    op.tx
        .query("SELECT citizen_id_cipher FROM identity_people WHERE id = $1")
        .bind(id)
        .one(|row| row.get("citizen_id_cipher"))
        .await
}

pub(super) async fn find_id_by_citizen_id(op: &mut Op, hash: &[u8]) -> Outcome<Option<PersonId>> {
    op.tx
        .query(
            "SELECT id FROM identity_people WHERE citizen_id_hash = $1 \
             AND (arrival_id IS NULL OR EXISTS (SELECT 1 FROM identity_arrivals a \
             WHERE a.id = arrival_id AND a.in_force_at IS NOT NULL))",
        )
        .bind(hash)
        .optional(|row| row.get("id"))
        .await
}

pub(super) async fn find_id_by_phone(op: &mut Op, hash: &[u8]) -> Outcome<Option<PersonId>> {
    op.tx
        .query(
            "SELECT id FROM identity_people WHERE phone_hash = $1 \
             AND (arrival_id IS NULL OR EXISTS (SELECT 1 FROM identity_arrivals a \
             WHERE a.id = arrival_id AND a.in_force_at IS NOT NULL))",
        )
        .bind(hash)
        .optional(|row| row.get("id"))
        .await
}

pub(super) async fn find_phone(op: &mut Op, id: &PersonId) -> Outcome<Option<Vec<u8>>> {
    op.tx
        .query("SELECT phone_cipher FROM identity_people WHERE id = $1")
        .bind(id)
        .one(|row| row.get("phone_cipher"))
        .await
}

pub(super) async fn save_phone(
    op: &mut Op,
    id: &PersonId,
    sealed: &[u8],
    hash: &[u8],
    masked: &str,
) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE identity_people SET phone_cipher = $2, phone_hash = $3, phone_masked = $4 \
             WHERE id = $1",
        )
        .bind(id)
        .bind(sealed)
        .bind(hash)
        .bind(masked)
        .execute()
        .await?;
    Ok(())
}

/// Saves a password and ends the person's sessions and tokens: whoever had them may have been a
/// stranger.
pub(super) async fn save_password(op: &mut Op, id: &PersonId, hash: &PasswordHash) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE identity_accounts SET password_hash = $2, failures = 0, \
             locked_until = NULL, changed_at = $3 WHERE person_id = $1",
        )
        .bind(id)
        .bind(&hash.0)
        .bind(op.now)
        .execute()
        .await?;
    op.tx
        .query(
            "UPDATE identity_sessions SET ended_at = $2 WHERE ended_at IS NULL \
             AND person_id IN \
             (SELECT CAST($1 AS TEXT) UNION ALL \
             SELECT twin_id FROM identity_twins WHERE kept_id = $1)",
        )
        .bind(id)
        .bind(op.now)
        .execute()
        .await?;
    op.tx
        .query(
            "UPDATE identity_tokens SET ended_at = $2 WHERE ended_at IS NULL \
             AND person_id IN \
             (SELECT CAST($1 AS TEXT) UNION ALL \
             SELECT twin_id FROM identity_twins WHERE kept_id = $1)",
        )
        .bind(id)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_credentials(op: &mut Op, id: &PersonId) -> Outcome<Option<Credentials>> {
    op.tx
        .query("SELECT * FROM identity_accounts WHERE person_id = $1")
        .bind(id)
        .optional(|row| {
            Ok(Credentials {
                person: row.get("person_id")?,
                hash: row
                    .get::<Option<String>>("password_hash")?
                    .map(PasswordHash),
                failures: row.get("failures")?,
                locked_until: row.get("locked_until")?,
            })
        })
        .await
}

pub(super) async fn save_failures(
    op: &mut Op,
    id: &PersonId,
    failures: i64,
    locked_until: Option<Instant>,
) -> Outcome<()> {
    op.tx
        .query("UPDATE identity_accounts SET failures = $2, locked_until = $3 WHERE person_id = $1")
        .bind(id)
        .bind(failures)
        .bind(locked_until)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn insert_grant(
    op: &mut Op,
    person: &PersonId,
    role: Role,
    scope: &str,
) -> Outcome<bool> {
    let rows = op
        .tx
        .query(
            "INSERT INTO identity_grants (person_id, role, scope, granted_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (person_id, role, scope) DO UPDATE \
             SET granted_at = excluded.granted_at, ended_at = NULL \
             WHERE identity_grants.ended_at IS NOT NULL",
        )
        .bind(person)
        .bind(role.as_str())
        .bind(scope)
        .bind(op.now)
        .execute()
        .await?;
    Ok(rows > 0)
}

pub(super) async fn end_grant(
    op: &mut Op,
    person: &PersonId,
    role: Role,
    scope: &str,
) -> Outcome<bool> {
    let rows = op
        .tx
        .query(
            "UPDATE identity_grants SET ended_at = $4 \
             WHERE person_id = $1 AND role = $2 AND scope = $3 AND ended_at IS NULL",
        )
        .bind(person)
        .bind(role.as_str())
        .bind(scope)
        .bind(op.now)
        .execute()
        .await?;
    Ok(rows > 0)
}

/// The roles that a person holds herself, under this account and its twins.
pub(super) async fn list_grants(tx: &mut Tx, person: &PersonId) -> Outcome<Vec<Grant>> {
    tx.query(
        "SELECT DISTINCT role, scope FROM identity_grants WHERE ended_at IS NULL \
         AND person_id IN (SELECT CAST($1 AS TEXT) UNION ALL \
         SELECT twin_id FROM identity_twins WHERE kept_id = $1) ORDER BY role, scope",
    )
    .bind(person)
    .all(|row| {
        Ok(Grant {
            role: row.parse("role")?,
            scope: row.get("scope")?,
            covering: None,
        })
    })
    .await
}

/// A session as stored, with the person behind it and what she holds: every page asks for it, so
/// it is one question.
pub(super) struct StoredSession {
    pub(super) person: PersonId,
    pub(super) twins: Vec<PersonId>,
    pub(super) name: String,
    pub(super) grants: Vec<Grant>,
    pub(super) created_at: Instant,
    pub(super) seen_at: Instant,
    pub(super) ended: bool,
}

pub(super) async fn insert_session(op: &mut Op, hash: &[u8], person: &PersonId) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO identity_sessions (token_hash, person_id, created_at, seen_at) \
             VALUES ($1, $2, $3, $3)",
        )
        .bind(hash)
        .bind(person)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_session(
    tx: &mut Tx,
    hash: &[u8],
    today: Day,
) -> Outcome<Option<StoredSession>> {
    let mut rows = tx
        .query(
            "SELECT p.id, p.name, s.created_at, s.seen_at, s.ended_at, o.twin_id, g.role, g.scope, \
             h.role AS covered_role, h.scope AS covered_scope, h.person_id AS covering \
             FROM identity_sessions s LEFT JOIN identity_twins t ON t.twin_id = s.person_id \
             JOIN identity_people p ON p.id = coalesce(t.kept_id, s.person_id) \
             LEFT JOIN identity_twins o ON o.kept_id = p.id \
             LEFT JOIN identity_grants g ON g.person_id IN (p.id, o.twin_id) \
             AND g.ended_at IS NULL \
             LEFT JOIN identity_covers c ON c.person_id IN (p.id, o.twin_id) \
             AND c.ended_at IS NULL AND c.from_on <= $2 AND c.until_on >= $2 \
             LEFT JOIN identity_grants h ON h.person_id = c.holder_id AND h.role = c.role \
             AND h.scope = c.scope AND h.ended_at IS NULL \
             WHERE s.token_hash = $1 ORDER BY g.role, g.scope, o.twin_id, c.id",
        )
        .bind(hash)
        .bind(today)
        .all(|row| {
            let own = row.get::<Option<String>>("role")?.is_some();
            let covered = row.get::<Option<String>>("covered_role")?.is_some();
            let twin: Option<PersonId> = row.get("twin_id")?;
            let mut grants = Vec::new();
            if own {
                grants.push(Grant {
                    role: row.parse("role")?,
                    scope: row.get("scope")?,
                    covering: None,
                });
            }
            if covered {
                grants.push(covers::grant(row)?);
            }
            Ok(StoredSession {
                person: row.get("id")?,
                twins: twin.into_iter().collect(),
                name: row.get("name")?,
                grants,
                created_at: row.get("created_at")?,
                seen_at: row.get("seen_at")?,
                ended: row.get::<Option<Instant>>("ended_at")?.is_some(),
            })
        })
        .await?
        .into_iter();
    // A row for each grant, each twin and each cover of another's, or one without any.
    let first = rows.next();
    Ok(first.map(|mut session| {
        for row in rows {
            add_new(&mut session.grants, row.grants);
            add_new(&mut session.twins, row.twins);
        }
        // Her own roles come first: where one is asked for, it is hers.
        session.grants.sort_by_key(|grant| grant.covering.is_some());
        session
    }))
}

fn add_new<T: PartialEq>(to: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !to.contains(&one) {
            to.push(one);
        }
    }
}

pub(super) async fn touch_session(op: &mut Op, hash: &[u8]) -> Outcome<()> {
    op.tx
        .query("UPDATE identity_sessions SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2")
        .bind(hash)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn end_session(op: &mut Op, hash: &[u8]) -> Outcome<()> {
    op.tx
        .query(
            "UPDATE identity_sessions SET ended_at = $2 \
             WHERE token_hash = $1 AND ended_at IS NULL",
        )
        .bind(hash)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn insert_token(
    op: &mut Op,
    hash: &[u8],
    person: &PersonId,
    label: &str,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO identity_tokens (token_hash, person_id, label, created_at) \
             VALUES ($1, $2, $3, $4)",
        )
        .bind(hash)
        .bind(person)
        .bind(label)
        .bind(op.now)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn find_token(tx: &mut Tx, hash: &[u8]) -> Outcome<Option<(PersonId, String)>> {
    tx.query(
        "SELECT p.id, p.name FROM identity_tokens t \
         LEFT JOIN identity_twins w ON w.twin_id = t.person_id \
         JOIN identity_people p ON p.id = coalesce(w.kept_id, t.person_id) \
         WHERE t.token_hash = $1 AND t.ended_at IS NULL",
    )
    .bind(hash)
    .optional(|row| Ok((row.get("id")?, row.get("name")?)))
    .await
}
