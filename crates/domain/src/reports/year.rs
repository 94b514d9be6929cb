//! What the ledger holds for a study year beside what is owed for it today.
//!
//! Asks for no permission: reports and cards call it for people who see no hours, such as anyone
//! who verifies a card, and show only the answer.

use kernel::{Category, Hours, Outcome, Year};
use ledger::Total;

use crate::identity::{self, Person};
use crate::{Op, editions, hours};

/// One category of a study year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owed {
    /// Hours owed.
    pub required: Hours,
    /// Hours posted and not revoked.
    pub counted: Hours,
    /// Whether it stands complete without hours (N2022 §3.6).
    pub is_deemed: bool,
}

impl Owed {
    /// What is missing; never negative.
    pub fn short(self) -> Hours {
        if self.is_deemed {
            return Hours::ZERO;
        }
        self.counted.short_of(self.required)
    }
}

/// Both categories of a study year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearSums {
    /// Public subjects.
    pub public: Owed,
    /// Professional subjects.
    pub professional: Owed,
}

impl YearSums {
    /// Whether both categories hold what is owed: no surplus of one makes up for the other.
    pub fn is_complete(self) -> bool {
        self.public.short() == Hours::ZERO && self.professional.short() == Hours::ZERO
    }

    /// The category that stands complete without hours, if one does: that which has fewer than are
    /// owed.
    pub fn deemed(self) -> Option<Category> {
        let without = |owed: Owed| owed.is_deemed && owed.counted < owed.required;
        let both = [
            (Category::Public, self.public),
            (Category::Professional, self.professional),
        ];
        let found = both.into_iter().find(|(_, owed)| without(*owed));
        found.map(|(category, _)| category)
    }

    /// Both together.
    pub fn total(self) -> Hours {
        self.public.counted + self.professional.counted
    }
}

/// The study year of a person as ledger and rules stand now; none when nothing is owed for it.
pub async fn year_sums(op: &mut Op, person: &Person, year: Year) -> Outcome<Option<YearSums>> {
    let owed = required(op, person, year);
    if owed == (None, None) {
        return Ok(None);
    }
    // Her hours stand in the account that was kept.
    let kept = identity::kept(op, &person.id).await?;
    let totals = ledger::totals(&mut op.tx, &kept).await?;
    let mut sums = YearSums {
        public: owed_of(&totals, year, Category::Public, owed.0),
        professional: owed_of(&totals, year, Category::Professional, owed.1),
    };
    let deemed = hours::deemed(op, &kept, op.now.day()).await?;
    for one in deemed.iter().filter(|one| one.study_year == year) {
        match one.category {
            Category::Public => sums.public.is_deemed = true,
            Category::Professional => sums.professional.is_deemed = true,
        }
    }
    Ok(Some(sums))
}

/// Public and professional hours owed, by the edition for the study year; none where nothing was
/// ever published.
fn required(op: &Op, person: &Person, year: Year) -> (Option<Hours>, Option<Hours>) {
    let edition = editions::for_year(&op.house, &person.territory_code, year, op.now.day()).ok();
    let required = |category| edition.and_then(|edition| edition.required(year, category));
    (required(Category::Public), required(Category::Professional))
}

fn owed_of(totals: &[Total], year: Year, category: Category, required: Option<Hours>) -> Owed {
    let counted = totals
        .iter()
        .filter(|total| total.study_year == year && total.category == category)
        .map(|total| total.hours)
        .sum();
    Owed {
        required: required.unwrap_or(Hours::ZERO),
        counted,
        is_deemed: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(public: i64, professional: i64) -> YearSums {
        let owed = |required, counted| Owed {
            required: Hours::whole(required),
            counted: Hours::hundredths(counted),
            is_deemed: false,
        };
        YearSums {
            public: owed(30, public),
            professional: owed(60, professional),
        }
    }

    #[test]
    fn exactly_the_hours_are_enough_and_a_hundredth_less_is_not() {
        assert!(sums(3000, 6000).is_complete());
        assert!(!sums(2999, 6000).is_complete());
        assert!(!sums(3000, 5999).is_complete());
    }

    #[test]
    fn surplus_of_one_category_does_not_help_the_other() {
        assert!(!sums(9000, 5999).is_complete());
        assert_eq!(sums(9000, 5999).professional.short(), Hours::hundredths(1));
    }

    #[test]
    fn what_is_deemed_misses_nothing_and_the_other_category_still_does() {
        let mut year = sums(2999, 1200);
        year.professional.is_deemed = true;
        assert_eq!(year.professional.short(), Hours::ZERO);
        assert!(!year.is_complete(), "a hundredth of the public hours");
        year.public.counted = Hours::whole(30);
        assert!(year.is_complete());
        assert_eq!(year.deemed(), Some(Category::Professional));
        year.professional.counted = Hours::whole(60);
        assert_eq!(year.deemed(), None, "the hours are there");
    }

    #[test]
    fn only_the_year_and_category_are_counted() {
        let total = |study_year, category, hours| Total {
            study_year,
            category,
            hours: Hours::whole(hours),
        };
        let totals = [
            total(2021, Category::Public, 5),
            total(2022, Category::Public, 7),
            total(2022, Category::Professional, 9),
        ];
        let owed = owed_of(&totals, 2022, Category::Public, Some(Hours::whole(30)));
        assert_eq!(owed.counted, Hours::whole(7));
        assert_eq!(
            owed_of(&totals, 2020, Category::Professional, None).short(),
            Hours::ZERO
        );
    }
}
