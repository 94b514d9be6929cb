//! Seeds the demo: places, courses, people, and what they did before it begins. One transaction:
//! cut off, it leaves nothing.

use std::sync::Arc;
use std::time::Duration;

use domain::permission::Actor;
use domain::territory::{self, Territory};
use domain::{House, Op, Role, cards, editions, hours, identity, reports};
use kernel::{Category, Fault, Hours, Instant, Outcome, PersonId};

use super::accounts::{Account, PASSWORD};
use super::content::{self, Taught};
use super::crowd;
use super::desks::{self, Desks};
use super::history::Past;
use super::population::{self, Places, Sketch};
use crate::clock;

/// People without a story, beside those whom one may sign in as.
const STAFF: usize = 190;
/// How long before the demo's time the stories begin, in days.
const DAYS: u64 = 90;

/// A person whom one may sign in as: role, name, birthday, whether a woman, what for.
type Cast = (Role, &'static str, &'static str, bool, &'static str);

const PEOPLE: [Cast; 13] = [
    (
        Role::Learner,
        "乌日娜",
        "1988-04-12",
        true,
        "the walk: 24 of 30 public, 59.98 of 60",
    ),
    (
        Role::Learner,
        "娜仁·苏和",
        "1979-09-03",
        true,
        "two active courses of long lessons, unwatched",
    ),
    (
        Role::Learner,
        "张㛃",
        "1985-11-20",
        true,
        "everything done, card printed",
    ),
    (
        Role::EmployerAdmin,
        "李雅琴",
        "1976-02-08",
        true,
        "confirms reports of the data centre",
    ),
    (
        Role::BaseAdmin,
        "白志强",
        "1974-06-30",
        false,
        "runs the base for professional courses",
    ),
    (
        Role::Instructor,
        "苏日娜",
        "1983-01-17",
        true,
        "teaches at that base",
    ),
    (
        Role::BureauOfficer,
        "包立新",
        "1972-12-05",
        false,
        "officer with the cashier's right",
    ),
    (
        Role::BureauOfficer,
        "孙玉兰",
        "1980-08-22",
        true,
        "second officer: decides revocations",
    ),
    (
        Role::Inspector,
        "哈斯巴根",
        "1978-05-14",
        false,
        "inspects bases",
    ),
    (
        Role::CommitteeClerk,
        "周文博",
        "1986-03-09",
        false,
        "checks applicants",
    ),
    (
        Role::RegionAdmin,
        "萨仁高娃",
        "1970-10-01",
        true,
        "the region",
    ),
    (
        Role::Operator,
        "郭磊",
        "1990-07-07",
        false,
        "runs the machine",
    ),
    (
        Role::Learner,
        "巴特尔",
        "1969-03-02",
        false,
        "a newcomer of 53 with nothing yet",
    ),
];

fn broken(why: &'static str) -> Fault {
    Fault::internal("demo.seed", why)
}

/// Whether the database has nothing in it yet.
pub async fn is_empty(house: &Arc<House>, now: Instant) -> Outcome<bool> {
    let tx = house.db.read().await?;
    let actor = Actor::system();
    let mut op = Op::new(
        house.clone(),
        tx,
        now,
        actor,
        "seed".into(),
        clock::random(),
    );
    Ok(territory::list(&mut op).await?.is_empty())
}

/// Seeds an empty database as of `now`. `keep` is told the accounts before anything is durable:
/// a database that is seeded always has them.
pub async fn seed(
    house: &Arc<House>,
    now: Instant,
    keep: impl FnOnce(&[Account]) -> Outcome<()>,
) -> Outcome<Vec<Account>> {
    let hashes = hash_passwords(house).await?;
    let mut op = Op::new(
        house.clone(),
        house.db.begin().await?,
        now,
        Actor::system(),
        "seed".into(),
        clock::random(),
    );
    let places = population::add_places(&mut op).await?;
    let edition = editions::of_day(house, &places.zone.code, now.day())?;
    let minutes = edition.minutes_per_hour();
    let courses = content::add_courses(&mut op, &places.bases, minutes).await?;
    let mut accounts = Vec::new();
    let mut people = Vec::new();
    for (number, (role, name, born, female, about)) in (0..).zip(PEOPLE) {
        let sketch = Sketch {
            number,
            name: name.into(),
            born: born.into(),
            female,
        };
        let person = population::register(&mut op, &places.zone, &sketch).await?;
        give_role(&mut op, &places, &person, role, number).await?;
        let hash = hashes.get(number).ok_or_else(|| broken("password"))?;
        identity::set_password(&mut op, &person, hash).await?;
        let token = identity::issue_token(&mut op, &person, "demo").await?;
        accounts.push(Account {
            role: role.as_str().into(),
            name: name.into(),
            login: sketch.phone(),
            password: PASSWORD.into(),
            token: token.as_str().into(),
            about: about.into(),
        });
        people.push(person);
    }
    let six = places.employers.get(..6).unwrap_or_default();
    let staff = population::add_staff(&mut op, &places.zone, six, PEOPLE.len(), STAFF).await?;
    tell_stories(&mut op, &courses, &people, &staff, now).await?;
    op.now = now;
    let [_, _, _, admin, _, _, officer, second, ..] = people.as_slice() else {
        return Err(broken("people"));
    };
    let desks = [admin, officer, second];
    crowd::add(&mut op, &places, desks, PEOPLE.len()..PEOPLE.len() + STAFF).await?;
    keep(&accounts)?;
    op.commit().await?;
    Ok(accounts)
}

async fn hash_passwords(house: &Arc<House>) -> Outcome<Vec<identity::PasswordHash>> {
    let mut hashes = Vec::new();
    for _ in PEOPLE {
        hashes.push(identity::hash_password(house, PASSWORD, clock::random()).await?);
    }
    Ok(hashes)
}

async fn give_role(
    op: &mut Op,
    places: &Places,
    person: &PersonId,
    role: Role,
    number: usize,
) -> Outcome<()> {
    let employer = places
        .employers
        .first()
        .ok_or_else(|| broken("employer"))?
        .clone();
    let base = places.bases.get(1).ok_or_else(|| broken("base"))?.1.clone();
    let Territory { path: zone, .. } = &places.zone;
    let scope = match role {
        Role::Learner => {
            return population::employ(op, person, &employer, "工程师", "computer").await;
        }
        Role::EmployerAdmin => employer.as_str().to_owned(),
        Role::BaseAdmin | Role::Instructor => base.as_str().to_owned(),
        Role::RegionAdmin => places.region.path.clone(),
        Role::Operator => "*".to_owned(),
        Role::BureauOfficer | Role::Cashier | Role::Inspector | Role::CommitteeClerk => {
            zone.clone()
        }
    };
    identity::grant(op, person, role, &scope).await?;
    // The first officer is the cashier too.
    let first_officer = PEOPLE
        .iter()
        .position(|(role, ..)| *role == Role::BureauOfficer);
    if first_officer == Some(number) {
        identity::grant(op, person, Role::Cashier, zone).await?;
    }
    Ok(())
}

async fn tell_stories(
    op: &mut Op,
    courses: &[Taught],
    people: &[PersonId],
    staff: &[PersonId],
    now: Instant,
) -> Outcome<()> {
    let [
        walker,
        unwatched,
        done,
        employer_admin,
        _,
        _,
        officer,
        second,
        ..,
    ] = people
    else {
        return Err(broken("people"));
    };
    let officer_actor = actor(op, officer).await?;
    for person in [walker, unwatched, done] {
        recognise_earlier_years(op, &officer_actor, person).await?;
    }
    walkers_story(op, courses, walker).await?;
    op.now = now;
    let mut past = Past::begin(op, unwatched, DAYS).await?;
    let long: Vec<&Taught> = [
        find(courses, "professional-computer-1")?,
        find(courses, "public-five-year-plan")?,
    ]
    .into();
    past.buy(&long).await?;
    op.now = now;
    finished_story(op, courses, done, [employer_admin, second]).await?;
    op.now = now;
    staffs_story(op, &officer_actor, staff).await?;
    quick_story(op, courses, staff).await?;
    op.now = now;
    waiting_reports(op, staff, employer_admin).await?;
    desks_story(op, &officer_actor, employer_admin, staff).await
}

/// What waits at the desks of the data centre and of the bureau.
async fn desks_story(
    op: &mut Op,
    officer: &Actor,
    employer_admin: &PersonId,
    staff: &[PersonId],
) -> Outcome<()> {
    let admin = actor(op, employer_admin).await?;
    let desks = Desks {
        employer_admin: &admin,
        officer,
    };
    desks::fact_stories(op, &desks, staff).await?;
    let house = op.house.clone();
    desks::claim_stories(&house, op, &desks, staff).await
}

/// Somebody of the demo as an actor with her roles.
pub async fn actor(op: &mut Op, person: &PersonId) -> Outcome<Actor> {
    let name = identity::get_person(op, person).await?.name;
    let grants = identity::roles_of(op, person).await?;
    Ok(Actor::person_with(person.clone(), name, grants))
}

fn find<'c>(courses: &'c [Taught], code: &str) -> Outcome<&'c Taught> {
    courses
        .iter()
        .find(|taught| taught.course.code == code)
        .ok_or_else(|| broken("a course of the stories is missing"))
}

