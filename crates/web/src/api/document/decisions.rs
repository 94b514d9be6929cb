//! How applicants and decisions look as JSON: the shape of `policy`'s own types, which know nothing
//! of HTTP. Real decisions are held against these schemas by a test, and every name stands in the
//! list that the engine itself reads.
#![allow(dead_code, reason = "only the schemas are used; nothing is built")]

use policy::{Circumstance, DeemedKind, Degree, EffectKind, Level, Outcome, Purpose, Sector};
use serde_json::json;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::{OneOfBuilder, Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

macro_rules! names {
    ($($(#[$doc:meta])* $schema:ident = $name:literal: $all:expr;)*) => {$(
        $(#[$doc])*
        pub struct $schema;

        impl PartialSchema for $schema {
            fn schema() -> RefOr<Schema> {
                let object = ObjectBuilder::new().schema_type(Type::String);
                object.enum_values(Some($all)).into()
            }
        }

        impl ToSchema for $schema {
            fn name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
        }
    )*};
}

names! {
    /// What an application is for.
    PurposeName = "Purpose": Purpose::ALL.iter().map(|name| name.as_str());
    /// Level of a title.
    LevelName = "Level": Level::ALL.iter().map(|name| name.as_str());
    /// A degree.
    DegreeName = "Degree": Degree::ALL.iter().map(|name| name.as_str());
    /// Sector of an employer.
    SectorName = "Sector": Sector::ALL.iter().map(|name| name.as_str());
    /// A special circumstance.
    CircumstanceName = "Circumstance": Circumstance::ALL.iter().map(|name| name.as_str());
    /// What may stand for hours.
    DeemedName = "DeemedKind": DeemedKind::ALL.iter().map(|name| name.as_str());
    /// How a decision ends.
    OutcomeName = "Outcome": Outcome::ALL.iter().map(|name| name.as_str());
    /// What a clause did; `_moot` when a stronger clause made it needless.
    EffectName = "Effect": EffectKind::ALL
        .iter()
        .flat_map(|kind| [kind.as_str().to_owned(), format!("{}_moot", kind.as_str())]);
}

/// One application with the facts that are known of it. Unknown fields are refused.
#[derive(ToSchema)]
#[schema(as = Applicant, example = example)]
pub struct ApplicantSchema {
    /// Whatever the asker calls it; comes back in the decision.
    id: String,
    #[schema(nullable = false)]
    person: Option<Person>,
    #[schema(nullable = false)]
    post: Option<Post>,
    #[schema(nullable = false)]
    circumstances: Option<Vec<CircumstanceName>>,
    application: Application,
    /// Entries for one year and category add up.
    #[schema(nullable = false)]
    hours: Option<Vec<GivenHours>>,
    #[schema(nullable = false)]
    deemed: Option<Vec<Deemed>>,
}

/// Who applies. What is absent is unknown.
#[derive(ToSchema)]
struct Person {
    /// `male` or `female`.
    #[schema(pattern = "^(male|female)$", nullable = false)]
    sex: Option<String>,
    /// Birthday.
    #[schema(format = Date, nullable = false)]
    born: Option<String>,
}

/// Where the applicant works. An absent sector is unknown; the rest, when absent, means "not so".
#[derive(ToSchema)]
struct Post {
    /// A pack's territory; `hohhot-etdz` when absent.
    #[schema(nullable = false)]
    territory: Option<String>,
    #[schema(nullable = false)]
    sector: Option<SectorName>,
    /// On the grassroots front line.
    #[schema(nullable = false)]
    grassroots: Option<bool>,
    /// Day of transfer from a party or state organ.
    #[schema(format = Date, nullable = false)]
    from_government_on: Option<String>,
}

/// What is applied for. Title review needs a level, title recognition a degree.
#[derive(ToSchema)]
struct Application {
    purpose: PurposeName,
    #[schema(nullable = false)]
    level: Option<LevelName>,
    #[schema(nullable = false)]
    degree: Option<DegreeName>,
    /// The day that counts for age, years and edition.
    #[schema(format = Date)]
    on: String,
}

/// Hours of one study year and category.
#[derive(ToSchema)]
struct GivenHours {
    year: i16,
    /// A category of the edition.
    category: String,
    #[schema(pattern = r"^\d{1,5}(\.\d{1,2})?$")]
    hours: String,
}

/// Something that stands for a year's hours.
#[derive(ToSchema)]
struct Deemed {
    kind: DeemedName,
    /// Year of the certificate.
    year: i16,
    /// Taken in the region.
    in_region: bool,
}

/// The answer for one application. The same facts and the same edition give the same bytes.
#[derive(ToSchema)]
#[schema(as = Decision)]
pub struct DecisionSchema {
    /// The applicant's `id`.
    id: String,
    outcome: OutcomeName,
    edition: EditionRef,
    /// Oldest year first; empty when exempt.
    requirements: Vec<Requirement>,
    /// Every clause that shaped the outcome, in the order of effects.
    reasons: Vec<Reason>,
    /// Unknown facts that can change an undecided outcome.
    missing: Vec<String>,
    /// Left out when nothing is short, when exempt, when undecided.
    #[schema(nullable = false)]
    plan: Option<Plan>,
}

/// Which edition decided, pinned by the digest of its file.
#[derive(ToSchema)]
struct EditionRef {
    id: String,
    #[schema(pattern = "^sha256:[0-9a-f]{64}$")]
    digest: String,
}

/// Hours owed for a year, or for a span of years.
#[derive(ToSchema)]
struct Requirement {
    #[schema(nullable = false)]
    year: Option<i16>,
    /// First and last year of a row over a span.
    #[schema(nullable = false, min_items = 2, max_items = 2)]
    years: Option<Vec<i16>>,
    category: String,
    /// After reliefs.
    required: String,
    counted: String,
    short: String,
    /// Something stands for these hours.
    deemed: bool,
}

/// One clause and what it did.
#[derive(ToSchema)]
struct Reason {
    /// Citation, such as `N2022 §3.1`.
    clause: String,
    effect: EffectName,
    /// The facts that it used.
    facts: Facts,
    /// The sentence in Chinese.
    zh: String,
    /// The sentence in English.
    en: String,
}

/// Facts by name: yes or no, a year or an age, or a name.
struct Facts;

impl PartialSchema for Facts {
    fn schema() -> RefOr<Schema> {
        let of = |kind| ObjectBuilder::new().schema_type(kind);
        let value = OneOfBuilder::new()
            .item(of(Type::Boolean))
            .item(of(Type::Integer))
            .item(of(Type::String));
        let object = of(Type::Object).additional_properties(Some(Schema::from(value)));
        object.into()
    }
}

impl ToSchema for Facts {}

/// How to close the gap, and what it costs.
#[derive(ToSchema)]
struct Plan {
    /// All items together, in fen.
    fen: i64,
    items: Vec<PlanItem>,
}

/// Hours to study for one row that is short.
#[derive(ToSchema)]
struct PlanItem {
    #[schema(nullable = false)]
    year: Option<i16>,
    #[schema(nullable = false, min_items = 2, max_items = 2)]
    years: Option<Vec<i16>>,
    category: String,
    hours: String,
    /// Rounded up to a whole fen.
    fen: i64,
    /// When it can be studied; null when nobody has opened the year.
    #[schema(required = true)]
    window: Option<PlanWindow>,
    /// Who could open the year.
    #[schema(nullable = false)]
    opens_by: Option<String>,
}

/// First and last day.
#[derive(ToSchema)]
struct PlanWindow {
    #[schema(format = Date)]
    from: String,
    #[schema(format = Date)]
    to: String,
}

/// Stands in the place of an applicant of a batch that could not be decided.
#[derive(ToSchema)]
pub struct DecisionError {
    /// Its place in the array, from 1.
    line: u64,
    /// Where it could be read.
    #[schema(nullable = false)]
    id: Option<String>,
    error: ErrorWords,
}

/// Why not.
#[derive(ToSchema)]
pub struct ErrorWords {
    /// Stable.
    code: String,
    /// In Chinese and English.
    words: String,
}

/// An applicant, or up to a thousand of them.
pub struct Asked;

impl PartialSchema for Asked {
    fn schema() -> RefOr<Schema> {
        let one = Ref::from_schema_name("Applicant");
        let many = utoipa::openapi::ArrayBuilder::new()
            .items(Ref::from_schema_name("Applicant"))
            .max_items(Some(crate::decisions::api::APPLICANTS_MAX));
        OneOfBuilder::new().item(one).item(many).into()
    }
}

impl ToSchema for Asked {
    fn name() -> std::borrow::Cow<'static, str> {
        "ApplicantOrApplicants".into()
    }
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((ApplicantSchema::name().into(), ApplicantSchema::schema()));
        ApplicantSchema::schemas(schemas);
    }
}

/// The decision; or, for an array, in the same order a decision or an error for each.
pub struct Decided;

impl PartialSchema for Decided {
    fn schema() -> RefOr<Schema> {
        let decision = || Ref::from_schema_name("Decision");
        let error = Ref::from_schema_name("DecisionError");
        let each = OneOfBuilder::new().item(decision()).item(error);
        let many = utoipa::openapi::ArrayBuilder::new().items(each);
        OneOfBuilder::new().item(decision()).item(many).into()
    }
}

impl ToSchema for Decided {
    fn name() -> std::borrow::Cow<'static, str> {
        "DecisionOrDecisions".into()
    }
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((DecisionSchema::name().into(), DecisionSchema::schema()));
        DecisionSchema::schemas(schemas);
        schemas.push((DecisionError::name().into(), DecisionError::schema()));
        DecisionError::schemas(schemas);
    }
}

fn example() -> serde_json::Value {
    json!({
        "id": "A-001",
        "person": { "sex": "female", "born": "1977-03-05" },
        "post": { "sector": "public_institution" },
        "application": { "purpose": "title_review", "level": "senior", "on": "2022-09-01" },
        "hours": [
            { "year": 2022, "category": "public", "hours": "30" },
            { "year": 2022, "category": "professional", "hours": "12.5" }
        ]
    })
}
