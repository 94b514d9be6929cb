//! What is chosen for an order, as it goes from page to page: a year, courses, people.

use domain::employers::{self, Employer};
use domain::hours::{self, StaffState};
use domain::orders::{self, Wish};
use domain::{Op, editions, territory};
use kernel::{CourseId, Outcome, PersonId, Year};
use serde::Deserialize;

/// The choice, and what is looked for meanwhile. What makes no sense is not asked for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// The study year.
    pub year: String,
    /// The courses.
    pub course: Vec<String>,
    /// Who: `all`, `department`, `will_miss` or `picked`.
    pub who: String,
    /// Which department.
    pub department: String,
    /// Whom, when they are picked.
    pub person: Vec<String>,
    /// Which category is looked for.
    pub category: String,
    /// Words of the courses that are looked for.
    pub q: String,
    /// Name of the people who are looked for.
    pub name: String,
    /// Drawn with the preview: submitted twice, it is one order.
    pub key: String,
    /// How many seats the preview showed.
    pub seats: String,
    /// What they cost together, in fen.
    pub fen: String,
    /// From which seat on the preview shows them.
    pub from: String,
}

impl Choice {
    /// The courses, each once; what is no id is none.
    pub fn courses(&self) -> Vec<CourseId> {
        let mut ids: Vec<CourseId> = Vec::new();
        for id in self.course.iter().filter_map(|text| text.parse().ok()) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The people who are picked by name.
    pub fn picked(&self) -> Vec<PersonId> {
        let mut ids: Vec<PersonId> = self
            .person
            .iter()
            .filter_map(|id| id.parse().ok())
            .collect();
        ids.sort();
        ids.dedup();
        ids
    }

    /// The study year: the one that is asked for if it is open, else the first that is.
    pub fn year(&self, open: &[Year]) -> Option<Year> {
        let asked = self.year.parse().ok().filter(|year| open.contains(year));
        asked.or_else(|| open.first().copied())
    }

    /// Whether this is who is chosen. Nobody is, until somebody says so: an order for everybody is
    /// not placed by leaving something out.
    pub fn is_who(&self, who: &str) -> bool {
        self.who == who
    }

    /// The wish that the choice is, with the people it stands for now.
    pub async fn wish(&self, op: &mut Op, employer: &Employer, year: Year) -> Outcome<Wish> {
        let people = match self.who.as_str() {
            "picked" => self.picked(),
            "will_miss" if self.person.is_empty() => will_miss(op, employer, year).await?,
            "all" | "department" if self.person.is_empty() => {
                let who = self.who.as_str();
                let mut posts = employers::posts(op, &employer.id).await?;
                posts.retain(|post| {
                    let of = post.department_id.as_ref().map(kernel::Id::as_str);
                    who != "department" || of == Some(self.department.as_str())
                });
                posts.into_iter().map(|post| post.person_id).collect()
            }
            // Nothing was said, or people were ticked beside another choice.
            _ => return Err(orders::Error::WhoUnclear.fault().at("who")),
        };
        Ok(Wish {
            employer: employer.id.clone(),
            year,
            courses: self.courses(),
            people,
        })
    }
}

/// Those of the staff who will miss the year by the forecast, or have not begun.
async fn will_miss(op: &mut Op, employer: &Employer, year: Year) -> Outcome<Vec<PersonId>> {
    let staff = hours::staff(op, &employer.id, year).await?;
    let rows = staff.rows.into_iter().filter(|row| {
        matches!(
            row.forecast.state,
            StaffState::WillMiss | StaffState::Nothing
        )
    });
    Ok(rows.map(|row| row.person_id).collect())
}

/// The study years for which an employer can order today, the newest first.
pub async fn open_years(op: &mut Op, employer: &Employer) -> Outcome<Vec<Year>> {
    let home = territory::get(op, &employer.territory_id).await?;
    let (house, today) = (op.house.clone(), op.now.day());
    let edition = editions::of_day(&house, &home.code, today);
    Ok(edition
        .map(|edition| editions::open_years(edition, today))
        .unwrap_or_default())
}
