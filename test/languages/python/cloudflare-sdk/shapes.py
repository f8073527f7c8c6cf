"""Between the story's shapes and the SDK's, for the client that waits and the one that doesn't."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from cloudflare import APIStatusError
from cloudflare.types.queues import (
    MessageAckResponse,
    MessageBulkPushResponse,
    MessagePullResponse,
    MessagePushResponse,
)
from cloudflare.types.queues.message_ack_params import Ack, Retry
from cloudflare.types.queues.message_bulk_push_params import Message as Written
from refused import Refused
from story import Delivery, Message, Settled


@contextmanager
def refusals() -> Iterator[None]:
    try:
        yield
    except APIStatusError as error:
        codes = [each.code for each in error.errors if each.code is not None]
        raise Refused(error.status_code, codes) from error


def written(message: Message) -> Written:
    if isinstance(message.body, str):
        text: Written = {"body": message.body, "content_type": "text"}
        return _delayed(text, message)
    return _delayed({"body": message.body, "content_type": "json"}, message)


def _delayed(written: Written, message: Message) -> Written:
    if message.delay_seconds is not None:
        written["delay_seconds"] = message.delay_seconds
    return written


def leases(acks: Sequence[str]) -> list[Ack]:
    return [{"lease_id": lease} for lease in acks]


def delays(retries: Mapping[str, int]) -> list[Retry]:
    return [{"lease_id": lease, "delay_seconds": delay} for lease, delay in retries.items()]


def backlog(result: MessagePushResponse | MessageBulkPushResponse | None) -> int:
    assert result and result.metadata and result.metadata.metrics
    return int(result.metadata.metrics.backlog_count)


def deliveries(result: MessagePullResponse | None) -> list[Delivery]:
    assert result and result.messages is not None
    return [_delivery(message) for message in result.messages]


def _delivery(message: Any) -> Delivery:
    kind = message.metadata["CF-Content-Type"]
    return Delivery(message.lease_id, message.body, int(message.attempts), kind)


def settled(result: MessageAckResponse | None) -> Settled:
    assert result and result.warnings is not None
    acks, retries = result.ack_count or 0, result.retry_count or 0
    return Settled(int(acks), int(retries), result.warnings)
