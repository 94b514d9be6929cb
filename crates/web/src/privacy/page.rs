//! The page of an export: one file that needs no other and no network, to be read by whoever was
//! given the zip.

use std::borrow::Borrow;

use askama::Template;
use domain::seams::ToldSection;
use kernel::Instant;

use crate::messages::said;
use crate::words::Locale;

#[derive(Template)]
#[template(path = "privacy/export.html")]
struct ExportPage<'e> {
    locale: Locale,
    name: &'e str,
    at: Instant,
    told: &'e [ToldSection<'e>],
}

impl ExportPage<'_> {
    fn t(&self, key: &str) -> String {
        self.locale.t(key)
    }

    fn made(&self) -> String {
        let time = self.locale.moment(self.at);
        self.locale.ta("export-made", &[("time", time)])
    }

    fn title(&self, section: &ToldSection<'_>) -> String {
        self.locale.t(&format!("export-{}", section.name))
    }

    fn column(&self, name: &str) -> String {
        self.locale.t(&format!("export-col-{name}"))
    }

    /// A cell in words. A message is told as it was told to her.
    fn cell(&self, section: &ToldSection<'_>, row: &[String], at: impl Borrow<usize>) -> String {
        let at = *at.borrow();
        let value = row.get(at).map_or("", String::as_str);
        let column = section.columns.get(at).map_or("", String::as_str);
        if section.name == "messages" && matches!(column, "kind" | "details") {
            let [kind, details, ..] = row else {
                return value.to_owned();
            };
            let details = serde_json::from_str(details).unwrap_or_default();
            let words = said(self.locale, kind, &details);
            return if column == "kind" {
                words.what
            } else {
                words.todo
            };
        }
        self.value(column, value)
    }

    /// A value that is a name of ours reads as words, everything else as it is.
    fn value(&self, column: &str, value: &str) -> String {
        let key = value.replace(['_', '.'], "-");
        let found = match column {
            "category" => self.locale.find(&format!("hours-category-{key}")),
            "source" => {
                let kind = value.split_once(':').map_or(value, |(kind, _)| kind);
                self.locale.find(&format!("records-source-{kind}"))
            }
            "action" => self.locale.find(&format!("audit-{key}")),
            "complete" | "passed" | "revoked" => self.locale.find(&format!("export-{key}")),
            "sex" | "state" | "outcome" => self.locale.find(&format!("export-{column}-{key}")),
            _ => None,
        };
        found.unwrap_or_else(|| value.to_owned())
    }
}

/// Draws the page. Empty where it cannot be drawn: the data beside it is whole.
pub(crate) fn export_page(
    locale: Locale,
    name: &str,
    at: Instant,
    told: &[ToldSection<'_>],
) -> String {
    let page = ExportPage {
        locale,
        name,
        at,
        told,
    };
    page.render().unwrap_or_else(|error| {
        tracing::error!(%error, "the page of an export failed");
        String::new()
    })
}
