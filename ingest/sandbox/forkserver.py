"""ForkServer: the clean process that forks a child for every file and ends it when it passes a limit.

Started by the sandbox, never by hand. It has one thread and has imported the parser, so that a child costs
milliseconds and no lock is ever held at a fork, whatever threads the program around it has. Over one socket
come lines of JSON, {"job", "name"} with two open files (its bytes, and where its document goes) or
{"forget": true}; back go {"ready": true}, {"job", "tell"} and one {"job", "reason", "cost"} a job.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import resource
import selectors
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from ingest.limits import DIED, ENDED_BY_SYSTEM, SCAN_STAGE, Limits
from ingest.sandbox.processes import children, resident
from ingest.sandbox.worker import LINE, Run, WorkerFiles, adopt_orphans, serve
from ingest.script.wording import compile_all

_TICK = 0.1  # seconds between two looks at the memory of running children
_IDLE = 2.0  # seconds between two looks whether the program around us is still there
_BACKLOG = 64 * 1024  # bytes not yet taken by the parent above which progress is no longer told
_FILES_AT_ONCE = 16

# What the reader of a format needs is imported once, here, and not in each child. Recognition is not:
# its libraries start threads.
_NEEDS = {
    ".md": ("ingest.read.markdown",),
    ".html": ("ingest.read.web.html", "bs4", "lxml.etree", "lxml.html"),
    ".docx": ("ingest.read.docx", "lxml.etree"),
    ".pdf": ("ingest.read.pdf", "pypdf", "pdfplumber"),
    ".xlsx": ("ingest.read.xlsx.sheets", "openpyxl"),
    ".doc": ("ingest.read.office", "ingest.read.docx"),
}
_NO_SIGNAL: Mapping[int, str] = MappingProxyType({})
_LIKE = {".htm": ".html", ".wps": ".doc", ".rtf": ".doc", ".odt": ".doc", ".xls": ".xlsx"}


@dataclass(slots=True)
class _Child:
    job: int
    pid: int
    pipe: int
    folder: Path
    born: float
    deadline: float
    pages: int = -1  # pages recognised; -1 before the first is begun
    heard: bytearray = field(default_factory=bytearray)


@dataclass(frozen=True, slots=True)
class _Job:
    number: int
    name: str
    data: int
    result: int


class ForkServer:
    """Serves jobs until the other end of `link` is closed; then nothing that it started is left."""

    def __init__(self, link: socket.socket, run: Run, workers: int, limits: Limits, scratch: Path) -> None:
        self._link = link
        self._run = run
        self._workers = workers
        self._limits = limits
        self._scratch = scratch
        self._parent = os.getppid()
        self._selector = selectors.DefaultSelector()
        self._children: dict[int, _Child] = {}
        self._waiting: deque[_Job] = deque()
        self._files: deque[int] = deque()
        self._heard = bytearray()
        self._unsent = bytearray()
        self._looked = 0.0
        link.setblocking(False)
        self._selector.register(link, selectors.EVENT_READ)

    def serve(self) -> None:
        """Until the parent has gone."""
        self._say({"ready": True})
        while os.getppid() == self._parent:
            while self._waiting and len(self._children) < self._workers:
                self._fork(self._waiting.popleft())
            for key, _ in self._selector.select(_TICK if self._children else _IDLE):
                if key.fileobj is not self._link:
                    self._listen(key.data)
                elif not self._receive():
                    return
            self._send()
            self._watch()

    def end_all(self) -> None:
        """End every child; close the files of every job that waits."""
        for child in tuple(self._children.values()):
            self._end(child)
        while self._waiting:
            job = self._waiting.popleft()
            os.close(job.data)
            os.close(job.result)

    def _receive(self) -> bool:
        """Take what the parent sent; False at its end."""
        try:
            piece, files, _, _ = socket.recv_fds(self._link, LINE * 16, _FILES_AT_ONCE)
        except BlockingIOError:
            return True
        except OSError:
            return False
        self._files.extend(files)
        self._heard += piece
        *lines, rest = self._heard.split(b"\n")
        self._heard = bytearray(rest)
        for line in lines:
            message = json.loads(line)
            if "forget" in message:
                self.end_all()
                continue
            data, result = self._files.popleft(), self._files.popleft()
            self._waiting.append(_Job(message["job"], message["name"], data, result))
        return bool(piece)

    def _fork(self, job: _Job) -> None:
        _import_for(Path(job.name).suffix.lower())
        folder = Path(tempfile.mkdtemp(dir=self._scratch))
        heard, pipe = os.pipe()
        own = os.getpid()
        pid = os.fork()
        if pid == 0:
            serve(self._run, WorkerFiles(job.name, job.data, job.result, pipe, folder), self._limits, own)
        for file in (pipe, job.data, job.result):
            os.close(file)
        os.set_blocking(heard, False)
        now = time.monotonic()
        child = _Child(job.number, pid, heard, folder, now, now + self._limits.seconds)
        self._children[pid] = child
        self._selector.register(heard, selectors.EVENT_READ, child)

    def _listen(self, child: _Child) -> None:
        if child.pid not in self._children:  # ended since the selector saw it
            return
        try:
            piece = os.read(child.pipe, LINE * 16)
        except BlockingIOError:
            return
        child.heard += piece
        *lines, rest = child.heard.split(b"\n")
        child.heard = bytearray(rest)
        for line in lines:
            if self._obey(child, bytes(line)):
                return
        if not piece:
            self._bury(child)
        elif len(rest) > LINE:
            self._settle(child, DIED)

    def _obey(self, child: _Child, line: bytes) -> bool:
        """Take one line of a child; True when it was the last."""
        try:
            message = json.loads(line)
            if "tell" in message:
                stage, done, total = message["tell"]
                self._progress(child, str(stage), int(done), int(total))
                return False
            memory, refused = "memory" in message, str(message.get("refused", ""))
        except (ValueError, TypeError, AttributeError):
            self._settle(child, DIED)
            return True
        if memory:
            refused = self._limits.too_big(child.pages >= 0)
        self._settle(child, refused)
        return True

    def _progress(self, child: _Child, stage: str, done: int, total: int) -> None:
        if stage == SCAN_STAGE and child.pages < done <= total:
            child.pages = done
            left = self._limits.page_seconds if done < total else self._limits.seconds
            child.deadline = time.monotonic() + left
        if len(self._unsent) < _BACKLOG:
            self._say({"job": child.job, "tell": [stage, done, total]})

    def _watch(self) -> None:
        """End the children that passed a limit or are dead without having said so."""
        now = time.monotonic()
        if now - self._looked < _TICK:
            return
        self._looked = now
        for child in tuple(self._children.values()):
            scanned = child.pages >= 0
            allowed = max(self._limits.memory, self._limits.scan_memory) if scanned else self._limits.memory
            if now > child.deadline:
                slow = self._limits.page_too_slow() if scanned else self._limits.too_slow()
                self._settle(child, slow)
            elif resident(child.pid) > allowed:
                self._settle(child, self._limits.too_big(scanned))
            elif os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                self._listen(child)  # its last line may still stand in the pipe
                if child.pid in self._children:
                    self._bury(child)

    def _bury(self, child: _Child) -> None:
        """Of a child that is dead without a verdict the status tells what ended it."""
        told: dict[int, str] = {signal.SIGXCPU: self._limits.too_slow(), signal.SIGKILL: ENDED_BY_SYSTEM}
        self._settle(child, DIED, told)

    def _settle(self, child: _Child, reason: str, by_signal: Mapping[int, str] = _NO_SIGNAL) -> None:
        """End a child and tell its verdict: `reason` is "" when its document stands in the result."""
        seconds = time.monotonic() - child.born
        status, used = self._end(child)
        if os.WIFSIGNALED(status):
            reason = by_signal.get(os.WTERMSIG(status), reason)
        unit = 1 if sys.platform == "darwin" else 1024
        cost = [seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * unit]
        self._say({"job": child.job, "reason": reason, "cost": cost})

    def _end(self, child: _Child) -> tuple[int, resource.struct_rusage]:
        self._selector.unregister(child.pipe)
        os.close(child.pipe)
        for end in (os.killpg, os.kill):
            with contextlib.suppress(ProcessLookupError, PermissionError):
                end(child.pid, signal.SIGKILL)
        _, status, used = os.wait4(child.pid, 0)
        del self._children[child.pid]
        self._end_orphans()
        shutil.rmtree(child.folder, ignore_errors=True)
        return status, used

    def _end_orphans(self) -> None:
        """End what a child left behind, in whatever session: it has become ours. Its own children become
        ours as it ends."""
        while orphans := [pid for pid in children(os.getpid()) if pid not in self._children]:
            for pid in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, 0)

    def _say(self, message: dict[str, object]) -> None:
        self._unsent += json.dumps(message, ensure_ascii=False).encode() + b"\n"
        self._send()

    def _send(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._unsent:
                sent = self._link.send(self._unsent)
                del self._unsent[:sent]


def _import_for(suffix: str) -> None:
    fresh = [name for name in _NEEDS.get(_LIKE.get(suffix, suffix), ()) if name not in sys.modules]
    for name in fresh:
        with contextlib.suppress(ImportError):  # the child says it where it matters
            importlib.import_module(name)
    if fresh:
        compile_all()
        gc.collect()
        gc.freeze()  # so that a child's collector does not copy what it shares with us


def _stop(number: int, frame: object) -> None:
    sys.exit(0)


def main(file: str, run: str, workers: str, limits: str, scratch: str) -> None:
    """Serve on the socket that is open as `file` and end the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells when to stop
    signal.signal(signal.SIGTERM, _stop)
    adopt_orphans()
    module, _, function = run.partition(":")
    link = socket.socket(fileno=int(file))
    os.set_inheritable(link.fileno(), False)
    ready = getattr(importlib.import_module(module), function)
    _import_for("")
    compile_all()
    gc.freeze()
    server = ForkServer(link, ready, int(workers), Limits(**json.loads(limits)), Path(scratch))
    try:
        server.serve()
    finally:
        server.end_all()
        shutil.rmtree(scratch, ignore_errors=True)
