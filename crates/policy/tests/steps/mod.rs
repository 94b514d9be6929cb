//! The sentences that a scenario may use, and what they mean.

use kernel::{Day, Fen, Hours, Sex, Year};
use policy::{
    Applicant, Application, Circumstance, Decision, Deemed, DeemedKind, Degree, Edition,
    EffectKind, GivenHours, Level, Outcome, Purpose, Sector,
};

type Step = Result<(), String>;

pub struct World<'e> {
    edition: &'e Edition,
    applicant: Applicant,
    decision: Option<Decision>,
}

const OUTCOMES: &[(&str, Outcome)] = &[
    ("免学时", Outcome::Exempt),
    ("达标", Outcome::Met),
    ("供参考", Outcome::Reference),
    ("不达标", Outcome::NotMet),
    ("无法判定", Outcome::Undecided),
];
const EFFECTS: &[(&str, EffectKind)] = &[
    ("确定年度", EffectKind::Window),
    ("要求学时", EffectKind::Require),
    ("减少学时", EffectKind::Reduce),
    ("视同完成", EffectKind::Deem),
    ("转人工核实", EffectKind::Refer),
    ("免除学时", EffectKind::Waive),
    ("作为参考", EffectKind::Reference),
];
const SECTORS: &[(&str, Sector)] = &[
    ("事业单位", Sector::PublicInstitution),
    ("国有企业", Sector::StateEnterprise),
    ("非公有制单位", Sector::NonPublic),
    ("学校", Sector::School),
];
const LEVELS: &[(&str, Level)] = &[
    ("高级", Level::Senior),
    ("中级", Level::Intermediate),
    ("初级", Level::Junior),
];
const DEGREES: &[(&str, Degree)] = &[
    ("大学专科", Degree::Associate),
    ("大学本科", Degree::Bachelor),
    ("硕士研究生", Degree::Master),
    ("博士研究生", Degree::Doctor),
];
const PURPOSES: &[(&str, Purpose)] = &[
    ("聘任", Purpose::Appointment),
    ("考核", Purpose::Appraisal),
    ("审验卡", Purpose::Card),
];
const SEXES: &[(&str, Sex)] = &[("女性", Sex::Female), ("男性", Sex::Male)];
const CATEGORIES: &[(&str, &str)] = &[("公需科目", "public"), ("专业科目", "professional")];
const FACTS: &[(&str, &str)] = &[
    ("性别", "person.sex"),
    ("出生日期", "person.born"),
    ("单位性质", "post.sector"),
];

impl<'e> World<'e> {
    pub fn new(edition: &'e Edition) -> Self {
        let application = Application {
            purpose: Purpose::Card,
            level: None,
            degree: None,
            on: Day::new(edition.year(), 1, 1).unwrap(),
        };
        let mut applicant = Applicant::new("例", application);
        applicant.post.territory = Some(edition.territory().to_owned());
        Self {
            edition,
            applicant,
            decision: None,
        }
    }

    pub fn step(&mut self, text: &str) -> Step {
        self.given(text)
            .or_else(|| self.when(text))
            .or_else(|| self.then(text))
            .unwrap_or_else(|| Err("这句话不认识".to_owned()))
    }

    fn given(&mut self, text: &str) -> Option<Step> {
        let applicant = &mut self.applicant;
        if let Some([years, public, professional]) =
            parts(text, "", &["年度每年有公需科目", "学时、专业科目", "学时"])
        {
            let [from, to] = parts(years, "", &["年度至", ""])?;
            for year in from.parse::<Year>().ok()?..=to.parse().ok()? {
                applicant.hours.push(hours(year, "public", public)?);
                applicant
                    .hours
                    .push(hours(year, "professional", professional)?);
            }
        } else if let Some([year, rest]) = parts(text, "", &["年度有", "学时"]) {
            let category = CATEGORIES.iter().find(|(zh, _)| rest.starts_with(zh))?;
            let amount = rest.strip_prefix(category.0)?;
            applicant
                .hours
                .push(hours(year.parse().ok()?, category.1, amount)?);
        } else if let Some([year, place]) = parts(text, "", &["年在", "职业资格考试合格"])
        {
            applicant.deemed.push(Deemed {
                kind: DeemedKind::QualificationExam,
                year: year.parse().ok()?,
                in_region: find(&[("区内", true), ("区外", false)], place)?,
            });
        } else if let Some([sex, born]) = parts(text, "申请人是", &["，", "出生"]) {
            applicant.person.sex = Some(find(SEXES, sex)?);
            applicant.person.born = Some(born.parse().ok()?);
        } else if let Some([born]) = parts(text, "申请人", &["出生"]) {
            applicant.person.born = Some(born.parse().ok()?);
        } else if text == "在基层一线工作" {
            applicant.post.grassroots = true;
        } else if text == "曾在定点医院参与救治" {
            applicant
                .circumstances
                .push(Circumstance::EpidemicFrontline);
        } else if let Some([sector]) = parts(text, "在", &["工作"]) {
            applicant.post.sector = Some(find(SECTORS, sector)?);
        } else if let Some([day]) = parts(text, "", &["从党政机关转任"]) {
            applicant.post.from_government_on = Some(day.parse().ok()?);
        } else {
            return None;
        }
        Some(Ok(()))
    }

