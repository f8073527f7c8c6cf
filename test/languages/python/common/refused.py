"""The service's no, as every program of this folder raises it: its status and what it said."""

from collections.abc import Sequence


class Refused(Exception):
    """The service answered, and did not do it."""

    def __init__(
        self, status: int, codes: Sequence[int] = (), messages: Sequence[str] = ()
    ) -> None:
        super().__init__(f"{status}: {list(codes)} {list(messages)}")
        self.status = status
        self.codes = list(codes)
        self.messages = list(messages)
