//! People who come many at once, with a list. They are written a few hundred at a time and are
//! there for nobody until their list is in force, which is one row: all of them at once, or none.
//!
//! Taken out of force they are gone as suddenly; [`wipe_arrivals`] then wipes what was known of
//! them.

use std::collections::{BTreeMap, BTreeSet};

use kernel::{CitizenId, Fault, Outcome, PersonId, Phone, RosterId, TerritoryId};

use super::people::{CITIZEN_ID, PHONE};
use super::{Error, Keys};
use crate::Op;
use crate::permission::Role;

/// Somebody who comes with a list.
#[derive(Clone, Debug)]
pub struct Arriving {
    /// The id that she will have.
    pub id: PersonId,
    /// Her name.
    pub name: String,
    /// Her citizen id.
    pub citizen_id: CitizenId,
    /// Her telephone.
    pub phone: Option<Phone>,
}

/// Whom we know of the people on a list.
pub struct Known {
    people: BTreeMap<Vec<u8>, (PersonId, String)>,
    phones: BTreeMap<Vec<u8>, PersonId>,
    arriving: BTreeSet<Vec<u8>>,
    keys: Keys,
}

impl Known {
    /// The person with this citizen id, and her name.
    pub fn person(&self, id: &CitizenId) -> Outcome<Option<&(PersonId, String)>> {
        Ok(self.people.get(&self.hash(CITIZEN_ID, id.reveal())?))
    }

    /// The person who signs in with this telephone.
    pub fn by_phone(&self, phone: &Phone) -> Outcome<Option<&PersonId>> {
        Ok(self.phones.get(&self.hash(PHONE, phone.reveal())?))
    }

    /// Whether another list just brings this citizen id or telephone.
    pub fn is_arriving(&self, id: &CitizenId, phone: Option<&Phone>) -> Outcome<bool> {
        let by_id = self.arriving.contains(&self.hash(CITIZEN_ID, id.reveal())?);
        let by_phone = match phone {
            Some(phone) => self.arriving.contains(&self.hash(PHONE, phone.reveal())?),
            None => false,
        };
        Ok(by_id || by_phone)
    }

    fn hash(&self, kind: &str, text: &str) -> Outcome<Vec<u8>> {
        self.keys.find_hash(kind, text)
    }
}

/// Whom we know of these people, by citizen id and by telephone: two questions for all of them. For
/// a number of a twin it is the account that was kept. The caller asks for permission, on each.
pub async fn known(op: &mut Op, ids: &[CitizenId], phones: &[Phone]) -> Outcome<Known> {
    let keys = op.house.keys.clone();
    let hash_ids = ids.iter().map(|id| keys.find_hash(CITIZEN_ID, id.reveal()));
    let hash_phones = phones
        .iter()
        .map(|phone| keys.find_hash(PHONE, phone.reveal()));
    let (ids, phones) = (hex_list(hash_ids)?, hex_list(hash_phones)?);
    let by_id: Vec<(Vec<u8>, PersonId, String, bool)> = op
        .tx
        .query_per_engine(
            "SELECT p.citizen_id_hash AS hash, coalesce(t.kept_id, p.id) AS id, p.name, \
             p.arrival_id IS NOT NULL AND a.in_force_at IS NULL AS hidden FROM json_each($1) \
             JOIN identity_people p ON p.citizen_id_hash = unhex(value) \
             LEFT JOIN identity_twins t ON t.twin_id = p.id \
             LEFT JOIN identity_arrivals a ON a.id = p.arrival_id",
            "SELECT p.citizen_id_hash AS hash, coalesce(t.kept_id, p.id) AS id, p.name, \
             p.arrival_id IS NOT NULL AND a.in_force_at IS NULL AS hidden \
             FROM json_array_elements_text($1::json) AS value \
             JOIN identity_people p ON p.citizen_id_hash = decode(value, 'hex') \
             LEFT JOIN identity_twins t ON t.twin_id = p.id \
             LEFT JOIN identity_arrivals a ON a.id = p.arrival_id",
        )
        .bind(ids)
        .all(|row| {
            Ok((
                row.get("hash")?,
                row.get("id")?,
                row.get("name")?,
                row.get("hidden")?,
            ))
        })
        .await?;
    let by_phone: Vec<(Vec<u8>, PersonId, bool)> = op
        .tx
        .query_per_engine(
            "SELECT p.phone_hash AS hash, coalesce(t.kept_id, p.id) AS id, \
             p.arrival_id IS NOT NULL AND a.in_force_at IS NULL AS hidden FROM json_each($1) \
             JOIN identity_people p ON p.phone_hash = unhex(value) \
             LEFT JOIN identity_twins t ON t.twin_id = p.id \
             LEFT JOIN identity_arrivals a ON a.id = p.arrival_id",
            "SELECT p.phone_hash AS hash, coalesce(t.kept_id, p.id) AS id, \
             p.arrival_id IS NOT NULL AND a.in_force_at IS NULL AS hidden \
             FROM json_array_elements_text($1::json) AS value \
             JOIN identity_people p ON p.phone_hash = decode(value, 'hex') \
             LEFT JOIN identity_twins t ON t.twin_id = p.id \
             LEFT JOIN identity_arrivals a ON a.id = p.arrival_id",
        )
        .bind(phones)
        .all(|row| Ok((row.get("hash")?, row.get("id")?, row.get("hidden")?)))
        .await?;
    Ok(sorted(keys, by_id, by_phone))
}

