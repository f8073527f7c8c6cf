// The emulator story: a day in the life of a queue, and each failure that the service has a code for.
// The queues are those of rust.ts: `orders`, `locked` behind a token, `closed` to pulls.
use crate::client::{Client, Error, ResponseValue, connect, types};
use serde_json::{Value, json};
use std::{collections::HashMap, time::Duration};

type Failure = Box<dyn std::error::Error>;
type Answer<T> = Result<ResponseValue<T>, Error<types::Failure>>;

/// Tells the story; an error says where it went wrong.
pub async fn tell(url: &str) -> Result<(), Failure> {
    let client = connect(url, Some("any"))?;
    push(&client).await?;
    let messages = pull(&client).await?;
    settle(&client, &messages).await?;
    refusals(&client).await?;
    credentials(url).await?;
    wrong_content_type(&client).await
}

fn id(text: &str) -> Result<types::Identifier, Failure> {
    Ok(text.parse()?)
}

fn text(body: &str, delay_seconds: Option<i64>) -> types::TextMessage {
    types::TextMessage {
        body: body.into(),
        content_type: types::TextMessageContentType::Text,
        delay_seconds,
    }
}

fn json_message(body: Value) -> types::JsonMessage {
    types::JsonMessage {
        body,
        content_type: types::JsonMessageContentType::Json,
        delay_seconds: None,
    }
}

fn check(holds: bool, what: &str) -> Result<(), Failure> {
    if holds { Ok(()) } else { Err(what.into()) }
}

async fn push(client: &Client) -> Result<(), Failure> {
    let (account, orders) = (id("any")?, id("orders")?);
    let first = text("hello", None).into();
    let answer = client
        .queues_messages_push(&account, &orders, &first)
        .await?;
    let metrics = answer
        .result
        .as_ref()
        .and_then(|result| result.metadata.clone());
    let metrics = metrics
        .and_then(|metadata| metadata.metrics)
        .ok_or("a push gives metrics")?;
    check(metrics.backlog_count == 1, "one message after one push")?;

    let second = json_message(json!({ "hello": "world" })).into();
    client
        .queues_messages_push(&account, &orders, &second)
        .await?;

    let batch = types::BulkPushRequest {
        messages: vec![
            text("one", None).into(),
            json_message(json!([1, "two", null])).into(),
            text("late", Some(600)).into(),
        ],
        delay_seconds: None,
    };
    let answer = client
        .queues_messages_bulk_push(&account, &orders, &batch)
        .await?;
    check(
        answer.success && answer.errors.is_empty(),
        "a bulk push succeeds",
    )
}

async fn pull_up_to(
    client: &Client,
    batch_size: u64,
) -> Result<Vec<types::PulledMessage>, Failure> {
    let body = types::PullRequest {
        batch_size: batch_size.try_into()?,
        visibility_timeout_ms: Some(60_000.try_into()?),
    };
    let answer = client
        .queues_messages_pull(&id("any")?, &id("orders")?, &body)
        .await?;
    let result = answer.into_inner().result.ok_or("a pull gives a result")?;
    Ok(result.messages)
}

async fn pull(client: &Client) -> Result<HashMap<String, types::PulledMessage>, Failure> {
    let mut messages = pull_up_to(client, 3).await?;
    check(messages.len() == 3, "no more than the batch size")?;
    messages.extend(pull_up_to(client, 50).await?);
    check(messages.len() == 4, "four are visible, one is late")?;
    let mut found = HashMap::new();
    for message in messages {
        check(message.attempts == Some(1), "a first attempt")?;
        let body = message.body.clone().ok_or("a message has a body")?;
        found.insert(body, message);
    }
    // JSON comes back as base64 of its text.
    for (body, kind) in [
        ("hello", "text"),
        ("eyJoZWxsbyI6IndvcmxkIn0=", "json"),
        ("one", "text"),
        ("WzEsInR3byIsbnVsbF0=", "json"),
    ] {
        let message = found.get(body).ok_or(format!("no {body}"))?;
        let metadata = message
            .metadata
            .as_ref()
            .and_then(|metadata| metadata.0.as_ref());
        let told = metadata.and_then(|metadata| metadata.cf_content_type.as_deref());
        check(told == Some(kind), "the content type that was sent")?;
    }
    Ok(found)
}

fn lease(message: &types::PulledMessage) -> Result<String, Failure> {
    let lease = message.lease_id.as_ref().ok_or("a message has a lease")?;
    Ok(lease.to_string())
}

