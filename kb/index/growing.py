"""What a generation that is being made holds so far: the passages it began with, those added, those gone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.document import ClauseId
from kb.index.engine import PassageTokens
from kb.index.postings import Postings
from kb.index.row_numbers import RowNumbers
from kb.index.vector_array import VectorArray
from kb.passage import Passage

WORDS, CHARACTERS = "words", "characters"


@dataclass(frozen=True, slots=True)
class Contents:
    """All that an index rests on, row by row: whose clause, its counted tokens, its vector."""

    places: RowNumbers
    postings: Mapping[str, Postings]  # by WORDS and CHARACTERS
    kept: VectorArray

    @classmethod
    def empty(cls) -> Contents:
        """No row."""
        return cls(RowNumbers(), dict.fromkeys((WORDS, CHARACTERS), Postings.of(())), VectorArray.joined(()))


class GrowingIndex:
    """Rows are only appended and marked as gone; `settled` puts them in order."""

    def __init__(self, begun: Contents) -> None:
        self._clauses = list(begun.places.clauses)
        self._row = {clause: row for row, clause in enumerate(self._clauses)}
        self._live = [np.ones(len(self._clauses), dtype=np.bool_)]
        self._postings = {name: [held] for name, held in begun.postings.items()}
        self._kept = [begun.kept]

    @property
    def size(self) -> int:
        """How many passages are held."""
        return len(self._row)

    @property
    def clauses(self) -> tuple[ClauseId, ...]:
        """The clauses held."""
        return tuple(self._row)

    def add(
        self, passages: Sequence[Passage], cuts: Sequence[PassageTokens], vectors: NDArray[np.float32]
    ) -> None:
        """See Index.add."""
        self.remove([passage.clause_id for passage in passages])
        begin = len(self._clauses)
        self._clauses += [passage.clause_id for passage in passages]
        self._row.update({clause: row for row, clause in enumerate(self._clauses[begin:], begin)})
        self._live.append(np.ones(len(passages), dtype=np.bool_))
        self._postings[WORDS].append(Postings.of([one.words for one in cuts]))
        self._postings[CHARACTERS].append(Postings.of([one.characters for one in cuts]))
        self._kept.append(VectorArray.of(vectors))

    def remove(self, clause_ids: Collection[ClauseId]) -> None:
        """See Index.remove."""
        rows = [self._row.pop(clause) for clause in clause_ids if clause in self._row]
        if rows:
            live = np.concatenate(self._live)
            live[rows] = False
            self._live = [live]

    def forget(self, documents: Collection[str]) -> None:
        """See Index.forget."""
        self.remove([clause for clause in self._row if clause.document in documents])

    def settled(self, documents: Sequence[str]) -> Contents:
        """What is held now, in the order of `documents`; a document not named there comes last."""
        places = RowNumbers.of(self._clauses)
        rows = places.ordered(np.flatnonzero(np.concatenate(self._live)), documents)
        postings = {name: Postings.joined(parts) for name, parts in self._postings.items()}
        kept = VectorArray.joined(self._kept)
        if np.array_equal(rows, np.arange(len(places))):
            return Contents(places, postings, kept)
        return Contents(
            places.taken(rows), {name: one.taken(rows) for name, one in postings.items()}, kept.taken(rows)
        )
