//! Whole streams: order, errors in place, ends of lines of every kind, readers and writers that
//! fail, on one thread and on many.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::io::{self, Read, Write};
use std::sync::LazyLock;

use policy::Policies;
use policy::jsonl::{LINE_BYTES_MAX, decide_line, decide_stream, decide_stream_on};
use proptest::prelude::*;
use serde_json::Value;

static POLICIES: LazyLock<Policies> = LazyLock::new(|| Policies::embedded().unwrap());

fn line(id: usize) -> String {
    let (application, hours) = (r#"{"purpose":"card","on":"2022-09-01"}"#, id % 100);
    let hours = format!(r#"[{{"year":2022,"category":"public","hours":"{hours}"}}]"#);
    format!(r#"{{"id":"{id}","application":{application},"hours":{hours}}}"#)
}

/// What comes out, and whether there were errors in it.
fn decided(input: &[u8], threads: usize) -> (Vec<String>, bool) {
    let mut output = Vec::new();
    let errors = decide_stream_on(threads, &POLICIES, None, input, &mut output).unwrap();
    let output = String::from_utf8(output).unwrap();
    assert!(output.is_empty() || output.ends_with('\n'));
    (output.lines().map(str::to_owned).collect(), errors)
}

/// Gives what it has in pieces of so many bytes, then fails or ends.
struct Pieces<'a> {
    rest: &'a [u8],
    piece: usize,
    then: Option<io::ErrorKind>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.rest.len().min(self.piece).min(into.len());
        if length == 0 {
            return self.then.map_or(Ok(0), |kind| Err(kind.into()));
        }
        into[..length].copy_from_slice(&self.rest[..length]);
        self.rest = &self.rest[length..];
        Ok(length)
    }
}

#[test]
fn a_stream_answers_in_order_and_goes_on_after_errors() {
    let mut input = b"\xef\xbb\xbf".to_vec();
    let good = line(7);
    for part in [
        good.as_bytes(),
        b"\r\n\n{bad\n \t\r\n",
        &vec![b'x'; 10 * LINE_BYTES_MAX],
        b"\n",
        &vec![b' '; LINE_BYTES_MAX + 1],
        b"\n\xff\n\0\n",
        good.as_bytes(),
    ] {
        input.extend_from_slice(part);
    }
    for threads in 0..4 {
        let (lines, errors) = decided(&input, threads);
        assert!(errors);
        let values: Vec<Value> = lines
            .iter()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let told: Vec<_> = values
            .iter()
            .map(|value| {
                (
                    value["line"].as_u64(),
                    value["error"]["code"].as_str().unwrap_or(""),
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                (None, ""),
                (Some(2), "decisions.blank_line"),
                (Some(3), "decisions.malformed_json"),
                (Some(4), "decisions.blank_line"),
                (Some(5), "decisions.line_too_long"),
                (Some(6), "decisions.line_too_long"),
                (Some(7), "decisions.invalid_utf8"),
                (Some(8), "decisions.malformed_json"),
                (None, ""),
            ]
        );
        assert_eq!(lines[0], lines[8]);
    }
}

#[test]
fn many_lines_keep_their_order_on_any_number_of_threads() {
    let input: String = (0..20_000).map(|id| line(id) + "\n").collect();
    let expected: Vec<String> = (0..20_000)
        .map(|id| decide_line(&POLICIES, 1, line(id).as_bytes(), None).json)
        .collect();
    for threads in [1, 2, 5] {
        assert!(decided(input.as_bytes(), threads) == (expected.clone(), false));
    }
    // Slowly, too: a line at a time and less.
    let mut output = Vec::new();
    let slow = Pieces {
        rest: input.as_bytes(),
        piece: 61,
        then: None,
    };
    decide_stream_on(3, &POLICIES, None, slow, &mut output).unwrap();
    assert!(output == (expected.join("\n") + "\n").into_bytes());
}

#[test]
fn nothing_in_is_nothing_out_and_so_is_a_blank_line_at_the_end() {
    for input in [
        &b""[..],
        b"\n",
        b" \t",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf\r\n",
    ] {
        assert_eq!(decided(input, 2), (vec![], false));
    }
    for end in ["", "\n", "\n\n", "\r\n\r\n", "\n \t"] {
        let input = line(1) + end;
        assert_eq!(decided(input.as_bytes(), 2).0.len(), 1, "{end:?}");
        assert!(!decided(input.as_bytes(), 2).1, "{end:?}");
    }
}

#[test]
fn any_other_blank_line_is_answered_in_its_place() {
    let input = format!("\n{}\n \n\n\n", line(1));
    let (lines, errors) = decided(input.as_bytes(), 2);
    assert!(errors);
    let words = "这一行是空的。 the line is blank";
    let blank = |line| {
        format!(r#"{{"line":{line},"error":{{"code":"decisions.blank_line","words":"{words}"}}}}"#)
    };
    let decision = decide_line(&POLICIES, 2, line(1).as_bytes(), None).json;
    assert_eq!(lines, [blank(1), decision, blank(3), blank(4)]);
}

#[test]
fn what_came_before_a_reader_fails_is_answered() {
    let input: String = (0..5_000).map(|id| line(id) + "\n").collect();
    for threads in [1, 3] {
        let mut output = Vec::new();
        let broken = Pieces {
            rest: input.as_bytes(),
            piece: 10_000,
            then: Some(io::ErrorKind::ConnectionReset),
        };
        let error = decide_stream_on(threads, &POLICIES, None, broken, &mut output).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
        let lines = String::from_utf8(output).unwrap().lines().count();
        assert_eq!(lines, 5_000);
    }
}

/// Takes so many bytes and no more.
struct Pipe(usize);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The same lines without end.
struct Endless(Vec<u8>);

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.0.len().min(into.len());
        into[..length].copy_from_slice(&self.0[..length]);
        self.0.rotate_left(length);
        Ok(length)
    }
}

#[test]
fn a_writer_that_has_had_enough_ends_an_endless_stream() {
    for threads in [1, 3] {
        for room in [0, 10, 100_000] {
            let lines = Endless((line(1) + "\n").into_bytes());
            let error = decide_stream_on(threads, &POLICIES, None, lines, Pipe(room)).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 3_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Whatever bytes come in, each line gets one answer, but for a blank one at the end, and it is
    /// JSON.
    #[test]
    fn damaged_lines_get_one_answer_each(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in any::<prop::sample::Index>(),
        piece in 1..400_usize,
    ) {
        let mut input: Vec<u8> = (0..4).flat_map(|id| (line(id) + "\n").into_bytes()).collect();
        input.truncate(cut.index(input.len()) + 1);
        for (at, byte) in damage {
            let at = at.index(input.len());
            input[at] = byte;
        }
        let mut output = Vec::new();
        let reader = Pieces { rest: &input, piece, then: None };
        decide_stream(&POLICIES, None, reader, &mut output).unwrap();
        let body = input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&input);
        let body = body.strip_suffix(b"\n").unwrap_or(body);
        let split: Vec<_> = body.split(|&byte| byte == b'\n').collect();
        let is_last_blank = split[split.len() - 1].iter().all(u8::is_ascii_whitespace);
        let lines = split.len() - usize::from(is_last_blank);
        let output = String::from_utf8(output).unwrap();
        prop_assert_eq!(output.lines().count(), lines);
        for answer in output.lines() {
            let value: Value = serde_json::from_str(answer).unwrap();
            prop_assert!(value.get("outcome").is_some() != value.get("error").is_some());
        }
    }
}
