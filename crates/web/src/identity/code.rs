//! A password by a code in a text message: for the first sign-in and for a forgotten password. Both
//! are the same two steps under two addresses, in different words.

use askama::Template;
use axum::extract::State;
use domain::{Actor, identity, privacy};
use serde::Deserialize;

use crate::App;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Look, Sent};
use crate::visit::{Known, Visit};

#[derive(Template)]
#[template(path = "identity/code_ask.html")]
struct AskPage {
    p: PageFrame,
    errors: Errors,
    is_first: bool,
    login: String,
}

#[derive(Template)]
#[template(path = "identity/code_set.html")]
struct SetPage {
    p: PageFrame,
    errors: Errors,
    is_first: bool,
    login: String,
    code: String,
    agreed: bool,
}

/// Who wants a code.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    login: String,
}

/// The code and the new password.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SetForm {
    login: String,
    code: String,
    password: String,
    agreed: String,
}

/// `GET /first-sign-in`, `GET /forgot`.
pub async fn ask(Look { p, .. }: Look, visit: Visit) -> PageResult {
    let (errors, login) = (Errors::none(), String::new());
    page::show(&AskPage {
        p,
        errors,
        is_first: is_first(&visit),
        login,
    })
}

/// `POST /first-sign-in`, `POST /forgot`: sends a code, and asks for it. The answer is the same for
/// a login that nobody has.
pub async fn send(
    State(app): State<App>,
    Sent {
        visit,
        form: AskForm { login },
    }: Sent<AskForm>,
) -> PageResult {
    let p = PageFrame::new(&visit, &Known::nobody());
    let is_first = is_first(&visit);
    let mut op = app.act(&visit, Actor::anonymous()).await?;
    match identity::request_password_code(&mut op, &login).await {
        Ok(()) => {
            op.commit().await?;
            let (errors, code) = (Errors::none(), String::new());
            page::show(&SetPage {
                p,
                errors,
                is_first,
                login,
                code,
                agreed: false,
            })
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            show_again(
                &errors.clone(),
                &AskPage {
                    p,
                    errors,
                    is_first,
                    login,
                },
            )
        }
    }
}

/// `POST /first-sign-in/code`, `POST /forgot/code`. The password is hashed before the transaction.
pub async fn set_password(
    State(app): State<App>,
    Sent { visit, form }: Sent<SetForm>,
) -> PageResult {
    let SetForm {
        login,
        code,
        password,
        agreed,
    } = form;
    let (is_first, agreed) = (is_first(&visit), agreed == "yes");
    let salted = match identity::check_agreed(agreed || !is_first) {
        Ok(()) => identity::hash_password(&app.house, &password, salt(&app)).await,
        Err(refused) => Err(refused),
    };
    let outcome = match salted {
        Ok(hash) => {
            let mut op = app.act(&visit, Actor::anonymous()).await?;
            let outcome = if is_first {
                let version = privacy::notice_version();
                identity::first_password_by_code(&mut op, &login, &code, &hash, version).await?
            } else {
                identity::set_password_by_code(&mut op, &login, &code, &hash).await?
            };
            // Also when it was refused: the tries are counted.
            op.commit().await?;
            outcome
        }
        Err(weak) => Err(weak),
    };
    match outcome {
        Ok(()) => see_other("/sign-in?done=password"),
        Err(fault) => {
            let p = PageFrame::new(&visit, &Known::nobody());
            let errors = p.mend(fault)?;
            show_again(
                &errors.clone(),
                &SetPage {
                    p,
                    errors,
                    is_first,
                    login,
                    code,
                    agreed,
                },
            )
        }
    }
}

fn is_first(visit: &Visit) -> bool {
    visit.address.starts_with("/first-sign-in")
}

fn salt(app: &App) -> [u8; 16] {
    let mut salt = [0; 16];
    for (to, from) in salt.iter_mut().zip((app.seeds)()) {
        *to = from;
    }
    salt
}
