"""Failures as the official SDK documents them, sync and async: a class for each status."""

from collections.abc import Generator
from typing import Any

from capture import capturing
from cloudflare import (
    APIConnectionError,
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    InternalServerError,
    NotFoundError,
    Omit,
    PermissionDeniedError,
    RateLimitError,
    UnprocessableEntityError,
)
from script import Step, run_both
from story import ACCOUNT, CLOSED, ORDERS, UNKNOWN

Failing = tuple[type[APIStatusError], int, int | None]


def step(method: str, queue: str, **arguments: Any) -> Step:
    options = {"max_retries": 0, **arguments.pop("options", {})}
    return Step(method, {"queue_id": queue, "account_id": ACCOUNT} | arguments, options)


def text(queue: str, **arguments: Any) -> Step:
    return step("push", queue, body="hello", content_type="text", **arguments)


def from_the_emulator() -> Generator[Step, Any, None]:
    many = [{"body": "one of many", "content_type": "text"}] * 101
    bytes_ = {"content_type": "bytes"}
    nobody = {"Authorization": Omit()}
    wrong = {"api_token": "wrong"}
    failing: list[tuple[Step, Failing]] = [
        (text(UNKNOWN), (NotFoundError, 404, 10104)),
        (text(ORDERS, options=wrong), (PermissionDeniedError, 403, 10000)),
        (text(ORDERS, extra_headers=nobody), (BadRequestError, 400, 9106)),
        (text(ORDERS, extra_body=bytes_), (BadRequestError, 400, 10203)),
        (text("busy"), (RateLimitError, 429, 10250)),
        (step("bulk_push", ORDERS, messages=many), (APIStatusError, 413, 10206)),
        (step("pull", CLOSED), (APIStatusError, 405, 7001)),
    ]
    for call, want in failing:
        check((yield call), want)


def from_others() -> Generator[Step, Any, None]:
    classes: dict[int, type[APIStatusError]] = {
        401: AuthenticationError,
        422: UnprocessableEntityError,
        502: InternalServerError,
    }
    with capturing("") as server:
        for status, kind in classes.items():
            server.status, server.body = status, b"<html></html>"
            failed = yield text(ORDERS, options={"base_url": server.url})
            check(failed, (kind, status, None))
    failed = yield text(ORDERS, options={"base_url": "http://127.0.0.1:1"})
    assert isinstance(failed, APIConnectionError), failed


def check(error: Any, want: Failing) -> None:
    kind, status, code = want
    assert type(error) is kind, error
    assert error.status_code == error.response.status_code == status, error
    assert [each.code for each in error.errors] == ([code] if code else []), error


if __name__ == "__main__":
    run_both(from_the_emulator)
    run_both(from_others)
