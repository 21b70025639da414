"""One writer at a time: a lock file in the data folder that names the process holding it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.problems import WenceError


@contextmanager
def writer_lock(data_dir: Path) -> Iterator[None]:
    """Hold the lock of `data_dir` inside the block; WenceError when another process holds it.

    The kernel lets a lock go when its holder ends, however it ends: a file left by a process that
    died is taken over."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        handle = os.open(data_dir / "build.lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise WenceError(f"写不进数据文件夹“{data_dir}”（{error.strerror}），请检查路径和权限。") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(handle, 32).decode("ascii", "replace").strip() or "未知"
            raise WenceError(
                f"另一个进程（进程号 {holder}）正在更新知识库“{data_dir}”，请等它结束后再试。"
            ) from error
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode("ascii"))
        try:
            yield
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)
