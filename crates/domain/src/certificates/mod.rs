//! Certificates (培训合格证书): one per passed course, frozen when it is issued.
//!
//! The facts and the bytes of a certificate never change. Whether it still stands is not written
//! on it: that follows from the ledger each time somebody asks. Also here, because cards share
//! them: the numbers of documents and the press that turns frozen facts into kept bytes.
//!
//! Not here: whether an exam is passed (exams), what earns hours (hours), who may look a number up
//! in public (cards, which knows both kinds of document).

mod error;
mod model;
mod number;
mod own;
mod press;
mod rules;
mod service;
mod store;

pub use error::Error;
pub use model::{Certificate, CertificateFacts, Due, Standing};
pub use number::{DocumentKind, DocumentNumber};
pub use own::erase_of;
pub use service::{bytes, find_by_number, get, issue, list, list_due};

pub(crate) use press::{kept_bytes, print, verify_address};
pub(crate) use service::new_number;
