//! Signing in with citizen id or telephone and a password; signing out.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use domain::{Actor, identity};
use serde::Deserialize;

use crate::app::{App, DemoAccount};
use crate::cookies;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Query, Sent};
use crate::visit::{Known, is_ours};

#[derive(Template)]
#[template(path = "identity/sign_in.html")]
struct SignInPage<'a> {
    p: PageFrame,
    errors: Errors,
    login: String,
    /// Where to go afterwards.
    next: String,
    /// What was done just before, such as `password`.
    done: String,
    accounts: &'a [DemoAccount],
}

/// Where the visitor comes from.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    next: String,
    done: String,
}

/// What is typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    login: String,
    password: String,
    next: String,
}

/// `GET /sign-in`.
pub async fn show(
    State(app): State<App>,
    Look { p, .. }: Look,
    Query(Arrival { next, done }): Query<Arrival>,
) -> PageResult {
    if p.is_signed_in() {
        return see_other(target(&next));
    }
    let (errors, login) = (Errors::none(), String::new());
    page::show(&SignInPage {
        p,
        errors,
        login,
        next,
        done,
        accounts: accounts(&app),
    })
}

/// `POST /sign-in`. Three steps, so that no transaction waits for argon2.
pub async fn submit(
    State(app): State<App>,
    headers: HeaderMap,
    Sent { visit, form }: Sent<SignInForm>,
) -> PageResult {
    let mut op = app.look(&visit, Actor::anonymous()).await?;
    let found = identity::find_credentials(&mut op, &form.login).await?;
    drop(op);
    let hash = found.as_ref().and_then(|found| found.hash.clone());
    let fits = identity::verify_password(&app.house, hash, &form.password).await?;
    let mut op = app.act(&visit, Actor::anonymous()).await?;
    let opened = identity::open_session(&mut op, found, fits).await?;
    // Told before the first watch session: whoever signs in next on this browser keeps it.
    let device = cookies::read(&headers, cookies::DEVICE);
    let device = device.unwrap_or_else(|| hex::encode(op.random_bytes::<16>()));
    op.commit().await?;
    match opened {
        Ok(token) => {
            let mut response = see_other(target(&form.next))?;
            cookies::keep_session(&mut response, &app, token.as_str());
            cookies::keep_device(&mut response, &app, &device);
            Ok(response)
        }
        Err(fault) => {
            let p = PageFrame::new(&visit, &Known::nobody());
            let errors = p.mend(fault)?;
            let SignInForm { login, next, .. } = form;
            let (done, accounts) = (String::new(), accounts(&app));
            let page = SignInPage {
                p,
                errors: errors.clone(),
                login,
                next,
                done,
                accounts,
            };
            show_again(&errors, &page)
        }
    }
}

/// `POST /sign-out`.
pub async fn sign_out(State(app): State<App>, act: Act) -> PageResult {
    let Act {
        mut op, session, ..
    } = act;
    if let Some(token) = &session {
        identity::sign_out(&mut op, token).await?;
    }
    op.commit().await?;
    if let Some(token) = &session {
        app.callers.forget_session(token);
    }
    let mut response = see_other("/")?;
    cookies::drop_session(&mut response, &app);
    Ok(response)
}

fn target(next: &str) -> &str {
    if is_ours(next) && !next.starts_with("/sign-") {
        next
    } else {
        "/"
    }
}

fn accounts(app: &App) -> &[DemoAccount] {
    app.demo
        .as_ref()
        .map_or(&[], |demo| demo.accounts.as_slice())
}
