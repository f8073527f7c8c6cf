"""A thin client around the generated models: one call by httpx, no retry, no other comfort."""

from typing import TypeVar
from urllib.parse import quote

import httpx
from models import (
    AckRequest,
    AckResponse,
    BulkPushRequest,
    BulkPushResponse,
    Failure,
    JsonMessage,
    PullRequest,
    PullResponse,
    PushResponse,
    TextMessage,
)
from pydantic import BaseModel, ValidationError
from refused import Refused

Answer = TypeVar("Answer", bound=BaseModel)


class Queue:
    """The four operations of one queue."""

    def __init__(self, http: httpx.Client, account_id: str, queue_id: str) -> None:
        account, queue = quote(account_id, safe=""), quote(queue_id, safe="")
        self._http = http
        self._path = f"/accounts/{account}/queues/{queue}/messages"

    def push(self, message: TextMessage | JsonMessage) -> PushResponse:
        return self._post("", message, PushResponse)

    def bulk_push(self, batch: BulkPushRequest) -> BulkPushResponse:
        return self._post("/batch", batch, BulkPushResponse)

    def pull(self, request: PullRequest | None = None) -> PullResponse:
        return self._post("/pull", request or PullRequest(), PullResponse)

    def ack(self, leases: AckRequest) -> AckResponse:
        return self._post("/ack", leases, AckResponse)

    def _post(self, step: str, body: BaseModel, answer: type[Answer]) -> Answer:
        sent = body.model_dump_json(by_alias=True, exclude_unset=True)
        headers = {"content-type": "application/json"}
        response = self._http.post(self._path + step, content=sent, headers=headers)
        if not response.is_success:
            raise refusal(response)
        try:
            return answer.model_validate_json(response.content)
        except ValidationError as error:
            no = refusal(response)
            raise no if no.codes else error from error


def refusal(response: httpx.Response) -> Refused:
    """What the service said, where it said it in its own shape."""
    try:
        errors = Failure.model_validate_json(response.content).errors
    except ValidationError:
        return Refused(response.status_code)
    codes = [error.code for error in errors]
    return Refused(response.status_code, codes, [error.message for error in errors])
