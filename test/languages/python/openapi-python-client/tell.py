"""The story, by the operations that openapi-python-client has generated."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

from connect import accepted, connect
from queues_client.api.queue import (
    queues_messages_ack,
    queues_messages_bulk_push,
    queues_messages_pull,
    queues_messages_push,
)
from queues_client.models import (
    Ack,
    AckRequest,
    BulkPushRequest,
    BulkPushResult,
    Failure,
    JsonMessage,
    JsonMessageContentType,
    PulledMessage,
    PullRequest,
    PushResult,
    Retry,
    TextMessage,
    TextMessageContentType,
)
from queues_client.types import UNSET, Unset
from refused import Refused
from story import ACCOUNT, TOKEN, Delivery, Message, Settled, tell


class GeneratedQueues:
    def __init__(self, url: str, token: str | None) -> None:
        self._client = connect(url, token)

    def push(self, queue: str, message: Message) -> int:
        response = queues_messages_push.sync_detailed(
            ACCOUNT, queue, client=self._client, body=written(message)
        )
        return backlog(accepted(response).result)

    def bulk_push(self, queue: str, messages: Sequence[Message]) -> int:
        batch = BulkPushRequest(messages=[written(message) for message in messages])
        response = queues_messages_bulk_push.sync_detailed(
            ACCOUNT, queue, client=self._client, body=batch
        )
        return backlog(accepted(response).result)

    def pull(self, queue: str, batch_size: int, visibility_timeout_ms: int) -> list[Delivery]:
        body = PullRequest(batch_size=batch_size, visibility_timeout_ms=visibility_timeout_ms)
        response = queues_messages_pull.sync_detailed(
            ACCOUNT, queue, client=self._client, body=body
        )
        result = accepted(response).result
        assert result and not isinstance(result.messages, Unset)
        return [read(message) for message in result.messages]

    def ack(self, queue: str, acks: Sequence[str], retries: Mapping[str, int]) -> Settled:
        body = AckRequest(
            acks=[Ack(lease_id=lease) for lease in acks],
            retries=[
                Retry(lease_id=lease, delay_seconds=delay) for lease, delay in retries.items()
            ],
        )
        response = queues_messages_ack.sync_detailed(ACCOUNT, queue, client=self._client, body=body)
        result = accepted(response).result
        assert result and not isinstance(result.warnings, Unset)
        warnings = result.warnings.additional_properties
        return Settled(result.ack_count or 0, result.retry_count or 0, warnings)

    def push_unchecked(self, queue: str, message: dict[str, Any]) -> None:
        path = f"/accounts/{ACCOUNT}/queues/{queue}/messages"
        response = self._client.get_httpx_client().post(path, json=message)
        if not response.is_success:
            errors = Failure.from_dict(response.json()).errors
            raise Refused(response.status_code, [error.code for error in errors])


def written(message: Message) -> JsonMessage | TextMessage:
    delay = UNSET if message.delay_seconds is None else message.delay_seconds
    if isinstance(message.body, str):
        return TextMessage(message.body, TextMessageContentType.TEXT, delay)
    return JsonMessage(message.body, JsonMessageContentType.JSON, delay)


def read(message: PulledMessage) -> Delivery:
    assert message.lease_id and message.attempts and message.metadata
    assert not isinstance(message.body, Unset)
    kind = message.metadata.cf_content_type
    assert kind
    return Delivery(message.lease_id, message.body, message.attempts, kind)


def backlog(result: PushResult | BulkPushResult | Unset) -> int:
    assert result and result.metadata and result.metadata.metrics
    return result.metadata.metrics.backlog_count


if __name__ == "__main__":
    address = sys.argv[1]
    tell(*(GeneratedQueues(address, token) for token in (TOKEN, "wrong", None)))
