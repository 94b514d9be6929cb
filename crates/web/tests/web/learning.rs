//! My courses, the player's page and its media.

use std::time::Duration;

use axum::http::StatusCode;
use domain::{Actor, hours, learning};
use kernel::Category;

use crate::site::Site;
use crate::way;

/// An enrolment's address and that of its first lesson.
async fn enrolled(site: &Site, learner: &Actor, category: Category) -> (String, String) {
    let course = site.world.course(category, &[60, 120]).await;
    let enrolment = site.world.enrol(learner, &course).await;
    let mut op = site.world.op(learner).await;
    let states = learning::lesson_states(&mut op, &enrolment).await.unwrap();
    let address = format!("/learn/{}", enrolment.id);
    let lesson = format!("{address}/lessons/{}", states.first().unwrap().lesson.id);
    (address, lesson)
}

/// The film's address without its signature.
fn media(lesson: &str) -> String {
    lesson
        .replace("/learn/", "/media/")
        .replace("/lessons/", "/")
}

/// The film's address as the player's page gives it.
async fn signed(site: &Site, learner: &Actor, lesson: &str) -> String {
    let page = site.program(learner).await.get(lesson).await;
    let start = format!("src=\"{}", media(lesson));
    let rest = page
        .between(&start, "\"")
        .replace("&#38;", "&")
        .replace("&amp;", "&");
    format!("{}{rest}", media(lesson))
}

#[tokio::test]
async fn without_a_course_the_page_says_where_to_find_one() {
    let site = Site::new().await;
    let page = site
        .signed_in(&site.world.cast.learner)
        .await
        .get("/learn")
        .await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("还没有开通的课程") && page.text.contains("href=\"/courses\""));
}

#[tokio::test]
async fn my_courses_say_year_category_progress_and_the_next_step() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let (address, lesson) = enrolled(&site, &learner, Category::Professional).await;
    let visitor = site.signed_in(&learner).await;
    let page = visitor.get("/learn").await;
    for words in [
        "2022年度",
        "可学习至 2022年12月31日，还剩 16 天",
        "专业科目",
        "已完成 0 / 2 节",
        "学完后考试",
        "开始学习：第1课",
        &address,
        &lesson,
    ] {
        assert!(page.text.contains(words), "{words}");
    }
    let course = visitor.get(&address).await;
    for words in [
        "还有 2 节没有完成",
        "通过考试，即记入2022年度专业科目",
        "N2022 §2.2",
        "计满 98%",
    ] {
        assert!(course.text.contains(words), "{words}: {}", course.text);
    }
}

#[tokio::test]
async fn the_player_says_before_play_where_the_minutes_go() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let (_, lesson) = enrolled(&site, &learner, Category::Public).await;
    let page = site.signed_in(&learner).await.get(&lesson).await;
    for words in [
        "这里的每一分钟，计入2022年度 · 公需科目。",
        "已计 0:00，共 1:00",
        "data-length-ms=\"60000\"",
        "<h2 id=\"points\">本节要点</h2>",
        &format!("src=\"{}?until=", media(&lesson)),
    ] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    assert!(!page.text.contains("<track"), "this film has no captions");
    for word in page.between("data-words=\"", "\"").split(',') {
        assert!(!word.contains("player-"), "a word is missing: {word}");
    }
}

#[tokio::test]
async fn when_everything_is_watched_the_exam_is_the_next_step() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let enrolment = way::watched(&site.world, &learner, Category::Public).await;
    let visitor = site.signed_in(&learner).await;
    let page = visitor.get(&format!("/learn/{}", enrolment.id)).await;
    assert!(page.text.contains("参加考试") && page.text.contains("已完成 1 / 1 节"));
    way::take_exam(&site.world, &learner, &enrolment, "对").await;
    let page = visitor.get("/learn").await;
    assert!(page.text.contains("考试已通过") && page.text.contains("href=\"/certificates\""));
}

#[tokio::test]
async fn after_the_window_the_page_says_that_nothing_counts() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let (address, lesson) = enrolled(&site, &learner, Category::Public).await;
    site.world.advance(Duration::from_hours(24 * 30));
    let visitor = site.signed_in(&learner).await;
    for page in ["/learn", &address, &lesson] {
        assert_eq!(visitor.get(page).await.status, StatusCode::OK, "{page}");
    }
    assert!(
        visitor
            .get(&lesson)
            .await
            .text
            .contains("可以观看，但不计时")
    );
}

#[tokio::test]
async fn other_peoples_courses_do_not_exist() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let (address, lesson) = enrolled(&site, &cast.learner, Category::Public).await;
    let other = site.signed_in(&cast.other_learner).await;
    for page in [
        &address,
        &lesson,
        &format!("{address}/exam"),
        &signed(&site, &cast.learner, &lesson).await,
    ] {
        assert_eq!(
            other.get(page).await.status,
            StatusCode::NOT_FOUND,
            "{page}"
        );
    }
    let officer = site.signed_in(&cast.officer).await;
    assert_eq!(officer.get("/learn").await.status, StatusCode::FORBIDDEN);
    let mine = site.signed_in(&cast.learner).await;
    for page in [
        "/learn/x",
        "/learn/enr_1",
        &format!("{address}/lessons/les_1"),
    ] {
        assert_eq!(mine.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
    }
}

