//! The people of the benchmark: a course with many lessons, everybody enrolled on it with a row of
//! progress for each lesson, some with a token. By SQL alone; no hours are posted by it.

use std::sync::Arc;

use db::Db;
use domain::catalogue::{self, ExamRules, NewCourse, NewLesson, NewMedia};
use domain::territory::{self, NewTerritory};
use domain::{House, identity};
use kernel::{Category, PersonId};

use crate::Outcome;

/// What a learner of the benchmark has.
pub struct Seat {
    /// Her token.
    pub token: String,
    /// Her enrolment.
    pub enrolment: String,
    /// The lesson that she watches.
    pub lesson: String,
}

const LENGTH_MS: i64 = 2_700_000;

/// Fills an empty database; so many seats, spread evenly over the people.
pub async fn fill(db: &Db, people: i64, lessons: i64, seats: usize) -> Outcome<Vec<Seat>> {
    let house = crate::house::of(db.clone())?;
    add_course(&house, lessons).await?;
    let mut tx = db.begin().await?;
    tx.query_per_engine(PEOPLE_SQLITE, PEOPLE_POSTGRES)
        .bind(people)
        .execute()
        .await?;
    tx.commit().await?;
    enrol(db, people).await?;
    seat(&house, people, seats).await
}

/// The same for the first people of a database that has people already: each has a seat.
pub async fn fill_known(db: &Db, people: i64) -> Outcome<Vec<Seat>> {
    let house = crate::house::of(db.clone())?;
    add_course(&house, 1).await?;
    enrol(db, people).await?;
    seat(&house, people, usize::try_from(people)?).await
}

