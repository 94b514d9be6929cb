//! Counting, a few queries for a whole page.

use std::collections::BTreeMap;
use std::sync::Arc;

use kernel::{BaseId, CourseId, Outcome, TerritoryId};

use super::model::{
    BaseFigures, CourseFigures, CourseInside, Health, LessonFigures, RegionFigures,
    TerritoryFigures,
};
use crate::catalogue::Base;
use crate::permission::Action;
use crate::territory::Territory;
use crate::{Op, audit, catalogue, employers, exams, identity, orders, territory};

/// Most jobs on the operator's page.
const JOBS_MAX: i64 = 20;

/// A base's courses with their figures, for those who run, teach at or watch over it.
pub async fn base_figures(op: &mut Op, id: &BaseId) -> Outcome<BaseFigures> {
    let base = catalogue::base(op, id).await?;
    op.allow(Action::SeeBase, &base)?;
    let counts = Counts::read(op).await?;
    figures(op, base, &counts).await
}

/// The bases of a territory and below it with their figures, for an inspector.
pub async fn inspected_bases(op: &mut Op, territory: &Territory) -> Outcome<Vec<BaseFigures>> {
    op.allow(Action::Inspect, territory)?;
    let counts = Counts::read(op).await?;
    let mut bases = Vec::new();
    for base in catalogue::list_bases(op, &territory.path).await? {
        bases.push(figures(op, base, &counts).await?);
    }
    Ok(bases)
}

/// A course with its lessons and how many questions ask about each, for those who may see its base.
pub async fn course_inside(op: &mut Op, id: &CourseId) -> Outcome<CourseInside> {
    let course = catalogue::get_course(op, id).await?;
    let base = catalogue::base(op, &course.base_id).await?;
    op.allow(Action::SeeBase, &base)?;
    let questions = exams::count_questions_by_lesson(op, id).await?;
    let lessons = catalogue::lessons(op, id)
        .await?
        .into_iter()
        .map(|lesson| LessonFigures {
            questions: questions.get(&lesson.position).copied().unwrap_or(0),
            lesson,
        });
    Ok(CourseInside {
        base,
        course,
        lessons: lessons.collect(),
    })
}

/// A territory and all below it: how much lies where, and who acts for it.
pub async fn region(op: &mut Op, top: &Territory) -> Outcome<RegionFigures> {
    op.allow(Action::SeeRegion, top)?;
    let people = identity::count_by_territory(op).await?;
    let employers = employers::list(op, &top.path).await?;
    let bases = catalogue::list_bases(op, &top.path).await?;
    let lie_in = |ids: Vec<&TerritoryId>, home: &TerritoryId| {
        i64::try_from(ids.into_iter().filter(|id| *id == home).count()).unwrap_or(i64::MAX)
    };
    let mut territories = Vec::new();
    for territory in territory::list(op).await? {
        let Some(below) = territory.path.strip_prefix(&top.path) else {
            continue;
        };
        territories.push(TerritoryFigures {
            depth: below.split_terminator('/').count(),
            employers: lie_in(
                employers.iter().map(|e| &e.territory_id).collect(),
                &territory.id,
            ),
            bases: lie_in(
                bases.iter().map(|b| &b.territory_id).collect(),
                &territory.id,
            ),
            people: people.get(&territory.id).copied().unwrap_or(0),
            territory,
        });
    }
    let officers = identity::list_officers(op, &top.path).await?;
    Ok(RegionFigures {
        territories,
        officers,
    })
}

/// How the machine is, for an operator; with so many audit lines.
pub async fn health(op: &mut Op, audit_lines_max: i64) -> Outcome<Health> {
    let house = Arc::clone(&op.house);
    op.allow(Action::SeeHealth, &*house)?;
    Ok(Health {
        engine: op.tx.engine(),
        schema: house.db.check().await.err(),
        queue: jobs::counts(&mut op.tx).await?,
        dead: jobs::list_dead(&mut op.tx, JOBS_MAX).await?,
        waiting: jobs::list_open(&mut op.tx, JOBS_MAX).await?,
        audit: audit::list_recent(op, audit_lines_max).await?,
    })
}

/// Per course: lessons, questions, enrolments, passes.
struct Counts {
    lessons: BTreeMap<CourseId, i64>,
    questions: BTreeMap<CourseId, i64>,
    enrolments: BTreeMap<CourseId, i64>,
    passes: BTreeMap<CourseId, i64>,
}

impl Counts {
    async fn read(op: &mut Op) -> Outcome<Self> {
        Ok(Self {
            lessons: catalogue::count_lessons(op).await?,
            questions: exams::count_questions(op).await?,
            enrolments: orders::count_enrolments(op).await?,
            passes: exams::count_passes(op).await?,
        })
    }
}

async fn figures(op: &mut Op, base: Base, counts: &Counts) -> Outcome<BaseFigures> {
    let count = |of: &BTreeMap<CourseId, i64>, id: &CourseId| of.get(id).copied().unwrap_or(0);
    let courses = catalogue::courses_of_base(op, &base.id)
        .await?
        .into_iter()
        .map(|course| {
            let id = &course.id;
            CourseFigures {
                lessons: count(&counts.lessons, id),
                questions: count(&counts.questions, id),
                enrolments: count(&counts.enrolments, id),
                passes: count(&counts.passes, id),
                course,
            }
        });
    Ok(BaseFigures {
        base,
        courses: courses.collect(),
    })
}
