//! Who looks at the catalogue: what she may order, what she has already, what it costs her.

use domain::employers::{self, Worker};
use domain::orders::{self, Enrolment};
use domain::{Op, Role, editions};
use kernel::{Category, CourseId, EnrolmentId, Fen, Hours, OrderId, Outcome, Year};

/// A learner before the catalogue.
pub(crate) struct Buyer {
    worker: Worker,
    /// Study years that may be studied today, the newest first.
    pub years: Vec<Year>,
    enrolments: Vec<Enrolment>,
    waiting: Vec<(CourseId, OrderId)>,
}

/// How a learner stands to a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// She can order it.
    No,
    /// It waits for its payment in this order.
    Ordered(OrderId),
    /// She is on it, for this study year.
    Enrolled(EnrolmentId, Year),
}

impl Buyer {
    /// Whoever looks, when she is a learner.
    pub async fn find(op: &mut Op) -> Outcome<Option<Self>> {
        if !op.actor.holds(Role::Learner) {
            return Ok(None);
        }
        let id = op.actor.signed_in()?.clone();
        let worker = employers::worker(op, &id).await?;
        // Without an edition for today nothing is open; the catalogue can still be read.
        let years = editions::of_person(&op.house, &worker.person, op.now.day()).map_or_else(
            |_| Vec::new(),
            |edition| editions::open_years(edition, op.now.day()),
        );
        let enrolments = orders::list_enrolments(op, &id).await?;
        let waiting = orders::list_waiting_courses(op).await?;
        Ok(Some(Self {
            worker,
            years,
            enrolments,
            waiting,
        }))
    }

    /// The study year that is meant: what is asked for when it is open, else the newest open one.
    pub fn year(&self, asked: &str) -> Option<Year> {
        let asked = asked.parse().ok().filter(|year| self.years.contains(year));
        asked.or_else(|| self.years.first().copied())
    }

    /// How she stands to a course.
    pub fn held(&self, course: &CourseId) -> Held {
        if let Some(found) = self
            .enrolments
            .iter()
            .find(|found| found.course_id == *course)
        {
            return Held::Enrolled(found.id.clone(), found.study_year);
        }
        let order = self.waiting.iter().find(|(waiting, _)| waiting == course);
        order.map_or(Held::No, |(_, order)| Held::Ordered(order.clone()))
    }

    /// What each course would cost her by its category and hours, in the same order.
    pub async fn prices(
        &self,
        op: &mut Op,
        courses: &[(Category, Hours)],
        year: Year,
    ) -> Outcome<Vec<Fen>> {
        orders::quote_each(op, &self.worker, courses, year).await
    }

    /// Whether it is a professional course outside her work and title speciality: it may be taken
    /// after a warning.
    pub fn is_foreign(&self, category: Category, field: &str) -> bool {
        let own = self.speciality();
        category == Category::Professional && own.is_some_and(|own| own != field)
    }

    /// The speciality of her post, when she has one.
    pub fn speciality(&self) -> Option<&str> {
        self.worker
            .employment
            .as_ref()
            .map(|employment| employment.speciality.as_str())
    }
}
