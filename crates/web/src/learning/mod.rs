//! My courses, a course with its lessons, the player. What is covered and what it earns is decided
//! by the domain; these pages say where one stands, what is missing and the next step.

pub mod course;
pub mod courses;
pub mod dispute;
pub(crate) mod glass;
pub mod lesson;
pub mod record;
mod standing;

pub(crate) use standing::{Next, Standing, StudyRules, length};
