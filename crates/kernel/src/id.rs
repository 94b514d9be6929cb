//! Typed ids: a prefix that says what the thing is, and a ULID that sorts by time of birth.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;
use std::sync::Arc;

use crate::{Fault, Instant, Kind};

/// What an id belongs to; the prefix is part of the id's text (`exam_01J…`).
pub trait Prefixed {
    /// The letters before the underscore.
    const PREFIX: &'static str;
}

/// An id of a `T`. Cheap to clone; compares and sorts as its text.
pub struct Id<T>(Arc<str>, PhantomData<fn() -> T>);

/// Longest text that is read as an id, in bytes.
const LENGTH_MAX: usize = 64;

impl<T: Prefixed> Id<T> {
    /// Makes an id from the instant of birth and 80 random bits (the upper ones are ignored).
    pub fn from_parts(born: Instant, random: u128) -> Self {
        let millis = u64::try_from(born.micros() / 1000).unwrap_or(0);
        let ulid = ulid::Ulid::from_parts(millis, random);
        Self(Arc::from(format!("{}_{}", T::PREFIX, ulid)), PhantomData)
    }
}

impl<T> Id<T> {
    /// The id as it stands in the database, in addresses and in the API.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: Prefixed> FromStr for Id<T> {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let fits = text.len() <= LENGTH_MAX
            && text
                .strip_prefix(T::PREFIX)
                .and_then(|rest| rest.strip_prefix('_'))
                .is_some_and(|rest| {
                    !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                });
        if fits {
            Ok(Self(Arc::from(text), PhantomData))
        } else {
            // Whoever holds no well-formed id holds no id of ours: the same answer as for a
            // thing that does not exist.
            Err(Fault::new(Kind::NotFound, "kernel.bad_id"))
        }
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0), PhantomData)
    }
}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> std::hash::Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<T> serde::Serialize for Id<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}
impl<'de, T: Prefixed> serde::Deserialize<'de> for Id<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $alias:ident = $tag:ident $prefix:literal;)*) => {
        /// What ids belong to; never constructed.
        pub mod tag {
            $($(#[$doc])* #[derive(Debug)] pub enum $tag {})*
        }
        $(
            $(#[$doc])*
            pub type $alias = Id<tag::$tag>;
            impl Prefixed for tag::$tag {
                const PREFIX: &'static str = $prefix;
            }
        )*
    };
}

ids! {
    /// A territory: the region, a league city, a zone.
    TerritoryId = Territory "ter";
    /// A person.
    PersonId = Person "per";
    /// An employer.
    EmployerId = Employer "emp";
    /// A person's time at an employer.
    EmploymentId = Employment "job";
    /// A department of an employer.
    DepartmentId = Department "dpt";
    /// A base.
    BaseId = Base "base";
    /// A course.
    CourseId = Course "crs";
    /// A lesson of a course.
    LessonId = Lesson "les";
    /// A file on its way to us.
    UploadId = Upload "upl";
    /// A course in the making.
    DraftId = Draft "drf";
    /// A lesson of a course in the making.
    DraftLessonId = DraftLesson "dls";
    /// A question of a course in the making.
    DraftQuestionId = DraftQuestion "dqs";
    /// A file that was sent for a lesson.
    LessonFileId = LessonFile "fil";
    /// A question of a lesson, by which presence is checked.
    LessonQuestionId = LessonQuestion "lqs";
    /// A media file.
    MediaId = Media "med";
    /// An order.
    OrderId = Order "ord";
    /// An employer's order for many.
    GroupOrderId = GroupOrder "gor";
    /// Money that an employer asks back.
    RefundId = Refund "rfd";
    /// A person on a course for a study year.
    EnrolmentId = Enrolment "enr";
    /// A watch session.
    WatchSessionId = WatchSession "watch";
    /// A presence check.
    CheckId = Check "chk";
    /// A dispute about a stretch of a lesson.
    DisputeId = Dispute "dis";
    /// Seconds that an officer credited.
    GrantId = CreditGrant "grt";
    /// Something that an inspector might want to look at.
    SignalId = Signal "sig";
    /// A place in a queue.
    QueueItemId = QueueItem "que";
    /// Something that a person was told.
    MessageId = Message "msg";
    /// A file that proves something.
    EvidenceId = Evidence "evi";
    /// An employer that asks to be accepted, or to lie elsewhere.
    RegistrationId = Registration "reg";
    /// A list of an employer's people.
    RosterId = Roster "ros";
    /// A person who says that she works somewhere.
    JoiningId = Joining "joi";
    /// Two accounts of one person.
    MergerId = Merger "mrg";
    /// Somebody who stands in for another.
    CoverId = Cover "cov";
    /// A fact that decisions rest on.
    FactId = Fact "fct";
    /// Hours asked for on evidence.
    ClaimId = Claim "clm";
    /// A list of hours of earlier years.
    EarlierListId = EarlierList "ehl";
    /// Hours of earlier years that a learner asks for.
    EarlierRequestId = EarlierRequest "ehr";
    /// A question of a bank.
    QuestionId = Question "qst";
    /// An attempt at an exam.
    AttemptId = Attempt "att";
    /// A ledger entry.
    EntryId = Entry "hrs";
    /// A revocation of a ledger entry.
    RevocationId = Revocation "rev";
    /// A decision that was shown.
    DecisionId = Decision "dec";
    /// A committee's list of applicants.
    BatchId = Batch "bat";
    /// The effect of a draft edition, as it is counted.
    EffectId = Effect "eff";
    /// A certificate.
    CertificateId = Certificate "cert";
    /// An annual report.
    ReportId = Report "rep";
    /// A yearly card.
    CardId = Card "card";
    /// Everything about a person in one file.
    ExportId = Export "exp";
    /// A person who asks to be erased.
    ErasureId = Erasure "ers";
    /// A job of the queue.
    JobId = Job "work";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_another_kind_does_not() {
        let id = PersonId::from_parts(Instant::from_micros(1_671_066_000_000_000), 7);
        assert_eq!(id.as_str().parse::<PersonId>().unwrap(), id);
        assert!(id.as_str().parse::<CourseId>().is_err());
        assert!("per_".parse::<PersonId>().is_err());
        assert!("per_1'; --".parse::<PersonId>().is_err());
    }

    #[test]
    fn ids_sort_by_birth() {
        let early = PersonId::from_parts(Instant::from_micros(1_000_000), u128::MAX);
        let late = PersonId::from_parts(Instant::from_micros(2_000_000), 0);
        assert!(early < late);
    }
}
