//! What goes out by text message and mail: only what was asked for, bundled, and never at night.

use std::time::Duration;

use crate::way::run_queue;
use domain::messages::{self, MailAddress, Tell};
use domain::runner::{ALL_BUT_MAIL, MAIL, Ran, run_due, run_due_among};
use domain::testing::{Cast, World};
use kernel::Fault;

const PHONE: &str = "13800000001";
const MAIL_ADDRESS: &str = "wurina@example.cn";

fn minutes(count: u64) -> Duration {
    Duration::from_mins(count)
}

async fn tell(world: &World, course: &str) {
    let learner = Cast::id(&world.cast.learner);
    let mut op = world.system().await;
    let tell = Tell {
        to: &learner,
        kind: "certificates-issued",
        details: &[("course", course.to_owned())],
        link: "/certificates",
    };
    messages::tell(&mut op, tell).await.unwrap();
    op.commit().await.unwrap();
}

async fn wish_for_texts(world: &World, wanted: bool) {
    let mut op = world.op(&world.cast.learner).await;
    messages::set_by_text(&mut op, wanted, "zh-CN")
        .await
        .unwrap();
    op.commit().await.unwrap();
}

async fn request(world: &World, address: &str) -> Result<(), Fault> {
    let address: MailAddress = address.parse()?;
    let mut op = world.op(&world.cast.learner).await;
    messages::request_mail(&mut op, &address, "zh-CN").await?;
    op.commit().await
}

async fn confirm(world: &World, code: &str) -> Result<(), Fault> {
    let mut op = world.op(&world.cast.learner).await;
    let confirmed = messages::confirm_mail(&mut op, code, "zh-CN")
        .await
        .unwrap();
    op.commit().await.unwrap();
    confirmed
}

fn code_of(world: &World) -> String {
    let mail = world.mailbox.mails().pop().unwrap();
    let (_, rest) = mail.text.split_once("验证码 ").unwrap();
    rest.chars().take(6).collect()
}

fn texts(world: &World) -> Vec<String> {
    let sent = world.outbox.messages().into_iter();
    sent.filter(|(to, _)| to == PHONE)
        .map(|(_, text)| text)
        .collect()
}

#[tokio::test]
async fn nothing_goes_out_unasked() {
    for world in World::on_each().await {
        tell(&world, "档案管理").await;
        world.advance(minutes(60));
        assert!(run_queue(&world).await.is_empty());
        // What was told before she asked stays in the box.
        wish_for_texts(&world, true).await;
        tell(&world, "文书写作").await;
        world.advance(minutes(20));
        run_queue(&world).await;
        let sent = texts(&world);
        assert_eq!(sent.len(), 1);
        assert!(sent[0].contains("文书写作") && !sent[0].contains("档案管理"));
        // And when she asks no longer, nothing goes out that waited.
        tell(&world, "公文处理").await;
        wish_for_texts(&world, false).await;
        world.advance(minutes(20));
        run_queue(&world).await;
        assert_eq!(texts(&world).len(), 1);
    }
}

#[tokio::test]
async fn what_happens_in_a_quarter_of_an_hour_is_one_text() {
    for world in World::on_each().await {
        wish_for_texts(&world, true).await;
        for course in ["一", "二", "三"] {
            tell(&world, course).await;
            world.advance(minutes(2));
        }
        run_queue(&world).await;
        assert!(texts(&world).is_empty(), "before the quarter is over");
        world.advance(minutes(9));
        run_queue(&world).await;
        let sent = texts(&world);
        assert_eq!(sent.len(), 1);
        assert!(["一", "二", "三"].iter().all(|c| sent[0].contains(c)));
        // The next one comes a whole quarter later, whatever happens meanwhile.
        tell(&world, "四").await;
        world.advance(minutes(14));
        run_queue(&world).await;
        assert_eq!(texts(&world).len(), 1);
        world.advance(minutes(1));
        run_queue(&world).await;
        assert_eq!(texts(&world).len(), 2);
        assert!(!texts(&world)[1].contains('三'));
    }
}

