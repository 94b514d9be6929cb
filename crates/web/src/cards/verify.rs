//! What anyone is told who holds a number: whether the document was issued, whose, what for, and
//! how it stands. A QR code leads here.

use askama::Template;
use axum::http::StatusCode;
use domain::cards::{self, Document, Verdict, Verification};
use kernel::Kind;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use crate::page::{self, PageFrame, see_other};
use crate::problem::PageResult;
use crate::request::{Look, Path, Query};

/// As much of a typed number as is shown again.
const SHOWN_CHARS_MAX: usize = 60;

#[derive(Template)]
#[template(path = "cards/verify.html")]
struct VerifyPage {
    p: PageFrame,
    /// As it was typed, or as it stands on the document.
    number: String,
    answer: Answer,
}

enum Answer {
    /// Nothing was asked yet.
    Form,
    Found(Box<Verification>),
    /// Has the form of our numbers, and was never issued.
    NeverIssued,
    /// Cannot be a number of ours.
    Malformed,
}

impl VerifyPage {
    /// Whether nothing was asked yet.
    fn is_new(&self) -> bool {
        matches!(self.answer, Answer::Form)
    }

    /// Whether the number leads to nothing, so that it stands in the form to be mended.
    fn is_unknown(&self) -> bool {
        matches!(self.answer, Answer::Malformed | Answer::NeverIssued)
    }
}

/// The number that somebody types off a certificate or a card.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    number: String,
}

/// `GET /verify?number=…`: to the address that the QR code holds; without a number, the form.
pub async fn form(Look { p, .. }: Look, Query(Typed { number }): Query<Typed>) -> PageResult {
    let number: String = number.split_whitespace().collect();
    if number.is_empty() {
        return page::show(&VerifyPage {
            p,
            number,
            answer: Answer::Form,
        });
    }
    let number = utf8_percent_encode(&number, NON_ALPHANUMERIC).to_string();
    see_other(&format!("/verify/{}", number.replace("%2D", "-")))
}

/// `GET /verify/{number}`.
pub async fn show(Path(number): Path<String>, Look { mut op, p }: Look) -> PageResult {
    let answer = match cards::verify(&mut op, &number).await {
        Ok(found) => Answer::Found(Box::new(found)),
        Err(fault) if fault.code() == "cards.number_malformed" => Answer::Malformed,
        Err(fault) if fault.kind() == Kind::NotFound => Answer::NeverIssued,
        Err(fault) => return Err(fault.into()),
    };
    let (number, status) = match &answer {
        Answer::Found(found) => (found.number.clone(), StatusCode::OK),
        _ => (
            number.chars().take(SHOWN_CHARS_MAX).collect(),
            StatusCode::NOT_FOUND,
        ),
    };
    let mut response = page::show(&VerifyPage { p, number, answer })?;
    *response.status_mut() = status;
    Ok(response)
}
