//! Figures over several contexts for those who watch over others: a base's courses, a region's
//! bureaus, the health of the machine. It only counts and lists what the other contexts hold, and
//! keeps nothing of its own.

mod model;
mod service;

pub use model::{
    BaseFigures, CourseFigures, CourseInside, Health, LessonFigures, RegionFigures,
    TerritoryFigures,
};
pub use service::{base_figures, course_inside, health, inspected_bases, region};
