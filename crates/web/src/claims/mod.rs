//! Hours asked for on evidence: what may be claimed, a claim on its way, and the desks that confirm
//! and decide it.

pub mod bureau;
pub mod case;
pub mod employer;
pub mod files;
pub mod kinds;
pub mod list;
pub mod new;
mod queue;

use std::borrow::Borrow;

use domain::claims::{Claim, ClaimKind, Granted, Status, Step};
use domain::evidence::{Evidence, FileKind};
use kernel::Day;
use policy::Language;

use crate::page::PageFrame;
use crate::staff::OfficeWords as _;
use crate::words::Locale;

/// The language in which a pack's words are shown.
fn language(p: &PageFrame) -> Language {
    match p.locale {
        Locale::Chinese => Language::Zh,
        Locale::English => Language::En,
    }
}

/// Words of claims, for the pages of all who see one.
pub(crate) trait ClaimWords {
    /// A kind in words.
    fn claim_kind(&self, kind: &ClaimKind) -> String;
    /// What a unit brings, in words.
    fn claim_rate(&self, kind: &ClaimKind) -> String;
    /// The cap of a year, in words.
    fn claim_cap(&self, kind: &ClaimKind) -> String;
    /// What proves it, in words.
    fn claim_proof(&self, kind: &ClaimKind) -> String;
    /// Where a claim stands, in words.
    fn claim_status(&self, claim: &Claim) -> String;
    /// How that looks: good, wait, bad or calm.
    fn claim_look(&self, claim: &Claim) -> &'static str;
    /// What was granted, or is to be expected.
    fn claim_result(&self, claim: &Claim) -> String;
    /// When it took place.
    fn claim_days(&self, claim: &Claim) -> String;
    /// Until when an answer was promised; empty while nobody owes one.
    fn claim_promise(&self, claim: &Claim) -> String;
    /// A step in words.
    fn claim_step(&self, step: &Step) -> String;
    /// What a file is and how large.
    fn file_words(&self, file: &Evidence) -> String;
    /// What was done just before, in words.
    fn claim_done(&self, done: &str) -> String;
}

impl ClaimWords for PageFrame {
    fn claim_kind(&self, kind: &ClaimKind) -> String {
        kind.name_in(language(self)).to_owned()
    }

    fn claim_rate(&self, kind: &ClaimKind) -> String {
        let category = self.category_named(kind.category);
        match &kind.conversion {
            None => self.ta("claim-rate-year", [("category", category)]),
            Some(conversion) => self.ta(
                "claim-rate",
                [
                    ("unit", conversion.unit.get(language(self)).to_owned()),
                    ("hours", conversion.hours_per_unit.to_string()),
                    ("category", category),
                ],
            ),
        }
    }

    fn claim_cap(&self, kind: &ClaimKind) -> String {
        match kind.conversion.as_ref().and_then(|one| one.cap_per_year) {
            Some(cap) => self.ta("claim-cap", [("hours", cap.to_string())]),
            None => self.t("claim-no-cap"),
        }
    }

    fn claim_proof(&self, kind: &ClaimKind) -> String {
        match &kind.conversion {
            Some(conversion) => conversion.evidence.get(language(self)).to_owned(),
            None => self.t("claim-needs-exam"),
        }
    }

    fn claim_status(&self, claim: &Claim) -> String {
        if claim.is_revoked {
            return self.t("claim-status-revoked");
        }
        if claim.status == Status::Approved && claim.is_cut() {
            return self.t("claim-status-part");
        }
        if claim.status == Status::WithEmployer && claim.is_with_bureau() {
            return self.t("claim-status-with-bureau");
        }
        let status = claim.status.as_str().replace('_', "-");
        self.t(&format!("claim-status-{status}"))
    }

    fn claim_look(&self, claim: &Claim) -> &'static str {
        match claim.status {
            Status::Approved if !claim.is_revoked => "good",
            Status::WithEmployer | Status::WithBureau | Status::Appealed => "wait",
            Status::Approved | Status::Returned | Status::Refused | Status::Undeemed => "bad",
            Status::Draft | Status::Withdrawn => "calm",
        }
    }

    fn claim_result(&self, claim: &Claim) -> String {
        let year = [
            ("year", claim.fields.study_year.to_string()),
            ("category", self.category_named(claim.category)),
        ];
        match (claim.granted, claim.asked) {
            (Some(Granted::Hours(hours)), _) => {
                self.ta("claim-granted", [("hours", self.hours(hours))])
            }
            (Some(Granted::Year), _) => self.ta("claim-granted-year", year),
            (None, Some(asked)) => self.hours(asked),
            (None, None) if claim.is_deeming() => self.ta("claim-asked-year", year),
            (None, None) => self.t("claim-asked-person"),
        }
    }

    fn claim_days(&self, claim: &Claim) -> String {
        let (from, to) = (claim.fields.from_day, claim.fields.to_day);
        if from == to {
            self.day(from)
        } else {
            format!("{} – {}", self.day(from), self.day(to))
        }
    }

    fn claim_promise(&self, claim: &Claim) -> String {
        let Some(waits) = &claim.waits else {
            return String::new();
        };
        let today: Day = self.now.day();
        let key = if waits.is_late(today) {
            "claim-promise-late"
        } else {
            "claim-promise"
        };
        self.ta(key, [("by", self.day(waits.answer_by))])
    }

    fn claim_step(&self, step: &Step) -> String {
        self.t(&format!("claim-step-{}", step.action.replace('_', "-")))
    }

    fn file_words(&self, file: &Evidence) -> String {
        let kind = match file.kind {
            FileKind::Pdf => "PDF",
            FileKind::Jpeg => "JPG",
            FileKind::Png => "PNG",
        };
        let size = if file.bytes < 1024 * 1024 {
            format!("{} kB", (file.bytes + 1023) / 1024)
        } else {
            let tenths = file.bytes * 10 / (1024 * 1024);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        };
        self.ta("claim-file-bytes", [("kind", kind), ("size", &size)])
    }

    fn claim_done(&self, done: &str) -> String {
        let key = format!("claim-done-{done}");
        self.locale.find(&key).unwrap_or_default()
    }
}

/// The words of the kind that a claim names, from the edition that it was reckoned by.
fn kind_named(p: &PageFrame, op: &domain::Op, claim: impl Borrow<Claim>) -> String {
    let claim = claim.borrow();
    let edition = op.house.policies.edition(&claim.edition_id);
    let words = edition.and_then(|edition| edition.words(&claim.fields.kind, language(p)));
    words.unwrap_or(&claim.fields.kind).to_owned()
}
