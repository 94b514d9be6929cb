//! What may stand in names, reasons and days: pure.

use kernel::{Day, Fault, Outcome, limits};

use super::Error;

/// A name without blanks around it.
pub(super) fn name(text: &str) -> Outcome<String> {
    let most = limits::EMPLOYER_NAME_CHARS_MAX;
    let name = sheets::plain(text);
    if name.is_empty() || name.chars().count() > most {
        return Err(Error::BadName.fault().with("most", most).at("name"));
    }
    Ok(name)
}

/// Words that somebody else will read: not empty, not too long.
pub fn reason(text: &str, field: &'static str) -> Outcome<String> {
    if text.trim().is_empty() {
        return Err(no_words(field));
    }
    note(text, field)
}

/// Words that may be left out.
pub(super) fn note(text: &str, field: &'static str) -> Outcome<String> {
    let text = text.trim();
    if text.chars().count() > limits::TEXT_CHARS_MAX {
        return Err(no_words(field));
    }
    Ok(text.to_owned())
}

fn no_words(field: &'static str) -> Fault {
    let fault = Error::NoWords.fault().with("most", limits::TEXT_CHARS_MAX);
    fault.at(field)
}

/// A title of a post.
pub(super) fn post_title(text: &str) -> Outcome<String> {
    let most = limits::NAME_CHARS_MAX;
    let title = sheets::plain(text);
    if title.is_empty() || title.chars().count() > most {
        return Err(Error::BadPost.fault().with("most", most).at("post_title"));
    }
    Ok(title)
}

/// The years back that a day of a post may lie.
const REACH_YEARS: i16 = 80;

/// A day on which a post began or ended: not ahead, and within a working life.
pub(super) fn past_day(day: Day, today: Day, field: &'static str) -> Outcome<Day> {
    if day > today || day.year() < today.year() - REACH_YEARS {
        return Err(Error::BadDay.fault().at(field));
    }
    Ok(day)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn names_and_words_have_their_limits() {
        assert_eq!(name(" 经开区　数据中心 ").unwrap(), "经开区 数据中心");
        assert_eq!(name("  ").unwrap_err().code(), "employers.bad_name");
        assert!(name(&"学".repeat(100)).is_ok() && name(&"学".repeat(101)).is_err());
        assert_eq!(reason(" \n", "why").unwrap_err().field(), Some("why"));
        assert!(reason(&"学".repeat(500), "why").is_ok());
        assert!(note("", "why").is_ok() && note(&"学".repeat(501), "why").is_err());
        assert!(post_title("工程师").is_ok() && post_title("").is_err());
    }

    #[test]
    fn a_day_lies_behind_us_and_not_too_far() {
        let today: Day = "2022-12-15".parse().unwrap();
        assert!(past_day(today, today, "day").is_ok());
        assert!(past_day(today.plus_days(1), today, "day").is_err());
        assert!(past_day("1941-01-01".parse().unwrap(), today, "day").is_err());
    }
}
