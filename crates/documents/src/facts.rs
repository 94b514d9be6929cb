//! What stands in each document, and the checks that every fact must pass.
//!
//! Facts are frozen elsewhere and arrive as words to be printed: this file converts no hours, masks
//! no number and decides nothing about anybody.

use kernel::Day;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::{Code, Error};

/// A number as it is printed, such as `12.5` or `2022`. Reads a text or a whole number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Figure(pub String);

/// The facts of a certificate (培训合格证书), frozen when it is issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateFacts {
    /// Number of the certificate.
    pub number: String,
    /// Name of the learner, at most 50 characters.
    pub name: String,
    /// Identity number, already masked.
    pub id_masked: String,
    /// Name of the course.
    pub course: String,
    /// Code of the category: `public` or `professional`.
    pub category: String,
    /// The category in Chinese: 公需科目 or 专业科目.
    pub category_zh: String,
    /// Study year that the hours count for.
    pub study_year: Figure,
    /// Credit hours (学时), such as `12.5`.
    pub hours: Figure,
    /// Speciality of the course; may be empty, for a public course has none.
    pub speciality: String,
    /// Score of the passed exam, out of 100; may be empty where a course has no exam.
    pub score: Figure,
    /// Authority that issues (发证机关).
    pub issuer: String,
    /// Training base that taught (培训基地).
    pub base: String,
    /// Day of issue, which is also the date of the PDF.
    pub issued_on: Day,
    /// Address behind the QR code.
    pub verify_url: String,
    /// The same address, short, as people type it.
    pub verify_words: String,
    /// Clause of the notice under which it is issued, such as `N2022 §2.2`.
    pub clause: String,
}

/// The facts of a card (审验卡), frozen when it is issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardFacts {
    /// Number of the card.
    pub number: String,
    /// Name of the learner, at most 50 characters.
    pub name: String,
    /// Identity number, already masked.
    pub id_masked: String,
    /// Employer; may be empty for who has none.
    pub employer: String,
    /// Title of the post; may be empty.
    pub post_title: String,
    /// Study year that was verified.
    pub study_year: Figure,
    /// Public credit hours of the year.
    pub public_hours: Figure,
    /// Professional credit hours of the year.
    pub professional_hours: Figure,
    /// Both together.
    pub total_hours: Figure,
    /// Words on a category that stood complete without its hours; may be missing.
    #[serde(default)]
    pub deemed: String,
    /// Authority that verified (审验机关).
    pub issuer: String,
    /// Day on which the annual report was approved.
    pub approved_on: Day,
    /// Day of issue, which is also the date of the PDF.
    pub issued_on: Day,
    /// Address behind the QR code.
    pub verify_url: String,
    /// The same address, short, as people type it.
    pub verify_words: String,
}

/// Checked facts, ready for the press.
pub(crate) struct Sheet {
    /// What the template reads.
    pub json: String,
    /// Every character that will be printed.
    pub text: String,
    /// Number of the document, from which the ids of the PDF are made.
    pub number: String,
    /// Date of the PDF.
    pub issued_on: Day,
    /// What the QR code says; none on a document that nobody verifies.
    pub verify_url: Option<String>,
}

/// Reads facts strictly: a missing or unknown field is named in the error.
pub(crate) fn read<T: DeserializeOwned>(facts: &Value) -> Result<T, Error> {
    T::deserialize(facts).map_err(|error| bad(&error))
}

impl CertificateFacts {
    pub(crate) fn into_sheet(self) -> Result<Sheet, Error> {
        let may_be_empty = ["speciality", "score"];
        sheet(
            &self,
            &may_be_empty,
            &self.number,
            self.issued_on,
            &self.verify_url,
        )
    }
}

impl CardFacts {
    pub(crate) fn into_sheet(self) -> Result<Sheet, Error> {
        let may_be_empty = ["employer", "post_title", "deemed"];
        sheet(
            &self,
            &may_be_empty,
            &self.number,
            self.issued_on,
            &self.verify_url,
        )
    }
}

fn sheet(
    facts: &impl Serialize,
    may_be_empty: &[&str],
    number: &str,
    issued_on: Day,
    verify_url: &str,
) -> Result<Sheet, Error> {
    let value = serde_json::to_value(facts).map_err(|error| bad(&error))?;
    let mut text = String::new();
    for (field, fact) in value.as_object().into_iter().flatten() {
        let fact = fact.as_str().unwrap_or_default();
        check(field, fact, may_be_empty.contains(&field.as_str()))?;
        text.push_str(fact);
    }
    Ok(Sheet {
        json: value.to_string(),
        text,
        number: number.to_owned(),
        issued_on,
        verify_url: Some(verify_url.to_owned()),
    })
}

fn check(field: &str, fact: &str, may_be_empty: bool) -> Result<(), Error> {
    if fact.trim().is_empty() && !(may_be_empty && fact.is_empty()) {
        return Err(bad(&format_args!("`{field}` is empty")));
    }
    let max = length_max(field);
    if fact.chars().count() > max {
        return Err(bad(&format_args!(
            "`{field}` is longer than {max} characters"
        )));
    }
    Ok(())
}

/// Longest text of a field, in characters: what the templates have room for.
fn length_max(field: &str) -> usize {
    match field {
        "study_year" | "hours" | "score" | "public_hours" | "professional_hours"
        | "total_hours" => 8,
        "category_zh" | "deemed" => 12,
        "id_masked" => 30,
        "number" | "post_title" | "clause" => 40,
        "name" | "issuer" => 50,
        "verify_words" => 80,
        // More makes the modules of the QR code too fine for the card.
        "verify_url" => 150,
        _ => 100,
    }
}

pub(crate) fn bad(reason: &impl std::fmt::Display) -> Error {
    Code::BadFacts.fault().with("reason", reason)
}

/// Refuses fractions that are not text: they would come from a float.
impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(text) => Ok(Self(text)),
            Value::Number(number) if number.is_u64() => Ok(Self(number.to_string())),
            other => Err(D::Error::custom(format!(
                "expected a text or a whole number, found {other}"
            ))),
        }
    }
}
