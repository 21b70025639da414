"""The vectors themselves, kept beside Chroma: to build it anew, to see that it is sound, and to do without it.

Chroma takes a second to load and answers wrongly, without an error, when its files are damaged. So clauses must
find themselves in it before it is trusted (canaries); a lost or much changed one is made again from here
without encoding anything; and where vectors are few, they are compared one by one (exact, in less than a
millisecond) and Chroma is not loaded for a question at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb.index.vectors import Vectors

SAMPLE = 256
SMALL = 4096  # up to so many passages are compared one by one
NOWHERE = -1
_SAME = 0.999  # cosine similarity from which two vectors count as the same
_NEAREST = 10
_VECTORS_FILE, _KEYS_FILE = "vectors.npy", "keys.npy"


@dataclass(frozen=True)  # no slots: it caches
class VectorArray:
    """The unit (or zero) vector of each row, (rows, dimension), and the key under which Chroma holds it,
    (rows,): NOWHERE for a zero vector and for one that Chroma does not hold yet."""

    vectors: NDArray[np.float32]
    keys: NDArray[np.int64]

    @classmethod
    def of(cls, vectors: NDArray[np.float32]) -> VectorArray:
        """New ones, of which Chroma knows nothing yet."""
        return cls(np.asarray(vectors, dtype=np.float32), np.full(len(vectors), NOWHERE, dtype=np.int64))

    @classmethod
    def joined(cls, parts: Sequence[VectorArray]) -> VectorArray:
        """The rows of all parts, one part after the other."""
        filled = [part for part in parts if len(part.keys)]
        if not filled:
            return cls.of(np.zeros((0, 0), dtype=np.float32))
        return cls(
            np.concatenate([part.vectors for part in filled]), np.concatenate([part.keys for part in filled])
        )

    def taken(self, places: NDArray[np.int64]) -> VectorArray:
        """Only the rows at `places`, in that order."""
        return VectorArray(self.vectors[places], self.keys[places])

    def keyed(self, first: int) -> VectorArray:
        """With keys from `first` on for the vectors that have none."""
        new = np.flatnonzero((self.keys == NOWHERE) & self.vectors.any(axis=1))
        keys = self.keys.copy()
        keys[new] = np.arange(first, first + len(new))
        return VectorArray(self.vectors, keys)

    @property
    def small(self) -> bool:
        """Whether they are few enough to be compared one by one."""
        return len(self.keys) <= SMALL

    def rows_of(self, keys: Sequence[int]) -> list[int]:
        """The row of each key; NOWHERE for a key that no row has."""
        known = self._row_of_key
        return [int(known[key]) if 0 <= key < len(known) else NOWHERE for key in keys]

    @cached_property
    def _row_of_key(self) -> NDArray[np.int64]:
        rows = np.flatnonzero(self.keys != NOWHERE)
        known = np.full(int(self.keys.max(initial=NOWHERE)) + 1, NOWHERE, dtype=np.int64)
        known[self.keys[rows]] = rows
        return known

    def similar(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The cosine similarity of each row to a unit vector, (rows,); 0 for a zero vector."""
        near: NDArray[np.float32] = self.vectors @ vector if len(self.keys) else np.zeros(0, np.float32)
        return near

    def ask(self, store: Vectors, sample: int) -> tuple[int, tuple[int, ...]]:
        """How many of them were asked for in Chroma, and the rows that did not find themselves."""
        held = np.flatnonzero(self.keys != NOWHERE)
        asked = held[np.linspace(0, len(held) - 1, min(len(held), sample)).astype(np.int64)]
        failed = [int(row) for row in asked if not _finds_itself(store, self, int(row))]
        return len(asked), tuple(failed)

    def save(self, folder: Path) -> None:
        """Write them into two files of `folder`."""
        np.save(folder / _VECTORS_FILE, self.vectors)
        np.save(folder / _KEYS_FILE, self.keys)

    @classmethod
    def load(cls, folder: Path) -> VectorArray:
        """What `save` wrote, the vectors memory-mapped. OSError or ValueError if it is damaged."""
        vectors, keys = np.load(folder / _VECTORS_FILE, mmap_mode="r"), np.load(folder / _KEYS_FILE)
        if vectors.ndim != 2 or len(vectors) != len(keys):
            raise ValueError(f"{folder}: vectors of shape {vectors.shape}, {len(keys)} keys")
        return cls(vectors, keys)


def _finds_itself(store: Vectors, kept: VectorArray, row: int) -> bool:
    found = store.search(kept.vectors[row], _NEAREST)
    if not found or found[0][1] < _SAME:
        return False
    # Clauses with the same words have the same vector and may push each other out of the list.
    return any(key == kept.keys[row] for key, _ in found) or found[-1][1] >= _SAME
