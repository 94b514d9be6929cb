//! The region's pages: the tree of territories with what lies where and who acts for it, and the
//! editions of the rules, clause by clause. Changing them comes later, and the page says so.

pub mod effect;

use std::borrow::Borrow;
use std::sync::Arc;

use askama::Template;
use domain::effects::{self, Effect};
use domain::identity::Officer;
use domain::statistics::{self, RegionFigures};
use domain::territory::{self, Territory};
use domain::{Action, House, Op, Role};
use kernel::{Category, Outcome, Year};
use policy::Edition;

use crate::page::{self, Errors, PageFrame};
use crate::problem::{PageResult, Problem, no_such_page};
use crate::request::{Look, Path};
use crate::staff::{OfficeWords as _, own_territory};

#[derive(Template)]
#[template(path = "region/home.html")]
struct RegionPage {
    p: PageFrame,
    top: Territory,
    figures: RegionFigures,
    house: Arc<House>,
}

impl RegionPage {
    /// The name of the territory for which an officer holds her office.
    fn office_place(&self, officer: &Officer) -> String {
        let mut all = self.figures.territories.iter();
        let found = all.find(|figures| figures.territory.path == officer.path);
        found.map_or_else(
            || officer.path.clone(),
            |figures| self.p.territory_name(&figures.territory),
        )
    }

    fn place_named(&self, code: &str) -> String {
        let mut all = self.figures.territories.iter();
        let found = all.find(|figures| figures.territory.code == code);
        found.map_or_else(
            || code.to_owned(),
            |figures| self.p.territory_name(&figures.territory),
        )
    }
}

#[derive(Template)]
#[template(path = "region/edition.html")]
struct EditionPage {
    p: PageFrame,
    edition: Edition,
    /// Of a draft: its effects as they were counted, the newest first.
    effects: Vec<Effect>,
    errors: Errors,
    /// The day that was asked for.
    on: String,
}

impl EditionPage {
    /// What a published edition carries out; a draft is none of the notice that it was drawn from.
    fn heading(&self) -> String {
        if self.edition.is_draft() {
            let year = self.edition.year().to_string();
            self.p.ta("region-draft-title", &[("year", year)])
        } else {
            self.edition.notice().title.clone()
        }
    }

    /// Hours owed for a study year and category, in words.
    fn required(&self, year: impl Borrow<Year>, category: Category) -> String {
        let required = self.edition.required(*year.borrow(), category);
        required.map_or_else(|| "–".to_owned(), |hours| self.p.hours(hours))
    }

    fn window(&self, year: impl Borrow<Year>) -> String {
        match self.edition.study_window(*year.borrow()) {
            Some((from, to)) => format!("{} – {}", self.p.day(from), self.p.day(to)),
            None => self.p.t("region-no-window"),
        }
    }
}

/// `GET /region`.
pub async fn show(Look { mut op, p }: Look) -> PageResult {
    let top = own_territory(&mut op, &[Role::RegionAdmin]).await?;
    let figures = statistics::region(&mut op, &top).await?;
    let house = Arc::clone(&op.house);
    page::show(&RegionPage {
        p,
        top,
        figures,
        house,
    })
}

/// `GET /region/editions/{territory}/{year}`.
pub async fn edition(
    Path((territory, year)): Path<(String, String)>,
    Look { mut op, p }: Look,
) -> PageResult {
    let id = format!("{territory}/{year}");
    page::show(&edition_page(&mut op, p, &id, Errors::none(), String::new()).await?)
}

async fn edition_page(
    op: &mut Op,
    p: PageFrame,
    id: &str,
    errors: Errors,
    on: String,
) -> Result<EditionPage, Problem> {
    let top = own_territory(op, &[Role::RegionAdmin]).await?;
    op.allow(Action::SeeRegion, &top)?;
    let edition = op.house.policies.edition(id).cloned();
    let edition = edition.ok_or_else(no_such_page)?;
    let effects = effects_of(op, &edition).await?;
    Ok(EditionPage {
        p,
        edition,
        effects,
        errors,
        on,
    })
}

async fn effects_of(op: &mut Op, edition: &Edition) -> Outcome<Vec<Effect>> {
    let place = territory::find_by_code(op, edition.territory()).await?;
    match place.filter(|_| edition.is_draft()) {
        Some(place) => effects::list(op, edition.id(), &place).await,
        None => Ok(Vec::new()),
    }
}
