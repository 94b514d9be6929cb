//! What posted hours must rest on. Pure.

use std::collections::BTreeMap;

use kernel::{CourseId, Day, EnrolmentId, Instant};
use ledger::Entry;
use policy::Posting;

use crate::catalogue::Course;
use crate::hours::rules::enrolment_source;
use crate::learning::Difference;
use crate::orders::Enrolment;

/// Courses with how many lessons they have.
pub(super) type Catalogue = BTreeMap<CourseId, (Course, usize)>;

/// What is known about some people.
pub(super) struct Account {
    pub enrolments: BTreeMap<EnrolmentId, Enrolment>,
    /// Complete lessons of each enrolment, and when the last of them was completed.
    pub complete: BTreeMap<EnrolmentId, (usize, Instant)>,
    /// When the attempt was opened by which the exam was passed.
    pub passed: BTreeMap<EnrolmentId, Instant>,
    /// All their ledger entries.
    pub entries: Vec<Entry>,
}

impl Account {
    /// When all lessons of a course were complete.
    fn completed_at(&self, enrolment: &EnrolmentId, lessons: usize) -> Option<Instant> {
        let (complete, at) = self.complete.get(enrolment)?;
        (lessons > 0 && *complete >= lessons).then_some(*at)
    }
}

/// Adds what does not agree to `found`; how many entries an enrolment posted.
pub(super) fn judge(
    account: &Account,
    courses: &Catalogue,
    posts: impl Fn(&Enrolment, &Course, Day) -> Option<Posting>,
    found: &mut Vec<Difference>,
) -> u64 {
    let (mut posted, mut number) = (BTreeMap::new(), 0);
    let of_source: BTreeMap<String, &Enrolment> = account
        .enrolments
        .values()
        .map(|enrolment| (enrolment_source(&enrolment.id), enrolment))
        .collect();
    let earned = account
        .entries
        .iter()
        .filter(|entry| entry.reverses.is_none() && entry.source.starts_with("enrolment:"));
    for entry in earned {
        number += 1;
        let enrolment = of_source.get(&entry.source).copied();
        let known = enrolment.filter(|enrolment| enrolment.person_id == entry.person);
        let Some(enrolment) = known else {
            let words = format!("posted by {}, which is no enrolment of hers", entry.source);
            found.push(difference("hours.no_enrolment", entry, words));
            continue;
        };
        posted.insert(enrolment.id.clone(), entry);
        if let Some((course, lessons)) = courses.get(&enrolment.course_id) {
            amount(entry, enrolment, course, found);
            rests_on(account, entry, enrolment, (course, *lessons), &posts, found);
        }
    }
    for enrolment in account.enrolments.values() {
        if let Some((course, lessons)) = courses.get(&enrolment.course_id)
            && !posted.contains_key(&enrolment.id)
            && let Some(words) = owed(account, enrolment, (course, *lessons), &posts)
        {
            found.push(Difference {
                code: "hours.not_posted",
                person: enrolment.person_id.clone(),
                subject: enrolment.id.to_string(),
                words,
            });
        }
    }
    number
}

/// An entry is of exactly the course's hours, for its year and category.
fn amount(entry: &Entry, enrolment: &Enrolment, course: &Course, found: &mut Vec<Difference>) {
    let is_due = entry.hours == course.hours
        && entry.category == course.category
        && entry.study_year == enrolment.study_year;
    if !is_due {
        let words = format!(
            "{} hours {} of {} are posted; {} earns {} hours {} of {}",
            entry.hours,
            entry.category.as_str(),
            entry.study_year,
            enrolment.id,
            course.hours,
            course.category.as_str(),
            enrolment.study_year
        );
        found.push(difference("hours.amount", entry, words));
    }
}

/// All lessons are complete; and the exam is passed, where that is what posts.
fn rests_on(
    account: &Account,
    entry: &Entry,
    enrolment: &Enrolment,
    (course, lessons): (&Course, usize),
    posts: &impl Fn(&Enrolment, &Course, Day) -> Option<Posting>,
    found: &mut Vec<Difference>,
) {
    if account.completed_at(&enrolment.id, lessons).is_none() {
        let complete = account
            .complete
            .get(&enrolment.id)
            .map_or(0, |(many, _)| *many);
        let words = format!(
            "{} hours are posted; {complete} of {lessons} lessons of {} are complete",
            entry.hours, enrolment.id
        );
        found.push(difference("hours.lessons_missing", entry, words));
    }
    let on = posts(enrolment, course, entry.at.day());
    if on == Some(Posting::Exam) && !account.passed.contains_key(&enrolment.id) {
        let words = format!(
            "{} hours are posted; the exam of {} is not passed",
            entry.hours, enrolment.id
        );
        found.push(difference("hours.exam_missing", entry, words));
    }
}

/// What has earned hours that are not posted.
fn owed(
    account: &Account,
    enrolment: &Enrolment,
    (course, lessons): (&Course, usize),
    posts: &impl Fn(&Enrolment, &Course, Day) -> Option<Posting>,
) -> Option<String> {
    if let Some(at) = account.completed_at(&enrolment.id, lessons)
        && posts(enrolment, course, at.day()) == Some(Posting::Completion)
    {
        return Some(format!(
            "all {lessons} lessons are complete, and {} hours are not posted",
            course.hours
        ));
    }
    let at = account.passed.get(&enrolment.id)?;
    (posts(enrolment, course, at.day()) == Some(Posting::Exam)).then(|| {
        format!(
            "the exam is passed, and {} hours are not posted",
            course.hours
        )
    })
}

fn difference(code: &'static str, entry: &Entry, words: String) -> Difference {
    Difference {
        code,
        person: entry.person.clone(),
        subject: entry.id.to_string(),
        words,
    }
}