/// Hours of earlier years, recognised by the bureau as it brought in the old records (§3.9).
async fn recognise_earlier_years(op: &mut Op, officer: &Actor, person: &PersonId) -> Outcome<()> {
    op.actor = officer.clone();
    for (year, category, whole) in [
        (2020, Category::Public, 30),
        (2021, Category::Public, 30),
        (2021, Category::Professional, 60),
    ] {
        let evidence = format!("{year}年度纸质审验卡（历史数据移交）");
        hours::recognise(op, person, year, category, Hours::whole(whole), &evidence).await?;
    }
    op.actor = Actor::system();
    Ok(())
}

const LONG: [&str; 6] = [
    "professional-computer-1",
    "professional-computer-2",
    "professional-computer-3",
    "professional-computer-4",
    "professional-computer-5",
    "professional-computer-6",
];
const PUBLIC: [&str; 4] = [
    "public-five-year-plan",
    "public-green-development",
    "public-sixth-plenum",
    "public-community-1",
];
const LAST_PUBLIC: &str = "public-community-2";

/// She owes one short professional course, and twenty seconds of a lesson that she has bought.
async fn walkers_story(op: &mut Op, courses: &[Taught], person: &PersonId) -> Outcome<()> {
    let mut past = Past::begin(op, person, DAYS).await?;
    for code in PUBLIC.into_iter().chain(LONG) {
        past.complete(find(courses, code)?).await?;
    }
    let bought = past.buy(&[find(courses, LAST_PUBLIC)?]).await?;
    let [enrolment] = bought.as_slice() else {
        return Err(broken("enrolment"));
    };
    past.watch(enrolment, 20_000).await
}

