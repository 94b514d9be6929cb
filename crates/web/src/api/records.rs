//! `POST /api/v1/records`: what is on record of people, for title systems. Numbers come in the
//! body, never in an address, and each person sees that hers was read.

use domain::{Op, records};
use kernel::{CitizenId, Day, Fault, Outcome};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::call::{self, Call};
use crate::Locale;
use crate::api::document::refusals::{self, refusals};
use crate::page::json;
use crate::problem::PageResult;

/// Who is asked about.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = RecordsAsked, example = json!({
    "citizen_ids": ["150102197703050021"], "as_of": "2022-12-15", "purpose": "2022 职称评审"
}))]
pub struct AskedBody {
    /// Identity numbers (GB 11643), at most 1,000.
    #[schema(max_items = 1000, min_items = 1)]
    citizen_ids: Vec<String>,
    /// Entries posted after this day, and reports approved after it, do not count; today when left
    /// out.
    #[schema(format = Date, nullable = false)]
    as_of: Option<String>,
    /// What for: each person sees it beside the line that her record was read.
    #[schema(max_length = 200)]
    purpose: String,
}

/// The records, in the order in which they were asked for.
#[derive(Serialize, ToSchema)]
#[schema(as = Records)]
struct Told {
    /// The day at whose end they stand.
    #[schema(value_type = String, format = Date)]
    as_of: Day,
    people: Vec<Person>,
}

/// A person, or that nobody of this number is within the caller's territory.
#[derive(Serialize, ToSchema)]
#[schema(as = RecordOfPerson)]
struct Person {
    /// The place in what was asked, from 0.
    at: usize,
    found: bool,
    /// Her name; null when she was not found.
    name: Option<String>,
    /// Her identity number, masked; null when she was not found.
    citizen_id_masked: Option<String>,
    /// The head of her ledger (`seq:hash`): the same head, the same entries.
    ledger_head: Option<String>,
    years: Vec<OfYear>,
}

/// A study year.
#[derive(Serialize, ToSchema)]
#[schema(as = RecordOfYear)]
struct OfYear {
    year: i16,
    /// Public hours, as text with at most two decimals.
    public: String,
    /// Professional hours.
    professional: String,
    /// Both together.
    total: String,
    /// The category that stands complete without its hours, by a qualification exam (N2022 §3.6);
    /// null where none does. It is beside the ledger, and may change under the same head.
    deemed: Option<&'static str>,
    sources: Vec<Source>,
    /// Where the year's annual report stood: `with_employer`, `with_bureau`, `approved`,
    /// `returned`; null when it was not drawn up.
    report: Option<&'static str>,
    /// The bureau has approved the year.
    approved: bool,
    /// The bureau that approves it.
    bureau: String,
}

/// Where hours of a year come from.
#[derive(Serialize, ToSchema)]
#[schema(as = RecordSource)]
struct Source {
    /// Such as `enrolment`, `recognition`.
    kind: String,
    /// The same in words.
    words: String,
    hours: String,
}

refusals! {
    /// What asking for records may be refused for.
    RecordsRefusals: of_caller, of_sender, bad_numbers;
    domain::permission::Error::Denied, call::Error::Malformed, records::Error::Nobody,
    records::Error::TooMany, records::Error::DayAhead, refusals::bad_day(),
}

/// What is on record of people: a row for each study year, with public and professional hours,
/// their sources, and where the year's report stood. For committee clerks and title systems; who
/// belongs elsewhere is told like who is unknown. Each person sees who asked.
///
/// `POST /api/v1/records`.
#[utoipa::path(
    post,
    path = "/api/v1/records",
    operation_id = "records",
    tag = "records",
    security(("bearer" = []), ("session" = [], "csrf" = [])),
    request_body = AskedBody,
    responses((status = 200, description = "What is on record.", body = Told), RecordsRefusals),
)]
pub async fn ask(Call { mut op, p, body }: Call<AskedBody>) -> PageResult {
    if body.citizen_ids.len() > records::PEOPLE_MAX {
        let most = records::PEOPLE_MAX;
        return Err(records::Error::TooMany.fault().with("most", most).into());
    }
    let numbers: Outcome<Vec<CitizenId>> = body
        .citizen_ids
        .iter()
        .map(|number| number.trim().to_ascii_uppercase().parse())
        .collect();
    let numbers = numbers.map_err(|fault| fault.at("citizen_ids"))?;
    let day = match &body.as_of {
        Some(day) => day.parse().map_err(|fault: Fault| fault.at("as_of"))?,
        None => op.now.day(),
    };
    if day > op.now.day() {
        return Err(records::Error::DayAhead.fault().at("as_of").into());
    }
    let found = records::find(&mut op, &numbers, &body.purpose).await?;
    let mut op = committed(op).await?;
    let people: Vec<_> = found.iter().flatten().cloned().collect();
    let records = records::read(&mut op, &people, day).await?;
    let mut told = Vec::with_capacity(found.len());
    for (at, id) in found.into_iter().enumerate() {
        let record = id.and_then(|id| records.iter().find(|record| record.person_id == id));
        told.push(person(p.locale, at, record));
    }
    json(&Told {
        as_of: day,
        people: told,
    })
}

/// The lines are kept before anything is told, and nobody waits for the writer while it is read.
pub(crate) async fn committed(mut op: Op) -> Outcome<Op> {
    let (house, actor) = (op.house.clone(), op.actor.clone());
    let (now, request_id) = (op.now, op.request_id.clone());
    let seed = op.random_bytes();
    op.commit().await?;
    let tx = house.db.read().await?;
    Ok(Op::new(house, tx, now, actor, request_id, seed))
}

fn person(locale: Locale, at: usize, record: Option<&records::Record>) -> Person {
    let years = record.into_iter().flat_map(|record| &record.years);
    Person {
        at,
        found: record.is_some(),
        name: record.map(|record| record.name.clone()),
        citizen_id_masked: record.map(|record| record.citizen_id_masked.clone()),
        ledger_head: record.map(|record| record.ledger_head.clone()),
        years: years.map(|year| self::year(locale, year)).collect(),
    }
}

fn year(locale: Locale, year: &records::RecordYear) -> OfYear {
    let source = |source: &records::SourceHours| Source {
        kind: source.kind.clone(),
        words: source_words(locale, &source.kind),
        hours: source.hours.to_string(),
    };
    OfYear {
        year: year.study_year,
        public: year.public.to_string(),
        professional: year.professional.to_string(),
        total: year.total().to_string(),
        deemed: year.deemed.map(kernel::Category::as_str),
        sources: year.sources.iter().map(source).collect(),
        report: year.report.map(domain::reports::Status::as_str),
        approved: year.is_approved(),
        bureau: bureau(locale, year).to_owned(),
    }
}

/// The bureau in the caller's language.
pub(crate) fn bureau(locale: Locale, year: &records::RecordYear) -> &str {
    let [chinese, english] = &year.bureau;
    match locale {
        Locale::Chinese => chinese,
        Locale::English => english,
    }
}

/// A kind of source in words; one that has none stands as it is.
pub(crate) fn source_words(locale: Locale, kind: &str) -> String {
    locale
        .find(&format!("records-source-{}", kind.replace('_', "-")))
        .unwrap_or_else(|| kind.to_owned())
}
