//! Applying for an employer, and what somebody applied for.

use askama::Template;
use domain::Op;
use domain::employers::{self, NewRegistration, Registration, Sector};
use domain::evidence::{self, FileGiven};
use domain::territory::{self, Territory};
use kernel::{Outcome, PageSize, RegistrationId};
use serde::Deserialize;

use super::words::EmployerWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};
use crate::staff::OfficeWords as _;
use crate::upload::Upload;

/// Applications on a page.
const LISTED: i64 = 20;

#[derive(Template)]
#[template(path = "employers/register.html")]
struct RegisterPage {
    p: PageFrame,
    errors: Errors,
    form: RegisterForm,
    territories: Vec<Territory>,
    mine: Vec<Registration>,
    next: Option<String>,
    done: String,
}

/// What is filled in.
#[derive(Clone, Default)]
struct RegisterForm {
    credit_code: String,
    code_reason: String,
    name: String,
    sector: String,
    grassroots: String,
    territory: String,
}

/// Which page, and what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
    done: String,
}

impl RegisterPage {
    /// The reason is asked for when the code needs one, and stays once it is there.
    fn asks_reason(&self) -> bool {
        let bad = |field| !self.errors.of(field).is_empty();
        bad("code_reason") || bad("file") || !self.form.code_reason.is_empty()
    }

    fn territory_of(&self, registration: &Registration) -> String {
        let id = &registration.territory_id;
        let found = self
            .territories
            .iter()
            .find(|territory| territory.id == *id);
        found.map_or_else(String::new, |territory| self.p.territory_name(territory))
    }
}

/// `GET /employers/register`.
pub async fn show(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let page = load(&mut op, p, RegisterForm::default(), Errors::none(), &asked).await?;
    page::show(&page)
}

/// `POST /employers/register`.
pub async fn submit(mut upload: Upload) -> PageResult {
    let form = RegisterForm::of(&upload);
    match apply(&mut upload, &form).await {
        Ok(()) => see_other("/employers/register?done=applied"),
        Err(fault) => {
            let errors = upload.p.mend(fault)?;
            let mut op = upload.look().await?;
            let (p, asked) = (upload.p.clone(), Asked::default());
            let page = load(&mut op, p, form, errors.clone(), &asked).await?;
            show_again(&errors, &page)
        }
    }
}

async fn apply(upload: &mut Upload, form: &RegisterForm) -> Outcome<()> {
    let file = upload.file.take();
    let examined = match file {
        Some(file) => {
            let given = FileGiven {
                name: file.name,
                bytes: file.bytes.to_vec(),
            };
            // Before the transaction begins: examining a file takes a while.
            let house = upload.look().await?.house.clone();
            let examined = evidence::examine(&house, given).await;
            Some(examined.map_err(|fault| fault.at("file"))?)
        }
        None => None,
    };
    let mut op = upload.act().await?;
    let me = op.actor.signed_in()?.clone();
    let mut new = form.read(&mut op).await?;
    if let Some(examined) = examined {
        let kept = evidence::keep_examined(&mut op, &me, examined).await?;
        new.evidence_id = Some(kept.id);
    }
    employers::apply(&mut op, new).await?;
    op.commit().await
}

/// `POST /employers/registrations/{id}/withdraw`.
pub async fn withdraw(Path(id): Path<RegistrationId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    employers::withdraw_registration(&mut op, &id).await?;
    op.commit().await?;
    see_other("/employers/register?done=withdrawn")
}

impl RegisterForm {
    fn of(upload: &Upload) -> Self {
        let field = |name| upload.field(name).to_owned();
        Self {
            credit_code: field("credit_code"),
            code_reason: field("code_reason"),
            name: field("name"),
            sector: field("sector"),
            grassroots: field("grassroots"),
            territory: field("territory"),
        }
    }

    async fn read(&self, op: &mut Op) -> Outcome<NewRegistration> {
        let territories = territory::list(op).await?;
        let mut chosen = territories.into_iter();
        let chosen = chosen.find(|territory| territory.code == self.territory);
        let sector: Option<Sector> = match self.sector.as_str() {
            "" => None,
            sector => Some(
                sector
                    .parse()
                    .map_err(|fault: kernel::Fault| fault.at("sector"))?,
            ),
        };
        Ok(NewRegistration {
            credit_code: self.credit_code.clone(),
            code_reason: self.code_reason.clone(),
            name: self.name.clone(),
            sector,
            grassroots: self.grassroots == "yes",
            territory_id: chosen.map(|territory| territory.id),
            evidence_id: None,
        })
    }
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    form: RegisterForm,
    errors: Errors,
    asked: &Asked,
) -> Outcome<RegisterPage> {
    let after = Some(asked.after.as_str()).filter(|after| !after.is_empty());
    let mine = employers::list_registrations(op, after, PageSize::new(LISTED)).await?;
    Ok(RegisterPage {
        p,
        errors,
        form,
        territories: territory::list(op).await?,
        mine: mine.items,
        next: mine.next,
        done: asked.done.clone(),
    })
}
