//! What the sentences of a scenario act upon: an applicant who comes to be, what was asked of the
//! edition last, and what it answered.

use kernel::{Day, Fen, Hours, Sex, Year};

use super::feature::StepKind;
use super::sentences::{self, EFFECTS, FACTS, OUTCOMES};
use super::trouble::{Step, Trouble, same};
use crate::decision::{Decision, EffectKind, Outcome, Reason, Requirement};
use crate::error::{DecideError, Problem};
use crate::facts::{
    Applicant, Application, Circumstance, Deemed, DeemedKind, Degree, GivenHours, Level, Person,
    Post, Purpose, Sector,
};
use crate::pack::{CategoryRule, Edition, Language, Posting};

/// One scenario while it runs.
pub(super) struct World<'e> {
    edition: &'e Edition,
    person: Person,
    post: Post,
    circumstances: Vec<Circumstance>,
    hours: Vec<GivenHours>,
    deemed: Vec<Deemed>,
    paid: Vec<(String, Fen)>,
    answer: Answer,
    /// Whether anything was expected of the answer.
    was_asked: bool,
}

enum Answer {
    None,
    Decision(Box<Decision>),
    Refused(DecideError),
    Price(Fen),
    Posted(bool),
    Converted(Option<(String, Hours)>),
}

impl<'e> World<'e> {
    pub(super) fn new(edition: &'e Edition) -> Self {
        Self {
            edition,
            person: Person::default(),
            post: Post {
                territory: Some(edition.territory().to_owned()),
                ..Post::default()
            },
            circumstances: Vec::new(),
            hours: Vec::new(),
            deemed: Vec::new(),
            paid: Vec::new(),
            answer: Answer::None,
            was_asked: false,
        }
    }

    pub(super) fn edition(&self) -> &'e Edition {
        self.edition
    }

    /// Carries out a step.
    pub(super) fn step(&mut self, kind: StepKind, text: &str) -> Step {
        match (kind, &self.answer) {
            (StepKind::Given, Answer::None) | (StepKind::When, _) => {}
            (StepKind::Given, _) => {
                return Err(Trouble::unclear(
                    "“假如”要写在“当”之前",
                    "a 假如 stands before the 当",
                ));
            }
            (StepKind::Then, Answer::None) => {
                return Err(Trouble::unclear(
                    "“那么”之前要有“当”",
                    "a 那么 needs a 当 before it",
                ));
            }
            (StepKind::Then, _) => self.was_asked = true,
        }
        sentences::act(self, kind, text)
    }

    /// A scenario that expects nothing proves nothing.
    pub(super) fn is_finished(&self) -> Step {
        if self.was_asked {
            Ok(())
        } else {
            Err(Trouble::unclear(
                "场景没有“那么”，什么也没有检验",
                "the scenario has no 那么",
            ))
        }
    }

    /// What the last decision rests on.
    pub(super) fn reasons(&self) -> &[Reason] {
        match &self.answer {
            Answer::Decision(decision) => &decision.reasons,
            Answer::None
            | Answer::Refused(_)
            | Answer::Price(_)
            | Answer::Posted(_)
            | Answer::Converted(_) => &[],
        }
    }

    fn category(&self, name: &str) -> Result<&'e CategoryRule, Trouble> {
        let mut categories = self.edition.categories.iter();
        let known = categories.find(|category| category.name == name);
        known.ok_or_else(|| Trouble::unclear(format!("没有科目 {name}"), "no such category"))
    }

    fn decision(&self) -> Result<&Decision, Trouble> {
        match &self.answer {
            Answer::Decision(decision) => Ok(decision),
            Answer::Refused(error) => Err(Trouble::unclear(
                format!("没有判定：{}", error.words()),
                "there is no decision",
            )),
            Answer::None | Answer::Price(_) | Answer::Posted(_) | Answer::Converted(_) => Err(
                Trouble::unclear("前面的“当”不是申报", "the 当 before is no application"),
            ),
        }
    }
}

