"""The story, by the models of datamodel-code-generator and the thin client around them.

What the models refuse is also sent unchecked, so that the service's own answer is seen.
"""

import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
from models import (
    Ack,
    AckRequest,
    BulkPushRequest,
    BulkPushResult,
    JsonMessage,
    PulledMessage,
    PullRequest,
    PushResult,
    Retry,
    TextMessage,
)
from pydantic import ValidationError
from queues import Queue
from story import ACCOUNT, TOKEN, Delivery, Message, Settled, tell


class ModelledQueues:
    def __init__(self, url: str, token: str | None) -> None:
        headers = {} if token is None else {"authorization": f"Bearer {token}"}
        self._http = httpx.Client(base_url=url, headers=headers)

    def _queue(self, queue: str) -> Queue:
        return Queue(self._http, ACCOUNT, queue)

    def push(self, queue: str, message: Message) -> int:
        return backlog(self._queue(queue).push(written(message)).result)

    def bulk_push(self, queue: str, messages: Sequence[Message]) -> int:
        batch = batched([written(message) for message in messages])
        return backlog(self._queue(queue).bulk_push(batch).result)

    def pull(self, queue: str, batch_size: int, visibility_timeout_ms: int) -> list[Delivery]:
        request = PullRequest(batch_size=batch_size, visibility_timeout_ms=visibility_timeout_ms)
        result = self._queue(queue).pull(request).result
        assert result and result.messages is not None
        return [read(message) for message in result.messages]

    def ack(self, queue: str, acks: Sequence[str], retries: Mapping[str, int]) -> Settled:
        leases = AckRequest(
            acks=[Ack(lease_id=lease) for lease in acks],
            retries=[
                Retry(lease_id=lease, delay_seconds=delay) for lease, delay in retries.items()
            ],
        )
        result = self._queue(queue).ack(leases).result
        assert result and result.warnings is not None
        return Settled(result.ack_count or 0, result.retry_count or 0, result.warnings)

    def push_unchecked(self, queue: str, message: dict[str, Any]) -> None:
        with refused_by_the_model():
            TextMessage.model_validate(message)
        with warnings.catch_warnings(action="ignore"):
            self._queue(queue).push(TextMessage.model_construct(**message))


@contextmanager
def refused_by_the_model() -> Iterator[None]:
    try:
        yield
    except ValidationError:
        return
    raise AssertionError("the model was expected to refuse this")


def batched(messages: list[TextMessage | JsonMessage]) -> BulkPushRequest:
    if len(messages) <= 100:
        return BulkPushRequest(messages=messages)
    with refused_by_the_model():
        BulkPushRequest(messages=messages)
    return BulkPushRequest.model_construct(messages=messages)


def written(message: Message) -> TextMessage | JsonMessage:
    fields: dict[str, Any] = {"body": message.body}
    if message.delay_seconds is not None:
        fields["delay_seconds"] = message.delay_seconds
    if isinstance(message.body, str):
        return TextMessage(content_type="text", **fields)
    return JsonMessage(content_type="json", **fields)


def read(message: PulledMessage) -> Delivery:
    assert message.lease_id and message.attempts and message.metadata
    assert message.body is not None and message.metadata.cf_content_type
    kind = message.metadata.cf_content_type
    return Delivery(message.lease_id, message.body, message.attempts, kind)


def backlog(result: PushResult | BulkPushResult | None) -> int:
    assert result and result.metadata and result.metadata.metrics
    return result.metadata.metrics.backlog_count


if __name__ == "__main__":
    address = sys.argv[1]
    tell(*(ModelledQueues(address, token) for token in (TOKEN, "wrong", None)))
