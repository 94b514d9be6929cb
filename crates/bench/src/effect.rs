//! `cargo xtask bench effect`: what `xueshi policy effect` does, over a million synthetic people in
//! SQLite, beside SQLite alone adding up the same ledger. Arguments: how many people.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use db::Db;
use domain::House;
use domain::effects::{self, Comparison, Tally};
use domain::employers::{self, NewEmployer, Sector};
use domain::territory::{self, NewTerritory};
use kernel::CreditCode;
use policy::Level;
use tokio::time::Instant;

use crate::Outcome;
use crate::report::{line, median};

const ROUNDS: usize = 3;
const PEOPLE: i64 = 1_000_000;
const DRAFT: &str = "hohhot-etdz/2023";

/// Runs it.
pub async fn run(people: Option<&str>) -> Outcome<()> {
    let people = people.map_or(Ok(PEOPLE), str::parse)?;
    let folder = std::env::temp_dir().join(format!("xueshi-effect-{}", std::process::id()));
    let measured = measure(&folder, people).await;
    std::fs::remove_dir_all(&folder)?;
    measured
}

async fn measure(folder: &Path, people: i64) -> Outcome<()> {
    std::fs::create_dir_all(folder)?;
    let db = Db::open(&format!("sqlite:{}", folder.join("xueshi.db").display())).await?;
    db.migrate().await?;
    let house = crate::house::of(db.clone())?;
    line(format_args!("filling in {people} people …"));
    let began = Instant::now();
    add_places(&house).await?;
    fill(&db, people).await?;
    line(format_args!(
        "filled in {:.0} s",
        began.elapsed().as_secs_f64()
    ));
    let (mut bare, mut whole, mut ratios) = (vec![], vec![], vec![]);
    for round in 0..ROUNDS {
        let sum = add_up(&db).await?.as_secs_f64();
        let began = Instant::now();
        let tally = count(&house).await?;
        let effect = began.elapsed().as_secs_f64();
        if round == 0 {
            told(&tally);
        }
        bare.push(sum);
        whole.push(effect);
        ratios.push(effect / sum);
    }
    db.close().await;
    line(format_args!(
        "effect of {DRAFT}: {:.2} s; SQLite adds up the ledger alone in {:.2} s; ratio {:.2}",
        median(whole),
        median(bare),
        median(ratios)
    ));
    Ok(())
}

async fn count(house: &Arc<House>) -> Outcome<Tally> {
    let mut op = crate::house::op(house).await?;
    let today = op.now.day();
    let comparison = Comparison::new(&mut op, DRAFT, None, today).await?;
    let cores = std::thread::available_parallelism()?.get();
    Ok(effects::whole(&op, &comparison, cores, |_| {}).await?)
}

fn told(tally: &Tally) {
    for level in Level::ALL {
        line(format_args!(
            "{}: {} of {} people change outcome",
            level.as_str(),
            tally.changed(*level),
            tally.people
        ));
    }
}

/// A territory, and an employer of each sector.
async fn add_places(house: &Arc<House>) -> Outcome<()> {
    let mut op = crate::house::op(house).await?;
    let zone = NewTerritory {
        code: "hohhot-etdz".into(),
        name_zh: "经开区".into(),
        name_en: "The zone".into(),
        bureau_zh: "科技人才局".into(),
        bureau_en: "The bureau".into(),
        parent_code: None,
        source: "bench".into(),
        source_year: 2022,
    };
    let zone = territory::add(&mut op, zone).await?;
    for (number, sector) in (0..).zip(SECTORS) {
        let code = format!("12150100MB123456{number}");
        let new = NewEmployer {
            name: format!("合成单位{number}"),
            credit_code: CreditCode::from_seventeen(&code).ok_or("a credit code")?,
            sector,
            grassroots: number == 3,
            territory_id: zone.id.clone(),
        };
        employers::add(&mut op, new).await?;
    }
    op.commit().await?;
    Ok(())
}

const SECTORS: [Sector; 4] = [
    Sector::PublicInstitution,
    Sector::StateEnterprise,
    Sector::NonPublic,
    Sector::School,
];

/// How long SQLite takes to add up everybody's hours, by person, year and category.
async fn add_up(db: &Db) -> Outcome<Duration> {
    let began = Instant::now();
    let mut tx = db.read().await?;
    let sums: Option<i64> = tx
        .query(
            "SELECT count(*) AS sums FROM (SELECT person_id, study_year, category, sum(hours) \
             FROM ledger_entries GROUP BY person_id, study_year, category)",
        )
        .optional(|row| row.get("sums"))
        .await?;
    sums.filter(|sums| *sums > 0).ok_or("the ledger is empty")?;
    Ok(began.elapsed())
}

/// People of all ages and sectors with hours of three years, by SQL alone: their entries carry no
/// genuine hashes, so this is no ledger that could be verified.
async fn fill(db: &Db, people: i64) -> Outcome<()> {
    let mut tx = db.begin().await?;
    for sql in [PEOPLE_SQL, POSTS_SQL, HOURS_SQL] {
        tx.query(sql).bind(people).execute().await?;
    }
    tx.commit().await?;
    Ok(())
}

const PEOPLE_SQL: &str = "\
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) \
INSERT INTO identity_people (id, name, sex, born, citizen_id_cipher, citizen_id_hash, \
citizen_id_masked, territory_id, created_at) \
SELECT printf('per_%026d', i), '合成' || i, iif(i % 2 = 0, 'female', 'male'), \
printf('%04d-%02d-%02d', 1960 + i % 42, 1 + i * 7 % 12, 1 + i * 11 % 28), x'00', \
CAST('bench' || i AS BLOB), '15****0', \
(SELECT id FROM territory_territories WHERE code = 'hohhot-etdz'), 0 FROM n";

const POSTS_SQL: &str = "\
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1), \
e (id, at, many) AS (SELECT id, row_number() OVER (ORDER BY id) - 1, count(*) OVER () \
FROM employers_employers) \
INSERT INTO employers_employments (id, person_id, employer_id, post_title, speciality, from_day, \
from_government_on) \
SELECT printf('job_%026d', i), printf('per_%026d', i), e.id, '工程师', 'computer', '2015-07-01', \
iif(i % 50 = 0, '2021-03-01', NULL) FROM n JOIN e ON e.at = i % e.many WHERE i % 100 <> 99";

const HOURS_SQL: &str = "\
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1), \
y (seq, year, category, whole) AS (VALUES (1, 2020, 'public', 30), (2, 2021, 'public', 30), \
(3, 2021, 'professional', 60), (4, 2022, 'public', 30), (5, 2022, 'professional', 60)) \
INSERT INTO ledger_entries (person_id, seq, id, study_year, category, hours, source, clause, \
title, at, previous_hash, hash) \
SELECT printf('per_%026d', i), y.seq, printf('hrs_%d%025d', y.seq, i), y.year, y.category, \
y.whole * (25 + i * 31 % 100), printf('bench:%d:%d', i, y.seq), 'N2022 §2', '合成', 0, x'00', x'00' \
FROM n CROSS JOIN y";
