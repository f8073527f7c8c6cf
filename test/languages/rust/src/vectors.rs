// Runs vectors.json: what goes out is compared with the request, what comes back with the outcome.
// It knows nothing of queues, and forgives nothing: a property dropped or added is a failure.
use crate::calls::{Seen, call};
use crate::capture::{Answer, Request, Server};
use crate::client::connect;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use std::error::Error;

/// Runs all vectors; gives `{ passed, all, failures }`.
pub async fn run(file: &Value) -> Result<Value, Box<dyn Error>> {
    let server = Server::start()?;
    let mut results = Vec::new();
    for vector in list(&file["requests"]) {
        results.push((vector, request(&server, vector).await?));
    }
    for vector in list(&file["responses"]) {
        // Any arguments that the operation takes: those of its first request vector.
        let operation = &vector["operation"];
        let given = list(&file["requests"]).find(|request| &request["operation"] == operation);
        let given = given.ok_or(format!("no request of {operation}"))?;
        results.push((
            vector,
            response(&server, vector, &given["arguments"]).await?,
        ));
    }
    let failures: Vec<String> = results
        .iter()
        .filter_map(|(vector, result)| {
            let id = vector["id"].as_str().unwrap_or("?");
            result.as_ref().err().map(|why| format!("{id}: {why}"))
        })
        .collect();
    let passed = results.len() - failures.len();
    Ok(json!({ "passed": passed, "all": results.len(), "failures": failures }))
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

type Outcome = Result<(), String>;

async fn request(server: &Server, vector: &Value) -> Result<Outcome, Box<dyn Error>> {
    let client = connect(&server.url, Some("any"))?;
    let operation = vector["operation"].as_str().unwrap_or_default();
    if let Err(why) = call(&client, operation, &vector["arguments"]).await {
        return Ok(Err(why));
    }
    Ok(match server.request() {
        Some(sent) => compare_request(&sent, &vector["request"]),
        None => Err("nothing was sent".into()),
    })
}

fn compare_request(sent: &Request, wanted: &Value) -> Outcome {
    same("method", &json!(sent.method), &wanted["method"])?;
    // A plus sign and the like may stand in a path as they are: segments are compared decoded.
    let path = wanted["path"].as_str().unwrap_or_default();
    same("path", &json!(segments(&sent.path)), &json!(segments(path)))?;
    let query: Vec<_> = reqwest::Url::parse(&format!("http://any/?{}", sent.query))
        .map_err(|error| error.to_string())?
        .query_pairs()
        .map(|(name, value)| json!([name, value]))
        .collect();
    same("query", &json!(query), &wanted["query"])?;
    for (name, value) in wanted["headers"].as_object().into_iter().flatten() {
        same(name, &json!(sent.header(name)), value)?;
    }
    let empty = json!({});
    let body = match sent.body.is_empty() {
        true => empty.clone(),
        false => serde_json::from_slice(&sent.body).map_err(|error| error.to_string())?,
    };
    same("body", &body, wanted.get("body").unwrap_or(&empty))
}

fn segments(path: &str) -> Vec<String> {
    path.split('/')
        .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into())
        .collect()
}

async fn response(
    server: &Server,
    vector: &Value,
    given: &Value,
) -> Result<Outcome, Box<dyn Error>> {
    let client = connect(&server.url, Some("any"))?;
    server.answer(Answer::of(vector));
    let operation = vector["operation"].as_str().unwrap_or_default();
    let seen = match call(&client, operation, given).await {
        Ok(seen) => seen,
        Err(why) => return Ok(Err(why)),
    };
    let outcome = &vector["outcome"];
    Ok(match (outcome["kind"].as_str(), seen) {
        (Some("value"), Seen::Value { body, .. }) => same("value", &body, &outcome["body"]),
        (Some("error"), Seen::Value { status, body }) => failure(status, Some(&body), outcome),
        (Some("error"), Seen::Failure { status, body }) => failure(status, body.as_ref(), outcome),
        (Some("unreadable"), Seen::Failure { .. } | Seen::Unreadable(_)) => Ok(()),
        (Some("unreadable"), Seen::Value { body, .. }) => Err(format!("was read as {body}")),
        (_, Seen::Unreadable(why)) => Err(why),
        (_, Seen::Failure { status, body }) => Err(format!("a failure, {status} {body:?}")),
        (kind, _) => Err(format!("this program knows no outcome {kind:?}")),
    })
}

/// The status always; codes and texts where the types tell them.
fn failure(status: u16, body: Option<&Value>, wanted: &Value) -> Outcome {
    same("status", &json!(status), &wanted["status"])?;
    let Some(body) = body else { return Ok(()) };
    let all = |key: &str| {
        list(&body["errors"])
            .map(|error| error[key].clone())
            .collect()
    };
    same("codes", &Value::Array(all("code")), &wanted["codes"])?;
    same(
        "messages",
        &Value::Array(all("message")),
        &wanted["messages"],
    )
}

fn same(what: &str, got: &Value, wanted: &Value) -> Outcome {
    match got == wanted {
        true => Ok(()),
        false => Err(format!("{what}: got {got}, wanted {wanted}")),
    }
}
