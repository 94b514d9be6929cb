//! What is added up about some people.

use std::collections::{BTreeMap, HashSet};

use kernel::{EnrolmentId, Instant, LessonId, PersonId, WatchSessionId};

use super::store::{CheckRow, GrantRow, ProgressRow, SessionRow, SheafRow};
use crate::learning::coverage::Coverage;

/// Lengths of lessons in milliseconds.
pub type Lengths = BTreeMap<LessonId, i64>;

/// A place where the records do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What is wrong, as a stable code.
    pub code: &'static str,
    /// Whose record.
    pub person: PersonId,
    /// The session, the enrolment with the lesson, or the entry.
    pub subject: String,
    /// The figures, in words.
    pub words: String,
}

/// What was seen.
#[derive(Clone, Debug, Default)]
pub struct Counted {
    /// Rows of lessons.
    pub lessons: u64,
    /// Watch sessions.
    pub sessions: u64,
    /// Beats.
    pub beats: u64,
    /// What officers credited.
    pub grants: u64,
    /// Complete lessons of each enrolment, and when the last of them was completed.
    pub complete: BTreeMap<EnrolmentId, (usize, Instant)>,
    /// What does not agree.
    pub differences: Vec<Difference>,
}

/// A lesson of an enrolment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub person: PersonId,
    pub enrolment: EnrolmentId,
    pub lesson: LessonId,
}

/// What was credited of a lesson, by everything that credits or takes back.
#[derive(Debug, Default)]
pub(super) struct Sum {
    pub credited_ms: i64,
    pub granted_ms: i64,
    pub taken_back_ms: i64,
    /// Claimed by beats or credited by officers: nothing else can be covered.
    pub claimed: Coverage,
    /// A presence check waits for its answer.
    pub is_checked: bool,
}

/// A session with what its beats added.
#[derive(Debug)]
pub(super) struct SessionSum {
    pub session: SessionRow,
    pub credited_ms: i64,
    pub last_at: Option<Instant>,
    /// The numbers of its beats.
    pub numbers: HashSet<i64>,
}

#[derive(Debug, Default)]
pub(super) struct Books {
    pub counted: Counted,
    pub rows: BTreeMap<Key, ProgressRow>,
    pub sums: BTreeMap<Key, Sum>,
    pub sessions: BTreeMap<WatchSessionId, SessionSum>,
}

impl Books {
    pub fn add_session(&mut self, session: SessionRow) {
        self.counted.sessions += 1;
        let sum = SessionSum {
            credited_ms: 0,
            last_at: None,
            numbers: HashSet::new(),
            session,
        };
        self.sessions.insert(sum.session.id.clone(), sum);
    }

    pub fn add_grant(&mut self, grant: GrantRow) {
        self.counted.grants += 1;
        let sum = self.sums.entry(grant.key).or_default();
        sum.granted_ms += grant.credited_ms;
        for &span in grant.spans.spans() {
            sum.claimed.add(span);
        }
    }

    pub fn add_check(&mut self, check: CheckRow) {
        let sum = self.sums.entry(check.key).or_default();
        match check.uncredited {
            Some(spans) => sum.taken_back_ms += spans.total(),
            None => sum.is_checked = true,
        }
    }

    pub fn add_sheaf(&mut self, sheaf: &SheafRow) {
        self.counted.beats += u64::try_from(sheaf.beats.len()).unwrap_or(0);
        if !sheaf.is_true() {
            let words = format!(
                "says {:?} and {:?} of its beats",
                sheaf.numbers, sheaf.times
            );
            self.tell(
                "learning.sheaf",
                &sheaf.person,
                sheaf.session.to_string(),
                words,
            );
        }
        let Some(of) = self.sessions.get_mut(&sheaf.session) else {
            return;
        };
        let sum = self.sums.entry(of.session.key.clone()).or_default();
        let mut is_once = true;
        for beat in &sheaf.beats {
            of.credited_ms += beat.credited_ms;
            of.last_at = of.last_at.max(Some(beat.received_at));
            is_once &= of.numbers.insert(beat.seq);
            sum.credited_ms += beat.credited_ms;
            for &span in &beat.segments {
                sum.claimed.add(span);
            }
        }
        if !is_once {
            let words = "a number lies there twice".to_owned();
            self.tell(
                "learning.number",
                &sheaf.person,
                sheaf.session.to_string(),
                words,
            );
        }
    }

    pub fn tell(&mut self, code: &'static str, person: &PersonId, subject: String, words: String) {
        self.counted.differences.push(Difference {
            code,
            person: person.clone(),
            subject,
            words,
        });
    }
}
