//! Who may be signed in as in the demo.

use serde::{Deserialize, Serialize};

/// The password of everybody who may be signed in as.
pub const PASSWORD: &str = "Xueshi2022";

/// Somebody to sign in as.
#[derive(Clone, Serialize, Deserialize)]
pub struct Account {
    /// Name of the role, as in the API.
    pub role: String,
    /// The person's name.
    pub name: String,
    /// Telephone.
    pub login: String,
    /// Password.
    pub password: String,
    /// Bearer token for the API.
    pub token: String,
    /// What the person is there for.
    pub about: String,
}