async fn settle(
    client: &Client,
    messages: &HashMap<String, types::PulledMessage>,
) -> Result<(), Failure> {
    let (account, orders) = (id("any")?, id("orders")?);
    let body = types::AckRequest {
        acks: vec![types::Ack {
            lease_id: lease(&messages["hello"])?.parse()?,
        }],
        retries: vec![types::Retry {
            lease_id: lease(&messages["one"])?.parse()?,
            delay_seconds: Some(1),
        }],
    };
    let answer = client.queues_messages_ack(&account, &orders, &body).await?;
    let result = answer.into_inner().result.ok_or("an ack gives a result")?;
    check(
        result.ack_count == Some(1) && result.retry_count == Some(1),
        "one of each",
    )?;
    check(result.warnings.is_empty(), "no warning")?;

    check(
        pull_up_to(client, 10).await?.is_empty(),
        "a delayed retry waits",
    )?;
    tokio::time::sleep(Duration::from_millis(1100)).await;
    let again = pull_up_to(client, 10).await?;
    let bodies: Vec<_> = again
        .iter()
        .map(|message| message.body.as_deref())
        .collect();
    check(
        bodies == [Some("one")],
        "the retry, and what was acknowledged is gone",
    )?;
    check(again[0].attempts == Some(2), "a second attempt")?;

    let garbage = types::AckRequest {
        acks: vec![types::Ack {
            lease_id: "garbage".parse()?,
        }],
        retries: vec![],
    };
    let answer = client
        .queues_messages_ack(&account, &orders, &garbage)
        .await?;
    let result = answer.into_inner().result.ok_or("an ack gives a result")?;
    check(
        result.warnings.contains_key("garbage"),
        "a warning for a lease that is garbage",
    )
}

/// That a call was refused with this status and this code.
fn refused<T>(answer: Answer<T>, status: u16, code: i64) -> Result<(), Failure> {
    match answer {
        Err(Error::ErrorResponse(failure)) => {
            let codes: Vec<_> = failure.errors.iter().map(|error| error.code).collect();
            let told = (failure.status().as_u16(), codes);
            check(
                told == (status, vec![code]),
                &format!("{told:?}, not {status} {code}"),
            )
        }
        Err(other) => Err(format!("{status} {code}: {other}").into()),
        Ok(_) => Err(format!("{status} {code}: it was accepted").into()),
    }
}

async fn refusals(client: &Client) -> Result<(), Failure> {
    let (account, orders) = (id("any")?, id("orders")?);
    let message = text("hello", None).into();
    refused(
        client
            .queues_messages_push(&account, &id("nowhere")?, &message)
            .await,
        404,
        10104,
    )?;
    refused(
        client
            .queues_messages_push(&account, &id("locked")?, &message)
            .await,
        403,
        10000,
    )?;

    let many = types::BulkPushRequest {
        messages: vec![text("hello", None).into(); 101],
        delay_seconds: None,
    };
    refused(
        client
            .queues_messages_bulk_push(&account, &orders, &many)
            .await,
        413,
        10206,
    )?;

    let body = types::PullRequest::default();
    refused(
        client
            .queues_messages_pull(&account, &id("closed")?, &body)
            .await,
        405,
        7001,
    )
}

async fn credentials(url: &str) -> Result<(), Failure> {
    let message = text("hello", None).into();
    let stranger = connect(url, None)?;
    let answer = stranger
        .queues_messages_push(&id("any")?, &id("orders")?, &message)
        .await;
    refused(answer, 400, 9106)?;
    let friend = connect(url, Some("secret"))?;
    friend
        .queues_messages_push(&id("any")?, &id("locked")?, &message)
        .await?;
    Ok(())
}

/// The types can't say it, which is their merit; sent past them, the failure is read with them.
async fn wrong_content_type(client: &Client) -> Result<(), Failure> {
    let wrong = json!({ "body": "hello", "content_type": "bytes" });
    let typed = serde_json::from_value::<types::PushRequest>(wrong.clone());
    check(
        typed.is_err(),
        "the type refuses a content type that does not exist",
    )?;
    let url = format!("{}/accounts/any/queues/orders/messages", client.baseurl);
    let answer = client.client.post(url).json(&wrong).send().await?;
    check(
        answer.status() == 400,
        "400 for a content type that does not exist",
    )?;
    let failure: types::Failure = answer.json().await?;
    check(
        failure.errors[0].code == 10203,
        "10203 for a content type that does not exist",
    )?;
    check(failure.result.is_none(), "a failure has no result")
}
