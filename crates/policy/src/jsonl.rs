//! `xueshi decide`: one applicant per line in, one decision per line out, in the same order.
//!
//! A line that cannot be decided gets an error object in its place and the others go on. Memory is
//! bounded by the longest line that is read, however long the lines of the input are.

use std::io::{self, BufRead, Write};

use serde::Serialize;

use crate::error::{DecideError, Problem};
use crate::facts::Applicant;
use crate::pack::Policies;
use crate::reading::Refusal;

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
    let refuse = |refusal: &Refusal| Answer {
        json: refusal.to_json(Some(line_no)),
        is_error: true,
    };
    if bytes.len() > LINE_BYTES_MAX {
        return refuse(&too_long());
    }
    match decide_bytes(policies, bytes, edition) {
        Ok(json) => Answer {
            json,
            is_error: false,
        },
        Err(refusal) => refuse(&refusal),
    }
}

fn decide_bytes(
    policies: &Policies,
    bytes: &[u8],
    edition: Option<&str>,
) -> Result<String, Refusal> {
    let applicant = Applicant::from_json(bytes)?;
    match policies.decide(&applicant, edition) {
        Ok(decision) => Ok(decision.to_json()),
        Err(error) => Err(Refusal {
            id: Some(applicant.id),
            error,
        }),
    }
}

/// Decides all lines of a stream. Blank lines are passed over, but counted. Answers whether any
/// line got an error object. An error is one of reading or writing; nothing in the input causes it.
pub fn decide_stream(
    policies: &Policies,
    edition: Option<&str>,
    mut reader: impl BufRead,
    mut writer: impl Write,
) -> io::Result<bool> {
    let mut line = Vec::new();
    let mut any_errors = false;
    for line_no in 1_u64.. {
        line.clear();
        let Some(whole) = read_line(&mut reader, &mut line)? else {
            break;
        };
        if line_no == 1 && line.starts_with(BYTE_ORDER_MARK) {
            line.drain(..BYTE_ORDER_MARK.len());
        }
        if whole && line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = decide_line(policies, line_no, &line, edition);
        any_errors |= answer.is_error;
        writer.write_all(answer.json.as_bytes())?;
        writer.write_all(b"\n")?;
    }
    writer.flush()?;
    Ok(any_errors)
}

/// Some programs put one before the first line.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Reads a line without its line feed. Of a line that is too long, one byte more than may be is
/// kept, and the rest is passed over. None at the end; false where something was passed over.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    let mut whole = true;
    let mut any = false;
    loop {
        let chunk = match reader.fill_buf() {
            Ok(chunk) => chunk,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if chunk.is_empty() {
            return Ok(any.then_some(whole));
        }
        any = true;
        let end = chunk.iter().position(|&byte| byte == b'\n');
        let piece = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or(chunk);
        let room = (LINE_BYTES_MAX + 1).saturating_sub(line.len());
        let kept = piece.get(..room).unwrap_or(piece);
        whole &= kept.len() == piece.len();
        line.extend_from_slice(kept);
        let used = piece.len() + usize::from(end.is_some());
        reader.consume(used);
        if end.is_some() {
            return Ok(Some(whole));
        }
    }
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
