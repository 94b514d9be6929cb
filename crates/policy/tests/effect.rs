//! The effect of a draft edition: who changes outcome, counted the same however the people are
//! divided among threads.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod applicants;

use std::sync::LazyLock;

use applicants::applicant;
use kernel::{Day, Hours};
use policy::effect::{Change, Comparison, Tally};
use policy::{
    Applicant, Application, Edition, GivenHours, Level, Outcome, Person, Policies, Purpose, Sector,
};
use proptest::prelude::*;

const PACK: &str = include_str!("../../../policies/hohhot-etdz/2022.toml");

static IN_FORCE: LazyLock<Policies> = LazyLock::new(|| edition("2022", PACK));

/// Twelve professional hours more for 2022.
static STRICTER: LazyLock<Policies> = LazyLock::new(|| {
    let (before, last_year) = PACK.split_once("year = 2022\nrequired").unwrap();
    let last_year = last_year.replacen(r#"professional = "60""#, r#"professional = "72""#, 1);
    let pack = format!("{before}year = 2022\nrequired{last_year}");
    let pack = pack.replace(r#"id = "hohhot-etdz/2022""#, r#"id = "hohhot-etdz/2022.2""#);
    edition("2022.2", &pack)
});

/// The same rules a year later: 2021 to 2023, so that no year is without professional hours.
static LATER: LazyLock<Policies> = LazyLock::new(|| {
    let pack = PACK
        .replace(r#"id = "hohhot-etdz/2022""#, r#"id = "hohhot-etdz/2023""#)
        .replace("application_year = 2022", "application_year = 2023")
        .replace("year = 2022\n", "year = 2023\n")
        .replace("year = 2021\n", "year = 2022\n")
        .replace("year = 2020\n", "year = 2021\n");
    let pack = pack.replace(r#"professional = "0""#, r#"professional = "60""#);
    edition("2023", &pack)
});

fn edition(name: &str, pack: &str) -> Policies {
    Policies::from_bytes(&format!("hohhot-etdz/{name}.toml"), pack.as_bytes()).unwrap()
}

fn of(policies: &'static Policies) -> &'static Edition {
    &policies.editions()[0]
}

fn worker(level: Level, professional: i64) -> Applicant<&'static str> {
    let application = Application {
        purpose: Purpose::TitleReview,
        level: Some(level),
        degree: None,
        on: Day::new(2022, 9, 1).unwrap(),
    };
    let mut worker = Applicant::new("", application);
    worker.person = Person {
        sex: Some(kernel::Sex::Male),
        born: Day::new(1990, 2, 28),
    };
    worker.post.sector = Some(Sector::School);
    for year in 2020..=2022 {
        for (category, hours) in [("public", 30), ("professional", professional)] {
            worker.hours.push(GivenHours {
                year,
                category,
                hours: Hours::whole(hours),
            });
        }
    }
    worker
}

#[test]
fn whom_a_stricter_edition_turns_away_is_counted_with_cases() {
    let comparison = Comparison::new(of(&IN_FORCE), of(&STRICTER));
    let mut tally = Tally::new(2);
    for number in (0..100_u32).rev() {
        let level = if number % 2 == 0 {
            Level::Senior
        } else {
            Level::Junior
        };
        let worker = worker(level, if number < 10 { 60 } else { 72 });
        let change = comparison.change(&worker);
        tally.count(&level, &format!("{number:02}"), &change);
    }
    let mut late = worker(Level::Junior, 60);
    late.application.on = Day::new(2023, 1, 1).unwrap();
    tally.count(&Level::Junior, "late", &comparison.change(&late));

    let (level, senior) = tally.groups().next().unwrap();
    assert_eq!(*level, Level::Senior);
    assert_eq!(
        (senior.people(), senior.changed(), senior.refused()),
        (50, 5, 0)
    );
    let changes: Vec<_> = senior.changes().collect();
    let (met, not_met) = (Outcome::Met, Outcome::NotMet);
    let same = Change {
        before: met,
        after: met,
    };
    let worse = Change {
        before: met,
        after: not_met,
    };
    let cases = ["00".to_owned(), "02".to_owned()];
    assert_eq!(changes, [(same, 45, &[][..]), (worse, 5, &cases[..])]);
    let (_, junior) = tally.groups().nth(1).unwrap();
    assert_eq!(
        (junior.people(), junior.changed(), junior.refused()),
        (51, 5, 1)
    );
}

#[test]
fn for_another_year_everything_about_a_person_is_moved_with_it() {
    let comparison = Comparison::new(of(&IN_FORCE), of(&LATER));
    assert_eq!(comparison.years_apart(), 1);
    // Three years of both: the same in either year.
    let whole = comparison.change(&worker(Level::Senior, 60)).unwrap();
    assert_eq!(
        whole,
        Change {
            before: Outcome::Met,
            after: Outcome::Met
        }
    );
    // Who did without professional hours in 2020 cannot do so in 2021.
    let mut spared = worker(Level::Senior, 60);
    spared
        .hours
        .retain(|given| (given.year, given.category) != (2020, "professional"));
    let change = comparison.change(&spared).unwrap();
    assert_eq!(
        change,
        Change {
            before: Outcome::Met,
            after: Outcome::NotMet
        }
    );
    // A man of 49 years and 11 months does not turn fifty by it; transfer and exam move, too.
    let mut elder = worker(Level::Senior, 20);
    elder.person.born = Day::new(1972, 10, 1);
    let change = comparison.change(&elder).unwrap();
    assert_eq!(
        change,
        Change {
            before: Outcome::NotMet,
            after: Outcome::NotMet
        }
    );
    let mut arrived = worker(Level::Senior, 0);
    arrived.post.from_government_on = Day::new(2022, 1, 1);
    let change = comparison.change(&arrived).unwrap();
    assert_eq!(
        change,
        Change {
            before: Outcome::Exempt,
            after: Outcome::Exempt
        }
    );
    let mut examined = worker(Level::Junior, 0);
    examined.deemed.push(policy::Deemed {
        kind: policy::DeemedKind::QualificationExam,
        year: 2022,
        in_region: true,
    });
    let change = comparison.change(&examined).unwrap();
    assert_eq!(
        change,
        Change {
            before: Outcome::Met,
            after: Outcome::Met
        }
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn it_does_not_matter_who_counts_whom(
        people in prop::collection::vec((applicant(), any::<bool>()), 1..60),
    ) {
        let comparison = Comparison::new(of(&IN_FORCE), of(&STRICTER));
        let (mut all, mut some, mut others) = (Tally::new(2), Tally::new(2), Tally::new(2));
        for (number, (applicant, aside)) in people.iter().enumerate() {
            let (key, id) = (applicant.post.sector, (number * 7 % 60).to_string());
            let change = comparison.change(applicant);
            let before = policy::decide(of(&IN_FORCE), applicant).unwrap().outcome;
            prop_assert_eq!(change.as_ref().unwrap().before, before);
            all.count(&key, &id, &change);
            if *aside { &mut some } else { &mut others }.count(&key, &id, &change);
        }
        let mut merged = others.clone();
        merged.merge(some.clone());
        prop_assert_eq!(&merged, &all);
        some.merge(others);
        prop_assert_eq!(&some, &all);
    }
}
