//! A learner's own ledger (学时账本): all study years on one page, and one year with every line
//! behind its figures.

mod lines;

use askama::Template;
use domain::hours::{self, YearLedger, YearState};
use domain::identity;
use domain::reports::{self, EntryState};
use kernel::{Day, PersonId, Year};

use crate::clause::{self, ClauseWords};
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Path};
use crate::words::Locale;

use lines::LineView;

#[derive(Template)]
#[template(path = "hours/years.html")]
struct YearsPage {
    p: PageFrame,
    years: Vec<YearState>,
}

#[derive(Template)]
#[template(path = "hours/year.html")]
struct YearPage {
    p: PageFrame,
    ledger: YearLedger,
    lines: Vec<LineView>,
    clauses: Vec<ClauseWords>,
    exams_missing: usize,
}

impl YearPage {
    fn year(&self) -> Year {
        self.ledger.state.study_year
    }

    /// The head as people compare it: its place and the first letters of its hash.
    fn head(&self) -> String {
        self.ledger.head.cite()
    }

    /// The claim by which a category of the year is deemed complete (N2022 §3.6).
    fn claim(&self) -> Option<&str> {
        let mut sources = self.ledger.deemed.iter().map(|one| one.source.as_str());
        sources.find_map(|source| source.strip_prefix("claim:"))
    }

    /// Claims by which the year had a category without hours, and no longer has.
    fn taken_back(&self) -> Vec<&str> {
        let sources = self.ledger.taken_back.iter();
        sources
            .filter_map(|one| one.source.strip_prefix("claim:"))
            .collect()
    }

    /// How far a line has come, in words.
    fn state(&self, state: &EntryState) -> String {
        match state {
            EntryState::Posted => self.p.t("hours-state-posted"),
            EntryState::Reported => self.p.t("hours-state-reported"),
            EntryState::Recognised(bureau) => {
                let name = match self.p.locale {
                    Locale::Chinese => bureau.bureau_zh.clone(),
                    Locale::English => bureau.bureau_en.clone(),
                };
                self.p.ta("hours-state-recognised", [("bureau", name)])
            }
            EntryState::Revoked => String::new(),
        }
    }

    fn window(&self) -> Window {
        window(&self.ledger.state, self.p.now.day())
    }
}

/// Whether a year can be studied today.
enum Window {
    Open { to: Day, days_left: i64 },
    NotYet { from: Day },
    Closed { to: Day },
    Nobody,
}

/// `GET /hours`.
pub async fn list(Look { mut op, p }: Look) -> PageResult {
    let me = op.actor.signed_in()?.clone();
    let years = hours::years(&mut op, &me).await?;
    page::show(&YearsPage { p, years })
}

/// `GET /hours/{year}`.
pub async fn show(Path(year): Path<Year>, Look { mut op, p }: Look) -> PageResult {
    let me = op.actor.signed_in()?.clone();
    let ledger = hours::year_ledger(&mut op, &me, year).await?;
    let cases = hours::revocations_of(&mut op, &me).await?;
    let exams_missing = hours::exams_missing(&mut op, &me, year).await?.len();
    let cited = ledger.lines.iter().map(|line| line.entry.clause.as_str());
    let clauses = clause::list(&op.house, &ledger.state.edition_id, cited);
    let states = reports::entry_states(&mut op, &me, year, &ledger.lines).await?;
    let recorders: Vec<PersonId> = ledger
        .lines
        .iter()
        .filter_map(|line| line.entry.recorded_by.clone())
        .collect();
    let names = identity::names(&mut op, &recorders).await?;
    let lines = lines::arrange(&ledger.lines, &cases, &states, &names);
    page::show(&YearPage {
        p,
        ledger,
        lines,
        clauses,
        exams_missing,
    })
}

fn window(state: &YearState, today: Day) -> Window {
    match state.window {
        Some((from, _)) if today < from => Window::NotYet { from },
        Some((_, to)) if today > to => Window::Closed { to },
        Some((_, to)) => Window::Open {
            to,
            days_left: today.days_until(to),
        },
        None => Window::Nobody,
    }
}
