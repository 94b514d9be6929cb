//! Writes a verdict as one line of JSON, byte for byte what [`Decision::to_json`] writes, without
//! building the decision first: the edition's words stand ready, escaped.
//!
//! [`Decision::to_json`]: crate::Decision::to_json

use kernel::{Day, Fen, Hours};

use super::explain::{Speaker, Told};
use super::plan::Item;
use super::speech::Voice;
use super::verdict::Verdict;
use crate::pack::Language;

impl<S: AsRef<str>> Verdict<'_, S> {
    /// Appends the decision as one line of JSON, without a line feed.
    pub fn write_json(&self, into: &mut String) {
        into.push_str("{\"id\":");
        text(self.applicant.id.as_ref(), into);
        into.push_str(",\"outcome\":\"");
        into.push_str(self.completed.outcome.as_str());
        into.push_str("\",");
        into.push_str(&self.tracks.speech.edition_json);
        into.push_str(",\"requirements\":");
        list(self.rows(), into, |row, into| {
            into.push('{');
            into.push_str(&row.owed.json);
            into.push_str(",\"required\":\"");
            hours(row.required, into);
            into.push_str("\",\"counted\":\"");
            hours(row.counted, into);
            into.push_str("\",\"short\":\"");
            hours(row.short(), into);
            into.push_str("\",\"deemed\":");
            into.push_str(if row.deemed { "true}" } else { "false}" });
        });
        into.push_str(",\"reasons\":");
        list(self.speakers(), into, |speaker, into| speaker.write(into));
        into.push_str(",\"missing\":");
        list(self.missing(), into, text);
        let items = self.plan_items();
        if !items.is_empty() {
            into.push_str(",\"plan\":{\"fen\":");
            fen(items.iter().map(|item| item.fen).sum(), into);
            into.push_str(",\"items\":");
            list(&items, into, plan_item);
            into.push('}');
        }
        into.push('}');
    }
}

impl<S> Speaker<'_, '_, S> {
    fn write(&self, into: &mut String) {
        into.push_str(&self.spoken.json);
        if self.hit.moot {
            into.push_str("_moot");
        }
        into.push_str("\",\"facts\":{");
        let mut first = true;
        self.facts(|name, value| {
            into.push_str(if first { "\"" } else { ",\"" });
            first = false;
            into.push_str(name);
            into.push_str("\":");
            match value {
                Told::Flag(true) => into.push_str("true"),
                Told::Flag(false) => into.push_str("false"),
                Told::Number(value) => number(value, into),
                Told::Name(name) => text(name, into),
            }
        });
        into.push_str("},\"zh\":\"");
        let json = true;
        let language = Language::Zh;
        self.sentence(Voice { language, json }, into);
        into.push_str("\",\"en\":\"");
        let language = Language::En;
        self.sentence(Voice { language, json }, into);
        into.push_str("\"}");
    }
}

fn plan_item(item: &Item<'_>, into: &mut String) {
    into.push('{');
    into.push_str(&item.owed.json);
    into.push_str(",\"hours\":\"");
    hours(item.hours, into);
    into.push_str("\",\"fen\":");
    fen(item.fen, into);
    into.push_str(",\"window\":");
    match item.window {
        Some((from, to)) => {
            into.push_str("{\"from\":\"");
            day(from, into);
            into.push_str("\",\"to\":\"");
            day(to, into);
            into.push_str("\"}");
        }
        None => into.push_str("null"),
    }
    if let Some(opens_by) = item.opens_by {
        into.push_str(",\"opens_by\":");
        text(opens_by, into);
    }
    into.push('}');
}

fn list<T>(
    items: impl IntoIterator<Item = T>,
    into: &mut String,
    mut write: impl FnMut(T, &mut String),
) {
    into.push('[');
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            into.push(',');
        }
        write(item, into);
    }
    into.push(']');
}

/// A text in quotes.
fn text(text: &str, into: &mut String) {
    into.push('"');
    if text
        .bytes()
        .any(|byte| byte < b' ' || byte == b'"' || byte == b'\\')
    {
        into.push_str(&escaped(text));
    } else {
        into.push_str(text);
    }
    into.push('"');
}

/// A text as it stands between quotes in JSON.
pub(super) fn escaped(text: &str) -> String {
    // Texts always serialise.
    let quoted = serde_json::to_string(text).unwrap_or_default();
    let inside = quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inside.unwrap_or_default().to_owned()
}

fn number(number: impl itoa::Integer, into: &mut String) {
    into.push_str(itoa::Buffer::new().format(number));
}

fn fen(fen: Fen, into: &mut String) {
    number(fen.get(), into);
}

/// As [`Hours`] are displayed.
fn hours(hours: Hours, into: &mut String) {
    if hours < Hours::ZERO {
        // Whoever gives hours by calling us may give fewer than none.
        into.push_str(&hours.to_string());
        return;
    }
    let (whole, part) = (hours.get() / 100, hours.get() % 100);
    number(whole, into);
    if part > 0 {
        into.push_str(if part < 10 { ".0" } else { "." });
        number(if part % 10 == 0 { part / 10 } else { part }, into);
    }
}

/// As a [`Day`] is displayed, `2022-12-31`.
fn day(day: Day, into: &mut String) {
    if !(1000..=9999).contains(&day.year()) {
        into.push_str(&day.to_string());
        return;
    }
    number(day.year(), into);
    for part in [day.month(), day.day()] {
        into.push_str(if part < 10 { "-0" } else { "-" });
        number(part, into);
    }
}
