//! What is counted.

use db::EngineName;
use jobs::{Claimed, Counts};
use kernel::{Fault, Hours};

use crate::audit::AuditLine;
use crate::catalogue::{Base, Course, Lesson};
use crate::identity::Officer;
use crate::territory::Territory;

/// A course with what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseFigures {
    /// The course.
    pub course: Course,
    /// Its lessons.
    pub lessons: i64,
    /// Questions in its bank.
    pub questions: i64,
    /// Enrolments that were ever activated.
    pub enrolments: i64,
    /// Enrolments whose exam is passed.
    pub passes: i64,
}

/// A base with its courses, by title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseFigures {
    /// The base.
    pub base: Base,
    /// Its courses.
    pub courses: Vec<CourseFigures>,
}

impl BaseFigures {
    /// Hours of all courses together.
    pub fn hours(&self) -> Hours {
        self.courses
            .iter()
            .map(|figures| figures.course.hours)
            .sum()
    }

    /// Enrolments of all courses together.
    pub fn enrolments(&self) -> i64 {
        self.courses.iter().map(|figures| figures.enrolments).sum()
    }

    /// Passed enrolments of all courses together.
    pub fn passes(&self) -> i64 {
        self.courses.iter().map(|figures| figures.passes).sum()
    }
}

/// A lesson with how many questions ask about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LessonFigures {
    /// The lesson.
    pub lesson: Lesson,
    /// Questions of the bank that it teaches the answers to.
    pub questions: i64,
}

/// A course from the inside, without the questions themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseInside {
    /// The base that offers it.
    pub base: Base,
    /// The course.
    pub course: Course,
    /// Its lessons in order.
    pub lessons: Vec<LessonFigures>,
}

/// A territory of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerritoryFigures {
    /// The territory.
    pub territory: Territory,
    /// How far below the top of the tree that is shown; 0 for the top.
    pub depth: usize,
    /// Employers that lie in it, not below it.
    pub employers: i64,
    /// Bases that lie in it, not below it.
    pub bases: i64,
    /// People who belong to it, not below it.
    pub people: i64,
}

/// A region with everything below it.
#[derive(Clone, Debug)]
pub struct RegionFigures {
    /// The tree, parents before children.
    pub territories: Vec<TerritoryFigures>,
    /// Who holds an office in it.
    pub officers: Vec<Officer>,
}

/// How the machine is.
#[derive(Debug)]
pub struct Health {
    /// The database engine.
    pub engine: EngineName,
    /// Why the schema does not fit this build; none when it does.
    pub schema: Option<Fault>,
    /// The queue in numbers.
    pub queue: Counts,
    /// Jobs that were given up, newest first.
    pub dead: Vec<Claimed>,
    /// Jobs that wait, oldest first.
    pub waiting: Vec<Claimed>,
    /// The newest audit lines.
    pub audit: Vec<AuditLine>,
}
