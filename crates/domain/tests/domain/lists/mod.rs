//! Lists of applicants for tests, and the queue that works on them.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test file uses a part; a test fails by panicking"
)]

use std::time::Duration;

use domain::batches::{self, Batch, BatchRow, NewBatch, read_list};
use domain::runner::{Ran, run_due};
use domain::testing::{Cast, World};
use domain::{Actor, audit};
use kernel::{BatchId, CitizenId, Day, Outcome, PageSize};

/// Headings of a list with the hours of three years.
pub const HEADINGS: &str = "身份证号,姓名,申报事项,申报级别,学历学位,申报日期,单位性质,基层一线,\
     党政机关转任日期,抗疫一线医务人员,职业资格考试合格年度,2020年公需学时,2021年公需学时,\
     2021年专业学时,2022年公需学时,2022年专业学时";

/// The identity number of the cast's person of this number, in the order of the cast.
pub fn cast_id(number: u32) -> String {
    id_of(&format!("15010219900601{number:02}2"))
}

/// A valid number.
pub fn id_of(seventeen: &str) -> String {
    CitizenId::from_seventeen(seventeen)
        .unwrap()
        .reveal()
        .to_owned()
}

/// The number of somebody whom nobody knows.
pub fn stranger(number: usize) -> String {
    id_of(&format!(
        "15010219850{:03}{:03}",
        101 + number / 1000,
        number % 1000
    ))
}

/// A csv with these rows below the headings.
pub fn csv(rows: &[String]) -> Vec<u8> {
    format!("{HEADINGS}\n{}\n", rows.join("\n")).into_bytes()
}

/// Uploads a list for the zone.
pub async fn upload(
    world: &World,
    clerk: &Actor,
    bytes: &[u8],
    cut_off: Option<Day>,
) -> Outcome<BatchId> {
    let list = read_list("名单.csv", bytes)?;
    let mut op = world.op(clerk).await;
    let territory_id = world.cast.zone.clone();
    let new = NewBatch {
        list,
        territory_id,
        cut_off,
    };
    let id = batches::receive(&mut op, new).await?;
    op.commit().await?;
    Ok(id)
}

/// Runs at most so many jobs; how many ran.
pub async fn run(world: &World, most: usize) -> usize {
    for done in 0..most {
        // Later each time, so that no two jobs make the same ids.
        world.advance(Duration::from_millis(5));
        match run_due(&world.house, world.now(), [7; 32]).await.unwrap() {
            Ran::Nothing => return done,
            Ran::Done { .. } => {}
            Ran::Failed { kind, code, .. } => panic!("{kind} failed: {code}"),
        }
    }
    most
}

/// Says that it be decided, and has it decided.
pub async fn decide(world: &World, clerk: &Actor, id: &BatchId) -> Batch {
    let mut op = world.op(clerk).await;
    batches::confirm(&mut op, id).await.unwrap();
    op.commit().await.unwrap();
    run(world, usize::MAX).await;
    get(world, clerk, id).await.unwrap()
}

/// The list as somebody sees it.
pub async fn get(world: &World, actor: &Actor, id: &BatchId) -> Outcome<Batch> {
    let mut op = world.op(actor).await;
    batches::get(&mut op, id).await
}

/// Its first rows.
pub async fn rows(world: &World, clerk: &Actor, id: &BatchId) -> Vec<BatchRow> {
    let mut op = world.op(clerk).await;
    let batch = batches::get(&mut op, id).await.unwrap();
    let page = batches::list_rows(&mut op, &batch, None, 0, PageSize::new(200)).await;
    page.unwrap().items
}

/// How many lines of an action somebody sees about herself.
pub async fn audit_of(world: &World, actor: &Actor, action: &str) -> usize {
    let mut op = world.op(actor).await;
    let lines = audit::list_about(&mut op, &Cast::id(actor), 100)
        .await
        .unwrap();
    lines.iter().filter(|line| line.action == action).count()
}

/// A list of so many rows; the last is about the learner of the cast, who falls short.
pub fn many(count: usize) -> Vec<u8> {
    let row = |at| {
        format!(
            "{},人{at},职称评审,初级,,2022-12-15,学校,,,,,,,,30,60",
            stranger(at)
        )
    };
    let mut list: Vec<String> = (1..count).map(row).collect();
    list.push(format!("{},乌日娜,职称评审,初级,,2022-12-15", cast_id(1)));
    csv(&list)
}
