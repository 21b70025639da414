"""BM25 over token lists: one index for words, another for character bigrams.

The caller cuts the texts (`kb.language.tokens`) and may repeat a heading's tokens to weigh it. Scores are BM25 as
Lucene computes it (Robertson & Zaragoza 2009), laid out, saved and opened by bm25s, which keeps one ready
score for each (token, passage): a query is a weighted sum of a few columns, so that an expansion can count less
than a typed word. The scores themselves are worked out here, from kept counts and all at once: the same to the
bit as those of `bm25s.BM25.index`, which cuts its way through one passage after the other.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kb.index.postings import Postings

if TYPE_CHECKING:
    from bm25s import BM25  # type: ignore[import-untyped]

K1 = 1.2
B = 0.75
_SIZE_FILE = "size.npy"
_PARAMETERS_FILE = "params.index.json"  # bm25s writes it last


def weigh(tokens: Sequence[str], repeated: float = 1.0) -> dict[str, float]:
    """The weighted query of typed tokens: 1.0 for a token, plus `repeated` for each further occurrence,
    in order of first occurrence."""
    return {token: 1.0 + repeated * (count - 1) for token, count in Counter(tokens).items()}


class LexicalIndex:
    """BM25 over `size` passages; a passage is known by its row, 0…size-1, in the order it was given."""

    def __init__(self, size: int, bm25: BM25 | None) -> None:
        self.size = size
        self._bm25 = bm25  # None: no passage has a token, and bm25s cannot hold that

    @classmethod
    def build(cls, texts: Sequence[Sequence[str]], k1: float = K1, b: float = B) -> LexicalIndex:
        """Index the token lists; an empty list is a passage that is never found."""
        return cls.weighed(Postings.of(texts), k1, b)

    @classmethod
    def weighed(cls, postings: Postings, k1: float = K1, b: float = B) -> LexicalIndex:
        """Index passages whose tokens are counted already."""
        size = len(postings.lengths)
        if not len(postings.rows):
            return cls(size, None)
        from bm25s import BM25

        bm25 = BM25(k1=k1, b=b, method="lucene")
        bm25.scores = {
            "data": _bm25_scores(postings, k1, b),
            "indices": postings.rows,
            "indptr": postings.indptr,
            "num_docs": size,
        }
        bm25.vocab_dict = {token: column for column, token in enumerate(postings.vocabulary)}
        bm25.nonoccurrence_array = None
        return cls(size, bm25)

    def scores(self, query: Mapping[str, float]) -> NDArray[np.float32]:
        """Shape (size,), float32, 0 or more: the sum of weight × BM25 over the query's tokens."""
        total = np.zeros(self.size, dtype=np.float32)
        if self._bm25 is None:
            return total
        columns = self._bm25.scores
        data, indices, indptr = columns["data"], columns["indices"], columns["indptr"]
        for token, weight in query.items():
            column = self._bm25.vocab_dict.get(token)
            if column is not None:
                start, end = int(indptr[column]), int(indptr[column + 1])
                total[indices[start:end]] += np.float32(weight) * data[start:end]
        return total

    def frequency(self, token: str) -> int:
        """How many passages hold `token`."""
        column = None if self._bm25 is None else self._bm25.vocab_dict.get(token)
        if self._bm25 is None or column is None:
            return 0
        indptr = self._bm25.scores["indptr"]
        return int(indptr[column + 1]) - int(indptr[column])

    def search(
        self, query: Mapping[str, float], k: int, allowed: NDArray[np.bool_] | None = None
    ) -> list[tuple[int, float]]:
        """At most `k` (row, score), best first, equal scores by row; rows of score 0 are left out.
        `allowed` is a mask of shape (size,): only rows where it is true may come back."""
        return best_rows(self.scores(query), k, allowed)

    def save(self, folder: Path) -> None:
        """Write the index into `folder` (made if missing); `load` gives the same results to the bit."""
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / _SIZE_FILE, np.int64(self.size))
        if self._bm25 is None:
            (folder / _PARAMETERS_FILE).unlink(missing_ok=True)
        else:
            self._bm25.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Open a saved index, its score columns memory-mapped. OSError or ValueError if it is damaged."""
        size = int(np.load(folder / _SIZE_FILE))
        if not (folder / _PARAMETERS_FILE).exists():
            return cls(size, None)
        from bm25s import BM25

        bm25 = BM25.load(str(folder), mmap=True, show_progress=False)
        if bm25.scores["num_docs"] != size:
            raise ValueError(f"{folder}: {bm25.scores['num_docs']} passages indexed, {size} recorded")
        return cls(size, bm25)


def postings_of(folder: Path) -> Postings:
    """The counts that were saved beside an index. OSError or ValueError if it is damaged."""
    index = LexicalIndex.load(folder)
    none = np.zeros(0, dtype=np.int32)
    if index._bm25 is None:
        return Postings.load(folder, (), np.zeros(1, dtype=np.int64), none)
    columns = index._bm25.scores
    return Postings.load(folder, tuple(index._bm25.vocab_dict), columns["indptr"], columns["indices"])


def _bm25_scores(postings: Postings, k1: float, b: float) -> NDArray[np.float32]:
    """idf × tf / (k1 × (1 - b + b × length / mean length) + tf), idf = ln(1 + (N - df + .5) / (df + .5)),
    rounded where bm25s rounds."""
    frequency = np.diff(postings.indptr)
    size = len(postings.lengths)
    kinds = {int(df): math.log(1 + (size - df + 0.5) / (df + 0.5)) for df in np.unique(frequency)}
    idf = np.array([kinds[df] for df in frequency.tolist()], dtype=np.float32)
    relative = k1 * ((1 - b) + b * postings.lengths.astype(np.float64) / postings.lengths.mean())
    scores = postings.counts / (relative[postings.rows] + postings.counts)
    scores *= np.repeat(idf, frequency)
    rounded: NDArray[np.float32] = scores.astype(np.float32)
    return rounded


def best_rows(
    scores: NDArray[np.float32], k: int, allowed: NDArray[np.bool_] | None = None
) -> list[tuple[int, float]]:
    """At most `k` (row, score) of the positive scores, best first, equal scores by row."""
    positive = scores > 0 if allowed is None else (scores > 0) & allowed
    rows = np.flatnonzero(positive)
    if k <= 0 or rows.size == 0:
        return []
    values = scores[rows]
    if rows.size > k:
        kept = values >= np.partition(values, rows.size - k)[rows.size - k]
        rows, values = rows[kept], values[kept]
    order = np.lexsort((rows, -values))[:k]
    return [(int(rows[at]), float(values[at])) for at in order]
