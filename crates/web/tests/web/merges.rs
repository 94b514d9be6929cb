//! Double accounts at the bureau's desk, and what she is told.

use std::time::Duration;

use axum::http::StatusCode;
use domain::identity::{self, NewPerson};
use domain::testing::Cast;
use domain::{Actor, Role};
use kernel::{Category, CitizenId, PersonId};

use crate::site::{Site, Visitor};
use crate::way;

async fn second_account(site: &Site) -> Actor {
    site.world.advance(Duration::from_secs(1));
    let mut op = site.world.system().await;
    let new = NewPerson {
        name: "乌日娜".into(),
        citizen_id: CitizenId::from_seventeen("15010219900601131").unwrap(),
        phone: Some("13900009131".parse().unwrap()),
        territory_id: site.world.cast.zone.clone(),
    };
    let person = identity::register(&mut op, new).await.unwrap();
    identity::grant(&mut op, &person.id, Role::Learner, person.id.as_str())
        .await
        .unwrap();
    let actor = identity::actor_of(&mut op, &person.id).await.unwrap();
    op.commit().await.unwrap();
    actor
}

/// From the list of accounts that look alike, or her number, to a proposal; its address.
async fn proposed(
    officer: &Visitor<'_>,
    number: &str,
    twin_id: &PersonId,
    kept_id: &PersonId,
) -> String {
    let alike = officer.get("/bureau/accounts/alike").await;
    let address = format!("/bureau/accounts/compare?twin={twin_id}&amp;kept={kept_id}");
    assert!(alike.text.contains(&address), "{}", alike.text);
    let ask = format!("/bureau/people/{kept_id}/double");
    let silent = officer
        .post(&ask, &[("number", number), ("why", " ")])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let found = officer
        .post(&ask, &[("number", number), ("why", "核对原件")])
        .await;
    let compare = found.location().to_owned();
    let page = officer.get(&compare).await;
    assert!(page.text.contains("有效记录 1 条") && !page.text.contains(number));
    let (twin_text, kept_text) = (twin_id.to_string(), kept_id.to_string());
    let fields = |words| {
        [
            ("twin", twin_text.as_str()),
            ("kept", kept_text.as_str()),
            ("words", words),
        ]
    };
    let empty = officer.post("/bureau/accounts/compare", &fields(" ")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let proposed = officer
        .post("/bureau/accounts/compare", &fields("身份证号录错一位"))
        .await;
    proposed.location().to_owned()
}

/// With either number she sees one person's hours, and why they are there.
async fn reads_of_it(
    visitor: &Visitor<'_>,
    officer: &Visitor<'_>,
    number: &str,
    twin_id: &PersonId,
) {
    let hours = visitor.get("/hours/2022").await;
    assert!(
        hours.text.contains("由您的另一个账号转入，官员乙"),
        "{}",
        hours.text
    );
    let told = visitor.get("/messages").await;
    assert!(told.text.contains("您的两个账号已经合并：身份证号录错一位"));
    assert!(!told.text.contains(number));
    let mine = visitor.get("/account/accounts").await;
    assert!(mine.text.contains("转入 1 条"), "{}", mine.text);
    assert!(
        visitor
            .get("/account")
            .await
            .text
            .contains("/account/accounts")
    );
    let person = officer.get(&format!("/bureau/people/{twin_id}")).await;
    assert!(person.text.contains("查看保留的账号"), "{}", person.text);
}

#[tokio::test]
async fn two_officers_put_accounts_together_and_part_them_again() {
    for site in Site::on_each().await {
        let cast = &site.world.cast;
        let (kept, twin) = (cast.learner.clone(), second_account(&site).await);
        let (kept_id, twin_id) = (Cast::id(&kept), Cast::id(&twin));
        way::recognise(&site.world, &twin, Category::Public, 12).await;
        let number = site.login_of(&twin).await;
        let twin_visitor = site.signed_in(&twin).await;
        let officer = site.signed_in(&cast.officer).await;
        let second = site.signed_in(&cast.second_officer).await;

        let address = proposed(&officer, &number, &twin_id, &kept_id).await;
        let page = officer.get(&address).await;
        assert!(page.text.contains("由另一名经办人决定"), "{}", page.text);
        let own = officer.post(&address, &[("decision", "confirm")]).await;
        assert_eq!(own.status, StatusCode::FORBIDDEN);
        let inbox = second.get("/inbox").await;
        assert!(inbox.text.contains(&address), "{}", inbox.text);
        let waiting = second.get("/bureau/accounts").await;
        assert!(waiting.text.contains(&address));
        let stranger = site.signed_in(&cast.foreign_officer).await;
        assert_eq!(stranger.get(&address).await.status, StatusCode::NOT_FOUND);
        let confirmed = second.post(&address, &[("decision", "confirm")]).await;
        assert_eq!(
            confirmed.status,
            StatusCode::SEE_OTHER,
            "{}",
            confirmed.text
        );

        reads_of_it(&twin_visitor, &officer, &number, &twin_id).await;
        second
            .post(&address, &[("decision", "part"), ("words", "是两个人")])
            .await;
        officer
            .post(&address, &[("decision", "part-confirm")])
            .await;
        let page = officer.get(&address).await;
        assert!(page.text.contains("已分开"), "{}", page.text);
        let hours = twin_visitor.get("/hours/2022").await;
        assert!(hours.text.contains("账号分开时退回"), "{}", hours.text);
        let mine = site.signed_in(&kept).await.get("/account/accounts").await;
        assert!(mine.text.contains("已经分开") && !mine.text.contains("9131"));
    }
}
