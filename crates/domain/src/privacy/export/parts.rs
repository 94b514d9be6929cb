//! The parts of an export, in their order.

use kernel::{Category, Day, Instant, Outcome, PageSize, PersonId};

use super::Section;
use crate::{
    Op, audit, cards, catalogue, certificates, claims, decisions, employers, exams, facts, hours,
    identity, learning, messages, orders, reports,
};

/// How many there are.
pub(super) const COUNT: i64 = 16;
/// Most lines of who looked, and most decisions.
const LINES_MAX: i64 = 10_000;

/// A part of everything about a person, under all of her accounts.
pub(super) async fn gather(op: &mut Op, person: &PersonId, at: i64) -> Outcome<Section> {
    let mut section = gather_of(op, person, at).await?;
    for twin in identity::selves(op, person).await?.into_iter().skip(1) {
        for row in gather_of(op, &twin, at).await?.rows {
            // Some parts tell of all accounts already.
            if !section.rows.contains(&row) {
                section.rows.push(row);
            }
        }
    }
    Ok(section)
}

async fn gather_of(op: &mut Op, person: &PersonId, at: i64) -> Outcome<Section> {
    match at {
        0 => who(op, person).await,
        1 => consents(op, person).await,
        2 => posts(op, person).await,
        3 => claimed(op, person).await,
        4 => ordered(op, person).await,
        5 => enrolled(op, person).await,
        6 => lessons(op, person).await,
        7 => attempts(op, person).await,
        8 => ledger(op, person).await,
        9 => certified(op, person).await,
        10 => reported(op, person).await,
        11 => carded(op, person).await,
        12 => decided(op, person).await,
        13 => told(op, person).await,
        14 => asked_for(op, person).await,
        _ => looked(op, person).await,
    }
}

