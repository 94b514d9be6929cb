//! The list of courses: looked through by category, topic or speciality, study year and words; a
//! learner ticks what she wants and orders it from here.

use std::borrow::Borrow;

use askama::Template;
use domain::Op;
use domain::catalogue::{self, CourseFilter, ListedCourse};
use kernel::{Category, Fen, Outcome, PageSize, Year};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::{Buyer, Held};
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::{Look, Query};

/// What is looked for, as it stands in the address. What makes no sense is not asked for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    category: String,
    field: String,
    year: String,
    q: String,
    after: String,
}

#[derive(Template)]
#[template(path = "catalogue/list.html")]
struct ListPage {
    p: PageFrame,
    asked: Asked,
    fields: Vec<(Category, String)>,
    /// Study years to choose from; none for whoever cannot order.
    years: Vec<Year>,
    /// The year that prices and orders are for.
    year: Option<Year>,
    is_learner: bool,
    /// The speciality of her post, where there are courses of it.
    own: Option<String>,
    rows: Vec<Line>,
    next: Option<String>,
}

/// A course with what whoever looks must know about it.
struct Line {
    course: ListedCourse,
    price: Option<Fen>,
    held: Held,
    is_foreign: bool,
}

impl Line {
    fn can_order(&self) -> bool {
        self.price.is_some() && self.held == Held::No
    }
}

/// `GET /courses`.
pub async fn show(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let buyer = Buyer::find(&mut op).await?;
    let year = buyer.as_ref().and_then(|buyer| buyer.year(&asked.year));
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let filter = CourseFilter {
        year,
        ..asked.filter()
    };
    let found = catalogue::list_courses(&mut op, filter, after, PageSize::default()).await?;
    let fields = catalogue::list_fields(&mut op).await?;
    let rows = lines(&mut op, buyer.as_ref(), year, found.items).await?;
    let is_learner = buyer.is_some();
    let own = buyer
        .as_ref()
        .and_then(Buyer::speciality)
        .map(str::to_owned);
    let own = own.filter(|own| fields.iter().any(|(_, field)| field == own));
    let years = buyer.map(|buyer| buyer.years).unwrap_or_default();
    let next = found.next;
    page::show(&ListPage {
        p,
        asked,
        fields,
        years,
        year,
        is_learner,
        own,
        rows,
        next,
    })
}

async fn lines(
    op: &mut Op,
    buyer: Option<&Buyer>,
    year: Option<Year>,
    courses: Vec<ListedCourse>,
) -> Outcome<Vec<Line>> {
    let worth: Vec<_> = courses
        .iter()
        .map(|course| (course.category, course.hours))
        .collect();
    let mut prices = match (buyer, year) {
        (Some(buyer), Some(year)) => buyer.prices(op, &worth, year).await?,
        _ => Vec::new(),
    }
    .into_iter();
    let line = |course: ListedCourse| Line {
        price: prices.next(),
        held: buyer.map_or(Held::No, |buyer| buyer.held(&course.id)),
        is_foreign: buyer.is_some_and(|buyer| buyer.is_foreign(course.category, &course.field)),
        course,
    };
    Ok(courses.into_iter().map(line).collect())
}

impl Asked {
    fn filter(&self) -> CourseFilter {
        CourseFilter {
            category: self.category.parse().ok(),
            field: Some(self.field.clone()).filter(|field| !field.is_empty()),
            year: None,
            search: self.q.clone(),
        }
    }

    fn is_narrow(&self) -> bool {
        !(self.category.is_empty() && self.field.is_empty() && self.q.trim().is_empty())
    }
}

impl ListPage {
    /// The address of this list without the place in it.
    fn address(&self) -> String {
        let Asked {
            category,
            field,
            year,
            q,
            ..
        } = &self.asked;
        let pairs = [
            ("category", category),
            ("field", field),
            ("year", year),
            ("q", q),
        ];
        let given = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        let parts: Vec<String> = given
            .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
            .collect();
        format!("/courses?{}", parts.join("&"))
    }

    fn fields_of(&self, category: Category) -> Vec<&str> {
        let of = self.fields.iter().filter(|(of, _)| *of == category);
        of.map(|(_, field)| field.as_str()).collect()
    }

    fn is_year(&self, year: impl Borrow<Year>) -> bool {
        self.year == Some(*year.borrow())
    }

    fn title<'c>(&self, course: &'c ListedCourse) -> &'c str {
        super::title_of(&self.p, &course.title, &course.title_en)
    }

    fn field(&self, code: &str) -> String {
        super::field(&self.p, code)
    }

    fn category(&self, category: impl Borrow<Category>) -> String {
        super::category(&self.p, category)
    }

    /// Whether anything on this page can be ticked.
    fn can_order(&self) -> bool {
        self.rows.iter().any(Line::can_order)
    }
}
