//! Random applicants of every kind: near the ages and amounts where something changes.
#![allow(dead_code, reason = "every test takes what it needs")]

use kernel::{Day, Hours, Sex};
use policy::{
    Applicant, Application, Circumstance, Deemed, DeemedKind, Degree, GivenHours, Level, Person,
    Post, Purpose, Sector,
};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// One fact that may help.
#[derive(Clone, Debug)]
pub enum Relief {
    Grassroots,
    NonPublic,
    Circumstance(Circumstance),
    Transfer(Day),
    Deemed(Deemed),
}

pub fn applicant() -> impl Strategy<Value = Applicant> {
    let lists = (
        prop::collection::vec(hours(), 0..9),
        prop::collection::vec(deemed(), 0..3),
        prop::collection::vec(Just(Circumstance::EpidemicFrontline), 0..10),
    );
    (application(), unsure_person(), post(), lists, edge()).prop_map(
        |(application, person, post, (hours, deemed, circumstances), edge)| {
            let mut applicant = Applicant::new("试-1", application);
            applicant.person = person;
            if let (Some(born), Some(edge)) = (person.born, edge) {
                applicant.person.born = Some(edge.near(application.on).unwrap_or(born));
            }
            // Most people have no such circumstance; many copies stand for "has it".
            applicant.circumstances = if circumstances.len() > 7 {
                circumstances
            } else {
                Vec::new()
            };
            // Facts of one applicant must not contradict its date.
            applicant.post = post;
            let on = application.on;
            let transfer = applicant.post.from_government_on;
            applicant.post.from_government_on = transfer.map(|day| day.min(on));
            applicant.hours = hours;
            applicant.deemed = deemed;
            applicant
        },
    )
}

/// A birthday where something changes.
#[derive(Clone, Copy, Debug)]
enum Edge {
    /// So many years old on the day of application, give or take days.
    Birthday { years: i16, days: i32 },
    /// Born on 29 February of this year.
    Leap(i16),
}

impl Edge {
    fn near(self, on: Day) -> Option<Day> {
        match self {
            Self::Birthday { years, days } => {
                let birthday = Day::new(on.year() - years, on.month(), on.day())?;
                Some(birthday.plus_days(days))
            }
            Self::Leap(year) => Day::new(year, 2, 29),
        }
    }
}

fn edge() -> impl Strategy<Value = Option<Edge>> {
    let birthday = (select(&[45_i16, 50, 55][..]), -1..=1_i32)
        .prop_map(|(years, days)| Edge::Birthday { years, days });
    let leap = select(&[1968_i16, 1972, 1976][..]).prop_map(Edge::Leap);
    option::weighted(0.4, prop_oneof![2 => birthday, 1 => leap])
}

fn application() -> impl Strategy<Value = Application> {
    let purpose = prop_oneof![3 => Just(Purpose::TitleReview), 2 => select(Purpose::ALL)];
    // Around the end of February somebody born on the 29th turns a year older.
    let days = prop_oneof![4 => 0..365_i32, 1 => 57..60_i32];
    let day = days.prop_map(|days| Day::new(2022, 1, 1).unwrap().plus_days(days));
    (purpose, select(Level::ALL), select(Degree::ALL), day).prop_map(
        |(purpose, level, degree, on)| Application {
            purpose,
            level: Some(level),
            degree: Some(degree),
            on,
        },
    )
}

fn unsure_person() -> impl Strategy<Value = Person> {
    let known = (
        option::weighted(0.8, Just(())),
        option::weighted(0.8, Just(())),
    );
    (person(), known).prop_map(|(person, (sex, born))| Person {
        sex: sex.and(person.sex),
        born: born.and(person.born),
    })
}

/// Everything known of a person.
pub fn person() -> impl Strategy<Value = Person> {
    // Most are between 43 and 57, where the ages of the notice are.
    let days = prop_oneof![4 => 0..5_200_i32, 1 => 0..22_000_i32];
    (select(&[Sex::Female, Sex::Male][..]), days).prop_map(|(sex, days)| Person {
        sex: Some(sex),
        born: Some(
            Day::new(1965, 1, 1)
                .unwrap()
                .plus_days(days)
                .min(Day::new(2021, 12, 31).unwrap()),
        ),
    })
}

pub fn sector() -> impl Strategy<Value = Sector> {
    select(Sector::ALL)
}

fn post() -> impl Strategy<Value = Post> {
    (
        option::weighted(0.8, sector()),
        prop::bool::weighted(0.2),
        option::weighted(0.3, transfer()),
    )
        .prop_map(|(sector, grassroots, from_government_on)| Post {
            territory: None,
            sector,
            grassroots,
            from_government_on,
        })
}

/// A day of transfer that is not after the application: at the latest its year's first day.
fn transfer() -> impl Strategy<Value = Day> {
    (0..1_827_i32).prop_map(|days| Day::new(2017, 1, 1).unwrap().plus_days(days))
}

pub fn hours() -> impl Strategy<Value = GivenHours> {
    let edges = select(
        &[
            1_000_i64, 999, 2_000, 1_999, 3_000, 2_999, 6_000, 5_999, 9_000,
        ][..],
    );
    let amount = prop_oneof![3 => edges, 1 => 0..10_000_000_i64];
    let category = select(&["public", "professional"][..]);
    (2018..=2023_i16, category, amount).prop_map(|(year, category, amount)| GivenHours {
        year,
        category: category.to_owned(),
        hours: Hours::hundredths(amount.min(9_999_999)),
    })
}

fn deemed() -> impl Strategy<Value = Deemed> {
    (2019..=2023_i16, any::<bool>()).prop_map(|(year, in_region)| Deemed {
        kind: DeemedKind::QualificationExam,
        year,
        in_region,
    })
}

pub fn relief() -> impl Strategy<Value = Relief> {
    prop_oneof![
        Just(Relief::Grassroots),
        Just(Relief::NonPublic),
        Just(Relief::Circumstance(Circumstance::EpidemicFrontline)),
        transfer().prop_map(Relief::Transfer),
        deemed().prop_map(Relief::Deemed),
    ]
}
