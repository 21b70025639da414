"""The seam between the knowledge base and its search engine: what any engine must do.

The engine here is `kb.index.generation` (BM25 and Chroma in one folder). Past one machine another takes its place;
nothing outside this interface knows which one it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.document import ClauseId
from kb.language.tokens import bigrams, fingerprint, words
from kb.passage import Passage


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """A passage cut for matching: its search words and its character pairs, headings included."""

    words: tuple[str, ...]
    characters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexQuery:
    """A query as an engine sees it: weighted words, weighted character pairs, and a unit vector
    (None: do not search by vector)."""

    words: Mapping[str, float]
    characters: Mapping[str, float]
    vector: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class IndexHit:
    """One clause found: `score` in 0…1, `via` the searches that found it."""

    clause_id: ClauseId
    score: float
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """Whether an index can be trusted: `problem` is "" when it can, else what is wrong, in Chinese.
    `checked` clauses were asked for by their own vectors, and `found` of them came back."""

    problem: str = ""
    checked: int = 0
    found: int = 0
    failed: tuple[ClauseId, ...] = field(default=())

    @property
    def sound(self) -> bool:
        """No problem was seen."""
        return not self.problem


class Index(Protocol):
    """What every engine does. Vectors are float32, one row of length 1 (or zero) a passage."""

    def add(
        self, passages: Sequence[Passage], cuts: Sequence[PassageTokens], vectors: NDArray[np.float32]
    ) -> None:
        """Hold these passages; one whose clause is already held takes its place."""

    def remove(self, clause_ids: Collection[ClauseId]) -> None:
        """Forget the passages of these clauses; a clause that is not held is let be."""

    def forget(self, documents: Collection[str]) -> None:
        """Forget all passages of these documents, named by id; one that is not held is let be."""

    def search(
        self, query: IndexQuery, k: int, allowed: Collection[str] | None = None
    ) -> tuple[IndexHit, ...]:
        """At most `k` clauses, best first, only of the documents in `allowed` (None: all)."""

    def verify(self, sample: int) -> Health:
        """Ask for `sample` clauses by their own vectors and compare the counts."""


def cut(passage: Passage) -> PassageTokens:
    """The tokens a passage is found by: those of its breadcrumb and of its text."""
    # Many passages stand under one breadcrumb, one after the other.
    headings = _cut_headings(passage.breadcrumb, fingerprint())
    return PassageTokens(
        (*headings.words, *words(passage.text)), (*headings.characters, *bigrams(passage.text))
    )


@lru_cache(maxsize=256)
def _cut_headings(breadcrumb: str, dictionary: str) -> PassageTokens:
    return PassageTokens(tuple(words(breadcrumb)), tuple(bigrams(breadcrumb)))
