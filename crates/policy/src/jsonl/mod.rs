//! `xueshi decide`: one applicant per line in, one decision per line out, in the same order.
//!
//! A line that cannot be decided gets an error object in its place and the others go on. `chunks`
//! reads whole lines, as many as come at once; `stream` decides chunks side by side and writes
//! them in order. Memory is bounded by a few chunks, however long the input and its lines are.

mod chunks;
mod stream;

use serde::Serialize;

pub use stream::{decide_stream, decide_stream_on};

use crate::error::{DecideError, Problem};
use crate::facts::Applicant;
use crate::pack::Policies;
use crate::reading::{self, Refusal, Text};

/// Longest line that is read, in bytes without the line feed.
pub const LINE_BYTES_MAX: usize = 1024 * 1024;

/// One line's answer, without a line feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// A decision or an error object.
    pub json: String,
    /// It is an error object.
    pub is_error: bool,
}

/// Decides one line; `line_no` counts from 1 and stands in the error object.
pub fn decide_line(
    policies: &Policies,
    line_no: u64,
    bytes: &[u8],
    edition: Option<&str>,
) -> Answer {
    let mut json = String::new();
    let decided = append_line(policies, line_no, bytes, edition, &mut json);
    Answer {
        json,
        is_error: !decided,
    }
}

/// Appends one line's answer; false where it is an error object.
fn append_line(
    policies: &Policies,
    line_no: u64,
    bytes: &[u8],
    edition: Option<&str>,
    into: &mut String,
) -> bool {
    match try_line(policies, bytes, edition, into) {
        Ok(()) => true,
        Err(refusal) => {
            into.push_str(&refusal.to_json(Some(line_no)));
            false
        }
    }
}

fn try_line(
    policies: &Policies,
    bytes: &[u8],
    edition: Option<&str>,
    into: &mut String,
) -> Result<(), Refusal> {
    if bytes.len() > LINE_BYTES_MAX {
        return Err(too_long());
    }
    if is_blank(bytes) {
        return Err(Refusal {
            id: None,
            error: DecideError::new(Problem::BlankLine),
        });
    }
    let applicant: Applicant<Text<'_>> = reading::read(bytes)?;
    match policies.assess(&applicant, edition) {
        Ok(verdict) => {
            verdict.write_json(into);
            Ok(())
        }
        Err(error) => Err(Refusal {
            id: Some(applicant.id.as_ref().to_owned()),
            error,
        }),
    }
}

fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

fn too_long() -> Refusal {
    Refusal {
        id: None,
        error: DecideError::new(Problem::LineTooLong).with(format!("> {LINE_BYTES_MAX} bytes")),
    }
}

impl Refusal {
    /// The error object, with the line where there are lines.
    pub fn to_json(&self, line: Option<u64>) -> String {
        #[derive(Serialize)]
        struct Object<'a> {
            #[serde(skip_serializing_if = "Option::is_none")]
            line: Option<u64>,
            #[serde(skip_serializing_if = "Option::is_none")]
            id: Option<&'a str>,
            error: Inner,
        }
        #[derive(Serialize)]
        struct Inner {
            code: &'static str,
            words: String,
        }
        let object = Object {
            line,
            id: self.id.as_deref(),
            error: Inner {
                code: self.error.code(),
                words: self.error.words(),
            },
        };
        // Texts and numbers always serialise.
        serde_json::to_string(&object).unwrap_or_default()
    }
}
