"""The vectors, by the operations that openapi-python-client has generated."""

from collections.abc import Mapping
from typing import Any

import httpx
from connect import accepted, connect
from queues_client import AuthenticatedClient, Client
from queues_client.api.queue import (
    queues_messages_ack,
    queues_messages_bulk_push,
    queues_messages_pull,
    queues_messages_push,
)
from queues_client.models import (
    AckRequest,
    BulkPushRequest,
    JsonMessage,
    PullRequest,
    TextMessage,
)
from queues_client.types import UNSET
from refused import Refused
from vectors import run


def call(url: str, operation: str, path: Mapping[str, str], body: Any) -> object:
    with connect(url, token="any") as client:
        try:
            return send(client, operation, path["account_id"], path["queue_id"], body)
        except httpx.HTTPStatusError as error:
            raise Refused(error.response.status_code) from error


def send(
    client: AuthenticatedClient | Client,
    operation: str,
    account: str,
    queue: str,
    body: Any,
) -> object:
    match operation:
        case "queues.messages.push":
            kind = TextMessage if body["content_type"] == "text" else JsonMessage
            message = kind.from_dict(body)
            return accepted(
                queues_messages_push.sync_detailed(account, queue, client=client, body=message)
            ).to_dict()
        case "queues.messages.bulkPush":
            batch = BulkPushRequest.from_dict(body)
            return accepted(
                queues_messages_bulk_push.sync_detailed(account, queue, client=client, body=batch)
            ).to_dict()
        case "queues.messages.pull":
            pull = UNSET if body is None else PullRequest.from_dict(body)
            return accepted(
                queues_messages_pull.sync_detailed(account, queue, client=client, body=pull)
            ).to_dict()
        case "queues.messages.ack":
            leases = AckRequest.from_dict(body)
            return accepted(
                queues_messages_ack.sync_detailed(account, queue, client=client, body=leases)
            ).to_dict()
    raise AssertionError(f"no such operation: {operation}")


if __name__ == "__main__":
    run(call)
