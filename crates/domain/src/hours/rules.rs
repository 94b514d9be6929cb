//! What is posted, and what a year lacks: pure.

use std::collections::BTreeSet;

use kernel::{Category, EnrolmentId, Hours, Instant, Outcome, Year, limits};
use ledger::{Line, Posting, Total};
use policy::Edition;

use super::Error;
use super::deeming::Deeming;
use super::model::{Recognition, RecognitionId, Revocation, Verdict, YearRow, YearState};
use crate::catalogue::Course;
use crate::orders::Enrolment;

/// The clause on which a bureau recognises hours.
const RECOGNITION_CLAUSE: &str = "N2022 §3.9";

/// The clause on which entries are revoked: fraud is pursued.
pub const REVOCATION_CLAUSE: &str = "N2022 §6.1";

/// Most hours that are recognised at once; more is a slip of the pen.
const RECOGNISED_MAX: Hours = Hours::whole(200);

/// The ledger source of an enrolment's hours.
pub fn enrolment_source(enrolment: &EnrolmentId) -> String {
    format!("enrolment:{enrolment}")
}

/// The ledger source of a recognition.
pub(super) fn recognition_source(recognition: &RecognitionId) -> String {
    format!("recognition:{recognition}")
}

/// What an event earns on an enrolment: nothing, when the edition posts the course's category on
/// another event.
pub(super) fn posting(
    edition: &Edition,
    on: policy::Posting,
    enrolment: &Enrolment,
    course: &Course,
) -> Option<Posting> {
    (edition.posts_on(course.category) == on).then(|| Posting {
        person: enrolment.person_id.clone(),
        study_year: enrolment.study_year,
        category: course.category,
        hours: course.hours,
        source: enrolment_source(&enrolment.id),
        clause: edition.post_clause(course.category).to_owned(),
        title: course.title.clone(),
        recorded_by: None,
    })
}

/// The ledger posting of a recognition.
pub(super) fn recognition_posting(recognition: &Recognition) -> Posting {
    Posting {
        person: recognition.person_id.clone(),
        study_year: recognition.study_year,
        category: recognition.category,
        hours: recognition.hours,
        source: recognition_source(&recognition.id),
        clause: RECOGNITION_CLAUSE.to_owned(),
        title: recognition.evidence.clone(),
        recorded_by: Some(recognition.recognised_by.clone()),
    }
}

/// Refuses hours that cannot be recognised at once.
pub(super) fn check_recognised(hours: Hours) -> Outcome<()> {
    if hours > Hours::ZERO && hours <= RECOGNISED_MAX {
        Ok(())
    } else {
        Err(Error::BadHours
            .fault()
            .with("most", RECOGNISED_MAX)
            .at("hours"))
    }
}

/// Words that somebody must give: not empty, not longer than a text may be.
pub(super) fn given_words<'t>(
    text: &'t str,
    refusal: Error,
    field: &'static str,
) -> Outcome<&'t str> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > limits::TEXT_CHARS_MAX {
        return Err(refusal
            .fault()
            .with("most", limits::TEXT_CHARS_MAX)
            .at(field));
    }
    Ok(text)
}

/// A year against what the edition asks for.
pub(super) fn year(edition: &Edition, study_year: Year, totals: &[Total]) -> Outcome<YearState> {
    if !edition.study_years().any(|known| known == study_year) {
        return Err(Error::UnknownYear.fault().with("year", study_year));
    }
    Ok(state(edition, study_year, totals))
}

/// A year against what the edition asks for, also one that it does not speak of, as long as
/// something was posted for it or it is deemed complete.
pub(super) fn year_or_posted(
    edition: &Edition,
    study_year: Year,
    totals: &[Total],
    deemed: &[Deeming],
) -> Outcome<YearState> {
    let is_posted = totals.iter().any(|total| total.study_year == study_year);
    if is_posted || deemed.iter().any(|one| one.study_year == study_year) {
        return Ok(state(edition, study_year, totals));
    }
    year(edition, study_year, totals)
}

/// Every year that the edition speaks of, that something was posted for, or that is deemed
/// complete, newest first.
pub(super) fn known_years(edition: &Edition, totals: &[Total], deemed: &[Deeming]) -> Vec<Year> {
    let posted = totals.iter().map(|total| total.study_year);
    let deemed = deemed.iter().map(|one| one.study_year);
    let years: BTreeSet<Year> = edition.study_years().chain(posted).chain(deemed).collect();
    years.into_iter().rev().collect()
}

