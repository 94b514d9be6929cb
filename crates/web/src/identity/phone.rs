//! A new telephone, in two steps: the number, then the code that was sent to it.

use askama::Template;
use domain::identity;
use kernel::Phone;
use serde::Deserialize;

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look};

#[derive(Template)]
#[template(path = "identity/phone.html")]
struct PhonePage {
    p: PageFrame,
    errors: Errors,
    phone: String,
    /// Whether a code is on its way.
    is_sent: bool,
}

/// The number, and the code once it came.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PhoneForm {
    phone: String,
    code: String,
}

/// `GET /account/phone`.
pub async fn ask(Look { p, .. }: Look) -> PageResult {
    let (errors, phone) = (Errors::none(), String::new());
    page::show(&PhonePage {
        p,
        errors,
        phone,
        is_sent: false,
    })
}

/// `POST /account/phone`: sends a code to the new number.
pub async fn send(act: Act<PhoneForm>) -> PageResult {
    let Act {
        mut op,
        p,
        form: PhoneForm { phone, .. },
        ..
    } = act;
    let asked = match phone.parse::<Phone>() {
        Ok(number) => identity::request_phone_change(&mut op, &number).await,
        Err(bad) => Err(bad.at("phone")),
    };
    match asked {
        Ok(()) => {
            op.commit().await?;
            page::show(&PhonePage {
                p,
                errors: Errors::none(),
                phone,
                is_sent: true,
            })
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            show_again(
                &errors.clone(),
                &PhonePage {
                    p,
                    errors,
                    phone,
                    is_sent: false,
                },
            )
        }
    }
}

/// `POST /account/phone/code`.
pub async fn confirm(act: Act<PhoneForm>) -> PageResult {
    let Act {
        mut op,
        p,
        form: PhoneForm { phone, code },
        ..
    } = act;
    let outcome = identity::confirm_phone_change(&mut op, &code).await?;
    // Also when it was refused: the tries are counted.
    op.commit().await?;
    match outcome {
        Ok(_) => see_other("/account?done=phone"),
        Err(fault) => {
            let errors = p.mend(fault)?;
            show_again(
                &errors.clone(),
                &PhonePage {
                    p,
                    errors,
                    phone,
                    is_sent: true,
                },
            )
        }
    }
}
