//! The reader of lines (`xueshi decide`): each line, but for a blank one at the end, gets exactly
//! one answer, a line of JSON with a decision or an error, and the same bytes give the same
//! answers.
#![no_main]

use std::io::BufReader;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use policy::Policies;
use policy::jsonl::{LINE_BYTES_MAX, decide_stream};
use serde_json::Value;

static POLICIES: LazyLock<Policies> = LazyLock::new(|| Policies::embedded().unwrap());

fuzz_target!(|bytes: &[u8]| {
    let answer = |capacity: usize| {
        let mut answers = Vec::new();
        let reader = BufReader::with_capacity(capacity, bytes);
        let any_errors = decide_stream(&POLICIES, None, reader, &mut answers).unwrap();
        (answers, any_errors)
    };
    // However the bytes come in, in one piece or drop by drop.
    let (answers, any_errors) = answer(1 << 16);
    assert_eq!(answer(7), (answers.clone(), any_errors));
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    let mut asked: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
    asked.pop_if(|last| last.len() <= LINE_BYTES_MAX && last.trim_ascii().is_empty());
    let answers = String::from_utf8(answers).unwrap();
    assert_eq!(asked.len(), answers.lines().count());
    let errors = answers.lines().filter(|line| {
        let answer: Value = serde_json::from_str(line).unwrap();
        assert!(
            answer["outcome"].is_string() != answer["error"]["code"].is_string(),
            "{line}"
        );
        answer.get("error").is_some()
    });
    assert_eq!(errors.count() > 0, any_errors);
});
