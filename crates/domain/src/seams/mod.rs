//! The true outside, behind traits: files, text messages, typesetting, payment houses. Each has a
//! working default; there is no trait over our own database.

mod gateways;

pub use gateways::{Sandbox, Transfer};

use std::path::PathBuf;

use kernel::{Fault, Fen, Outcome, Phone};

/// Keeps bytes by key: media and issued documents. The default is a folder.
pub trait FileStore: Send + Sync {
    /// Keeps the bytes durably; keeping the same key again is harmless.
    fn put(&self, key: &str, bytes: &[u8]) -> Outcome<()>;
    /// The bytes; `house.no_file` when there are none.
    fn get(&self, key: &str) -> Outcome<Vec<u8>>;
    /// Where the bytes stand on this machine, when they do: for range requests without a copy.
    fn local_path(&self, key: &str) -> Option<PathBuf>;
}

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

/// A folder as a file store. Bytes are written beside and renamed, so that a key either has all
/// of them or none.
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// A store in this folder, which is made when it does not exist.
    pub fn new(root: PathBuf) -> Outcome<Self> {
        std::fs::create_dir_all(&root).map_err(failed)?;
        Ok(Self { root })
    }

    fn path(&self, key: &str) -> Option<PathBuf> {
        let plain = !key.is_empty()
            && key.split('/').all(|part| {
                !part.is_empty()
                    && !part.starts_with('.')
                    && part
                        .bytes()
                        .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
            });
        plain.then(|| self.root.join(key))
    }
}

impl FileStore for Folder {
    fn put(&self, key: &str, bytes: &[u8]) -> Outcome<()> {
        use std::io::Write as _;
        let path = self
            .path(key)
            .ok_or_else(|| Fault::internal("house.bad_file_key", key))?;
        if path.exists() {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(&self.root);
        std::fs::create_dir_all(folder).map_err(failed)?;
        let beside = path.with_extension(format!("part{}", std::process::id()));
        let mut file = std::fs::File::create(&beside).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        file.sync_all().map_err(failed)?;
        std::fs::rename(&beside, &path).map_err(failed)?;
        // The name is durable only when its folder is.
        std::fs::File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(failed)
    }

    fn get(&self, key: &str) -> Outcome<Vec<u8>> {
        let path = self
            .path(key)
            .ok_or_else(|| Fault::internal("house.bad_file_key", key))?;
        std::fs::read(path).map_err(|error| Fault::internal("house.no_file", error))
    }

    fn local_path(&self, key: &str) -> Option<PathBuf> {
        self.path(key)
    }
}

fn failed(error: std::io::Error) -> Fault {
    Fault::internal("house.file_store", error)
}
