//! Text messages are sent after the commit, by the queue. Number and text stand sealed in it.

use jobs::Job;
use kernel::{Fault, Outcome, Phone};
use serde::{Deserialize, Serialize};

use crate::{House, Op};

/// A text message on its way.
#[derive(Serialize, Deserialize)]
pub struct SendSms {
    /// `phone text`, sealed, in hexadecimal.
    sealed: String,
}

impl Job for SendSms {
    const KIND: &'static str = "identity.send_sms";
}

impl SendSms {
    /// A message to be enqueued.
    pub fn seal(op: &mut Op, to: &Phone, text: &str) -> Outcome<Self> {
        let keys = op.house.keys.clone();
        let sealed = keys.seal(op, &format!("{} {text}", to.reveal()))?;
        Ok(Self {
            sealed: hex::encode(sealed),
        })
    }
}

/// Hands a message to the sender.
pub fn send_sms(house: &House, job: &SendSms) -> Outcome<()> {
    let sealed =
        hex::decode(&job.sealed).map_err(|error| Fault::internal("jobs.payload", error))?;
    let opened = house.keys.open(&sealed)?;
    let (phone, text) = opened.split_once(' ').unwrap_or((&opened, ""));
    house.sms.send(&phone.parse()?, text)
}
