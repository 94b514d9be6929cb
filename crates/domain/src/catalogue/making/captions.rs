//! Captions (`WebVTT`), looked into before a learner misses them: a file that a browser would drop
//! in silence is refused, with the line.

use kernel::{Fault, Outcome};

use crate::catalogue::Error;

/// Largest captions, in bytes.
pub(super) const BYTES_MAX: u64 = 2 * 1024 * 1024;

/// How many cues there are; `catalogue.captions_invalid` with the line that is wrong.
pub(super) fn check(bytes: &[u8]) -> Outcome<usize> {
    let bad = |line: usize| -> Fault { Error::CaptionsInvalid.fault().with("line", line) };
    let text = std::str::from_utf8(bytes).map_err(|_| bad(1))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().enumerate().map(|(at, line)| (at + 1, line));
    let head = lines.next().map_or("", |(_, line)| line);
    let rest = head.strip_prefix("WEBVTT").ok_or_else(|| bad(1))?;
    if !rest.is_empty() && !rest.starts_with([' ', '\t']) {
        return Err(bad(1));
    }
    let (mut cues, mut before) = (0, 0);
    for (number, line) in lines {
        let Some((from, to)) = line.split_once("-->") else {
            continue;
        };
        let to = to.split_whitespace().next().unwrap_or_default();
        let (from, to) = (moment(from.trim()), moment(to));
        let (Some(from), Some(to)) = (from, to) else {
            return Err(bad(number));
        };
        if to <= from || from < before {
            return Err(bad(number));
        }
        before = from;
        cues += 1;
    }
    if cues == 0 {
        return Err(bad(1));
    }
    Ok(cues)
}

/// `[hh:]mm:ss.mmm` in milliseconds.
fn moment(text: &str) -> Option<i64> {
    let (clock, millis) = text.split_once('.')?;
    let digits = |text: &str, length: std::ops::RangeInclusive<usize>| {
        let fits = length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse::<i64>().ok()).flatten()
    };
    let millis = digits(millis, 3..=3)?;
    let parts: Vec<&str> = clock.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [minutes, seconds] => (0, digits(minutes, 2..=2)?, digits(seconds, 2..=2)?),
        [hours, minutes, seconds] => (
            digits(hours, 2..=4)?,
            digits(minutes, 2..=2)?,
            digits(seconds, 2..=2)?,
        ),
        _ => return None,
    };
    let fits = minutes < 60 && seconds < 60;
    fits.then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_read_and_a_wrong_line_is_named() {
        let good = "WEBVTT - 第一课\n\nNOTE made by hand\n\n1\n00:01.000 --> 00:04.500 line:0\n\
                    乌日娜\n\n01:00:05.000 --> 01:00:06.000\n再见\n";
        assert_eq!(check(good.as_bytes()).unwrap(), 2);
        assert_eq!(
            check("\u{feff}WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nx".as_bytes()).unwrap(),
            1
        );
        for (bad, line) in [
            ("1\n00:00:01,000 --> 00:00:02,000\nan SRT file\n", 1),
            ("WEBVTT\n\n00:01,000 --> 00:02,000\nx", 3),
            ("WEBVTT\n\n00:02.000 --> 00:01.000\nx", 3),
            (
                "WEBVTT\n\n00:05.000 --> 00:06.000\nx\n\n00:01.000 --> 00:02.000\ny",
                6,
            ),
            ("WEBVTT\n\n00:61.000 --> 00:99.000\nx", 3),
            ("WEBVTT\n\nnothing", 1),
            ("WEBVTTx\n", 1),
            ("", 1),
        ] {
            let fault = check(bad.as_bytes()).unwrap_err();
            assert_eq!(fault.code(), "catalogue.captions_invalid", "{bad}");
            assert_eq!(fault.values(), [("line", line.to_string())], "{bad}");
        }
        let gb18030 = [
            b"WEBVTT\n\n00:01.000 --> 00:02.000\n".as_slice(),
            &[0xc4, 0xe3],
        ]
        .concat();
        assert!(check(&gb18030).is_err());
    }
}
