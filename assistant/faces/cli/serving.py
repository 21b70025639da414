"""`wence serve`: take the port, see that there is a knowledge base, serve until stopped."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.faces.cli.chinese import Command
from assistant.faces.cli.options import data_option, policies_option, port_of, reading
from ingest.problems import UsageError

if TYPE_CHECKING:
    from assistant.faces.http.gate import App

FAREWELL_SECONDS = 3


@click.command(
    cls=Command,
    short_help="打开网页和接口",
    help="启动网页（/）、HTTP 接口（/api/v1）和接口说明（/docs）。还没有知识库时先用政策文件夹建一个。",
    examples=["wence serve", "wence serve --host 0.0.0.0 --port 8000"],
)
@click.option("--host", metavar="地址", default="127.0.0.1", help="监听的地址，默认 127.0.0.1（只限本机）")
@click.option(
    "--port", metavar="端口", callback=reading(port_of), default="7860", help="监听的端口，默认 7860"
)
@policies_option
@data_option
def serve(host: str, port: int, policies: Path | None, data: Path) -> None:
    """The page, the HTTP API and its description, until stopped."""
    serve_base(host, port, data, policies)


def serve_base(host: str, port: int, data: Path, policies: Path | None = None) -> None:
    """Serve the knowledge base in `data`; it is built from `policies` (policies/) when there is none. UsageError when
    the port or the address cannot be had."""
    with _bound(host, port) as listening:
        from kb.store import DATABASE

        if not (data / DATABASE).is_file():
            from assistant.faces.cli.building import POLICIES, build_base

            click.echo(f"还没有知识库“{data}”，先用 {policies or POLICIES} 建立一个。", err=True)
            build_base([policies or POLICIES], data, policies)
        click.echo("正在启动……", err=True)
        from assistant.faces.cli.opening import open_base
        from assistant.faces.http.api import create_app
        from assistant.faces.service import Service

        service = Service(lambda: open_base(data))
        try:
            _serve(create_app(service), listening, host, port)
        except KeyboardInterrupt:
            click.echo("已停止。", err=True)
        finally:
            service.close()


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except (socket.gaierror, UnicodeError):
        raise UsageError(f"地址“{host}”不对，本机使用请写 127.0.0.1，对外服务请写 0.0.0.0。") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UsageError(
                f"端口 {port} 已被占用，请用 --port 换一个，例如 --port {port % 65535 + 1}。"
            ) from None
        if error.errno == errno.EACCES:
            raise UsageError(f"没有权限使用端口 {port}，请用 --port 换一个 1024 以上的。") from None
        raise UsageError(f"不能在 {host}:{port} 上监听（{error.strerror}），请换一个地址或端口。") from None
    return listening


def _serve(app: App, listening: socket.socket, host: str, port: int) -> None:
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
            shown = f"[{shown}]" if ":" in shown else shown
            click.echo(f"请打开 http://{shown}:{port} （接口说明 /docs），按 Ctrl+C 停止。", err=True)

    # The access log would hold the questions of GET /search.
    config: Any = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=FAREWELL_SECONDS,
    )
    Server(config).run(sockets=[listening])
