"""How often each token stands in each passage: kept with an index, so that BM25, whose weights depend on all
passages, is worked out anew when some come or go, and no text is cut twice.

Compressed sparse columns, one column a token, as bm25s lays out its scores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_COUNTS_FILE, _LENGTHS_FILE = "counts.npy", "lengths.npy"


@dataclass(frozen=True, slots=True)
class Postings:
    """Token `vocabulary[c]` stands `counts[i]` times in passage `rows[i]`, for i in `indptr[c]`…`indptr[c+1]`-1.
    `lengths`: how many tokens each passage has, repeated ones too; (passages,)."""

    vocabulary: tuple[str, ...]
    indptr: NDArray[np.int64]
    rows: NDArray[np.int32]
    counts: NDArray[np.int32]
    lengths: NDArray[np.int32]

    @classmethod
    def of(cls, texts: Sequence[Sequence[str]]) -> Postings:
        """Count the tokens of passages 0…len(texts)-1."""
        number: dict[str, int] = {}
        columns: list[int] = []
        counts: list[int] = []
        distinct = []
        for tokens in texts:
            counted = Counter(tokens)
            distinct.append(len(counted))
            columns.extend([number.setdefault(token, len(number)) for token in counted])
            counts.extend(counted.values())
        rows = np.repeat(np.arange(len(texts), dtype=np.int32), distinct)
        lengths = np.array([len(tokens) for tokens in texts], dtype=np.int32)
        return _sorted(tuple(number), np.array(columns, np.int32), rows, np.array(counts, np.int32), lengths)

    @classmethod
    def joined(cls, parts: Sequence[Postings]) -> Postings:
        """The passages of all parts, one part after the other."""
        if len(parts) == 1:
            return parts[0]
        number: dict[str, int] = {}
        columns, rows, before = [], [], 0
        for part in parts:
            own = [number.setdefault(token, len(number)) for token in part.vocabulary]
            columns.append(np.repeat(np.array(own, np.int32), np.diff(part.indptr)))
            rows.append(part.rows + np.int32(before))
            before += len(part.lengths)
        return _sorted(
            tuple(number),
            _together(columns),
            _together(rows),
            _together([part.counts for part in parts]),
            _together([part.lengths for part in parts]),
        )

    def taken(self, places: NDArray[np.int64]) -> Postings:
        """Only the passages at `places`, in that order; tokens that none of them has are left out."""
        target = np.full(len(self.lengths), -1, dtype=np.int32)
        target[places] = np.arange(len(places), dtype=np.int32)
        rows = target[self.rows]
        kept = rows >= 0
        ends = np.concatenate([[0], np.cumsum(kept)])[self.indptr]
        used = np.diff(ends) > 0
        vocabulary = tuple(token for token, held in zip(self.vocabulary, used.tolist(), strict=True) if held)
        indptr = np.concatenate([[0], ends[1:][used]]).astype(np.int64)
        return Postings(vocabulary, indptr, rows[kept], self.counts[kept], self.lengths[places])

    def save(self, folder: Path) -> None:
        """Write what an index of bm25s in the same folder does not hold itself."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / _COUNTS_FILE, self.counts)
        np.save(folder / _LENGTHS_FILE, self.lengths)

    @classmethod
    def load(
        cls, folder: Path, vocabulary: Sequence[str], indptr: NDArray[np.int64], rows: NDArray[np.int32]
    ) -> Postings:
        """What `save` wrote, with the layout from the index beside it. OSError or ValueError if damaged."""
        counts, lengths = (np.load(folder / name) for name in (_COUNTS_FILE, _LENGTHS_FILE))
        if not len(counts) == len(rows) == (int(indptr[-1]) if len(indptr) else 0):
            raise ValueError(f"{folder}: {len(counts)} counts, {len(rows)} rows")
        return cls(tuple(vocabulary), indptr, rows, counts, lengths)


def _sorted(
    vocabulary: tuple[str, ...],
    columns: NDArray[np.int32],
    rows: NDArray[np.int32],
    counts: NDArray[np.int32],
    lengths: NDArray[np.int32],
) -> Postings:
    order = np.argsort(columns, kind="stable")
    indptr = np.concatenate([[0], np.cumsum(np.bincount(columns, minlength=len(vocabulary)))])
    return Postings(vocabulary, indptr.astype(np.int64), rows[order], counts[order], lengths)


def _together(arrays: Sequence[NDArray[np.int32]]) -> NDArray[np.int32]:
    return np.concatenate([np.zeros(0, dtype=np.int32), *arrays])
