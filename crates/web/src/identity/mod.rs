//! Signing in and out, and what a person may see and change about herself.

pub mod account;
pub mod code;
pub mod phone;
pub mod sign_in;
