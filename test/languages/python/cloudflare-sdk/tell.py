"""The story by the official SDK. Base URL and token come by the environment."""

from collections.abc import Mapping, Sequence
from typing import Any

from cloudflare import Cloudflare, Omit
from shapes import backlog, delays, deliveries, leases, refusals, settled, written
from story import ACCOUNT, Delivery, Message, Settled, tell


class OfficialQueues:
    def __init__(self, client: Cloudflare, headers: Mapping[str, str | Omit] | None = None) -> None:
        self._messages = client.queues.messages
        self._headers = headers

    def push(self, queue: str, message: Message) -> int:
        fields: Any = written(message)
        with refusals():
            result = self._messages.push(queue, account_id=ACCOUNT, **fields)
        return backlog(result)

    def bulk_push(self, queue: str, messages: Sequence[Message]) -> int:
        batch = [written(message) for message in messages]
        with refusals():
            result = self._messages.bulk_push(queue, account_id=ACCOUNT, messages=batch)
        return backlog(result)

    def pull(self, queue: str, batch_size: int, visibility_timeout_ms: int) -> list[Delivery]:
        with refusals():
            result = self._messages.pull(
                queue,
                account_id=ACCOUNT,
                batch_size=batch_size,
                visibility_timeout_ms=visibility_timeout_ms,
            )
        return deliveries(result)

    def ack(self, queue: str, acks: Sequence[str], retries: Mapping[str, int]) -> Settled:
        with refusals():
            result = self._messages.ack(
                queue,
                account_id=ACCOUNT,
                acks=leases(acks),
                retries=delays(retries),
                extra_headers=self._headers,
            )
        return settled(result)

    def push_unchecked(self, queue: str, message: dict[str, Any]) -> None:
        with refusals():
            self._messages.push(queue, account_id=ACCOUNT, extra_body=message)


if __name__ == "__main__":
    client = Cloudflare()
    tell(
        OfficialQueues(client),
        OfficialQueues(client.with_options(api_token="wrong")),
        # Without credentials the SDK sends nothing, unless they are left out in so many words.
        OfficialQueues(client, {"Authorization": Omit()}),
    )
