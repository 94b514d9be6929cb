//! Hours of earlier years: lists of two officers, and learners with a card in their hands.

mod importing;
mod requesting;

use domain::earlier::{self, EarlierList, EarlierRow, Filter, NewRequest, read_list};
use domain::runner::{Ran, run_due};
use domain::testing::World;
use domain::{Actor, Op};
use kernel::{Category, EarlierListId, Hours, Outcome, PageSize};

use crate::lists::cast_id;

const HEADINGS: &str = "身份证号,姓名,学时年度,科目类别,学时,学时来源,证明编号";

/// A csv with these rows below the headings.
pub fn csv(rows: &[String]) -> Vec<u8> {
    format!("{HEADINGS}\n{}\n", rows.join("\n")).into_bytes()
}

/// A row of somebody of the cast.
pub fn row(number: u32, name: &str, rest: &str) -> String {
    format!("{},{name},{rest}", cast_id(number))
}

/// Two years of a former site, of both learners.
pub fn good() -> Vec<String> {
    vec![
        row(1, "乌日娜", "2021,公需科目,30,原学习平台,CH-2021-001"),
        row(1, "乌日娜", "2021,专业科目,60,原学习平台,CH-2021-002"),
        row(2, "王小明", "2020年,公需,30,纸质审验卡,SYK-2020-17"),
        row(2, "王小明", "2021,专业,45.5,纸质审验卡,SYK-2021-17"),
    ]
}

/// Takes a list in and works it off.
pub async fn import(world: &World, officer: &Actor, bytes: &[u8]) -> EarlierListId {
    let list = read_list("往年学时.csv", bytes).unwrap();
    let mut op = world.op(officer).await;
    let zone = world.cast.zone.clone();
    let id = earlier::receive(&mut op, &zone, list)
        .await
        .unwrap()
        .into_inner();
    op.commit().await.unwrap();
    work(world).await;
    id
}

/// Works until the queue is empty.
pub async fn work(world: &World) {
    for seed in 0..50_u8 {
        match run_due(&world.house, world.now(), [seed; 32])
            .await
            .unwrap()
        {
            Ran::Nothing => return,
            Ran::Done { .. } => {}
            Ran::Failed { kind, code, .. } => panic!("{kind}: {code}"),
        }
    }
    panic!("the queue does not come to an end");
}

pub async fn seen(world: &World, id: &EarlierListId) -> (EarlierList, Vec<EarlierRow>) {
    let mut op = world.op(&world.cast.officer).await;
    let list = earlier::get_list(&mut op, id).await.unwrap();
    let size = PageSize::new(200);
    let rows = earlier::list_rows(&mut op, id, Filter::default(), 0, size)
        .await
        .unwrap();
    (list, rows.items)
}

pub fn asked() -> NewRequest {
    NewRequest {
        study_year: 2020,
        category: Category::Public,
        hours: Hours::whole(30),
        origin: "纸质审验卡".into(),
        document: "SYK-2020-17".into(),
        outside: false,
        words: String::new(),
        needed_by: None,
    }
}

/// The code with which something is refused; what it changed is undone.
pub async fn refused<T>(
    world: &World,
    actor: &Actor,
    work: impl AsyncFnOnce(&mut Op) -> Outcome<T>,
) -> &'static str {
    let mut op = world.op(actor).await;
    match work(&mut op).await {
        Ok(_) => panic!("it was allowed"),
        Err(fault) => fault.code(),
    }
}
