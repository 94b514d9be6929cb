//! Registering people and reading who they are.

use kernel::{CitizenId, Outcome, Page, PageSize, PersonId, Phone, TerritoryId, limits};

use super::model::{NewPerson, Person};
use super::passwords::PasswordHash;
use super::{Error, store};
use crate::permission::Action;
use crate::{Event, Op, territory};

/// What ids are called in the keyed hash.
pub(super) const CITIZEN_ID: &str = "citizen_id";
/// What telephones are called in the keyed hash.
pub(super) const PHONE: &str = "phone";

/// Registers a person with an account that has no password yet. Only the system and (later) the
/// roster import call this.
pub async fn register(op: &mut Op, new: NewPerson) -> Outcome<Person> {
    let chars = new.name.trim().chars().count();
    if chars == 0 || chars > limits::NAME_CHARS_MAX {
        return Err(Error::BadName
            .fault()
            .with("most", limits::NAME_CHARS_MAX)
            .at("name"));
    }
    let keys = op.house.keys.clone();
    let id_hash = keys.find_hash(CITIZEN_ID, new.citizen_id.reveal())?;
    if store::find_id_by_citizen_id(op, &id_hash).await?.is_some() {
        return Err(Error::CitizenIdTaken.into());
    }
    super::arrivals::refuse_arriving(op, &id_hash).await?;
    let id: PersonId = op.new_id();
    let sealed_id = keys.seal(op, new.citizen_id.reveal())?;
    store::insert_person(op, &id, &new, &sealed_id, &id_hash).await?;
    if let Some(phone) = &new.phone {
        save_phone(op, &id, phone).await?;
    }
    store::insert_account(op, &id).await?;
    get_person(op, &id).await
}

/// A person that must exist. Whether the actor may see her is asked by the caller, on her.
pub async fn get_person(op: &mut Op, id: &PersonId) -> Outcome<Person> {
    let (mut person, territory_id) = store::find_person(op, id)
        .await?
        .ok_or(Error::UnknownPerson)?;
    let territory = territory::get(op, &territory_id).await?;
    person.territory_code = territory.code;
    person.territory_path = territory.path;
    Ok(person)
}

/// A person's name, for lines that mention her.
pub async fn name_of(op: &mut Op, id: &PersonId) -> Outcome<String> {
    let found = store::find_person(op, id).await?;
    Ok(found.ok_or(Error::UnknownPerson)?.0.name)
}

/// People of a territory and all below it, by name, those whose name contains `search`.
pub async fn list_people(
    op: &mut Op,
    path: &str,
    search: &str,
    after: Option<&str>,
    size: PageSize,
) -> Outcome<Page<Person>> {
    let territories: Vec<_> = territory::list(op)
        .await?
        .into_iter()
        .filter(|territory| territory.path.starts_with(path))
        .collect();
    let ids: Vec<String> = territories
        .iter()
        .map(|t| t.id.as_str().to_owned())
        .collect();
    let mut people = store::list_people(op, &ids, search, after, size).await?;
    for person in &mut people.items {
        if let Some(home) = territories.iter().find(|t| t.id == person.territory_id) {
            person.territory_code.clone_from(&home.code);
            person.territory_path.clone_from(&home.path);
        }
    }
    Ok(people)
}

/// The person with this citizen id, if we know her: for a number of a twin the account that was
/// kept. The caller asks for permission, on her.
pub async fn find_by_citizen_id(op: &mut Op, id: &CitizenId) -> Outcome<Option<PersonId>> {
    let hash = op.house.keys.find_hash(CITIZEN_ID, id.reveal())?;
    match store::find_id_by_citizen_id(op, &hash).await? {
        Some(found) => super::kept(op, &found).await.map(Some),
        None => Ok(None),
    }
}

/// The account that was registered with this citizen id, also when it is a twin. The caller asks
/// for permission, on it.
pub async fn find_account(op: &mut Op, id: &CitizenId) -> Outcome<Option<PersonId>> {
    let hash = op.house.keys.find_hash(CITIZEN_ID, id.reveal())?;
    store::find_id_by_citizen_id(op, &hash).await
}

/// The person with this citizen id or telephone, when her name is that too: whoever knows only a
/// number learns nothing. For a number of a twin it is the account that was kept.
pub async fn find_named(op: &mut Op, number: &str, name: &str) -> Outcome<Option<PersonId>> {
    let Some(id) = super::sign_in::find_person(op, number).await? else {
        return Ok(None);
    };
    let kept = super::kept(op, &id).await?;
    let is_hers = super::is_same_name(&name_of(op, &id).await?, name)
        || super::is_same_name(&name_of(op, &kept).await?, name);
    Ok(is_hers.then_some(kept))
}

/// People belong to another territory from now on. The caller has asked for permission.
pub async fn move_to_territory(
    op: &mut Op,
    people: &[PersonId],
    territory: &TerritoryId,
) -> Outcome<()> {
    super::directory::save_territory(op, people, territory).await
}

/// The whole citizen id, for its owner or an officer who needs it and says why. Leaves an audit
/// line that its owner sees.
pub async fn reveal_citizen_id(op: &mut Op, id: &PersonId, why: &str) -> Outcome<CitizenId> {
    let person = get_person(op, id).await?;
    op.allow(Action::RevealCitizenId, &person)?;
    let is_anothers = op.actor.person().is_some() && !op.actor.is_me(id);
    let why: String = why.trim().chars().take(limits::TEXT_CHARS_MAX).collect();
    if why.is_empty() && is_anothers {
        return Err(Error::NoReason.fault().at("why"));
    }
    let sealed = store::sealed_citizen_id(op, id).await?;
    let citizen_id = op.house.keys.open(&sealed)?.parse()?;
    op.audit(Event {
        action: "identity.citizen_id_read",
        about: Some(id),
        subject: id.as_str(),
        details: &why,
    })
    .await?;
    Ok(citizen_id)
}

/// Sets a password that was hashed before; ends all sessions of the person.
pub async fn set_password(op: &mut Op, id: &PersonId, hash: &PasswordHash) -> Outcome<()> {
    let person = get_person(op, id).await?;
    op.allow(Action::ChangeAccount, &person)?;
    store::save_password(op, id, hash).await
}

/// A person's telephone, to send her what she asked for. Nobody is asked for permission, and
/// nothing that is shown may hold it.
pub async fn phone_of(op: &mut Op, id: &PersonId) -> Outcome<Option<Phone>> {
    match store::find_phone(op, id).await? {
        Some(sealed) => op.house.keys.open(&sealed)?.parse().map(Some),
        None => Ok(None),
    }
}

/// Gives the person a telephone; refuses one that signs in somebody else.
pub(super) async fn save_phone(op: &mut Op, id: &PersonId, phone: &Phone) -> Outcome<()> {
    let keys = op.house.keys.clone();
    let hash = keys.find_hash(PHONE, phone.reveal())?;
    match store::find_id_by_phone(op, &hash).await? {
        Some(other) if other != *id => return Err(Error::PhoneTaken.fault().at("phone")),
        Some(_) => {}
        None => super::arrivals::refuse_arriving(op, &hash).await?,
    }
    let sealed = keys.seal(op, phone.reveal())?;
    store::save_phone(op, id, &sealed, &hash, &phone.masked()).await
}
