//! Pages on which a base makes its courses, and its bureau reviews them: drafts with their lessons,
//! files and questions. The bytes come by `/uploads`; here a lesson is told which upload is its
//! file.

pub mod draft;
mod form;
pub mod lesson;
pub mod list;
pub mod preview;
pub mod review;
pub mod text;
mod words;

use domain::permission::Error;
use domain::{Op, Role};
use kernel::{BaseId, Outcome};

/// The base for which somebody makes courses.
fn own_base(op: &Op) -> Outcome<BaseId> {
    let scope = [Role::BaseAdmin, Role::Instructor]
        .into_iter()
        .find_map(|role| op.actor.scope_of(role));
    scope.ok_or(Error::Denied)?.parse()
}
