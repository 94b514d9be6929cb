//! A learner's annual report (培训情况报告): the four states of the year with who must act and
//! since when, and drawing it up after a look at what will stand in it.

use askama::Template;
use domain::cards::{self, Card};
use domain::employers::{self, Worker};
use domain::reports::{self, Progress, Status};
use domain::territory::{self, Territory};
use domain::{Action, Op, catalogue, editions, identity};
use kernel::{EnrolmentId, Instant, Outcome, Year};
use serde::Deserialize;

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};

#[derive(Template)]
#[template(path = "reports/report.html")]
struct ReportPage {
    p: PageFrame,
    errors: Errors,
    seen: Seen,
    done: String,
}

#[derive(Template)]
#[template(path = "reports/check.html")]
struct CheckPage {
    p: PageFrame,
    seen: Seen,
}

/// What both pages show.
struct Seen {
    year: Year,
    worker: Worker,
    /// Whose bureau approves.
    territory: Territory,
    progress: Progress,
    exams_missing: Vec<ExamMissing>,
    card: Option<Card>,
}

/// A course whose exam is not passed though its hours count.
struct ExamMissing {
    id: EnrolmentId,
    course: String,
}

/// Where one of the four states stands, for the look of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Done,
    Now,
    Later,
    Back,
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

/// `GET /report`: that of this year, or of the last one while no edition speaks of this one.
pub async fn this_year(Look { mut op, .. }: Look) -> PageResult {
    let me = op.actor.signed_in()?.clone();
    let person = identity::get_person(&mut op, &me).await?;
    let year = editions::present_year(&op.house, &person.territory_code, op.now.day());
    see_other(&format!("/report/{year}"))
}

/// `GET /report/{year}`.
pub async fn show(
    Path(year): Path<Year>,
    Look { mut op, p }: Look,
    Query(Arrival { done }): Query<Arrival>,
) -> PageResult {
    let seen = load(&mut op, year).await?;
    page::show(&ReportPage {
        p,
        errors: Errors::none(),
        seen,
        done,
    })
}

/// `GET /report/{year}/check`: what will stand in the report, before it is drawn up.
pub async fn check(Path(year): Path<Year>, Look { mut op, p }: Look) -> PageResult {
    let seen = load(&mut op, year).await?;
    if !seen.progress.may_draw() {
        return see_other(&format!("/report/{year}"));
    }
    page::show(&CheckPage { p, seen })
}

/// `POST /report/{year}`: draws it up.
pub async fn draw(Path(year): Path<Year>, act: Act) -> PageResult {
    let Act { mut op, p, .. } = act;
    match reports::draw(&mut op, year).await {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/report/{year}?done=drawn"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let seen = load(&mut op, year).await?;
            show_again(
                &errors.clone(),
                &ReportPage {
                    p,
                    errors,
                    seen,
                    done: String::new(),
                },
            )
        }
    }
}

async fn load(op: &mut Op, year: Year) -> Outcome<Seen> {
    let me = op.actor.signed_in()?.clone();
    let worker = employers::worker(op, &me).await?;
    op.allow(Action::SeeHours, &worker)?;
    let progress = reports::progress(op, &me, year).await?;
    let card = cards::find(op, &me, year).await?;
    let territory = match (&progress.report, &worker.employer) {
        (Some(report), _) => &report.territory_id,
        (None, Some(employer)) => &employer.territory_id,
        (None, None) => &worker.person.territory_id,
    };
    let territory = territory::get(op, territory).await?;
    let mut exams_missing = Vec::new();
    for enrolment in &progress.exams_missing {
        let course = catalogue::get_course(op, &enrolment.course_id).await?.title;
        exams_missing.push(ExamMissing {
            id: enrolment.id.clone(),
            course,
        });
    }
    Ok(Seen {
        year,
        worker,
        territory,
        progress,
        exams_missing,
        card,
    })
}

impl Seen {
    /// Studied, passed, reported, approved.
    fn stages(&self) -> [Stage; 4] {
        let progress = &self.progress;
        let confirmed = matches!(
            progress.status(),
            Some(Status::WithBureau | Status::Approved)
        );
        let done = [
            progress.is_studied(),
            progress.is_passed(),
            confirmed,
            progress.is_approved(),
        ];
        // A report on its way goes on even when hours were revoked meanwhile; the ledger's own
        // states say so beside it.
        let now = done.iter().position(|is_done| !is_done);
        let mut at = 0;
        done.map(|is_done| {
            let stage = match (is_done, now == Some(at)) {
                (true, _) => Stage::Done,
                (false, true) if at == 2 && progress.is_returned() => Stage::Back,
                (false, true) => Stage::Now,
                (false, false) => Stage::Later,
            };
            at += 1;
            stage
        })
    }

    /// When the employer confirmed.
    fn confirmed_at(&self) -> Option<Instant> {
        let steps = self.progress.steps.iter().rev();
        steps
            .into_iter()
            .find(|step| step.status == Status::WithBureau)
            .map(|step| step.at)
    }

    /// The bureau, in the language of the page.
    fn bureau(&self, p: &PageFrame) -> &str {
        match p.locale {
            crate::Locale::Chinese => &self.territory.bureau_zh,
            crate::Locale::English => &self.territory.bureau_en,
        }
    }

    /// The key of the words that lead to the card.
    fn card_words(&self) -> &'static str {
        match self.card.as_ref().map(|card| card.standing) {
            Some(cards::Standing::Valid) => "report-card",
            Some(cards::Standing::Suspended) => "report-card-suspended",
            None => "report-card-issuing",
        }
    }

    /// Name of the employer who confirms.
    fn employer(&self) -> Option<&str> {
        let now = self
            .worker
            .employer
            .as_ref()
            .map(|employer| employer.name.as_str());
        let on_its_way = self
            .progress
            .report
            .as_ref()
            .filter(|_| self.progress.is_reported());
        on_its_way
            .map(|report| report.employer_name.as_str())
            .or(now)
    }
}

/// Whole days since then.
fn days_since(p: &PageFrame, at: Instant) -> String {
    at.day().days_until(p.now.day()).to_string()
}

impl Stage {
    /// How it looks.
    fn look(self) -> &'static str {
        match self {
            Self::Done => "good",
            Self::Now => "wait",
            Self::Later => "calm",
            Self::Back => "bad",
        }
    }

    /// The key of its words.
    fn words(self) -> &'static str {
        match self {
            Self::Done => "report-stage-done",
            Self::Now => "report-stage-now",
            Self::Later => "report-stage-later",
            Self::Back => "report-stage-back",
        }
    }
}
