//! Passwords: rules and argon2id. Hashing takes megabytes and milliseconds, so it never happens
//! inside a transaction, and no more at once than there are cores.

use std::sync::Arc;

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use kernel::{Fault, Outcome};

use super::Error;
use crate::House;

/// An argon2id hash in PHC form.
#[derive(Clone)]
pub struct PasswordHash(pub(super) String);

/// A password has at least so many characters, …
const CHARS_MIN: usize = 8;
/// … and at most so many.
const CHARS_MAX: usize = 64;

/// Letters and digits both, of a fair length.
fn check(password: &str) -> Outcome<()> {
    let chars = password.chars().count();
    let letters = password.chars().any(char::is_alphabetic);
    let digits = password.chars().any(|c| c.is_ascii_digit());
    if (CHARS_MIN..=CHARS_MAX).contains(&chars) && letters && digits {
        Ok(())
    } else {
        Err(Error::WeakPassword
            .fault()
            .with("least", CHARS_MIN)
            .at("password"))
    }
}

fn argon2(kib: u32) -> Outcome<Argon2<'static>> {
    let params = Params::new(kib, 2, 1, None)
        .map_err(|error| Fault::internal("identity.argon2", error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Checks the rules and hashes a new password with this salt.
pub async fn hash_password(
    house: &Arc<House>,
    password: &str,
    salt: [u8; 16],
) -> Outcome<PasswordHash> {
    check(password)?;
    let argon2 = argon2(house.settings.argon2_kib)?;
    let password = password.to_owned();
    in_turn(house, move || {
        argon2
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map(|hash| PasswordHash(hash.to_string()))
            .map_err(|error| Fault::internal("identity.argon2", error.to_string()))
    })
    .await
}

/// Whether the password fits. Without a hash (an unknown login) it takes as long and says no.
pub async fn verify_password(
    house: &Arc<House>,
    hash: Option<PasswordHash>,
    password: &str,
) -> Outcome<bool> {
    if password.chars().count() > CHARS_MAX {
        return Ok(false);
    }
    let argon2 = argon2(house.settings.argon2_kib)?;
    let password = password.to_owned();
    in_turn(house, move || {
        let Some(PasswordHash(text)) = hash else {
            let _ = argon2.hash_password_with_salt(password.as_bytes(), &[0; 16]);
            return Ok(false);
        };
        let parsed = argon2::password_hash::phc::PasswordHash::new(&text)
            .map_err(|error| Fault::internal("identity.argon2", error.to_string()))?;
        Ok(argon2.verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
}

async fn in_turn<T: Send + 'static>(
    house: &Arc<House>,
    work: impl FnOnce() -> Outcome<T> + Send + 'static,
) -> Outcome<T> {
    let _turn = house
        .hashing
        .acquire()
        .await
        .map_err(|error| Fault::internal("house.closing", error))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Fault::internal("house.closing", error))?
}
