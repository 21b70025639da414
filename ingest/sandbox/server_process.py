"""ServerProcess: the one fork server process of a sandbox, seen from the program that uses it."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections import deque
from dataclasses import asdict
from pathlib import Path
from typing import Any

import ingest
from ingest.limits import Limits
from ingest.problems import WenceError
from ingest.sandbox.processes import marked

_MARK = "WENCE_FORKSERVER"
_START = (
    "import sys; sys.path[:] = sys.argv[6:]; import ingest.sandbox.forkserver as it; it.main(*sys.argv[1:6])"
)
_BEGIN = 60.0  # seconds that it may take to start, on a machine under load
_SILENCE = 60.0  # seconds beyond the limits of a file that it may say nothing in
_END = 10.0  # seconds that it may take to end
_LOG = "forkserver.log"


class ForkServerLostError(Exception):
    """The fork server has ended or hangs. What it was given has to be given to another one."""


class ServerProcess:
    """Starts the fork server; WenceError when it does not start."""

    def __init__(self, run: str, workers: int, limits: Limits) -> None:
        self._scratch = Path(tempfile.mkdtemp(prefix="wence-"))
        self._mark = secrets.token_hex(16)
        self._patience = max(limits.seconds, limits.page_seconds) + _SILENCE
        self._lines: deque[bytes] = deque()
        self._heard = b""
        self._link, theirs = socket.socketpair()
        try:
            with theirs, (self._scratch / _LOG).open("wb") as log:
                self._process = self._start(theirs, log.fileno(), run, workers, limits)
            self._link.settimeout(_BEGIN)
            self.hear()
        except (ForkServerLostError, OSError) as error:
            why = self._last_words() or str(error)
            self.close()
            raise WenceError(f"读取文件的进程启动不了（{why}），请检查安装是否完整。") from error
        self._link.settimeout(self._patience)

    def _start(
        self, theirs: socket.socket, log: int, run: str, workers: int, limits: Limits
    ) -> subprocess.Popen[bytes]:
        file = theirs.fileno()
        here = str(Path(ingest.__file__).resolve().parents[1])
        search = [here, *(str(Path(entry).absolute()) for entry in sys.path)]
        told = [str(file), run, str(workers), json.dumps(asdict(limits)), str(self._scratch)]
        # One thread in the fork server: a library that starts more would make its forks unsafe.
        quiet = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _START, *told, *search],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log, cwd="/", pass_fds=(file,),
            start_new_session=True, env={**os.environ, **quiet, _MARK: self._mark},
        )  # fmt: skip

    def send(self, job: int, name: str, data: int, result: int) -> None:
        """Hand over a job with its two open files. ForkServerLostError when nobody is there."""
        line = json.dumps({"job": job, "name": name}).encode() + b"\n"
        try:
            sent = socket.send_fds(self._link, [line], [data, result])
            self._link.sendall(line[sent:])
        except OSError as error:
            raise ForkServerLostError from error

    def hear(self) -> dict[str, Any]:
        """The next thing it says. ForkServerLostError when it has ended, or says nothing for too long."""
        while not self._lines:
            try:
                piece = self._link.recv(64 * 1024)
            except OSError as error:
                raise ForkServerLostError from error
            if not piece:
                raise ForkServerLostError("the fork server has ended")
            *lines, self._heard = (self._heard + piece).split(b"\n")
            self._lines.extend(lines)
        message: dict[str, Any] = json.loads(self._lines.popleft())
        return message

    def close(self) -> None:
        """End it and all that it started, and remove its folder."""
        self._link.close()
        process = getattr(self, "_process", None)
        if process:
            try:
                process.wait(_END)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if process and process.returncode:  # it may not have cleaned up behind itself
            self._end_what_is_left()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _end_what_is_left(self) -> None:
        for pid in marked(f"{_MARK}={self._mark}".encode()):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)

    def _last_words(self) -> str:
        lines = (self._scratch / _LOG).read_text("utf-8", "replace").split("\n")
        return next((line[:200] for line in reversed(lines) if line.strip()), "")
