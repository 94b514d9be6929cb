//! An installation, put together from its configuration: its house, its clock, and what only a
//! demo has. A data folder that `xueshi demo` filled stays a demo, whoever serves it: on its own
//! clock, with its own secret, named as demo on every page.

use std::sync::Arc;

use domain::House;
use domain::seams::{PaymentGateway, Sandbox};
use kernel::{Fault, Kind, Outcome};
use web::{App, Clock, DemoAccount, DemoText};

use crate::configuration::{Account, Configuration};
use crate::demo::State;
use crate::outbox::Outbox;
use crate::words::say;
use crate::{clock, wiring};

/// Newest text messages that the demo's outbox page shows.
const TEXTS: usize = 50;

/// Everything that a server or a worker runs on.
pub struct Installation {
    /// The house.
    pub house: Arc<House>,
    /// The machine's clock, or the demo's.
    pub clock: Clock,
    /// What a demo's folder keeps, with its sandbox cashier.
    demo: Option<(State, Arc<Sandbox>)>,
    outbox: Outbox,
}

impl Installation {
    /// Opens it; the schema is not looked at yet.
    pub async fn open(configuration: &Configuration) -> Outcome<Self> {
        let outbox = Outbox::new(&configuration.data);
        let Some(state) = State::find(&configuration.data)? else {
            let secret = configuration
                .secret()
                .map_err(|words| Fault::new(Kind::Invalid, "config.secret").with("why", words))?;
            return Ok(Self {
                house: wiring::house(configuration, &secret, Vec::new()).await?,
                clock: clock::real(),
                demo: None,
                outbox,
            });
        };
        let mut configuration = configuration.clone();
        if configuration.account == Account::default() {
            configuration.account = demo_account();
        }
        let cashier = Arc::new(Sandbox::new(state.sandbox_secret.clone()));
        let further: Vec<Arc<dyn PaymentGateway>> = vec![cashier.clone()];
        Ok(Self {
            house: wiring::house(&configuration, &state.secret, further).await?,
            clock: clock::shifted(state.shift_micros),
            demo: Some((state, cashier)),
            outbox,
        })
    }

    /// Opens it, when its schema is the one that we need.
    pub async fn open_ready(configuration: &Configuration) -> Outcome<Self> {
        let installation = Self::open(configuration).await?;
        installation.house.db.check().await?;
        if installation.demo.is_some() {
            say(format_args!(
                "{} is a demo's folder: synthetic people, and the demo's clock",
                configuration.data.display()
            ));
        }
        Ok(installation)
    }

    /// What answers requests.
    pub fn app(&self) -> App {
        let (house, clock) = (self.house.clone(), self.clock.clone());
        let Some((state, cashier)) = &self.demo else {
            return App::new(house, clock);
        };
        let accounts = state.accounts.iter().flatten();
        let people = accounts.map(|account| DemoAccount {
            role: account.role.clone(),
            name: account.name.clone(),
            login: account.login.clone(),
            password: account.password.clone(),
        });
        let demo = web::Demo {
            accounts: people.collect(),
            outbox: Arc::new(texts(self.outbox.clone())),
            cashier: cashier.clone(),
        };
        App::with_demo(house, clock, demo)
    }

    /// The demo's state, when its folder is one.
    pub fn demo(&mut self) -> Option<&mut State> {
        self.demo.as_mut().map(|(state, _)| state)
    }
}

fn texts(outbox: Outbox) -> impl Fn() -> Vec<DemoText> {
    move || {
        let newest = outbox.newest(TEXTS).into_iter();
        newest
            .map(|message| DemoText {
                to: message.to,
                subject: message.subject,
                text: message.text,
            })
            .collect()
    }
}

fn demo_account() -> Account {
    Account {
        name: "呼和浩特经济技术开发区科技人才局（演示）".into(),
        number: "0000 0000 0000 0000".into(),
        bank: "演示银行".into(),
    }
}
