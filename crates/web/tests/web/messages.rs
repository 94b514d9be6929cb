//! The box, the mark in the navigation, and how somebody wants to be told.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use axum::http::StatusCode;
use domain::messages::{self, Tell};
use domain::testing::Cast;
use kernel::Category;

use crate::site::Site;
use crate::way;

async fn tell(site: &Site, course: &str) {
    site.world.advance(Duration::from_millis(1));
    let learner = Cast::id(&site.world.cast.learner);
    let mut op = site.world.system().await;
    let tell = Tell {
        to: &learner,
        kind: "certificates-issued",
        details: &[("course", course.to_owned())],
        link: "/certificates",
    };
    messages::tell(&mut op, tell).await.unwrap();
    op.commit().await.unwrap();
}

const MARK: &str = "class=\"unread\"";

#[tokio::test]
async fn what_is_new_is_marked_on_every_page_until_it_was_read() {
    for site in Site::on_each().await {
        let visitor = site.signed_in(&site.world.cast.learner).await;
        assert!(!visitor.get("/hours").await.text.contains(MARK));
        let empty = visitor.get("/messages").await;
        assert!(empty.text.contains("还没有消息"), "{}", empty.text);
        for number in 1..=22 {
            tell(&site, &format!("课{number}")).await;
        }
        let hours = visitor.get("/hours").await;
        assert!(
            hours
                .text
                .contains(&format!("{MARK} aria-hidden=\"true\">22<"))
        );
        assert!(!site.stranger().get("/").await.text.contains(MARK));
        let first = visitor.get("/messages").await;
        assert!(first.text.contains("《课22》") && !first.text.contains("《课2》"));
        assert!(first.text.contains("您可以查看、打印"));
        assert_eq!(first.text.matches("class=\"message-new\"").count(), 20);
        // What this page showed is read; what is on the next one is not.
        assert!(
            first
                .text
                .contains(&format!("{MARK} aria-hidden=\"true\">2<"))
        );
        assert!(visitor.get("/hours").await.text.contains(">2<"));
        let next = first.between("rel=\"next\"\n  href=\"", "\"");
        let second = visitor.get(&next.replace("&amp;", "&")).await;
        assert!(second.text.contains("《课2》"), "{}", second.text);
        assert!(!visitor.get("/hours").await.text.contains(MARK));
        let again = visitor.get("/messages").await;
        assert!(!again.text.contains("message-new"));
        // Another's box is her own.
        let other = site.signed_in(&site.world.cast.officer).await;
        assert!(other.get("/messages").await.text.contains("还没有消息"));
    }
}

#[tokio::test]
async fn a_decision_is_told_in_words() {
    let site = Site::new().await;
    let cast = &site.world.cast;
    let entry = way::recognise(&site.world, &cast.learner, Category::Public, 12).await;
    way::revoke(&site.world, &entry).await;
    let visitor = site.signed_in(&cast.learner).await;
    let page = visitor.get("/messages").await;
    for words in [
        "有经办人员提出撤销《研修班结业证书》的 12 学时（2022 年度）。理由：证明材料不实",
        "《研修班结业证书》的 12 学时（2022 年度）已经撤销。",
        "href=\"/hours/2022\"",
    ] {
        assert!(page.text.contains(words), "{words}: {}", page.text);
    }
    let english = site
        .signed_in(&cast.learner)
        .await
        .with("accept-language", "en");
    let page = english.get("/messages").await;
    assert!(page.text.contains("have been revoked"), "{}", page.text);
}

#[tokio::test]
async fn she_says_how_she_wants_to_be_told() {
    for site in Site::on_each().await {
        let visitor = site.signed_in(&site.world.cast.learner).await;
        let wishes = "/account/messages";
        let page = visitor.get(wishes).await;
        assert!(page.text.contains("138******01") && page.text.contains("晚上 21 点到早上 8 点"));
        let saved = visitor.post(wishes, &[("by_text", "yes")]).await;
        assert_eq!(saved.location(), "/account/messages?done=text");
        let page = visitor.get(saved.location()).await;
        assert!(page.text.contains("value=\"yes\" checked"));
        let bad = visitor
            .post(&format!("{wishes}/mail"), &[("mail", "wurina")])
            .await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bad.text.contains("href=\"#mail\"") && bad.text.contains("value=\"wurina\""));
        let fields = [("mail", "wurina@example.cn")];
        let asked = visitor.post(&format!("{wishes}/mail"), &fields).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
        let soon = visitor.post(&format!("{wishes}/mail"), &fields).await;
        assert_eq!(soon.status, StatusCode::TOO_MANY_REQUESTS);
        way::run_queue(&site.world).await;
        let mail = site.world.mailbox.mails().pop().unwrap();
        let code = mail.text.split_once("验证码 ").unwrap().1;
        let code: String = code.chars().take(6).collect();
        let page = visitor.get(wishes).await;
        assert!(page.text.contains("验证码已发到 w***@example.cn"));
        let wrong = visitor
            .post(&format!("{wishes}/mail/code"), &[("code", "x")])
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let right = visitor
            .post(&format!("{wishes}/mail/code"), &[("code", &code)])
            .await;
        assert_eq!(right.location(), "/account/messages?done=mail");
        assert!(
            visitor
                .get(wishes)
                .await
                .text
                .contains("发到 w***@example.cn")
        );
        let dropped = visitor.post(&format!("{wishes}/mail/drop"), &[]).await;
        assert_eq!(dropped.location(), "/account/messages?done=dropped");
        assert!(!visitor.get(wishes).await.text.contains("w***@"));
        let account = visitor.get("/account").await;
        assert!(account.text.contains("更改短信、邮件提醒"));
    }
}

/// Every kind of message says what happened and what to do, in both languages, and none of them
/// asks for an identity number.
#[test]
fn messages_have_words_and_no_identity_numbers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for language in ["zh-CN", "en"] {
        let file = root.join(format!("locales/{language}/messages.ftl"));
        let text = std::fs::read_to_string(file).unwrap();
        let lines = text.lines().filter(|line| line.starts_with("message-"));
        let words: Vec<(&str, &str)> = lines.map(|line| line.split_once(" = ").unwrap()).collect();
        let keys: BTreeSet<&str> = words.iter().map(|(key, _)| *key).collect();
        assert!(keys.len() > 10);
        for (key, says) in words {
            let other = key
                .strip_suffix("-do")
                .map_or(format!("{key}-do"), str::to_owned);
            assert!(keys.contains(other.as_str()), "{language}: {other}");
            for variable in says.split('$').skip(1) {
                let name: String = variable
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '_' || *c == '-')
                    .collect();
                let is_number = ["id", "citizen", "number", "login", "phone"]
                    .iter()
                    .any(|part| name.split(['_', '-']).any(|word| word == *part));
                assert!(!is_number, "{language}: {key} asks for ${name}");
            }
            assert!(!says.contains("身份证号"), "{key}");
        }
    }
}
