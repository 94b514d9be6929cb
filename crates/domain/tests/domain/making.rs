//! A course in the making: written, sent its files, submitted, returned, published, made anew,
//! withdrawn.

use crate::studio;
use std::process::Command;

use domain::catalogue::making::{
    self, DraftState, FilePurpose, FileState, LessonText, QuestionPurpose,
};
use domain::catalogue::{self, Course, CourseFilter, MediaKind};
use domain::testing::{Cast, World};
use domain::{Actor, Grant, Role, exams, learning, orders, uploads};
use kernel::{CourseId, Hours, PageSize};

use crate::studio::{CAPTIONS, FILM, Studio, film};

#[tokio::test]
async fn a_course_is_made_reviewed_returned_published_and_bought() {
    for world in World::on_each().await {
        let studio = Studio::new(&world);
        let draft = studio.begin("面向乡镇的数据安全").await;
        let refused = studio.submit(&draft).await.unwrap_err();
        assert_eq!(refused.code(), "catalogue.not_ready");
        let lesson = studio.lesson(&draft, "第一课").await;
        studio
            .file(&draft, &lesson, "课.mp4", &film(), FilePurpose::Media)
            .await;
        studio
            .file(&draft, &lesson, "课.vtt", CAPTIONS, FilePurpose::Captions)
            .await;
        let inside = studio.inside(&draft).await;
        let found = inside.lessons[0].found().unwrap().clone();
        assert_eq!(
            (found.kind, found.mime.as_str()),
            (MediaKind::Video, "video/mp4")
        );
        assert!(found.length_ms.unwrap() > 1000, "{found:?}");
        let captions = inside.lessons[0].captions.as_ref().unwrap();
        assert_eq!(captions.state, FileState::Ready, "{captions:?}");
        for number in 1..=3 {
            studio
                .question(&draft, &lesson, QuestionPurpose::Exam, number)
                .await;
        }
        let keys: Vec<_> = studio.remarks(&draft).await;
        assert_eq!(keys, ["few-questions"], "it is said, and stands in no way");
        studio
            .question(&draft, &lesson, QuestionPurpose::Presence, 1)
            .await;
        assert!(studio.remarks(&draft).await.is_empty());
        studio.submit(&draft).await.unwrap();
        studio.submit(&draft).await.unwrap();
        // With the bureau it is not changed any more.
        let refused = studio.try_lesson(&draft, "第二课").await.unwrap_err();
        assert_eq!(refused.code(), "catalogue.draft_closed");

        // Returned with words, mended, submitted again.
        let refused = studio.return_with(&draft, "  ").await.unwrap_err();
        assert_eq!(refused.code(), "catalogue.words_missing");
        studio
            .return_with(&draft, "请补充第一课的要点")
            .await
            .unwrap();
        let inside = studio.inside(&draft).await;
        assert_eq!(inside.draft.state, DraftState::Returned);
        assert_eq!(inside.draft.words, "请补充第一课的要点");
        studio.submit(&draft).await.unwrap();
        let course = studio.publish(&draft).await.unwrap();
        assert_eq!((course.version, &course.family_id), (1, &course.id));
        assert!(course.hours > Hours::ZERO);
        let refused = studio.publish(&draft).await.map(drop).unwrap_err();
        assert_eq!(refused.code(), "catalogue.not_submitted");

        is_taught(&world, &course, found.length_ms.unwrap()).await;
    }
}

/// A learner buys it: its lesson, film, captions, proof of presence and bank are there.
async fn is_taught(world: &World, course: &Course, length_ms: i64) {
    let learner = world.cast.learner.clone();
    let enrolment = world.enrol(&learner, course).await;
    let mut op = world.op(&learner).await;
    let states = learning::lesson_states(&mut op, &enrolment).await.unwrap();
    let lesson = &states[0].lesson;
    assert_eq!(lesson.length_ms, length_ms);
    let media = learning::lesson_media(&mut op, &enrolment.id, &lesson.id)
        .await
        .unwrap();
    assert!(media.captions_key.is_some());
    let bytes = world.house.files.get(&media.file_key).await.unwrap();
    assert!(bytes == film(), "what was sent is what is played");
    let proofs = catalogue::questions(&mut op, &lesson.id).await.unwrap();
    assert_eq!(
        proofs.len(),
        1,
        "the proof of presence goes with the lesson"
    );
    let bank = exams::count_questions(&mut op).await.unwrap();
    assert_eq!(bank.get(&course.id), Some(&3));
}

