// One call by the document's names: arguments as JSON go in, what the client made of it comes out.
// A body is read into the tool's own type first; what that type refuses is not sent.
use crate::client::{Client, Error, ResponseValue, types};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// What a caller sees of an answer.
pub enum Seen {
    /// The typed value, written back as JSON.
    Value { status: u16, body: Value },
    /// A failure, with its typed body where there is one.
    Failure { status: u16, body: Option<Value> },
    /// Neither: no sense could be made of the answer.
    Unreadable(String),
}

/// Calls an operation. An error says why nothing was sent.
pub async fn call(client: &Client, operation: &str, given: &Value) -> Result<Seen, String> {
    let account = read(&given["path"]["account_id"])?;
    let queue = read(&given["path"]["queue_id"])?;
    let body = &given["body"];
    match operation {
        "queues.messages.push" => {
            let body = read(body)?;
            see(client.queues_messages_push(&account, &queue, &body).await)
        }
        "queues.messages.bulkPush" => {
            let body = read(body)?;
            see(client
                .queues_messages_bulk_push(&account, &queue, &body)
                .await)
        }
        "queues.messages.pull" => {
            // The method takes no absent body: an empty one stands for it.
            // https://github.com/oxidecomputer/progenitor/issues/384
            let body = match body {
                Value::Null => types::PullRequest::default(),
                _ => read(body)?,
            };
            see(client.queues_messages_pull(&account, &queue, &body).await)
        }
        "queues.messages.ack" => {
            let body = read(body)?;
            see(client.queues_messages_ack(&account, &queue, &body).await)
        }
        _ => Err(format!("this program knows no operation {operation}")),
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    T::deserialize(value).map_err(|error| format!("the type refuses {value}: {error}"))
}

fn write<T: Serialize>(value: T) -> Result<Value, String> {
    serde_json::to_value(value).map_err(|error| error.to_string())
}

fn see<T: Serialize>(
    answer: Result<ResponseValue<T>, Error<types::Failure>>,
) -> Result<Seen, String> {
    Ok(match answer {
        Ok(value) => Seen::Value {
            status: value.status().as_u16(),
            body: write(value.into_inner())?,
        },
        Err(Error::ErrorResponse(failure)) => Seen::Failure {
            status: failure.status().as_u16(),
            body: Some(write(failure.into_inner())?),
        },
        Err(Error::UnexpectedResponse(answer)) => Seen::Failure {
            status: answer.status().as_u16(),
            body: None,
        },
        Err(Error::Custom(status)) => Seen::Failure {
            status: status.parse().map_err(|_| status)?,
            body: None,
        },
        Err(error) => Seen::Unreadable(error.to_string()),
    })
}
