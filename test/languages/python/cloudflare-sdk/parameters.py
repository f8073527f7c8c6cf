"""All parameters of the four methods, sync and async: each is sent, and its effect is seen."""

from collections.abc import Generator
from typing import Any

from script import Step, run_both
from story import ACCOUNT, ORDERS

# What every method of the SDK takes beside its own parameters.
EXTRAS: dict[str, Any] = {
    "queue_id": ORDERS,
    "account_id": ACCOUNT,
    "extra_headers": {"x-extra": "1"},
    "extra_query": {"extra": "1"},
    "timeout": 10,
}


def step(method: str, **arguments: Any) -> Step:
    return Step(method, EXTRAS | arguments)


def script() -> Generator[Step, Any, None]:
    text = dict(body="text", content_type="text", delay_seconds=0)
    pushed = yield step("push", **text)
    metrics = pushed.metadata.metrics
    assert metrics.backlog_count >= 1 and metrics.backlog_bytes >= 4, pushed
    assert metrics.oldest_message_timestamp_ms > 0, pushed
    yield step("push", body=[1], content_type="json", delay_seconds=600)
    # The delay of the batch is for the message that has none of its own.
    late = dict(body={"late": True}, content_type="json")
    pushed = yield step("bulk_push", delay_seconds=600, messages=[text, late])
    assert pushed.metadata.metrics.backlog_count >= 4, pushed
    yield step("push", extra_body={"body": "extra", "content_type": "text"})

    few = yield step("pull", batch_size=2, visibility_timeout_ms=600_000)
    rest = yield step("pull", batch_size=100, visibility_timeout_ms=1_000)
    assert [message.body for message in few.messages] == ["text", "text"], few
    assert [message.body for message in rest.messages] == ["extra"], rest
    assert few.message_backlog_count >= 5, few
    assert few.metadata.metrics.backlog_count >= 5, few
    first = few.messages[0]
    assert first.id and first.attempts == 1 and first.timestamp_ms > 0, first
    assert first.metadata["CF-Content-Type"] == "text", first

    acks = [{"lease_id": message.lease_id} for message in few.messages]
    retry = {"lease_id": rest.messages[0].lease_id, "delay_seconds": 600}
    told = yield step("ack", acks=acks, retries=[retry])
    assert (told.ack_count, told.retry_count, told.warnings) == (2, 1, {}), told


if __name__ == "__main__":
    run_both(script)
