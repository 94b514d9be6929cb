//! What an order for many would be: who gets which seat at which price, who is left out and why.
//! Nothing is written; the placing asks the same again under its locks.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{Category, CourseId, Fen, Outcome, PersonId, Year, limits};
use policy::Edition;

use super::model::{LeftOut, Plan, PlannedSeat, WhyLeftOut, Wish};
use super::store;
use crate::catalogue::{self, Course};
use crate::orders::{Error, rules};
use crate::permission::Action;
use crate::{Op, editions, employers, identity, territory};

/// What a wish of an employer comes to.
///
/// # Errors
/// `orders.no_courses`, `orders.too_many_courses`, `orders.too_many_seats`; for a course that is
/// not offered or does not count for the year what an order of a learner would be told.
pub async fn plan_group(op: &mut Op, wish: &Wish) -> Outcome<Plan> {
    let employer = employers::get(op, &wish.employer).await?;
    op.allow(Action::PlaceGroupOrder, &employer)?;
    let courses = courses(op, wish).await?;
    let people: BTreeSet<PersonId> = wish.people.iter().cloned().collect();
    let most = limits::GROUP_SEATS_MAX;
    if people.len().saturating_mul(courses.len()) > most {
        let seats = people.len().saturating_mul(courses.len());
        return Err(Error::TooManySeats
            .fault()
            .with("seats", seats)
            .with("most", most));
    }
    let people: Vec<PersonId> = people.into_iter().collect();
    let known = Known::of(op, wish, &courses, &people).await?;
    let codes = codes(op, &people).await?;
    let names = identity::names(op, &people).await?;
    let mut by_name: Vec<(String, PersonId)> = people
        .into_iter()
        .map(|id| (names.get(&id).cloned().unwrap_or_default(), id))
        .collect();
    by_name.sort();
    let house = op.house.clone();
    let mut plan = Plan {
        employer,
        seats: Vec::new(),
        left_out: Vec::new(),
        fen: Fen::ZERO,
        courses,
    };
    for (name, person) in by_name {
        let edition = codes
            .get(&person)
            .and_then(|code| editions::of_day(&house, code, op.now.day()).ok());
        let open =
            edition.filter(|edition| editions::open_year(edition, wish.year, op.now.day()).is_ok());
        known.add(&mut plan, open, &person, &name);
    }
    plan.fen = plan.seats.iter().map(|seat| seat.fen).sum();
    Ok(plan)
}

/// The courses of a wish, each once and each fit to be ordered.
async fn courses(op: &mut Op, wish: &Wish) -> Outcome<Vec<Course>> {
    if wish.courses.is_empty() {
        return Err(Error::NoCourses.into());
    }
    if wish.courses.len() > limits::ORDER_LINES_MAX {
        let fault = Error::TooManyCourses.fault();
        return Err(fault.with("most", limits::ORDER_LINES_MAX));
    }
    let mut courses: Vec<Course> = Vec::with_capacity(wish.courses.len());
    for id in &wish.courses {
        if courses.iter().any(|course| course.id == *id) {
            continue;
        }
        let course = catalogue::get_course(op, id).await?;
        if !course.counts_for(wish.year) {
            let fault = Error::WrongYear.fault().with("course", &course.title);
            return Err(fault.with("year", wish.year));
        }
        if !course.is_offered() {
            let fault = catalogue::Error::NotOffered.fault();
            return Err(fault.with("course", &course.title));
        }
        courses.push(course);
    }
    Ok(courses)
}

/// The code of each person's territory: its editions say what she pays.
async fn codes(op: &mut Op, people: &[PersonId]) -> Outcome<BTreeMap<PersonId, String>> {
    let territories = territory::list(op).await?;
    let found = identity::territories_of(op, people).await?;
    let code = |(person, id)| {
        let home = territories.iter().find(|home| home.id == id)?;
        Some((person, home.code.clone()))
    };
    Ok(found.into_iter().filter_map(code).collect())
}

/// The accounts of these people, each with whose it is: a course of a double account is hers too.
async fn accounts(op: &mut Op, people: &[PersonId]) -> Outcome<BTreeMap<PersonId, PersonId>> {
    let twins = identity::twins_among(op, people).await?.into_iter();
    let of_twins =
        twins.flat_map(|(kept, twins)| twins.into_iter().map(move |twin| (twin, kept.clone())));
    let own = people.iter().map(|person| (person.clone(), person.clone()));
    Ok(own.chain(of_twins).collect())
}