#[tokio::test]
async fn what_she_has_read_is_not_sent() {
    for world in World::on_each().await {
        wish_for_texts(&world, true).await;
        tell(&world, "一").await;
        let mut op = world.op(&world.cast.learner).await;
        let page = messages::list(&mut op, None, kernel::PageSize::default())
            .await
            .unwrap();
        messages::read(&mut op, &page.items).await.unwrap();
        op.commit().await.unwrap();
        world.advance(minutes(30));
        run_queue(&world).await;
        assert!(texts(&world).is_empty());
    }
}

#[tokio::test]
async fn nothing_goes_out_at_night() {
    for world in World::on_each().await {
        wish_for_texts(&world, true).await;
        // 20:55: the quarter ends at 21:00, and that is night already.
        world.advance(minutes(11 * 60 + 55));
        tell(&world, "一").await;
        for _ in 0..10 {
            world.advance(minutes(60));
            run_queue(&world).await;
            assert!(texts(&world).is_empty(), "{}", world.now());
        }
        world.advance(minutes(65));
        run_queue(&world).await;
        assert_eq!(texts(&world).len(), 1, "{}", world.now());
    }
}

#[tokio::test]
async fn a_mail_address_is_used_once_its_code_was_read_there() {
    for world in World::on_each().await {
        let refused = request(&world, "wurina").await.unwrap_err();
        assert_eq!(
            (refused.code(), refused.field()),
            ("messages.bad_mail", Some("mail"))
        );
        request(&world, MAIL_ADDRESS).await.unwrap();
        let soon = request(&world, MAIL_ADDRESS).await.unwrap_err();
        assert_eq!(soon.code(), "messages.code_too_soon");
        run_queue(&world).await;
        let code = code_of(&world);
        let wrong = confirm(&world, "no").await.unwrap_err();
        assert_eq!(wrong.code(), "messages.wrong_code");
        tell(&world, "一").await;
        world.advance(minutes(9));
        confirm(&world, &code).await.unwrap();
        assert!(confirm(&world, &code).await.is_err(), "a code works once");
        let mut op = world.op(&world.cast.learner).await;
        let wishes = messages::wishes(&mut op).await.unwrap();
        assert_eq!(wishes.mail_masked.as_deref(), Some("w***@example.cn"));
        assert_eq!(wishes.mail_asked, None);
        drop(op);
        tell(&world, "二").await;
        world.advance(minutes(20));
        run_queue(&world).await;
        let mails = world.mailbox.mails();
        let last = mails.last().unwrap();
        assert_eq!((mails.len(), last.to.as_str()), (2, MAIL_ADDRESS));
        assert!(last.text.contains("二") && !last.text.contains("一"));
        assert!(texts(&world).is_empty(), "she asked for mail only");
        let mut op = world.op(&world.cast.learner).await;
        messages::drop_mail(&mut op, "zh-CN").await.unwrap();
        op.commit().await.unwrap();
        tell(&world, "三").await;
        world.advance(minutes(40));
        run_queue(&world).await;
        assert_eq!(world.mailbox.mails().len(), 2);
    }
}

#[tokio::test]
async fn guessing_or_waiting_kills_a_mail_code() {
    for world in World::on_each().await {
        request(&world, MAIL_ADDRESS).await.unwrap();
        run_queue(&world).await;
        let code = code_of(&world);
        world.advance(minutes(11));
        assert!(confirm(&world, &code).await.is_err());
        request(&world, MAIL_ADDRESS).await.unwrap();
        run_queue(&world).await;
        let code = code_of(&world);
        for _ in 0..4 {
            confirm(&world, "no").await.unwrap_err();
        }
        // One was too old, four were wrong: the fifth try was the last.
        assert!(confirm(&world, &code).await.is_err());
        // A new code does not give five more.
        world.advance(minutes(2));
        request(&world, MAIL_ADDRESS).await.unwrap();
        run_queue(&world).await;
        assert!(confirm(&world, &code_of(&world)).await.is_err());
        // A day after the last one was good, it begins anew.
        world.advance(Duration::from_hours(25));
        let mut op = world.system().await;
        let erased = messages::erase_old(&mut op, Duration::from_hours(24))
            .await
            .unwrap();
        assert_eq!(erased, 1);
        op.commit().await.unwrap();
        request(&world, MAIL_ADDRESS).await.unwrap();
        run_queue(&world).await;
        confirm(&world, &code_of(&world)).await.unwrap();
    }
}

