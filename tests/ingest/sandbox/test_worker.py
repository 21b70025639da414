"""The child that reads one file: what it tells, and what it does to itself before."""

from __future__ import annotations

import errno
import json
import os
import pickle
import resource
import signal
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.limits import GIB, SCAN_STAGE, Limits
from ingest.problems import ReadError
from ingest.sandbox.worker import LINE, WorkerFiles, serve

LIMITS = Limits(seconds=20, memory=4 * GIB, scan_memory=5 * GIB, result=1000, scratch=2**20)
Tell = Callable[[str, int, int], None]


def served(
    folder: Path, run: Callable[..., object], limits: Limits = LIMITS, data: bytes = b"data"
) -> tuple[list[dict[str, Any]], object]:
    """What a child says that runs `run`, and the document that it leaves (None for none)."""
    (folder / "data").write_bytes(data)
    own = folder / "own"
    own.mkdir()
    heard, pipe = os.pipe()
    with (folder / "data").open("rb") as source, (folder / "result").open("w+b") as result:
        files = WorkerFiles("甲.txt", source.fileno(), result.fileno(), pipe, own)
        server = os.getpid()
        pid = os.fork()
        if pid == 0:
            serve(run, files, limits, server)
        os.close(pipe)
        with os.fdopen(heard, "rb") as reading:
            lines = reading.read().splitlines()
        assert os.waitpid(pid, 0)[1] == 0
        left = result.read()
    assert all(len(line) < LINE for line in lines)
    return [json.loads(line) for line in lines], pickle.loads(left) if left else None


def test_a_file_that_is_read(tmp_path: Path) -> None:
    def run(data: bytes, name: str, tell: Tell) -> object:
        tell("读取", 1, 2)
        return data, name

    assert served(tmp_path, run) == ([{"tell": ["读取", 1, 2]}, {"read": True}], (b"data", "甲.txt"))


def raising(error: BaseException) -> Callable[..., object]:
    def run(data: bytes, name: str, tell: Tell) -> object:
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ReadError("文件已损坏，\n请重试。"), "文件已损坏， 请重试"),
        (ReadError("长" * 5000), "长" * 600),
        (ReadError(""), "意外终止"),
        (RecursionError(), "嵌套得太深"),
        (OSError(errno.ENOSPC, "没有空间"), "用不了临时文件（没有空间）"),
        (OSError(errno.EIO, "坏了"), "程序解析出错（OSError）"),
        (KeyError("secret"), "程序解析出错（KeyError）"),
        (SystemExit(3), "程序解析出错（SystemExit）"),
    ],
)
def test_whatever_is_raised_is_one_sentence(tmp_path: Path, error: BaseException, said: str) -> None:
    ((message,), document) = served(tmp_path, raising(error))
    assert message.keys() == {"refused"}
    assert said in message["refused"]
    assert "secret" not in message["refused"]
    assert document is None


def test_memory_that_is_short_is_told_by_itself(tmp_path: Path) -> None:
    assert served(tmp_path, raising(MemoryError())) == ([{"memory": True}], None)


def test_a_document_that_is_too_large_is_not_written(tmp_path: Path) -> None:
    ((message,), document) = served(tmp_path, lambda data, name, tell: "长" * 1000)
    assert "读出的内容超过" in message["refused"]
    assert document is None


def test_what_cannot_be_handed_over_is_a_fault(tmp_path: Path) -> None:
    ((message,), _) = served(tmp_path, lambda data, name, tell: lambda: None)
    assert "程序解析出错" in message["refused"]


def test_it_is_alone_in_a_place_of_its_own(tmp_path: Path) -> None:
    open_here = os.open(os.devnull, os.O_RDONLY)

    def run(data: bytes, name: str, tell: Tell) -> object:
        os.write(1, b"nobody reads this")
        try:
            os.fstat(open_here)
            inherits = True
        except OSError:
            inherits = False
        return (
            *(os.getcwd(), tempfile.gettempdir(), os.getsid(0) == os.getpid(), inherits),  # noqa: PTH109
            signal.getsignal(signal.SIGTERM) == signal.SIG_DFL,
        )

    _, found = served(tmp_path, run)
    os.close(open_here)
    own = str(tmp_path / "own")
    assert found == (own, own, True, False, True)


def test_its_limits(tmp_path: Path) -> None:
    names = ("RLIMIT_CORE", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NOFILE")

    def run(data: bytes, name: str, tell: Tell) -> object:
        before = [resource.getrlimit(getattr(resource, one))[0] for one in names]
        tell(SCAN_STAGE, 1, 1)
        return [*before, resource.getrlimit(resource.RLIMIT_CPU)[0]]

    _, found = served(tmp_path, run, replace(LIMITS, files=50, page_seconds=1000))
    assert isinstance(found, list)
    assert found[:4] == [0, 20, 2**20, 50]
    assert found[4] >= 1000, "a page to recognise has more time of the processor"


def test_a_stage_with_a_long_name_still_is_one_line(tmp_path: Path) -> None:
    def run(data: bytes, name: str, tell: Tell) -> object:
        tell("长" * 5000, 1, 2)
        return 1

    (told, last), _ = served(tmp_path, run)
    assert (told["tell"][0], last) == ("长" * 40, {"read": True})
