"""One writer at a time: a second one is told who writes, and a dead one holds nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.problems import WenceError
from kb.store.lock import writer_lock


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    with writer_lock(data):
        with pytest.raises(WenceError, match=f"进程号 {os.getpid()}.*请等它结束"), writer_lock(data):
            pytest.fail("two writers")
        assert (data / "build.lock").read_text() == f"{os.getpid()}\n"
    assert (data / "build.lock").read_text() == ""
    with writer_lock(data):
        pass


def test_the_lock_is_let_go_when_the_block_fails(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), writer_lock(tmp_path):
        raise RuntimeError
    with writer_lock(tmp_path):
        pass


def test_two_folders_have_two_locks(tmp_path: Path) -> None:
    with writer_lock(tmp_path / "a"), writer_lock(tmp_path / "b"):
        assert (tmp_path / "a" / "build.lock").read_text() == (tmp_path / "b" / "build.lock").read_text()


def test_the_lock_of_a_process_that_died_is_taken_over(tmp_path: Path) -> None:
    die = (
        "import os, sys, pathlib\nfrom kb.store.lock import writer_lock\n"
        "with writer_lock(pathlib.Path(sys.argv[1])): os._exit(9)\n"
    )
    ended = subprocess.run([sys.executable, "-c", die, str(tmp_path)], check=False)
    assert ended.returncode == 9
    left = (tmp_path / "build.lock").read_text()
    assert left.strip().isdecimal()
    with writer_lock(tmp_path):
        assert (tmp_path / "build.lock").read_text() != left


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    file = tmp_path / "文件"
    file.write_text("x")
    with pytest.raises(WenceError, match="写不进数据文件夹.*文件"), writer_lock(file):
        pytest.fail("a file is no data folder")
