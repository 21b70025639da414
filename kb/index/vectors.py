"""Dense vectors in Chroma: one collection in one folder, written once and then only read.

Chroma loads in about a second and fails without an error when its files are damaged, so it is imported only
where a vector is asked for, and `kb.index.generation` checks files and answers before it trusts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_COLLECTION = "passages"
_BATCH = 5000  # Chroma's largest batch is 5461
# With the usual thresholds a small collection is never written out: its files are made anew at each opening,
# by each process.
_HNSW: Any = {"space": "cosine", "ef_search": 200, "batch_size": 2, "sync_threshold": 2}


class Vectors:
    """Unit vectors by row number. A zero vector has no direction and is not kept: it is never found."""

    def __init__(self, folder: Path, create: bool = False) -> None:
        """Open the collection in `folder`, or make it anew. Raises chromadb's errors (`faults()`) when
        there is none or it cannot be read."""
        import chromadb
        from chromadb.config import Settings

        folder.mkdir(parents=True, exist_ok=True)
        settings = Settings(anonymized_telemetry=False)
        self._client: Any = chromadb.PersistentClient(path=str(folder), settings=settings)
        if create:
            self._collection = self._client.create_collection(
                _COLLECTION,
                embedding_function=None,
                configuration={"hnsw": _HNSW},
            )
        else:
            self._collection = self._client.get_collection(_COLLECTION, embedding_function=None)
        self.count = int(self._collection.count())

    def close(self) -> None:
        """Let go of the folder."""
        self._client.close()

    def add(self, rows: Sequence[int], vectors: NDArray[np.float32]) -> None:
        """Put vectors (len(rows), dimension) at those rows, in place of what was there."""
        kept = [at for at in range(len(rows)) if vectors[at].any()]
        for begin in range(0, len(kept), _BATCH):
            batch = kept[begin : begin + _BATCH]
            self._collection.upsert(ids=[str(rows[at]) for at in batch], embeddings=vectors[batch])
        self.count = int(self._collection.count())

    def remove(self, rows: Sequence[int]) -> None:
        """Forget the vectors at those rows; a row that has none is let be."""
        for begin in range(0, len(rows), _BATCH):
            self._collection.delete(ids=[str(row) for row in rows[begin : begin + _BATCH]])
        self.count = int(self._collection.count())

    def search(self, vector: NDArray[np.float32], k: int) -> list[tuple[int, float]]:
        """At most `k` (row, cosine similarity), nearest first; nothing for a zero vector."""
        wanted = min(k, self.count)
        if wanted <= 0 or not vector.any():
            return []
        asked: Any = [vector]
        found: Any = self._collection.query(query_embeddings=asked, n_results=wanted, include=["distances"])
        return [
            (int(row), 1.0 - float(distance))
            for row, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        ]


def faults() -> tuple[type[Exception], ...]:
    """What Chroma raises when its files cannot be used."""
    from chromadb.errors import ChromaError

    return (ChromaError, OSError, ValueError, RuntimeError)
