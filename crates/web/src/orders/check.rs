//! What was chosen, with its price, before it is ordered; and the ordering.

use std::borrow::Borrow;

use askama::Template;
use axum_extra::extract::{Form, FormRejection};
use domain::Op;
use domain::catalogue::{self as courses, Course};
use domain::orders::{self, Error};
use kernel::{CourseId, Fen, Outcome, Year, limits};
use serde::Deserialize;

use crate::catalogue::{self, Buyer, Held};
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look};

/// Courses and the study year that they shall count for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    course: Vec<String>,
    year: String,
}

#[derive(Template)]
#[template(path = "orders/check.html")]
struct CheckPage {
    p: PageFrame,
    errors: Errors,
    lines: Vec<Line>,
    years: Vec<Year>,
    year: Option<Year>,
    total: Fen,
}

/// A course that was chosen; without a price when it cannot be ordered.
struct Line {
    course: Course,
    held: Held,
    price: Option<Fen>,
    is_foreign: bool,
}

/// `GET /orders/check?course=…&course=…&year=…`.
pub async fn show(
    Look { mut op, p }: Look,
    chosen: Result<Form<Chosen>, FormRejection>,
) -> PageResult {
    let chosen = chosen.map(|Form(chosen)| chosen).unwrap_or_default();
    if chosen.course.is_empty() {
        let errors = p.mend(Error::NoCourses.into())?;
        return show_again(&errors.clone(), &load(&mut op, p, errors, &chosen).await?);
    }
    page::show(&load(&mut op, p, Errors::none(), &chosen).await?)
}

/// `POST /orders`.
pub async fn place(act: Act<Chosen>) -> PageResult {
    let Act {
        mut op,
        p,
        form: chosen,
        ..
    } = act;
    let ids = chosen.ids()?;
    let year = chosen.year.parse().unwrap_or_default();
    match orders::place(&mut op, &ids, year).await {
        Ok(order) => {
            op.commit().await?;
            see_other(&format!("/orders/{}", order.id))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            show_again(&errors.clone(), &load(&mut op, p, errors, &chosen).await?)
        }
    }
}

async fn load(op: &mut Op, p: PageFrame, errors: Errors, chosen: &Chosen) -> Outcome<CheckPage> {
    let buyer = Buyer::find(op).await?;
    let year = buyer.as_ref().and_then(|buyer| buyer.year(&chosen.year));
    let mut wanted = Vec::new();
    for id in chosen.ids()? {
        wanted.push(courses::get_course(op, &id).await?);
    }
    let held = |course: &Course| {
        buyer
            .as_ref()
            .map_or(Held::No, |buyer| buyer.held(&course.id))
    };
    let free: Vec<Course> = wanted
        .iter()
        .filter(|course| held(course) == Held::No)
        .cloned()
        .collect();
    let quoted = match year {
        Some(year) => orders::quote(op, &free, year).await?,
        None => Vec::new(),
    };
    let price = |course: &Course| quoted.iter().find(|line| line.course_id == course.id);
    let line = |course: Course| Line {
        held: held(&course),
        price: price(&course).map(|line| line.fen),
        is_foreign: buyer
            .as_ref()
            .is_some_and(|buyer| buyer.is_foreign(course.category, &course.field)),
        course,
    };
    let lines: Vec<Line> = wanted.into_iter().map(line).collect();
    let total = quoted.iter().map(|line| line.fen).sum();
    let years = buyer.map(|buyer| buyer.years).unwrap_or_default();
    Ok(CheckPage {
        p,
        errors,
        lines,
        years,
        year,
        total,
    })
}

impl Chosen {
    /// The ids, each once.
    fn ids(&self) -> Outcome<Vec<CourseId>> {
        if self.course.len() > limits::ORDER_LINES_MAX {
            return Err(Error::TooManyCourses
                .fault()
                .with("most", limits::ORDER_LINES_MAX));
        }
        let mut ids: Vec<CourseId> = Vec::new();
        for text in &self.course {
            let id = text.parse()?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }
}

impl CheckPage {
    fn title<'c>(&self, course: &'c Course) -> &'c str {
        catalogue::title(&self.p, course)
    }

    fn category(&self, course: &Course) -> String {
        catalogue::category(&self.p, course.category)
    }

    fn field(&self, course: &Course) -> String {
        catalogue::field(&self.p, &course.field)
    }

    fn is_year(&self, year: impl Borrow<Year>) -> bool {
        self.year == Some(*year.borrow())
    }

    fn can_order(&self) -> bool {
        self.lines.iter().any(|line| line.price.is_some())
    }
}
