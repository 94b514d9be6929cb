//! Messages (消息): what somebody is told because something happened to a thing of hers, each with why
//! and what to do. Quiet: once in the product, and outside of it only when she asked for that.

mod model;
mod service;
mod store;

pub use model::{Message, Tell};
pub use service::{list, read, tell, unread};