/// Who is there, and who is hidden yet.
fn sorted(
    keys: Keys,
    by_id: Vec<(Vec<u8>, PersonId, String, bool)>,
    by_phone: Vec<(Vec<u8>, PersonId, bool)>,
) -> Known {
    let mut known = Known {
        people: BTreeMap::new(),
        phones: BTreeMap::new(),
        arriving: BTreeSet::new(),
        keys,
    };
    for (hash, id, name, is_hidden) in by_id {
        if is_hidden {
            known.arriving.insert(hash);
        } else {
            known.people.insert(hash, (id, name));
        }
    }
    for (hash, id, is_hidden) in by_phone {
        if is_hidden {
            known.arriving.insert(hash);
        } else {
            known.phones.insert(hash, id);
        }
    }
    known
}

/// Begins an arrival, with nobody in it.
pub async fn open_arrival(op: &mut Op, arrival: &RosterId) -> Outcome<()> {
    op.tx
        .query("INSERT INTO identity_arrivals (id) VALUES ($1) ON CONFLICT (id) DO NOTHING")
        .bind(arrival)
        .execute()
        .await?;
    Ok(())
}

/// Writes people who come with an arrival, each with an account and the role of a learner.
pub async fn arrive(
    op: &mut Op,
    arrival: &RosterId,
    territory: &TerritoryId,
    people: &[Arriving],
) -> Outcome<()> {
    if people.is_empty() {
        return Ok(());
    }
    let rows = sealed_rows(op, people)?;
    let now = op.now;
    op.tx
        .query_per_engine(
            "INSERT INTO identity_people (id, name, sex, born, citizen_id_cipher, \
             citizen_id_hash, citizen_id_masked, phone_cipher, phone_hash, phone_masked, \
             territory_id, created_at, arrival_id) SELECT json_extract(value, '$[0]'), \
             json_extract(value, '$[1]'), json_extract(value, '$[2]'), \
             json_extract(value, '$[3]'), unhex(json_extract(value, '$[4]')), \
             unhex(json_extract(value, '$[5]')), json_extract(value, '$[6]'), \
             unhex(json_extract(value, '$[7]')), unhex(json_extract(value, '$[8]')), \
             json_extract(value, '$[9]'), $2, $3, $4 FROM json_each($1)",
            "INSERT INTO identity_people (id, name, sex, born, citizen_id_cipher, \
             citizen_id_hash, citizen_id_masked, phone_cipher, phone_hash, phone_masked, \
             territory_id, created_at, arrival_id) SELECT line ->> 0, line ->> 1, line ->> 2, \
             line ->> 3, decode(line ->> 4, 'hex'), decode(line ->> 5, 'hex'), line ->> 6, \
             decode(line ->> 7, 'hex'), decode(line ->> 8, 'hex'), line ->> 9, $2, $3, $4 \
             FROM json_array_elements($1::json) AS line",
        )
        .bind(rows)
        .bind(territory)
        .bind(now)
        .bind(arrival)
        .execute()
        .await?;
    insert_accounts(op, people).await
}

async fn insert_accounts(op: &mut Op, people: &[Arriving]) -> Outcome<()> {
    let ids: Vec<&PersonId> = people.iter().map(|person| &person.id).collect();
    let ids = serde_json::to_string(&ids).map_err(broken)?;
    let now = op.now;
    op.tx
        .query_per_engine(
            "INSERT INTO identity_accounts (person_id, failures, changed_at) \
             SELECT value, 0, $2 FROM json_each($1)",
            "INSERT INTO identity_accounts (person_id, failures, changed_at) \
             SELECT value, 0, $2 FROM json_array_elements_text($1::json) AS value",
        )
        .bind(ids.as_str())
        .bind(now)
        .execute()
        .await?;
    op.tx
        .query_per_engine(
            "INSERT INTO identity_grants (person_id, role, scope, granted_at) \
             SELECT value, $3, value, $2 FROM json_each($1)",
            "INSERT INTO identity_grants (person_id, role, scope, granted_at) \
             SELECT value, $3, value, $2 FROM json_array_elements_text($1::json) AS value",
        )
        .bind(ids.as_str())
        .bind(now)
        .bind(Role::Learner.as_str())
        .execute()
        .await?;
    Ok(())
}