/// Since when nothing is missing: the time of the last entry that filled a category. None while
/// something is missing, and where nothing is owed.
pub(super) fn complete_since(state: &YearState, lines: &[Line]) -> Option<Instant> {
    let owed = state.rows.iter().filter(|row| row.required > Hours::ZERO);
    let filled = owed.map(|row| {
        let (mut sum, mut since) = (Hours::ZERO, None);
        for Line { entry, .. } in lines
            .iter()
            .filter(|line| line.entry.category == row.category)
        {
            sum = sum + entry.hours;
            since = (sum >= row.required).then(|| since.unwrap_or(entry.at));
        }
        // What stands complete without hours is so from the day on which that was decided.
        since.into_iter().chain(row.deemed_since).min()
    });
    filled.collect::<Option<Vec<_>>>()?.into_iter().max()
}

fn state(edition: &Edition, study_year: Year, totals: &[Total]) -> YearState {
    let rows = Category::ALL.map(|category| {
        let required = edition
            .required(study_year, category)
            .unwrap_or(Hours::ZERO);
        row(category, required, counted(totals, study_year, category))
    });
    YearState {
        study_year,
        rows: rows.to_vec(),
        window: edition.study_window(study_year),
        clause: edition
            .study_year(study_year)
            .map_or_else(String::new, |one| one.cite.to_string()),
        edition_id: edition.id().to_owned(),
    }
}

fn row(category: Category, required: Hours, counted: Hours) -> YearRow {
    YearRow {
        category,
        required,
        counted,
        short: counted.short_of(required),
        deemed_since: None,
    }
}

fn counted(totals: &[Total], study_year: Year, category: Category) -> Hours {
    totals
        .iter()
        .filter(|total| total.study_year == study_year && total.category == category)
        .map(|total| total.hours)
        .sum()
}

/// Whether this decision is the first; the same one again is no change, another one is refused.
pub(super) fn is_first_decision(revocation: &Revocation, verdict: Verdict) -> Outcome<bool> {
    match revocation.decision {
        None => Ok(true),
        Some(before) if before == verdict => Ok(false),
        Some(_) => Err(Error::AlreadyDecided.into()),
    }
}

#[cfg(test)]
mod tests {
    use kernel::{BaseId, CourseId, EntryId, PersonId, RevocationId};
    use ledger::Entry;
    use policy::Policies;

    use super::*;
    use crate::catalogue::ExamRules;

    const BORN: Instant = Instant::from_micros(1_000_000);

    fn enrolment() -> Enrolment {
        Enrolment {
            id: EnrolmentId::from_parts(BORN, 1),
            person_id: PersonId::from_parts(BORN, 2),
            course_id: CourseId::from_parts(BORN, 3),
            study_year: 2021,
            activated_at: BORN,
            ended_at: None,
        }
    }

    fn course(category: Category) -> Course {
        Course {
            id: CourseId::from_parts(BORN, 3),
            code: "c".into(),
            base_id: BaseId::from_parts(BORN, 4),
            category,
            field: "computer".into(),
            title: "数据安全".into(),
            title_en: "Data security".into(),
            summary: String::new(),
            year_from: 2020,
            year_to: 2022,
            hours: Hours::hundredths(1250),
            exam: ExamRules {
                questions: 1,
                minutes: 1,
                attempts: 1,
            },
            family_id: CourseId::from_parts(BORN, 3),
            version: 1,
            replaced_at: None,
            withdrawn_at: None,
        }
    }

    fn total(study_year: Year, category: Category, hours: i64) -> Total {
        Total {
            study_year,
            category,
            hours: Hours::whole(hours),
        }
    }

    fn with_edition(test: impl Fn(&Edition)) {
        let policies = Policies::embedded().unwrap();
        test(policies.for_territory("hohhot-etdz", 2022).unwrap());
    }

    #[test]
    fn public_hours_are_earned_by_completion_and_professional_ones_by_the_exam() {
        with_edition(|edition| {
            let earns = |on, category| posting(edition, on, &enrolment(), &course(category));
            let public = earns(policy::Posting::Completion, Category::Public).unwrap();
            assert_eq!(public.clause, "N2022 §2.1");
            assert!(earns(policy::Posting::Exam, Category::Public).is_none());
            assert!(earns(policy::Posting::Completion, Category::Professional).is_none());
            let professional = earns(policy::Posting::Exam, Category::Professional).unwrap();
            assert_eq!(professional.clause, "N2022 §2.2");
            assert_eq!(professional.hours, Hours::hundredths(1250));
            assert_eq!(
                professional.study_year, 2021,
                "the year of the enrolment, not of the day"
            );
            assert_eq!(professional.source, format!("enrolment:{}", enrolment().id));
        });
    }

