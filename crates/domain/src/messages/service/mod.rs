//! Telling and reading; wishes; what goes out; what is kept no longer.

mod keeping;
mod sending;
mod telling;
mod wishing;

pub use keeping::{erase_of, erase_old, export};
pub use sending::{bundle, mail_asked, prepare_mail, send_text};
pub use telling::{list, read, tell, unread};
pub use wishing::{confirm_mail, drop_mail, request_mail, set_by_text, wishes};
