"""The fork server as the program sees it: started, spoken to, lost, ended."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.limits import Limits
from ingest.problems import WenceError
from ingest.sandbox.processes import children, marked
from ingest.sandbox.server_process import ForkServerLostError, ServerProcess

RUN = "misbehaviour:act"


@pytest.fixture(autouse=True)
def nothing_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """After each test no process of its own runs and the temporary folder is empty."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    monkeypatch.setenv("WENCE_TEST", str(tmp_path))
    yield
    assert list(place.iterdir()) == []
    assert marked(f"WENCE_TEST={tmp_path}".encode()) == ()


def test_a_job_goes_out_and_its_verdict_comes_back() -> None:
    server = ServerProcess(RUN, 1, Limits())
    try:
        with tempfile.TemporaryFile() as data, tempfile.TemporaryFile() as result:
            data.write("第一条　甲。".encode())
            data.flush()
            server.send(3, "甲.txt", data.fileno(), result.fileno())
            while "tell" in (message := server.hear()):
                assert message["job"] == 3
            assert (message["job"], message["reason"]) == (3, "")
            assert result.seek(0, os.SEEK_END) > 0
    finally:
        server.close()


def test_one_that_is_killed_is_lost_and_cleaned_up_after() -> None:
    before = set(children(os.getpid()))
    server = ServerProcess(RUN, 1, Limits())
    (pid,) = set(children(os.getpid())) - before
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(ForkServerLostError):
        server.hear()
    with tempfile.TemporaryFile() as data, pytest.raises(ForkServerLostError):
        for job in range(3):  # the first may still find room
            server.send(job, "甲.txt", data.fileno(), data.fileno())
    server.close()
    server.close()


@pytest.mark.parametrize("run", ["misbehaviour:nobody", "no_such_module:run"])
def test_one_that_does_not_start_says_why(run: str) -> None:
    with pytest.raises(WenceError, match=r"读取文件的进程启动不了（.*(?:nobody|no_such_module).*）.*。$"):
        ServerProcess(run, 1, Limits())
