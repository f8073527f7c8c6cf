"""Scripts for both clients of the official SDK: written once, run with and without `await`.

A script yields calls and is sent what came of each: a result, or the SDK's error.
"""

import asyncio
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cloudflare import APIError, AsyncCloudflare, Cloudflare


@dataclass(frozen=True)
class Step:
    """A call of `queues.messages`; `options` are those of the client's `with_options`."""

    method: str
    arguments: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict)


Script = Callable[[], Generator[Step, Any, None]]


def run_both(script: Script) -> None:
    run(script)
    asyncio.run(run_async(script))


def run(script: Script) -> None:
    client, steps = Cloudflare(), script()
    step = next(steps, None)
    while step is not None:
        messages: Any = client.with_options(**step.options).queues.messages
        outcome: Any
        try:
            raw = getattr(messages.with_raw_response, step.method)(**step.arguments)
            assert raw.headers["content-type"] == "application/json"
            outcome = raw.parse()
        except APIError as error:
            outcome = error
        step = _next(steps, outcome)


async def run_async(script: Script) -> None:
    client, steps = AsyncCloudflare(), script()
    step = next(steps, None)
    while step is not None:
        messages: Any = client.with_options(**step.options).queues.messages
        outcome: Any
        try:
            call = getattr(messages.with_raw_response, step.method)
            raw = await call(**step.arguments)
            assert raw.headers["content-type"] == "application/json"
            outcome = await raw.parse()
        except APIError as error:
            outcome = error
        step = _next(steps, outcome)


def _next(steps: Generator[Step, Any, None], outcome: Any) -> Step | None:
    try:
        return steps.send(outcome)
    except StopIteration:
        return None
