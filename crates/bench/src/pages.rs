//! `cargo xtask bench pages`: signed-in pages at 16 and 64 connections.

use std::time::Duration;

use kernel::Category;

use crate::Outcome;
use crate::client::Client;
use crate::demo::Demo;
use crate::load::round;
use crate::report::{line, median, ms};

const ROUNDS: usize = 5;
const TIME: Duration = Duration::from_secs(3);
const PORT: u16 = 18_099;
/// Beside the demo's own courses, so that a list of 50 is full.
const COURSES: usize = 200;

/// Runs it.
pub async fn run() -> Outcome<()> {
    let demo = Demo::start(PORT).await?;
    add_courses(&demo).await?;
    let cookie = demo.sign_in("learner").await?;
    let headers = format!("cookie: {cookie}\r\naccept: text/html\r\n");
    let question = open_exam(&demo, &headers).await?;
    let course = first_course(&demo, &headers).await?;
    let pages = [
        ("home", "/".to_owned()),
        (
            "catalogue of 50",
            "/courses?category=professional".to_owned(),
        ),
        ("course", course),
        ("exam question", question),
    ];
    line("page              conns   rate/s    of bare      p99      bytes");
    for connections in [16, 64] {
        for (name, path) in &pages {
            measure(&demo, name, path, &headers, connections).await?;
        }
    }
    line(format_args!("server's memory: {}", demo.memory()));
    Ok(())
}

async fn measure(
    demo: &Demo,
    name: &str,
    path: &str,
    headers: &str,
    connections: usize,
) -> Outcome<()> {
    let (mut rates, mut ratios, mut tails, mut bytes) = (vec![], vec![], vec![], 0);
    for _ in 0..ROUNDS {
        let bare = round(&demo.host, "/health", "", connections, TIME / 3).await?;
        let page = round(&demo.host, path, headers, connections, TIME).await?;
        rates.push(page.rate);
        ratios.push(page.rate / bare.rate);
        tails.push(page.p99.as_secs_f64());
        bytes = page.bytes;
    }
    line(format_args!(
        "{name:<17} {connections:>5} {:>8.0} {:>10.3} {:>11} {bytes:>9}",
        median(rates),
        median(ratios),
        ms(Duration::from_secs_f64(median(tails))),
    ));
    Ok(())
}

/// Adds courses to the demo's catalogue, through the product's own service.
async fn add_courses(demo: &Demo) -> Outcome<()> {
    use domain::catalogue::{self, CourseFilter, NewCourse, NewLesson};
    let db = db::Db::open(&format!(
        "sqlite:{}",
        demo.folder.join("xueshi.db").display()
    ))
    .await?;
    let house = crate::house::of(db)?;
    let mut op = crate::house::op(&house).await?;
    let filter = CourseFilter {
        category: Some(Category::Professional),
        ..Default::default()
    };
    let known = catalogue::list_courses(&mut op, filter, None, kernel::PageSize::new(1))
        .await?
        .items;
    let model = known.first().ok_or("the demo has no course")?;
    let model = catalogue::get_course(&mut op, &model.id).await?;
    let lesson = catalogue::lessons(&mut op, &model.id).await?;
    let lesson = lesson.first().ok_or("the course has no lesson")?.clone();
    for number in 0..COURSES {
        let new = NewCourse {
            code: format!("bench-{number}"),
            base_id: model.base_id.clone(),
            category: model.category,
            field: model.field.clone(),
            title: format!("{}（{number}）", model.title),
            title_en: format!("{} ({number})", model.title_en),
            summary: model.summary.clone(),
            year_from: model.year_from,
            year_to: model.year_to,
            minutes_per_hour: 45,
            exam: model.exam,
            lessons: vec![NewLesson {
                title: lesson.title.clone(),
                text: lesson.text.clone(),
                media_id: lesson.media_id.clone(),
                length_ms: lesson.length_ms,
            }],
        };
        catalogue::add_course(&mut op, new).await?;
    }
    op.commit().await?;
    Ok(())
}

/// The first course that the catalogue links to.
async fn first_course(demo: &Demo, headers: &str) -> Outcome<String> {
    let mut client = Client::connect(&demo.host).await?;
    let request = client.request("GET", "/courses?category=professional", headers, "");
    let page = String::from_utf8(client.send(&request).await?.body)?;
    let at = page
        .find("/courses/crs_")
        .ok_or("no course in the catalogue")?;
    let link = page
        .get(at..)
        .and_then(|rest| rest.split(['"', '?', '#']).next());
    Ok(link.ok_or("no link")?.to_owned())
}

/// Finishes the walk's lesson (twenty seconds are missing) and opens its exam.
async fn open_exam(demo: &Demo, headers: &str) -> Outcome<String> {
    let mut client = Client::connect(&demo.host).await?;
    let bearer = format!(
        "authorization: Bearer {}\r\ncontent-type: application/json\r\n",
        demo.account("learner", "token")?
    );
    let request = client.request("GET", "/api/v1/me/enrolments", &bearer, "");
    let enrolments: serde_json::Value = serde_json::from_slice(&client.send(&request).await?.body)?;
    let (enrolment, lesson, from, to) =
        unfinished(&enrolments).ok_or("the learner has no unfinished lesson")?;
    let body = format!(r#"{{"enrolment":"{enrolment}","lesson":"{lesson}","take_over":true}}"#);
    let request = client.request("POST", "/api/v1/watch-sessions", &bearer, &body);
    let opened: serde_json::Value = serde_json::from_slice(&client.send(&request).await?.body)?;
    let session = opened
        .get("id")
        .and_then(|id| id.as_str())
        .ok_or("no watch session")?;
    line("waiting twenty seconds for the walk's last lesson …");
    tokio::time::sleep(Duration::from_secs(21)).await;
    let path = format!("/api/v1/watch-sessions/{session}/beats");
    let body = format!(r#"{{"seq":1,"segments":[[{from},{to}]]}}"#);
    let request = client.request("POST", &path, &bearer, &body);
    client.send(&request).await?;
    let exam = format!("/learn/{enrolment}/exam");
    let request = client.request("GET", &exam, headers, "");
    let page = String::from_utf8(client.send(&request).await?.body)?;
    let csrf = page
        .split_once(r#"name="csrf" content=""#)
        .and_then(|(_, rest)| rest.split('"').next())
        .ok_or("no csrf token on the exam's page")?;
    let form = format!(
        "{headers}content-type: application/x-www-form-urlencoded\r\norigin: http://{}\r\n\
         sec-fetch-site: same-origin\r\n",
        demo.host
    );
    let request = client.request("POST", &exam, &form, &format!("csrf={csrf}"));
    let started = client.send(&request).await?;
    let location = started.header("location").ok_or("the exam did not start")?;
    Ok(location.to_owned())
}

fn unfinished(page: &serde_json::Value) -> Option<(String, String, f64, f64)> {
    let text = |value: &serde_json::Value, key: &str| Some(value.get(key)?.as_str()?.to_owned());
    for enrolment in page.get("items")?.as_array()? {
        for lesson in enrolment.get("lessons")?.as_array()? {
            let (covered, length) = (
                lesson.get("covered_s")?.as_f64()?,
                lesson.get("length_s")?.as_f64()?,
            );
            if !lesson.get("complete")?.as_bool()? && covered > 0.0 {
                return Some((text(enrolment, "id")?, text(lesson, "id")?, covered, length));
            }
        }
    }
    None
}
