//! May I apply? The form, and the answer with everything that it rests on. The rules are the
//! engine's; these pages only ask and show.

pub mod api;
mod form;
mod shown;

pub use form::{new, submit};
pub use shown::show;
