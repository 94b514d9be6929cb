//! SQL of what people agreed to, and of what is erased.

use kernel::{Day, Instant, Outcome, PersonId};

use crate::Op;
use crate::identity::Consent;

/// What stands where a name stood.
pub(in crate::identity) const ERASED_NAME: &str = "（已注销）";

pub(in crate::identity) async fn insert_consent(
    op: &mut Op,
    person: &PersonId,
    version: &str,
) -> Outcome<bool> {
    let now = op.now;
    let added = op
        .tx
        .query(
            "INSERT INTO identity_consents (person_id, version, given_at) VALUES ($1, $2, $3) \
             ON CONFLICT (person_id, version) DO NOTHING",
        )
        .bind(person)
        .bind(version)
        .bind(now)
        .execute()
        .await?;
    Ok(added > 0)
}

pub(in crate::identity) async fn list_consents(
    op: &mut Op,
    person: &PersonId,
) -> Outcome<Vec<Consent>> {
    op.tx
        .query(
            "SELECT version, given_at FROM identity_consents WHERE person_id = $1 \
             ORDER BY given_at, version",
        )
        .bind(person)
        .all(|row| {
            Ok(Consent {
                version: row.get("version")?,
                given_at: row.get("given_at")?,
            })
        })
        .await
}

/// Puts nothing in the place of who somebody was. `hash` is of nothing, and no two are alike.
pub(in crate::identity) async fn erase_person(
    op: &mut Op,
    person: &PersonId,
    born: Day,
    hash: &[u8],
) -> Outcome<()> {
    let now = op.now;
    op.tx
        .query(
            "UPDATE identity_people SET name = $2, born = $3, citizen_id_cipher = $4, \
             citizen_id_hash = $4, citizen_id_masked = '', phone_cipher = NULL, \
             phone_hash = NULL, phone_masked = NULL, erased_at = $5 WHERE id = $1",
        )
        .bind(person)
        .bind(ERASED_NAME)
        .bind(born)
        .bind(hash)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

/// Takes everything away by which somebody could sign in or act.
pub(in crate::identity) async fn erase_account(op: &mut Op, person: &PersonId) -> Outcome<()> {
    let now = op.now;
    for sql in [
        "DELETE FROM identity_codes WHERE person_id = $1",
        "DELETE FROM identity_sessions WHERE person_id = $1",
        "DELETE FROM identity_tokens WHERE person_id = $1",
        "DELETE FROM identity_accounts WHERE person_id = $1",
        "DELETE FROM identity_consents WHERE person_id = $1",
    ] {
        op.tx.query(sql).bind(person).execute().await?;
    }
    op.tx
        .query("UPDATE identity_grants SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL")
        .bind(person)
        .bind(now)
        .execute()
        .await?;
    op.tx
        .query(
            "UPDATE identity_covers SET ended_at = $2 \
             WHERE (person_id = $1 OR holder_id = $1) AND ended_at IS NULL",
        )
        .bind(person)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

pub(in crate::identity) async fn delete_sessions_before(
    op: &mut Op,
    before: Instant,
) -> Outcome<u64> {
    op.tx
        .query(
            "DELETE FROM identity_sessions WHERE token_hash IN (SELECT token_hash \
             FROM identity_sessions WHERE created_at < $1 ORDER BY created_at LIMIT 1000)",
        )
        .bind(before)
        .execute()
        .await
}

pub(in crate::identity) async fn delete_codes_before(op: &mut Op, before: Instant) -> Outcome<u64> {
    op.tx
        .query("DELETE FROM identity_codes WHERE expires_at < $1")
        .bind(before)
        .execute()
        .await
}
