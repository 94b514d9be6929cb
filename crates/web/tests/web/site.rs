//! A site under test, and visitors who keep their cookies.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::seams::Sandbox;
use domain::testing::{Cast, World};
use domain::{Actor, identity};
use tower::ServiceExt as _;

/// Everybody's password.
pub const PASSWORD: &str = "xueshi2022";

/// A world behind a router.
pub struct Site {
    pub world: World,
    router: Router,
}

/// A browser (with its session) or a program (with its token).
pub struct Visitor<'s> {
    site: &'s Site,
    /// The session's cookie.
    pub session: Option<String>,
    /// The token against forged requests.
    pub csrf: String,
    headers: Vec<(&'static str, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub bytes: Vec<u8>,
}

impl Site {
    pub async fn new() -> Self {
        Self::of(World::new().await)
    }

    /// The same on each engine that the test run has.
    pub async fn on_each() -> Vec<Self> {
        World::on_each().await.into_iter().map(Self::of).collect()
    }

    fn of(world: World) -> Self {
        let router = web::router(web::App::new(world.house.clone(), world.clock()));
        Self { world, router }
    }

    /// The same with what only the demo has.
    pub async fn demo() -> Self {
        let world = World::new().await;
        let demo = web::Demo {
            accounts: Vec::new(),
            outbox: Arc::new(Vec::new),
            cashier: Arc::new(Sandbox::new(vec![9; 32])),
        };
        let app = web::App::with_demo(world.house.clone(), world.clock(), demo);
        let router = web::router(app);
        Self { world, router }
    }

    pub fn stranger(&self) -> Visitor<'_> {
        Visitor {
            site: self,
            session: None,
            csrf: String::new(),
            headers: Vec::new(),
        }
    }

    /// The citizen id of somebody, who from now on has the password.
    pub async fn login_of(&self, actor: &Actor) -> String {
        let id = Cast::id(actor);
        let hash = identity::hash_password(&self.world.house, PASSWORD, [7; 16])
            .await
            .unwrap();
        let mut op = self.world.op(actor).await;
        let login = identity::reveal_citizen_id(&mut op, &id, "").await.unwrap();
        drop(op);
        let mut op = self.world.op(actor).await;
        identity::set_password(&mut op, &id, &hash).await.unwrap();
        op.commit().await.unwrap();
        login.reveal().to_owned()
    }

    /// Signs in through the form.
    pub async fn signed_in(&self, actor: &Actor) -> Visitor<'_> {
        let login = self.login_of(actor).await;
        let mut visitor = self.stranger();
        let fields = [("login", login.as_str()), ("password", PASSWORD)];
        let answer = visitor.post("/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        visitor.session = Some(answer.cookie("xueshi_session").unwrap());
        visitor.csrf = visitor
            .get("/account")
            .await
            .between("name=\"csrf\" content=\"", "\"");
        visitor
    }

    /// A program with a token.
    pub async fn program(&self, actor: &Actor) -> Visitor<'_> {
        let mut op = self.world.system().await;
        let token = identity::issue_token(&mut op, &Cast::id(actor), "test")
            .await
            .unwrap();
        op.commit().await.unwrap();
        self.stranger()
            .with("authorization", &format!("Bearer {}", token.as_str()))
    }
}

impl Visitor<'_> {
    /// Sends a further header with every request.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, None, String::new()).await
    }

    /// Sends a form, with the token when there is a session.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body: Vec<String> = fields.iter().map(|pair| encoded(*pair)).collect();
        if !self.csrf.is_empty() {
            body.push(encoded(("csrf", &self.csrf)));
        }
        let kind = "application/x-www-form-urlencoded";
        self.send("POST", path, Some(kind), body.join("&")).await
    }

    pub async fn post_json(&self, path: &str, body: &str) -> Answer {
        self.send("POST", path, Some("application/json"), body.to_owned())
            .await
    }

    /// Sends a form with a file, as a browser does.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> Answer {
        const MARK: &str = "----a-mark-that-no-file-holds";
        let csrf = ("csrf", self.csrf.as_str());
        let mut body = Vec::new();
        for (name, value) in fields.iter().chain([&csrf]) {
            let part = format!(
                "--{MARK}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(part.as_bytes());
        }
        let (name, bytes) = file;
        let head = format!(
            "--{MARK}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{MARK}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={MARK}");
        self.send("POST", path, Some(&kind), body).await
    }

    pub async fn send(
        &self,
        method: &str,
        path: &str,
        kind: Option<&str>,
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "127.0.0.1");
        if let Some(session) = &self.session {
            request = request.header(header::COOKIE, format!("xueshi_session={session}"));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.body(body.into()).unwrap();
        let response = self.site.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text,
            bytes: bytes.to_vec(),
        }
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The value of a cookie that was set.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let line = self.cookie_line(name)?;
        let (_, value) = line.split(';').next()?.split_once('=')?;
        Some(value.to_owned())
    }

    /// The whole line that set a cookie.
    pub fn cookie_line(&self, name: &str) -> Option<String> {
        let lines = self
            .headers
            .get_all("set-cookie")
            .iter()
            .map(|line| line.to_str().unwrap());
        lines
            .map(str::to_owned)
            .find(|line| line.starts_with(&format!("{name}=")))
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// The text between two marks.
    pub fn between(&self, before: &str, after: &str) -> String {
        let (_, rest) = self
            .text
            .split_once(before)
            .unwrap_or_else(|| panic!("{}", self.text));
        rest.split_once(after).unwrap().0.to_owned()
    }
}

fn encoded((name, value): (&str, &str)) -> String {
    let encode = |text| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    format!("{name}={}", encode(value))
}
