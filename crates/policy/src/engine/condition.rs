//! What a rule asks of a person, small enough to be asked millions of times a second.

use kernel::{Sex, Year};

use crate::facts::{Circumstance, Deemed, Sector};

/// One applicant with every fact that matters given: known, or assumed in this completion.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case<'a> {
    pub sex: Option<Sex>,
    /// Age on the application date.
    pub age: Option<i16>,
    pub sector: Option<Sector>,
    pub grassroots: bool,
    pub circumstances: &'a [Circumstance],
    pub deemed: &'a [Deemed],
    /// Year of the transfer from a party or state organ.
    pub transferred: Option<Year>,
    /// Application year.
    pub year: Year,
}

/// Everything that is asked must be so; what is not asked does not matter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Condition {
    /// Least age of a woman and of a man.
    pub ages: Option<(i16, i16)>,
    /// Whether each sector will do, in the order of all sectors.
    pub sectors: Option<[bool; Sector::ALL.len()]>,
    pub grassroots: Option<bool>,
    pub circumstance: Option<Circumstance>,
    pub transferred_in_application_year: bool,
}

impl Condition {
    #[inline]
    pub(super) fn holds(&self, case: &Case<'_>) -> bool {
        let age = match (self.ages, case.sex, case.age) {
            (None, _, _) => true,
            (Some((least, _)), Some(Sex::Female), Some(age))
            | (Some((_, least)), Some(Sex::Male), Some(age)) => age >= least,
            (Some(_), _, _) => false,
        };
        age && self.holds_of_post(case)
            && self
                .circumstance
                .is_none_or(|circumstance| case.circumstances.contains(&circumstance))
    }

    fn holds_of_post(&self, case: &Case<'_>) -> bool {
        let sector = self.sectors.is_none_or(|sectors| {
            case.sector
                .and_then(|sector| sectors.get(sector.at()).copied())
                .unwrap_or(false)
        });
        sector
            && self
                .grassroots
                .is_none_or(|grassroots| grassroots == case.grassroots)
            && (!self.transferred_in_application_year || case.transferred == Some(case.year))
    }
}
