//! The table of routes, walked: who is not admitted is turned away at every door.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use domain::identity::{self, NewPerson};
use domain::{Actor, Role};
use kernel::{CitizenId, limits};
use tokio::time::timeout;
use web::routes::{Route, Who, table};

use crate::site::{Answer, Site, Visitor};

/// Ids of the right kind that nobody has, by what stands before them in the path.
const IDS: [(&str, &str); 35] = [
    ("accounts", "mrg_0"),
    ("admins", "per_0"),
    ("bases", "base_0"),
    ("batches", "bat_0"),
    ("certificates", "cert_0"),
    ("claims", "clm_0"),
    ("courses", "crs_0"),
    ("covers", "cov_0"),
    ("decisions", "dec_0"),
    ("departments", "dpt_0"),
    ("disputes", "dis_0"),
    ("drafts", "drf_0"),
    ("earlier", "ehr_0"),
    ("effects", "eff_0"),
    ("employers", "emp_0"),
    ("entries", "hrs_0"),
    ("erasures", "ers_0"),
    ("exports", "exp_0"),
    ("facts", "fct_0"),
    ("joinings", "joi_0"),
    ("lists", "ehl_0"),
    ("orders", "ord_0"),
    ("payments", "ord_0"),
    ("people", "per_0"),
    ("posts", "job_0"),
    ("presence-checks", "chk_0"),
    ("registrations", "reg_0"),
    ("reports", "rep_0"),
    ("revocations", "rev_0"),
    ("rosters", "ros_0"),
    ("signals", "sig_0"),
    ("staff", "per_0"),
    ("territory-changes", "reg_0"),
    ("uploads", "upl_0"),
    ("watch-sessions", "watch_0"),
];

/// Values for the parameters that say by their names what they are.
const NAMED: [(&str, &str); 14] = [
    ("{attempt}", "att_0"),
    ("{draft_lesson}", "dls_0"),
    ("{enrolment}", "enr_0"),
    ("{evidence}", "evi_0"),
    ("{gateway}", "nobody"),
    ("{group}", "gor_0"),
    ("{refund}", "rfd_0"),
    ("{seat}", "ord_0"),
    ("{lesson}", "les_0"),
    ("{number}", "0"),
    ("{position}", "1"),
    ("{territory}", "nowhere"),
    ("{year}", "2022"),
    ("{*name}", "nothing.css"),
];

/// The path with well-formed values for its parameters, so that the door is what answers.
fn address(route: &Route) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in route.path.split('/') {
        let (table, key) = match (part, parts.last()) {
            ("{id}", Some(before)) => (&IDS[..], *before),
            _ => (&NAMED[..], part),
        };
        let known = table.iter().find(|(name, _)| *name == key);
        parts.push(match known {
            Some((_, value)) => value,
            None if part.contains('{') => panic!("{}: what stands for {part}?", route.path),
            None => part,
        });
    }
    parts.join("/")
}

async fn knock(visitor: &Visitor<'_>, route: &Route) -> Answer {
    let path = address(route);
    match route.method {
        Method::GET => visitor.get(&path).await,
        Method::POST => visitor.post(&path, &[]).await,
        _ => visitor.send(route.method.as_str(), &path, None, "").await,
    }
}

/// Who holds the role, and as far as possible no other.
async fn holder(site: &Site, role: Role) -> Actor {
    let cast = &site.world.cast;
    match role {
        Role::Learner => cast.learner.clone(),
        Role::EmployerAdmin => cast.employer_admin.clone(),
        Role::BaseAdmin => cast.base_admin.clone(),
        Role::Instructor => cast.instructor.clone(),
        Role::BureauOfficer => cast.officer.clone(),
        Role::Cashier => lone_cashier(site).await,
        Role::Inspector => cast.inspector.clone(),
        Role::CommitteeClerk => cast.clerk.clone(),
        Role::RegionAdmin => cast.region_admin.clone(),
        Role::Operator => cast.operator.clone(),
    }
}

