//! The facts of an applicant as a form gives them.

use std::borrow::Borrow;

use kernel::{Category, Day, Fault, Hours, Kind, Outcome, Sex, Year};
use policy::{Applicant, Application, Circumstance, Deemed, DeemedKind, GivenHours, Purpose};
use serde::Deserialize;

/// The facts as they were typed. Lists have a value per study year.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ApplicantForm {
    /// Whatever the committee calls the applicant.
    pub id: String,
    /// The territory whose edition decides.
    pub territory: String,
    /// What is applied for.
    pub purpose: String,
    /// Level of the title.
    pub level: String,
    /// Degree.
    pub degree: String,
    /// The day of the application.
    pub on: String,
    /// Sex, or unknown.
    pub sex: String,
    /// Birthday, or unknown.
    pub born: String,
    /// Sector, or unknown.
    pub sector: String,
    /// `yes` at the grassroots front line.
    pub grassroots: String,
    /// `yes` for who treated confirmed cases.
    pub frontline: String,
    /// Day of transfer from a party or state organ.
    pub from_government_on: String,
    /// Study years.
    pub year: Vec<String>,
    /// Public hours of each.
    pub public: Vec<String>,
    /// Professional hours of each.
    pub professional: Vec<String>,
    /// Years of qualification exams passed in the region.
    pub exam_year: String,
}

impl ApplicantForm {
    /// The form as it is shown first.
    pub fn blank(today: Day, years: &[Year]) -> Self {
        Self {
            purpose: Purpose::TitleReview.as_str().to_owned(),
            level: "intermediate".to_owned(),
            degree: "bachelor".to_owned(),
            on: today.to_string(),
            year: years.iter().map(Year::to_string).collect(),
            ..Self::default()
        }
    }

    /// What was typed for the hours of a study year and category.
    pub fn hours_of(&self, year: impl Borrow<Year>, category: &str) -> &str {
        let year = year.borrow().to_string();
        let at = self.year.iter().position(|each| *each == year);
        let typed = if category == "public" {
            &self.public
        } else {
            &self.professional
        };
        at.and_then(|at| typed.get(at)).map_or("", String::as_str)
    }

    /// Whether what was typed for the hours of a study year and category must be mended.
    pub fn is_bad(&self, year: impl Borrow<Year>, category: &str) -> bool {
        let typed = self.hours_of(year, category).trim();
        !typed.is_empty() && typed.parse::<Hours>().is_err()
    }

    /// The facts, or what must be mended.
    pub fn parse(&self) -> Outcome<Applicant> {
        let purpose: Purpose = named(&self.purpose, "purpose")?;
        let application = Application {
            purpose,
            // Only what the purpose needs: the engine refuses nothing that it does not look at.
            level: given(&self.level, "level")?,
            degree: given(&self.degree, "degree")?,
            on: day(&self.on, "on")?,
        };
        let id = if self.id.trim().is_empty() {
            "1"
        } else {
            self.id.trim()
        };
        let mut applicant = Applicant::new(id, application);
        applicant.person.sex = match self.sex.as_str() {
            "" => None,
            sex => Some(sex.parse::<Sex>().map_err(|fault| fault.at("sex"))?),
        };
        applicant.person.born = maybe_day(&self.born, "born")?;
        applicant.post.territory = Some(self.territory.clone());
        applicant.post.sector = given(&self.sector, "sector")?;
        applicant.post.grassroots = self.grassroots == "yes";
        applicant.post.from_government_on =
            maybe_day(&self.from_government_on, "from_government_on")?;
        if self.frontline == "yes" {
            applicant
                .circumstances
                .push(Circumstance::EpidemicFrontline);
        }
        applicant.hours = self.hours()?;
        if !self.exam_year.trim().is_empty() {
            let year = self
                .exam_year
                .trim()
                .parse()
                .map_err(|_| unreadable("exam_year"))?;
            let kind = DeemedKind::QualificationExam;
            applicant.deemed.push(Deemed {
                kind,
                year,
                in_region: true,
            });
        }
        Ok(applicant)
    }

    fn hours(&self) -> Outcome<Vec<GivenHours>> {
        let mut all = Vec::new();
        for (at, year) in self.year.iter().enumerate() {
            let year: Year = year.parse().map_err(|_| unreadable("hours"))?;
            for (category, typed) in Category::ALL.iter().zip([&self.public, &self.professional]) {
                let typed = typed.get(at).map_or("", |typed| typed.trim());
                if typed.is_empty() {
                    continue;
                }
                let hours: Hours = typed.parse().map_err(|fault: Fault| fault.at("hours"))?;
                all.push(GivenHours {
                    year,
                    category: category.as_str().to_owned(),
                    hours,
                });
            }
        }
        Ok(all)
    }
}

fn unreadable(field: &'static str) -> Fault {
    Fault::new(Kind::Invalid, "committee.unreadable").at(field)
}

fn named<T: std::str::FromStr>(text: &str, field: &'static str) -> Outcome<T> {
    text.parse().map_err(|_| unreadable(field))
}

fn given<T: std::str::FromStr>(text: &str, field: &'static str) -> Outcome<Option<T>> {
    if text.is_empty() {
        Ok(None)
    } else {
        named(text, field).map(Some)
    }
}

fn day(text: &str, field: &'static str) -> Outcome<Day> {
    text.trim().parse().map_err(|fault: Fault| fault.at(field))
}

fn maybe_day(text: &str, field: &'static str) -> Outcome<Option<Day>> {
    if text.trim().is_empty() {
        Ok(None)
    } else {
        day(text, field).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ApplicantForm {
        let mut form = ApplicantForm::blank(Day::new(2022, 9, 1).unwrap(), &[2022, 2021]);
        form.territory = "hohhot-etdz".into();
        form
    }

    #[test]
    fn what_is_left_empty_is_unknown() {
        let applicant = form().parse().unwrap();
        assert_eq!(applicant.person.sex, None);
        assert_eq!(applicant.post.sector, None);
        assert!(applicant.hours.is_empty());
    }

    #[test]
    fn hours_stand_with_their_year_and_category() {
        let mut form = form();
        form.public = vec!["30".into(), String::new()];
        form.professional = vec![String::new(), "12.5".into()];
        let given = form.parse().unwrap().hours;
        let read: Vec<_> = given
            .iter()
            .map(|h| (h.year, h.category.as_str(), h.hours.to_string()))
            .collect();
        assert_eq!(
            read,
            [
                (2022, "public", "30".into()),
                (2021, "professional", "12.5".into())
            ]
        );
        assert_eq!(form.hours_of(2021, "professional"), "12.5");
        form.public = vec!["30".into(), ".02".into()];
        assert!(form.is_bad(2021, "public"));
        assert!(!form.is_bad(2022, "public") && !form.is_bad(2021, "professional"));
    }

    #[test]
    fn the_field_to_blame_is_named() {
        type Spoil = fn(&mut ApplicantForm);
        let spoilt: [(&str, Spoil); 6] = [
            ("on", |form| form.on = "2022-11-31".into()),
            ("born", |form| form.born = "x".into()),
            ("sex", |form| form.sex = "x".into()),
            ("purpose", |form| form.purpose = String::new()),
            ("hours", |form| form.public = vec!["1.234".into()]),
            ("exam_year", |form| form.exam_year = "last".into()),
        ];
        for (field, spoil) in spoilt {
            let mut form = form();
            spoil(&mut form);
            assert_eq!(form.parse().unwrap_err().field(), Some(field));
        }
    }
}
