//! One way to talk to SQLite and PostgreSQL: portable SQL text, bound in order, one row function
//! per struct. This crate knows no table's name but the migrator's own.
//!
//! A [`Db`] hands out transactions: [`Db::read`] for looking, [`Db::begin`] for changing. On
//! SQLite there is one writer (`BEGIN IMMEDIATE`) and a pool of readers; "committed" means
//! durable there (`synchronous=FULL`). On PostgreSQL rows that must not change underneath are
//! guarded by [`Tx::lock`].

mod fault;
mod migrations;
mod open;
mod query;
mod recorder;
mod row;
pub mod testing;
mod tx;
mod value;

pub use fault::Error;
pub use migrations::{Table, schema};
pub use open::{Db, EngineName};
pub use query::Query;
pub use row::{FromColumn, Row};
pub use tx::Tx;
pub use value::{ToValue, Value};
