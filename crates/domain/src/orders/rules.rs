//! What an order costs. Pure.

use kernel::{Category, Fen, Hours};
use policy::Edition;

use super::model::OrderLine;
use crate::catalogue::Course;

/// Prices courses in order by the edition's fees. The public hours of a study year never cost
/// more than their ceiling, whatever was charged before (N2022 §4).
pub(super) fn price(edition: &Edition, courses: &[Course], public_before: Fen) -> Vec<OrderLine> {
    let mut charged = public_before;
    courses
        .iter()
        .map(|course| {
            let fen = price_alone(edition, course.category, course.hours, charged);
            if course.category == Category::Public {
                charged = charged + fen;
            }
            OrderLine {
                course_id: course.id.clone(),
                category: course.category,
                hours: course.hours,
                fen,
            }
        })
        .collect()
}

/// What so many hours cost when so much was charged for public hours before.
pub(super) fn price_alone(
    edition: &Edition,
    category: Category,
    hours: Hours,
    public_before: Fen,
) -> Fen {
    let before = match category {
        Category::Public => public_before,
        Category::Professional => Fen::ZERO,
    };
    edition.fee(category, hours, before)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use kernel::{BaseId, CourseId, Hours, Instant};
    use policy::Policies;

    use super::*;
    use crate::catalogue::ExamRules;

    fn course(category: Category, hours: Hours) -> Course {
        let born = Instant::from_micros(1);
        Course {
            id: CourseId::from_parts(born, 1),
            code: "c".into(),
            base_id: BaseId::from_parts(born, 1),
            category,
            field: "f".into(),
            title: "t".into(),
            title_en: "t".into(),
            summary: "s".into(),
            year_from: 2022,
            year_to: 2022,
            hours,
            exam: ExamRules {
                questions: 1,
                minutes: 1,
                attempts: 1,
            },
            family_id: CourseId::from_parts(born, 1),
            version: 1,
            replaced_at: None,
            withdrawn_at: None,
        }
    }

    fn fen(courses: &[Course], before: i64) -> Vec<i64> {
        let policies = Policies::embedded().unwrap();
        let edition = policies.edition("hohhot-etdz/2022").unwrap();
        price(edition, courses, Fen::new(before))
            .iter()
            .map(|line| line.fen.get())
            .collect()
    }

    #[test]
    fn professional_hours_cost_two_yuan_fifty_each_rounded_up_to_a_fen() {
        let short = course(Category::Professional, Hours::hundredths(2));
        let long = course(Category::Professional, Hours::whole(10));
        let odd = course(Category::Professional, Hours::hundredths(1));
        assert_eq!(fen(&[short, long, odd], 0), [5, 2500, 3]);
    }

    #[test]
    fn public_hours_of_a_year_never_cost_more_than_seventy_five_yuan() {
        let six = course(Category::Public, Hours::whole(18));
        assert_eq!(
            fen(&[six.clone(), six.clone(), six.clone()], 0),
            [4500, 3000, 0]
        );
        assert_eq!(fen(&[six], 7000), [500]);
    }
}
