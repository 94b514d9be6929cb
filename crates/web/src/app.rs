//! What the web is given by whoever starts it: the house, a clock and a source of seeds. Beside
//! them stand two memories whose loss loses nothing: of watch sessions and of their callers.

use std::ops::Deref;
use std::sync::Arc;

use domain::House;
use domain::learning::BeatWriter;
use domain::seams::Sandbox;
use kernel::Instant;

use crate::callers::Callers;

/// The time, as the edge that starts the server wants it told: real, shifted or standing still.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// Seeds for the randomness of one operation each.
pub type Seeds = Arc<dyn Fn() -> [u8; 32] + Send + Sync>;

/// The web application. The router clones it several times for each request, so that a clone is
/// one count.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// What all requests share.
pub struct Shared {
    /// What all operations share.
    pub house: Arc<House>,
    /// Sampled once for each request.
    pub clock: Clock,
    /// Asked once for each operation.
    pub seeds: Seeds,
    /// Takes beats in groups.
    pub beats: BeatWriter,
    /// Who sent beats lately.
    pub callers: Callers,
    /// What only the demo shows; none elsewhere.
    pub demo: Option<Demo>,
}

/// What only the demo shows: people to sign in as, and the text messages that nobody receives.
pub struct Demo {
    /// Offered on the page for signing in.
    pub accounts: Vec<DemoAccount>,
    /// The newest text messages first.
    pub outbox: Arc<dyn Fn() -> Vec<DemoText> + Send + Sync>,
    /// The payment house that takes no money and sends genuine notices.
    pub cashier: Arc<Sandbox>,
}

/// Somebody to sign in as in the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// Name of the role, as in the API.
    pub role: String,
    /// The person's name.
    pub name: String,
    /// Citizen id or telephone.
    pub login: String,
    /// The password.
    pub password: String,
}

/// A text message or a mail of the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoText {
    /// To which number or address.
    pub to: String,
    /// The subject of a mail; none for a text message.
    pub subject: Option<String>,
    /// What it says.
    pub text: String,
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    /// An application without a demo, whose seeds come from the operating system. It must be made
    /// within a runtime, with which it takes beats.
    pub fn new(house: Arc<House>, clock: Clock) -> Self {
        Self(Arc::new(Shared::new(house, clock, None)))
    }

    /// The same with what only the demo shows.
    pub fn with_demo(house: Arc<House>, clock: Clock, demo: Demo) -> Self {
        Self(Arc::new(Shared::new(house, clock, Some(demo))))
    }

    /// Whether cookies may only travel encrypted.
    pub fn is_https(&self) -> bool {
        self.house.settings.public_url.starts_with("https://")
    }
}

impl Shared {
    fn new(house: Arc<House>, clock: Clock, demo: Option<Demo>) -> Self {
        Self {
            beats: BeatWriter::start(house.clone()),
            callers: Callers::default(),
            house,
            clock,
            seeds: Arc::new(system_seed),
            demo,
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the edge is where randomness enters"
)]
fn system_seed() -> [u8; 32] {
    rand::random()
}