#[tokio::test]
async fn a_new_version_takes_the_place_and_who_began_finishes_the_old_one() {
    for world in World::on_each().await {
        let studio = Studio::new(&world);
        let first = studio.published("建筑节能").await;
        let learner = world.cast.learner.clone();
        let enrolment = world.enrol(&learner, &first).await;

        let draft = studio.next_version(&first.id).await.unwrap();
        let refused = studio.next_version(&first.id).await.map(drop).unwrap_err();
        assert_eq!(refused.code(), "catalogue.version_in_the_making");
        let inside = studio.inside(&draft).await;
        assert_eq!(inside.lessons.len(), 1);
        assert_eq!(inside.questions.len(), 3, "the bank came with it");
        let lesson = studio.lesson(&draft, "第二课").await;
        studio
            .file(&draft, &lesson, "b.mp4", &film(), FilePurpose::Media)
            .await;
        studio.submit(&draft).await.unwrap();
        let second = studio.publish(&draft).await.unwrap();
        assert_eq!((second.version, &second.family_id), (2, &first.id));
        assert_eq!(second.code, format!("{}-v2", first.code));

        // New ones get the newest.
        assert_eq!(listed(&world).await, std::slice::from_ref(&second.id));
        let other = world.cast.other_learner.clone();
        let mut op = world.op(&other).await;
        let refused = orders::place(&mut op, std::slice::from_ref(&first.id), 2022).await;
        assert_eq!(
            refused.map(drop).unwrap_err().code(),
            "catalogue.not_offered"
        );
        drop(op);
        world.enrol(&other, &second).await;
        // Who began finishes what she began, and does not earn it twice.
        let mut op = world.op(&learner).await;
        let states = learning::lesson_states(&mut op, &enrolment).await.unwrap();
        assert_eq!(states.len(), 1, "her version has one lesson");
        let refused = orders::place(&mut op, std::slice::from_ref(&second.id), 2022).await;
        assert_eq!(
            refused.map(drop).unwrap_err().code(),
            "orders.enrolled_already"
        );
        drop(op);

        // Withdrawn: nobody orders it; who is enrolled goes on.
        let mut op = world.op(&world.cast.base_admin).await;
        making::withdraw(&mut op, &second.id).await.unwrap();
        making::withdraw(&mut op, &second.id).await.unwrap();
        op.commit().await.unwrap();
        assert!(listed(&world).await.is_empty());
        let mut op = world.op(&other).await;
        let mine = orders::find_enrolment(&mut op, other.person().unwrap(), &second.id).await;
        let mine = mine.unwrap().unwrap();
        let states = learning::lesson_states(&mut op, &mine).await.unwrap();
        learning::open_session(&mut op, &mine.id, &states[0].lesson.id, true, "")
            .await
            .unwrap();
    }
}

async fn listed(world: &World) -> Vec<CourseId> {
    let mut op = world.op(&world.cast.learner).await;
    let page = catalogue::list_courses(&mut op, CourseFilter::default(), None, PageSize::default());
    page.await
        .unwrap()
        .items
        .into_iter()
        .map(|course| course.id)
        .collect()
}

#[tokio::test]
async fn each_step_is_for_whom_it_is_for() {
    for world in World::on_each().await {
        each_step_is_for_whom_it_is_for_on(world).await;
    }
}

async fn each_step_is_for_whom_it_is_for_on(world: World) {
    let studio = Studio::new(&world);
    let draft = studio.complete("护理伦理").await;
    let cast = &world.cast;
    for actor in [
        &cast.learner,
        &cast.clerk,
        &cast.foreign_officer,
        &cast.employer_admin,
    ] {
        let mut op = world.op(actor).await;
        let refused = making::inside(&mut op, &draft).await.map(drop).unwrap_err();
        assert_eq!(refused.code(), "permission.denied", "{}", actor.name());
    }
    // Another base's admin is nobody here.
    let mut op = world.system().await;
    let base = catalogue::add_base(&mut op, "other", "另一基地", &cast.zone)
        .await
        .unwrap();
    op.commit().await.unwrap();
    let scope = base.id.as_str().to_owned();
    let role = Role::BaseAdmin;
    let other = Actor::person_with(
        Cast::id(&cast.clerk),
        "外".into(),
        vec![Grant {
            role,
            scope,
            covering: None,
        }],
    );
    let mut op = world.op(&other).await;
    let refused = making::inside(&mut op, &draft).await.map(drop).unwrap_err();
    assert_eq!(refused.code(), "permission.denied");
    let refused = making::drop_draft(&mut op, &draft).await.unwrap_err();
    assert_eq!(refused.code(), "permission.denied");
    drop(op);
    // An instructor writes, and submits nothing.
    let mut op = world.op(&cast.instructor).await;
    let refused = making::submit(&mut op, &draft).await.unwrap_err();
    assert_eq!(refused.code(), "permission.denied");
    drop(op);
    studio.submit(&draft).await.unwrap();
    for actor in [
        &cast.base_admin,
        &cast.instructor,
        &cast.foreign_officer,
        &cast.inspector,
    ] {
        let mut op = world.op(actor).await;
        let refused = exams::publish(&mut op, &draft).await.map(drop).unwrap_err();
        assert_eq!(refused.code(), "permission.denied", "{}", actor.name());
        let refused = making::return_draft(&mut op, &draft, "不")
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "permission.denied", "{}", actor.name());
    }
    let course = studio.publish(&draft).await.unwrap();
    let mut op = world.op(&cast.instructor).await;
    let refused = making::withdraw(&mut op, &course.id).await.unwrap_err();
    assert_eq!(refused.code(), "permission.denied");
    drop(op);
    leaves_its_lines(&studio).await;
}

