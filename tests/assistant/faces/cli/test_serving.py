"""`wence serve`: the port is taken first, a base is made when there is none, everything is closed at the end."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import Any

import pytest
from handmade import FakeBase

from assistant.faces.cli import serving
from ingest.problems import UsageError


class Refusing:
    """A socket that cannot be bound."""

    def __init__(self, code: int) -> None:
        self.code = code

    def __call__(self, *_: object) -> Refusing:
        return self

    def setsockopt(self, *_: object) -> None: ...

    def bind(self, _: object) -> None:
        raise OSError(self.code, "不行")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.EADDRINUSE, "端口 65535 已被占用，请用 --port 换一个，例如 --port 1。"),
        (errno.EACCES, "没有权限使用端口 65535"),
        (errno.EADDRNOTAVAIL, "不能在 127.0.0.1:65535 上监听（不行）"),
    ],
)
def test_why_a_port_cannot_be_had(
    code: int, says: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(serving.socket, "socket", Refusing(code))
    with pytest.raises(UsageError, match=says.split("（")[0]):
        serving.serve_base("127.0.0.1", 65535, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stops", [None, KeyboardInterrupt(), RuntimeError("坏了")])
def test_the_base_is_let_go_and_the_port_is_free_again_however_it_ends(
    stops: BaseException | None,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    held, ports = FakeBase(), []

    def serve(app: Any, listening: socket.socket, host: str, port: int) -> None:
        ports.append(listening.getsockname())
        if stops:
            raise stops

    monkeypatch.setattr("assistant.faces.cli.opening.open_base", lambda _: held)
    monkeypatch.setattr("assistant.faces.http.api.create_app", lambda service: service)
    monkeypatch.setattr(serving, "_serve", serve)
    if isinstance(stops, RuntimeError):
        with pytest.raises(RuntimeError):
            serving.serve_base("127.0.0.1", 0, data)
    else:
        serving.serve_base("127.0.0.1", 0, data)
    assert held.closed
    assert ("已停止。" in capfd.readouterr().err) == isinstance(stops, KeyboardInterrupt)
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(ports[0])
