//! The OpenAPI document: it names every address of the API, and real answers are as it says.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use kernel::Category;
use serde_json::{Map, Value, json};

use crate::checks;
use crate::site::{Answer, Site, Visitor};
use crate::way;

const PREFIX: &str = "/api/";

/// The document, with what was held against it.
struct Document {
    json: Value,
    seen: BTreeSet<String>,
}

impl Document {
    async fn fetch(site: &Site) -> Self {
        let answer = site.stranger().get("/api/openapi.json").await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("content-type"), "application/json");
        Self {
            json: answer.json(),
            seen: BTreeSet::new(),
        }
    }

    /// Every operation: its id, and itself.
    fn operations(&self) -> Vec<(String, &Value)> {
        let mut all = Vec::new();
        for (path, methods) in self.json["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                all.push((format!("{} {path}", method.to_uppercase()), operation));
            }
        }
        all
    }

    fn operation(&self, id: &str) -> &Value {
        let all = self.operations();
        let found = all
            .iter()
            .find(|(_, operation)| operation["operationId"] == id);
        found.unwrap_or_else(|| panic!("no operation {id}")).1
    }

    /// Fails unless the answer is one that the document has for this operation.
    fn hold(&mut self, id: &str, answer: &Answer) {
        let status = answer.status.as_u16().to_string();
        let response = self.operation(id)["responses"][&status].clone();
        assert!(response.is_object(), "{id}: no {status}: {}", answer.text);
        self.seen.insert(format!("{id} {status}"));
        let Some(content) = response.get("content") else {
            assert_eq!(answer.text, "", "{id} {status}");
            return;
        };
        let kind = answer.header("content-type");
        self.fits(
            &content[kind]["schema"],
            &answer.json(),
            &format!("{id} {status} {kind}"),
        );
        if let Some(codes) = response["x-codes"].as_array() {
            let code = &answer.json()["code"];
            assert!(
                codes.contains(code),
                "{id} {status}: {code} is not among {codes:?}"
            );
        }
    }

    /// Fails unless a value fits a schema of the document, without any field that it does not name.
    fn fits(&self, schema: &Value, value: &Value, what: &str) {
        assert!(!schema.is_null(), "{what}: no schema");
        let schema = self.tight(schema);
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{what}: {errors:#?}\n{value}");
    }

    /// The schema with every reference in its place, parts put together, and closed: what it does
    /// not name may not be there.
    fn tight(&self, schema: &Value) -> Value {
        let Some(object) = schema.as_object() else {
            return match schema.as_array() {
                Some(all) => all.iter().map(|each| self.tight(each)).collect(),
                None => schema.clone(),
            };
        };
        if let Some(name) = object.get("$ref").and_then(Value::as_str) {
            let name = name.strip_prefix('#').unwrap();
            return self.tight(self.json.pointer(name).unwrap());
        }
        if let Some(parts) = object.get("allOf").and_then(Value::as_array) {
            let (mut properties, mut required) = (Map::new(), Vec::new());
            for part in parts {
                let part = self.tight(part);
                properties.extend(part["properties"].as_object().unwrap().clone());
                required.extend(part["required"].as_array().cloned().unwrap_or_default());
            }
            return json!({ "type": "object", "properties": properties, "required": required,
                "additionalProperties": false });
        }
        let tightened = object
            .iter()
            .map(|(key, value)| (key.clone(), self.tight(value)));
        let mut tightened: Map<String, Value> = tightened.collect();
        if tightened.contains_key("properties") {
            tightened.insert("additionalProperties".into(), json!(false));
        }
        Value::Object(tightened)
    }
}

#[tokio::test]
async fn every_route_of_the_api_is_in_the_document_and_the_other_way_round() {
    let site = Site::new().await;
    let document = Document::fetch(&site).await;
    let told: BTreeSet<String> = document
        .operations()
        .into_iter()
        .map(|(at, _)| at)
        .collect();
    let table = web::routes::table();
    let routes = table.iter().filter(|route| route.path.starts_with(PREFIX));
    let there: BTreeSet<String> = routes
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert_eq!(told, there);
    assert!(there.len() >= 12, "{there:?}");
}

