"""A server on loopback that remembers the last request and answers as it is told.

It knows nothing of queues, and nothing of what is right.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass(frozen=True)
class Arrived:
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Capture:
    """What the server does; change the answer, then call, then look at what arrived."""

    url: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    arrived: Arrived | None = None


def _handler(capture: Capture) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            capture.arrived = Arrived(self.command, self.path, headers, body)
            self._answer()

        do_GET = do_PUT = do_PATCH = do_DELETE = do_POST

        def _answer(self) -> None:
            self.send_response(capture.status, "Status")
            for name, value in capture.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(capture.body)))
            self.end_headers()
            self.wfile.write(capture.body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def capturing(base: str) -> Iterator[Capture]:
    """A capture whose address ends with `base`, as a real server's does."""
    capture = Capture(url="")
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(capture))
    capture.url = f"http://127.0.0.1:{server.server_port}{base}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield capture
    finally:
        server.shutdown()
        server.server_close()
