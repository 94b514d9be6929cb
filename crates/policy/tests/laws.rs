//! The seven laws of the decisions page, over applicants of every kind.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod applicants;

use std::sync::LazyLock;

use applicants::{Relief, applicant, relief};
use kernel::Hours;
use policy::{Applicant, Decision, Edition, EffectKind, GivenHours, Outcome, Policies};
use proptest::prelude::*;

static POLICIES: LazyLock<Policies> = LazyLock::new(|| Policies::embedded().unwrap());

fn edition() -> &'static Edition {
    POLICIES.edition("hohhot-etdz/2022").unwrap()
}

fn decide(applicant: &Applicant) -> Decision {
    policy::decide(edition(), applicant).unwrap()
}

/// How good an outcome is; none while it is undecided.
fn worth(decision: &Decision) -> Option<u8> {
    match decision.outcome {
        Outcome::Exempt | Outcome::Met => Some(3),
        Outcome::Reference => Some(2),
        Outcome::NotMet => Some(1),
        Outcome::Undecided => None,
    }
}

fn never_worse(before: &Applicant, after: &Applicant) -> Result<(), TestCaseError> {
    let (before, after) = (decide(before), decide(after));
    if let (Some(least), Some(worth)) = (worth(&before), worth(&after)) {
        prop_assert!(worth >= least, "{} → {}", before.to_json(), after.to_json());
    }
    Ok(())
}

fn cases() -> ProptestConfig {
    ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn law_1_more_hours_never_worsen_an_outcome(
        before in applicant(),
        more in applicants::hours(),
    ) {
        let mut after = before.clone();
        after.hours.push(more);
        never_worse(&before, &after)?;
    }

    #[test]
    fn law_2_one_more_relief_never_worsens_an_outcome(before in applicant(), more in relief()) {
        let mut after = before.clone();
        match more {
            Relief::Grassroots => after.post.grassroots = true,
            Relief::NonPublic => after.post.sector = Some(policy::Sector::NonPublic),
            Relief::Circumstance(circumstance) => after.circumstances.push(circumstance),
            // Another day of transfer would take one fact away to give another.
            Relief::Transfer(day) => {
                after.post.from_government_on = before.post.from_government_on.or(Some(day));
            }
            Relief::Deemed(deemed) => after.deemed.push(deemed),
        }
        never_worse(&before, &after)?;
    }

    #[test]
    fn law_3_a_later_birthday_never_improves_an_outcome(
        earlier in applicant(),
        days in 0..20_000_i32,
    ) {
        let mut later = earlier.clone();
        let on = earlier.application.on;
        later.person.born = earlier.person.born.map(|born| born.plus_days(days).min(on));
        never_worse(&later, &earlier)?;
    }

    #[test]
    fn law_4_following_the_plan_gives_met(before in applicant()) {
        let decision = decide(&before);
        let short = decision.requirements.iter().filter(|row| row.short > Hours::ZERO).count();
        match &decision.plan {
            Some(plan) => {
                prop_assert_eq!(plan.items.len(), short);
                let mut after = before.clone();
                after.hours.extend(plan.items.iter().map(|item| GivenHours {
                    year: item.year.unwrap(),
                    category: item.category.clone(),
                    hours: item.hours,
                }));
                let followed = decide(&after);
                prop_assert_eq!(followed.outcome, Outcome::Met, "{}", followed.to_json());
            }
            None => prop_assert!(short == 0 || decision.outcome == Outcome::Undecided),
        }
    }

    #[test]
    fn law_5_a_row_below_what_is_required_never_leaves_met(before in applicant()) {
        let decision = decide(&before);
        let refers = |reason: &policy::Reason| reason.effect.kind == EffectKind::Reference;
        if decision.outcome != Outcome::Met || decision.reasons.iter().any(refers) {
            return Ok(());
        }
        for row in decision.requirements.iter().filter(|row| !row.deemed) {
            let mut after = before.clone();
            after.hours.retain(|given| {
                Some(given.year) != row.year || given.category != row.category
            });
            after.hours.push(GivenHours {
                year: row.year.unwrap(),
                category: row.category.clone(),
                hours: Hours::hundredths(row.required.get() - 1),
            });
            prop_assert_ne!(decide(&after).outcome, Outcome::Met);
        }
    }

    #[test]
    fn law_6_every_outcome_names_clauses_that_exist(applicant in applicant()) {
        let decision = decide(&applicant);
        prop_assert!(!decision.reasons.is_empty());
        for reason in &decision.reasons {
            prop_assert!(edition().clause(&reason.clause).is_some(), "{}", reason.clause);
            let unfilled = [&reason.zh, &reason.en].iter().any(|text| text.contains('{'));
            prop_assert!(!unfilled, "{}", reason.zh);
        }
        let effects: Vec<_> = decision.reasons.iter().map(|reason| reason.effect.kind).collect();
        prop_assert!(effects.is_sorted());
    }

    #[test]
    fn law_7_the_order_of_lists_does_not_matter(applicant in applicant(), by in 0..6_usize) {
        let mut turned = applicant.clone();
        turned.hours.reverse();
        turned.deemed.reverse();
        turned.circumstances.reverse();
        let length = turned.hours.len().max(1);
        turned.hours.rotate_left(by % length);
        prop_assert_eq!(decide(&applicant).to_json(), decide(&turned).to_json());
    }

    #[test]
    fn an_undecided_outcome_is_settled_by_what_is_missing_and_changed_by_each_of_it(
        applicant in applicant(),
        known in applicants::person(),
        sector in applicants::sector(),
    ) {
        let decision = decide(&applicant);
        let undecided = decision.outcome == Outcome::Undecided;
        prop_assert_eq!(undecided, !decision.missing.is_empty());
        // What is not missing may be given and the outcome's class stays; what is missing settles
        // it.
        let mut settled = applicant.clone();
        for fact in &decision.missing {
            match fact.as_str() {
                "person.sex" => settled.person.sex = known.sex,
                "person.born" => settled.person.born = known.born,
                "post.sector" => settled.post.sector = Some(sector),
                other => prop_assert!(false, "unknown fact {}", other),
            }
        }
        prop_assert_ne!(decide(&settled).outcome, Outcome::Undecided);
    }

    #[test]
    fn an_applicant_reads_back_from_json(applicant in applicant()) {
        let json = serde_json::to_string(&applicant).unwrap();
        prop_assert_eq!(Applicant::from_json(json.as_bytes()).unwrap(), applicant);
    }
}
