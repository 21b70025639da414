"""The process that forks a child for every file: jobs in, verdicts out, nothing left behind."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import pytest

from ingest.limits import GIB, SCAN_STAGE, Limits
from ingest.problems import ReadError
from ingest.sandbox.forkserver import ForkServer

LIMITS = Limits(seconds=30, memory=4 * GIB, page_seconds=30, scan_memory=5 * GIB)


def run(data: bytes, name: str, tell: Callable[[str, int, int], None]) -> object:
    """Does what the file says."""
    text = data.decode()
    if text == "refuse":
        raise ReadError("读不了。")
    if text == "sleep":
        time.sleep(60)
    if text == "die":
        os._exit(3)
    if text == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "babble":
        os.write(_pipe(), b"x" * 10_000)
    if text == "pages":
        tell(SCAN_STAGE, 0, 2)
        time.sleep(1.3)  # longer than a file has, shorter than a page
        tell(SCAN_STAGE, 1, 2)
    tell("读取", 1, 1)
    return text


def _pipe() -> int:
    """The file on which a child tells: the only pipe that it has."""
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208
        with contextlib.suppress(OSError):
            if os.readlink(f"/proc/self/fd/{name}").startswith("pipe:"):  # noqa: PTH115
                return int(name)
    raise AssertionError("no pipe")


class Parent:
    """The other end of a fork server in a child of this process."""

    def __init__(self, scratch: Path, workers: int = 1, limits: Limits = LIMITS) -> None:
        self.link, theirs = socket.socketpair()
        self.scratch = scratch
        self.pid = os.fork()
        if self.pid == 0:
            self._serve(theirs, workers, limits)
        theirs.close()
        self.link.settimeout(30)
        self.lines: IO[bytes] = self.link.makefile("rb")
        self.results: dict[int, IO[bytes]] = {}
        assert self.hear() == {"ready": True}

    def _serve(self, link: socket.socket, workers: int, limits: Limits) -> None:
        try:
            self.link.close()
            server = ForkServer(link, run, workers, limits, self.scratch)
            try:
                server.serve()
            finally:
                server.end_all()
            os._exit(0)
        finally:
            os._exit(1)

    def hear(self) -> dict[str, Any]:
        heard: dict[str, Any] = json.loads(self.lines.readline())
        return heard

    def give(self, job: int, text: str) -> None:
        result = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the parent
        self.results[job] = result
        with tempfile.TemporaryFile() as data:
            data.write(text.encode())
            data.flush()
            line = json.dumps({"job": job, "name": "甲.txt"}).encode() + b"\n"
            socket.send_fds(self.link, [line], [data.fileno(), result.fileno()])

    def verdict(self) -> dict[str, Any]:
        while "tell" in (message := self.hear()):
            pass
        return message

    def document(self, job: int) -> object:
        self.results[job].seek(0)
        return pickle.load(self.results[job])

    def close(self) -> int:
        self.lines.close()
        self.link.close()
        for result in self.results.values():
            result.close()
        return os.waitpid(self.pid, 0)[1]


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[Parent]:
    made = Parent(tmp_path)
    yield made
    assert made.close() == 0
    assert list(tmp_path.iterdir()) == []


def test_a_job_is_told_and_read(parent: Parent) -> None:
    parent.give(7, "甲办法")
    assert parent.hear() == {"job": 7, "tell": ["读取", 1, 1]}
    verdict = parent.hear()
    assert (verdict["job"], verdict["reason"]) == (7, "")
    assert len(verdict["cost"]) == 3
    assert all(one > 0 for one in verdict["cost"][::2])
    assert parent.document(7) == "甲办法"


def test_each_verdict_is_one_whatever_the_child_does(parent: Parent) -> None:
    wanted = {
        "refuse": "读不了",
        "die": "意外终止",
        "kill": "被系统终止",
        "babble": "意外终止",
        "good": "",
    }
    for job, text in enumerate(wanted):
        parent.give(job, text)
    for job, reason in enumerate(wanted.values()):  # one worker: in order
        verdict = parent.verdict()
        assert verdict["job"] == job
        assert verdict["reason"].startswith(reason) or reason in verdict["reason"]
        assert bool(verdict["reason"]) == bool(reason)


@pytest.mark.parametrize(("seconds", "text", "said"), [(0.2, "sleep", "读取超过 0.2 秒"), (1.0, "pages", "")])
def test_a_file_has_a_time_and_pages_to_recognise_their_own(
    tmp_path: Path, seconds: float, text: str, said: str
) -> None:
    parent = Parent(tmp_path, limits=replace(LIMITS, seconds=seconds))
    parent.give(1, text)
    reason = parent.verdict()["reason"]
    assert (said in reason, bool(said)) == (True, bool(reason))
    assert parent.close() == 0


def test_what_is_forgotten_is_ended(parent: Parent) -> None:
    parent.give(1, "sleep")
    parent.give(2, "waits")
    parent.link.sendall(b'{"forget": true}\n')
    parent.give(3, "good")
    assert parent.verdict()["job"] == 3


def test_it_ends_its_children_when_its_parent_goes(tmp_path: Path) -> None:
    parent = Parent(tmp_path, 2)
    parent.give(1, "sleep")
    parent.give(2, "sleep")
    assert parent.close() == 0
    assert list(tmp_path.iterdir()) == []
