"""The story by the official SDK's asynchronous client, which is waited for call by call."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, TypeVar

from cloudflare import AsyncCloudflare, Omit
from shapes import backlog, delays, deliveries, leases, refusals, settled, written
from story import ACCOUNT, Delivery, Message, Settled, tell

Result = TypeVar("Result")


class AsyncQueues:
    def __init__(
        self,
        runner: asyncio.Runner,
        client: AsyncCloudflare,
        headers: Mapping[str, str | Omit] | None = None,
    ) -> None:
        self._runner = runner
        self._messages = client.queues.messages
        self._headers = headers

    def _wait(self, call: Coroutine[Any, Any, Result]) -> Result:
        with refusals():
            return self._runner.run(call)

    def push(self, queue: str, message: Message) -> int:
        fields: Any = written(message)
        call = self._messages.push(queue, account_id=ACCOUNT, **fields)
        return backlog(self._wait(call))

    def bulk_push(self, queue: str, messages: Sequence[Message]) -> int:
        batch = [written(message) for message in messages]
        call = self._messages.bulk_push(queue, account_id=ACCOUNT, messages=batch)
        return backlog(self._wait(call))

    def pull(self, queue: str, batch_size: int, visibility_timeout_ms: int) -> list[Delivery]:
        call = self._messages.pull(
            queue,
            account_id=ACCOUNT,
            batch_size=batch_size,
            visibility_timeout_ms=visibility_timeout_ms,
        )
        return deliveries(self._wait(call))

    def ack(self, queue: str, acks: Sequence[str], retries: Mapping[str, int]) -> Settled:
        call = self._messages.ack(
            queue,
            account_id=ACCOUNT,
            acks=leases(acks),
            retries=delays(retries),
            extra_headers=self._headers,
        )
        return settled(self._wait(call))

    def push_unchecked(self, queue: str, message: dict[str, Any]) -> None:
        call = self._messages.push(queue, account_id=ACCOUNT, extra_body=message)
        self._wait(call)


if __name__ == "__main__":
    with asyncio.Runner() as runner:
        client = AsyncCloudflare()
        tell(
            AsyncQueues(runner, client),
            AsyncQueues(runner, client.with_options(api_token="wrong")),
            AsyncQueues(runner, client, {"Authorization": Omit()}),
        )
