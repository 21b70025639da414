"""Which clause stands at which row of an index."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.document import ClauseId


@dataclass(frozen=True)  # no slots: it caches
class RowNumbers:
    """Row r is the clause at `paths[r]` of document `documents[owners[r]]`; the clauses of a document stand
    together, in reading order. No document is without a row."""

    documents: tuple[str, ...] = ()
    owners: tuple[int, ...] = ()
    paths: tuple[str, ...] = ()

    @classmethod
    def of(cls, clauses: Sequence[ClauseId]) -> RowNumbers:
        """The rows of these clauses, in this order."""
        number: dict[str, int] = {}
        owners = tuple(number.setdefault(clause.document, len(number)) for clause in clauses)
        return cls(tuple(number), owners, tuple(clause.path for clause in clauses))

    def __len__(self) -> int:
        return len(self.paths)

    def clause(self, row: int) -> ClauseId:
        """The clause at a row."""
        return ClauseId(self.documents[self.owners[row]], self.paths[row])

    @property
    def clauses(self) -> tuple[ClauseId, ...]:
        """The clause of every row."""
        return tuple(self.clause(row) for row in range(len(self)))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Document id → its number."""
        return {name: number for number, name in enumerate(self.documents)}

    @cached_property
    def owner_array(self) -> NDArray[np.int64]:
        """`owners` as an array."""
        return np.array(self.owners, dtype=np.int64)

    def of_documents(self, documents: Collection[str]) -> NDArray[np.bool_]:
        """A mask of the rows of these documents, (rows,)."""
        inside = np.zeros(len(self.documents), dtype=np.bool_)
        inside[[self.numbers[name] for name in documents if name in self.numbers]] = True
        return inside[self.owner_array]

    def ordered(self, rows: NDArray[np.int64], documents: Sequence[str]) -> NDArray[np.int64]:
        """`rows` in the order of `documents`; those of documents not named there come last, as they were."""
        rank = {name: at for at, name in enumerate(documents)}
        ranks = np.array([rank.get(name, len(rank)) for name in self.documents], dtype=np.int64)
        found: NDArray[np.int64] = rows[np.argsort(ranks[self.owner_array[rows]], kind="stable")]
        return found

    def taken(self, rows: NDArray[np.int64]) -> RowNumbers:
        """Only these rows, in that order."""
        return RowNumbers.of([self.clause(row) for row in rows.tolist()])

    def as_json(self) -> dict[str, Any]:
        """What `from_json` reads."""
        return {"documents": self.documents, "owners": self.owners, "paths": self.paths}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> RowNumbers:
        """KeyError, TypeError or ValueError when it is damaged."""
        documents, owners, paths = (tuple(told[name]) for name in ("documents", "owners", "paths"))
        if len(owners) != len(paths) or any(not 0 <= one < len(documents) for one in set(owners)):
            raise ValueError("owners and paths do not fit together")
        return cls(documents, owners, paths)
