//! Issuing, listing and printing certificates.

use std::collections::BTreeMap;

use kernel::{CertificateId, Change, EnrolmentId, Instant, Outcome, PersonId, Year};

use super::rules::{self, Passed};
use super::store::{self, Stored};
use super::{Certificate, CertificateFacts, DocumentKind, DocumentNumber, Due, Error};
use super::{kept_bytes, print};
use crate::employers::Sight;
use crate::hours::enrolment_source;
use crate::messages::{self, Tell};
use crate::seams::Template;
use crate::{Action, Event, Op, catalogue, employers, exams, hours, identity, orders, territory};

/// Issues the certificate of a passed enrolment, once: issuing again gives the first one.
///
/// Asks for no permission: it is called by the job that a passed exam puts in the queue, and
/// gives nobody more than the ledger and the exam already say.
pub async fn issue(op: &mut Op, enrolment: &EnrolmentId) -> Outcome<Change<Certificate>> {
    op.tx.lock(&format!("certificate:{enrolment}")).await?;
    if let Some(stored) = store::find_by_enrolment(op, enrolment).await? {
        return complete(op, stored).await.map(Change::Already);
    }
    let (person_id, facts) = freeze(op, enrolment).await?;
    let printed = print(op, Template::Certificate, "certificates", &facts).await?;
    let stored = Stored {
        id: op.new_id(),
        number: facts.number.clone(),
        person_id,
        enrolment_id: enrolment.clone(),
        facts,
        issued_at: op.now,
        file_key: printed.file_key,
        sha256: printed.sha256,
    };
    store::insert(op, &stored).await?;
    op.audit(Event {
        action: "certificates.issued",
        about: Some(&stored.person_id),
        subject: stored.id.as_str(),
        details: &stored.number,
    })
    .await?;
    let tell = Tell {
        to: &stored.person_id,
        kind: "certificates-issued",
        details: &[("course", stored.facts.course.clone())],
        link: "/certificates",
    };
    messages::tell(op, tell).await?;
    complete(op, stored).await.map(Change::New)
}

/// A person's certificates, newest first.
pub async fn list(op: &mut Op, person: &PersonId) -> Outcome<Vec<Certificate>> {
    let worker = employers::worker(op, person).await?;
    let sight = employers::sight(op, &worker).await?;
    let lines = ledger::list(&mut op.tx, person, None).await?;
    let stored = list_stored(op, person).await?;
    let is_seen = |stored: &Stored| {
        let year: Option<Year> = stored.facts.study_year.parse().ok();
        sight == Sight::Whole || year.is_some_and(|year| sight.covers(year))
    };
    let mut certificates = Vec::with_capacity(stored.len());
    for stored in stored.into_iter().filter(is_seen) {
        let source = enrolment_source(&stored.enrolment_id);
        let line = lines
            .iter()
            .find(|line| line.entry.source == source && line.entry.reverses.is_none());
        certificates.push(match line.filter(|line| !line.revoked) {
            Some(line) => with_standing(stored, Some(line), &worker.person.territory_path),
            // Revoked, or carried between accounts.
            None => complete(op, stored).await?,
        });
    }
    Ok(certificates)
}

/// What was issued under all accounts of a person, newest first.
async fn list_stored(op: &mut Op, person: &PersonId) -> Outcome<Vec<Stored>> {
    let mut stored = Vec::new();
    for account in identity::selves(op, person).await? {
        stored.extend(store::list(op, &account).await?);
    }
    stored.sort_by(|a, b| b.id.cmp(&a.id));
    Ok(stored)
}

/// Passed exams whose certificate is not issued yet: the queue has them.
pub async fn list_due(op: &mut Op, person: &PersonId) -> Outcome<Vec<Due>> {
    let worker = employers::worker(op, person).await?;
    let sight = employers::sight(op, &worker).await?;
    let mut passed: BTreeMap<EnrolmentId, Instant> =
        exams::passed_at(op, person).await?.into_iter().collect();
    for stored in list_stored(op, person).await? {
        passed.remove(&stored.enrolment_id);
    }
    let mut due = Vec::new();
    for (enrolment_id, passed_at) in passed {
        let enrolment = orders::get_enrolment(op, &enrolment_id).await?;
        if !sight.covers(enrolment.study_year) {
            continue;
        }
        let course = catalogue::get_course(op, &enrolment.course_id).await?.title;
        due.push(Due {
            enrolment_id,
            course,
            study_year: enrolment.study_year,
            passed_at,
        });
    }
    Ok(due)
}

