//! The true outside, behind traits: files, text messages, mail, typesetting, payment houses. Each
//! has a working default; there is no trait over our own database.

mod files;
mod gateways;
mod post;

pub use files::{FileHead, FileStore, FileStream, Folder, is_key};
pub(crate) use files::{failed as disk_failed, is_full};
pub use gateways::{Sandbox, Transfer};
pub use post::{Mail, Mailer, Told, ToldSection, Wording};

use kernel::{Fen, Outcome, Phone};

/// Sends text messages. The default writes them to an outbox.
pub trait SmsSender: Send + Sync {
    /// Sends one; an error means that it may be tried again.
    fn send(&self, to: &Phone, text: &str) -> Outcome<()>;
}

/// The documents that are typeset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Certificate of a passed course (培训合格证书).
    Certificate,
    /// Yearly card (审验卡).
    Card,
    /// Summary of a committee's list (核对结果汇总表).
    BatchSummary,
}

/// Turns frozen facts into the bytes of a PDF.
pub trait Typesetter: Send + Sync {
    /// Sets the facts; the same facts give the same bytes.
    fn typeset(&self, template: Template, facts: &serde_json::Value) -> Outcome<Vec<u8>>;
}

/// What a payment house tells us about a payment, after its signature was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentNotice {
    /// The payment house.
    pub gateway: &'static str,
    /// The house's own reference of this payment: the same one counts once.
    pub reference: String,
    /// The number of the order, as we gave it to the house.
    pub order_number: String,
    /// What was paid.
    pub fen: Fen,
}

/// How a payer goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaymentStep {
    /// Transfer to this account, with the order's number as the remark.
    Transfer {
        /// Name of the account.
        account_name: String,
        /// Number of the account.
        account_number: String,
        /// Name of the bank.
        bank: String,
    },
    /// Go to the payment house's page.
    Visit {
        /// Address of the page.
        address: String,
    },
}

/// A payment house.
pub trait PaymentGateway: Send + Sync {
    /// Its name in the database and in addresses.
    fn name(&self) -> &'static str;
    /// How a payer goes on with an order.
    fn start(&self, order_number: &str, fen: Fen) -> PaymentStep;
    /// Reads a notice and checks its signature.
    fn read_notice(&self, body: &[u8], signature: &str) -> Outcome<PaymentNotice>;
}
