//! The effect of a draft edition: started from the draft's page, shown while it is counted.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use askama::Template;
use domain::effects::{self, Effect, Move};
use domain::{identity, territory};
use kernel::{Day, EffectId, PersonId};
use policy::{Level, Sector};
use serde::Deserialize;

use super::edition_page;
use crate::page::{self, PageFrame, see_other};
use crate::problem::PageResult;
use crate::request::{Act, Look, Path};
use crate::staff::OfficeWords as _;

/// The day that everybody is asked about.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    on: String,
}

#[derive(Template)]
#[template(path = "region/effect.html")]
struct EffectPage {
    p: PageFrame,
    effect: Effect,
    place: String,
    names: BTreeMap<PersonId, String>,
}

/// `POST /region/editions/{territory}/{year}/effects`.
pub async fn start(Path((territory, year)): Path<(String, String)>, act: Act<Asked>) -> PageResult {
    let Act {
        mut op, p, form, ..
    } = act;
    let id = format!("{territory}/{year}");
    let on = match form.on.trim() {
        "" => Ok(None),
        text => text
            .parse::<Day>()
            .map(Some)
            .map_err(|fault| fault.at("on")),
    };
    let started = match on {
        Ok(on) => effects::start(&mut op, &id, on).await,
        Err(fault) => Err(fault),
    };
    match started {
        Ok(effect) => {
            op.commit().await?;
            see_other(&format!("/region/effects/{}", effect.id))
        }
        Err(fault) => {
            let errors = p.mend(fault)?;
            let page = edition_page(&mut op, p, &id, errors.clone(), form.on).await?;
            page::show_again(&errors, &page)
        }
    }
}

/// `GET /region/effects/{id}`.
pub async fn show(Path(id): Path<EffectId>, Look { mut op, p }: Look) -> PageResult {
    let effect = effects::get(&mut op, &id).await?;
    let people: Vec<PersonId> = effect.tally.cases.values().flatten().cloned().collect();
    let names = identity::names(&mut op, &people).await?;
    let all = territory::list(&mut op).await?;
    let place = all.iter().find(|one| one.path == effect.territory_path);
    let place = place.map_or_else(String::new, |place| p.territory_name(place));
    page::show(&EffectPage {
        p,
        effect,
        place,
        names,
    })
}

impl EffectPage {
    /// Who changes, most people first.
    fn changes(&self) -> Vec<(&Move, u64)> {
        let moves = self.effect.tally.moves.iter();
        let mut changes: Vec<_> = moves
            .filter(|(of, _)| of.is_change())
            .map(|(of, count)| (of, *count))
            .collect();
        changes.sort_by_key(|(of, count)| (std::cmp::Reverse(*count), **of));
        changes
    }

    /// The names of sample people of a change, in one line.
    fn sample(&self, of: impl Borrow<Move>) -> String {
        let people = self
            .effect
            .tally
            .cases
            .get(of.borrow())
            .into_iter()
            .flatten();
        let names = people.filter_map(|id| self.names.get(id));
        let names: Vec<&str> = names.map(String::as_str).collect();
        names.join(&self.p.t("list-between"))
    }

    fn word(&self, of: &str, name: &str) -> String {
        self.p
            .t(&format!("decision-{of}-{}", name.replace('_', "-")))
    }

    fn changed(&self, level: impl Borrow<Level>) -> u64 {
        self.effect.tally.changed(*level.borrow())
    }

    fn sector(&self, sector: impl Borrow<Option<Sector>>) -> String {
        sector.borrow().map_or_else(
            || self.p.t("effect-no-post"),
            |sector| self.word("sector", sector.as_str()),
        )
    }
}
