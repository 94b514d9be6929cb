//! How she wants to be told outside of the product: by text message, and by mail to an address that
//! she has confirmed.

use askama::Template;
use domain::identity::{self, Person};
use domain::messages::{self, MailAddress, Wishes};
use domain::{Action, Op};
use kernel::{Fault, Outcome};
use serde::Deserialize;

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Query};

#[derive(Template)]
#[template(path = "messages/wishes.html")]
struct WishesPage {
    p: PageFrame,
    errors: Errors,
    done: String,
    person: Person,
    wishes: Wishes,
    /// What was typed as the address.
    mail: String,
    quiet: [String; 2],
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

/// What is wished for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WishForm {
    by_text: String,
    mail: String,
    code: String,
}

const PAGE: &str = "/account/messages";

/// `GET /account/messages`.
pub async fn show(Look { mut op, p }: Look, Query(Arrival { done }): Query<Arrival>) -> PageResult {
    let page = load(&mut op, p, String::new()).await?;
    page::show(&WishesPage { done, ..page })
}

/// `POST /account/messages`: text messages, yes or no.
pub async fn save(act: Act<WishForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let wanted = form.by_text == "yes";
    let saved = messages::set_by_text(&mut op, wanted, p.locale.tag()).await;
    finish(op, p, form, saved, "text").await
}

/// `POST /account/messages/mail`: sends a code to an address.
pub async fn request(act: Act<WishForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let asked = match form.mail.parse::<MailAddress>() {
        Ok(address) => messages::request_mail(&mut op, &address, p.locale.tag()).await,
        Err(bad) => Err(bad),
    };
    finish(op, p, form, asked, "").await
}

/// `POST /account/messages/mail/code`: takes the address into use.
pub async fn confirm(act: Act<WishForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    match messages::confirm_mail(&mut op, &form.code, p.locale.tag()).await? {
        Ok(()) => finish(op, p, form, Ok(()), "mail").await,
        Err(wrong) => {
            let page = load(&mut op, p, form.mail).await?;
            // Also when it was refused: the tries are counted.
            op.commit().await?;
            again(page, wrong)
        }
    }
}

/// `POST /account/messages/mail/drop`.
pub async fn drop(act: Act<WishForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let dropped = messages::drop_mail(&mut op, p.locale.tag()).await;
    finish(op, p, form, dropped, "dropped").await
}

async fn finish(
    mut op: Op,
    p: PageFrame,
    form: WishForm,
    outcome: Outcome<()>,
    done: &str,
) -> PageResult {
    match outcome {
        Ok(()) => {
            op.commit().await?;
            if done.is_empty() {
                see_other(&format!("{PAGE}#mail-part"))
            } else {
                see_other(&format!("{PAGE}?done={done}"))
            }
        }
        Err(fault) => {
            let page = load(&mut op, p, form.mail).await?;
            again(page, fault)
        }
    }
}

fn again(page: WishesPage, fault: Fault) -> PageResult {
    let errors = page.p.mend(fault)?;
    let page = WishesPage {
        errors: errors.clone(),
        ..page
    };
    show_again(&errors, &page)
}

async fn load(op: &mut Op, p: PageFrame, mail: String) -> Outcome<WishesPage> {
    let me = op.actor.signed_in()?.clone();
    let person = identity::get_person(op, &me).await?;
    op.allow(Action::SeePerson, &person)?;
    let settings = &op.house.settings;
    let quiet = [settings.quiet_from_hour, settings.quiet_until_hour].map(|hour| hour.to_string());
    Ok(WishesPage {
        p,
        errors: Errors::none(),
        done: String::new(),
        person,
        wishes: messages::wishes(op).await?,
        mail,
        quiet,
    })
}
