//! The one page of standing in: what is arranged, and the form that arranges it.

use std::collections::BTreeMap;

use askama::Template;
use domain::covers::{self, Error, NewCover, Office};
use domain::identity::{self, Cover};
use domain::{Op, Role};
use kernel::{CoverId, Day, Outcome, PersonId};
use serde::Deserialize;

use crate::page::{self, Errors, PageFrame, see_other, show_again};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path, Query};

#[derive(Template)]
#[template(path = "covers/list.html")]
struct CoversPage {
    p: PageFrame,
    errors: Errors,
    form: CoverForm,
    covers: Vec<Cover>,
    offices: Vec<Office>,
    names: BTreeMap<PersonId, String>,
    places: BTreeMap<String, String>,
    done: String,
}

/// What the form sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct CoverForm {
    /// Whose role: the holder, the role and what it is held for, with `|` between.
    role: String,
    number: String,
    name: String,
    from_on: String,
    until_on: String,
    why: String,
}

/// What was done just before.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Arrival {
    done: String,
}

impl CoversPage {
    fn name(&self, id: &PersonId) -> String {
        self.names.get(id).cloned().unwrap_or_default()
    }

    fn place(&self, scope: &str) -> String {
        self.places.get(scope).cloned().unwrap_or_default()
    }

    fn key(office: &Office) -> String {
        format!("{}|{}|{}", office.holder_id, office.role, office.scope)
    }

    /// Hers to do while the holder is away.
    fn is_mine(&self, cover: &Cover) -> bool {
        self.p.actor.person() == Some(&cover.deputy_id)
    }

    fn state(&self, cover: &Cover) -> (&'static str, String) {
        let today = self.p.now.day();
        let (kind, key) = if cover.ended_at.is_some() {
            ("calm", "covers-ended")
        } else if cover.until_on < today {
            ("calm", "covers-over")
        } else if cover.from_on > today {
            ("wait", "covers-to-come")
        } else {
            ("good", "covers-now")
        };
        (kind, self.p.t(key))
    }

    fn is_open(&self, cover: &Cover) -> bool {
        cover.is_open(self.p.now.day())
    }
}

/// `GET /covers`.
pub async fn show(Look { mut op, p }: Look, Query(Arrival { done }): Query<Arrival>) -> PageResult {
    let today = p.now.day();
    let form = CoverForm {
        from_on: today.to_string(),
        ..CoverForm::default()
    };
    let page = load(&mut op, p, Errors::none(), form, done).await?;
    page::show(&page)
}

/// `POST /covers`: arranges that somebody stands in.
pub async fn arrange(act: Act<CoverForm>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    match arrange_it(&mut op, &form).await {
        Ok(()) => {
            op.commit().await?;
            see_other("/covers?done=arranged")
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = load(&mut op, p, errors.clone(), form, String::new()).await?;
            show_again(&errors, &page)
        }
    }
}

/// `POST /covers/{id}/end`: the holder is back, or the deputy cannot.
pub async fn end(Path(id): Path<CoverId>, act: Act) -> PageResult {
    let Act { mut op, .. } = act;
    covers::end(&mut op, &id).await?;
    op.commit().await?;
    see_other("/covers?done=ended")
}

async fn arrange_it(op: &mut Op, form: &CoverForm) -> Outcome<()> {
    let not_held = || Error::NotHeld.fault().at("role");
    let mut parts = form.role.splitn(3, '|');
    let (Some(holder), Some(role), Some(scope)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(not_held());
    };
    let holder: PersonId = holder.parse().map_err(|_| not_held())?;
    let role: Role = role.parse().map_err(|_| not_held())?;
    let day = |text: &str, field| {
        text.parse::<Day>()
            .map_err(|_| Error::BadDays.fault().at(field))
    };
    let new = NewCover {
        holder: &holder,
        role,
        scope,
        number: &form.number,
        name: &form.name,
        from_on: day(&form.from_on, "from_on")?,
        until_on: day(&form.until_on, "until_on")?,
        why: &form.why,
    };
    covers::arrange(op, new).await.map(drop)
}

async fn load(
    op: &mut Op,
    p: PageFrame,
    errors: Errors,
    form: CoverForm,
    done: String,
) -> Outcome<CoversPage> {
    let covers = covers::list(op).await?;
    let offices = covers::offices(op).await?;
    let people: Vec<PersonId> = covers
        .iter()
        .flat_map(|cover| [cover.holder_id.clone(), cover.deputy_id.clone()])
        .collect();
    let names = identity::names(op, &people).await?;
    let scopes: Vec<&str> = covers
        .iter()
        .map(|cover| cover.scope.as_str())
        .chain(offices.iter().map(|office| office.scope.as_str()))
        .collect();
    let places = covers::scope_names(op, &scopes).await?;
    Ok(CoversPage {
        p,
        errors,
        form,
        covers,
        offices,
        names,
        places,
        done,
    })
}
