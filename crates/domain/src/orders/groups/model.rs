//! An employer's order, its seats, and what one would be before it is placed.

use std::str::FromStr;

use kernel::{
    Category, CourseId, EmployerId, EnrolmentId, Fault, Fen, GroupOrderId, Hours, Instant, Kind,
    OrderId, PersonId, TerritoryId, Year,
};

use crate::Resource;
use crate::catalogue::Course;
use crate::employers::Employer;
use crate::orders::model::OrderStatus;

/// Where an employer's order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupStatus {
    /// Waits for its payment.
    Placed,
    /// Paid; its seats are activated.
    Paid,
    /// Given up before it was paid.
    Cancelled,
}

impl GroupStatus {
    /// The name in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Paid => "paid",
            Self::Cancelled => "cancelled",
        }
    }
}

impl FromStr for GroupStatus {
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

/// An employer's order for many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: GroupOrderId,
    /// What the payer writes on the transfer; begins with a letter.
    pub number: String,
    /// Who pays.
    pub employer_id: EmployerId,
    /// The payer's name now.
    pub employer_name: String,
    /// The territory whose bureau is paid.
    pub territory_id: TerritoryId,
    /// Path of that territory.
    pub territory_path: String,
    /// The study year that all its courses count for.
    pub study_year: Year,
    /// What is to be paid.
    pub fen: Fen,
    /// How many seats it was placed with.
    pub seats: i64,
    /// Where it stands.
    pub status: GroupStatus,
    /// Who placed it.
    pub placed_by: PersonId,
    /// When it was placed.
    pub placed_at: Instant,
    /// When it was paid.
    pub paid_at: Option<Instant>,
}

impl Resource for Group {
    fn kind(&self) -> &'static str {
        "group_order"
    }
    fn employer(&self) -> Option<&EmployerId> {
        Some(&self.employer_id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}

/// A seat of an employer's order: a person on a course. One that was given to somebody else stands
/// beside the one that took its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The ordinary order that it is.
    pub order_id: OrderId,
    /// Its number.
    pub number: String,
    /// Whose it is.
    pub person_id: PersonId,
    /// Her name.
    pub name: String,
    /// The course.
    pub course_id: CourseId,
    /// The course's title.
    pub title: String,
    /// The course's title in English.
    pub title_en: String,
    /// The category for which it counts.
    pub category: Category,
    /// What it costs.
    pub fen: Fen,
    /// Where it stands.
    pub status: OrderStatus,
    /// The enrolment that it activated, as long as no other order took that up.
    pub enrolment_id: Option<EnrolmentId>,
    /// Whether its money was asked back and nobody has answered yet.
    pub refund_asked: bool,
}

/// What an employer wants to order: each of these people on each of these courses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Who pays.
    pub employer: EmployerId,
    /// The study year for which all of it counts.
    pub year: Year,
    /// The courses.
    pub courses: Vec<CourseId>,
    /// The people.
    pub people: Vec<PersonId>,
}

/// What a wish comes to before anything is ordered.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Who pays.
    pub employer: Employer,
    /// The courses, each once.
    pub courses: Vec<Course>,
    /// What would be ordered, by name and then in the order of the courses.
    pub seats: Vec<PlannedSeat>,
    /// What would not, and why.
    pub left_out: Vec<LeftOut>,
    /// What the seats cost together.
    pub fen: Fen,
}

impl Plan {
    /// What is shown of it, to be held against what is placed.
    pub fn seen(&self) -> Seen {
        Seen {
            seats: self.seats.len(),
            fen: self.fen,
        }
    }
}

/// A seat that would be ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedSeat {
    /// Who.
    pub person_id: PersonId,
    /// Her name.
    pub name: String,
    /// The course.
    pub course_id: CourseId,
    /// Its category.
    pub category: Category,
    /// Its hours.
    pub hours: Hours,
    /// What it would cost her now.
    pub fen: Fen,
    /// What it would cost without a ceiling.
    pub full: Fen,
}

/// Somebody who would not be put on a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Who.
    pub person_id: PersonId,
    /// Her name.
    pub name: String,
    /// The course; none where no course could be ordered for her.
    pub course_id: Option<CourseId>,
    /// Why.
    pub why: WhyLeftOut,
}

/// Why somebody is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// She does not work at the employer any more.
    NotStaff,
    /// The study year is not open for her.
    YearClosed,
    /// She is on the course already.
    Enrolled,
    /// The course stands in an order of hers that waits.
    Ordered,
    /// An order of hers with public hours waits: what it costs decides what the next one costs.
    PublicWaiting,
}

impl WhyLeftOut {
    /// The name in words' keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotStaff => "not-staff",
            Self::YearClosed => "year-closed",
            Self::Enrolled => "enrolled",
            Self::Ordered => "ordered",
            Self::PublicWaiting => "public-waiting",
        }
    }
}

/// What whoever places an order was shown of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// So many seats.
    pub seats: usize,
    /// At this price together.
    pub fen: Fen,
}

/// Something that was done with an employer's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupStep {
    /// `placed`, `paid`, `cancelled`, `lapsed`, `moved`, `refund_asked`, `refund_confirmed`,
    /// `refund_returned`.
    pub action: String,
    /// Who did it, by name; none where a payment house's notice did.
    pub actor: Option<String>,
    /// Whose seat it was, by name.
    pub from: Option<String>,
    /// Who got it, by name.
    pub to: Option<String>,
    /// The course of the seat.
    pub course_id: Option<CourseId>,
    /// In which words.
    pub note: String,
    /// When.
    pub at: Instant,
}
