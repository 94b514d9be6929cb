//! What an employer asks back.

use std::str::FromStr;

use kernel::{CourseId, Day, EmployerId, Fault, Fen, Instant, Kind, OrderId, PersonId, RefundId};

use super::model::Group;
use crate::Resource;

/// Where a request for money stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundStatus {
    /// Waits for the cashier.
    Asked,
    /// The money went back.
    Confirmed,
    /// The cashier returned it with words.
    Returned,
}

impl RefundStatus {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Confirmed => "confirmed",
            Self::Returned => "returned",
        }
    }
}

impl FromStr for RefundStatus {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        match text {
            "asked" => Ok(Self::Asked),
            "confirmed" => Ok(Self::Confirmed),
            "returned" => Ok(Self::Returned),
            _ => Err(Fault::new(Kind::Invalid, "orders.bad_status").with("value", text)),
        }
    }
}

/// A request as it is kept, without its order and its seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRefund {
    /// Its id.
    pub id: RefundId,
    /// What goes back.
    pub fen: Fen,
    /// Why.
    pub reason: String,
    /// The edition whose rule gave the sum.
    pub edition_id: String,
    /// Where it stands.
    pub status: RefundStatus,
    /// Who asked.
    pub asked_by: PersonId,
    /// Her name.
    pub asked_by_name: String,
    /// When.
    pub asked_at: Instant,
    /// The last day on which it is answered, as promised.
    pub answer_by: Day,
    /// Who answered.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Instant>,
    /// The bank's reference of the money.
    pub reference: Option<String>,
    /// Why it was returned.
    pub note: String,
}

/// Money that an employer asks back for seats of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refund {
    /// The request.
    pub kept: KeptRefund,
    /// The order.
    pub group: Group,
    /// Its seats.
    pub seats: Vec<RefundSeat>,
}

impl Resource for Refund {
    fn kind(&self) -> &'static str {
        "refund"
    }
    fn employer(&self) -> Option<&EmployerId> {
        Some(&self.group.employer_id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.group.territory_path)
    }
}

/// A seat for which money goes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundSeat {
    /// The ordinary order that it is.
    pub order_id: OrderId,
    /// Whose it is.
    pub person_id: PersonId,
    /// Her name.
    pub name: String,
    /// The course.
    pub course_id: CourseId,
    /// Its title.
    pub title: String,
    /// Its title in English.
    pub title_en: String,
    /// What was paid.
    pub paid: Fen,
    /// What goes back.
    pub fen: Fen,
    /// Credited milliseconds when it was asked.
    pub covered_ms: i64,
    /// Of so many.
    pub length_ms: i64,
}
