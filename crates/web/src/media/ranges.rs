//! Which bytes of a file are asked for (RFC 9110, sections 13 and 14): pure, from the headers.

use std::ops::Range;

use axum::http::{HeaderMap, HeaderName, header};

/// What to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of it.
    Whole,
    /// A part.
    Part(Range<u64>),
    /// Nothing: the browser has it.
    Known,
    /// No byte of what was asked for exists.
    Beyond,
}

/// Reads what is wanted of a file of this size, whose tag (quoted) and date are these. Several
/// ranges at once are answered with the whole, as the standard allows.
pub fn wanted(headers: &HeaderMap, size: u64, tag: &str, date: &str) -> Wanted {
    let says = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(known) = says(header::IF_NONE_MATCH) {
        if is_named(known, tag) {
            return Wanted::Known;
        }
    } else if says(header::IF_MODIFIED_SINCE) == Some(date) {
        return Wanted::Known;
    }
    let Some(range) = says(header::RANGE) else {
        return Wanted::Whole;
    };
    // Parts of two versions must not be put together.
    let is_same = says(header::IF_RANGE).is_none_or(|of| of == tag || of == date);
    if !is_same {
        return Wanted::Whole;
    }
    part(range, size)
}

/// Whether a list of tags (or `*`) names this one; weak and strong compare alike here.
fn is_named(list: &str, tag: &str) -> bool {
    list.split(',')
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn part(text: &str, size: u64) -> Wanted {
    let spec = text.strip_prefix("bytes=").map(str::trim);
    let Some((from, to)) = spec.and_then(|spec| spec.split_once('-')) else {
        return Wanted::Whole;
    };
    let (from, to) = (from.trim(), to.trim());
    let read = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // More digits than a number holds are a number beyond every file.
        digits.then(|| text.parse::<u64>().unwrap_or(u64::MAX))
    };
    let range = match (read(from), read(to)) {
        (Some(from), Some(to)) if from <= to => from..to.saturating_add(1).min(size),
        (Some(from), None) if to.is_empty() => from..size,
        (None, Some(last)) if from.is_empty() => size.saturating_sub(last)..size,
        _ => return Wanted::Whole,
    };
    if range.start >= range.end {
        return Wanted::Beyond;
    }
    Wanted::Part(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(HeaderName, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()))
            .collect()
    }

    fn asked(pairs: &[(HeaderName, &str)]) -> Wanted {
        wanted(
            &headers(pairs),
            1000,
            "\"a\"",
            "Thu, 15 Dec 2022 01:00:00 GMT",
        )
    }

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        let range = |text| asked(&[(header::RANGE, text)]);
        assert_eq!(range("bytes=0-0"), Wanted::Part(0..1));
        assert_eq!(range("bytes=10-"), Wanted::Part(10..1000));
        assert_eq!(range("bytes=-10"), Wanted::Part(990..1000));
        assert_eq!(range("bytes=-5000"), Wanted::Part(0..1000));
        assert_eq!(
            range("bytes=900-99999999999999999999999"),
            Wanted::Part(900..1000)
        );
        for beyond in ["bytes=1000-", "bytes=1000-2000", "bytes=-0"] {
            assert_eq!(range(beyond), Wanted::Beyond, "{beyond}");
        }
        for ignored in [
            "bytes=5-4",
            "bytes=a-",
            "bytes=-",
            "lines=1-2",
            "bytes=0-1,5-6",
            "bytes",
        ] {
            assert_eq!(range(ignored), Wanted::Whole, "{ignored}");
        }
    }

    #[test]
    fn what_is_known_is_not_sent_and_parts_of_two_versions_are_not_mixed() {
        for tags in ["\"a\"", "\"b\", \"a\"", "W/\"a\"", "*"] {
            assert_eq!(
                asked(&[(header::IF_NONE_MATCH, tags)]),
                Wanted::Known,
                "{tags}"
            );
        }
        let date = "Thu, 15 Dec 2022 01:00:00 GMT";
        assert_eq!(asked(&[(header::IF_MODIFIED_SINCE, date)]), Wanted::Known);
        // The tag says more than the date.
        let both = [
            (header::IF_NONE_MATCH, "\"b\""),
            (header::IF_MODIFIED_SINCE, date),
        ];
        assert_eq!(asked(&both), Wanted::Whole);
        let range = (header::RANGE, "bytes=1-2");
        for same in ["\"a\"", date] {
            let part = asked(&[range.clone(), (header::IF_RANGE, same)]);
            assert_eq!(part, Wanted::Part(1..3), "{same}");
        }
        // A weak tag says nothing of bytes.
        for other in ["\"b\"", "W/\"a\"", "Thu, 15 Dec 2022 01:00:01 GMT"] {
            let whole = asked(&[range.clone(), (header::IF_RANGE, other)]);
            assert_eq!(whole, Wanted::Whole, "{other}");
        }
    }
}
