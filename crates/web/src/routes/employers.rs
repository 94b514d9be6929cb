//! Routes of employers: registration, their own affairs, and the bureau's side.

use domain::Role;

use super::Who::{self, SignedIn};
use super::{Route, get, post};

/// The routes of employers' orders for many.
pub(super) fn orders() -> Vec<Route> {
    use crate::employers::orders::{check, list, order, pick, receipt, refund, seat};
    const EMPLOYER: Who = Who::Roles(&[Role::EmployerAdmin]);
    vec![
        get("/employer/orders", EMPLOYER, list::show),
        post("/employer/orders", EMPLOYER, check::place),
        get("/employer/orders/new", EMPLOYER, pick::show),
        post("/employer/orders/check", EMPLOYER, check::show),
        get("/employer/orders/{group}", EMPLOYER, order::show),
        post("/employer/orders/{group}/cancel", EMPLOYER, order::cancel),
        get(
            "/employer/orders/{group}/receipt",
            EMPLOYER,
            receipt::download,
        ),
        get(
            "/employer/orders/{group}/seats/{seat}",
            EMPLOYER,
            seat::show,
        ),
        post(
            "/employer/orders/{group}/seats/{seat}",
            EMPLOYER,
            seat::give,
        ),
        post("/employer/orders/{group}/refund", EMPLOYER, refund::show),
        post("/employer/orders/{group}/refunds", EMPLOYER, refund::ask),
    ]
}

/// The routes of employers.
pub(super) fn table() -> Vec<Route> {
    use crate::bureau::{employer, employers as list, registration};
    use crate::employers::{posts, register, settings, yearly};
    const EMPLOYER: Who = Who::Roles(&[Role::EmployerAdmin]);
    const OFFICER: Who = Who::Roles(&[Role::BureauOfficer]);
    vec![
        get("/employers/register", SignedIn, register::show),
        post("/employers/register", SignedIn, register::submit),
        post(
            "/employers/registrations/{id}/withdraw",
            SignedIn,
            register::withdraw,
        ),
        get("/employer/settings", EMPLOYER, settings::show),
        post("/employer/admins", EMPLOYER, settings::add_admin),
        post("/employer/admins/{id}/end", EMPLOYER, settings::end_admin),
        post("/employer/departments", EMPLOYER, settings::add_department),
        post(
            "/employer/departments/{id}",
            EMPLOYER,
            settings::change_department,
        ),
        post(
            "/employer/territory-changes",
            EMPLOYER,
            settings::ask_change,
        ),
        post(
            "/employer/territory-changes/{id}/withdraw",
            EMPLOYER,
            settings::withdraw_change,
        ),
        post("/employer/reminders", EMPLOYER, yearly::remind),
        post("/employer/register", EMPLOYER, yearly::download),
        get("/employer/former", EMPLOYER, posts::former),
        post("/employer/posts/{id}", EMPLOYER, posts::change),
        get("/bureau/employers", OFFICER, list::list),
        get("/bureau/employers/{id}", OFFICER, employer::show),
        post(
            "/bureau/employers/{id}/standing",
            OFFICER,
            employer::set_standing,
        ),
        post("/bureau/employers/{id}/admins", OFFICER, employer::appoint),
        post(
            "/bureau/employers/{id}/admins/end",
            OFFICER,
            employer::end_admin,
        ),
        get("/bureau/registrations", OFFICER, list::waiting),
        get("/bureau/registrations/{id}", OFFICER, registration::show),
        post("/bureau/registrations/{id}", OFFICER, registration::decide),
        post(
            "/bureau/registrations/{id}/scan",
            OFFICER,
            registration::scan,
        ),
        get(
            "/bureau/territory-changes/{id}",
            OFFICER,
            registration::show_change,
        ),
        post(
            "/bureau/territory-changes/{id}",
            OFFICER,
            registration::decide_change,
        ),
    ]
}
