//! The question as a form sends it, and as an address may preset it: what is applied for and when,
//! and what is only supposed.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use domain::decisions::{Question, Supposed};
use kernel::{Category, Day, Fault, Hours, Kind, Outcome, Year};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use policy::{Applicant, Circumstance, Deemed, DeemedKind, Degree, GivenHours, Level, Purpose};
use serde::Deserialize;

/// The question as it was typed. What is left empty in the lower half is as the records say.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct QuestionForm {
    /// What is applied for.
    pub purpose: String,
    /// Level of the title.
    pub level: String,
    /// Degree.
    pub degree: String,
    /// The day of the application.
    pub on: String,
    /// Another sector than recorded.
    pub sector: String,
    /// `yes` or `no`, other than recorded.
    pub grassroots: String,
    /// Another day of transfer than recorded.
    pub from_government_on: String,
    /// `yes` for who treated confirmed cases.
    pub frontline: String,
    /// Year of a qualification exam.
    pub exam_year: String,
    /// `no` when it was taken outside the region.
    pub exam_in_region: String,
    /// Further hours, as `more-2022-public`.
    #[serde(flatten)]
    more: BTreeMap<String, String>,
}

/// How the name of a field of further hours begins.
const MORE: &str = "more-";

/// What an address needs encoded.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

impl QuestionForm {
    /// Whether nobody asked yet.
    pub fn is_blank(&self) -> bool {
        self.purpose.is_empty()
    }

    /// What most people ask, today.
    pub fn preset(mut self, today: Day) -> Self {
        let fill = |field: &mut String, usual: &str| {
            if field.is_empty() {
                usual.clone_into(field);
            }
        };
        if self.is_blank() {
            fill(&mut self.purpose, Purpose::TitleReview.as_str());
            fill(&mut self.on, &today.to_string());
        }
        fill(&mut self.level, Level::Intermediate.as_str());
        fill(&mut self.degree, Degree::Bachelor.as_str());
        self
    }

    /// The form that asks again what was answered.
    pub fn again(applicant: &Applicant, supposed: &Supposed) -> Self {
        let asked = &applicant.application;
        let text = |name: Option<&'static str>| name.unwrap_or_default().to_owned();
        let yes_no = |yes: bool| if yes { "yes" } else { "no" };
        let exam = supposed.deemed.first();
        let mut form = Self {
            purpose: asked.purpose.as_str().to_owned(),
            level: text(asked.level.map(Level::as_str)),
            degree: text(asked.degree.map(Degree::as_str)),
            on: asked.on.to_string(),
            sector: text(supposed.sector.map(policy::Sector::as_str)),
            grassroots: text(supposed.grassroots.map(yes_no)),
            from_government_on: supposed
                .from_government_on
                .map_or_else(String::new, |day| day.to_string()),
            frontline: text((!supposed.circumstances.is_empty()).then_some("yes")),
            exam_year: exam.map_or_else(String::new, |exam| exam.year.to_string()),
            exam_in_region: text(exam.map(|exam| yes_no(exam.in_region))),
            more: BTreeMap::new(),
        };
        for given in &supposed.hours {
            let name = more(given.year, &given.category);
            form.more.insert(name, given.hours.to_string());
        }
        form
    }

    /// What was typed for further hours of a study year and category.
    pub fn more_of(&self, year: impl Borrow<Year>, category: impl Borrow<Category>) -> &str {
        let name = more(*year.borrow(), category.borrow().as_str());
        self.more.get(&name).map_or("", String::as_str)
    }

    /// Whether what was typed for these hours must be mended.
    pub fn is_more_bad(&self, year: impl Borrow<Year>, category: impl Borrow<Category>) -> bool {
        let typed = self.more_of(year, category).trim();
        !typed.is_empty() && typed.parse::<Hours>().is_err()
    }

    /// Whether anything is supposed: the part of the form is open then.
    pub fn supposes(&self) -> bool {
        self.pairs()
            .iter()
            .any(|(name, _)| !matches!(name.as_str(), "purpose" | "level" | "degree" | "on"))
    }

