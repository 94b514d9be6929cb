//! Employers (用人单位) and who works there. History follows the person; an employer sees its own
//! staff only.

mod error;
mod model;
mod own;
mod service;
mod store;

pub use error::Error;
pub use model::{Employer, Employment, NewEmployer, NewEmployment, PostFacts, Sector, Worker};
pub use own::{end_posts_of, posts_of};
pub use service::{add, employ, get, list, post_facts, posts, worker};
