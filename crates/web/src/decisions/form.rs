//! Asking for a decision about oneself: purpose, level or degree, day, and a transfer from a party
//! or state organ that the records do not know of.

use askama::Template;
use domain::Op;
use domain::decisions::{self, Question, Shown};
use domain::employers::{self, Worker};
use kernel::{Day, Fault, Kind, Outcome};
use policy::{Degree, Level, Purpose};
use serde::Deserialize;

use super::dashed;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Query};

/// As many earlier answers as the page lists.
const EARLIER_MAX: usize = 10;

#[derive(Template)]
#[template(path = "decisions/new.html")]
struct NewPage {
    p: PageFrame,
    errors: Errors,
    form: QuestionForm,
    worker: Worker,
    earlier: Vec<Shown>,
}

impl NewPage {
    /// The day of transfer that her employment says.
    fn transfer(&self) -> Option<Day> {
        self.worker
            .employment
            .as_ref()
            .and_then(|post| post.from_government_on)
    }
}

/// The question as a form sends it, and as an address may preset it.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct QuestionForm {
    purpose: String,
    level: String,
    degree: String,
    on: String,
    from_government_on: String,
}

impl QuestionForm {
    /// What most people ask, today.
    fn preset(mut self, today: Day) -> Self {
        let fill = |field: &mut String, usual: &str| {
            if field.is_empty() {
                usual.clone_into(field);
            }
        };
        fill(&mut self.purpose, Purpose::TitleReview.as_str());
        fill(&mut self.level, Level::Intermediate.as_str());
        fill(&mut self.degree, Degree::Bachelor.as_str());
        fill(&mut self.on, &today.to_string());
        self
    }

    fn parse(&self) -> Outcome<Question> {
        let purpose = name(&self.purpose, "purpose")?;
        // A level that belongs to another purpose is left over from the form, not meant.
        let level = match purpose {
            Purpose::TitleReview => Some(name(&self.level, "level")?),
            _ => None,
        };
        let degree = match purpose {
            Purpose::TitleRecognition => Some(name(&self.degree, "degree")?),
            _ => None,
        };
        let on = self
            .on
            .trim()
            .parse::<Day>()
            .map_err(|fault| fault.at("on"))?;
        let from_government_on = match self.from_government_on.trim() {
            "" => None,
            day => Some(
                day.parse::<Day>()
                    .map_err(|fault| fault.at("from_government_on"))?,
            ),
        };
        Ok(Question {
            purpose,
            level,
            degree,
            on,
            from_government_on,
        })
    }
}

fn name<T: std::str::FromStr>(text: &str, field: &'static str) -> Outcome<T> {
    let unknown = |_| Fault::new(Kind::Invalid, "decisions.choose_one").with("value", text);
    text.parse().map_err(|error| unknown(error).at(field))
}

/// `GET /decisions/new`.
pub async fn new(Look { mut op, p }: Look, Query(form): Query<QuestionForm>) -> PageResult {
    let form = form.preset(p.now.day());
    let (worker, earlier) = load(&mut op).await?;
    page::show(&NewPage {
        p,
        errors: Errors::none(),
        form,
        worker,
        earlier,
    })
}

/// `POST /decisions`.
pub async fn submit(act: Act<QuestionForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let me = op.actor.signed_in()?.clone();
    let answer = match form.parse() {
        Ok(question) => decisions::ask(&mut op, &me, question).await,
        Err(fault) => Err(fault),
    };
    match answer {
        Ok(shown) => {
            op.commit().await?;
            see_other(&format!("/decisions/{}", shown.id))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let (worker, earlier) = load(&mut op).await?;
            show_again(
                &errors.clone(),
                &NewPage {
                    p,
                    errors,
                    form,
                    worker,
                    earlier,
                },
            )
        }
    }
}

async fn load(op: &mut Op) -> Outcome<(Worker, Vec<Shown>)> {
    let me = op.actor.signed_in()?.clone();
    let worker = employers::worker(op, &me).await?;
    let mut earlier = decisions::list(op, &me).await?;
    earlier.truncate(EARLIER_MAX);
    Ok((worker, earlier))
}
