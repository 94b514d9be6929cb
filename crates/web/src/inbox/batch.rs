//! Answering many things, each with a reason of its own, each kept or refused by itself.

use askama::Template;
use axum::extract::State;
use domain::Op;
use domain::inbox::{self, Answer};
use domain::queues::{self, Item, Matter};
use kernel::Outcome;
use serde::Deserialize;

use crate::App;
use crate::page::{self, PageFrame};
use crate::problem::{self, PageResult};
use crate::request::{Act, Look, Query};
use crate::visit::Visit;

/// Most things at once: each must be read before it is answered.
const TOGETHER_MAX: usize = 50;

#[derive(Template)]
#[template(path = "inbox/batch.html")]
struct BatchPage {
    p: PageFrame,
    rows: Vec<Row>,
}

/// A thing with what is needed to answer it.
struct Row {
    item: Item,
    what: String,
}

#[derive(Template)]
#[template(path = "inbox/answered.html")]
struct AnsweredPage {
    p: PageFrame,
    rows: Vec<Answered>,
}

/// What became of an answer.
struct Answered {
    title: String,
    address: String,
    refused: Option<String>,
}

/// Which things: `kind:id` each.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    item: Vec<String>,
}

/// The answers: lists of the same length.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Answers {
    item: Vec<String>,
    answer: Vec<String>,
    words: Vec<String>,
}

/// `GET /inbox/batch`.
pub async fn show(Look { mut op, p }: Look, Query(chosen): Query<Chosen>) -> PageResult {
    let mut rows = Vec::new();
    for key in chosen.item.iter().take(TOGETHER_MAX) {
        let (matter, subject) = parse(key)?;
        let Some(item) = queues::find(&mut op, matter, subject).await? else {
            continue;
        };
        let what = what(&mut op, &p, &item).await?;
        rows.push(Row { item, what });
    }
    page::show(&BatchPage { p, rows })
}

/// `POST /inbox/batch`: each in a transaction of its own.
pub async fn answer(State(app): State<App>, visit: Visit, act: Act<Answers>) -> PageResult {
    let Act { op, p, form, .. } = act;
    let actor = op.actor.clone();
    // What was begun for the request ends here: SQLite's one writer is needed by each answer.
    drop(op);
    let mut rows = Vec::new();
    let given = form.item.iter().zip(&form.answer).zip(&form.words);
    for ((key, answer), words) in given.take(TOGETHER_MAX) {
        if answer.is_empty() {
            continue;
        }
        let (matter, subject) = parse(key)?;
        let mut op = app.act(&visit, actor.clone()).await?;
        let found = queues::find(&mut op, matter, subject).await?;
        let title = found
            .as_ref()
            .map_or_else(String::new, |item| item.title.clone());
        let address = found.as_ref().map_or_else(String::new, super::address);
        let answered = match answer.parse::<Answer>() {
            Ok(answer) => inbox::answer(&mut op, matter, subject, answer, words).await,
            Err(fault) => Err(fault),
        };
        let refused = match answered {
            Ok(()) => {
                op.commit().await?;
                None
            }
            Err(fault) => Some(problem::words(p.locale, &fault).detail),
        };
        rows.push(Answered {
            title,
            address,
            refused,
        });
    }
    page::show(&AnsweredPage { p, rows })
}

fn parse(key: &str) -> Outcome<(Matter, &str)> {
    let (matter, subject) = key.split_once(':').ok_or(queues::Error::Unknown)?;
    Ok((matter.parse()?, subject))
}

/// What a thing says, in a line.
async fn what(op: &mut Op, p: &PageFrame, item: &Item) -> Outcome<String> {
    use crate::claims::ClaimWords as _;
    use crate::facts::FactWords as _;
    if item.kind == Matter::Claim {
        let claim = domain::claims::get(op, &item.subject.parse()?).await?;
        let asked = p.claim_result(&claim);
        let fields = claim.fields;
        let says = [
            claim.person_name,
            claim.employer_name,
            fields.organiser,
            asked,
        ];
        let says: Vec<String> = says.into_iter().filter(|one| !one.is_empty()).collect();
        return Ok(says.join(" · "));
    }
    if item.kind != Matter::Fact {
        return Ok(String::new());
    }
    let case = domain::facts::get(op, &item.subject.parse()?).await?;
    let fact = case.fact;
    let says = [
        p.fact_kind(fact.kind),
        p.fact_value(fact.kind, &fact.value),
        p.fact_days(&fact),
        fact.words.clone(),
    ];
    let says: Vec<String> = says.into_iter().filter(|one| !one.is_empty()).collect();
    Ok(says.join(" · "))
}
