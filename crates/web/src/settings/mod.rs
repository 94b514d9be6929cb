//! What a visitor chooses for her browser: the language, the larger type. Kept in cookies.

use axum::extract::State;
use serde::Deserialize;

use crate::App;
use crate::cookies::{self, keep_choice};
use crate::page::see_other;
use crate::problem::PageResult;
use crate::request::Sent;
use crate::visit::is_ours;
use crate::words::Locale;

/// A choice, and the page on which it was made.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ChoiceForm {
    choice: String,
    back: String,
}

/// `POST /settings/language`.
pub async fn set_language(State(app): State<App>, sent: Sent<ChoiceForm>) -> PageResult {
    let locale = Locale::of_tag(&sent.form.choice).unwrap_or_default();
    keep(&app, &sent.form, cookies::LANGUAGE, locale.tag())
}

/// `POST /settings/elder`.
pub async fn set_elder(State(app): State<App>, sent: Sent<ChoiceForm>) -> PageResult {
    let value = if sent.form.choice == "1" { "1" } else { "0" };
    keep(&app, &sent.form, cookies::ELDER, value)
}

fn keep(app: &App, form: &ChoiceForm, name: &'static str, value: &'static str) -> PageResult {
    let back = if is_ours(&form.back) {
        form.back.as_str()
    } else {
        "/"
    };
    let mut response = see_other(back)?;
    keep_choice(&mut response, app, name, value);
    Ok(response)
}
