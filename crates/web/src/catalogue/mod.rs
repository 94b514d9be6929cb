//! What can be learnt: the list of courses and the page of one. Ordering is `orders`.

mod buyer;
pub mod course;
pub mod learn;
pub mod list;

use std::borrow::Borrow;

use domain::catalogue::Course;
use kernel::Category;

use crate::page::PageFrame;
use crate::words::Locale;

pub(crate) use buyer::{Buyer, Held};

/// A course's title in the language of the page.
pub(crate) fn title<'c>(p: &PageFrame, course: &'c Course) -> &'c str {
    title_of(p, &course.title, &course.title_en)
}

/// The one of two titles that is in the language of the page.
pub(crate) fn title_of<'c>(p: &PageFrame, chinese: &'c str, english: &'c str) -> &'c str {
    match p.locale {
        Locale::English if !english.is_empty() => english,
        _ => chinese,
    }
}

/// A topic or speciality in words; a code that has none as it is.
pub(crate) fn field(p: &PageFrame, code: &str) -> String {
    let key = format!("field-{}", code.replace('_', "-"));
    p.locale.find(&key).unwrap_or_else(|| code.to_owned())
}

/// A category in words.
pub(crate) fn category(p: &PageFrame, category: impl Borrow<Category>) -> String {
    p.t(match category.borrow() {
        Category::Public => "category-public",
        Category::Professional => "category-professional",
    })
}

/// A length of time in minutes and seconds.
pub(crate) fn length(p: &PageFrame, ms: impl Borrow<i64>) -> String {
    let seconds = (*ms.borrow()).max(0).saturating_add(999) / 1000;
    let (minutes, seconds) = ((seconds / 60).to_string(), (seconds % 60).to_string());
    let key = match (minutes.as_str(), seconds.as_str()) {
        ("0", _) => "length-seconds",
        (_, "0") => "length-minutes",
        _ => "length-both",
    };
    p.ta(key, &[("minutes", minutes), ("seconds", seconds)])
}
