//! Routes of orders: a learner's, the demo's cashier, payment houses, and the bureau's cashier.

use domain::Role;

use super::Who::{self, Public, SignedIn};
use super::{LEARNERS, Route, get, post};

const CASHIERS: Who = Who::Roles(&[Role::Cashier]);

/// The routes of orders.
pub(super) fn table() -> Vec<Route> {
    use crate::orders::{cashier, check, groups, notices, order, payments, refunds};
    vec![
        get("/orders/check", LEARNERS, check::show),
        post("/orders", LEARNERS, check::place),
        get("/orders", LEARNERS, order::list),
        get("/orders/{id}", SignedIn, order::show),
        post("/orders/{id}/cancel", LEARNERS, order::cancel),
        get("/demo/cashier/{number}", SignedIn, cashier::show),
        post("/demo/cashier/{number}", SignedIn, cashier::pay),
        post("/payments/notices/{gateway}", Public, notices::submit),
        get("/bureau/payments", CASHIERS, payments::list),
        get("/bureau/payments/{id}", CASHIERS, payments::show),
        post("/bureau/payments/{id}", CASHIERS, payments::confirm),
        get("/bureau/refunds/{refund}", CASHIERS, refunds::show),
        post("/bureau/refunds/{refund}", CASHIERS, refunds::decide),
        get("/bureau/payments/groups/{group}", CASHIERS, groups::show),
        post("/bureau/payments/groups/{group}", CASHIERS, groups::confirm),
    ]
}