fn day(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn moment(at: Option<Instant>) -> String {
    at.map(|at| at.to_string()).unwrap_or_default()
}

async fn who(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let columns = ["name", "sex", "born", "citizen_id", "phone", "territory"];
    let mut section = Section::new("person", &columns);
    let person = identity::get_person(op, id).await?;
    // Her own number, in her own file: the line says so.
    let number = identity::reveal_citizen_id(op, id, "export").await?;
    let phone = identity::phone_of(op, id).await?;
    section.row([
        person.name,
        person.sex.as_str().to_owned(),
        person.born.to_string(),
        number.reveal().to_owned(),
        phone
            .map(|phone| phone.reveal().to_owned())
            .unwrap_or_default(),
        person.territory_code,
    ]);
    Ok(section)
}

async fn consents(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let mut section = Section::new("consents", &["version", "at"]);
    for consent in identity::consents(op, id).await? {
        section.row([consent.version, consent.given_at.to_string()]);
    }
    Ok(section)
}

async fn posts(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let columns = ["employer", "post", "speciality", "from", "to"];
    let mut section = Section::new("posts", &columns);
    for post in employers::posts_of(op, id).await? {
        let employer = employers::get(op, &post.employer_id).await?;
        section.row([
            employer.name,
            post.post_title,
            post.speciality,
            post.from_day.to_string(),
            day(post.to_day),
        ]);
    }
    Ok(section)
}

async fn claimed(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let columns = ["kind", "value", "from", "to", "state", "words", "at"];
    let mut section = Section::new("facts", &columns);
    for fact in facts::list(op, id).await? {
        section.row([
            fact.kind.as_str().to_owned(),
            fact.value,
            fact.from_day.to_string(),
            day(fact.to_day),
            fact.state.as_str().to_owned(),
            fact.words,
            fact.claimed_at.to_string(),
        ]);
    }
    Ok(section)
}

async fn ordered(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let columns = ["number", "year", "amount", "state", "at", "paid"];
    let mut section = Section::new("orders", &columns);
    for order in orders::orders_of(op, id).await? {
        section.row([
            order.number,
            order.study_year.to_string(),
            order.fen.to_string(),
            order.status.as_str().to_owned(),
            order.placed_at.to_string(),
            moment(order.paid_at),
        ]);
    }
    Ok(section)
}

async fn enrolled(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let mut section = Section::new("enrolments", &["course", "year", "at", "ended"]);
    for enrolment in orders::enrolments_of(op, id).await? {
        let course = catalogue::get_course(op, &enrolment.course_id).await?;
        section.row([
            course.title,
            enrolment.study_year.to_string(),
            enrolment.activated_at.to_string(),
            moment(enrolment.ended_at),
        ]);
    }
    Ok(section)
}

async fn lessons(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let mut section = Section::new("lessons", &["course", "lesson", "seconds", "complete"]);
    for enrolment in orders::enrolments_of(op, id).await? {
        let course = catalogue::get_course(op, &enrolment.course_id).await?;
        for state in learning::lesson_states(op, &enrolment).await? {
            section.row([
                course.title.clone(),
                state.lesson.title,
                (state.covered_ms / 1000).to_string(),
                yes(state.complete),
            ]);
        }
    }
    Ok(section)
}

async fn attempts(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let columns = ["course", "number", "at", "closed", "score", "passed"];
    let mut section = Section::new("exams", &columns);
    for enrolment in orders::enrolments_of(op, id).await? {
        let course = catalogue::get_course(op, &enrolment.course_id).await?;
        for attempt in exams::attempts(op, &enrolment.id).await? {
            section.row([
                course.title.clone(),
                attempt.number.to_string(),
                attempt.opened_at.to_string(),
                moment(attempt.closed_at),
                attempt
                    .score
                    .map(|score| score.to_string())
                    .unwrap_or_default(),
                yes(attempt.has_passed()),
            ]);
        }
    }
    Ok(section)
}

async fn ledger(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let columns = [
        "number", "year", "category", "hours", "title", "source", "clause", "at", "revoked", "hash",
    ];
    let mut section = Section::new("ledger", &columns);
    for line in hours::ledger_lines(op, id, None).await? {
        let entry = line.entry;
        section.row([
            entry.seq.to_string(),
            entry.study_year.to_string(),
            entry.category.as_str().to_owned(),
            entry.hours.to_string(),
            entry.title,
            entry.source,
            entry.clause,
            entry.at.to_string(),
            yes(line.revoked),
            hex::encode(entry.hash),
        ]);
    }
    Ok(section)
}

async fn certified(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let columns = ["number", "course", "year", "hours", "score", "at"];
    let mut section = Section::new("certificates", &columns);
    for certificate in certificates::list(op, id).await? {
        let facts = certificate.facts;
        section.row([
            facts.number,
            facts.course,
            facts.study_year,
            facts.hours,
            facts.score,
            certificate.issued_at.to_string(),
        ]);
    }
    Ok(section)
}

async fn reported(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let columns = [
        "year",
        "state",
        "public",
        "professional",
        "deemed",
        "employer",
        "at",
    ];
    let mut section = Section::new("reports", &columns);
    for year in hours::years(op, id).await? {
        if let Some(report) = reports::find(op, id, year.study_year).await? {
            section.row([
                report.study_year.to_string(),
                report.status.as_str().to_owned(),
                report.public_hours.to_string(),
                report.professional_hours.to_string(),
                report.deemed.map_or("", Category::as_str).to_owned(),
                report.employer_name,
                report.since.to_string(),
            ]);
        }
    }
    Ok(section)
}

async fn carded(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let mut section = Section::new("cards", &["number", "year", "at"]);
    for card in cards::list(op, id).await? {
        section.row([
            card.number,
            card.study_year.to_string(),
            card.issued_at.to_string(),
        ]);
    }
    Ok(section)
}

async fn decided(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let mut section = Section::new("decisions", &["number", "at", "edition", "outcome"]);
    let mut after = None::<String>;
    loop {
        let size = PageSize::new(200);
        let page = decisions::list(op, id, after.as_deref(), size).await?;
        for shown in page.items {
            section.row([
                shown.id.to_string(),
                shown.asked_at.to_string(),
                shown.edition_id,
                shown.decision.outcome.as_str().to_owned(),
            ]);
        }
        match page.next {
            Some(next) if section.rows.len() < 10_000 => after = Some(next),
            _ => return Ok(section),
        }
    }
}

async fn told(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let mut section = Section::new("messages", &["kind", "details", "at", "read"]);
    for message in messages::export(op, id).await? {
        let details = serde_json::to_string(&message.details)
            .map_err(|error| kernel::Fault::internal("privacy.broken", error))?;
        section.row([
            message.kind,
            details,
            message.told_at.to_string(),
            moment(message.read_at),
        ]);
    }
    Ok(section)
}

async fn asked_for(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let columns = [
        "kind",
        "title",
        "organiser",
        "number",
        "year",
        "hours",
        "deemed",
        "state",
        "at",
    ];
    let mut section = Section::new("claims", &columns);
    for claim in claims::lines_of(op, id).await? {
        section.row([
            claim.kind,
            claim.title,
            claim.organiser,
            claim.certificate_number,
            claim.study_year.to_string(),
            claim
                .granted
                .map(|hours| hours.to_string())
                .unwrap_or_default(),
            yes(claim.deems),
            claim.status.as_str().to_owned(),
            claim.since.to_string(),
        ]);
    }
    Ok(section)
}

async fn looked(op: &mut Op, id: &PersonId) -> Outcome<Section> {
    let mut section = Section::new("looked", &["at", "who", "action", "details"]);
    for line in audit::list_about(op, id, LINES_MAX).await? {
        section.row([
            line.at.to_string(),
            line.actor.unwrap_or_default(),
            line.action,
            line.details,
        ]);
    }
    Ok(section)
}

fn yes(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}
