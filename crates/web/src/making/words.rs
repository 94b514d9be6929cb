//! What stands in a draft, in words.

use std::borrow::Borrow;

use domain::catalogue::MediaKind;
use domain::catalogue::making::{DraftState, FileState, LessonFile, Remark};

use crate::page::PageFrame;

/// Words of drafts.
pub(crate) trait MakingWords {
    /// A draft's state.
    fn draft_state(&self, state: impl Borrow<DraftState>) -> String;
    /// What a file is and how it stands; when it is refused, why and what to do.
    fn file_words(&self, file: &LessonFile) -> String;
    /// Something noticed.
    fn remark(&self, remark: &Remark) -> String;
    /// `1:02:05` of a length in milliseconds.
    fn clock(&self, milliseconds: impl Borrow<i64>) -> String;
    /// Which colour a draft's state has.
    fn draft_tone(&self, state: impl Borrow<DraftState>) -> &'static str;
    /// Which colour a file's state has.
    fn file_tone(&self, file: &LessonFile) -> &'static str;
}

impl MakingWords for PageFrame {
    fn draft_state(&self, state: impl Borrow<DraftState>) -> String {
        self.t(&format!("making-state-{}", state.borrow().as_str()))
    }

    fn file_words(&self, file: &LessonFile) -> String {
        if let Some((code, values)) = &file.why {
            let key = code.replace(['.', '_'], "-");
            let values: Vec<(&str, &str)> = values
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let what = self.locale.find_with(&key, &values);
            let next = self.locale.find_with(&format!("{key}.next"), &values);
            let parts = [what, next].into_iter().flatten();
            return parts.collect::<Vec<_>>().join(" ");
        }
        let Some(found) = file
            .found
            .as_ref()
            .filter(|_| file.state == FileState::Ready)
        else {
            return self.t(&format!("making-file-{}", file.state.as_str()));
        };
        if found.mime == "text/vtt" {
            return self.ta("making-file-captions", [("cues", found.codecs.as_str())]);
        }
        let kind = self.t(&format!("making-kind-{}", found.kind.as_str()));
        let size = match (found.kind, found.pages, found.length_ms) {
            (MediaKind::Document, Some(pages), _) => {
                self.ta("making-pages", [("pages", pages.to_string())])
            }
            (_, _, Some(length)) => self.clock(length),
            _ => String::new(),
        };
        let parts = [kind, size, found.codecs.to_uppercase()];
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    }

    fn remark(&self, remark: &Remark) -> String {
        let values = [
            ("lesson", remark.lesson.unwrap_or_default().to_string()),
            ("has", remark.has.to_string()),
            ("wants", remark.wants.to_string()),
        ];
        self.ta(&format!("making-remark-{}", remark.key), values)
    }

    fn draft_tone(&self, state: impl Borrow<DraftState>) -> &'static str {
        match state.borrow() {
            DraftState::Draft | DraftState::Dropped => "calm",
            DraftState::Submitted => "wait",
            DraftState::Returned => "bad",
            DraftState::Published => "good",
        }
    }

    fn file_tone(&self, file: &LessonFile) -> &'static str {
        match file.state {
            FileState::Waiting | FileState::Storing => "wait",
            FileState::Ready => "good",
            FileState::Refused => "bad",
        }
    }

    fn clock(&self, milliseconds: impl Borrow<i64>) -> String {
        let seconds = milliseconds.borrow() / 1000;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            format!("{hours}:{minutes:02}:{seconds:02}")
        } else {
            format!("{minutes}:{seconds:02}")
        }
    }
}
