//! Words and rows that the pages of several offices share: ages, states, ledger lines with who
//! recorded them. No rules; what may be done is asked of the services.

mod report;

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use domain::hours::{self, Journey, RevocationCase};
use domain::reports::Status;
use domain::territory::{self, Territory};
use domain::{Op, Role, identity};
use kernel::{Category, EntryId, Hours, Instant, Outcome, PersonId, RevocationId};
use ledger::{Entry, Line};

use crate::page::PageFrame;
use crate::words::Locale;

pub(crate) use report::{ReportForm, ReportView};

/// Words of the offices, beside those that every page has.
pub(crate) trait OfficeWords {
    /// How long something has waited: today, or so many days.
    fn waited(&self, since: impl Borrow<Instant>) -> String;
    /// A category in words.
    fn category_named(&self, category: impl Borrow<Category>) -> String;
    /// Where a report stands, in words.
    fn report_status(&self, status: impl Borrow<Status>) -> String;
    /// How that looks: good, wait or bad.
    fn status_kind(&self, status: impl Borrow<Status>) -> &'static str;
    /// A territory in the page's language.
    fn territory_name(&self, territory: &Territory) -> String;
    /// An audit line's action in words, or as it is where there are none.
    fn audit_action(&self, action: &str) -> String;
    /// A speciality or topic in words, or as it is where there are none.
    fn field_named(&self, field: &str) -> String;
    /// `12:05`, of a length in milliseconds.
    fn length(&self, milliseconds: impl Borrow<i64>) -> String;
}

impl OfficeWords for PageFrame {
    fn waited(&self, since: impl Borrow<Instant>) -> String {
        match since.borrow().day().days_until(self.now.day()) {
            ..=0 => self.t("staff-today"),
            days => self.ta("staff-days", &[("days", days.to_string())]),
        }
    }

    fn category_named(&self, category: impl Borrow<Category>) -> String {
        self.t(match category.borrow() {
            Category::Public => "category-public",
            Category::Professional => "category-professional",
        })
    }

    fn report_status(&self, status: impl Borrow<Status>) -> String {
        self.t(match status.borrow() {
            Status::WithEmployer => "staff-report-with-employer",
            Status::WithBureau => "staff-report-with-bureau",
            Status::Approved => "staff-report-approved",
            Status::Returned => "staff-report-returned",
        })
    }

    fn status_kind(&self, status: impl Borrow<Status>) -> &'static str {
        match status.borrow() {
            Status::Approved => "good",
            Status::WithEmployer | Status::WithBureau => "wait",
            Status::Returned => "bad",
        }
    }

    fn territory_name(&self, territory: &Territory) -> String {
        match self.locale {
            Locale::Chinese => territory.name_zh.clone(),
            Locale::English => territory.name_en.clone(),
        }
    }

    fn audit_action(&self, action: &str) -> String {
        let key = format!("audit-{}", action.replace(['.', '_'], "-"));
        self.locale.find(&key).unwrap_or_else(|| action.to_owned())
    }

    fn field_named(&self, field: &str) -> String {
        let key = format!("field-{}", field.replace('_', "-"));
        self.locale.find(&key).unwrap_or_else(|| field.to_owned())
    }

    fn length(&self, milliseconds: impl Borrow<i64>) -> String {
        let seconds = milliseconds.borrow() / 1000;
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }
}

/// A ledger line with what a reader asks about it.
pub(crate) struct LedgerRow {
    /// The entry.
    pub entry: Entry,
    /// Place of the line that this one reverses.
    pub reverses: Option<i64>,
    /// Place of the line that reverses this one.
    pub revoked_by: Option<i64>,
    /// Who recorded it; none when the system did.
    pub recorded_by: Option<String>,
    /// Whether it was reversed because it stands in another account of hers.
    pub moved: bool,
    /// The proposal about it that waits for its decision.
    pub proposal: Option<RevocationId>,
}

impl LedgerRow {
    /// Whether the line counts: neither reversed nor a reversal.
    pub fn is_live(&self) -> bool {
        self.reverses.is_none() && self.revoked_by.is_none()
    }

    /// Whether it reverses a line that stands in another account of hers.
    pub fn is_of_merger(&self) -> bool {
        hours::is_of_merger(&self.entry)
    }

    /// How hours of a double account came here, as a key of words; none for others.
    pub fn journey(&self) -> Option<&'static str> {
        match hours::journey(&self.entry.source)? {
            Journey::Carried(_) => Some("hours-source-carried"),
            Journey::Back(_) => Some("hours-source-back"),
        }
    }

    /// The hours with their sign.
    pub fn signed_hours(&self) -> String {
        let hours = self.entry.hours;
        if hours > Hours::ZERO {
            format!("+{hours}")
        } else {
            hours.to_string().replace('-', "−")
        }
    }
}

/// Ledger lines as people read them; `cases` are the proposals about the same person.
pub(crate) async fn ledger_rows(
    op: &mut Op,
    lines: Vec<Line>,
    cases: &[RevocationCase],
) -> Outcome<Vec<LedgerRow>> {
    let recorders: Vec<PersonId> = lines
        .iter()
        .filter_map(|line| line.entry.recorded_by.clone())
        .collect();
    let names = identity::names(op, &recorders).await?;
    let place_of: BTreeMap<_, i64> = lines
        .iter()
        .map(|line| (line.entry.id.clone(), line.entry.seq))
        .collect();
    let reversed_at: BTreeMap<_, i64> = lines
        .iter()
        .filter_map(|line| Some((line.entry.reverses.clone()?, line.entry.seq)))
        .collect();
    let moved: BTreeSet<EntryId> = lines
        .iter()
        .filter(|line| hours::is_of_merger(&line.entry))
        .filter_map(|line| line.entry.reverses.clone())
        .collect();
    let rows = lines.into_iter().map(|Line { entry, .. }| LedgerRow {
        moved: moved.contains(&entry.id),
        reverses: entry
            .reverses
            .as_ref()
            .and_then(|id| place_of.get(id).copied()),
        revoked_by: reversed_at.get(&entry.id).copied(),
        recorded_by: entry
            .recorded_by
            .as_ref()
            .and_then(|id| names.get(id).cloned()),
        proposal: cases
            .iter()
            .map(|case| &case.revocation)
            .find(|open| open.entry_id == entry.id && open.decision.is_none())
            .map(|open| open.id.clone()),
        entry,
    });
    Ok(rows.collect())
}

/// The territory for which who looks holds one of these roles, the first that she holds.
pub(crate) async fn own_territory(op: &mut Op, roles: &[Role]) -> Outcome<Territory> {
    let scope = roles
        .iter()
        .find_map(|role| op.actor.scope_of(*role))
        .map(str::to_owned);
    let found = territory::list(op)
        .await?
        .into_iter()
        .find(|territory| Some(territory.path.as_str()) == scope.as_deref());
    found.ok_or_else(|| domain::permission::Error::Denied.into())
}

/// The citizen ids of these people, masked and short, by person: names alone do not tell who is
/// meant.
pub(crate) async fn numbers(
    op: &mut Op,
    people: &[PersonId],
) -> Outcome<BTreeMap<PersonId, String>> {
    let known = identity::masked(op, people).await?.into_iter();
    let short =
        |(id, one): (PersonId, identity::Masked)| (id, short_number(&one.citizen_id_masked));
    Ok(known.map(short).collect())
}

/// A masked number as it stands beside a name: `150…87`.
pub(crate) fn short_number(masked: &str) -> String {
    let told: Vec<&str> = masked.split('*').filter(|part| !part.is_empty()).collect();
    told.join("…")
}