#[tokio::test]
async fn the_document_is_openapi_3_1_and_says_who_may_call() {
    let site = Site::new().await;
    let document = Document::fetch(&site).await;
    assert_eq!(document.json["openapi"], "3.1.0");
    let doors = document.json["components"]["securitySchemes"]
        .as_object()
        .unwrap();
    let (mut ids, table) = (BTreeSet::new(), web::routes::table());
    for (at, operation) in document.operations() {
        let id = operation["operationId"].as_str().unwrap().to_owned();
        assert!(ids.insert(id), "{at}: the id is taken");
        assert!(operation["summary"].as_str().is_some(), "{at}");
        let (method, path) = at.split_once(' ').unwrap();
        let method: Method = method.parse().unwrap();
        let route = table
            .iter()
            .find(|route| route.method == method && route.path == path)
            .unwrap();
        let is_public = route.who == web::routes::Who::Public;
        let ways = operation["security"].as_array().unwrap();
        assert_eq!(ways.contains(&json!({})), is_public, "{at}");
        assert_eq!(
            operation["responses"]["401"].is_object(),
            !is_public,
            "{at}"
        );
        for way in ways.iter().flat_map(|way| way.as_object().unwrap().keys()) {
            assert!(doors.contains_key(way), "{at}: {way}");
        }
        // Whoever comes with a cookie and changes something needs the token too.
        let cookie = ways.iter().find(|way| way.get("session").is_some());
        let guarded = cookie.is_some_and(|way| way.get("csrf").is_some());
        assert_eq!(guarded, method == Method::POST, "{at}");
    }
}

#[tokio::test]
async fn every_reference_of_the_document_leads_somewhere() {
    let site = Site::new().await;
    let document = Document::fetch(&site).await;
    let text = document.json.to_string();
    let mut found = 0;
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.json.pointer(pointer).is_some(), "{pointer}");
        found += 1;
    }
    assert!(found > 20, "{found}");
}

#[tokio::test]
async fn the_list_for_people_has_every_address_in_both_languages() {
    let site = Site::new().await;
    let document = Document::fetch(&site).await;
    for language in ["zh-CN", "en"] {
        let reader = site.stranger().with("accept-language", language);
        let page = reader.get("/help/api").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(
            !page.text.contains("api-"),
            "{language}: a key without words"
        );
        for (at, operation) in document.operations() {
            let (method, path) = at.split_once(' ').unwrap();
            let id = operation["operationId"].as_str().unwrap();
            let told = page.between(&format!("id=\"{id}\">"), "</details>");
            assert!(told.contains(method) && told.contains(path), "{at}");
        }
        assert!(page.text.contains("exams.attempt_closed"));
    }
}

/// A program that is on a course of one lesson, with the ids of both.
async fn enrolled<'s>(site: &'s Site, document: &mut Document) -> (Visitor<'s>, Value) {
    let learner = site.world.cast.learner.clone();
    way::watched(&site.world, &learner, Category::Professional).await;
    let program = site.program(&learner).await;
    let me = program.get("/api/v1/me").await;
    document.hold("me", &me);
    let list = program.get("/api/v1/me/enrolments").await;
    document.hold("enrolments", &list);
    let enrolment = list.json()["items"][0].clone();
    (program, enrolment)
}

#[tokio::test]
async fn real_answers_are_as_the_document_says() {
    let site = Site::new().await;
    let mut document = Document::fetch(&site).await;
    let (program, enrolment) = enrolled(&site, &mut document).await;
    watch(&program, &enrolment, &mut document).await;
    is_asked(&site, &program, &mut document).await;
    sit(&program, &enrolment, &mut document).await;
    decide(&program, &mut document).await;
    read_records(&site, &mut document).await;
    let stranger = site.stranger();
    for id in ["me", "enrolments"] {
        let path = if id == "me" {
            "/api/v1/me"
        } else {
            "/api/v1/me/enrolments"
        };
        document.hold(id, &stranger.get(path).await);
    }
    let itself = stranger.get("/api/openapi.json").await;
    document.hold("openapi", &itself);
    let all: Vec<String> = document
        .operations()
        .iter()
        .map(|(_, operation)| operation["operationId"].as_str().unwrap().to_owned())
        .collect();
    for id in all {
        let good = document
            .seen
            .iter()
            .any(|seen| *seen == format!("{id} 200") || *seen == format!("{id} 204"));
        assert!(good, "no good answer of {id} was held against the document");
    }
}

/// A call with a body that the document must allow.
async fn call(
    document: &mut Document,
    program: &Visitor<'_>,
    id: &str,
    path: &str,
    body: Value,
) -> Answer {
    let wanted = document.operation(id)["requestBody"]["content"]["application/json"].clone();
    if wanted.is_object() {
        document.fits(&wanted["schema"], &body, &format!("{id}: the body"));
    }
    let answer = program.post_json(path, &body.to_string()).await;
    document.hold(id, &answer);
    answer
}

async fn watch(program: &Visitor<'_>, enrolment: &Value, document: &mut Document) {
    let open = "/api/v1/watch-sessions";
    let body = json!({ "enrolment": enrolment["id"], "lesson": enrolment["lessons"][0]["id"] });
    // The way there left a session open, which earns.
    let mut over = body.clone();
    over["take_over"] = json!(true);
    let opened = call(document, program, "open_session", open, over).await;
    let other = call(document, program, "open_session", open, body.clone()).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert_eq!(other.json()["session"], opened.json()["id"]);
    let beats = format!("{open}/{}/beats", opened.json()["id"].as_str().unwrap());
    let beat = json!({ "seq": 1, "segments": [[0, 1.5]] });
    call(document, program, "beat", &beats, beat).await;
    let wild = json!({ "seq": 2, "segments": [[0, 9000]] }).to_string();
    document.hold("beat", &program.post_json(&beats, &wild).await);
    document.hold("beat", &program.post_json(&beats, "{").await);
    let end = beats.replace("/beats", "/end");
    let last = json!({ "seq": 3, "segments": [[0, 20]] });
    call(document, program, "end_session", &end, last).await;
    document.hold("end_session", &program.post_json(&end, "").await);
    let nowhere = "/api/v1/watch-sessions/watch_0/end";
    document.hold("end_session", &program.post_json(nowhere, "").await);
    let foreign = json!({ "enrolment": "enr_0", "lesson": "les_0" });
    call(document, program, "open_session", open, foreign).await;
}

