//! Everybody at once, for the command line: as many readers as cores, each taking the next people
//! as soon as it is through. Nothing is written.

use std::sync::Arc;

use kernel::{Fault, Outcome, PersonId};
use tokio::sync::Mutex;
use tokio::task::JoinSet;

use super::counting::{self, Comparison};
use super::model::Tally;
use crate::identity::{self, PersonFacts};
use crate::permission::Actor;
use crate::{House, Op};

/// People whom a reader takes at once.
const PEOPLE_AT_ONCE: i64 = 4_000;

/// Counts everybody. `op` is only looked with, and gives the time; `told` hears how many people
/// were read so far, also those of other territories. Each reader sees the database as it was when
/// it began.
pub async fn whole(
    op: &Op,
    comparison: &Comparison,
    readers: usize,
    told: impl Fn(usize) + Send + Sync + 'static,
) -> Outcome<Tally> {
    let queue = Arc::new(Mutex::new(Queue::default()));
    let told = Arc::new(told);
    let mut reading = JoinSet::new();
    for _ in 0..readers.max(1) {
        let mut reader = reader(&op.house, op).await?;
        let (queue, told, comparison) = (queue.clone(), told.clone(), comparison.clone());
        reading.spawn(async move {
            let mut tally = Tally::default();
            loop {
                let (people, read) = queue.lock().await.take(&mut reader).await?;
                if people.is_empty() {
                    return Ok::<Tally, Fault>(tally);
                }
                told(read);
                tally.merge(counting::count(&mut reader, &comparison, &people).await?);
            }
        });
    }
    let mut whole = Tally::default();
    while let Some(tally) = reading.join_next().await {
        whole.merge(tally.map_err(|error| Fault::internal("effects.reader", error))??);
    }
    Ok(whole)
}

async fn reader(house: &Arc<House>, op: &Op) -> Outcome<Op> {
    let tx = house.db.read().await?;
    let name = op.request_id.clone();
    Ok(Op::new(
        Arc::clone(house),
        tx,
        op.now,
        Actor::system(),
        name,
        [0; 32],
    ))
}

/// Where the readers are.
#[derive(Default)]
struct Queue {
    last: Option<PersonId>,
    read: usize,
}

impl Queue {
    async fn take(&mut self, reader: &mut Op) -> Outcome<(Vec<PersonFacts>, usize)> {
        let people = identity::facts_after(reader, self.last.as_ref(), PEOPLE_AT_ONCE).await?;
        if let Some(last) = people.last() {
            self.last = Some(last.id.clone());
        }
        self.read += people.len();
        Ok((people, self.read))
    }
}