/// The cast's cashier is an officer too, which would open the officers' doors to her.
async fn lone_cashier(site: &Site) -> Actor {
    let cast = &site.world.cast;
    let new = NewPerson {
        name: "收款".into(),
        citizen_id: CitizenId::from_seventeen("15010219900601992").unwrap(),
        phone: None,
        territory_id: cast.zone.clone(),
    };
    let mut op = site.world.system().await;
    let person = identity::register(&mut op, new).await.unwrap();
    identity::grant(&mut op, &person.id, Role::Cashier, &cast.zone_path)
        .await
        .unwrap();
    let grants = identity::roles_of(&mut op, &person.id).await.unwrap();
    op.commit().await.unwrap();
    Actor::person_with(person.id, person.name, grants)
}

#[tokio::test]
async fn strangers_are_asked_to_sign_in_at_every_door_but_the_public_ones() {
    let site = Site::new().await;
    let stranger = site.stranger();
    for route in table().iter().filter(|route| route.who != Who::Public) {
        let answer = knock(&stranger, route).await;
        let door = format!("{} {}: {}", route.method, route.path, answer.text);
        if route.path.starts_with("/api/") || route.path.starts_with("/uploads") {
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{door}");
            assert_eq!(
                answer.header("content-type"),
                "application/problem+json",
                "{door}"
            );
            assert_eq!(answer.header("www-authenticate"), "Bearer", "{door}");
        } else {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{door}");
            assert!(answer.location().starts_with("/sign-in?next=%2F"), "{door}");
        }
    }
}

#[tokio::test]
async fn strangers_do_not_wait_for_the_writer() {
    let site = Site::new().await;
    let stranger = site.stranger();
    let _writer = site.world.system().await;
    let second = timeout(Duration::from_millis(50), site.world.system()).await;
    assert!(second.is_err(), "there is but one writer");
    for route in table().iter().filter(|route| route.who != Who::Public) {
        let answer = timeout(Duration::from_secs(2), knock(&stranger, route)).await;
        assert!(answer.is_ok(), "{} {}", route.method, route.path);
    }
}

#[tokio::test]
async fn each_role_passes_its_own_doors_and_no_other() {
    let site = Site::new().await;
    // Whoever signs out stands before no further door.
    let routes = table();
    let doors = || routes.iter().filter(|route| route.path != "/sign-out");
    for role in Role::ALL {
        let person = holder(&site, role).await;
        let held: Vec<Role> = person.grants().iter().map(|grant| grant.role).collect();
        assert_eq!(held, [role], "a further role opens further doors");
        let visitor = site.signed_in(&person).await;
        let token = visitor.csrf.clone();
        // In the header too, which is where programs without a form are asked for it.
        let visitor = visitor.with("x-csrf-token", &token);
        for route in doors() {
            let answer = knock(&visitor, route).await;
            let door = format!("{role}: {} {}: {}", route.method, route.path, answer.text);
            let is_admitted = match route.who {
                Who::Roles(roles) => roles.contains(&role),
                Who::Public | Who::SignedIn => true,
            };
            if is_admitted {
                assert_ne!(answer.status, StatusCode::FORBIDDEN, "{door}");
                // Signing in answers an empty form so too.
                let is_known = answer.status != StatusCode::UNAUTHORIZED;
                assert!(is_known || route.who == Who::Public, "{door}");
                assert!(!answer.status.is_server_error(), "{door}");
            } else {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{door}");
                let is_told = answer.text.contains("permission.denied");
                assert!(is_told || route.method == Method::HEAD, "{door}");
            }
        }
    }
}

#[tokio::test]
async fn no_door_of_strangers_fails() {
    let site = Site::new().await;
    let stranger = site.stranger();
    for route in table().iter().filter(|route| route.who == Who::Public) {
        let answer = knock(&stranger, route).await;
        assert!(
            !answer.status.is_server_error(),
            "{} {}",
            route.method,
            route.path
        );
    }
}

#[test]
fn each_door_is_there_once() {
    let mut doors: Vec<_> = table()
        .iter()
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    let all = doors.len();
    doors.sort();
    doors.dedup();
    assert_eq!(doors.len(), all);
}

#[tokio::test]
async fn too_large_a_body_is_told_in_our_words() {
    let site = Site::new().await;
    let body = "x".repeat(limits::BODY_BYTES_MAX + 1);
    for path in ["/payments/notices/nobody", "/sign-in"] {
        let answer = site.stranger().post_json(path, &body).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert!(answer.text.contains("web.body_too_large"), "{path}");
    }
}
