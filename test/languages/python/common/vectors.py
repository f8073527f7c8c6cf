"""Runs the vectors of a file through a generated client, and prints what came of it as JSON.

A client is one function, `Call`: it answers with the decoded body, raises Refused for the
service's no, and ValueError or httpx.HTTPError for an answer that it can't read.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx
from capture import Arrived, Capture, capturing
from refused import Refused

BASE = "/client/v4"
JSON = "application/json"

# The address, the operationId, the path's arguments and the body (None: there is none).
Call = Callable[[str, str, Mapping[str, str], Any], object]


def run(call: Call) -> None:
    """Runs all vectors of the file that the command line names."""
    vectors = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    failures: list[str] = []
    with capturing(BASE) as server:
        for vector in vectors["requests"]:
            problems = list(_request(call, server, vector))
            failures += [f"{vector['id']}: {'; '.join(problems)}"] if problems else []
        for vector in vectors["responses"]:
            problem = _response(call, server, vector)
            failures += [f"{vector['id']}: {problem}"] if problem else []
    count = len(vectors["requests"]) + len(vectors["responses"])
    print(json.dumps(dict(passed=count - len(failures), all=count, failures=failures)))


def _request(call: Call, server: Capture, vector: Any) -> Iterator[str]:
    given, want = vector["arguments"], vector["request"]
    if given["query"] or given["header"]:
        yield "this runner knows no query and no header arguments"
    server.arrived, server.status = None, 200
    server.headers, server.body = {"content-type": JSON}, b'{"success":true}'
    try:
        call(server.url, vector["operation"], given["path"], given.get("body"))
    except Exception as error:
        yield f"the call failed: {error!r}"
    if server.arrived is None:
        yield "nothing arrived"
    else:
        yield from _differences(server.arrived, want)


def _differences(arrived: Arrived, want: Any) -> Iterator[str]:
    target = urlsplit(arrived.target)
    query = [list(pair) for pair in parse_qsl(target.query, keep_blank_values=True)]
    body = json.loads(arrived.body) if arrived.body else None
    if arrived.method != want["method"]:
        yield f"method {arrived.method}"
    if _segments(target.path) != _segments(BASE + want["path"]):
        yield f"path {target.path}"
    if query != want["query"]:
        yield f"query {query}"
    for name, value in want["headers"].items():
        if arrived.headers.get(name, "").split(";")[0] != value:
            yield f"header {name}: {arrived.headers.get(name)}"
    if "body" in want and not same(body, want["body"]):
        yield f"body {body}"
    if "body" not in want and body not in (None, {}):
        yield f"a body where none belongs: {body}"


def _segments(path: str) -> list[str]:
    """The path's steps: which characters are escaped without need is the client's affair."""
    return [unquote(step) for step in path.split("/")]


def _response(call: Call, server: Capture, vector: Any) -> str | None:
    server.status, server.headers = vector["status"], vector["headers"]
    server.body = vector.get("body", "").encode()
    want, arguments = vector["outcome"], {"account_id": "a", "queue_id": "q"}
    try:
        got = call(server.url, vector["operation"], arguments, sample(vector))
    except Refused as no:
        return None if _is_refusal(no, want) else f"refused: {no}"
    except (ValueError, httpx.HTTPError) as error:
        return None if want["kind"] == "unreadable" else f"unreadable: {error!r}"
    except Exception as error:
        return f"crashed: {error!r}"
    return None if _is_value(got, want) else f"gave {got}"


def _is_refusal(no: Refused, want: Any) -> bool:
    told = (no.status, no.codes, no.messages)
    return want["kind"] == "error" and told == (
        want["status"],
        want["codes"],
        want["messages"],
    )


def _is_value(got: object, want: Any) -> bool:
    return bool(want["kind"] == "value" and same(got, want["body"]))


def sample(vector: Any) -> Any:
    """A body that the operation takes; which one makes no difference to the answer."""
    message = {"body": "hello", "content_type": "text"}
    bodies = {"push": message, "bulkPush": {"messages": [message]}}
    return bodies.get(vector["operation"].rsplit(".", 1)[-1], {})


def same(one: object, other: object) -> bool:
    """Equal as JSON: 1 is 1.0, but true is not 1, as Python would have it."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and one == other
