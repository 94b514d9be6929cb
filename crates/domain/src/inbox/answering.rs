//! Answering one of many: the edge runs each in a transaction of its own, so that one that is
//! refused takes none of the others with it.

use std::str::FromStr;

use kernel::{ClaimId, Fault, Outcome};

use super::Error;
use super::service::allow;
use crate::claims::Ruling;
use crate::queues::{self, Desk, Matter};
use crate::{Op, claims, facts};

/// What can be answered to many things at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is so.
    Confirm,
    /// It is not so, or not proven.
    Refuse,
}

impl FromStr for Answer {
    type Err = Fault;
    fn from_str(text: &str) -> Result<Self, Fault> {
        match text {
            "confirm" => Ok(Self::Confirm),
            "refuse" => Ok(Self::Refuse),
            _ => Err(Error::NoAnswer.into()),
        }
    }
}

/// Answers one thing that waits, with its reason, as its own page would.
pub async fn answer(
    op: &mut Op,
    matter: Matter,
    subject: &str,
    answer: Answer,
    words: &str,
) -> Outcome<()> {
    let item = queues::find(op, matter, subject)
        .await?
        .ok_or(queues::Error::Unknown)?;
    allow(op, &item.desk).await?;
    match (matter, answer) {
        (Matter::Fact, Answer::Confirm) => {
            facts::confirm(op, &subject.parse()?, words).await.map(drop)
        }
        (Matter::Fact, Answer::Refuse) => {
            facts::refuse(op, &subject.parse()?, words).await.map(drop)
        }
        (Matter::Claim, given) => {
            answer_claim(op, &item.desk, &subject.parse()?, given, words).await
        }
        _ => Err(Error::NotTogether.into()),
    }
}

/// A claim: the employer confirms or returns it; the bureau grants all that it may, or refuses.
async fn answer_claim(
    op: &mut Op,
    desk: &Desk,
    id: &ClaimId,
    given: Answer,
    words: &str,
) -> Outcome<()> {
    let answered = match (desk, given) {
        (Desk::Employer(_), Answer::Confirm) => claims::confirm(op, id, words).await?,
        (Desk::Employer(_), Answer::Refuse) => claims::return_by_employer(op, id, words).await?,
        (Desk::Bureau(_), Answer::Confirm) => claims::decide(op, id, Ruling::Whole, words).await?,
        (Desk::Bureau(_), Answer::Refuse) => claims::decide(op, id, Ruling::Refuse, words).await?,
    };
    drop(answered);
    Ok(())
}
