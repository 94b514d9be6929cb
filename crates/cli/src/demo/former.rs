//! Hours of earlier years from a former site: a list that two officers brought in, and a short one
//! that waits because some of its rows are wrong.

use std::fmt::Write as _;
use std::ops::Range;
use std::time::Duration;

use domain::Op;
use domain::earlier::{self, EarlierStep, ListState};
use domain::permission::Actor;
use domain::territory::Territory;
use kernel::{EarlierListId, Fault, Outcome};

use super::population::Sketch;

const HEADINGS: &str = "身份证号,姓名,学时年度,科目类别,学时,学时来源,证明编号\r\n";
const SITE: &str = "青城专技在线（原平台）";
/// Seconds of 280 days: the spring in which the old records were handed over.
const SPRING: Duration = Duration::from_hours(280 * 24);

/// Brings in two years of everybody. Some lack one, or a part of one.
pub async fn import(
    op: &mut Op,
    zone: &Territory,
    officers: &[Actor; 2],
    numbers: impl Iterator<Item = usize>,
) -> Outcome<()> {
    let now = op.now;
    op.now = now.minus(SPRING);
    let [officer, second] = officers;
    let mut text = String::from(HEADINGS);
    for number in numbers {
        let sketch = Sketch::of(number);
        for year in [2020, 2021] {
            if year == 2020 && number % 9 == 4 {
                continue;
            }
            let professional = if number % 5 == 2 { 48 } else { 60 };
            row(&mut text, &sketch, year, "公需科目", "30")?;
            row(
                &mut text,
                &sketch,
                year,
                "专业科目",
                &professional.to_string(),
            )?;
        }
    }
    op.actor = officer.clone();
    let list = earlier::read_list("原平台学时移交表.csv", text.as_bytes())?;
    let id = earlier::receive(op, &zone.id, list).await?.into_inner();
    walk(op, &id, false).await?;
    op.actor = second.clone();
    earlier::confirm(op, &id).await?;
    walk(op, &id, true).await?;
    op.actor = second.clone();
    let list = earlier::get_list(op, &id).await?;
    op.actor = Actor::system();
    op.now = now;
    if list.state != ListState::Done || list.faulty > 0 {
        return Err(broken(format!(
            "{:?} with {} faults",
            list.state, list.faulty
        )));
    }
    Ok(())
}

/// A list that came in a moment ago: the dry run has found what is wrong with it.
pub async fn wait_with_faults(
    op: &mut Op,
    zone: &Territory,
    officers: &[Actor; 2],
    numbers: Range<usize>,
) -> Outcome<()> {
    let mut text = String::from(HEADINGS);
    for number in numbers.clone().filter(|number| number % 9 == 4).take(24) {
        row(&mut text, &Sketch::of(number), 2020, "公需科目", "30")?;
    }
    let sketch = Sketch::of(numbers.start + 1);
    let wrong = |change: fn(&mut Sketch)| {
        let mut changed = sketch.clone();
        change(&mut changed);
        changed
    };
    // Another's name; nobody's number; no hours; a year that nobody knows; a word that is no
    // category; hours that are there already, once more.
    row(
        &mut text,
        &wrong(|one| one.name = "王某某".into()),
        2020,
        "公需科目",
        "30",
    )?;
    row(&mut text, &Sketch::of(4_004), 2020, "公需科目", "30")?;
    row(&mut text, &sketch, 2020, "专业科目", "0")?;
    row(&mut text, &sketch, 2009, "公需科目", "30")?;
    row(&mut text, &sketch, 2020, "选修", "30")?;
    row(
        &mut text,
        &Sketch::of(numbers.start + 2),
        2021,
        "公需科目",
        "12",
    )?;
    let [officer, _] = officers;
    op.actor = officer.clone();
    let list = earlier::read_list("原平台学时补录表.csv", text.as_bytes())?;
    let id = earlier::receive(op, &zone.id, list).await?.into_inner();
    walk(op, &id, false).await?;
    op.actor = officer.clone();
    let list = earlier::get_list(op, &id).await?;
    op.actor = Actor::system();
    if list.state != ListState::Checked || list.faulty == 0 {
        return Err(broken(format!(
            "{:?} with {} faults",
            list.state, list.faulty
        )));
    }
    Ok(())
}

/// Does at once what the queue would do one after the other; its own steps find it done.
async fn walk(op: &mut Op, id: &EarlierListId, post: bool) -> Outcome<()> {
    loop {
        let officer = op.actor.clone();
        let list = earlier::get_list(op, id).await?;
        let goes_on = match list.state {
            ListState::Checking => !post,
            ListState::Posting => post,
            _ => false,
        };
        if !goes_on {
            return Ok(());
        }
        op.actor = Actor::system();
        let step = EarlierStep {
            list_id: id.clone(),
            post,
            from: list.progress,
        };
        earlier::step(op, &step).await?;
        op.actor = officer;
    }
}

fn row(text: &mut String, sketch: &Sketch, year: i16, category: &str, hours: &str) -> Outcome<()> {
    let document = format!(
        "QC{year}-{:05}-{}",
        sketch.number,
        category.len() + hours.len()
    );
    write!(
        text,
        "{},{},{year},{category},{hours},{SITE},{document}\r\n",
        sketch.citizen_id()?.reveal(),
        sketch.name
    )
    .map_err(broken)
}

fn broken(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Fault {
    Fault::internal("demo.former", why)
}
