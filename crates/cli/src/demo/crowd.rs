//! The many of the demo: with those of the stories a thousand people in twelve employers, each with
//! three years of life.

use std::ops::Range;

use domain::permission::Actor;
use domain::{Op, Role, hours, identity};
use kernel::{Category, Fault, Hours, Outcome, PersonId};

use super::claims::{self, Claimants, Offices};
use super::former;
use super::population::{self, Places, Sketch};
use super::seed::actor;

/// People of the demo, all told.
const PEOPLE: usize = 1_000;

fn broken(why: &'static str) -> Fault {
    Fault::internal("demo.crowd", why)
}

/// Adds the others, and what happened to everybody before: hours of a former site, claims, hours of
/// this year. `desks` are the data centre's admin and two officers, `known` the numbers of the
/// people without a story who are there already.
pub async fn add(
    op: &mut Op,
    places: &Places,
    desks: [&PersonId; 3],
    known: Range<usize>,
) -> Outcome<()> {
    let [first_admin, officer, second] = desks;
    let officers = [actor(op, officer).await?, actor(op, second).await?];
    let mut admins = vec![actor(op, first_admin).await?];
    let mut number = known.end;
    for employer in places.employers.iter().skip(1) {
        let person = population::register(op, &places.zone, &Sketch::of(number)).await?;
        identity::grant(op, &person, Role::EmployerAdmin, employer.as_str()).await?;
        admins.push(actor(op, &person).await?);
        number += 1;
    }
    let numbers = number..PEOPLE;
    let people = population::add_staff(
        op,
        &places.zone,
        &places.employers,
        numbers.start,
        numbers.len(),
    )
    .await?;
    former::import(op, &places.zone, &officers, known.chain(numbers.clone())).await?;
    let answering = Offices {
        admins: &admins,
        officers: &officers,
    };
    let claimants = Claimants {
        first: numbers.start,
        people: &people,
    };
    claims::tell(op, &answering, &claimants).await?;
    this_year(op, &officers, &people).await?;
    doubles(op, places, &officers, numbers.start).await?;
    former::wait_with_faults(op, &places.zone, &officers, numbers).await
}

/// Two of them were registered once more, by another employer that mistyped their numbers.
async fn doubles(op: &mut Op, places: &Places, officers: &[Actor; 2], first: usize) -> Outcome<()> {
    let [officer, _] = officers;
    for (at, number) in [(7, PEOPLE), (28, PEOPLE + 1)] {
        let sketch = Sketch {
            number,
            ..Sketch::of(first + at)
        };
        let person = population::register(op, &places.zone, &sketch).await?;
        let elsewhere = (first + at + 1) % places.employers.len().max(1);
        let employer = places.employers.get(elsewhere);
        let employer = employer.ok_or_else(|| broken("employer"))?;
        population::employ(op, &person, employer, "工程师", "computer").await?;
        op.actor = officer.clone();
        let evidence = "面授班签到记录（历史数据移交）";
        let hours = Hours::whole(12);
        hours::recognise(op, &person, 2022, Category::Professional, hours, evidence).await?;
        op.actor = Actor::system();
    }
    Ok(())
}

/// Hours of 2022: everything, almost everything, a good part, little, nothing.
async fn this_year(op: &mut Op, officers: &[Actor; 2], people: &[PersonId]) -> Outcome<()> {
    let [officer, _] = officers;
    op.actor = officer.clone();
    let stories = [
        (30, 60),
        (30, 58),
        (24, 60),
        (18, 40),
        (30, 60),
        (12, 8),
        (0, 0),
    ];
    for (person, (public, professional)) in people.iter().zip(stories.into_iter().cycle()) {
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
