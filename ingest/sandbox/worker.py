"""Worker: the child process that reads one file. What it does to itself before, and how it tells its verdict.

It is forked by the fork server, runs `run(data, name, tell=…)` once and ends. Its lines on the pipe are JSON, each
shorter than LINE bytes: {"tell": [stage, done, total]}, then {"read": true} (the pickled document is in
`result`) or {"refused": sentence}.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import json
import math
import os
import pickle
import resource
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from ingest.limits import DIED, SCAN_STAGE, TOO_DEEP, Limits, fault, unwritable
from ingest.problems import WenceError

LINE = 4096
Run = Callable[..., object]

_FILES = 1024  # at least so many file numbers are looked through
_SENTENCE = 600  # characters of a refusal: more is no sentence, and a line must hold it
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True, slots=True)
class WorkerFiles:
    """What one worker works with: `data` and `result` are open files, `pipe` leads to the fork server, `folder`
    is its own."""

    name: str
    data: int
    result: int
    pipe: int
    folder: Path


def adopt_orphans() -> None:
    """Become the parent of what descendants leave behind, so that it can be ended (Linux)."""
    if _LIBC:
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def serve(run: Run, files: WorkerFiles, limits: Limits, server: int) -> None:
    """Read the file and end the process: never returns. Call it in a child just forked by `server`."""
    try:
        with _Verdict(files, limits) as verdict:
            _confine(files, limits, server)
            size = os.fstat(files.data).st_size
            data = os.pread(files.data, size, 0) if size < 2**30 else b""
            found = run(data, files.name, tell=_Teller(files.pipe, limits))
            verdict.read(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
    finally:
        os._exit(0)


def _confine(files: WorkerFiles, limits: Limits, server: int) -> None:
    os.setsid()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    if _LIBC:
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    adopt_orphans()
    if os.getppid() != server:  # it ended before the line above took hold
        os._exit(0)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    _close_all_but(files.data, files.result, files.pipe)
    os.chdir(files.folder)
    os.environ["TMPDIR"] = tempfile.tempdir = str(files.folder)
    with contextlib.suppress(OSError):  # of all processes the kernel should end this one when memory is short
        Path("/proc/self/oom_score_adj").write_text("1000")
    _limit(resource.RLIMIT_CORE, 0, 0)
    _limit(resource.RLIMIT_CPU, math.ceil(limits.seconds), resource.RLIM_INFINITY)
    _limit(resource.RLIMIT_FSIZE, limits.scratch, limits.scratch)
    _limit(resource.RLIMIT_NOFILE, limits.files, limits.files)
    _limit(resource.RLIMIT_DATA, limits.memory, max(limits.memory, limits.scan_memory))


def _close_all_but(*kept: int) -> None:
    last = min(max(resource.getrlimit(resource.RLIMIT_NOFILE)[0], _FILES), 2**20)
    edges = [2, *sorted(kept), max(last, max(kept) + 1)]
    for low, high in zip(edges, edges[1:], strict=False):
        os.closerange(low + 1, high)


def _limit(kind: int, soft: int, hard: int) -> None:
    """Set a limit, but never above what the machine's own settings allow."""
    ceiling = resource.getrlimit(kind)[1]
    if ceiling != resource.RLIM_INFINITY:
        hard = ceiling if hard == resource.RLIM_INFINITY else min(hard, ceiling)
        soft = min(soft, ceiling)
    with contextlib.suppress(ValueError, OSError):  # macOS does not know all of them
        resource.setrlimit(kind, (soft, hard))


class _Teller:
    """`tell` of the reader. Pages to recognise need more memory and more time of the processor."""

    def __init__(self, pipe: int, limits: Limits) -> None:
        self._pipe = pipe
        self._limits = limits

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage == SCAN_STAGE:
            used = resource.getrusage(resource.RUSAGE_SELF)
            more = self._limits.page_seconds * (os.cpu_count() or 1)
            _raise_soft(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + more))
            _raise_soft(resource.RLIMIT_DATA, max(self._limits.memory, self._limits.scan_memory))
        _send(self._pipe, {"tell": [stage[:40], int(done), int(total)]})


def _raise_soft(kind: int, soft: int) -> None:
    before, hard = resource.getrlimit(kind)
    if before not in (resource.RLIM_INFINITY, hard) and soft > before:
        resource.setrlimit(kind, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


class _Verdict:
    """Whatever happens inside its block becomes one line; this is where every exception of a reader ends."""

    def __init__(self, files: WorkerFiles, limits: Limits) -> None:
        self._files = files
        self._limits = limits

    def __enter__(self) -> _Verdict:
        return self

    def read(self, document: bytes) -> None:
        """Write the pickled document where the parent finds it."""
        if len(document) > self._limits.result:
            self._refuse(self._limits.result_too_big())
            return
        at = 0
        while at < len(document):
            at += os.pwrite(self._files.result, document[at : at + 2**26], at)
        _send(self._files.pipe, {"read": True})

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is None:
            return True
        if isinstance(error, MemoryError):
            _raise_soft(resource.RLIMIT_DATA, 2 * max(self._limits.memory, self._limits.scan_memory))
            self._refuse("", memory=True)
        elif isinstance(error, WenceError):
            self._refuse(" ".join(str(error).split()).rstrip("。"))
        elif isinstance(error, RecursionError):
            self._refuse(TOO_DEEP)
        elif isinstance(error, OSError) and error.errno in (
            errno.ENOSPC,
            errno.EFBIG,
            errno.EACCES,
            errno.EDQUOT,
        ):
            self._refuse(unwritable(error.strerror or type(error).__name__))
        else:
            self._refuse(fault(type(error).__name__))
        return True

    def _refuse(self, sentence: str, memory: bool = False) -> None:
        shown = sentence[:_SENTENCE] or DIED
        _send(self._files.pipe, {"memory": True} if memory else {"refused": shown})


def _send(pipe: int, message: dict[str, object]) -> None:
    os.write(pipe, json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
