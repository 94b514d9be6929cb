//! A learner's yearly card (审验卡), and the public look-up of certificates and cards.

pub mod verify;

use std::borrow::Borrow;

use askama::Template;
use axum::http::HeaderMap;
use domain::cards::{self, Card, Deemed, Standing};
use domain::reports::{self, Progress};
use domain::{editions, identity};
use kernel::Year;

use crate::document::Pdf;
use crate::page::{self, PageFrame, see_other};
use crate::problem::PageResult;
use crate::request::{Look, Path};

#[derive(Template)]
#[template(path = "cards/card.html")]
struct CardPage {
    p: PageFrame,
    year: Year,
    card: Option<Card>,
    progress: Progress,
}

impl CardPage {
    fn is_valid(card: &Card) -> bool {
        card.standing == Standing::Valid
    }
}

/// The words on a category without hours, as it stands now.
pub(crate) fn deemed_words(deemed: impl Borrow<Deemed>) -> Option<&'static str> {
    match deemed.borrow() {
        Deemed::Never => None,
        Deemed::Stands => Some("card-deemed"),
        Deemed::TakenBack => Some("card-deemed-gone"),
    }
}

/// `GET /card`: that of this year, or of the last one while no edition speaks of this one.
pub async fn this_year(Look { mut op, .. }: Look) -> PageResult {
    let me = op.actor.signed_in()?.clone();
    let person = identity::get_person(&mut op, &me).await?;
    let year = editions::present_year(&op.house, &person.territory_code, op.now.day());
    see_other(&format!("/card/{year}"))
}

/// `GET /card/{year}`.
pub async fn show(Path(year): Path<Year>, Look { mut op, p }: Look) -> PageResult {
    let me = op.actor.signed_in()?.clone();
    let progress = reports::progress(&mut op, &me, year).await?;
    let card = cards::find(&mut op, &me, year).await?;
    page::show(&CardPage {
        p,
        year,
        card,
        progress,
    })
}

/// `GET /card/{year}/pdf`: the bytes as they were issued.
pub async fn pdf(
    Path(year): Path<Year>,
    Look { mut op, .. }: Look,
    headers: HeaderMap,
) -> PageResult {
    let me = op.actor.signed_in()?.clone();
    let card = cards::find(&mut op, &me, year)
        .await?
        .ok_or_else(|| cards::Error::Unknown.fault())?;
    let (bytes, card) = cards::bytes(&mut op, &card.id).await?;
    let title = format!("{year}年度审验卡-{}", card.facts.name);
    let (sha256, number) = (&card.sha256, &card.number);
    Ok(Pdf {
        bytes,
        sha256,
        number,
        title: &title,
    }
    .answer(&headers))
}
