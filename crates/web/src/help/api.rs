//! The JSON API for people: every address with what it does, what it takes and what it may refuse,
//! read off the document that programs read.

use askama::Template;
use serde_json::Value;

use crate::api::document::{document, refusals};
use crate::page::{self, PageFrame};
use crate::problem::PageResult;
use crate::request::Look;

#[derive(Template)]
#[template(path = "help/api.html")]
struct ApiPage {
    p: PageFrame,
    /// Where the house is reached.
    url: String,
    groups: Vec<Group>,
}

/// Addresses of one kind.
struct Group {
    /// Their tag.
    name: String,
    operations: Vec<Operation>,
}

/// One address and method.
struct Operation {
    id: String,
    method: String,
    path: String,
    /// Nobody needs to be signed in.
    is_public: bool,
    /// Parameters in the address.
    parameters: Vec<String>,
    /// What is sent, as an example.
    body: Option<String>,
    /// What it may refuse: status, code and words.
    refusals: Vec<(String, String, String)>,
}

/// `GET /help/api`.
pub async fn show(Look { op, p }: Look) -> PageResult {
    let (url, groups) = (op.house.settings.public_url.clone(), groups(&p));
    page::show(&ApiPage { p, url, groups })
}

fn groups(p: &PageFrame) -> Vec<Group> {
    let document = serde_json::to_value(document()).unwrap_or_default();
    let mut groups: Vec<Group> = Vec::new();
    for tag in at(&document, "/tags").as_array().into_iter().flatten() {
        let name = text(at(tag, "/name"));
        let operations = operations(p, &document, &name);
        groups.push(Group { name, operations });
    }
    groups
}

fn operations(p: &PageFrame, document: &Value, tag: &str) -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, methods) in at(document, "/paths").as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            if at(operation, "/tags/0") != tag {
                continue;
            }
            all.push(Operation {
                id: text(at(operation, "/operationId")),
                method: method.to_uppercase(),
                path: path.clone(),
                is_public: at(operation, "/responses/401").is_null(),
                parameters: parameters(operation),
                body: example(document, operation),
                refusals: refused(p, operation),
            });
        }
    }
    all
}

fn parameters(operation: &Value) -> Vec<String> {
    let all = at(operation, "/parameters")
        .as_array()
        .into_iter()
        .flatten();
    all.map(|parameter| text(at(parameter, "/name"))).collect()
}

/// The example that stands with the schema of the body.
fn example(document: &Value, operation: &Value) -> Option<String> {
    let schema = at(operation, "/requestBody/content/application~1json/schema");
    let inside = |schema: &Value| Some(at(schema, "/$ref").as_str()?.strip_prefix('#')?.to_owned());
    let found = document.pointer(&inside(schema)?)?;
    // A choice is shown by its first case.
    let first = inside(at(found, "/oneOf/0")).and_then(|first| document.pointer(&first));
    let example = at(first.unwrap_or(found), "/example");
    (!example.is_null()).then(|| serde_json::to_string_pretty(example).unwrap_or_default())
}

/// What is special to the address; what every address may say stands at the head of the page.
fn refused(p: &PageFrame, operation: &Value) -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for (status, response) in at(operation, "/responses")
        .as_object()
        .into_iter()
        .flatten()
    {
        for code in refusals::codes(response).filter(|code| !is_shared(code)) {
            let words = refusals::words(p.locale, code);
            all.push((status.clone(), code.to_owned(), words));
        }
    }
    all
}

fn is_shared(code: &str) -> bool {
    code.starts_with("web.") || code.starts_with("permission.") || code.starts_with("api.")
}

/// What stands at a path of the document; null where nothing does.
fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    value.pointer(path).unwrap_or(&Value::Null)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
