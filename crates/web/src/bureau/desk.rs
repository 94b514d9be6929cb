//! What waits for the bureau, the longest waiting first.

use std::collections::BTreeMap;

use askama::Template;
use domain::hours::{self, RevocationCase};
use domain::learning;
use domain::reports::{self, Report};
use domain::territory::Territory;
use domain::{Action, Role};
use kernel::PersonId;
use serde::Deserialize;

use super::own_bureau;
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Query};
use crate::staff::{self, OfficeWords as _};

#[derive(Template)]
#[template(path = "bureau/desk.html")]
struct DeskPage {
    p: PageFrame,
    territory: Territory,
    reports: Vec<Report>,
    /// Short numbers of those whose reports they are.
    numbers: BTreeMap<PersonId, String>,
    cases: Vec<RevocationCase>,
    disputes: usize,
    registrations: i64,
    done: String,
}

impl DeskPage {
    fn bureau(&self) -> &str {
        match self.p.locale {
            crate::Locale::Chinese => &self.territory.bureau_zh,
            crate::Locale::English => &self.territory.bureau_en,
        }
    }

    fn number(&self, id: &PersonId) -> &str {
        self.numbers.get(id).map_or("", String::as_str)
    }

    /// Who proposed it leaves it to another.
    fn is_own(&self, case: &RevocationCase) -> bool {
        self.p.actor.is_me(&case.revocation.proposed_by)
    }
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

/// `GET /bureau`.
pub async fn show(Look { mut op, p }: Look, Query(Arrival { done }): Query<Arrival>) -> PageResult {
    let territory = own_bureau(&mut op).await?;
    let (mut reports, mut cases, mut disputes) = (Vec::new(), Vec::new(), 0);
    let registrations = super::employers::count_waiting(&mut op, &territory.id).await?;
    // A cashier without the officer's right decides on neither.
    if op.actor.holds(Role::BureauOfficer) && op.may(Action::SeeBureau, &territory) {
        reports = reports::list_for_bureau(&mut op, &territory.path).await?;
        cases = hours::list_revocations_open(&mut op, &territory.path).await?;
        let open = learning::list_disputes_open(&mut op, &territory.path).await?;
        disputes = open.len();
    }
    let named: Vec<PersonId> = reports.iter().map(|one| one.person_id.clone()).collect();
    page::show(&DeskPage {
        numbers: staff::numbers(&mut op, &named).await?,
        p,
        territory,
        reports,
        cases,
        disputes,
        registrations,
        done,
    })
}
