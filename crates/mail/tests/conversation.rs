//! Real conversations with a server that speaks SMTP on this machine.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::sync::{Arc, Mutex};

use domain::seams::{Mail, Mailer as _};
use kernel::Kind;
use mail::{Server, Smtp};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A server that keeps what it was told, and refuses as many mails as it is asked to.
struct Post {
    address: String,
    lines: Arc<Mutex<Vec<String>>>,
    refusals: Arc<Mutex<u32>>,
}

impl Post {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("smtp://{}", listener.local_addr().unwrap());
        let (lines, refusals) = (Arc::default(), Arc::default());
        let (keep, refuse) = (Arc::clone(&lines), Arc::clone(&refusals));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(talk(stream, Arc::clone(&keep), Arc::clone(&refuse)));
            }
        });
        Self {
            address,
            lines,
            refusals,
        }
    }

    fn heard(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }
}

async fn talk(stream: TcpStream, lines: Arc<Mutex<Vec<String>>>, refusals: Arc<Mutex<u32>>) {
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read).lines();
    write.write_all(b"220 post.test ready\r\n").await.unwrap();
    let mut in_data = false;
    while let Ok(Some(line)) = read.next_line().await {
        lines.lock().unwrap().push(line.clone());
        let verb = line.to_ascii_uppercase();
        let answer = if in_data {
            if line != "." {
                continue;
            }
            in_data = false;
            "250 kept"
        } else if verb.starts_with("EHLO") {
            "250-post.test\r\n250-8BITMIME\r\n250 AUTH PLAIN"
        } else if verb.starts_with("AUTH") {
            "235 welcome"
        } else if verb.starts_with("MAIL") && take(&refusals) {
            "451 not now, wurina@example.cn"
        } else if verb.starts_with("DATA") {
            in_data = true;
            "354 go on"
        } else if verb.starts_with("QUIT") {
            "221 bye"
        } else {
            "250 fine"
        };
        let sent = write.write_all(format!("{answer}\r\n").as_bytes()).await;
        if sent.is_err() {
            return;
        }
    }
}

fn take(refusals: &Mutex<u32>) -> bool {
    let mut left = refusals.lock().unwrap();
    let refuses = *left > 0;
    *left = left.saturating_sub(1);
    refuses
}

fn sender(address: &str, login: Option<(&str, &str)>) -> Smtp {
    let login = login.map(|(user, password)| (user.to_owned(), password.to_owned()));
    let server = Server::parse(address).unwrap();
    Smtp::new(&server, "学时 <no-reply@xueshi.example>", login).unwrap()
}

fn a_mail() -> Mail {
    Mail {
        to: "wurina@example.cn".into(),
        subject: "学时：您有一条新消息".into(),
        text: "《档案管理》的培训合格证书已经发放。\nhttps://xueshi.example/messages".into(),
    }
}

#[tokio::test]
async fn a_mail_is_handed_over_whole() {
    let post = Post::open().await;
    let smtp = sender(&post.address, Some(("xueshi", "secret")));
    smtp.send(&a_mail()).await.unwrap();
    let heard = post.heard();
    let said = |start: &str| heard.iter().any(|line| line.starts_with(start));
    assert!(said("AUTH PLAIN"), "{heard:#?}");
    assert!(said("MAIL FROM:<no-reply@xueshi.example>"), "{heard:#?}");
    assert!(said("RCPT TO:<wurina@example.cn>"), "{heard:#?}");
    assert!(said("Subject: =?utf-8?b?"), "{heard:#?}");
    assert!(said("Date: ") && said("Content-Type: text/plain; charset=utf-8"));
    // What is not ASCII travels in a form that every relay passes on.
    assert!(heard.iter().all(|line| line.is_ascii()), "{heard:#?}");
    // The connection is kept for the next one.
    smtp.send(&a_mail()).await.unwrap();
    let mails = post.heard().iter().filter(|line| *line == ".").count();
    assert_eq!(mails, 2);
}

#[tokio::test]
async fn a_refusal_can_be_tried_again_and_names_nobody() {
    let post = Post::open().await;
    *post.refusals.lock().unwrap() = 1;
    let smtp = sender(&post.address, None);
    let refused = smtp.send(&a_mail()).await.unwrap_err();
    assert_eq!(
        (refused.kind(), refused.code()),
        (Kind::Unavailable, "house.mail")
    );
    assert_eq!(refused.to_string(), "house.mail permanent=false why=451");
    assert!(!format!("{refused:?}").contains("wurina"));
    smtp.send(&a_mail()).await.unwrap();
}

#[tokio::test]
async fn a_server_that_is_away_is_a_failure_to_be_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    drop(listener);
    let refused = sender(&address, None).send(&a_mail()).await.unwrap_err();
    assert_eq!(refused.kind(), Kind::Unavailable);
}

#[tokio::test]
async fn nothing_is_said_in_the_clear_to_a_server_without_tls() {
    let post = Post::open().await;
    let address = post.address.replace("smtp://", "smtp+tls://");
    let smtp = sender(&address, Some(("xueshi", "secret")));
    smtp.send(&a_mail()).await.unwrap_err();
    let heard = post.heard();
    assert!(
        heard
            .iter()
            .all(|line| !line.starts_with("AUTH") && !line.starts_with("MAIL")),
        "{heard:#?}"
    );
}

#[tokio::test]
async fn an_address_that_is_none_reaches_no_server() {
    let post = Post::open().await;
    let smtp = sender(&post.address, None);
    let mail = Mail {
        to: "a@example.cn\r\nBcc: b@example.cn".into(),
        ..a_mail()
    };
    let refused = smtp.send(&mail).await.unwrap_err();
    assert_eq!(refused.code(), "house.mail_message");
    assert!(post.heard().is_empty());
}
