//! Orders, payments, enrolments.

use std::str::FromStr;

use kernel::{
    Category, CourseId, EmployerId, EnrolmentId, Fault, Fen, GroupOrderId, Hours, Instant, Kind,
    OrderId, Outcome, PersonId, TerritoryId, Year,
};

use super::Error;
use super::groups::Group;
use crate::Resource;

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderStatus {
    /// Waits for its payment.
    Placed,
    /// Paid; its courses are activated.
    Paid,
    /// Given up before it was paid.
    Cancelled,
    /// A seat of an employer's order that was given to somebody else.
    Moved,
    /// A seat of an employer's order whose money went back.
    Refunded,
}

impl OrderStatus {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Paid => "paid",
            Self::Cancelled => "cancelled",
            Self::Moved => "moved",
            Self::Refunded => "refunded",
        }
    }
}

impl FromStr for OrderStatus {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        match text {
            "placed" => Ok(Self::Placed),
            "paid" => Ok(Self::Paid),
            "cancelled" => Ok(Self::Cancelled),
            "moved" => Ok(Self::Moved),
            "refunded" => Ok(Self::Refunded),
            _ => Err(Fault::new(Kind::Invalid, "orders.bad_status").with("value", text)),
        }
    }
}

/// An order with its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// What the payer writes on the transfer.
    pub number: String,
    /// Whose.
    pub person_id: PersonId,
    /// The territory whose bureau is paid.
    pub territory_id: TerritoryId,
    /// Path of that territory.
    pub territory_path: String,
    /// The study year that all its courses count for.
    pub study_year: Year,
    /// What is to be paid.
    pub fen: Fen,
    /// Where it stands.
    pub status: OrderStatus,
    /// When it was placed.
    pub placed_at: Instant,
    /// When it was paid.
    pub paid_at: Option<Instant>,
    /// The employer's order in which it is a seat: that one is paid and given up, never this.
    pub group_id: Option<GroupOrderId>,
    /// The courses in it.
    pub lines: Vec<OrderLine>,
}

impl Resource for Order {
    fn kind(&self) -> &'static str {
        "order"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person_id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}

/// A course in an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    /// The course.
    pub course_id: CourseId,
    /// Its category when it was ordered.
    pub category: Category,
    /// Its hours when it was ordered.
    pub hours: Hours,
    /// Its price.
    pub fen: Fen,
}

/// A payment that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The payment house.
    pub gateway: String,
    /// The house's own reference.
    pub reference: String,
    /// When we learnt of it.
    pub received_at: Instant,
}

/// A person on a course for a study year, activated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// Its id.
    pub id: EnrolmentId,
    /// Who.
    pub person_id: PersonId,
    /// On which course.
    pub course_id: CourseId,
    /// The year that its hours count for.
    pub study_year: Year,
    /// When it was activated.
    pub activated_at: Instant,
    /// When it ended: its seat was given to somebody else, or its money went or goes back. What was
    /// learnt on it stays.
    pub ended_at: Option<Instant>,
}

impl Enrolment {
    /// Refuses an enrolment that has ended.
    pub fn active(&self) -> Outcome<()> {
        match self.ended_at {
            Some(at) => Err(Error::EnrolmentEnded.fault().with("day", at.day())),
            None => Ok(()),
        }
    }
}

/// Why an enrolment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnrolmentEnd {
    /// Its seat was given to somebody else.
    Moved,
    /// Its money was asked back; returned, the enrolment goes on.
    RefundAsked,
    /// Its money went back.
    Refunded,
}

impl EnrolmentEnd {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::RefundAsked => "refund_asked",
            Self::Refunded => "refunded",
        }
    }
}

/// What an enrolment cost, and who paid it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// So much.
    pub fen: Fen,
    /// The employer that paid; none where she did.
    pub payer: Option<EmployerId>,
}

/// What a payment paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bill {
    /// A learner's order.
    Order(Order),
    /// An employer's.
    Group(Group),
}

impl Bill {
    /// Its number.
    pub fn number(&self) -> &str {
        match self {
            Self::Order(order) => &order.number,
            Self::Group(group) => &group.number,
        }
    }

    /// The name of where it stands.
    pub const fn status(&self) -> &'static str {
        match self {
            Self::Order(order) => order.status.as_str(),
            Self::Group(group) => group.status.as_str(),
        }
    }
}

impl Resource for Enrolment {
    fn kind(&self) -> &'static str {
        "enrolment"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person_id)
    }
}
