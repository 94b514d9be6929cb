//! Disputes about what was credited: the queue, and one dispute with the beats behind it and the
//! glass box beside.

use askama::Template;
use domain::catalogue::{self, Course};
use domain::learning::{self, DisputeCase, Error, KeptBeat, LessonRecord, Ruling};
use domain::{Op, hours, orders};
use kernel::{Day, DisputeId, Fault, Kind, Outcome, Year};
use serde::Deserialize;

use super::own_bureau;
use crate::learning::glass::{self, Glass, parse_length};
use crate::learning::length;

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::OfficeWords as _;

/// Most beats of one page.
const BEATS_MAX: usize = 200;

#[derive(Template)]
#[template(path = "bureau/disputes.html")]
struct QueuePage {
    p: PageFrame,
    rows: Vec<QueueRow>,
    done: String,
}

struct QueueRow {
    case: DisputeCase,
    course: String,
    is_late: bool,
}

#[derive(Template)]
#[template(path = "bureau/dispute.html")]
struct CasePage {
    p: PageFrame,
    errors: Errors,
    file: File,
    form: RulingForm,
}

/// What is known about a dispute.
struct File {
    case: DisputeCase,
    record: LessonRecord,
    course: Course,
    study_year: Year,
    beats: Vec<KeptBeat>,
    /// Beats about the stretch that are not listed.
    left_out: usize,
}

impl CasePage {
    fn glass(&self) -> Glass {
        Glass::of(&self.p, &self.file.record)
    }

    /// Who disputes it leaves it to another.
    fn is_own(&self) -> bool {
        self.p.actor.is_me(&self.file.case.dispute.person_id)
    }

    /// The first letters of a device's hash: enough to tell devices of a page apart.
    fn device(&self, beat: &KeptBeat) -> String {
        let session = self.file.record.session(&beat.session);
        let device = session.map_or("", |session| session.device.as_str());
        let short: String = device.chars().take(8).collect();
        if short.is_empty() {
            self.p.t("glass-device-unsaid")
        } else {
            short
        }
    }

    fn reason(&self, code: &str) -> String {
        glass::refused(&self.p, code)
    }

    fn outcome(&self) -> String {
        let outcome = self.file.case.dispute.settlement.as_ref();
        outcome.map_or_else(String::new, |settled| {
            self.p.t(&format!("dispute-{}", settled.outcome))
        })
    }
}

/// What an officer decides.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RulingForm {
    decision: String,
    from: String,
    to: String,
    reason: String,
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

/// `GET /bureau/disputes`.
pub async fn list(Look { mut op, p }: Look, Query(Arrival { done }): Query<Arrival>) -> PageResult {
    let territory = own_bureau(&mut op).await?;
    let today: Day = op.now.day();
    let mut rows = Vec::new();
    for case in learning::list_disputes_open(&mut op, &territory.path).await? {
        let course = course_of(&mut op, &case).await?.0;
        rows.push(QueueRow {
            is_late: case.dispute.answer_by < today,
            course: course.title,
            case,
        });
    }
    page::show(&QueuePage { p, rows, done })
}

/// `GET /bureau/disputes/{id}`.
pub async fn show(Path(id): Path<DisputeId>, Look { mut op, p }: Look) -> PageResult {
    let file = load(&mut op, &id).await?;
    let (from, to) = file.case.dispute.span;
    let form = RulingForm {
        from: length(from),
        to: length(to + 999),
        ..RulingForm::default()
    };
    page::show(&CasePage {
        p,
        errors: Errors::none(),
        file,
        form,
    })
}

/// `POST /bureau/disputes/{id}`.
pub async fn decide(Path(id): Path<DisputeId>, act: Act<RulingForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let file = load(&mut op, &id).await?;
    let decided = match form.read(file.case.dispute.span) {
        Ok(ruling) => hours::decide_dispute(&mut op, &id, ruling, &form.reason).await,
        Err(fault) => Err(fault),
    };
    match decided {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/bureau/disputes?done={}", form.decision))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = CasePage {
                p,
                errors: errors.clone(),
                file,
                form,
            };
            show_again(&errors, &page)
        }
    }
}

impl RulingForm {
    /// What was decided. Places are whole seconds; the dispute's own ends may lie between them.
    fn read(&self, (first, last): (i64, i64)) -> Outcome<Ruling> {
        match self.decision.as_str() {
            "refuse" => return Ok(Ruling::Refuse),
            "credit" => {}
            "" => return Err(Fault::from(Error::NoRuling).at("credit")),
            other => return Err(Fault::new(Kind::Invalid, "web.malformed").with("why", other)),
        }
        let place = |text: &str, field| {
            parse_length(text).ok_or_else(|| Fault::from(Error::BadStretch).at(field))
        };
        let (from, to) = (place(&self.from, "from")?, place(&self.to, "to")?);
        let near = |at: i64, end: i64| if (at - end).abs() < 1000 { end } else { at };
        Ok(Ruling::Credit((near(from, first), near(to, last))))
    }
}

async fn load(op: &mut Op, id: &DisputeId) -> Outcome<File> {
    let (case, record) = learning::dispute_case(op, id).await?;
    let (course, study_year) = course_of(op, &case).await?;
    let about = record
        .beats
        .iter()
        .filter(|beat| beat.touches(case.dispute.span));
    let beats: Vec<KeptBeat> = about.clone().take(BEATS_MAX).cloned().collect();
    Ok(File {
        left_out: about.count() - beats.len(),
        beats,
        course,
        study_year,
        case,
        record,
    })
}

async fn course_of(op: &mut Op, case: &DisputeCase) -> Outcome<(Course, Year)> {
    let enrolment = orders::get_enrolment(op, &case.dispute.enrolment_id).await?;
    let course = catalogue::get_course(op, &enrolment.course_id).await?;
    Ok((course, enrolment.study_year))
}
