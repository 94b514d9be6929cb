//! A person.

use kernel::{CitizenId, Day, PersonId, Phone, Sex, TerritoryId};

use crate::Resource;

/// A person, with masked numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Her id.
    pub id: PersonId,
    /// Her name.
    pub name: String,
    /// Her sex, from the citizen id.
    pub sex: Sex,
    /// Her birthday, from the citizen id.
    pub born: Day,
    /// Her citizen id, masked.
    pub citizen_id_masked: String,
    /// Her telephone, masked.
    pub phone_masked: Option<String>,
    /// The territory to which she belongs.
    pub territory_id: TerritoryId,
    /// Its code.
    pub territory_code: String,
    /// Its path.
    pub territory_path: String,
    /// Whether she was erased at her own wish: then nothing of this says who she was.
    pub is_erased: bool,
}

impl Resource for Person {
    fn kind(&self) -> &'static str {
        "person"
    }
    fn owner(&self) -> Option<&PersonId> {
        Some(&self.id)
    }
    fn territory(&self) -> Option<&str> {
        Some(&self.territory_path)
    }
}

/// A person to be registered.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// Her name, up to 50 characters.
    pub name: String,
    /// Her citizen id.
    pub citizen_id: CitizenId,
    /// Her telephone.
    pub phone: Option<Phone>,
    /// The territory to which she belongs.
    pub territory_id: TerritoryId,
}
