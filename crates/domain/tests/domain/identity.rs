//! Signing in, codes, telephones: on every engine that the test run has.

use std::time::Duration;

use domain::identity::{self, Purpose, SessionToken};
use domain::runner::run_due;
use domain::testing::{Cast, World};
use kernel::{Fault, Outcome};

const PHONE: &str = "13800000001";
const GOOD: &str = "Caoyuan2022";

fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(minutes * 60)
}

async fn give_password(world: &World, password: &str) {
    let hash = identity::hash_password(&world.house, password, [3; 16])
        .await
        .unwrap();
    let mut op = world.system().await;
    identity::set_password(&mut op, &Cast::id(&world.cast.learner), &hash)
        .await
        .unwrap();
    op.commit().await.unwrap();
}

/// As the page does it: find, verify outside of a transaction, open.
async fn sign_in(world: &World, login: &str, password: &str) -> Result<SessionToken, Fault> {
    let mut op = world.system().await;
    let found = identity::find_credentials(&mut op, login).await.unwrap();
    op.commit().await.unwrap();
    let hash = found.as_ref().and_then(|found| found.hash.clone());
    let fits = identity::verify_password(&world.house, hash, password)
        .await
        .unwrap();
    let mut op = world.system().await;
    let opened = identity::open_session(&mut op, found, fits).await.unwrap();
    op.commit().await.unwrap();
    opened
}

async fn is_signed_in(world: &World, token: &SessionToken) -> bool {
    let mut tx = world.house.db.read().await.unwrap();
    let settings = &world.house.settings;
    let found = identity::actor_of_session(&mut tx, settings, world.now(), token.as_str()).await;
    found.unwrap().is_some()
}

async fn run_queue(world: &World) {
    let ran = run_due(&world.house, world.now(), [5; 32]).await.unwrap();
    assert!(format!("{ran:?}").contains("Done"), "{ran:?}");
}

#[tokio::test]
async fn one_signs_in_by_citizen_id_or_telephone() {
    for world in World::on_each().await {
        give_password(&world, GOOD).await;
        let mut op = world.op(&world.cast.learner).await;
        let id = Cast::id(&world.cast.learner);
        let citizen_id = identity::reveal_citizen_id(&mut op, &id, "").await.unwrap();
        op.commit().await.unwrap();
        for login in [
            PHONE,
            citizen_id.reveal(),
            &citizen_id.reveal().to_lowercase(),
        ] {
            let token = sign_in(&world, login, GOOD).await.unwrap();
            assert!(is_signed_in(&world, &token).await);
        }
        for (login, password) in [(PHONE, "Caoyuan2021"), ("13899999999", GOOD), ("", "")] {
            let refused = sign_in(&world, login, password)
                .await
                .map(|_| ())
                .unwrap_err();
            assert_eq!(refused.code(), "identity.wrong_password");
        }
    }
}

