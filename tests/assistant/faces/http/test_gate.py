"""The guard alone: methods, addresses, sizes, origins, headers, faults. No app behind it but one made by hand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from typing import Any

import pytest
from starlette.exceptions import HTTPException

from assistant.faces.http.gate import BODY_LIMIT, DRAFT_LIMIT, TARGET_LIMIT, Guard

Message = dict[str, Any]


class Inner:
    """An app that reads its whole body and answers 200."""

    def __init__(self, fault: Exception | None = None, late: bool = False) -> None:
        self.fault, self.late = fault, late
        self.read: int | None = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            self.read = 0
            return
        if self.fault and not self.late:
            raise self.fault
        size, more = 0, True
        while more:
            message = await receive()
            size, more = size + len(message.get("body", b"")), message.get("more_body", False)
        self.read = size
        own = [(b"content-type", b"text/plain"), (b"server", b"x"), (b"X-Frame-Options", b"ALLOWALL")]
        await send({"type": "http.response.start", "status": 200, "headers": own})
        if self.fault:
            raise self.fault
        await send({"type": "http.response.body", "body": b"ok"})


def ask(
    path: str = "/api/v1/ask",
    method: str = "POST",
    headers: dict[str, str] | None = None,
    body: Iterable[bytes] = (b"{}",),
    query: bytes = b"",
    inner: Inner | None = None,
) -> tuple[int, list[tuple[str, str]], bytes]:
    """The status, the headers and the body of the answer."""
    chunks, sent = list(body), list[Message]()
    given = {"host": "wence.test"} | (headers or {})
    scope = {
        "type": "http", "method": method, "path": path, "query_string": query,
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in given.items()],
    }  # fmt: skip

    async def receive() -> Message:
        chunk = chunks.pop(0) if chunks else b""
        return {"type": "http.request", "body": chunk, "more_body": bool(chunks)}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    asyncio.run(Guard(inner or Inner())(scope, receive, send))
    told = [(name.decode().lower(), value.decode()) for name, value in sent[0]["headers"]]
    return sent[0]["status"], told, b"".join(one.get("body", b"") for one in sent[1:])


@pytest.mark.parametrize(
    "path",
    ["/", "/docs", "/openapi.json", "/config", "/config/", "/theme.css", "/assets/a.js", "/api/v1/clauses/甲#1",
     "/favicon.ico", "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/heartbeat/ab-1", "/static/x"],
)  # fmt: skip
def test_what_the_page_uses_is_open(path: str) -> None:
    assert ask(path, "GET")[0] == 200


@pytest.mark.parametrize(
    "path",
    ["/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/gradio_api/queue/join/x", "/gradio_api/heartbeat/",
     "/login", "/monitoring", "/docsx", "/api/v2/ask", "//", "/openapi.json/", "/docs\n", ""],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_all_else_is_closed_and_never_reaches_the_app(path: str, method: str) -> None:
    inner = Inner()
    status, headers, body = ask(path, method, inner=inner)
    assert (status, inner.read) == (404, None)
    assert json.loads(body)["detail"].endswith("。")
    assert ("content-length", str(len(body))) in headers


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("POST", {}, 200),
        ("POST", {"origin": "http://wence.test"}, 200),
        ("POST", {"origin": "https://WENCE.test"}, 200),
        ("POST", {"sec-fetch-site": "none"}, 200),
        ("POST", {"origin": "http://wence.test:81"}, 403),
        ("POST", {"origin": "http://wence.test.evil.example"}, 403),
        ("POST", {"origin": "null"}, 403),
        ("POST", {"sec-fetch-site": "same-site"}, 403),
        ("POST", {"sec-fetch-site": "cross-site", "origin": "http://wence.test"}, 403),
        ("PUT", {"origin": "http://evil.example"}, 403),
        ("DELETE", {"origin": "http://evil.example"}, 403),
        ("GET", {"origin": "http://evil.example"}, 200),
        ("HEAD", {"sec-fetch-site": "cross-site"}, 200),
        ("OPTIONS", {"origin": "http://evil.example"}, 200),
    ],
)
def test_only_the_own_page_and_programs_may_write(method: str, headers: dict[str, str], status: int) -> None:
    assert ask(method=method, headers=headers)[0] == status


@pytest.mark.parametrize(
    ("path", "limit"),
    [("/api/v1/ask", BODY_LIMIT), ("/api/v1/check", DRAFT_LIMIT), ("/api/v1/check/report", DRAFT_LIMIT)],
)
def test_a_body_may_be_so_large(path: str, limit: int) -> None:
    assert ask(path, headers={"content-length": str(limit)}, body=[b"x" * limit])[0] == 200
    inner = Inner()
    assert ask(path, headers={"content-length": str(limit + 1)}, inner=inner)[0] == 413
    assert inner.read is None, "refused by what it says of itself, before a byte is read"


@pytest.mark.parametrize("length", ["-1", "abc", "", "9" * 40, "1e3"])
def test_a_length_that_is_none_is_refused(length: str) -> None:
    assert ask(headers={"content-length": length})[0] == 413


class Answering(Inner):
    """Answers what it may not read on as an app does."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        try:
            await super().__call__(scope, receive, send)
        except HTTPException as error:
            await send({"type": "http.response.start", "status": error.status_code, "headers": []})


@pytest.mark.parametrize(("more", "status"), [(0, 200), (1, 413)])
def test_a_body_that_says_nothing_of_its_size_is_counted(more: int, status: int) -> None:
    chunks = [b"x" * 1024] * (BODY_LIMIT // 1024) + [b"x"] * more
    assert ask(body=chunks, inner=Answering())[0] == status


def test_a_long_address_is_refused() -> None:
    path = "/api/v1/search"
    assert ask(path, "GET", query=b"q" * (TARGET_LIMIT - len(path)))[0] == 200
    assert ask(path, "GET", query=b"q" * (TARGET_LIMIT - len(path) + 1))[0] == 414


@pytest.mark.parametrize("path", ["/", "/api/v1/health", "/elsewhere"])
def test_every_answer_has_the_headers_once_and_none_of_the_apps_own(path: str) -> None:
    _, pairs, _ = ask(path, "GET")
    headers = dict(pairs)
    assert len(headers) == len(pairs)
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert ("script-src" in policy) == (not path.startswith("/api/")), "the API runs no script at all"


def test_a_fault_is_told_to_the_caller_by_kind_and_to_the_log_by_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, headers, body = ask(inner=Inner(ZeroDivisionError("身份证号")))
    assert status == 500
    assert ("x-frame-options", "DENY") in headers
    assert json.loads(body)["detail"] == "服务出错了（ZeroDivisionError），请稍后再试。"
    told = capsys.readouterr()
    assert "POST /api/v1/ask ZeroDivisionError（test_gate.py:" in told.err
    assert "身份证号" not in told.err + told.out + body.decode()


def test_a_fault_after_the_answer_began_begins_no_second_one() -> None:
    status, _, body = ask(inner=Inner(ZeroDivisionError(), late=True))
    assert (status, body) == (200, b"")


def test_what_is_not_http_is_handed_on() -> None:
    inner = Inner()

    async def nothing(*_: Any) -> Any:
        return {}

    asyncio.run(Guard(inner)({"type": "lifespan"}, nothing, nothing))
    assert inner.read == 0
