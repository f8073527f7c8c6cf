"""Connects the generated client, and makes a failure of everything that is not the API's JSON.

It wraps no operation: those are called as they were generated.
"""

from http import HTTPStatus
from typing import Any, TypeVar

import httpx
from queues_client import AuthenticatedClient, Client
from queues_client.models import (
    AckResponse,
    BulkPushResponse,
    Failure,
    PullResponse,
    PushResponse,
)
from queues_client.types import Response
from refused import Refused

Answer = TypeVar("Answer", AckResponse, BulkPushResponse, PullResponse, PushResponse)

# Nobody lists 520 to 527, which Cloudflare's edge answers with: the generated code can't name them
# (https://github.com/openapi-generators/openapi-python-client/issues/1442).
LISTED = frozenset(int(status) for status in HTTPStatus)


def not_from_the_api(response: httpx.Response) -> None:
    """A page of a gateway is an httpx.HTTPStatusError, which keeps the status."""
    kind = response.headers.get("content-type", "")
    if "json" not in kind or response.status_code not in LISTED:
        response.raise_for_status()


def connect(url: str, token: str | None) -> AuthenticatedClient | Client:
    hooks: dict[str, Any] = {"event_hooks": {"response": [not_from_the_api]}}
    if token is None:
        return Client(base_url=url, httpx_args=hooks)
    return AuthenticatedClient(base_url=url, token=token, httpx_args=hooks)


def accepted(response: Response[Failure | Answer]) -> Answer:
    """The answer to a call that worked, or else Refused."""
    answer = response.parsed
    if answer is None:
        raise Refused(response.status_code)
    if isinstance(answer, Failure) or not answer.success:
        errors = answer.errors or []
        codes = [error.code for error in errors]
        raise Refused(response.status_code, codes, [error.message for error in errors])
    return answer