#[tokio::test]
async fn five_wrong_passwords_lock_the_account_for_a_while() {
    for world in World::on_each().await {
        give_password(&world, GOOD).await;
        for _ in 0..4 {
            let refused = sign_in(&world, PHONE, "wrong")
                .await
                .map(|_| ())
                .unwrap_err();
            assert_eq!(refused.code(), "identity.wrong_password");
        }
        let refused = sign_in(&world, PHONE, "wrong")
            .await
            .map(|_| ())
            .unwrap_err();
        assert_eq!(refused.code(), "identity.locked");
        let refused = sign_in(&world, PHONE, GOOD).await.map(|_| ()).unwrap_err();
        assert_eq!(
            refused.code(),
            "identity.locked",
            "the right one does not open it either"
        );
        world.advance(minutes(16));
        assert!(sign_in(&world, PHONE, GOOD).await.is_ok());
    }
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle_and_when_it_is_signed_out() {
    for world in World::on_each().await {
        give_password(&world, GOOD).await;
        let token = sign_in(&world, PHONE, GOOD).await.unwrap();
        world.advance(minutes(29));
        assert!(is_signed_in(&world, &token).await);
        let mut op = world.system().await;
        identity::touch_session(&mut op, token.as_str())
            .await
            .unwrap();
        op.commit().await.unwrap();
        world.advance(minutes(29));
        assert!(is_signed_in(&world, &token).await, "activity keeps it");
        world.advance(minutes(2));
        assert!(!is_signed_in(&world, &token).await);

        let token = sign_in(&world, PHONE, GOOD).await.unwrap();
        let mut op = world.system().await;
        identity::sign_out(&mut op, token.as_str()).await.unwrap();
        op.commit().await.unwrap();
        assert!(!is_signed_in(&world, &token).await);
    }
}

async fn by_code(world: &World, code: &str) -> Result<(), Fault> {
    let hash = identity::hash_password(&world.house, "Xinmima2022", [4; 16])
        .await
        .unwrap();
    let mut op = world.system().await;
    let set = identity::set_password_by_code(&mut op, PHONE, code, &hash)
        .await
        .unwrap();
    op.commit().await.unwrap();
    set
}

async fn request(world: &World, login: &str) -> Outcome<()> {
    let mut op = world.system().await;
    identity::request_password_code(&mut op, login).await?;
    op.commit().await
}

#[tokio::test]
async fn a_code_sets_the_first_password_once() {
    for world in World::on_each().await {
        request(&world, PHONE).await.unwrap();
        run_queue(&world).await;
        let code = world.outbox.last_code(PHONE).unwrap();
        assert_eq!(
            by_code(&world, "000000x").await.unwrap_err().code(),
            "identity.wrong_code"
        );
        by_code(&world, &code).await.unwrap();
        assert!(sign_in(&world, PHONE, "Xinmima2022").await.is_ok());
        assert_eq!(
            by_code(&world, &code).await.unwrap_err().code(),
            "identity.wrong_code"
        );
    }
}

#[tokio::test]
async fn codes_expire_and_are_not_sent_twice_a_minute() {
    let world = World::new().await;
    request(&world, PHONE).await.unwrap();
    // Asked again at once, and asked for somebody unknown: the same answer, and no message.
    request(&world, PHONE).await.unwrap();
    request(&world, "13899999999").await.unwrap();
    run_queue(&world).await;
    assert_eq!(
        world.outbox.messages().len(),
        1,
        "nobody learns who is registered"
    );
    let code = world.outbox.last_code(PHONE).unwrap();
    world.advance(minutes(11));
    assert_eq!(
        by_code(&world, &code).await.unwrap_err().code(),
        "identity.wrong_code"
    );
}

#[tokio::test]
async fn guessing_a_code_kills_it() {
    let world = World::new().await;
    request(&world, PHONE).await.unwrap();
    run_queue(&world).await;
    let code = world.outbox.last_code(PHONE).unwrap();
    for _ in 0..5 {
        by_code(&world, "no").await.unwrap_err();
    }
    assert_eq!(
        by_code(&world, &code).await.unwrap_err().code(),
        "identity.wrong_code"
    );
}

#[tokio::test]
async fn a_telephone_is_changed_by_a_code_sent_to_it() {
    for world in World::on_each().await {
        let learner = &world.cast.learner;
        let taken = "13800000002".parse().unwrap();
        let mut op = world.op(learner).await;
        let refused = identity::request_phone_change(&mut op, &taken)
            .await
            .unwrap_err();
        assert_eq!(refused.code(), "identity.phone_taken");
        drop(op);
        let mut op = world.op(learner).await;
        let new = "13700000009".parse().unwrap();
        identity::request_phone_change(&mut op, &new).await.unwrap();
        op.commit().await.unwrap();
        run_queue(&world).await;
        let code = world.outbox.last_code("13700000009").unwrap();
        let mut op = world.op(learner).await;
        identity::confirm_phone_change(&mut op, &code)
            .await
            .unwrap()
            .unwrap();
        op.commit().await.unwrap();
        give_password(&world, GOOD).await;
        assert!(sign_in(&world, "13700000009", GOOD).await.is_ok());
        assert!(sign_in(&world, PHONE, GOOD).await.is_err());
        assert_eq!(Purpose::Phone.as_str(), "phone");
    }
}

#[tokio::test]
async fn a_weak_password_is_refused_in_words() {
    let world = World::new().await;
    for weak in ["short1", "onlyletters", "1234567890"] {
        let refused = identity::hash_password(&world.house, weak, [1; 16])
            .await
            .map(|_| ());
        assert_eq!(refused.unwrap_err().code(), "identity.weak_password");
    }
}

#[tokio::test]
async fn identity_numbers_are_sealed_and_reading_one_leaves_a_trace() {
    for world in World::on_each().await {
        let id = Cast::id(&world.cast.learner);
        world.advance(minutes(1));
        let mut op = world.op(&world.cast.officer).await;
        let read = identity::reveal_citizen_id(&mut op, &id, "电话核对")
            .await
            .unwrap();
        op.commit().await.unwrap();
        let mut tx = world.house.db.read().await.unwrap();
        let kept: Vec<u8> = tx
            .query("SELECT citizen_id_cipher FROM identity_people WHERE id = $1")
            .bind(&id)
            .one(|row| row.get("citizen_id_cipher"))
            .await
            .unwrap();
        let number = read.reveal().as_bytes();
        assert!(!kept.windows(number.len()).any(|part| part == number));
        drop(tx);
        let mut op = world.op(&world.cast.learner).await;
        let lines = domain::audit::list_about(&mut op, &id, 10).await.unwrap();
        assert_eq!(lines[0].action, "identity.citizen_id_read");
        assert_eq!(
            (lines[0].actor.as_deref(), lines[0].details.as_str()),
            (Some("官员甲"), "电话核对")
        );
        drop(op);
        for stranger in [&world.cast.employer_admin, &world.cast.foreign_officer] {
            let mut op = world.op(stranger).await;
            let refused = identity::reveal_citizen_id(&mut op, &id, "")
                .await
                .unwrap_err();
            assert_eq!(refused.code(), "permission.not_yours");
        }
    }
}

#[tokio::test]
async fn people_are_found_by_a_part_of_their_name_within_the_territory() {
    for world in World::on_each().await {
        let mut op = world.op(&world.cast.officer).await;
        let path = world.cast.zone_path.clone();
        let size = kernel::PageSize::new(3);
        let first = identity::list_people(&mut op, &path, "", None, size)
            .await
            .unwrap();
        assert_eq!(first.items.len(), 3);
        let after = first.next.as_deref();
        let second = identity::list_people(&mut op, &path, "", after, size)
            .await
            .unwrap();
        assert!(
            first
                .items
                .iter()
                .all(|person| !second.items.contains(person))
        );
        let found = identity::list_people(&mut op, &path, "小明", None, size)
            .await
            .unwrap();
        assert_eq!(found.items.len(), 1);
        let elsewhere = identity::list_people(&mut op, "/nei-mongol/baotou/", "", None, size).await;
        assert_eq!(elsewhere.unwrap().items.len(), 1);
    }
}
