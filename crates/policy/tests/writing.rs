//! The quick writer writes byte for byte what the decision serialises to, whatever stands in the
//! pack's words and in the applicant's texts, and for packs of every shape.
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
use policy::{Applicant, Application, Edition, GivenHours, Level, Policies, Purpose};
use proptest::prelude::*;

static POLICIES: LazyLock<Policies> = LazyLock::new(|| Policies::embedded().unwrap());

/// The edition of 2022 with words that JSON must escape.
static ODD: LazyLock<Policies> = LazyLock::new(|| {
    let pack = include_str!("../../../policies/hohhot-etdz/2022.toml");
    let odd = pack
        .replace(r#"zh = "高级""#, r#"zh = "高\"级\\\n\u0001/\u2028""#)
        .replace(
            r#"zh = "{category}{hours}学时""#,
            r#"zh = "{category}\t{hours}\"""#,
        )
        .replace(r#"zh = "未提供""#, r#"zh = "\"?\"""#)
        .replace("申报之日已满{age}", r"\\申报\b之日已满{age}")
        .replace("zh = \"公需科目\"", r#"zh = "公\u001f需\u007f""#);
    assert_ne!(odd, pack);
    Policies::from_bytes("hohhot-etdz/2022.toml", odd.as_bytes()).unwrap()
});

fn written(edition: &Edition, applicant: &Applicant) -> String {
    let mut written = String::from("before ");
    policy::assess(edition, applicant)
        .unwrap()
        .write_json(&mut written);
    written.strip_prefix("before ").unwrap().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_decision_is_written_as_it_serialises(applicant in applicant(), id in "(?s).{0,12}") {
        let mut applicant = applicant;
        applicant.id = id;
        for policies in [&*POLICIES, &*ODD] {
            let edition = policies.edition("hohhot-etdz/2022").unwrap();
            let decision = policy::decide(edition, &applicant).unwrap();
            prop_assert_eq!(written(edition, &applicant), decision.to_json());
        }
    }
}

#[test]
fn packs_of_other_shapes_are_written_as_they_serialise() {
    let packs = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packs");
    let policies = Policies::from_dir(packs).unwrap();
    for edition in policies.editions() {
        for level in Level::ALL {
            for hundredths in [0, 1_000, 1_234, 4_205, 100_000] {
                let application = Application {
                    purpose: Purpose::TitleReview,
                    level: Some(*level),
                    degree: None,
                    on: Day::new(edition.year(), 7, 15).unwrap(),
                };
                let mut applicant: Applicant = Applicant::new("形", application);
                applicant.post.territory = Some(edition.territory().to_owned());
                applicant.hours.push(GivenHours {
                    year: edition.year(),
                    category: "public".to_owned(),
                    hours: Hours::hundredths(hundredths),
                });
                let decision = policy::decide(edition, &applicant).unwrap();
                assert_eq!(written(edition, &applicant), decision.to_json());
            }
        }
    }
}

#[test]
fn no_amount_and_no_year_is_too_much() {
    let edition = POLICIES.edition("hohhot-etdz/2022").unwrap();
    let application = Application {
        purpose: Purpose::TitleReview,
        level: Some(Level::Senior),
        degree: None,
        on: Day::new(2022, 9, 1).unwrap(),
    };
    for hundredths in [i64::MAX, i64::MIN, -1, -105, 1, 10, 105, 9_999_999] {
        for times in [1, 3] {
            let mut applicant: Applicant = Applicant::new("", application);
            for year in [2021, 2022, i16::MIN, i16::MAX] {
                for category in ["public", "professional"] {
                    let given = GivenHours {
                        year,
                        category: category.to_owned(),
                        hours: Hours::hundredths(hundredths),
                    };
                    applicant.hours.extend(vec![given; times]);
                }
                applicant.deemed.push(policy::Deemed {
                    kind: policy::DeemedKind::QualificationExam,
                    year: if year > 0 { i16::MAX } else { i16::MIN },
                    in_region: true,
                });
            }
            let decision = policy::decide(edition, &applicant).unwrap();
            assert_eq!(written(edition, &applicant), decision.to_json());
            let whole = decision
                .requirements
                .iter()
                .filter(|row| row.short == Hours::ZERO);
            assert_eq!(whole.count(), if hundredths >= 6_000 { 4 } else { 0 });
        }
    }
    // Ten thousand entries of the most that can be written add up.
    let mut applicant: Applicant = Applicant::new("", application);
    let most = GivenHours {
        year: 2022,
        category: "public".to_owned(),
        hours: "99999.99".parse().unwrap(),
    };
    applicant.hours = vec![most; 10_000];
    let decision = policy::decide(edition, &applicant).unwrap();
    let row = decision
        .requirements
        .iter()
        .find(|row| row.counted > Hours::ZERO)
        .unwrap();
    assert_eq!(row.counted.to_string(), "999999900");
}

#[test]
fn a_verdict_says_what_the_decision_says() {
    let edition = POLICIES.edition("hohhot-etdz/2022").unwrap();
    let application = Application {
        purpose: Purpose::TitleReview,
        level: Some(Level::Senior),
        degree: None,
        on: Day::new(2022, 9, 1).unwrap(),
    };
    let applicant: Applicant = Applicant::new("a", application);
    let verdict = policy::assess(edition, &applicant).unwrap();
    let decision = verdict.decision();
    assert_eq!(verdict.outcome(), decision.outcome);
    assert!(
        verdict
            .missing()
            .eq(decision.missing.iter().map(String::as_str))
    );
    let clauses: Vec<_> = verdict.clauses().collect();
    let reasons = decision.reasons.iter();
    let told: Vec<_> = reasons
        .map(|reason| (reason.clause.as_str(), reason.effect))
        .collect();
    assert_eq!(clauses, told);
}
