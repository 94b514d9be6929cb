//! Asking for hours of an earlier year, with a picture of the card.

use askama::Template;
use domain::earlier::{self, NewRequest};
use domain::evidence::{self, FileGiven};
use domain::hours;
use kernel::{Category, Fault, Kind, Outcome, Year};

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::Look;
use crate::staff::OfficeWords as _;
use crate::upload::Upload;

#[derive(Template)]
#[template(path = "earlier/new.html")]
struct FormPage {
    p: PageFrame,
    errors: Errors,
    years: Vec<Year>,
    working_days: u16,
    form: CardForm,
}

/// What is filled in beside the picture.
#[derive(Default)]
struct CardForm {
    study_year: String,
    category: String,
    hours: String,
    origin: String,
    document: String,
    outside: String,
    words: String,
    needed_by: String,
}

impl CardForm {
    fn parse(&self) -> Outcome<NewRequest> {
        let unknown = || {
            earlier::Error::UnknownYear
                .fault()
                .with("year", &self.study_year)
        };
        let study_year = self.study_year.parse();
        let category = self.category.parse();
        let hours = self.hours.trim().parse();
        let needed_by = match self.needed_by.trim() {
            "" => None,
            text => Some(text.parse().map_err(|fault: Fault| fault.at("needed_by"))?),
        };
        Ok(NewRequest {
            study_year: study_year.map_err(|_| unknown().at("study_year"))?,
            category: category.map_err(|fault: Fault| fault.at("category"))?,
            hours: hours.map_err(|fault: Fault| fault.at("hours"))?,
            origin: self.origin.clone(),
            document: self.document.clone(),
            outside: self.outside == "yes",
            words: self.words.clone(),
            needed_by,
        })
    }
}

/// `GET /earlier/new`.
pub async fn ask(Look { mut op, p }: Look) -> PageResult {
    let me = op.actor.signed_in()?.clone();
    let years = hours::years(&mut op, &me).await?;
    page::show(&FormPage {
        p,
        errors: Errors::none(),
        years: years.into_iter().map(|year| year.study_year).collect(),
        working_days: op.house.settings.claim_working_days,
        form: CardForm::default(),
    })
}

/// `POST /earlier`.
pub async fn submit(mut upload: Upload) -> PageResult {
    let field = |name| upload.field(name).trim().to_owned();
    let form = CardForm {
        study_year: field("study_year"),
        category: field("category"),
        hours: field("hours"),
        origin: field("origin"),
        document: field("document"),
        outside: field("outside"),
        words: field("words"),
        needed_by: field("needed_by"),
    };
    match send(&mut upload, &form).await {
        Ok(address) => see_other(&address),
        Err(fault) => {
            let fault = match fault.field() {
                Some("files") => fault.at("file"),
                _ => fault,
            };
            let errors = upload.p.mend(fault)?;
            let mut op = upload.look().await?;
            let me = op.actor.signed_in()?.clone();
            let years = hours::years(&mut op, &me).await?;
            let page = FormPage {
                p: upload.p.clone(),
                errors: errors.clone(),
                years: years.into_iter().map(|year| year.study_year).collect(),
                working_days: op.house.settings.claim_working_days,
                form,
            };
            show_again(&errors, &page)
        }
    }
}

async fn send(upload: &mut Upload, form: &CardForm) -> Outcome<String> {
    let new = form.parse()?;
    let nothing = || Fault::new(Kind::Invalid, "evidence.empty").at("file");
    let file = upload.file.take().ok_or_else(nothing)?;
    let given = FileGiven {
        name: file.name,
        bytes: file.bytes.to_vec(),
    };
    // Before the transaction begins: examining a file takes a while.
    let house = upload.look().await?.house.clone();
    let examined = evidence::examine(&house, given)
        .await
        .map_err(|fault| fault.at("file"))?;
    let mut op = upload.act().await?;
    let request = earlier::request(&mut op, new, examined).await?;
    op.commit().await?;
    Ok(format!("/earlier/{}?done=asked", request.id))
}
