//! What all operations share: the database, keys, policies, settings and the seams.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use db::Db;
use kernel::{Fault, Kind};
use policy::Policies;
use tokio::sync::Semaphore;

use crate::identity::Keys;
use crate::seams::{FileStore, Mailer, PaymentGateway, SmsSender, Typesetter, Wording};
use crate::territory;

/// Numbers that an operator may set.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address under which people reach us, without a slash at the end; stands in QR codes.
    pub public_url: String,
    /// A session ends after so long without activity.
    pub idle_timeout: Duration,
    /// A session ends after so long, whatever happens.
    pub session_max: Duration,
    /// Wrong passwords in a row before an account is locked.
    pub failures_max: i64,
    /// How long it stays locked.
    pub lock_for: Duration,
    /// How long a code by text message is good.
    pub code_for: Duration,
    /// Account to which learners transfer: name, number, bank.
    pub account: [String; 3],
    /// A committee's list is erased so long after it was uploaded.
    pub batch_kept_for: Duration,
    /// Within so many working days (Monday to Friday) the bureau answers a dispute about what was
    /// credited. The notice names no time: this is what the operator promises for the bureau.
    pub dispute_working_days: u16,
    /// Between two texts to one person lies at least so long.
    pub messages_every: Duration,
    /// From this hour of the day on (Shanghai) nothing is sent that nobody waits for, …
    pub quiet_from_hour: i8,
    /// … until this hour.
    pub quiet_until_hour: i8,
    /// Within so many working days an employer answers a claim; then it goes to the bureau. The
    /// notice names no time for any of these three.
    pub claim_employer_working_days: u16,
    /// Within so many working days the bureau decides a claim or an appeal.
    pub claim_working_days: u16,
    /// For so many days a refusal can be appealed.
    pub claim_appeal_days: u16,
    /// Within so many working days a desk answers what waits at it: a fact, a claim, a joining. The
    /// notice names no time either.
    pub answer_working_days: u16,
    /// An employer's order that is not paid is given up after so long: its people may order for
    /// themselves again.
    pub group_order_kept_for: Duration,
    /// Memory of one argon2id hash, in KiB.
    pub argon2_kib: u32,
    /// Largest file that a base may send, in bytes.
    pub upload_bytes_max: i64,
    /// Most files of a base that may be on their way at once.
    pub uploads_max: i64,
    /// A file that nobody sends on is forgotten after so long.
    pub upload_kept_for: Duration,
    /// The program that tells what a film is.
    pub ffprobe: String,
    /// The program that tells what a document is.
    pub pdfinfo: String,
    /// The program that draws the first page of a document.
    pub pdftoppm: String,
    /// A file that proved something is erased so long after that was decided: when the time for
    /// disputes is over.
    pub evidence_kept_for: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".into(),
            idle_timeout: Duration::from_mins(30),
            session_max: Duration::from_hours(12),
            failures_max: 5,
            lock_for: Duration::from_mins(15),
            code_for: Duration::from_mins(10),
            account: ["—".into(), "—".into(), "—".into()],
            batch_kept_for: Duration::from_hours(180 * 24),
            dispute_working_days: 15,
            messages_every: Duration::from_mins(15),
            quiet_from_hour: 21,
            quiet_until_hour: 8,
            claim_employer_working_days: 5,
            claim_working_days: 15,
            claim_appeal_days: 30,
            answer_working_days: 10,
            group_order_kept_for: Duration::from_hours(15 * 24),
            argon2_kib: 19_456,
            upload_bytes_max: 20 * 1024 * 1024 * 1024,
            uploads_max: 20,
            upload_kept_for: Duration::from_hours(7 * 24),
            ffprobe: "ffprobe".into(),
            pdfinfo: "pdfinfo".into(),
            pdftoppm: "pdftoppm".into(),
            evidence_kept_for: Duration::from_hours(180 * 24),
        }
    }
}

/// The shared things; one per process.
pub struct House {
    /// The database.
    pub db: Db,
    /// Keys for identity numbers.
    pub keys: Keys,
    /// The rules.
    pub policies: Policies,
    /// Numbers that an operator may set.
    pub settings: Settings,
    /// Where files are kept.
    pub files: Arc<dyn FileStore>,
    /// Where files stand while they are on their way; beside the file store, so that a whole one
    /// is moved and not copied.
    pub staging: PathBuf,
    /// Who sends text messages.
    pub sms: Arc<dyn SmsSender>,
    /// Who sends mail.
    pub mailer: Arc<dyn Mailer>,
    /// Who puts messages into words.
    pub wording: Arc<dyn Wording>,
    /// Who sets documents.
    pub typesetter: Arc<dyn Typesetter>,
    /// Payment houses; the first is the default.
    pub gateways: Vec<Arc<dyn PaymentGateway>>,
    /// Territories that were read already.
    pub territories: territory::Known,
    /// As many password hashes at once as there are cores: each takes megabytes.
    pub hashing: Semaphore,
}

impl House {
    /// The payment house of that name.
    pub fn gateway(&self, name: &str) -> Result<&Arc<dyn PaymentGateway>, Fault> {
        self.gateways
            .iter()
            .find(|gateway| gateway.name() == name)
            .ok_or_else(|| Fault::new(Kind::NotFound, "house.unknown_gateway"))
    }
}

impl crate::Resource for House {
    fn kind(&self) -> &'static str {
        "house"
    }
}
