//! A region's people, employers, hours and waiting things, by one text of SQL for both engines; and
//! those who look at them. Entries carry no genuine hashes: this is no ledger that could be
//! verified.

use std::sync::Arc;
use std::time::Duration;

use db::Db;
use domain::employers::{self, NewEmployer, Sector};
use domain::queues;
use domain::territory::{self, NewTerritory};
use domain::{House, Op, Role, identity};
use kernel::{CreditCode, EmployerId, PersonId, TerritoryId};

use crate::Outcome;

/// How large the region is.
pub struct Size {
    /// People.
    pub people: i64,
    /// Employers.
    pub employers: i64,
    /// Staff of the one employer whose dashboard is measured.
    pub staff: i64,
    /// Ledger entries of each person.
    pub entries_each: i64,
    /// Things that wait at the bureau.
    pub waiting: i64,
}

impl Size {
    /// A region of so many people; a fiftieth as many employers.
    pub fn of(people: i64) -> Self {
        Self {
            people,
            employers: (people / 50).max(2),
            staff: 5_000.min(people / 2),
            entries_each: 10,
            waiting: (people / 100).max(10),
        }
    }
}

/// Those who look.
pub struct Stock {
    /// Token of an officer of the zone.
    pub officer: String,
    /// Token of the admin of the employer with the large staff.
    pub admin: String,
    /// Token of one of its staff.
    pub learner: String,
    /// That person.
    pub person: PersonId,
}

/// Fills an empty database.
pub async fn fill(db: &Db, size: &Size) -> Outcome<Stock> {
    let house = crate::house::of(db.clone())?;
    let (zone, path, employer) = add_places(&house).await?;
    let mut tx = db.begin().await?;
    tx.query(EMPLOYERS)
        .bind(size.employers - 1)
        .bind(&zone)
        .execute()
        .await?;
    tx.query(STANDINGS).execute().await?;
    tx.commit().await?;
    let step = 100_000;
    for first in (1..=size.people).step_by(100_000) {
        let last = (first + step - 1).min(size.people);
        let mut tx = db.begin().await?;
        tx.query_per_engine(PEOPLE_SQLITE, PEOPLE_POSTGRES)
            .bind(first)
            .bind(last)
            .bind(&zone)
            .bind(vec![0_u8])
            .execute()
            .await?;
        tx.query(POSTS)
            .bind(first)
            .bind(last)
            .bind(size.staff)
            .bind(&employer)
            .bind(size.employers - 1)
            .execute()
            .await?;
        tx.query(HOURS)
            .bind(first)
            .bind(last)
            .bind(vec![0_u8])
            .bind(size.entries_each)
            .execute()
            .await?;
        tx.commit().await?;
    }
    let mut tx = db.begin().await?;
    for (desk, many) in [
        (format!("bureau:{zone}"), size.waiting),
        (format!("employer:{employer}"), 200),
    ] {
        let first = if desk.starts_with('b') { 1_i64 } else { 2 };
        let waiting = tx.query(WAITING).bind(many).bind(&desk).bind(first);
        waiting.execute().await?;
    }
    tx.query(COUNTS).execute().await?;
    if db.engine() == db::EngineName::Postgres {
        tx.query("ANALYZE").execute().await?;
    }
    tx.commit().await?;
    seat(&house, &path, &employer, size).await
}

/// Waits until PostgreSQL has tidied up after so many rows: it does that by itself, on the cores
/// that are measured.
pub async fn settle(db: &Db) -> Outcome<()> {
    if db.engine() != db::EngineName::Postgres {
        return Ok(());
    }
    // It looks around once a minute; two looks without work are peace.
    let (mut calm, look) = (0, Duration::from_secs(5));
    for _ in 0..180 {
        tokio::time::sleep(look).await;
        let mut tx = db.read().await?;
        let workers: i64 = tx
            .query(
                "SELECT count(*) AS workers FROM pg_stat_activity \
                 WHERE backend_type = 'autovacuum worker'",
            )
            .one(|row| row.get("workers"))
            .await?;
        calm = if workers == 0 { calm + 1 } else { 0 };
        if calm == 26 {
            return Ok(());
        }
    }
    Err("PostgreSQL is still tidying up".into())
}

/// The kept counts must be those that are counted again.
pub async fn check(db: &Db) -> Outcome<()> {
    let house = crate::house::of(db.clone())?;
    let mut op = crate::house::op(&house).await?;
    let wrong = queues::miscounts(&mut op).await?;
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!("{wrong:?}").into())
}

async fn add_places(house: &Arc<House>) -> Outcome<(TerritoryId, String, EmployerId)> {
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
    let new = NewEmployer {
        name: "合成单位".into(),
        credit_code: CreditCode::from_seventeen("12150100MB1234560").ok_or("a credit code")?,
        sector: Sector::PublicInstitution,
        grassroots: false,
        territory_id: zone.id.clone(),
    };
    let employer = employers::add(&mut op, new).await?;
    op.commit().await?;
    Ok((zone.id, zone.path, employer.id))
}

