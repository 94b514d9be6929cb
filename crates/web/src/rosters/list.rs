//! One list: how far it is, what each row does, and what an admin does with it.

use askama::Template;
use axum::http::HeaderMap;
use axum::response::IntoResponse as _;
use domain::identity;
use domain::rosters::{self, Acted, Roster, RosterRow, State, Verdict};
use kernel::{Fault, Kind, Outcome, Page, PageSize, RosterId};
use serde::Deserialize;

use super::words::RosterWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::OfficeWords as _;

/// Rows on a page.
const ROWS: i64 = 50;

#[derive(Template)]
#[template(path = "rosters/list.html")]
struct ListPage {
    p: PageFrame,
    errors: Errors,
    roster: Roster,
    uploaded_by: String,
    filter: Option<Verdict>,
    rows: Page<RosterRow>,
    acted: Option<Acted>,
    done: String,
}

/// Which rows, and what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    show: String,
    after: String,
    done: String,
}

/// What is done with the list.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ActForm {
    decision: String,
}

impl ListPage {
    fn is_stalled(&self) -> bool {
        self.roster.is_stalled(self.p.now)
    }

    fn verdicts(&self) -> Vec<(Verdict, i64)> {
        let counted = Verdict::ALL
            .iter()
            .map(|each| (*each, self.roster.count(*each)));
        counted.filter(|(_, count)| *count > 0).collect()
    }

    fn errors_count(&self) -> i64 {
        self.roster.count(Verdict::Error)
    }

    /// What its state means, in a sentence.
    fn said(&self) -> String {
        self.p.t(&format!("rosters-words-{}", self.roster.state))
    }

    fn acting(&self) -> i64 {
        self.roster.acting()
    }

    fn shows_rows(&self) -> bool {
        matches!(self.roster.state, State::Checked | State::Done)
    }

    fn address(&self) -> String {
        let shown = self.filter.map_or("all", Verdict::as_str);
        format!("/employer/rosters/{}?show={shown}", self.roster.id)
    }

    fn words_of(&self, key: &str, count: i64) -> String {
        self.p.ta(key, [("count", count.to_string())])
    }
}

/// `GET /employer/rosters/{id}`. While the list is in work, the page asks again how far it is; when
/// it no longer is, the whole page is loaded anew.
pub async fn show(
    Path(id): Path<RosterId>,
    Look { mut op, p }: Look,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> PageResult {
    let roster = rosters::get(&mut op, &id).await?;
    if headers.contains_key("hx-request") && !roster.is_running() {
        return Ok([("hx-refresh", "true")].into_response());
    }
    let page = load(&mut op, p, roster, Errors::none(), asked).await?;
    page::show(&page)
}

/// `POST /employer/rosters/{id}`: puts it in force, gives it up, undoes it, sets it going again.
pub async fn decide(Path(id): Path<RosterId>, act: Act<ActForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let done = match form.decision.as_str() {
        "confirm" => rosters::confirm_roster(&mut op, &id).await.map(drop),
        "discard" => rosters::discard(&mut op, &id).await,
        "undo" => rosters::undo(&mut op, &id).await.map(drop),
        "restart" => rosters::restart(&mut op, &id).await.map(drop),
        other => Err(Fault::new(Kind::Invalid, "web.malformed").with("why", other)),
    };
    match done {
        Ok(()) => {
            op.commit().await?;
            match form.decision.as_str() {
                "discard" => see_other("/employer/rosters?done=discarded"),
                _ => see_other(&format!("/employer/rosters/{id}")),
            }
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let roster = rosters::get(&mut op, &id).await?;
            let page = load(&mut op, p, roster, errors.clone(), Asked::default()).await?;
            show_again(&errors, &page)
        }
    }
}

async fn load(
    op: &mut domain::Op,
    p: PageFrame,
    roster: Roster,
    errors: Errors,
    asked: Asked,
) -> Outcome<ListPage> {
    // A list that waits is looked at for what must be mended; a finished one for everything.
    let is_bad = roster.state == State::Checked && roster.count(Verdict::Error) > 0;
    let filter = match asked.show.as_str() {
        "" if is_bad => Some(Verdict::Error),
        shown => shown.parse().ok(),
    };
    let mut rows = Page {
        items: Vec::new(),
        next: None,
    };
    if matches!(roster.state, State::Checked | State::Done) {
        let after = asked.after.parse().unwrap_or(0);
        rows = rosters::list_rows(op, &roster, filter, after, PageSize::new(ROWS)).await?;
    }
    Ok(ListPage {
        uploaded_by: identity::name_of(op, &roster.uploaded_by).await?,
        acted: rosters::acted(op, &roster).await?,
        p,
        errors,
        roster,
        filter,
        rows,
        done: asked.done,
    })
}
