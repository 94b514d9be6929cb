//! Messages (消息): what somebody is told because something happened to a thing of hers, each with
//! why and what to do. Quiet: once in the product, and outside of it only when she asked for that,
//! in one bundle at a time and never at night.

mod error;
mod jobs;
mod model;
mod rules;
mod service;
mod store;

pub use error::Error;
pub use jobs::{Bundle, SendMail, SendText};
pub use model::{MailAddress, Message, Tell, Wishes};
pub use service::{
    bundle, confirm_mail, drop_mail, erase_of, erase_old, export, list, mail_asked, prepare_mail,
    read, request_mail, send_text, set_by_text, tell, unread, wishes,
};
