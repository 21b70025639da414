"""One writer at a time: a lock file in the data folder that names the process holding it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.problems import WenceError


@contextmanager
def writer_lock(data_dir: Path) -> Iterator[None]:
    """Hold the lock of `data_dir` inside the block; WenceError when another process holds it.

    The kernel lets a lock go when its holder ends, however it ends: a file left by a process that
    died is taken over."""
    path = data_dir / "build.lock"
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        held = FileLock(path, timeout=0).acquire()
    except Timeout as error:
        holder = path.read_text(encoding="ascii", errors="replace").strip() or "未知"
        raise WenceError(
            f"另一个进程（进程号 {holder}）正在更新知识库“{data_dir}”，请等它结束后再试。"
        ) from error
    except OSError as error:
        raise WenceError(f"写不进数据文件夹“{data_dir}”（{error.strerror}），请检查路径和权限。") from error
    with held:
        path.write_text(f"{os.getpid()}\n", encoding="ascii")
        try:
            yield
        finally:
            path.write_text("", encoding="ascii")
