//! What the forms send, and how it is read.

use domain::catalogue::ExamRules;
use domain::catalogue::making::{
    Draft, DraftLesson, DraftText, LessonText, NewDraftQuestion, QuestionPurpose,
};
use kernel::{DraftLessonId, Outcome};
use serde::Deserialize;

/// A course's words.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct TextForm {
    pub category: String,
    pub field: String,
    pub title: String,
    pub title_en: String,
    pub summary: String,
    pub year_from: String,
    pub year_to: String,
    pub exam_questions: String,
    pub exam_minutes: String,
    pub exam_attempts: String,
}

impl TextForm {
    /// A form for a new course of this year.
    pub fn new(year: i16) -> Self {
        Self {
            category: "professional".into(),
            year_from: year.to_string(),
            year_to: year.to_string(),
            exam_questions: "10".into(),
            exam_minutes: "30".into(),
            exam_attempts: "3".into(),
            ..Self::default()
        }
    }

    /// What a draft says already.
    pub fn of(draft: &Draft) -> Self {
        let text = &draft.text;
        Self {
            category: text.category.to_string(),
            field: text.field.clone(),
            title: text.title.clone(),
            title_en: text.title_en.clone(),
            summary: text.summary.clone(),
            year_from: text.year_from.to_string(),
            year_to: text.year_to.to_string(),
            exam_questions: text.exam.questions.to_string(),
            exam_minutes: text.exam.minutes.to_string(),
            exam_attempts: text.exam.attempts.to_string(),
        }
    }

    /// What is no number is none that fits; the domain says which field.
    pub fn read(&self) -> Outcome<DraftText> {
        let number = |text: &str| text.trim().parse().unwrap_or(0);
        let year = |text: &str| text.trim().parse().unwrap_or(0);
        Ok(DraftText {
            category: self.category.parse()?,
            field: self.field.trim().to_owned(),
            title: self.title.trim().to_owned(),
            title_en: self.title_en.trim().to_owned(),
            summary: self.summary.trim().to_owned(),
            year_from: year(&self.year_from),
            year_to: year(&self.year_to),
            exam: ExamRules {
                questions: number(&self.exam_questions),
                minutes: number(&self.exam_minutes),
                attempts: number(&self.exam_attempts),
            },
        })
    }
}

/// A lesson's words.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct LessonForm {
    pub title: String,
    pub text: String,
    pub page_dwell_s: String,
}

impl LessonForm {
    pub fn of(lesson: &DraftLesson) -> Self {
        Self {
            title: lesson.text.title.clone(),
            text: lesson.text.text.clone(),
            page_dwell_s: lesson.text.page_dwell_s.to_string(),
        }
    }

    pub fn read(&self) -> LessonText {
        let dwell = self.page_dwell_s.trim();
        LessonText {
            title: self.title.trim().to_owned(),
            text: self.text.replace('\r', "").trim().to_owned(),
            // A film's form does not ask.
            page_dwell_s: if dwell.is_empty() {
                60
            } else {
                dwell.parse().unwrap_or(0)
            },
        }
    }
}

/// A question.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct QuestionForm {
    pub purpose: String,
    pub at: String,
    pub stem: String,
    pub option1: String,
    pub option2: String,
    pub option3: String,
    pub option4: String,
    /// The numbers of the right options, from 1.
    pub right: Vec<String>,
}

impl QuestionForm {
    /// Number, field and text of each option.
    pub fn options(&self) -> [(&'static str, &'static str, &str); 4] {
        [
            ("1", "option1", &self.option1),
            ("2", "option2", &self.option2),
            ("3", "option3", &self.option3),
            ("4", "option4", &self.option4),
        ]
    }

    /// Whether an option is marked as right.
    pub fn is_right(&self, number: &str) -> bool {
        self.right.iter().any(|right| right == number)
    }

    /// Options that are left empty are none, and the marks follow those that stay.
    pub fn read(&self, lesson: &DraftLessonId) -> Outcome<NewDraftQuestion> {
        let purpose: QuestionPurpose = self.purpose.parse()?;
        let all = [&self.option1, &self.option2, &self.option3, &self.option4];
        let (mut options, mut key) = (Vec::new(), Vec::new());
        for (number, option) in (1..).zip(all) {
            let option = option.trim();
            if option.is_empty() {
                continue;
            }
            if self.is_right(&i64::to_string(&number)) {
                key.push(options.len());
            }
            options.push(option.to_owned());
        }
        Ok(NewDraftQuestion {
            lesson_id: lesson.clone(),
            purpose,
            at_ms: match purpose {
                QuestionPurpose::Presence => Some(moment(&self.at)),
                QuestionPurpose::Exam => None,
            },
            stem: self.stem.trim().to_owned(),
            options,
            key,
        })
    }
}

/// `mm:ss` (or `h:mm:ss`) in milliseconds; what is none is 0, which no question has.
fn moment(text: &str) -> i64 {
    let parts = text.trim().split([':', '：']);
    let numbers: Option<Vec<i64>> = parts.map(|part| part.trim().parse().ok()).collect();
    let numbers = numbers.unwrap_or_default();
    let fits = (1..=3).contains(&numbers.len()) && numbers.iter().all(|n| (0..100_000).contains(n));
    let seconds = numbers.iter().fold(0, |sum, number| sum * 60 + number);
    if fits { seconds * 1000 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_people_write_it() {
        assert_eq!(moment("10:30"), 630_000);
        assert_eq!(moment(" 1：02:03 "), 3_723_000);
        assert_eq!(moment("45"), 45_000);
        for bad in ["", "a", "1:-2", "1:2:3:4", "99999999999:0"] {
            assert_eq!(moment(bad), 0, "{bad}");
        }
    }
}