#[tokio::test]
async fn a_film_comes_in_ranges_with_a_tag_and_a_date() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let (_, lesson) = enrolled(&site, &learner, Category::Public).await;
    let film: String = ('a'..='z').cycle().take(10_000).collect();
    site.world
        .house
        .files
        .put("media/test.mp4", film.into())
        .await
        .unwrap();
    let path = signed(&site, &learner, &lesson).await;
    let whole = site.program(&learner).await.get(&path).await;
    assert_eq!((whole.status, whole.text.len()), (StatusCode::OK, 10_000));
    assert_eq!(whole.header("content-type"), "video/mp4");
    assert_eq!(whole.header("accept-ranges"), "bytes");
    assert_eq!(whole.header("cache-control"), "private, max-age=3600");
    assert!(!whole.header("last-modified").is_empty());
    let tag = whole.header("etag").to_owned();
    let part = site
        .program(&learner)
        .await
        .with("range", "bytes=26-30")
        .get(&path)
        .await;
    assert_eq!(
        (part.status, part.text.as_str()),
        (StatusCode::PARTIAL_CONTENT, "abcde")
    );
    assert_eq!(part.header("content-range"), "bytes 26-30/10000");
    let beyond = site
        .program(&learner)
        .await
        .with("range", "bytes=10000-")
        .get(&path)
        .await;
    assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
    let known = site
        .program(&learner)
        .await
        .with("if-none-match", &tag)
        .get(&path)
        .await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    assert_eq!(whole.header("content-disposition"), "inline");
    assert!(
        whole
            .header("content-security-policy")
            .starts_with("default-src 'none'")
    );
    let mixed = site
        .program(&learner)
        .await
        .with("range", "bytes=26-30")
        .with("if-range", "\"another\"")
        .get(&path)
        .await;
    assert_eq!((mixed.status, mixed.text.len()), (StatusCode::OK, 10_000));
    let none = site
        .program(&learner)
        .await
        .get(&path.replace('?', "/captions?"))
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    let stranger = site.stranger().get(&path).await;
    assert_eq!(stranger.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_film_that_is_missing_is_our_fault_and_takes_nothing_away() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let (_, lesson) = enrolled(&site, &learner, Category::Public).await;
    let path = signed(&site, &learner, &lesson).await;
    let answer = site.program(&learner).await.get(&path).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text.contains("media.no_file"));
}

#[tokio::test]
async fn a_films_link_that_is_shared_or_kept_is_dead() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let (_, lesson) = enrolled(&site, &cast.learner, Category::Public).await;
    site.world
        .house
        .files
        .put("media/test.mp4", "film".into())
        .await
        .unwrap();
    let path = signed(&site, &cast.learner, &lesson).await;
    let hers = site.program(&cast.learner).await;
    assert_eq!(hers.get(&path).await.status, StatusCode::OK);
    // Another person: there is no such thing, or it is not hers.
    let other = site.program(&cast.other_learner).await.get(&path).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert!(
        other.text.contains("permission.not_yours"),
        "{}",
        other.text
    );
    // Without a signature, with another time, with another's signature.
    let (plain, query) = path.split_once('?').unwrap();
    let until: i64 = query[6..16].parse().unwrap();
    let later = path.replace(&until.to_string(), &(until + 3600).to_string());
    for forged in [
        plain,
        &later,
        &format!("{path}0"),
        &format!("{plain}?until=9999999999&sig="),
    ] {
        let answer = hers.get(forged).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{forged}");
        assert!(
            answer.text.contains("media.bad_address"),
            "{forged}: {}",
            answer.text
        );
    }
    // It lives for hours.
    site.world.advance(Duration::from_hours(2));
    assert_eq!(hers.get(&path).await.status, StatusCode::OK);
    site.world.advance(Duration::from_hours(2));
    let answer = hers.get(&path).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(
        answer.text.contains("media.expired_address"),
        "{}",
        answer.text
    );
    let anew = signed(&site, &cast.learner, &lesson).await;
    assert_eq!(hers.get(&anew).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_pages_hold_nothing_that_the_policy_forbids_and_every_word_exists() {
    let site = Site::new().await;
    let learner = site.world.cast.learner.clone();
    let (address, lesson) = enrolled(&site, &learner, Category::Public).await;
    let enrolment = way::watched(&site.world, &learner, Category::Professional).await;
    let mut op = site.world.op(&learner).await;
    let attempt = hours::start_attempt(&mut op, &enrolment.id)
        .await
        .unwrap()
        .into_inner();
    op.commit().await.unwrap();
    let room = format!("/attempts/{}", attempt.id);
    for language in ["zh-CN", "en"] {
        let visitor = site
            .signed_in(&learner)
            .await
            .with("accept-language", language);
        for page in [
            "/learn",
            &address,
            &lesson,
            &format!("/learn/{}/exam", enrolment.id),
            &format!("{address}/exam"),
            &format!("{room}/questions/1"),
            &format!("{room}/review"),
        ] {
            let text = visitor.get(page).await.text;
            for mark in [" style=", "<style", " onclick=", "<script>"] {
                assert!(!text.contains(mark), "{page}: {mark}");
            }
            for start in [
                ">learn-",
                ">exam-",
                ">player-",
                "\"exam-",
                "\"learn-",
                "\"player-",
            ] {
                // Names of styles apart, a key stands where its words are missing.
                let found = text
                    .match_indices(start)
                    .map(|(at, _)| &text[at..(at + 24).min(text.len())]);
                let missing: Vec<_> = found
                    .filter(|found| {
                        !found.starts_with("\"exam-head") && !found.starts_with("\"exam-course")
                    })
                    .collect();
                assert!(missing.is_empty(), "{page} {language}: {missing:?}");
            }
        }
    }
}
