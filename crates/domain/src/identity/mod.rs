//! Who people are, how they sign in, and which roles they hold.
//!
//! Identity numbers and telephones are encrypted at rest and found by a keyed hash; every full
//! reading of an identity number leaves an audit line that its owner can see.

mod arrivals;
mod codes;
mod covers;
mod directory;
mod error;
mod grants;
mod jobs;
mod keys;
mod model;
mod names;
mod passwords;
mod people;
mod privacy;
mod searching;
mod sessions;
mod sign_in;
mod store;
mod twins;

pub use arrivals::{
    Arriving, Known, arrive, known, open_arrival, put_in_force, take_out_of_force, wipe_arrivals,
};
pub use codes::{
    Purpose, confirm_phone_change, request_password_code, request_phone_change,
    set_password_by_code,
};
pub use covers::{Cover, arrange_cover, covers_of, end_cover, end_covers_at, get_cover};
pub use directory::{
    Masked, Officer, PersonFacts, count_by_territory, facts_after, list_officers, masked, names,
    territories_of,
};
pub use error::Error;
pub use grants::{Holder, actor_of, end_grant, grant, holders, roles_of};
pub use jobs::{SendSms, send_sms};
pub use keys::Keys;
pub use model::{NewPerson, Person};
pub use names::is_same_name;
pub use passwords::{PasswordHash, hash_password, verify_password};
pub use people::{
    find_account, find_by_citizen_id, find_named, get_person, list_people, move_to_territory,
    name_of, phone_of, register, reveal_citizen_id, set_password,
};
pub use privacy::{
    Consent, agree, check_agreed, consents, erase_old, erase_person, first_password_by_code,
};
pub use searching::{find_by_number, search_people};
pub use sessions::{
    Session, SessionToken, actor_of_session, actor_of_token, issue_token, sign_out, touch_session,
};
pub use sign_in::{Credentials, find_credentials, open_session};
pub use twins::{
    Alike, Twin, find_twin, join, kept, kept_among, list_alike, part, selves, twins_among,
};
