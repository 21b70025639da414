"""The guard in front of the page and the API: what may come in, and the headers of what goes out.

Plain ASGI, so that it neither buffers nor delays the page's event stream.
"""

from __future__ import annotations

import json
import re
import sys
import traceback
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

BODY_LIMIT = 64 * 1024
DRAFT_LIMIT = 8 * 1024 * 1024  # a draft of 5 MB as base64 in JSON, and what stands around it
TARGET_LIMIT = 32 * 1024

# Gradio answers many more addresses than the page uses, uploading and fetching files among them.
_OPEN = re.compile(
    r"/|/(?:api/v1|page|docs|assets|static|svelte)(?:/.*)?|/openapi\.json|/config/?|/theme\.css"
    r"|/favicon\.ico|/robots\.txt|/manifest\.json"
    r"|/gradio_api/(?:queue/(?:join|data)|heartbeat/[\w-]+|startup-events|theme\.css)"
)

_PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_API_POLICY = "default-src 'none'; frame-ancestors 'none'"
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
_REPLACED = {name for name, _ in _HEADERS} | {b"content-security-policy", b"server"}


class Guard:
    """Wraps an ASGI app. Refuses unknown addresses (404), bodies over BODY_LIMIT bytes (413; DRAFT_LIMIT for a draft to be
    checked), addresses over TARGET_LIMIT bytes (414) and writes from another origin (403); adds the security headers."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request (or the lifespan, which passes)."""
        if scope["type"] != "http":
            if scope["type"] != "websocket":
                await self.app(scope, receive, send)
            return
        policy = _API_POLICY if scope["path"].startswith("/api/") else _PAGE_POLICY
        started: list[bool] = []
        guarded = _with_headers(send, policy, started)
        refusal = _refusal(scope)
        if refusal:
            await _refuse(guarded, *refusal)
            return
        try:
            await self.app(scope, _limited(receive, _limit(scope)), guarded)
        except Exception as error:  # noqa: BLE001 - the server would log the message, and the question with it
            print(f"请求出错：{scope['method']} {scope['path']} {_place(error)}", file=sys.stderr)
            if not started:
                await _refuse(guarded, 500, f"服务出错了（{type(error).__name__}），请稍后再试。")


def _limit(scope: Scope) -> int:
    return DRAFT_LIMIT if scope["path"].startswith("/api/v1/check") else BODY_LIMIT


def _too_large(limit: int) -> tuple[int, str]:
    return 413, f"请求太大，正文不能超过 {limit // 1024} KB。"


def _refusal(scope: Scope) -> tuple[int, str] | None:
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if len(scope["path"]) + len(scope["query_string"]) > TARGET_LIMIT:
        return 414, "网址太长，请缩短后再试。"
    if not _OPEN.fullmatch(scope["path"]):
        return 404, "没有这个地址，接口说明见 /docs。"
    if scope["method"] not in ("GET", "HEAD", "OPTIONS") and not _same_origin(headers):
        return 403, "不接受来自其他网站的提交，请直接打开本站使用。"
    length = headers.get(b"content-length", "0")
    if not length.isdecimal() or int(length[:18]) > _limit(scope):
        return _too_large(_limit(scope))
    return None


def _same_origin(headers: dict[bytes, str]) -> bool:
    # A program sends neither header and is let in; a browser always sends at least one.
    if headers.get(b"sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get(b"origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get(b"host", "").lower()


def _limited(receive: Receive, limit: int) -> Receive:
    seen = 0

    async def take() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise HTTPException(*_too_large(limit))  # the app answers it as it answers its own
        return message

    return take


def _place(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}（{Path(frame.filename).name}:{frame.lineno}）"


def _with_headers(send: Send, policy: str, started: list[bool]) -> Send:
    async def give(message: Message) -> None:
        if message["type"] == "http.response.start":
            started.append(True)
            kept = [(n, v) for n, v in message.get("headers", []) if n.lower() not in _REPLACED]
            message["headers"] = [*kept, *_HEADERS, (b"content-security-policy", policy.encode())]
        await send(message)

    return give


async def _refuse(send: Send, status: int, detail: str) -> None:
    body = json.dumps({"detail": detail}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