/// Roles and tokens: the officer is the last person, the admin the one before her.
async fn seat(
    house: &Arc<House>,
    path: &str,
    employer: &EmployerId,
    size: &Size,
) -> Outcome<Stock> {
    let mut op = crate::house::op(house).await?;
    let officer = person(size.people)?;
    let admin = person(size.people - 1)?;
    let learner = person(1)?;
    identity::grant(&mut op, &officer, Role::BureauOfficer, path).await?;
    identity::grant(&mut op, &admin, Role::EmployerAdmin, employer.as_str()).await?;
    identity::grant(&mut op, &learner, Role::Learner, learner.as_str()).await?;
    let stock = Stock {
        officer: token(&mut op, &officer).await?,
        admin: token(&mut op, &admin).await?,
        learner: token(&mut op, &learner).await?,
        person: learner,
    };
    op.commit().await?;
    Ok(stock)
}

async fn token(op: &mut Op, person: &PersonId) -> Outcome<String> {
    let token = identity::issue_token(op, person, "bench").await?;
    Ok(token.as_str().to_owned())
}

/// The id of a person, as the SQL below makes it.
fn person(number: i64) -> Outcome<PersonId> {
    Ok(format!("per_{number:026}").parse()?)
}

const EMPLOYERS: &str = "\
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) \
INSERT INTO employers_employers (id, name, credit_code, sector, grassroots, territory_id, \
created_at) SELECT 'emp_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), \
'合成单位' || CAST(i AS TEXT), 'bench' || CAST(i AS TEXT), CASE i % 4 \
WHEN 0 THEN 'public_institution' WHEN 1 THEN 'state_enterprise' \
WHEN 2 THEN 'non_public' ELSE 'school' END, i % 10 = 3, $2, 0 FROM n";

const STANDINGS: &str = "\
INSERT INTO employers_standings (employer_id, from_day, decided_at, sector, grassroots, \
territory_id, note) SELECT e.id, '2015-01-01', 0, e.sector, e.grassroots, e.territory_id, '' \
FROM employers_employers e WHERE NOT EXISTS \
(SELECT 1 FROM employers_standings s WHERE s.employer_id = e.id)";

/// The people; a citizen id's hash is made of bytes, which each engine writes its own way.
macro_rules! people {
    ($hash:literal) => {
        concat!(
            "WITH RECURSIVE n (i) AS (SELECT CAST($1 AS BIGINT) UNION ALL SELECT i + 1 FROM n \
             WHERE i < $2) INSERT INTO identity_people (id, name, sex, born, citizen_id_cipher, \
             citizen_id_hash, citizen_id_masked, territory_id, created_at) SELECT \
             'per_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), \
             '合成' || CAST(i AS TEXT), \
             CASE WHEN i % 2 = 0 THEN 'female' ELSE 'male' END, \
             CAST(1960 + i % 42 AS TEXT) || '-' || substr(CAST(101 + i * 7 % 12 AS TEXT), 2) \
             || '-' || substr(CAST(101 + i * 11 % 28 AS TEXT), 2), $4, ",
            $hash,
            ", '15****0', $3, 0 FROM n"
        )
    };
}

const PEOPLE_SQLITE: &str = people!("CAST('bench' || CAST(i AS TEXT) AS BLOB)");
const PEOPLE_POSTGRES: &str = people!("convert_to('bench' || CAST(i AS TEXT), 'UTF8')");

const POSTS: &str = "\
WITH RECURSIVE n (i) AS (SELECT CAST($1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < $2) \
INSERT INTO employers_employments (id, person_id, employer_id, post_title, speciality, from_day) \
SELECT 'job_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), \
'per_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), CASE WHEN i <= $3 THEN $4 \
ELSE 'emp_0000000000000000' || substr(CAST(10000000001 + i % $5 AS TEXT), 2) END, \
'工程师', 'computer', \
'2015-07-01' FROM n";

const HOURS: &str = "\
WITH RECURSIVE n (i) AS (SELECT CAST($1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < $2), \
y (s) AS (SELECT 1 UNION ALL SELECT s + 1 FROM y WHERE s < $4) \
INSERT INTO ledger_entries (person_id, seq, id, study_year, category, hours, source, clause, \
title, at, previous_hash, hash) \
SELECT 'per_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), s, \
'hrs_0000000000000' || CAST(100 + s AS TEXT) || CAST(1000000000 + i AS TEXT), 2020 + s % 3, \
CASE WHEN s % 2 = 0 THEN 'public' ELSE 'professional' END, 100 * (1 + (i * 31 + s) % 15), \
'bench:' || CAST(i AS TEXT) || ':' || CAST(s AS TEXT), 'N2022 §2', '合成', 0, $3, $3 \
FROM n CROSS JOIN y";

const WAITING: &str = "\
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) \
INSERT INTO queues_items (id, desk, kind, subject, person_id, title, since, answer_by, harm_on) \
SELECT 'que_00000000000000' || CAST($3 AS TEXT) || CAST(10000000000 + i AS TEXT), $2, \
CASE i % 3 WHEN 0 THEN 'fact' WHEN 1 THEN 'claim' ELSE 'earlier' END, \
CAST($3 AS TEXT) || '-' || CAST(i AS TEXT), \
'per_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), \
'合成' || CAST(i AS TEXT), 0, \
'2022-12-' || substr(CAST(101 + i % 31 AS TEXT), 2), \
'2022-12-' || substr(CAST(101 + i % 31 AS TEXT), 2) FROM n";

const COUNTS: &str = "\
INSERT INTO queues_counts (desk, kind, waiting) \
SELECT desk, kind, count(*) FROM queues_items WHERE settled_at IS NULL GROUP BY desk, kind";