/// A certificate.
pub async fn get(op: &mut Op, id: &CertificateId) -> Outcome<Certificate> {
    let stored = store::find(op, id).await?.ok_or(Error::Unknown)?;
    let certificate = complete(op, stored).await?;
    op.allow(Action::PrintCertificate, &certificate)?;
    Ok(certificate)
}

/// The bytes as they were issued, to be printed; `certificates.revoked` when it does not stand.
pub async fn bytes(op: &mut Op, id: &CertificateId) -> Outcome<(Vec<u8>, Certificate)> {
    let certificate = get(op, id).await?;
    if certificate.facts.name.is_empty() {
        // Erased at its holder's wish.
        return Err(Error::Unknown.into());
    }
    rules::printable(certificate.standing)?;
    let bytes = kept_bytes(op, &certificate.file_key, &certificate.sha256).await?;
    Ok((bytes, certificate))
}

/// The certificate of a number, for whoever holds the number: no permission is asked.
pub async fn find_by_number(op: &mut Op, number: DocumentNumber) -> Outcome<Option<Certificate>> {
    match store::find_by_number(op, &number.to_string()).await? {
        Some(stored) => complete(op, stored).await.map(Some),
        None => Ok(None),
    }
}

/// Gathers what stands on the certificate of an enrolment; refuses when nothing may stand there.
async fn freeze(op: &mut Op, id: &EnrolmentId) -> Outcome<(PersonId, CertificateFacts)> {
    let enrolment = orders::get_enrolment(op, id).await?;
    let attempts = exams::attempts(op, id).await?;
    let passed = attempts.iter().find(|attempt| attempt.has_passed());
    let score = passed
        .and_then(|attempt| attempt.score)
        .ok_or(Error::NotPassed)?;
    let line = hours::find_standing(op, &enrolment_source(id))
        .await?
        .ok_or(Error::NoHours)?;
    let person = identity::get_person(op, &enrolment.person_id).await?;
    let territory = territory::get(op, &person.territory_id).await?;
    let course = catalogue::get_course(op, &enrolment.course_id).await?;
    let base = catalogue::base(op, &course.base_id).await?;
    let facts = rules::facts(&Passed {
        number: new_number(op, DocumentKind::Certificate, line.entry.study_year),
        name: &person.name,
        id_masked: &person.citizen_id_masked,
        course: &course.title,
        speciality: &course.field,
        score,
        issuer: &territory.bureau_zh,
        base: &base.name,
        issued_on: op.now.day(),
        public_url: &op.house.settings.public_url,
        line: &line,
    });
    Ok((enrolment.person_id, facts))
}

/// A number that nobody can guess.
pub(crate) fn new_number(op: &mut Op, kind: DocumentKind, year: Year) -> DocumentNumber {
    DocumentNumber::new(kind, year, op.random_bytes())
}

async fn complete(op: &mut Op, stored: Stored) -> Outcome<Certificate> {
    let line = hours::find_standing(op, &enrolment_source(&stored.enrolment_id)).await?;
    let person = identity::get_person(op, &stored.person_id).await?;
    Ok(with_standing(stored, line.as_ref(), &person.territory_path))
}

fn with_standing(stored: Stored, line: Option<&ledger::Line>, territory_path: &str) -> Certificate {
    Certificate {
        id: stored.id,
        number: stored.number,
        person_id: stored.person_id,
        enrolment_id: stored.enrolment_id,
        facts: stored.facts,
        issued_at: stored.issued_at,
        file_key: stored.file_key,
        sha256: stored.sha256,
        standing: rules::standing(line),
        territory_path: territory_path.to_owned(),
    }
}