    #[test]
    fn a_year_is_complete_by_its_own_hours_of_each_category_alone() {
        with_edition(|edition| {
            let mut totals = vec![
                total(2021, Category::Public, 90),
                total(2022, Category::Public, 200),
                total(2022, Category::Professional, 59),
            ];
            let state = year(edition, 2022, &totals).unwrap();
            let short = |category| state.row(category).unwrap().short;
            assert_eq!(short(Category::Public), Hours::ZERO);
            assert_eq!(short(Category::Professional), Hours::whole(1));
            assert!(!state.is_complete());
            totals.push(total(2022, Category::Professional, 1));
            assert!(year(edition, 2022, &totals).unwrap().is_complete());
        });
    }

    fn line(at: i64, category: Category, hours: i64) -> Line {
        let entry = Entry {
            id: EntryId::from_parts(BORN, 1),
            person: PersonId::from_parts(BORN, 2),
            seq: at,
            study_year: 2022,
            category,
            hours: Hours::whole(hours),
            source: String::new(),
            reverses: None,
            clause: String::new(),
            title: String::new(),
            recorded_by: None,
            at: Instant::from_micros(at),
            previous_hash: Vec::new(),
            hash: Vec::new(),
        };
        Line {
            entry,
            revoked: false,
        }
    }

    #[test]
    fn a_year_is_complete_since_its_last_gap_was_closed() {
        with_edition(|edition| {
            let state = year(edition, 2022, &[]).unwrap();
            let since = |lines: &[Line]| complete_since(&state, lines).map(Instant::micros);
            let mut lines = vec![
                line(1, Category::Public, 30),
                line(2, Category::Professional, 59),
            ];
            assert_eq!(since(&lines), None);
            lines.push(line(3, Category::Professional, 1));
            lines.push(line(4, Category::Professional, 8));
            assert_eq!(since(&lines), Some(3), "more than enough changes nothing");
            lines.push(line(5, Category::Public, -30));
            assert_eq!(since(&lines), None, "revoked");
            lines.push(line(6, Category::Public, 31));
            assert_eq!(since(&lines), Some(6));
        });
    }

    #[test]
    fn every_year_with_something_in_it_is_shown() {
        with_edition(|edition| {
            let posted = [total(2019, Category::Public, 5)];
            assert_eq!(known_years(edition, &posted, &[]), [2022, 2021, 2020, 2019]);
            let state = year_or_posted(edition, 2019, &posted, &[]).unwrap();
            assert!(state.is_complete(), "nothing is owed for 2019");
            let nothing = year_or_posted(edition, 2018, &posted, &[]).unwrap_err();
            assert_eq!(nothing.code(), "hours.unknown_year");
        });
    }

    #[test]
    fn a_year_that_the_edition_does_not_know_is_not_found() {
        with_edition(|edition| {
            assert_eq!(
                year(edition, 1999, &[]).unwrap_err().code(),
                "hours.unknown_year"
            );
        });
    }

    #[test]
    fn hours_to_recognise_are_more_than_none_and_not_a_slip_of_the_pen() {
        assert!(check_recognised(Hours::hundredths(1)).is_ok());
        for hours in [Hours::ZERO, Hours::hundredths(-1), Hours::whole(201)] {
            assert_eq!(
                check_recognised(hours).unwrap_err().code(),
                "hours.bad_hours"
            );
        }
    }

    #[test]
    fn words_are_trimmed_and_must_be_some() {
        let given = |text| given_words(text, Error::NoReason, "reason");
        assert_eq!(given(" 重复计入 ").unwrap(), "重复计入");
        assert_eq!(given("  ").unwrap_err().field(), Some("reason"));
        assert!(given(&"字".repeat(501)).is_err());
    }

    #[test]
    fn a_decision_can_be_repeated_and_not_turned_round() {
        let mut revocation = Revocation {
            id: RevocationId::from_parts(BORN, 1),
            entry_id: EntryId::from_parts(BORN, 2),
            person_id: PersonId::from_parts(BORN, 3),
            reason: "重复计入".into(),
            proposed_by: PersonId::from_parts(BORN, 4),
            proposed_at: BORN,
            decision: None,
            decided_by: None,
            decided_at: None,
        };
        assert!(is_first_decision(&revocation, Verdict::Rejected).unwrap());
        revocation.decision = Some(Verdict::Rejected);
        assert!(!is_first_decision(&revocation, Verdict::Rejected).unwrap());
        let refused = is_first_decision(&revocation, Verdict::Confirmed).unwrap_err();
        assert_eq!(refused.code(), "hours.already_decided");
    }
}