/// Puts the first people on the course, with a row of progress for each lesson.
async fn enrol(db: &Db, people: i64) -> Outcome<()> {
    let mut tx = db.begin().await?;
    tx.query(ORDERS_SQL).bind(people).execute().await?;
    tx.query(ENROLMENTS_SQL).bind(people).execute().await?;
    tx.commit().await?;
    // Some at a time, as a statement keeps what it reads.
    let step = 10_000;
    for first in (1..=people).step_by(10_000) {
        let mut tx = db.begin().await?;
        tx.query(PROGRESS_SQL)
            .bind(first)
            .bind((first + step - 1).min(people))
            .execute()
            .await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Compares what was answered with what is stored.
pub async fn check(db: &Db, answered: i64, credited_ms: i64) -> Outcome<()> {
    let mut tx = db.read().await?;
    let beats: i64 = tx
        .query("SELECT count(*) AS beats FROM learning_beats")
        .one(|row| row.get("beats"))
        .await?;
    let covered: i64 = tx
        .query("SELECT CAST(sum(covered_ms) AS BIGINT) AS covered FROM learning_progress")
        .one(|row| row.get("covered"))
        .await?;
    if (beats, covered) != (answered, credited_ms) {
        let told =
            format!("{answered} beats and {credited_ms} ms answered, {beats} and {covered} stored");
        return Err(told.into());
    }
    Ok(())
}

async fn add_course(house: &Arc<House>, lessons: i64) -> Outcome<()> {
    let mut op = crate::house::op(house).await?;
    let new = NewTerritory {
        code: "hohhot-etdz".into(),
        name_zh: "经开区".into(),
        name_en: "The zone".into(),
        bureau_zh: "科技人才局".into(),
        bureau_en: "The bureau".into(),
        parent_code: None,
        source: "bench".into(),
        source_year: 2022,
    };
    let zone = match territory::find_by_code(&mut op, &new.code).await? {
        Some(zone) => zone,
        None => territory::add(&mut op, new).await?,
    };
    let base = catalogue::add_base(&mut op, "bench", "基地", &zone.id).await?;
    let media = NewMedia {
        file_key: "media/bench.mp4".into(),
        captions_key: None,
        mime: "video/mp4".into(),
        pages: None,
        length_ms: LENGTH_MS,
    };
    let media = catalogue::add_media(&mut op, media).await?;
    let lesson = |number| NewLesson {
        title: format!("第{number}课"),
        text: "要点".into(),
        media_id: media.id.clone(),
        length_ms: LENGTH_MS,
    };
    let course = NewCourse {
        code: "bench".into(),
        base_id: base.id,
        category: Category::Professional,
        field: "computer".into(),
        title: "课程".into(),
        title_en: "Course".into(),
        summary: "合成".into(),
        year_from: 2022,
        year_to: 2022,
        minutes_per_hour: 45,
        exam: ExamRules {
            questions: 1,
            minutes: 10,
            attempts: 1,
        },
        lessons: (1..=lessons).map(lesson).collect(),
    };
    catalogue::add_course(&mut op, course).await?;
    op.commit().await?;
    Ok(())
}

async fn seat(house: &Arc<House>, people: i64, seats: usize) -> Outcome<Vec<Seat>> {
    let mut op = crate::house::op(house).await?;
    let lesson: String = op
        .tx
        .query("SELECT id FROM catalogue_lessons ORDER BY position LIMIT 1")
        .one(|row| row.get("id"))
        .await?;
    let apart = people / i64::try_from(seats)?;
    let mut rows = Vec::with_capacity(seats);
    for number in (1..).step_by(usize::try_from(apart)?).take(seats) {
        let person: PersonId = format!("per_{}", digits(number)).parse()?;
        let token = identity::issue_token(&mut op, &person, "bench").await?;
        rows.push(Seat {
            token: token.as_str().to_owned(),
            enrolment: format!("enr_{}", digits(number)),
            lesson: lesson.clone(),
        });
    }
    op.commit().await?;
    Ok(rows)
}

fn digits(number: i64) -> String {
    format!("{number:026}")
}

const PEOPLE_SQLITE: &str = "\
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) \
INSERT INTO identity_people (id, name, sex, born, citizen_id_cipher, citizen_id_hash, \
citizen_id_masked, territory_id, created_at) \
SELECT 'per_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), '合成' || i, 'female', \
'1980-01-01', x'00', CAST('bench' || i AS BLOB), '15****0', \
(SELECT id FROM territory_territories WHERE code = 'hohhot-etdz'), 0 FROM n";

const PEOPLE_POSTGRES: &str = "\
WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < $1) \
INSERT INTO identity_people (id, name, sex, born, citizen_id_cipher, citizen_id_hash, \
citizen_id_masked, territory_id, created_at) \
SELECT 'per_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), '合成' || i, 'female', \
'1980-01-01', '\\x00', convert_to('bench' || i, 'UTF8'), '15****0', \
(SELECT id FROM territory_territories WHERE code = 'hohhot-etdz'), 0 FROM n";

const ORDERS_SQL: &str = "\
WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < $1) \
INSERT INTO orders_orders (id, number, person_id, territory_id, study_year, fen, status, \
placed_at, paid_at) \
SELECT 'ord_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), 'bench' || i, \
'per_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), \
(SELECT id FROM territory_territories WHERE code = 'hohhot-etdz'), 2022, 0, 'paid', 0, 0 FROM n";

const ENROLMENTS_SQL: &str = "\
WITH RECURSIVE n (i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < $1) \
INSERT INTO orders_enrolments (id, person_id, course_id, study_year, order_id, activated_at) \
SELECT 'enr_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), \
'per_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), \
(SELECT id FROM catalogue_courses WHERE code = 'bench'), 2022, \
'ord_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), 0 FROM n";

const PROGRESS_SQL: &str = "\
WITH RECURSIVE n (i) AS (SELECT CAST($1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < $2) \
INSERT INTO learning_progress (person_id, enrolment_id, lesson_id, covered, covered_ms, mark_at, \
left_ms, ahead, unproven, check_due_ms, version) \
SELECT 'per_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), \
'enr_0000000000000000' || substr(CAST(10000000000 + i AS TEXT), 2), l.id, '[]', 0, 0, 0, '[]', \
'[]', 0, 0 FROM n CROSS JOIN catalogue_lessons l";
