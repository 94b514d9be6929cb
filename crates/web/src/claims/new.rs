//! Filling in a claim, and changing what was filled in before it is submitted.

use askama::Template;
use domain::claims::{self, Claim, ClaimFields, ClaimKind, Error};
use domain::{Op, employers};
use kernel::{ClaimId, Day, Fault, Hours, Outcome, Year};
use serde::Deserialize;

use super::{ClaimWords as _, language};
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};

#[derive(Template)]
#[template(path = "claims/new.html")]
struct FormPage {
    p: PageFrame,
    errors: Errors,
    kind: ClaimKind,
    years: Vec<Year>,
    form: ClaimForm,
    /// Where it is sent.
    action: String,
    /// Where one came from.
    back: String,
}

impl FormPage {
    /// A label or hint, in the words of an exam where there are such.
    fn label(&self, field: &str) -> String {
        let key = format!("claim-field-{field}");
        let exam = self.kind.is_deeming().then(|| format!("{key}-exam"));
        let own = exam.and_then(|key| self.p.locale.find(&key));
        own.unwrap_or_else(|| self.p.t(&key))
    }

    fn hint(&self, field: &str) -> String {
        let exam = format!("claim-field-{field}-exam-hint");
        let plain = format!("claim-field-{field}-hint");
        let own = self.p.locale.find(&exam).filter(|_| self.kind.is_deeming());
        own.or_else(|| self.p.locale.find(&plain))
            .unwrap_or_default()
    }

    fn quantity_label(&self) -> String {
        let conversion = self.kind.conversion.as_ref();
        let unit = conversion.map_or("", |one| one.unit.get(language(&self.p)));
        self.p.ta("claim-field-quantity", [("unit", unit)])
    }
}

/// What is filled in.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct ClaimForm {
    kind: String,
    study_year: String,
    organiser: String,
    title: String,
    place: String,
    from_day: String,
    to_day: String,
    certificate_number: String,
    quantity: String,
    speciality: String,
    in_region: String,
    needed_by: String,
}

impl ClaimForm {
    fn of(claim: &Claim) -> Self {
        let fields = claim.fields.clone();
        let in_region = if fields.in_region { "yes" } else { "no" };
        Self {
            kind: fields.kind,
            study_year: fields.study_year.to_string(),
            organiser: fields.organiser,
            title: fields.title,
            place: fields.place,
            from_day: fields.from_day.to_string(),
            to_day: fields.to_day.to_string(),
            certificate_number: fields.certificate_number,
            quantity: fields.quantity.to_string(),
            speciality: fields.speciality,
            in_region: in_region.to_owned(),
            needed_by: fields
                .needed_by
                .map_or_else(String::new, |day| day.to_string()),
        }
    }

    fn parse(&self, kind: &ClaimKind) -> Outcome<ClaimFields> {
        let from_day = day(&self.from_day, "from_day")?;
        let is_exam = kind.is_deeming();
        let to_day = if is_exam {
            from_day
        } else {
            day(&self.to_day, "to_day")?
        };
        let year = self.study_year.trim().parse();
        let unknown = |_| Error::UnknownYear.fault().with("year", &self.study_year);
        let study_year = if is_exam {
            to_day.year()
        } else {
            year.map_err(|error| unknown(error).at("study_year"))?
        };
        let quantity = match self.quantity.trim() {
            _ if is_exam => Hours::ZERO,
            text => text.parse().map_err(|fault: Fault| fault.at("quantity"))?,
        };
        if is_exam && !matches!(self.in_region.as_str(), "yes" | "no") {
            return Err(Error::Missing.fault().at("in_region"));
        }
        let needed_by = match self.needed_by.trim() {
            "" => None,
            text => Some(day(text, "needed_by")?),
        };
        Ok(ClaimFields {
            kind: kind.name.clone(),
            study_year,
            organiser: self.organiser.clone(),
            title: self.title.clone(),
            place: self.place.clone(),
            from_day,
            to_day,
            certificate_number: self.certificate_number.clone(),
            quantity,
            speciality: self.speciality.clone(),
            in_region: self.in_region == "yes",
            needed_by,
        })
    }
}

fn day(text: &str, field: &'static str) -> Outcome<Day> {
    match text.trim() {
        "" => Err(Error::Missing.fault().at(field)),
        text => text.parse().map_err(|fault: Fault| fault.at(field)),
    }
}

/// Which kind.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
}

/// `GET /claims/new?kind=…`.
pub async fn ask(Look { mut op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    let (kind, years) = load(&mut op, &asked.kind).await?;
    let me = op.actor.signed_in()?.clone();
    let worker = employers::worker(&mut op, &me).await?;
    // What she works on is where she learns most often; a code that has words is shown in them.
    let speciality = worker.employment.map_or_else(String::new, |post| {
        let key = format!("field-{}", post.speciality.replace('_', "-"));
        p.locale.find(&key).unwrap_or(post.speciality)
    });
    let form = ClaimForm {
        kind: kind.name.clone(),
        study_year: years.first().map_or_else(String::new, Year::to_string),
        speciality,
        ..ClaimForm::default()
    };
    page::show(&FormPage {
        p,
        errors: Errors::none(),
        kind,
        years,
        form,
        action: "/claims".into(),
        back: "/claims/kinds".into(),
    })
}

/// `POST /claims`: a draft, which nobody else sees.
pub async fn begin(act: Act<ClaimForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let (kind, years) = load(&mut op, &form.kind).await?;
    let begun = match form.parse(&kind) {
        Ok(fields) => claims::draft(&mut op, fields).await,
        Err(fault) => Err(fault),
    };
    match begun {
        Ok(claim) => {
            op.commit().await?;
            see_other(&format!("/claims/{}", claim.id))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = FormPage {
                p,
                errors: errors.clone(),
                kind,
                years,
                form,
                action: "/claims".into(),
                back: "/claims/kinds".into(),
            };
            show_again(&errors, &page)
        }
    }
}

/// `GET /claims/{id}/edit`.
pub async fn change(Path(id): Path<ClaimId>, Look { mut op, p }: Look) -> PageResult {
    let claim = claims::get(&mut op, &id).await?;
    let (kind, years) = load(&mut op, &claim.fields.kind).await?;
    page::show(&FormPage {
        p,
        errors: Errors::none(),
        kind,
        years,
        form: ClaimForm::of(&claim),
        action: format!("/claims/{id}/edit"),
        back: format!("/claims/{id}"),
    })
}

/// `POST /claims/{id}/edit`.
pub async fn save(Path(id): Path<ClaimId>, act: Act<ClaimForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let claim = claims::get(&mut op, &id).await?;
    let (kind, years) = load(&mut op, &claim.fields.kind).await?;
    let saved = match form.parse(&kind) {
        Ok(fields) => claims::edit(&mut op, &id, fields).await,
        Err(fault) => Err(fault),
    };
    match saved {
        Ok(_) => {
            op.commit().await?;
            see_other(&format!("/claims/{id}?done=saved"))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = FormPage {
                p,
                errors: errors.clone(),
                kind,
                years,
                form,
                action: format!("/claims/{id}/edit"),
                back: format!("/claims/{id}"),
            };
            show_again(&errors, &page)
        }
    }
}

async fn load(op: &mut Op, name: &str) -> Outcome<(ClaimKind, Vec<Year>)> {
    let me = op.actor.signed_in()?.clone();
    let (kinds, years) = claims::kinds(op, &me).await?;
    let found = kinds.into_iter().find(|kind| kind.name == name);
    let kind = found.ok_or_else(|| Error::UnknownKind.fault().with("kind", name))?;
    Ok((kind, years))
}