    /// Every field that says something, with its name: what an address carries, and what the form
    /// for keeping the answer repeats.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let fields = [
            ("purpose", &self.purpose),
            ("level", &self.level),
            ("degree", &self.degree),
            ("on", &self.on),
            ("sector", &self.sector),
            ("grassroots", &self.grassroots),
            ("from_government_on", &self.from_government_on),
            ("frontline", &self.frontline),
            ("exam_year", &self.exam_year),
        ];
        let mut pairs: Vec<(String, String)> = fields
            .into_iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect();
        // Where it was taken says nothing without the exam.
        if !self.exam_year.is_empty() && !self.exam_in_region.is_empty() {
            pairs.push(("exam_in_region".to_owned(), self.exam_in_region.clone()));
        }
        let more = self
            .more
            .iter()
            .filter(|(name, hours)| name.starts_with(MORE) && !hours.trim().is_empty());
        pairs.extend(more.map(|(name, hours)| (name.clone(), hours.clone())));
        pairs
    }

    /// The address that shows this question.
    pub fn address(&self) -> String {
        let encode = |text: &str| utf8_percent_encode(text, RESERVED).to_string();
        let pairs = self.pairs();
        let pairs = pairs
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)));
        format!("/decisions?{}", pairs.collect::<Vec<_>>().join("&"))
    }

    /// The question, or what must be mended.
    pub fn parse(&self) -> Outcome<Question> {
        let purpose = name(&self.purpose, "purpose")?;
        // A level that belongs to another purpose is left over from the form, not meant.
        let level = match purpose {
            Purpose::TitleReview => Some(name(&self.level, "level")?),
            _ => None,
        };
        let degree = match purpose {
            Purpose::TitleRecognition => Some(name(&self.degree, "degree")?),
            _ => None,
        };
        Ok(Question {
            purpose,
            level,
            degree,
            on: day(&self.on, "on")?,
            supposed: self.supposed()?,
        })
    }

    fn supposed(&self) -> Outcome<Supposed> {
        let grassroots = match self.grassroots.as_str() {
            "" => None,
            "yes" => Some(true),
            "no" => Some(false),
            other => return Err(choose(other, "grassroots")),
        };
        let frontline = (self.frontline == "yes").then_some(Circumstance::EpidemicFrontline);
        Ok(Supposed {
            sector: given(&self.sector, |text| name(text, "sector"))?,
            grassroots,
            from_government_on: given(&self.from_government_on, |text| {
                day(text, "from_government_on")
            })?,
            circumstances: frontline.into_iter().collect(),
            deemed: self.exam()?.into_iter().collect(),
            hours: self.further_hours()?,
        })
    }

    fn exam(&self) -> Outcome<Option<Deemed>> {
        let year: Option<Year> = given(&self.exam_year, |text| name(text, "exam_year"))?;
        Ok(year.map(|year| Deemed {
            kind: DeemedKind::QualificationExam,
            year,
            in_region: self.exam_in_region != "no",
        }))
    }

    fn further_hours(&self) -> Outcome<Vec<GivenHours>> {
        let mut all = Vec::new();
        for (field, hours) in &self.more {
            let parts = field
                .strip_prefix(MORE)
                .and_then(|rest| rest.split_once('-'));
            let Some((year, category)) = parts else {
                continue;
            };
            if hours.trim().is_empty() {
                continue;
            }
            all.push(GivenHours {
                year: name(year, "more")?,
                category: name::<Category>(category, "more")?.as_str().to_owned(),
                hours: hours
                    .trim()
                    .parse::<Hours>()
                    .map_err(|fault| fault.at("more"))?,
            });
        }
        Ok(all)
    }
}

fn more(year: Year, category: &str) -> String {
    format!("{MORE}{year}-{category}")
}

fn choose(text: &str, field: &'static str) -> Fault {
    let fault = Fault::new(Kind::Invalid, "decisions.choose_one");
    fault.with("value", text).at(field)
}

fn name<T: std::str::FromStr>(text: &str, field: &'static str) -> Outcome<T> {
    text.trim().parse().map_err(|_| choose(text, field))
}

fn day(text: &str, field: &'static str) -> Outcome<Day> {
    text.trim().parse().map_err(|fault: Fault| fault.at(field))
}

fn given<T>(text: &str, read: impl Fn(&str) -> Outcome<T>) -> Outcome<Option<T>> {
    let text = text.trim();
    if text.is_empty() {
        Ok(None)
    } else {
        read(text).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> QuestionForm {
        let day = Day::new(2022, 9, 1).unwrap();
        let mut form = QuestionForm::default().preset(day);
        form.more
            .insert("more-2022-professional".into(), "12.5".into());
        form.more.insert("csrf".into(), "secret".into());
        form.grassroots = "yes".into();
        form.exam_year = "2021".into();
        form.exam_in_region = "no".into();
        form
    }

    #[test]
    fn a_question_asked_again_is_the_same_question() {
        let question = form().parse().unwrap();
        let application = policy::Application {
            purpose: question.purpose,
            level: question.level,
            degree: question.degree,
            on: question.on,
        };
        let again = QuestionForm::again(&Applicant::new("x", application), &question.supposed);
        assert_eq!(again.parse().unwrap(), question);
        assert!(again.supposes());
    }

    #[test]
    fn an_address_carries_what_was_said_and_no_token() {
        let address = form().address();
        assert!(address.contains("more-2022-professional=12.5"), "{address}");
        assert!(
            !address.contains("secret") && !address.contains("frontline"),
            "{address}"
        );
    }

    #[test]
    fn only_hours_that_must_be_mended_are_marked() {
        let mut form = form();
        form.more.insert("more-2022-public".into(), ".02".into());
        assert!(form.is_more_bad(2022, Category::Public));
        assert!(!form.is_more_bad(2022, Category::Professional));
        assert!(!form.is_more_bad(2021, Category::Public));
    }

    #[test]
    fn the_field_to_blame_is_named() {
        type Spoil = fn(&mut QuestionForm);
        let spoilt: [(&str, Spoil); 7] = [
            ("purpose", |form| form.purpose = "wealth".into()),
            ("on", |form| form.on = "2022-11-31".into()),
            ("sector", |form| form.sector = "x".into()),
            ("grassroots", |form| form.grassroots = "perhaps".into()),
            ("from_government_on", |form| {
                form.from_government_on = "soon".into();
            }),
            ("exam_year", |form| form.exam_year = "last".into()),
            ("more", |form| {
                form.more.insert("more-2022-public".into(), "1.234".into());
            }),
        ];
        for (field, spoil) in spoilt {
            let mut form = form();
            spoil(&mut form);
            assert_eq!(form.parse().unwrap_err().field(), Some(field));
        }
    }
}
