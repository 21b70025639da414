"""Occupancy: which processes a process has started, and how much memory they hold, as /proc tells (Linux).

Where there is no /proc nothing is known: no children, no bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def children(pid: int) -> tuple[int, ...]:
    """The direct children of a process, zombies too."""
    out: list[int] = []
    for thread in _names(_PROC / str(pid) / "task"):
        out += map(int, _text(_PROC / str(pid) / "task" / thread / "children").split())
    return tuple(out)


def resident(pid: int) -> int:
    """Bytes in RAM of a process and of all that it has started; pages they share count for each."""
    return sum(_own(one) for one in _tree(pid))


def marked(mark: bytes) -> tuple[int, ...]:
    """The processes that were started with `mark` ("NAME=value") in their environment, not this one."""
    return tuple(
        int(name)
        for name in _names(_PROC)
        if name.isdigit()
        and int(name) != os.getpid()
        and mark in _bytes(_PROC / name / "environ").split(b"\0")
    )


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for child in children(pid):
        yield from _tree(child)


def _own(pid: int) -> int:
    fields = _text(_PROC / str(pid) / "statm").split()
    return int(fields[1]) * _PAGE if len(fields) > 1 else 0


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 — a look ten times a second
    except OSError:  # it has ended, or is not ours
        return []


def _text(path: Path) -> str:
    return _bytes(path).decode("ascii", "replace")


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