/// A presence check, answered.
async fn is_asked(site: &Site, program: &Visitor<'_>, document: &mut Document) {
    let learner = site.world.cast.learner.clone();
    let check = checks::asked(site, &learner, program).await["check"].clone();
    let path = format!("/api/v1/presence-checks/{}", check["id"].as_str().unwrap());
    call(
        document,
        program,
        "answer_check",
        &path,
        json!({ "option": 9 }),
    )
    .await;
    call(
        document,
        program,
        "answer_check",
        &path,
        json!({ "option": 0 }),
    )
    .await;
    call(document, program, "answer_check", &path, json!({})).await;
}

async fn sit(program: &Visitor<'_>, enrolment: &Value, document: &mut Document) {
    let start = format!(
        "/api/v1/enrolments/{}/attempts",
        enrolment["id"].as_str().unwrap()
    );
    let started = call(document, program, "start_attempt", &start, json!({})).await;
    let attempt = format!(
        "/api/v1/attempts/{}",
        started.json()["id"].as_str().unwrap()
    );
    document.hold("result", &program.get(&format!("{attempt}/result")).await);
    let answer = format!("{attempt}/answers/1");
    call(
        document,
        program,
        "answer",
        &answer,
        json!({ "choice": [0] }),
    )
    .await;
    let stale = json!({ "choice": [1], "revision": 0 });
    call(document, program, "answer", &answer, stale).await;
    let bad = json!({ "choice": [99], "revision": 1 });
    call(document, program, "answer", &answer, bad).await;
    let far = format!("{attempt}/answers/99");
    call(document, program, "answer", &far, json!({ "choice": [0] })).await;
    document.hold("paper", &program.get(&attempt).await);
    let submit = format!("{attempt}/submit");
    call(document, program, "submit_attempt", &submit, json!({})).await;
    call(
        document,
        program,
        "answer",
        &answer,
        json!({ "choice": [0], "revision": 1 }),
    )
    .await;
    document.hold("paper", &program.get(&attempt).await);
    document.hold("result", &program.get(&format!("{attempt}/result")).await);
    document.hold("paper", &program.get("/api/v1/attempts/att_0").await);
}

async fn decide(program: &Visitor<'_>, document: &mut Document) {
    let path = "/api/v1/decisions";
    let example = document.json["components"]["schemas"]["Applicant"]["example"].clone();
    call(document, program, "decide", path, example).await;
    let examples = include_str!("../../../../docs/explanations/applicants.jsonl");
    let all: Vec<Value> = examples
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    call(document, program, "decide", path, Value::Array(all.clone())).await;
    // What the document does not allow is answered all the same: with an error in its place.
    let mixed = json!([all[0], { "id": "b", "salary": 1 }, "x"]).to_string();
    document.hold("decide", &program.post_json(path, &mixed).await);
    for bad in ["{", r#"{"id":"b","salary":1}"#] {
        document.hold("decide", &program.post_json(path, bad).await);
    }
    let many = Value::Array(vec![json!(0); 1001]).to_string();
    document.hold("decide", &program.post_json(path, &many).await);
    let huge = format!("[{}]", " ".repeat(2 * 1024 * 1024));
    document.hold("decide", &program.post_json(path, &huge).await);
    assert!(document.seen.contains("decide 413"));
}

/// What is on record, for a title system; and what it may not ask.
async fn read_records(site: &Site, document: &mut Document) {
    let path = "/api/v1/records";
    let program = site.program(&site.world.cast.clerk).await;
    let number = crate::lists::cast_id(1);
    let asked = json!({ "citizen_ids": [number, crate::lists::stranger(1)] });
    let answer = call(document, &program, "records", path, asked.clone()).await;
    assert_eq!(answer.json()["people"][0]["found"], true);
    for bad in [
        json!({ "citizen_ids": ["1"] }),
        json!({ "as_of": "2022-02-30" }),
    ] {
        document.hold("records", &program.post_json(path, &bad.to_string()).await);
    }
    let learner = site.program(&site.world.cast.learner).await;
    let refused = learner.post_json(path, &asked.to_string()).await;
    document.hold("records", &refused);
    assert!(document.seen.contains("records 403"));
}