/// 假如: facts of the applicant.
#[expect(
    clippy::unnecessary_wraps,
    reason = "every sentence comes to a step, so that their table reads evenly"
)]
impl World<'_> {
    pub(super) fn sex(&mut self, sex: Sex) {
        self.person.sex = Some(sex);
    }

    pub(super) fn born(&mut self, day: Day) -> Step {
        self.person.born = Some(day);
        Ok(())
    }

    pub(super) fn sector(&mut self, sector: Sector) -> Step {
        self.post.sector = Some(sector);
        Ok(())
    }

    pub(super) fn grassroots(&mut self) -> Step {
        self.post.grassroots = true;
        Ok(())
    }

    pub(super) fn elsewhere(&mut self) -> Step {
        self.post.territory = Some(format!("{}-elsewhere", self.edition.territory()));
        Ok(())
    }

    pub(super) fn frontline(&mut self) -> Step {
        self.circumstances.push(Circumstance::EpidemicFrontline);
        Ok(())
    }

    pub(super) fn transferred(&mut self, day: Day) -> Step {
        self.post.from_government_on = Some(day);
        Ok(())
    }

    /// Hours of each year of a span.
    pub(super) fn hours(&mut self, from: Year, to: Year, category: &str, hours: Hours) -> Step {
        if to < from {
            return Err(Trouble::unclear(
                "年度先后颠倒",
                "the years are the wrong way round",
            ));
        }
        self.hours.extend((from..=to).map(|year| GivenHours {
            year,
            category: category.to_owned(),
            hours,
        }));
        Ok(())
    }

    pub(super) fn qualified(&mut self, year: Year, in_region: bool) -> Step {
        self.deemed.push(Deemed {
            kind: DeemedKind::QualificationExam,
            year,
            in_region,
        });
        Ok(())
    }

    pub(super) fn paid(&mut self, category: &str, fen: Fen) -> Step {
        self.paid.push((category.to_owned(), fen));
        Ok(())
    }
}

/// 当: what is asked of the edition.
#[expect(
    clippy::unnecessary_wraps,
    reason = "every sentence comes to a step, so that their table reads evenly"
)]
impl World<'_> {
    pub(super) fn apply(
        &mut self,
        on: Day,
        purpose: Purpose,
        level: Option<Level>,
        degree: Option<Degree>,
    ) -> Step {
        let application = Application {
            purpose,
            level,
            degree,
            on,
        };
        let applicant = Applicant {
            person: self.person,
            post: self.post.clone(),
            circumstances: self.circumstances.clone(),
            hours: self.hours.clone(),
            deemed: self.deemed.clone(),
            ..Applicant::new("例", application)
        };
        self.answer = match crate::decide(self.edition, &applicant) {
            Ok(decision) => Answer::Decision(Box::new(decision)),
            Err(error) => Answer::Refused(error),
        };
        Ok(())
    }

    pub(super) fn buy(&mut self, category: &str, hours: Hours) -> Step {
        let paid = self.paid.iter().filter(|(name, _)| name == category);
        let paid = paid.map(|(_, fen)| *fen).sum();
        self.answer = Answer::Price(self.category(category)?.fee(hours, paid));
        Ok(())
    }

    /// Completes a course, and sits its exam with some score.
    pub(super) fn study(&mut self, category: &str, score: Option<i64>) -> Step {
        let posting = self.category(category)?.posting.as_ref();
        let Some((posting, _)) = posting else {
            return Err(Trouble::unclear(
                "合计不是一门课程的科目",
                "the total is no category of a course",
            ));
        };
        self.answer = Answer::Posted(match posting {
            Posting::Completion => true,
            Posting::Exam => score.is_some_and(|score| score >= self.edition.pass_mark()),
        });
        Ok(())
    }

    pub(super) fn convert(&mut self, kind: &str, units: Hours) -> Step {
        let mut known = self.edition.conversions().iter();
        let conversion = known.find(|conversion| conversion.words.zh == kind);
        self.answer = Answer::Converted(conversion.map(|conversion| {
            let hours = conversion.hours(units, Hours::ZERO);
            (conversion.category.clone(), hours)
        }));
        Ok(())
    }
}