/// Everything done: hours, exams, report, card.
async fn finished_story(
    op: &mut Op,
    courses: &[Taught],
    person: &PersonId,
    [employer_admin, officer]: [&PersonId; 2],
) -> Outcome<()> {
    let mut past = Past::begin(op, person, DAYS).await?;
    let all = PUBLIC.into_iter().chain([LAST_PUBLIC]).chain(LONG);
    for code in all.chain(["professional-computer-short"]) {
        past.complete(find(courses, code)?).await?;
    }
    op.actor = actor(op, person).await?;
    let report = reports::draw(op, 2022).await?;
    op.actor = actor(op, employer_admin).await?;
    reports::confirm(op, &report.id).await?;
    op.actor = actor(op, officer).await?;
    reports::approve(op, &report.id).await?;
    op.actor = Actor::system();
    cards::issue(op, &report.id).await?;
    Ok(())
}

/// The others stand everywhere between nothing and everything, so that lists have something to say.
async fn staffs_story(op: &mut Op, officer: &Actor, staff: &[PersonId]) -> Outcome<()> {
    op.actor = officer.clone();
    let stories = [(30, 60), (30, 44), (24, 60), (12, 20), (0, 0)];
    for (person, (public, professional)) in staff.iter().zip(stories.into_iter().cycle()) {
        for (category, whole) in [
            (Category::Public, public),
            (Category::Professional, professional),
        ] {
            if whole > 0 {
                let evidence = "面授班签到记录（历史数据移交）";
                hours::recognise(op, person, 2022, category, Hours::whole(whole), evidence).await?;
            }
        }
    }
    op.actor = Actor::system();
    Ok(())
}

/// Somebody who learned the day before and answered every presence check at once: the inspector has
/// something to look at.
async fn quick_story(op: &mut Op, courses: &[Taught], staff: &[PersonId]) -> Outcome<()> {
    let person = staff.get(9).ok_or_else(|| broken("staff"))?;
    let mut past = Past::begin(op, person, 1).await?;
    past.reads = Duration::from_millis(400);
    let bought = past.buy(&[find(courses, "public-five-year-plan")?]).await?;
    for enrolment in &bought {
        past.watch(enrolment, 0).await?;
    }
    Ok(())
}

/// Two of the data centre's people who are complete: one report waits for the employer, one for
/// the bureau.
async fn waiting_reports(
    op: &mut Op,
    staff: &[PersonId],
    employer_admin: &PersonId,
) -> Outcome<()> {
    let [_, _, _, _, _, first, .., second] = staff.get(..36).unwrap_or_default() else {
        return Err(broken("staff"));
    };
    for person in [first, second] {
        op.actor = actor(op, person).await?;
        reports::draw(op, 2022).await?;
    }
    let report = reports::find(op, second, 2022)
        .await?
        .ok_or_else(|| broken("report"))?;
    op.actor = actor(op, employer_admin).await?;
    reports::confirm(op, &report.id).await?;
    op.actor = Actor::system();
    Ok(())
}