/// Each step leaves an audit line.
async fn leaves_its_lines(studio: &Studio<'_>) {
    let audit = studio.audit().await;
    for action in [
        "catalogue.draft_begun",
        "catalogue.file_ready",
        "catalogue.draft_submitted",
        "catalogue.course_published",
    ] {
        assert!(
            audit.iter().any(|line| line == action),
            "{action}: {audit:?}"
        );
    }
}

/// Files of no use, each with its name and the code that says why; no bytes where ffmpeg cannot
/// make them here.
fn unplayable() -> Vec<(&'static str, Option<Vec<u8>>, &'static str)> {
    let whole = film();
    // The film's index stands at its start: cut at 60 %, it still promises the whole.
    let cut = whole[..whole.len() * 6 / 10].to_vec();
    vec![
        ("空.mp4", Some(Vec::new()), "catalogue.file_empty"),
        (
            "字.mp4",
            Some(b"no film at all".to_vec()),
            "catalogue.file_unreadable",
        ),
        ("断.mp4", Some(cut), "catalogue.file_cut"),
        (
            "无头.mp4",
            Some(whole[5000..].to_vec()),
            "catalogue.file_unreadable",
        ),
        (
            "a.pdf",
            Some(b"%PDF-1.7 nothing".to_vec()),
            "catalogue.pdf_unreadable",
        ),
        (
            "b.pdf",
            Some(b"PK not a pdf".to_vec()),
            "catalogue.pdf_unreadable",
        ),
        (
            "list.mp4",
            Some(b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n/etc/passwd\n".to_vec()),
            "catalogue.file_unreadable",
        ),
        (
            "x.mkv",
            studio::made("libx265", "mkv"),
            "catalogue.unplayable",
        ),
        (
            "x.avi",
            studio::made("mpeg4", "avi"),
            "catalogue.unplayable",
        ),
    ]
}

#[tokio::test]
async fn what_browsers_cannot_play_is_refused_in_words() {
    for world in World::on_each().await {
        what_browsers_cannot_play_is_refused_in_words_on(world).await;
    }
}

async fn what_browsers_cannot_play_is_refused_in_words_on(world: World) {
    let studio = Studio::new(&world);
    let draft = studio.begin("农艺").await;
    for (name, bytes, code) in unplayable() {
        let Some(bytes) = bytes else {
            eprintln!("left out: {name}, for ffmpeg cannot make it here");
            continue;
        };
        let lesson = studio.lesson(&draft, name).await;
        studio
            .file(&draft, &lesson, name, &bytes, FilePurpose::Media)
            .await;
        let inside = studio.inside(&draft).await;
        let lesson = inside.lessons.last().unwrap();
        let file = lesson.file.as_ref().unwrap();
        assert_eq!(file.state, FileState::Refused, "{name}: {file:?}");
        assert_eq!(file.why.as_ref().unwrap().0, code, "{name}");
        assert_eq!(lesson.length_ms(), None);
    }
    let lesson = studio.lesson(&draft, "字幕").await;
    studio
        .file(
            &draft,
            &lesson,
            "a.srt",
            b"1\n00:00:01,0",
            FilePurpose::Captions,
        )
        .await;
    let inside = studio.inside(&draft).await;
    let captions = inside.lessons.last().unwrap().captions.clone().unwrap();
    assert_eq!(captions.why.unwrap().0, "catalogue.captions_invalid");
    let left = std::fs::read_dir(&world.house.staging).unwrap().count();
    assert_eq!(left, 0, "what is refused takes no room");
}

#[tokio::test]
async fn a_document_is_as_long_as_its_pages_are_looked_at() {
    for world in World::on_each().await {
        a_document_is_as_long_as_its_pages_are_looked_at_on(world).await;
    }
}

async fn a_document_is_as_long_as_its_pages_are_looked_at_on(world: World) {
    let studio = Studio::new(&world);
    let draft = studio.begin("文件").await;
    let lesson = studio.lesson(&draft, "讲义").await;
    studio
        .file(&draft, &lesson, "讲义.pdf", studio::PDF, FilePurpose::Media)
        .await;
    let inside = studio.inside(&draft).await;
    let found = inside.lessons[0].found().unwrap();
    assert_eq!((found.kind, found.pages), (MediaKind::Document, Some(2)));
    assert_eq!(inside.lessons[0].length_ms(), Some(2 * 60_000));
}

#[tokio::test]
async fn without_ffprobe_a_film_waits_and_the_page_can_say_why() {
    let away = |settings: &mut domain::Settings| settings.ffprobe = "no-such-ffprobe".into();
    for world in World::each_with_settings(away).await {
        waits(world).await;
    }
}

async fn waits(world: World) {
    let studio = Studio::new(&world);
    let draft = studio.begin("等待").await;
    let lesson = studio.lesson(&draft, "第一课").await;
    studio
        .file(&draft, &lesson, "a.mp4", FILM, FilePurpose::Media)
        .await;
    let inside = studio.inside(&draft).await;
    let file = inside.lessons[0].file.as_ref().unwrap();
    assert_eq!(file.state, FileState::Waiting);
    let (code, values) = file.why.clone().unwrap();
    assert_eq!(code, "catalogue.no_prober");
    assert_eq!(values, [("program".to_owned(), "ffprobe".to_owned())]);
}

/// Whether a program is here.
fn has(program: &str) -> bool {
    Command::new(program).arg("-version").output().is_ok()
}

#[test]
fn what_these_tests_stand_on_is_here() {
    for program in ["ffprobe", "pdfinfo"] {
        assert!(
            has(program),
            "{program} is missing; `cargo xtask setup` installs it"
        );
    }
}

#[tokio::test]
async fn a_draft_is_edited_listed_taken_back_and_dropped() {
    for world in World::on_each().await {
        let studio = Studio::new(&world);
        let draft = studio.complete("改动").await;
        let last = studio.lesson(&draft, "第二课").await;
        let inside = studio.inside(&draft).await;
        let mut op = world.op(&world.cast.base_admin).await;
        let mut text = making::get_draft(&mut op, &draft).await.unwrap().text;
        text.title = "改过的名称".into();
        making::save_text(&mut op, &draft, &text).await.unwrap();
        let lesson = LessonText {
            title: "改过的课时".into(),
            text: "要点".into(),
            page_dwell_s: 30,
        };
        making::save_lesson(&mut op, &draft, &last, &lesson)
            .await
            .unwrap();
        making::move_lesson(&mut op, &draft, &last, true)
            .await
            .unwrap();
        let listed = making::list_drafts(&mut op, &world.cast.base)
            .await
            .unwrap();
        assert_eq!(listed[0].text.title, "改过的名称");
        let after = making::inside(&mut op, &draft).await.unwrap();
        assert_eq!(after.lessons[0].text.title, "改过的课时");
        making::remove_lesson(&mut op, &draft, &last).await.unwrap();
        let question = &inside.questions[0].id;
        making::remove_question(&mut op, &draft, question)
            .await
            .unwrap();
        making::drop_draft(&mut op, &draft).await.unwrap();
        assert_eq!(
            making::list_drafts(&mut op, &world.cast.base)
                .await
                .unwrap()
                .len(),
            0
        );
        uploads::end_expired(&mut op).await.unwrap();
        op.commit().await.unwrap();
        let draft = studio.complete("送审").await;
        let mut op = world.op(&world.cast.base_admin).await;
        making::submit(&mut op, &draft).await.unwrap();
        op.commit().await.unwrap();
        let mut op = world.op(&world.cast.officer).await;
        let zone = domain::territory::get(&mut op, &world.cast.zone)
            .await
            .unwrap();
        assert_eq!(
            making::list_submitted(&mut op, &zone).await.unwrap().len(),
            1
        );
        drop(op);
        let mut op = world.op(&world.cast.base_admin).await;
        making::take_back(&mut op, &draft).await.unwrap();
        op.commit().await.unwrap();
    }
}
