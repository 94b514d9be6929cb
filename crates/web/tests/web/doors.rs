//! The table of routes, walked: who is not admitted is turned away at every door.

use axum::http::{Method, StatusCode};
use domain::Actor;
use web::routes::{Route, Who, table};

use crate::site::{Answer, Site, Visitor};

/// Parameters in a path stand for ids that nobody has.
async fn knock(visitor: &Visitor<'_>, route: &Route) -> Answer {
    let path = route.path.replace(['{', '}', '*'], "");
    match route.method {
        Method::GET => visitor.get(&path).await,
        _ => visitor.post(&path, &[]).await,
    }
}

#[tokio::test]
async fn strangers_are_asked_to_sign_in_at_every_door_but_the_public_ones() {
    let site = Site::new().await;
    let stranger = site.stranger();
    for route in table().iter().filter(|route| route.who != Who::Public) {
        let answer = knock(&stranger, route).await;
        let door = format!("{} {}: {}", route.method, route.path, answer.text);
        if route.path.starts_with("/api/") {
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
async fn who_has_another_role_is_turned_away() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let people: Vec<&Actor> = vec![&cast.learner, &cast.operator];
    for person in people {
        let visitor = site.signed_in(person).await;
        for route in table() {
            let Who::Roles(roles) = route.who else {
                continue;
            };
            if roles.iter().any(|role| person.holds(*role)) {
                continue;
            }
            let answer = knock(&visitor, &route).await;
            let is_turned_away =
                matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
            assert!(
                is_turned_away,
                "{} {}: {}",
                route.method, route.path, answer.status
            );
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
