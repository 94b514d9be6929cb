//! SQL of wishes and of codes that confirm a mail address.

use db::Row;
use kernel::{Instant, Outcome, PersonId};

use crate::Op;

/// Wishes as stored.
pub(in crate::messages) struct StoredWishes {
    pub(in crate::messages) by_text: bool,
    pub(in crate::messages) mail_cipher: Option<Vec<u8>>,
    pub(in crate::messages) mail_masked: Option<String>,
    pub(in crate::messages) language: String,
    pub(in crate::messages) asked_at: Instant,
    pub(in crate::messages) sent_at: Option<Instant>,
}

impl StoredWishes {
    /// She wishes for nothing.
    pub(in crate::messages) fn none(now: Instant) -> Self {
        Self {
            by_text: false,
            mail_cipher: None,
            mail_masked: None,
            language: String::new(),
            asked_at: now,
            sent_at: None,
        }
    }

    /// Whether she wants to be told outside of the product at all.
    pub(in crate::messages) fn wants_any(&self) -> bool {
        self.by_text || self.mail_cipher.is_some()
    }
}

pub(in crate::messages) async fn find_wishes(
    op: &mut Op,
    person: &PersonId,
) -> Outcome<Option<StoredWishes>> {
    op.tx
        .query("SELECT * FROM messages_wishes WHERE person_id = $1")
        .bind(person)
        .optional(wishes)
        .await
}

fn wishes(row: Row<'_>) -> Outcome<StoredWishes> {
    Ok(StoredWishes {
        by_text: row.get("by_text")?,
        mail_cipher: row.get("mail_cipher")?,
        mail_masked: row.get("mail_masked")?,
        language: row.get("language")?,
        asked_at: row.get("asked_at")?,
        sent_at: row.get("sent_at")?,
    })
}

pub(in crate::messages) async fn save_wishes(
    op: &mut Op,
    person: &PersonId,
    wished: &StoredWishes,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO messages_wishes (person_id, by_text, mail_cipher, mail_masked, language, \
             asked_at, sent_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
             ON CONFLICT (person_id) DO UPDATE SET by_text = excluded.by_text, \
             mail_cipher = excluded.mail_cipher, mail_masked = excluded.mail_masked, \
             language = excluded.language, asked_at = excluded.asked_at",
        )
        .bind(person)
        .bind(wished.by_text)
        .bind(wished.mail_cipher.clone())
        .bind(wished.mail_masked.clone())
        .bind(&wished.language)
        .bind(wished.asked_at)
        .bind(wished.sent_at)
        .execute()
        .await?;
    Ok(())
}

/// A code as stored.
pub(in crate::messages) struct StoredCode {
    pub(in crate::messages) mail_cipher: Vec<u8>,
    pub(in crate::messages) mail_masked: String,
    pub(in crate::messages) hash: Vec<u8>,
    pub(in crate::messages) sent_at: Instant,
    pub(in crate::messages) expires_at: Instant,
    pub(in crate::messages) tries: i64,
}

pub(in crate::messages) async fn save_code(
    op: &mut Op,
    person: &PersonId,
    code: &StoredCode,
) -> Outcome<()> {
    op.tx
        .query(
            "INSERT INTO messages_mail_codes (person_id, mail_cipher, mail_masked, code_hash, \
             sent_at, expires_at, tries) VALUES ($1, $2, $3, $4, $5, $6, $7) \
             ON CONFLICT (person_id) DO UPDATE SET mail_cipher = excluded.mail_cipher, \
             mail_masked = excluded.mail_masked, code_hash = excluded.code_hash, \
             sent_at = excluded.sent_at, expires_at = excluded.expires_at, tries = excluded.tries",
        )
        .bind(person)
        .bind(&code.mail_cipher)
        .bind(&code.mail_masked)
        .bind(&code.hash)
        .bind(code.sent_at)
        .bind(code.expires_at)
        .bind(code.tries)
        .execute()
        .await?;
    Ok(())
}

pub(in crate::messages) async fn find_code(
    op: &mut Op,
    person: &PersonId,
) -> Outcome<Option<StoredCode>> {
    op.tx
        .query("SELECT * FROM messages_mail_codes WHERE person_id = $1")
        .bind(person)
        .optional(|row| {
            Ok(StoredCode {
                mail_cipher: row.get("mail_cipher")?,
                mail_masked: row.get("mail_masked")?,
                hash: row.get("code_hash")?,
                sent_at: row.get("sent_at")?,
                expires_at: row.get("expires_at")?,
                tries: row.get("tries")?,
            })
        })
        .await
}

pub(in crate::messages) async fn count_code_try(op: &mut Op, person: &PersonId) -> Outcome<()> {
    op.tx
        .query("UPDATE messages_mail_codes SET tries = tries + 1 WHERE person_id = $1")
        .bind(person)
        .execute()
        .await?;
    Ok(())
}

pub(in crate::messages) async fn delete_code(op: &mut Op, person: &PersonId) -> Outcome<()> {
    op.tx
        .query("DELETE FROM messages_mail_codes WHERE person_id = $1")
        .bind(person)
        .execute()
        .await?;
    Ok(())
}

/// Erases codes that were good until a day ago: until then their tries are remembered.
pub(in crate::messages) async fn delete_codes_expired(op: &mut Op) -> Outcome<u64> {
    let before = op.now.minus(std::time::Duration::from_hours(24));
    op.tx
        .query("DELETE FROM messages_mail_codes WHERE expires_at < $1")
        .bind(before)
        .execute()
        .await
}
