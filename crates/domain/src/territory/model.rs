//! A territory.

use kernel::{TerritoryId, Year};

use crate::Resource;

/// A territory with the bureau that acts for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// Its id.
    pub id: TerritoryId,
    /// Our code for it, which policy packs name.
    pub code: String,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Chinese name of its bureau, as certificates print it.
    pub bureau_zh: String,
    /// English name of its bureau.
    pub bureau_en: String,
    /// `/code/code/`, from the region down.
    pub path: String,
}

impl Resource for Territory {
    fn kind(&self) -> &'static str {
        "territory"
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.path)
    }
}

/// A territory to be added.
#[derive(Clone, Debug)]
pub struct NewTerritory {
    /// Our code for it.
    pub code: String,
    /// Code of the territory above; none for the region.
    pub parent_code: Option<String>,
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Chinese name of its bureau.
    pub bureau_zh: String,
    /// English name of its bureau.
    pub bureau_en: String,
    /// Where the code comes from.
    pub source: String,
    /// Year of that source.
    pub source_year: Year,
}
