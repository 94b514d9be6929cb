//! What an export holds: parts with columns and rows, each from one context, and documents.

mod parts;

use kernel::{Fault, Outcome, PersonId};
use serde::{Deserialize, Serialize};

use crate::{Op, cards, certificates};

/// Most documents of an export.
const PAPERS_MAX: usize = 500;

/// A part of an export: a table. Codes stand as they are in the data; the page says them in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its name, also in keys of words.
    pub name: String,
    /// Names of its columns, also in keys of words.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// A document as it was issued.
pub(super) struct Paper {
    /// Its number.
    pub number: String,
    /// The bytes of its PDF.
    pub bytes: Vec<u8>,
}

impl Section {
    fn new(name: &str, columns: &[&str]) -> Self {
        Self {
            name: name.to_owned(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    fn row<const N: usize>(&mut self, values: [String; N]) {
        self.rows.push(values.into());
    }

    /// Its rows as objects, for programs.
    pub fn as_data(&self) -> serde_json::Value {
        let object = |row: &Vec<String>| {
            let pairs = self.columns.iter().cloned().zip(row.iter().cloned());
            pairs
                .map(|(name, value)| (name, serde_json::Value::String(value)))
                .collect::<serde_json::Map<_, _>>()
        };
        self.rows
            .iter()
            .map(object)
            .map(serde_json::Value::Object)
            .collect()
    }

    pub(super) fn to_json(&self) -> Outcome<String> {
        serde_json::to_string(self).map_err(broken)
    }

    pub(super) fn of_json(text: &str) -> Outcome<Self> {
        serde_json::from_str(text).map_err(broken)
    }
}

/// How many parts there are.
pub(super) fn parts() -> i64 {
    parts::COUNT
}

/// Gathers one part, from 0. Called by the system: she has asked for it herself.
pub(super) async fn gather(op: &mut Op, person: &PersonId, at: i64) -> Outcome<Section> {
    parts::gather(op, person, at).await
}

/// The documents that a person holds, as they were issued. One that does not stand is left out: it
/// may not be printed.
pub(super) async fn papers(op: &mut Op, person: &PersonId) -> Outcome<Vec<Paper>> {
    let mut papers = Vec::new();
    for certificate in certificates::list(op, person).await? {
        if certificate.standing == certificates::Standing::Valid && papers.len() < PAPERS_MAX {
            let (bytes, certificate) = certificates::bytes(op, &certificate.id).await?;
            let number = certificate.number;
            papers.push(Paper { number, bytes });
        }
    }
    for card in cards::list(op, person).await? {
        if card.standing == cards::Standing::Valid && papers.len() < PAPERS_MAX {
            let (bytes, card) = cards::bytes(op, &card.id).await?;
            let number = card.number;
            papers.push(Paper { number, bytes });
        }
    }
    Ok(papers)
}

fn broken(error: serde_json::Error) -> Fault {
    Fault::internal("privacy.broken", error)
}
