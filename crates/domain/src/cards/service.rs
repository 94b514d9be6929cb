//! Issuing, finding and printing cards.

use kernel::{CardId, Change, Outcome, PersonId, ReportId, Year};

use super::rules::{self, Approved};
use super::store::{self, Stored};
use super::{Card, CardFacts, Error};
use crate::certificates::{self, DocumentKind, DocumentNumber, kept_bytes};
use crate::messages::{self, Tell};
use crate::reports::{self, Report};
use crate::seams::Template;
use crate::{Action, Event, Op, employers, identity, territory};

/// Issues the card of an approved report, once: issuing again gives the first one.
///
/// For the system: called by the job that an approval puts in the queue.
pub async fn issue(op: &mut Op, report: &ReportId) -> Outcome<Change<Card>> {
    op.tx.lock(&format!("card:{report}")).await?;
    let report = reports::get(op, report).await?;
    if let Some(stored) = store::find_by_report(op, &report.id).await? {
        return complete(op, stored).await.map(Change::Already);
    }
    let facts = freeze(op, &report).await?;
    let printed = certificates::print(op, Template::Card, "cards", &facts).await?;
    let stored = Stored {
        id: op.new_id(),
        number: facts.number.clone(),
        person_id: report.person_id,
        study_year: report.study_year,
        report_id: report.id,
        facts,
        issued_at: op.now,
        file_key: printed.file_key,
        sha256: printed.sha256,
    };
    store::insert(op, &stored).await?;
    op.audit(Event {
        action: "cards.issued",
        about: Some(&stored.person_id),
        subject: stored.id.as_str(),
        details: &stored.number,
    })
    .await?;
    let year = stored.study_year;
    let tell = Tell {
        to: &stored.person_id,
        kind: "cards-issued",
        details: &[("year", year.to_string())],
        link: &format!("/card/{year}"),
    };
    messages::tell(op, tell).await?;
    complete(op, stored).await.map(Change::New)
}

/// A person's card of a study year, if it is issued.
pub async fn find(op: &mut Op, person: &PersonId, year: Year) -> Outcome<Option<Card>> {
    let cards = list(op, person).await?;
    Ok(cards.into_iter().find(|card| card.study_year == year))
}

/// A person's cards, newest year first.
pub async fn list(op: &mut Op, person: &PersonId) -> Outcome<Vec<Card>> {
    let worker = employers::worker(op, person).await?;
    let sight = employers::sight(op, &worker).await?;
    let mut cards = Vec::new();
    for account in identity::selves(op, person).await? {
        for stored in store::list(op, &account).await? {
            cards.push(complete(op, stored).await?);
        }
    }
    // The card of the account that was kept stands before that of a twin.
    cards.sort_by_key(|card| std::cmp::Reverse(card.study_year));
    cards.retain(|card| sight.covers(card.study_year));
    Ok(cards)
}

/// A card.
pub async fn get(op: &mut Op, id: &CardId) -> Outcome<Card> {
    let stored = store::find_by_id(op, id).await?.ok_or(Error::Unknown)?;
    let card = complete(op, stored).await?;
    op.allow(Action::PrintCard, &card)?;
    Ok(card)
}

/// The bytes as they were issued, to be printed; `cards.suspended` while it does not count.
pub async fn bytes(op: &mut Op, id: &CardId) -> Outcome<(Vec<u8>, Card)> {
    let card = get(op, id).await?;
    if card.facts.name.is_empty() {
        // Erased at its holder's wish.
        return Err(Error::Unknown.into());
    }
    rules::printable(card.standing)?;
    let bytes = kept_bytes(op, &card.file_key, &card.sha256).await?;
    Ok((bytes, card))
}

/// The card of a number, for whoever holds the number.
pub(super) async fn find_by_number(op: &mut Op, number: DocumentNumber) -> Outcome<Option<Card>> {
    match store::find_by_number(op, &number.to_string()).await? {
        Some(stored) => complete(op, stored).await.map(Some),
        None => Ok(None),
    }
}

async fn freeze(op: &mut Op, report: &Report) -> Outcome<CardFacts> {
    let number = certificates::new_number(op, DocumentKind::Card, report.study_year);
    let worker = employers::worker(op, &report.person_id).await?;
    let territory = territory::get(op, &report.territory_id).await?;
    // The post at the employer who confirmed; who has moved since has none there any more.
    let employment = worker
        .employment
        .filter(|post| post.employer_id == report.employer_id);
    let facts = rules::facts(&Approved {
        number,
        report,
        id_masked: &worker.person.citizen_id_masked,
        post_title: employment
            .as_ref()
            .map_or("", |post| post.post_title.as_str()),
        issuer: &territory.bureau_zh,
        issued_on: op.now.day(),
        public_url: &op.house.settings.public_url,
    })?;
    Ok(facts)
}

async fn complete(op: &mut Op, stored: Stored) -> Outcome<Card> {
    let person = identity::get_person(op, &stored.person_id).await?;
    let sums = reports::year_sums(op, &person, stored.study_year).await?;
    Ok(Card {
        id: stored.id,
        number: stored.number,
        person_id: stored.person_id,
        study_year: stored.study_year,
        report_id: stored.report_id,
        issued_at: stored.issued_at,
        file_key: stored.file_key,
        sha256: stored.sha256,
        standing: rules::standing(sums),
        deemed: rules::deemed(sums, &stored.facts),
        facts: stored.facts,
        territory_path: person.territory_path,
    })
}
