//! A decision told step by step ends where the decision ends.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod applicants;

use std::sync::LazyLock;

use applicants::applicant;
use kernel::Hours;
use policy::{Applicant, Change, Edition, Outcome, Policies, walk};
use proptest::prelude::*;

static POLICIES: LazyLock<Policies> = LazyLock::new(|| Policies::embedded().unwrap());

fn edition() -> &'static Edition {
    POLICIES.edition("hohhot-etdz/2022").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 3_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_last_step_asks_for_what_the_decision_asks_for(applicant in applicant()) {
        let decision = policy::decide(edition(), &applicant).unwrap();
        let steps = walk(edition(), &applicant, &decision);
        let counting = decision.reasons.iter().filter(|reason| !reason.effect.moot).count();
        prop_assert_eq!(steps.len(), counting);
        let last = steps.last().unwrap();
        prop_assert_eq!(&last.rows, &decision.requirements);
        if decision.outcome == Outcome::NotMet {
            prop_assert!(last.short().next().is_some());
        }
    }

    #[test]
    fn no_step_asks_for_more_than_the_one_before_it_once_hours_are_named(
        applicant in applicant(),
    ) {
        let decision = policy::decide(edition(), &applicant).unwrap();
        let steps = walk(edition(), &applicant, &decision);
        let owed = |rows: &[policy::Requirement]| -> Hours {
            rows.iter().map(|row| row.short).sum()
        };
        let named = steps.iter().skip_while(|step| !matches!(step.change, Change::Owed(_)));
        let owed: Vec<Hours> = named.map(|step| owed(&step.rows)).collect();
        prop_assert!(owed.is_sorted_by(|before, after| before >= after), "{:?}", owed);
    }
}

#[test]
fn each_step_says_what_it_changed() {
    // The example of the decisions page, with an exam that stands for 2021.
    let json = br#"{"id":"A-001","person":{"sex":"female","born":"1977-03-05"},
        "post":{"sector":"public_institution","from_government_on":"2020-07-01"},
        "application":{"purpose":"title_review","level":"senior","on":"2022-09-01"},
        "hours":[{"year":2021,"category":"public","hours":"30"},
                 {"year":2022,"category":"public","hours":"30"},
                 {"year":2022,"category":"professional","hours":"12.5"}],
        "deemed":[{"kind":"qualification_exam","year":2021,"in_region":true}]}"#;
    let applicant = Applicant::from_json(json).unwrap();
    let decision = policy::decide(edition(), &applicant).unwrap();
    let steps = walk(edition(), &applicant, &decision);
    let told: Vec<_> = steps
        .iter()
        .map(|step| (&*step.reason.clause, step.change, step.years))
        .collect();
    let (all, since) = (Some([2020, 2022]), Some([2021, 2022]));
    assert_eq!(
        told,
        [
            ("N2022 §2a.1", Change::Years, all),
            ("N2022 §3.7", Change::FewerYears([2020, 2022]), since),
            ("N2022 §2", Change::Owed(Hours::whole(180)), since),
            (
                "N2022 §3.1",
                Change::FewerOwed(Hours::whole(180), Hours::whole(60)),
                since
            ),
            ("N2022 §3.6", Change::Stands(2021), since),
        ]
    );
    let short: Vec<Vec<String>> = steps
        .iter()
        .map(|step| step.short().map(|row| row.short.to_string()).collect())
        .collect();
    let expected: [&[&str]; 5] = [&[], &[], &["60", "47.5"], &["20", "7.5"], &["7.5"]];
    assert_eq!(short, expected);
}
