//! A base's studio: courses are made through the product's own services.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use domain::audit;
use domain::catalogue::making::{
    self, DraftInside, DraftText, FilePurpose, LessonText, NewDraftQuestion, QuestionPurpose,
};
use domain::catalogue::{Course, ExamRules};
use domain::exams;
use domain::testing::World;
use domain::uploads::{self, Appending, NewUpload};
use kernel::{Category, CourseId, DraftId, DraftLessonId, Outcome};

/// A film of the demo, cut to a few seconds when it was made.
pub const FILM: &[u8] = include_bytes!("../../../../../content/media/short.mp4");
pub const CAPTIONS: &[u8] = "WEBVTT\n\n00:01.000 --> 00:02.000\n你好\n".as_bytes();
/// Two empty pages.
pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>>endobj\n\
3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n4 0 obj<</Type/Page/Parent 2 0 R>>endobj\n\
trailer<</Root 1 0 R/Size 5>>\n%%EOF\n";

pub fn film() -> Vec<u8> {
    FILM.to_vec()
}

/// A second of film in a codec and a container; none where ffmpeg is not here or cannot.
pub fn made(codec: &str, ending: &str) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join(format!("a.{ending}"));
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args([
        "-v",
        "quiet",
        "-f",
        "lavfi",
        "-i",
        "testsrc=d=1:s=64x64:r=5",
    ]);
    ffmpeg.args(["-c:v", codec]).arg(&to);
    let made = ffmpeg.stderr(Stdio::null()).status().ok()?;
    made.success().then(|| std::fs::read(to).unwrap())
}

/// No two operations have the same seed.
static SEEDS: AtomicU64 = AtomicU64::new(1);

pub struct Studio<'w> {
    world: &'w World,
}

impl<'w> Studio<'w> {
    pub fn new(world: &'w World) -> Self {
        Self { world }
    }

    pub async fn begin(&self, title: &str) -> DraftId {
        let mut op = self.world.op(&self.world.cast.base_admin).await;
        let text = DraftText {
            category: Category::Professional,
            field: "computer".into(),
            title: title.into(),
            title_en: String::new(),
            summary: "一门测试课程".into(),
            year_from: 2022,
            year_to: 2023,
            exam: ExamRules {
                questions: 3,
                minutes: 30,
                attempts: 2,
            },
        };
        let base = self.world.cast.base.clone();
        let draft = making::begin(&mut op, &base, text).await.unwrap();
        op.commit().await.unwrap();
        draft.id
    }

    pub async fn try_lesson(&self, draft: &DraftId, title: &str) -> Outcome<DraftLessonId> {
        let mut op = self.world.op(&self.world.cast.base_admin).await;
        let text = LessonText {
            title: title.into(),
            text: "要点".into(),
            page_dwell_s: 60,
        };
        let lesson = making::add_lesson(&mut op, draft, text).await?;
        op.commit().await?;
        Ok(lesson)
    }

    pub async fn lesson(&self, draft: &DraftId, title: &str) -> DraftLessonId {
        self.try_lesson(draft, title).await.unwrap()
    }

    /// Uploads a file whole, gives it to the lesson, and has it looked into.
    pub async fn file(
        &self,
        draft: &DraftId,
        lesson: &DraftLessonId,
        name: &str,
        bytes: &[u8],
        purpose: FilePurpose,
    ) {
        let mut op = self.world.op(&self.world.cast.base_admin).await;
        let new = NewUpload {
            base_id: self.world.cast.base.clone(),
            metadata: format!("filename {}", base64(name)),
            bytes: i64::try_from(bytes.len()).unwrap(),
        };
        let upload = uploads::create(&mut op, new).await.unwrap();
        op.commit().await.unwrap();
        let staging = &self.world.house.staging;
        let file = Appending::lock(staging, &upload.id).await.unwrap();
        let mut file = file.begin(&upload).await.unwrap();
        file.write(vec![Bytes::copy_from_slice(bytes)])
            .await
            .unwrap();
        file.sync().await.unwrap();
        let mut op = self.world.op(&self.world.cast.base_admin).await;
        uploads::acknowledge(&mut op, &upload, file.end())
            .await
            .unwrap();
        making::attach(&mut op, draft, lesson, &upload.id, purpose)
            .await
            .unwrap();
        op.commit().await.unwrap();
        let clock = self.world.clock();
        let seed = || {
            let number = SEEDS.fetch_add(1, Ordering::SeqCst).to_le_bytes();
            let mut seed = [77; 32];
            seed[..8].copy_from_slice(&number);
            seed
        };
        let looked = making::examine_next(&self.world.house, &*clock, &seed)
            .await
            .unwrap();
        assert!(looked, "there was a file to look into");
    }

    pub async fn question(
        &self,
        draft: &DraftId,
        lesson: &DraftLessonId,
        purpose: QuestionPurpose,
        number: i64,
    ) {
        let mut op = self.world.op(&self.world.cast.base_admin).await;
        let question = NewDraftQuestion {
            lesson_id: lesson.clone(),
            purpose,
            at_ms: (purpose == QuestionPurpose::Presence).then_some(number * 1000),
            stem: format!("第{number}题"),
            options: vec!["对".into(), "错".into(), "不知道".into()],
            key: vec![0],
        };
        making::add_question(&mut op, draft, question)
            .await
            .unwrap();
        op.commit().await.unwrap();
    }

    pub async fn inside(&self, draft: &DraftId) -> DraftInside {
        let mut op = self.world.op(&self.world.cast.base_admin).await;
        making::inside(&mut op, draft).await.unwrap()
    }

    pub async fn remarks(&self, draft: &DraftId) -> Vec<&'static str> {
        let remarks = self.inside(draft).await.checklist.remarks;
        remarks.iter().map(|remark| remark.key).collect()
    }

    pub async fn submit(&self, draft: &DraftId) -> Outcome<()> {
        let mut op = self.world.op(&self.world.cast.base_admin).await;
        making::submit(&mut op, draft).await?;
        op.commit().await
    }

    pub async fn return_with(&self, draft: &DraftId, words: &str) -> Outcome<()> {
        let mut op = self.world.op(&self.world.cast.officer).await;
        making::return_draft(&mut op, draft, words).await?;
        op.commit().await
    }

    pub async fn publish(&self, draft: &DraftId) -> Outcome<Course> {
        let mut op = self.world.op(&self.world.cast.officer).await;
        let course = exams::publish(&mut op, draft).await?;
        op.commit().await?;
        Ok(course)
    }

    pub async fn next_version(&self, course: &CourseId) -> Outcome<DraftId> {
        let mut op = self.world.op(&self.world.cast.base_admin).await;
        let draft = exams::begin_version(&mut op, course).await?;
        op.commit().await?;
        Ok(draft.id)
    }

    /// A draft that lacks nothing that stands in the way.
    pub async fn complete(&self, title: &str) -> DraftId {
        let draft = self.begin(title).await;
        let lesson = self.lesson(&draft, "第一课").await;
        self.file(&draft, &lesson, "a.mp4", FILM, FilePurpose::Media)
            .await;
        for number in 1..=3 {
            self.question(&draft, &lesson, QuestionPurpose::Exam, number)
                .await;
        }
        draft
    }

    pub async fn published(&self, title: &str) -> Course {
        let draft = self.complete(title).await;
        self.submit(&draft).await.unwrap();
        self.publish(&draft).await.unwrap()
    }

    pub async fn audit(&self) -> Vec<String> {
        let mut op = self.world.system().await;
        let lines = audit::list_recent(&mut op, 100).await.unwrap();
        lines.into_iter().map(|line| line.action).collect()
    }
}

fn base64(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}
