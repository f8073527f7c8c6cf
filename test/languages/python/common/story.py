"""The story: what every client must be able to do with an emulator that `programs.ts` sets up.

It speaks through the protocol Queues alone, which each client has an adapter for.
"""

import base64
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from refused import Refused

# The emulator's: a queue with a token of its own, and one that is not for HTTP pull.
ACCOUNT, ORDERS, CLOSED, UNKNOWN = "any", "orders", "closed", "nobody"
TOKEN = "right"


@dataclass(frozen=True)
class Message:
    """A message to send: a string is sent as text, anything else as JSON."""

    body: object
    delay_seconds: int | None = None


@dataclass(frozen=True)
class Delivery:
    lease_id: str
    body: str
    attempts: int
    content_type: str

    def decoded(self) -> object:
        if self.content_type == "json":
            return json.loads(base64.b64decode(self.body))
        return self.body


@dataclass(frozen=True)
class Settled:
    acks: int
    retries: int
    warnings: Mapping[str, str]


class Queues(Protocol):
    """A client. A failure is raised as Refused."""

    def push(self, queue: str, message: Message) -> int:
        """Gives the backlog that the answer tells."""

    def bulk_push(self, queue: str, messages: Sequence[Message]) -> int:
        """Gives the backlog that the answer tells."""

    def pull(self, queue: str, batch_size: int, visibility_timeout_ms: int) -> list[Delivery]: ...

    def ack(self, queue: str, acks: Sequence[str], retries: Mapping[str, int]) -> Settled:
        """`retries` are delays in seconds, by lease."""

    def push_unchecked(self, queue: str, message: dict[str, Any]) -> None:
        """Sends what the client's own types refuse."""


def tell(right: Queues, wrong: Queues, nobody: Queues) -> None:
    """The whole story; clients with the right token, a wrong one and no credentials."""
    pushed(right)
    settled(right)
    refusals(right, wrong, nobody)


def pushed(queues: Queues) -> None:
    assert queues.push(ORDERS, Message("hello")) == 1
    assert queues.push(ORDERS, Message({"hello": ["wörld", None]})) == 2
    three = [Message("one"), Message([2]), Message("late", delay_seconds=600)]
    assert queues.bulk_push(ORDERS, three) == 5


def settled(queues: Queues) -> None:
    pulled = queues.pull(ORDERS, batch_size=10, visibility_timeout_ms=60_000)
    bodies = [delivery.decoded() for delivery in pulled]
    assert bodies == ["hello", {"hello": ["wörld", None]}, "one", [2]], bodies
    assert all(delivery.attempts == 1 for delivery in pulled), pulled
    done, again = pulled[0], pulled[1]
    told = queues.ack(ORDERS, [done.lease_id], {again.lease_id: 1})
    assert told == Settled(acks=1, retries=1, warnings={}), told
    assert queues.pull(ORDERS, batch_size=1, visibility_timeout_ms=60_000) == []
    second = _after_the_delay(queues)
    assert (second.decoded(), second.attempts) == (again.decoded(), 2), second
    told = queues.ack(ORDERS, ["garbage"], {})
    assert told.acks == 0 and list(told.warnings) == ["garbage"], told


def _after_the_delay(queues: Queues) -> Delivery:
    for _ in range(100):
        time.sleep(0.1)
        pulled = queues.pull(ORDERS, batch_size=1, visibility_timeout_ms=60_000)
        if pulled:
            return pulled[0]
    raise AssertionError("the message did not come back")


def refusals(right: Queues, wrong: Queues, nobody: Queues) -> None:
    with refused(404, 10104):
        right.push(UNKNOWN, Message("hello"))
    with refused(403, 10000):
        wrong.pull(ORDERS, batch_size=1, visibility_timeout_ms=1000)
    with refused(400, 9106):
        nobody.ack(ORDERS, ["garbage"], {})
    with refused(413, 10206):
        right.bulk_push(ORDERS, [Message("one of many")] * 101)
    with refused(400, 10203):
        right.push_unchecked(ORDERS, {"body": "hello", "content_type": "bytes"})
    with refused(405, 7001):
        right.pull(CLOSED, batch_size=1, visibility_timeout_ms=1000)


@contextmanager
def refused(status: int, code: int) -> Iterator[None]:
    try:
        yield
    except Refused as no:
        assert (no.status, no.codes) == (status, [code]), no
    else:
        raise AssertionError(f"{status} with {code} was expected")