/// What is known of all these people, asked at once.
struct Known {
    staff: BTreeSet<PersonId>,
    /// Every version of each course is the same course: it earns once.
    families: Vec<(Course, BTreeSet<CourseId>)>,
    enrolled: BTreeSet<(PersonId, CourseId)>,
    ordered: BTreeSet<(PersonId, CourseId)>,
    public_waits: BTreeSet<PersonId>,
    public_paid: BTreeMap<PersonId, Fen>,
}

impl Known {
    async fn of(
        op: &mut Op,
        wish: &Wish,
        courses: &[Course],
        people: &[PersonId],
    ) -> Outcome<Self> {
        let mut families = Vec::with_capacity(courses.len());
        for course in courses {
            let versions = catalogue::versions(op, course).await?;
            let ids = versions.into_iter().map(|version| version.id).collect();
            families.push((course.clone(), ids));
        }
        let staff = employers::posts(op, &wish.employer).await?;
        let whose = accounts(op, people).await?;
        let person = |account: PersonId| whose.get(&account).cloned().unwrap_or(account);
        let all: Vec<PersonId> = whose.keys().cloned().collect();
        let mut waiting = store::waiting_lines(op, &all).await?;
        for line in &mut waiting {
            line.person_id = person(line.person_id.clone());
        }
        let held = store::held_courses(op, &all).await?.into_iter();
        let mut public_paid = BTreeMap::new();
        for (account, fen) in store::public_paid_of(op, &all, wish.year).await? {
            let sum = public_paid.entry(person(account)).or_insert(Fen::ZERO);
            *sum = *sum + fen;
        }
        Ok(Self {
            // Under the accounts that were kept.
            staff: staff.into_iter().map(|post| post.person_id).collect(),
            families,
            enrolled: held
                .map(|(account, course)| (person(account), course))
                .collect(),
            public_waits: public_waits(&waiting, wish.year),
            ordered: waiting
                .into_iter()
                .map(|line| (line.person_id, line.course_id))
                .collect(),
            public_paid,
        })
    }

    /// Adds the seats of a person to a plan, or why there are none.
    fn add(&self, plan: &mut Plan, open: Option<&Edition>, person: &PersonId, name: &str) {
        let left_out = |course: Option<&Course>, why| LeftOut {
            person_id: person.clone(),
            name: name.to_owned(),
            course_id: course.map(|course| course.id.clone()),
            why,
        };
        if !self.staff.contains(person) {
            plan.left_out.push(left_out(None, WhyLeftOut::NotStaff));
            return;
        }
        let Some(edition) = open else {
            plan.left_out.push(left_out(None, WhyLeftOut::YearClosed));
            return;
        };
        let mut wanted = Vec::new();
        for (course, family) in &self.families {
            match self.why_not(person, course, family) {
                Some(why) => plan.left_out.push(left_out(Some(course), why)),
                None => wanted.push(course.clone()),
            }
        }
        let before = self.public_paid.get(person).copied().unwrap_or_default();
        let lines = rules::price(edition, &wanted, before).into_iter();
        plan.seats.extend(lines.map(|line| PlannedSeat {
            person_id: person.clone(),
            name: name.to_owned(),
            full: edition.full_fee(line.category, line.hours),
            course_id: line.course_id,
            category: line.category,
            hours: line.hours,
            fen: line.fen,
        }));
    }

    fn why_not(
        &self,
        person: &PersonId,
        course: &Course,
        family: &BTreeSet<CourseId>,
    ) -> Option<WhyLeftOut> {
        let among = |held: &BTreeSet<(PersonId, CourseId)>| {
            let mut versions = family.iter();
            versions.any(|version| held.contains(&(person.clone(), version.clone())))
        };
        if among(&self.enrolled) {
            Some(WhyLeftOut::Enrolled)
        } else if among(&self.ordered) {
            Some(WhyLeftOut::Ordered)
        } else if course.category == Category::Public && self.public_waits.contains(person) {
            Some(WhyLeftOut::PublicWaiting)
        } else {
            None
        }
    }
}

fn public_waits(waiting: &[store::WaitingLine], year: Year) -> BTreeSet<PersonId> {
    let public =
        |line: &&store::WaitingLine| line.category == Category::Public && line.study_year == year;
    let people = waiting.iter().filter(public);
    people.map(|line| line.person_id.clone()).collect()
}
