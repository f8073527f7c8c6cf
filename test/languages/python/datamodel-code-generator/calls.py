"""The vectors, by the models of datamodel-code-generator and the thin client around them."""

from collections.abc import Mapping
from typing import Any

import httpx
from models import AckRequest, BulkPushRequest, PullRequest, PushRequest
from pydantic import BaseModel
from queues import Queue
from vectors import run


def call(url: str, operation: str, path: Mapping[str, str], body: Any) -> object:
    with httpx.Client(base_url=url) as http:
        queue = Queue(http, path["account_id"], path["queue_id"])
        answer = send(queue, operation, body)
    return answer.model_dump(mode="json", by_alias=True, exclude_unset=True)


def send(queue: Queue, operation: str, body: Any) -> BaseModel:
    match operation:
        case "queues.messages.push":
            return queue.push(PushRequest.model_validate(body).root)
        case "queues.messages.bulkPush":
            return queue.bulk_push(BulkPushRequest.model_validate(body))
        case "queues.messages.pull":
            pull = None if body is None else PullRequest.model_validate(body)
            return queue.pull(pull)
        case "queues.messages.ack":
            return queue.ack(AckRequest.model_validate(body))
    raise AssertionError(f"no such operation: {operation}")


if __name__ == "__main__":
    run(call)
