//! From frozen facts to kept bytes: typesets a document and puts it in the file store under the
//! name of its hash, before anybody writes down that it exists.

use std::sync::Arc;

use kernel::{Fault, Outcome};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::DocumentNumber;
use crate::Op;
use crate::seams::Template;

/// Where the bytes of a document stand.
#[derive(Clone, Debug)]
pub(crate) struct Printed {
    /// Key in the file store.
    pub file_key: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

/// Typesets the facts and keeps the bytes. Printing the same facts again is harmless: the same
/// bytes have the same key.
pub(crate) async fn print(
    op: &Op,
    template: Template,
    folder: &'static str,
    facts: &impl Serialize,
) -> Outcome<Printed> {
    let facts =
        serde_json::to_value(facts).map_err(|error| Fault::internal("house.bad_facts", error))?;
    let house = Arc::clone(&op.house);
    // Setting a page is milliseconds of computing.
    let setting = tokio::task::spawn_blocking(move || {
        let bytes = house.typesetter.typeset(template, &facts)?;
        let sha256 = hex::encode(Sha256::digest(&bytes));
        Ok::<_, Fault>((bytes, sha256))
    });
    let (bytes, sha256) = setting
        .await
        .map_err(|error| Fault::internal("house.press_failed", error))??;
    let file_key = format!("{folder}/{sha256}.pdf");
    op.house.files.put(&file_key, bytes.into()).await?;
    Ok(Printed { file_key, sha256 })
}

/// The bytes of an issued document, which must still be those that were issued.
pub(crate) async fn kept_bytes(op: &Op, file_key: &str, sha256: &str) -> Outcome<Vec<u8>> {
    let bytes = op.house.files.get(file_key).await?;
    if hex::encode(Sha256::digest(&bytes)) == sha256 {
        Ok(bytes)
    } else {
        Err(Fault::internal("house.file_changed", file_key))
    }
}

/// The address under which a document is verified, whole and as people type it.
pub(crate) fn verify_address(public_url: &str, number: DocumentNumber) -> (String, String) {
    let address = format!("{public_url}/verify/{number}");
    let words = address
        .split_once("://")
        .map_or(address.as_str(), |(_, rest)| rest)
        .to_owned();
    (address, words)
}
