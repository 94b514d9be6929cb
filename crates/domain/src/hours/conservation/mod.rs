//! The conservation check: hours posted match seconds covered, for everyone. A few people at a
//! time, in memory that does not grow with them; it reads one state of the database and changes
//! nothing.

mod rules;

use std::collections::BTreeMap;

use kernel::{CourseId, Outcome, PersonId, TerritoryId};

use self::rules::{Account, Catalogue};
use crate::catalogue::Course;
use crate::hours::carrying;
use crate::identity::{self, PersonFacts};
use crate::learning::{self, Asked, Difference, Lengths};
use crate::orders::{self, Enrolment};
use crate::permission::Action;
use crate::{House, Op, catalogue, editions, exams, territory};

/// People that are looked at together.
const PEOPLE_AT_ONCE: i64 = 200;

/// What the check has seen so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// People.
    pub people: u64,
    /// Rows of lessons.
    pub lessons: u64,
    /// Watch sessions.
    pub sessions: u64,
    /// Beats.
    pub beats: u64,
    /// What officers credited.
    pub grants: u64,
    /// Enrolments.
    pub enrolments: u64,
    /// Ledger entries that an enrolment posted.
    pub entries: u64,
    /// Places where something does not agree.
    pub differences: u64,
}

/// What is remembered from one piece to the next: as much as the catalogue is long.
#[derive(Default)]
struct Memory {
    lengths: Lengths,
    courses: Catalogue,
    codes: BTreeMap<TerritoryId, String>,
}

/// Checks everyone. Each difference is told at once, and after each piece how far it is.
pub async fn prove(
    op: &mut Op,
    mut tell: impl FnMut(&Difference),
    mut at: impl FnMut(&Proof),
) -> Outcome<Proof> {
    let house = op.house.clone();
    op.allow(Action::SeeHealth, &*house)?;
    let (mut proof, mut memory) = (Proof::default(), Memory::default());
    let mut after: Option<PersonId> = None;
    loop {
        let people = identity::facts_after(op, after.as_ref(), PEOPLE_AT_ONCE).await?;
        let (Some(first), Some(last)) = (people.first(), people.last()) else {
            return Ok(proof);
        };
        after = Some(last.id.clone());
        let found = piece(op, &people, (&first.id, &last.id), &mut memory, &mut proof).await?;
        for difference in &found {
            proof.differences += 1;
            tell(difference);
        }
        at(&proof);
    }
}

async fn piece(
    op: &mut Op,
    people: &[PersonFacts],
    (first, last): (&PersonId, &PersonId),
    memory: &mut Memory,
    proof: &mut Proof,
) -> Outcome<Vec<Difference>> {
    let enrolments = orders::enrolments_between(op, first, last).await?;
    for enrolment in &enrolments {
        remember_course(op, &enrolment.course_id, &mut memory.courses).await?;
    }
    let mut code_of: BTreeMap<PersonId, String> = BTreeMap::new();
    for person in people {
        let code = code(op, &person.territory_id, &mut memory.codes).await?;
        code_of.insert(person.id.clone(), code);
    }
    let enrolments: BTreeMap<_, Enrolment> = enrolments
        .into_iter()
        .map(|enrolment| (enrolment.id.clone(), enrolment))
        .collect();
    let house = op.house.clone();
    let today = op.now.day();
    let asked = |enrolment: &Enrolment| {
        let code = code_of.get(&enrolment.person_id)?;
        let edition = editions::for_year(&house, code, enrolment.study_year, today).ok()?;
        let player = edition.player(enrolment.study_year);
        Some(Asked {
            complete_percent: player.complete_percent,
            allowed_speed_percent: player.allowed_speed_percent,
        })
    };
    let lengths = &mut memory.lengths;
    let counted = learning::check_people(op, (first, last), &enrolments, asked, lengths).await?;
    let mut found = counted.differences;
    let account = Account {
        passed: exams::passed_between(op, first, last).await?,
        complete: counted.complete,
        entries: ledger::list_between(&mut op.tx, first, last).await?,
        enrolments,
    };
    found.extend(carrying::check(op, &account.entries).await?);
    let posts = |enrolment: &Enrolment, course: &Course, day| {
        let code = code_of.get(&enrolment.person_id)?;
        posting_of(&house, code, enrolment, course, day)
    };
    proof.entries += rules::judge(&account, &memory.courses, posts, &mut found);
    proof.people += u64::try_from(people.len()).unwrap_or(0);
    proof.enrolments += u64::try_from(account.enrolments.len()).unwrap_or(0);
    proof.lessons += counted.lessons;
    proof.sessions += counted.sessions;
    proof.beats += counted.beats;
    proof.grants += counted.grants;
    Ok(found)
}

/// On what event an edition posts the hours of an enrolment.
fn posting_of(
    house: &House,
    code: &str,
    enrolment: &Enrolment,
    course: &Course,
    day: kernel::Day,
) -> Option<policy::Posting> {
    let edition = editions::for_year(house, code, enrolment.study_year, day).ok()?;
    Some(edition.posts_on(course.category))
}

async fn code(
    op: &mut Op,
    id: &TerritoryId,
    codes: &mut BTreeMap<TerritoryId, String>,
) -> Outcome<String> {
    if let Some(code) = codes.get(id) {
        return Ok(code.clone());
    }
    let code = territory::get(op, id).await?.code;
    codes.insert(id.clone(), code.clone());
    Ok(code)
}

async fn remember_course(op: &mut Op, id: &CourseId, courses: &mut Catalogue) -> Outcome<()> {
    if !courses.contains_key(id) {
        let course = catalogue::get_course(op, id).await?;
        let lessons = catalogue::lessons(op, id).await?.len();
        courses.insert(id.clone(), (course, lessons));
    }
    Ok(())
}
