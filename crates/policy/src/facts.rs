//! The facts of one application: what the engine is told, and nothing that it could find out.
//!
//! The table of fields stands on the decisions page. Reading a line strictly, with the place of
//! what is wrong, is the task of [`crate::reading`].

use kernel::{Day, Hours, Sex, Year};
use serde::{Deserialize, Deserializer, Serialize};

use crate::names::names;
use crate::reading::{object, objects};

/// The territory of an applicant who names none.
pub const DEFAULT_TERRITORY: &str = "hohhot-etdz";

/// One application with the facts that are known of it.
///
/// Read it with [`Applicant::from_json`], which says exactly what is wrong with a bad one. Its
/// texts are its own, or borrowed where millions are decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "S: Deserialize<'de>"))]
pub struct Applicant<S = String> {
    /// Whatever the asker calls it; comes back in the decision.
    pub id: S,
    /// Who applies.
    #[serde(default, deserialize_with = "object")]
    pub person: Person,
    /// Where she works.
    #[serde(default, deserialize_with = "object")]
    pub post: Post<S>,
    /// Special circumstances (N2022 §3.4).
    #[serde(default)]
    pub circumstances: Vec<Circumstance>,
    /// What is applied for, and when.
    #[serde(deserialize_with = "object")]
    pub application: Application,
    /// Hours given; entries for one year and category add up.
    #[serde(default, deserialize_with = "objects")]
    pub hours: Vec<GivenHours<S>>,
    /// What stands for the hours of a year (N2022 §3.6).
    #[serde(default, deserialize_with = "objects")]
    pub deemed: Vec<Deemed>,
}

impl<S> Applicant<S> {
    /// An application of which nothing else is known.
    pub fn new(id: impl Into<S>, application: Application) -> Self {
        Self {
            id: id.into(),
            person: Person::default(),
            post: Post::default(),
            circumstances: Vec::new(),
            application,
            hours: Vec::new(),
            deemed: Vec::new(),
        }
    }
}

impl<S: AsRef<str>> Applicant<S> {
    /// The territory, or the default one.
    pub fn territory(&self) -> &str {
        let territory = self.post.territory.as_ref();
        territory.map_or(DEFAULT_TERRITORY, AsRef::as_ref)
    }
}

/// Who applies. Both facts may be unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Sex.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "maybe_sex"
    )]
    pub sex: Option<Sex>,
    /// Birthday.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub born: Option<Day>,
}

/// Where the applicant works. The sector may be unknown; the rest, when absent, means "not so".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "S: Deserialize<'de>"))]
pub struct Post<S = String> {
    /// A pack's territory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub territory: Option<S>,
    /// Sector of the employer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<Sector>,
    /// On the grassroots front line (苏木、乡镇).
    #[serde(default)]
    pub grassroots: bool,
    /// Day of transfer from a party or state organ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_government_on: Option<Day>,
}

impl<S> Default for Post<S> {
    fn default() -> Self {
        Self {
            territory: None,
            sector: None,
            grassroots: false,
            from_government_on: None,
        }
    }
}

/// What is applied for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// Purpose.
    pub purpose: Purpose,
    /// Level of the title; needed for [`Purpose::TitleReview`], else not looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Degree; needed for [`Purpose::TitleRecognition`], else not looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub degree: Option<Degree>,
    /// The day that counts for age, years and edition.
    pub on: Day,
}

/// Hours given for one study year and category.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound(deserialize = "S: Deserialize<'de>"))]
pub struct GivenHours<S = String> {
    /// Study year.
    pub year: Year,
    /// A category of the edition.
    pub category: S,
    /// Hours, written as text.
    pub hours: Hours,
}

/// Something that stands for a year's hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deemed {
    /// What it is.
    pub kind: DeemedKind,
    /// Year of the certificate.
    pub year: Year,
    /// Taken in the region.
    pub in_region: bool,
}

names! {
    /// What an application is for.
    pub enum Purpose {
        /// 职称评审
        TitleReview = "title_review",
        /// 职称考核认定
        TitleRecognition = "title_recognition",
        /// 聘任
        Appointment = "appointment",
        /// 考核
        Appraisal = "appraisal",
        /// 审验卡
        Card = "card",
    }

    /// Level of a title.
    pub enum Level {
        /// 高级
        Senior = "senior",
        /// 中级
        Intermediate = "intermediate",
        /// 初级
        Junior = "junior",
    }

    /// Degree of who asks for recognition.
    pub enum Degree {
        /// 大学专科
        Associate = "associate",
        /// 大学本科
        Bachelor = "bachelor",
        /// 硕士研究生
        Master = "master",
        /// 博士研究生
        Doctor = "doctor",
    }

    /// Sector of an employer.
    pub enum Sector {
        /// 事业单位
        PublicInstitution = "public_institution",
        /// 国有企业
        StateEnterprise = "state_enterprise",
        /// 非公有制
        NonPublic = "non_public",
        /// 学校
        School = "school",
    }

    /// A special circumstance of a person.
    pub enum Circumstance {
        /// 疫情防控一线医疗救治
        EpidemicFrontline = "epidemic_frontline",
    }

    /// What may stand for a year's hours.
    pub enum DeemedKind {
        /// 职业资格考试
        QualificationExam = "qualification_exam",
    }
}

fn maybe_sex<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Sex>, D::Error> {
    struct Strict(Sex);
    impl<'de> Deserialize<'de> for Strict {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            crate::names::read(deserializer).map(Self)
        }
    }
    Ok(Option::<Strict>::deserialize(deserializer)?.map(|strict| strict.0))
}