/// From now on everybody of an arrival is there.
pub async fn put_in_force(op: &mut Op, arrival: &RosterId) -> Outcome<()> {
    let now = op.now;
    op.tx
        .query("UPDATE identity_arrivals SET in_force_at = $2 WHERE id = $1")
        .bind(arrival)
        .bind(now)
        .execute()
        .await?;
    Ok(())
}

/// From now on nobody of an arrival is there.
pub async fn take_out_of_force(op: &mut Op, arrival: &RosterId) -> Outcome<()> {
    op.tx
        .query("UPDATE identity_arrivals SET in_force_at = NULL WHERE id = $1")
        .bind(arrival)
        .execute()
        .await?;
    Ok(())
}

/// Wipes what is known of the next people of an arrival that is out of force; how many. Their rows
/// stay without a name and without numbers, since something may point at them.
pub async fn wipe_arrivals(op: &mut Op, arrival: &RosterId, most: i64) -> Outcome<usize> {
    let ids: Vec<PersonId> = op
        .tx
        .query(
            "SELECT id FROM identity_people WHERE arrival_id = $1 \
             AND EXISTS (SELECT 1 FROM identity_arrivals a \
             WHERE a.id = $1 AND a.in_force_at IS NULL) ORDER BY id LIMIT $2",
        )
        .bind(arrival)
        .bind(most)
        .all(|row| row.get("id"))
        .await?;
    // Where those go who are nobody any more: an arrival that never comes into force.
    op.tx
        .query("INSERT INTO identity_arrivals (id) VALUES ('wiped') ON CONFLICT (id) DO NOTHING")
        .execute()
        .await?;
    for id in &ids {
        let nothing: [u8; 32] = op.random_bytes();
        op.tx
            .query(
                "UPDATE identity_people SET name = '', born = '1900-01-01', \
                 citizen_id_cipher = $2, citizen_id_hash = $2, citizen_id_masked = '', \
                 phone_cipher = NULL, phone_hash = NULL, phone_masked = NULL, \
                 arrival_id = 'wiped' WHERE id = $1",
            )
            .bind(id)
            .bind(nothing.as_slice())
            .execute()
            .await?;
        op.tx
            .query("DELETE FROM identity_accounts WHERE person_id = $1")
            .bind(id)
            .execute()
            .await?;
        op.tx
            .query("DELETE FROM identity_grants WHERE person_id = $1")
            .bind(id)
            .execute()
            .await?;
    }
    Ok(ids.len())
}

/// Refuses a number that a list just brings.
pub(super) async fn refuse_arriving(op: &mut Op, hash: &[u8]) -> Outcome<()> {
    let found: Option<PersonId> = op
        .tx
        .query("SELECT id FROM identity_people WHERE citizen_id_hash = $1 OR phone_hash = $1")
        .bind(hash)
        .optional(|row| row.get("id"))
        .await?;
    match found {
        Some(_) => Err(Error::Arriving.into()),
        None => Ok(()),
    }
}

/// The rows of people as JSON, their numbers sealed.
fn sealed_rows(op: &mut Op, people: &[Arriving]) -> Outcome<String> {
    let keys = op.house.keys.clone();
    let mut rows = Vec::with_capacity(people.len());
    for person in people {
        let id = &person.citizen_id;
        let born = id.born().ok_or(Error::UnknownPerson)?;
        let phone = match &person.phone {
            Some(phone) => Some((
                hex::encode(keys.seal(op, phone.reveal())?),
                hex::encode(keys.find_hash(PHONE, phone.reveal())?),
                phone.masked(),
            )),
            None => None,
        };
        let (cipher, hash, masked) = match phone {
            Some((cipher, hash, masked)) => (Some(cipher), Some(hash), Some(masked)),
            None => (None, None, None),
        };
        rows.push((
            person.id.as_str().to_owned(),
            person.name.trim().to_owned(),
            id.sex().as_str(),
            born.to_string(),
            hex::encode(keys.seal(op, id.reveal())?),
            hex::encode(keys.find_hash(CITIZEN_ID, id.reveal())?),
            id.masked(),
            cipher,
            hash,
            masked,
        ));
    }
    serde_json::to_string(&rows).map_err(broken)
}

fn hex_list(hashes: impl Iterator<Item = Outcome<Vec<u8>>>) -> Outcome<String> {
    let hashes: Vec<String> = hashes
        .map(|hash| hash.map(hex::encode))
        .collect::<Outcome<_>>()?;
    serde_json::to_string(&hashes).map_err(broken)
}

fn broken(error: serde_json::Error) -> Fault {
    Fault::internal("identity.broken", error)
}