/// 那么: what it must have answered.
impl World<'_> {
    pub(super) fn is_outcome(&self, outcome: Outcome) -> Step {
        let name = |outcome| name_of(OUTCOMES, &outcome);
        same(name(outcome), name(self.decision()?.outcome))
    }

    pub(super) fn is_not_covered(&self) -> Step {
        match &self.answer {
            Answer::Refused(error) if error.problem == Problem::NoEdition => Ok(()),
            Answer::Refused(error) => same("不适用本政策", error.words()),
            _ => same("不适用本政策", name_of(OUTCOMES, &self.decision()?.outcome)),
        }
    }

    pub(super) fn has_reason(&self, clause: &str, effect: EffectKind, moot: bool) -> Step {
        let decision = self.decision()?;
        if self.edition.clause(clause).is_none() {
            return Err(Trouble::unclear(
                format!("没有条款 {clause}"),
                "no such clause",
            ));
        }
        let told = |clause: &str, effect: EffectKind, moot: bool| {
            let moot = if moot { "，但不再起作用" } else { "" };
            format!("{clause}{}{moot}", name_of(EFFECTS, &effect))
        };
        let wanted = told(clause, effect, moot);
        let reasons = decision.reasons.iter();
        let reasons: Vec<String> = reasons
            .map(|reason| told(&reason.clause, reason.effect.kind, reason.effect.moot))
            .collect();
        if reasons.contains(&wanted) {
            Ok(())
        } else {
            same(wanted, reasons.join("；"))
        }
    }

    pub(super) fn has_no_reason(&self, clause: &str) -> Step {
        let decision = self.decision()?;
        if self.edition.clause(clause).is_none() {
            return Err(Trouble::unclear(
                format!("没有条款 {clause}"),
                "no such clause",
            ));
        }
        let used = decision
            .reasons
            .iter()
            .any(|reason| reason.clause == clause);
        let told = |used: bool| format!("{}依据{clause}", if used { "" } else { "没有" });
        same(told(false), told(used))
    }

    pub(super) fn misses(&self, facts: &[&str]) -> Step {
        let told = |facts: Vec<&str>| {
            let names = facts.into_iter().map(|fact| name_of(FACTS, &fact));
            names.collect::<Vec<_>>().join("、")
        };
        let missing = self
            .decision()?
            .missing
            .iter()
            .map(String::as_str)
            .collect();
        same(told(facts.to_vec()), told(missing))
    }

    pub(super) fn owes(&self, from: Year, to: Year, category: &str, hours: Hours) -> Step {
        let row = self.row(from, to, category)?;
        same(hours.to_string(), told_hours(row.map(|row| row.required)))
    }

    pub(super) fn lacks(&self, from: Year, to: Year, category: &str, hours: Hours) -> Step {
        let row = self.row(from, to, category)?;
        same(hours.to_string(), told_hours(row.map(|row| row.short)))
    }

    pub(super) fn owes_nothing(&self, year: Year, category: &str) -> Step {
        let row = self.row(year, year, category)?;
        same(told_hours(None), told_hours(row.map(|row| row.required)))
    }

    /// The row of a year, or of a span of years.
    fn row(&self, from: Year, to: Year, category: &str) -> Result<Option<&Requirement>, Trouble> {
        let is_it = |row: &&Requirement| {
            let period = match (row.year, row.years) {
                (Some(year), _) => [year, year],
                (None, Some(years)) => years,
                (None, None) => return false,
            };
            period == [from, to] && row.category == category
        };
        Ok(self.decision()?.requirements.iter().find(is_it))
    }

    pub(super) fn plan_costs(&self, fen: Fen) -> Step {
        let plan = self.decision()?.plan.as_ref();
        let got = plan.map_or("没有补学计划".to_owned(), |plan| plan.fen.to_string());
        same(fen.to_string(), got)
    }

    pub(super) fn costs(&self, fen: Fen) -> Step {
        match &self.answer {
            Answer::Price(price) => same(fen.to_string(), price.to_string()),
            _ => Err(Trouble::unclear(
                "前面的“当”不是购买",
                "the 当 before buys nothing",
            )),
        }
    }

    pub(super) fn is_posted(&self, posted: bool) -> Step {
        let told = |posted: bool| {
            if posted {
                "记入学时"
            } else {
                "不记入学时"
            }
        };
        match &self.answer {
            Answer::Posted(got) => same(told(posted), told(*got)),
            _ => Err(Trouble::unclear(
                "前面的“当”不是学课程",
                "the 当 before studies no course",
            )),
        }
    }

    pub(super) fn becomes(&self, category: &str, hours: Hours) -> Step {
        let name = |name: &str| {
            self.edition
                .words(name, Language::Zh)
                .unwrap_or("?")
                .to_owned()
        };
        same(
            format!("{}{hours}学时", name(category)),
            match self.converted()? {
                Some((category, hours)) => format!("{}{hours}学时", name(category)),
                None => "不能折算".to_owned(),
            },
        )
    }

    pub(super) fn becomes_nothing(&self) -> Step {
        let got = self.converted()?.as_ref();
        same(
            "不能折算",
            got.map_or("不能折算".to_owned(), |(_, hours)| hours.to_string()),
        )
    }

    fn converted(&self) -> Result<&Option<(String, Hours)>, Trouble> {
        match &self.answer {
            Answer::Converted(converted) => Ok(converted),
            _ => Err(Trouble::unclear(
                "前面的“当”不是申报折算",
                "the 当 before claims nothing",
            )),
        }
    }
}

fn told_hours(hours: Option<Hours>) -> String {
    hours.map_or("不要求".to_owned(), |hours| hours.to_string())
}

fn name_of<T: PartialEq>(names: &[(&'static str, T)], value: &T) -> &'static str {
    let known = names.iter().find(|(_, known)| known == value);
    known.map_or("?", |(name, _)| name)
}
