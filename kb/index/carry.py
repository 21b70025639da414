"""Chroma brought in line with the vectors that are kept: carried over from the generation before with what has
changed, or filled anew."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kb.index.vector_array import NOWHERE, VectorArray
from kb.index.vectors import Vectors

CHANGED = 0.2
"""From this share of added and deleted vectors on, Chroma is filled anew: its graph keeps what was deleted."""
_BATCH = 5000
_DATABASE = "chroma.sqlite3"
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class VectorState:
    """How many vectors Chroma holds, how many were added or deleted since it was filled, and the next key."""

    count: int = 0
    changed: int = 0
    next_key: int = 0

    def as_json(self) -> dict[str, int]:
        """What `from_json` reads."""
        return {"vectors": self.count, "changed": self.changed, "next_key": self.next_key}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> VectorState:
        """KeyError, TypeError or ValueError when it is damaged."""
        return cls(int(told["vectors"]), int(told["changed"]), int(told["next_key"]))


def copy_vectors(source: Path, target: Path) -> None:
    """A copy of a Chroma folder, which another process may have open for reading. OSError or sqlite3.Error
    when it cannot be made."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{_DATABASE}*"))
    # Chroma writes to its database whenever it opens it: only SQLite can copy that whole.
    with (
        closing(sqlite3.connect(f"{(source / _DATABASE).resolve().as_uri()}?mode=ro", uri=True)) as read,
        closing(sqlite3.connect(target / _DATABASE)) as written,
    ):
        read.backup(written)


def carry(
    folder: Path, before: VectorArray, after: VectorArray, state: VectorState
) -> tuple[VectorArray, VectorState] | None:
    """Bring the copy in `folder`, which holds `before`, in line with `after`, and give those of `after` that
    are new their keys; None, with nothing touched, when too much has changed since it was filled."""
    gone = np.setdiff1d(before.keys, after.keys)
    gone = gone[gone != NOWHERE]
    keyed = after.keyed(state.next_key)
    new = np.flatnonzero(keyed.keys != after.keys)
    changed = state.changed + len(gone) + len(new)
    if changed > CHANGED * len(before.keys):
        return None
    if len(gone) or len(new):
        with closing(Vectors(folder)) as store:
            store.remove(gone.tolist())
            store.add(keyed.keys[new].tolist(), keyed.vectors[new])
    return keyed, VectorState(_count(keyed), changed, state.next_key + len(new))


def fill(folder: Path, kept: VectorArray, told: Told) -> tuple[VectorArray, VectorState]:
    """Put all vectors into a new Chroma in `folder`, in place of what is there; they get new keys. Done and
    all are counted to `told`."""
    shutil.rmtree(folder, ignore_errors=True)
    keyed = VectorArray.of(kept.vectors).keyed(0)
    rows = np.flatnonzero(keyed.keys != NOWHERE)
    with closing(Vectors(folder, create=True)) as store:
        for begin in range(0, len(rows), _BATCH):
            told(begin, len(rows))
            batch = rows[begin : begin + _BATCH]
            store.add(keyed.keys[batch].tolist(), keyed.vectors[batch])
    return keyed, VectorState(len(rows), 0, len(rows))


def _count(kept: VectorArray) -> int:
    return int((kept.keys != NOWHERE).sum())
