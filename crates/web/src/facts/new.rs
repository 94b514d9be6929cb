//! Claiming a fact: who confirms it, on which proof and why, said before anything is sent.

use askama::Template;
use domain::evidence::{self, FileGiven};
use domain::facts::{self, DeskRule, Error, FactKind, NewFact};
use kernel::{Day, Fault, Outcome};
use policy::{Degree, Level, Sector};
use serde::Deserialize;

use super::FactWords as _;
use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Look, Query};
use crate::upload::Upload;

#[derive(Template)]
#[template(path = "facts/new.html")]
struct NewPage {
    p: PageFrame,
    errors: Errors,
    rule: &'static DeskRule,
    form: FactForm,
    working_days: u16,
}

impl NewPage {
    /// What may be chosen, where a kind has values to choose from.
    fn choices(&self) -> Vec<&'static str> {
        match self.rule.kind {
            FactKind::Sector => Sector::ALL.iter().map(|one| one.as_str()).collect(),
            FactKind::Degree => Degree::ALL.iter().map(|one| one.as_str()).collect(),
            FactKind::Title => Level::ALL.iter().map(|one| one.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    fn label_of_from(&self) -> String {
        self.p.t(match self.rule.kind {
            FactKind::FromGovernment => "fact-from-transfer",
            _ => "fact-from-day",
        })
    }

    fn is_speciality(&self) -> bool {
        self.rule.kind == FactKind::Speciality
    }
}

/// What was typed beside the file.
#[derive(Default)]
struct FactForm {
    value: String,
    from_day: String,
    to_day: String,
    needed_by: String,
    words: String,
}

/// Which kind.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
}

/// `GET /facts/new?kind=…`.
pub async fn ask(Look { op, p }: Look, Query(asked): Query<Asked>) -> PageResult {
    page::show(&NewPage {
        p,
        errors: Errors::none(),
        rule: rule(&asked.kind)?,
        form: FactForm::default(),
        working_days: op.house.settings.answer_working_days,
    })
}

/// `POST /facts`.
pub async fn submit(mut upload: Upload) -> PageResult {
    let rule = rule(upload.field("kind"))?;
    let field = |name| upload.field(name).trim().to_owned();
    let form = FactForm {
        value: field("value"),
        from_day: field("from_day"),
        to_day: field("to_day"),
        needed_by: field("needed_by"),
        words: field("words"),
    };
    match send(&mut upload, rule, &form).await {
        Ok(address) => see_other(&address),
        Err(fault) => {
            let errors = upload.p.mend(fault)?;
            let op = upload.look().await?;
            let page = NewPage {
                p: upload.p.clone(),
                errors: errors.clone(),
                rule,
                form,
                working_days: op.house.settings.answer_working_days,
            };
            show_again(&errors, &page)
        }
    }
}

async fn send(upload: &mut Upload, rule: &DeskRule, form: &FactForm) -> Outcome<String> {
    let mut new = NewFact {
        kind: rule.kind,
        value: form.value.clone(),
        from_day: day(&form.from_day, "from_day")?
            .ok_or_else(|| Fault::from(Error::BadDays).at("from_day"))?,
        to_day: day(&form.to_day, "to_day")?,
        words: form.words.clone(),
        needed_by: day(&form.needed_by, "needed_by")?,
        evidence_id: None,
    };
    let file = upload
        .file
        .take()
        .ok_or_else(|| Fault::from(Error::NoEvidence).at("file"))?;
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
    let me = op.actor.signed_in()?.clone();
    let kept = evidence::keep_examined(&mut op, &me, examined).await?;
    new.evidence_id = Some(kept.id);
    let fact = facts::claim(&mut op, &me, new).await?;
    op.commit().await?;
    Ok(format!("/facts/{}?done=claimed", fact.id))
}

fn rule(kind: &str) -> Outcome<&'static DeskRule> {
    let kind: FactKind = kind.parse()?;
    let found = facts::desks()?.iter().find(|rule| rule.kind == kind);
    found.ok_or_else(|| Error::Unknown.into())
}

fn day(text: &str, field: &'static str) -> Outcome<Option<Day>> {
    match text {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|fault: Fault| fault.at(field)),
    }
}
