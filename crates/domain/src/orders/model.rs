//! Orders, payments, enrolments.

use std::str::FromStr;

use kernel::{
    Category, CourseId, EnrolmentId, Fault, Fen, Hours, Instant, Kind, OrderId, PersonId,
    TerritoryId, Year,
};

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
}

impl OrderStatus {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Paid => "paid",
            Self::Cancelled => "cancelled",
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
}

impl Resource for Enrolment {
    fn kind(&self) -> &'static str {
        "enrolment"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.person_id)
    }
}
