"""Vectors kept beside Chroma: clauses that must find themselves, and in a small base all there are.

Chroma takes a second to load and answers wrongly, without an error, when its files are damaged. So a
sample of vectors stands beside it to ask for; and where all of them are few, they are compared one by one
(exact, in less than a millisecond) and Chroma is not loaded for a question at all.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb.vectors import Vectors

SAMPLE = 256
SMALL = 4096  # up to so many vectors all are kept
_SAME = 0.999  # cosine similarity from which two vectors count as the same
_NEAREST = 10


class Canaries:
    """Unit vectors by row: `rows` of shape (n,), `vectors` of shape (n, dimension)."""

    def __init__(self) -> None:
        self.rows: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self.vectors: NDArray[np.float32] = np.zeros((0, 0), dtype=np.float32)

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, rows: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Note vectors (zero ones left out); beyond SMALL only a sample of them all is kept."""
        kept = [at for at in range(len(rows)) if vectors[at].any()]
        if not kept:
            return
        new = np.asarray([rows[at] for at in kept], dtype=np.int64)
        self.rows = np.concatenate([self.rows, new])
        self.vectors = np.concatenate([self.vectors.reshape(-1, vectors.shape[1]), vectors[kept]])
        if len(self) > SMALL:
            self._keep(_spread(len(self), SAMPLE))

    def remove(self, rows: Collection[int]) -> None:
        """Forget the vectors at those rows."""
        self._keep(np.flatnonzero(~np.isin(self.rows, list(rows))))

    def save(self, path: Path) -> None:
        """Write them to one .npz file."""
        np.savez(path, rows=self.rows, vectors=self.vectors)

    @classmethod
    def load(cls, path: Path) -> Canaries:
        """Read what `save` wrote; OSError, ValueError, KeyError or zipfile.BadZipFile if it is damaged."""
        made = cls()
        with np.load(path, allow_pickle=False) as saved:
            made.rows, made.vectors = saved["rows"], saved["vectors"]
        return made

    def search(self, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """At most `k` (row, cosine similarity) among those kept, nearest first, equal ones by row."""
        if not len(self) or not vector.any():
            return []
        near = self.vectors @ vector
        order = np.lexsort((self.rows, -near))[:k]
        return [(int(self.rows[at]), float(near[at])) for at in order]

    def ask(self, store: Vectors, sample: int) -> tuple[int, tuple[int, ...]]:
        """How many of them were asked for in Chroma, and the rows that did not find themselves."""
        asked = _spread(len(self), sample)
        failed = [int(self.rows[at]) for at in asked if not _finds_itself(store, self, int(at))]
        return len(asked), tuple(failed)

    def _keep(self, places: NDArray[np.int64]) -> None:
        self.rows, self.vectors = self.rows[places], self.vectors[places]


def _spread(size: int, count: int) -> NDArray[np.int64]:
    """At most `count` places spread evenly over 0…size-1."""
    return (
        np.unique(np.linspace(0, size - 1, min(size, count)).astype(np.int64))
        if size
        else np.zeros(0, np.int64)
    )


def _finds_itself(store: Vectors, canaries: Canaries, at: int) -> bool:
    found = store.search(canaries.vectors[at], _NEAREST)
    if not found or found[0][1] < _SAME:
        return False
    # Clauses with the same words have the same vector and may push each other out of the list.
    return any(row == canaries.rows[at] for row, _ in found) or found[-1][1] >= _SAME
