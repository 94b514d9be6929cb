//! A decision told step by step: what each clause changed, and what is asked for after it.
//!
//! Nothing is decided here. The steps are read off a decision that was made, beside the facts and
//! the edition that made it; that the last of them ends where the decision ends is a property test.

use kernel::{Hours, Year};

use crate::decision::{Decision, EffectKind, FactValue, Reason, Requirement};
use crate::facts::Applicant;
use crate::pack::Edition;

/// One clause that did something, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'d> {
    /// The clause with its facts and its sentence.
    pub reason: &'d Reason,
    /// First and last year that still count after it; none where no window was found.
    pub years: Option<[Year; 2]>,
    /// What is asked for after it, as far as is known yet: one row per year (or span) and category.
    pub rows: Vec<Requirement>,
    /// What it changed.
    pub change: Change,
}

/// What a clause changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// These years count.
    Years,
    /// Fewer years count than before: first and last of those before.
    FewerYears([Year; 2]),
    /// So many hours are owed, all rows together.
    Owed(Hours),
    /// Fewer hours are owed: before and after, all rows together.
    FewerOwed(Hours, Hours),
    /// Something stands for this year's hours in some category.
    Stands(Year),
    /// No hours: a person must look first.
    Unsure,
    /// Nothing is owed.
    NothingOwed,
    /// What is short does not block.
    OnlyInforms,
}

impl Step<'_> {
    /// Rows of which hours are missing after this step, going by the hours that were given.
    pub fn short(&self) -> impl Iterator<Item = &Requirement> {
        self.rows.iter().filter(|row| row.short > Hours::ZERO)
    }
}

/// The clauses of a decision that made a difference, in the order of their effects. Those that a
/// stronger one made needless are left out.
pub fn walk<'d>(edition: &Edition, applicant: &Applicant, decision: &'d Decision) -> Vec<Step<'d>> {
    let mut state = State {
        edition,
        applicant,
        decision,
        years: None,
        rows: Vec::new(),
    };
    let counting = decision.reasons.iter().filter(|reason| !reason.effect.moot);
    counting.map(|reason| state.step(reason)).collect()
}

struct State<'a> {
    edition: &'a Edition,
    applicant: &'a Applicant,
    decision: &'a Decision,
    years: Option<[Year; 2]>,
    rows: Vec<Requirement>,
}

impl State<'_> {
    fn step<'d>(&mut self, reason: &'d Reason) -> Step<'d> {
        let change = match reason.effect.kind {
            EffectKind::Window => self.window(reason),
            EffectKind::Require => {
                self.rows = self.full();
                Change::Owed(owed(&self.rows))
            }
            EffectKind::Reduce => {
                let before = owed(&self.rows);
                self.rows = self.reduced();
                Change::FewerOwed(before, owed(&self.rows))
            }
            EffectKind::Deem => {
                let year = number(reason, "year").unwrap_or_default();
                self.deem(year);
                Change::Stands(year)
            }
            EffectKind::Refer => Change::Unsure,
            EffectKind::Waive => {
                self.rows.clear();
                Change::NothingOwed
            }
            EffectKind::Reference => Change::OnlyInforms,
        };
        Step {
            reason,
            years: self.years,
            rows: self.rows.clone(),
            change,
        }
    }

    fn window(&mut self, reason: &Reason) -> Change {
        let Some(years) = number(reason, "from").zip(number(reason, "to")) else {
            return Change::Years;
        };
        let before = self.years.replace(years.into());
        before.map_or(Change::Years, Change::FewerYears)
    }

    /// Everything that the years ask for before any relief.
    fn full(&self) -> Vec<Requirement> {
        let Some([first, last]) = self.years else {
            return Vec::new();
        };
        let application = self.applicant.application;
        let sums = self.edition.sums.iter();
        let sums = sums.filter(|sum| sum.when.concerns(application));
        let mut rows = Vec::new();
        for study_year in self.edition.study_years_of(first, last) {
            self.rows_of(Some(study_year.year), None, &study_year.required, &mut rows);
        }
        for sum in sums {
            self.rows_of(None, Some([first, last]), &sum.required, &mut rows);
        }
        rows
    }

    fn rows_of(
        &self,
        year: Option<Year>,
        years: Option<[Year; 2]>,
        required: &[Hours],
        rows: &mut Vec<Requirement>,
    ) {
        for (category, required) in self.edition.categories.iter().zip(required) {
            if *required == Hours::ZERO {
                continue;
            }
            let row = Requirement {
                year,
                years,
                category: category.name.clone(),
                required: *required,
                counted: Hours::ZERO,
                short: Hours::ZERO,
                deemed: false,
            };
            rows.push(self.counted(row));
        }
    }

    /// What the decision asks for, as if nothing stood for hours yet.
    fn reduced(&self) -> Vec<Requirement> {
        let as_if_given = |row: &Requirement| {
            let row = Requirement {
                deemed: false,
                ..row.clone()
            };
            self.counted(row)
        };
        self.decision.requirements.iter().map(as_if_given).collect()
    }

    /// The row with the hours that were given for it.
    fn counted(&self, row: Requirement) -> Requirement {
        let total = self
            .edition
            .categories
            .iter()
            .any(|category| category.name == row.category && category.is_total());
        let [first, last] = row.period();
        let given = self.applicant.hours.iter();
        let counted: Hours = given
            .filter(|given| (first..=last).contains(&given.year))
            .filter(|given| total || given.category == row.category)
            .map(|given| given.hours)
            .sum();
        Requirement {
            counted,
            short: counted.short_of(row.required),
            ..row
        }
    }

    /// The rows of a year that the decision calls deemed are so from here on.
    fn deem(&mut self, year: Year) {
        let deemed = |row: &&Requirement| row.deemed && row.year == Some(year);
        for of in self.decision.requirements.iter().filter(deemed) {
            let same = |row: &&mut Requirement| row.year == of.year && row.category == of.category;
            for row in self.rows.iter_mut().filter(same) {
                row.clone_from(of);
            }
        }
    }
}

impl Requirement {
    /// First and last year of the row.
    fn period(&self) -> [Year; 2] {
        self.years
            .unwrap_or_else(|| [self.year.unwrap_or_default(); 2])
    }
}

fn owed(rows: &[Requirement]) -> Hours {
    rows.iter().map(|row| row.required).sum()
}

fn number(reason: &Reason, fact: &str) -> Option<Year> {
    match reason.facts.get(fact) {
        Some(FactValue::Number(number)) => Some(*number),
        _ => None,
    }
}