#[tokio::test]
async fn a_server_that_fails_is_tried_again_and_holds_up_nothing_else() {
    for world in World::on_each().await {
        wish_for_texts(&world, true).await;
        request(&world, MAIL_ADDRESS).await.unwrap();
        run_queue(&world).await;
        confirm(&world, &code_of(&world)).await.unwrap();
        world.mailbox.set_broken(true);
        tell(&world, "一").await;
        world.advance(minutes(16));
        // The bundle, then the text; the mail is nobody's business here.
        let mut done = Vec::new();
        while let Ran::Done { kind } =
            run_due_among(&world.house, ALL_BUT_MAIL, world.now(), [1; 32])
                .await
                .unwrap()
        {
            done.push(kind);
        }
        assert_eq!(done, ["messages.bundle", "messages.send_text"]);
        let failed = run_due_among(&world.house, MAIL, world.now(), [2; 32])
            .await
            .unwrap();
        let expected = Ran::Failed {
            kind: "messages.send_mail".into(),
            code: "house.mail",
            dead: false,
        };
        assert_eq!(failed, expected);
        world.mailbox.set_broken(false);
        world.advance(minutes(1));
        let again = run_due(&world.house, world.now(), [3; 32]).await.unwrap();
        assert!(matches!(again, Ran::Done { kind } if kind == "messages.send_mail"));
        assert_eq!(world.mailbox.mails().len(), 2);
        assert_eq!(run_queue(&world).await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_mail_that_fails_in_the_evening_waits_for_the_morning() {
    for world in World::on_each().await {
        request(&world, MAIL_ADDRESS).await.unwrap();
        run_queue(&world).await;
        confirm(&world, &code_of(&world)).await.unwrap();
        world.advance(minutes(11 * 60 + 40));
        tell(&world, "一").await;
        world.mailbox.set_broken(true);
        world.advance(minutes(5));
        for _ in 0..2 {
            run_due(&world.house, world.now(), [4; 32]).await.unwrap();
        }
        world.mailbox.set_broken(false);
        world.advance(minutes(16));
        run_queue(&world).await;
        assert_eq!(world.mailbox.mails().len(), 1, "{}", world.now());
        // A code is waited for, at night too.
        request(&world, "other@example.cn").await.unwrap();
        run_queue(&world).await;
        assert_eq!(world.mailbox.mails().len(), 2);
        world.advance(Duration::from_hours(11));
        run_queue(&world).await;
        assert_eq!(world.mailbox.mails().len(), 3, "{}", world.now());
    }
}

#[tokio::test]
async fn who_has_no_telephone_cannot_be_sent_texts() {
    for world in World::on_each().await {
        let mut op = world.system().await;
        let new = domain::identity::NewPerson {
            name: "无号".into(),
            citizen_id: kernel::CitizenId::from_seventeen("15010219900601882").unwrap(),
            phone: None,
            territory_id: world.cast.zone.clone(),
        };
        let person = domain::identity::register(&mut op, new).await.unwrap();
        op.commit().await.unwrap();
        let actor = domain::Actor::person_with(person.id, person.name, Vec::new());
        let mut op = world.op(&actor).await;
        let refused = messages::set_by_text(&mut op, true, "zh-CN").await;
        assert_eq!(refused.unwrap_err().code(), "messages.no_phone");
        messages::set_by_text(&mut op, false, "zh-CN")
            .await
            .unwrap();
    }
}
