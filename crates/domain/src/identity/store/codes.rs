//! SQL of `identity_codes`: what was sent to a telephone, and is waited for.

use kernel::{Instant, Outcome, PersonId};

use crate::Op;
use crate::identity::codes::Purpose;

/// A code as stored.
pub(in crate::identity) struct StoredCode {
    pub(in crate::identity) hash: Vec<u8>,
    pub(in crate::identity) phone: Option<Vec<u8>>,
    pub(in crate::identity) sent_at: Instant,
    pub(in crate::identity) expires_at: Instant,
    pub(in crate::identity) tries: i64,
}

pub(in crate::identity) async fn save_code(
    op: &mut Op,
    person: &PersonId,
    purpose: Purpose,
    hash: &[u8],
    phone: Option<Vec<u8>>,
    expires_at: Instant,
    forget_before: Instant,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO identity_codes (person_id, purpose, code_hash, phone_cipher, sent_at, \
             expires_at, tries) VALUES ($1, $2, $3, $4, $5, $6, 0) \
             ON CONFLICT (person_id, purpose) DO UPDATE SET code_hash = excluded.code_hash, \
             phone_cipher = excluded.phone_cipher, sent_at = excluded.sent_at, \
             expires_at = excluded.expires_at, \
             tries = CASE WHEN identity_codes.sent_at < $7 THEN 0 ELSE identity_codes.tries END",
        )
        .bind(person)
        .bind(purpose.as_str())
        .bind(hash)
        .bind(phone)
        .bind(op.now)
        .bind(expires_at)
        .bind(forget_before)
        .execute()
        .await?;
    Ok(())
}

pub(in crate::identity) async fn find_code(
    op: &mut Op,
    person: &PersonId,
    purpose: Purpose,
) -> Outcome<Option<StoredCode>> {
    op.tx
        .query("SELECT * FROM identity_codes WHERE person_id = $1 AND purpose = $2")
        .bind(person)
        .bind(purpose.as_str())
        .optional(|row| {
            Ok(StoredCode {
                hash: row.get("code_hash")?,
                phone: row.get("phone_cipher")?,
                sent_at: row.get("sent_at")?,
                expires_at: row.get("expires_at")?,
                tries: row.get("tries")?,
            })
        })
        .await
}

pub(in crate::identity) async fn count_code_try(
    op: &mut Op,
    person: &PersonId,
    purpose: Purpose,
) -> Outcome<()> {
    op.tx
        .query("UPDATE identity_codes SET tries = tries + 1 WHERE person_id = $1 AND purpose = $2")
        .bind(person)
        .bind(purpose.as_str())
        .execute()
        .await?;
    Ok(())
}

pub(in crate::identity) async fn delete_code(
    op: &mut Op,
    person: &PersonId,
    purpose: Purpose,
) -> Outcome<()> {
    op.tx
        .query("DELETE FROM identity_codes WHERE person_id = $1 AND purpose = $2")
        .bind(person)
        .bind(purpose.as_str())
        .execute()
        .await?;
    Ok(())
}