    fn when(&mut self, text: &str) -> Option<Step> {
        let (on, purpose, level, degree) =
            if let Some([on, level]) = parts(text, "", &["申报", "职称评审"]) {
                (on, Purpose::TitleReview, Some(find(LEVELS, level)?), None)
            } else if let Some([on, degree]) = parts(text, "", &["以", "申请考核认定"]) {
                let degree = Some(find(DEGREES, degree)?);
                (on, Purpose::TitleRecognition, None, degree)
            } else {
                let [on, purpose] = parts(text, "", &["用于", ""])?;
                (on, find(PURPOSES, purpose)?, None, None)
            };
        self.applicant.application = Application {
            purpose,
            level,
            degree,
            on: on.parse().ok()?,
        };
        Some(match policy::decide(self.edition, &self.applicant) {
            Ok(decision) => {
                self.decision = Some(decision);
                Ok(())
            }
            Err(error) => Err(error.to_string()),
        })
    }

    fn then(&self, text: &str) -> Option<Step> {
        let decision = self.decision.as_ref()?;
        if let Some([outcome]) = parts(text, "结论是", &[""]) {
            Some(same(find(OUTCOMES, outcome)?, decision.outcome))
        } else if let Some([clause]) = parts(text, "没有依据", &[""]) {
            let used = decision
                .reasons
                .iter()
                .any(|reason| reason.clause == clause);
            Some(same(false, used))
        } else if let Some([reason]) = parts(text, "依据", &[""]) {
            let (reason, moot) = match reason.strip_suffix("，但不再起作用") {
                Some(reason) => (reason, true),
                None => (reason, false),
            };
            let (zh, kind) = EFFECTS.iter().find(|(zh, _)| reason.ends_with(zh))?;
            let clause = reason.strip_suffix(zh)?;
            let found = decision.reasons.iter().any(|reason| {
                reason.clause == clause && reason.effect.kind == *kind && reason.effect.moot == moot
            });
            Some(same(true, found).map_err(|_| format!("{:?}", decision.reasons)))
        } else if let Some([fact]) = parts(text, "须补充", &[""]) {
            let fact = find(FACTS, fact)?;
            Some(same(vec![fact.to_owned()], decision.missing.clone()))
        } else if let Some([yuan, fen]) = parts(text, "补学费用为", &[".", "元"]) {
            let fen = yuan.parse::<i64>().ok()? * 100 + fen.parse::<i64>().ok()?;
            Some(same(
                Some(Fen::new(fen)),
                decision.plan.as_ref().map(|plan| plan.fen),
            ))
        } else {
            then_row(decision, text)
        }
    }
}

fn then_row(decision: &Decision, text: &str) -> Option<Step> {
    let row = |year: &str, category: &str| {
        let (year, category) = (year.parse().ok(), find(CATEGORIES, category)?);
        let mut rows = decision.requirements.iter();
        Some(rows.find(|row| row.year == year && row.category == category))
    };
    if let Some([year, category]) = parts(text, "不要求", &["年度", ""]) {
        return Some(same(true, row(year, category)?.is_none()));
    }
    if let Some([year, category, hours]) = parts(text, "", &["年度", "应完成", "学时"]) {
        let required = row(year, category)?.map(|row| row.required);
        return Some(same(hours.parse().ok(), required));
    }
    let [year, category, hours] = parts(text, "", &["年度", "还差", "学时"])?;
    let short = row(year, category)?.map(|row| row.short);
    Some(same(hours.parse().ok(), short))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "callers have values, not places"
)]
fn same<T: PartialEq + std::fmt::Debug>(expected: T, found: T) -> Step {
    if expected == found {
        Ok(())
    } else {
        Err(format!("应为 {expected:?}，实为 {found:?}"))
    }
}

fn find<T: Copy>(names: &[(&str, T)], name: &str) -> Option<T> {
    names
        .iter()
        .find(|(zh, _)| *zh == name)
        .map(|(_, value)| *value)
}

fn hours(year: Year, category: &str, amount: &str) -> Option<GivenHours> {
    Some(GivenHours {
        year,
        category: category.to_owned(),
        hours: amount.parse::<Hours>().ok()?,
    })
}

/// What stands between the start and the marks, each mark once and in order; the last mark ends the
/// sentence.
fn parts<'t, const N: usize>(
    text: &'t str,
    start: &str,
    marks: &[&str; N],
) -> Option<[&'t str; N]> {
    let mut rest = text.strip_prefix(start)?;
    let mut found = [""; N];
    for (at, mark) in marks.iter().enumerate() {
        let (before, after) = if at + 1 == N {
            (rest.strip_suffix(mark)?, "")
        } else {
            rest.split_once(mark)?
        };
        found[at] = before;
        rest = after;
    }
    found.iter().all(|part| !part.is_empty()).then_some(found)
}
