//! The employer's orders for many: choosing courses and people, what it would come to, placing it,
//! and each order with its seats.

pub mod check;
mod choice;
pub mod list;
pub mod order;
pub mod pick;
pub mod receipt;
pub mod refund;
pub mod seat;

use domain::employers::{self, Employer};
use domain::orders::GroupStatus;
use domain::permission::Action;
use domain::{Op, identity};
use kernel::{EmployerId, Outcome, PersonId};

use crate::page::PageFrame;
use crate::staff::short_number;

/// Where an employer's order stands: words and look.
pub(crate) fn state(p: &PageFrame, status: GroupStatus) -> (String, &'static str) {
    match status {
        GroupStatus::Placed => (p.t("order-placed"), "wait"),
        GroupStatus::Paid => (p.t("order-paid"), "good"),
        GroupStatus::Cancelled => (p.t("order-cancelled"), "calm"),
    }
}

/// Somebody of the staff; post and number tell her from others of her name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Member {
    name: String,
    post: String,
    /// Her citizen id, masked.
    number: String,
    id: PersonId,
}

/// All of the staff by name.
async fn staff(op: &mut Op, employer: &EmployerId) -> Outcome<Vec<Member>> {
    let posts = employers::posts(op, employer).await?;
    let ids: Vec<PersonId> = posts.iter().map(|post| post.person_id.clone()).collect();
    let known = identity::masked(op, &ids).await?;
    let member = |post: employers::Employment| {
        let known = known.get(&post.person_id);
        Member {
            name: known.map_or_else(String::new, |one| one.name.clone()),
            post: post.post_title,
            number: known.map_or_else(String::new, |one| short_number(&one.citizen_id_masked)),
            id: post.person_id,
        }
    };
    let mut staff: Vec<Member> = posts.into_iter().map(member).collect();
    staff.sort();
    Ok(staff)
}

/// The employer for which who looks may order.
async fn own(op: &mut Op) -> Outcome<Employer> {
    let id = super::own_employer(op)?;
    let employer = employers::get(op, &id).await?;
    op.allow(Action::PlaceGroupOrder, &employer)?;
    Ok(employer)
}
