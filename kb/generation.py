"""One generation of the index: BM25 over words and characters, and Chroma, in a folder of its own.

A generation is made, saved, verified and then only read. Chroma answers with wrong neighbours, or ends the
process, when its files are damaged; so the sizes and SHA-256 of its files are noted when it is saved and
compared before it is opened (`kb.manifest`), and known clauses must find themselves before its answers are
used (`kb.canaries`).
"""

from __future__ import annotations

import json
import threading
import zipfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ingest.document import ClauseId
from ingest.problems import WenceError
from kb.canaries import SAMPLE, Canaries
from kb.fusion import FusionWeights, fuse
from kb.index import Cut, Found, Health, IndexQuery
from kb.lexical import LexicalIndex, best_rows
from kb.manifest import damage, write_manifest
from kb.passage import Passage

if TYPE_CHECKING:
    from kb.vectors import Vectors

# The settings of the store that name the generation in use, the embedder of its vectors, and the state of the
# documents: a change of their validity leaves the index as it is.
GENERATION, EMBEDDER, REVISION = "generation", "embedder", "revision"
STARTUP_SAMPLE = 8
_TOLERANCE = 0.02  # approximate search may miss so many of the clauses asked for


class Generation:
    """The index of one build. Make it with `create` or `open`; threads may share it for searching."""

    def __init__(self, folder: Path, weights: FusionWeights) -> None:
        self.folder = folder
        self._weights = weights
        self._lock = threading.Lock()
        self._documents: dict[str, int] = {}  # id → number, in order
        self._owner: list[int] = []
        self._paths: list[str] = []
        self._row: dict[ClauseId, int] = {}
        self._live: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
        self._cuts: list[Cut] = []
        self._canaries = Canaries()
        self._lexical: dict[str, LexicalIndex] = {}
        self._vectors: Vectors | None = None
        self._vector_count = 0
        self._health: Health | None = None

    @classmethod
    def create(cls, folder: Path, weights: FusionWeights | None = None) -> Generation:
        """An empty generation in a new folder."""
        from kb.vectors import Vectors

        made = cls(folder, weights or FusionWeights())
        made._vectors = Vectors(folder / "vectors", create=True)
        made._health = Health()
        return made

    @classmethod
    def open(cls, folder: Path, weights: FusionWeights | None = None) -> Generation:
        """A saved generation, for searching. Chroma is not opened until it is needed. Raises
        WenceError when the folder or its lexical part cannot be read."""
        opened = cls(folder, weights or FusionWeights())
        try:
            rows = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
            opened._lexical = {name: LexicalIndex.load(folder / name) for name in ("words", "characters")}
            opened._canaries = Canaries.load(folder / "canaries.npz")
        except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
            raise WenceError("检索索引缺失或已损坏，请重新运行 wence build 修复（原文不受影响）。") from error
        opened._documents = {name: number for number, name in enumerate(rows["documents"])}
        opened._owner, opened._paths = rows["owner"], rows["path"]
        opened._live = np.ones(len(opened._paths), dtype=np.bool_)
        opened._live[rows["removed"]] = False
        opened._vector_count = rows["vectors"]
        return opened

    def close(self) -> None:
        """Let go of the folder."""
        with self._lock:
            if self._vectors:
                self._vectors.close()
            self._vectors = None

    @property
    def size(self) -> int:
        """How many passages are held."""
        return int(self._live.sum())

    @property
    def clause_ids(self) -> tuple[ClauseId, ...]:
        """The clauses held, in row order."""
        return tuple(self._clause(int(row)) for row in np.flatnonzero(self._live))

    def add(self, passages: Sequence[Passage], cuts: Sequence[Cut], vectors: NDArray[np.float32]) -> None:
        """See Index.add. RuntimeError for a generation that was opened: it is only read."""
        store = self._writable()
        self.remove([passage.clause_id for passage in passages if passage.clause_id in self._row])
        begin = len(self._paths)
        rows = list(range(begin, begin + len(passages)))
        for row, clause in zip(rows, (passage.clause_id for passage in passages), strict=True):
            self._owner.append(self._documents.setdefault(clause.document, len(self._documents)))
            self._paths.append(clause.path)
            self._row[clause] = row
        self._cuts.extend(cuts)
        self._live = np.concatenate([self._live, np.ones(len(rows), dtype=np.bool_)])
        store.add(rows, vectors)
        self._vector_count = store.count
        self._canaries.add(rows, vectors)
        self._lexical = {}

    def remove(self, clause_ids: Collection[ClauseId]) -> None:
        """See Index.remove. RuntimeError for a generation that was opened: it is only read."""
        store = self._writable()
        rows = [self._row.pop(clause) for clause in clause_ids if clause in self._row]
        for row in rows:
            self._live[row] = False
            self._cuts[row] = Cut((), ())
        store.remove(rows)
        self._vector_count = store.count
        self._canaries.remove(rows)
        self._lexical = {}

    def save(self) -> None:
        """Write everything to the folder, and what its files must look like. Close it afterwards and
        `open` it to search."""
        self._writable()
        self._build_lexical()
        for name, lexical in self._lexical.items():
            lexical.save(self.folder / name)
        rows = {
            "documents": list(self._documents),
            "owner": self._owner,
            "path": self._paths,
            "removed": np.flatnonzero(~self._live).tolist(),
            "vectors": self._vector_count,
        }
        (self.folder / "rows.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        self._canaries.save(self.folder / "canaries.npz")
        self.close()
        write_manifest(self.folder, "vectors")

    def search(self, query: IndexQuery, k: int, allowed: Collection[str] | None = None) -> tuple[Found, ...]:
        """See Index.search. Goes on without vectors when they cannot be trusted: `health` says so."""
        mask = self._mask(allowed)
        if not self._lexical:
            self._build_lexical()
        lists = {
            "words": self._lexical["words"].search(query.words, self._weights.depth, mask),
            "characters": self._lexical["characters"].search(query.characters, self._weights.depth, mask),
            "vectors": self._nearest(query.vector, mask),
        }
        return tuple(
            Found(self._clause(one.row), one.score, one.via)
            for one in fuse(lists, k, self._weights, self._owner)
        )

    def frequency(self, word: str) -> int:
        """How many passages hold a word, headings included."""
        if not self._lexical:
            self._build_lexical()
        return self._lexical["words"].frequency(word)

    @property
    def health(self) -> Health:
        """How the vectors that a search uses are: checked at the first use, once."""
        if not self._small:
            self._trusted()
        return self._health or Health()

    def verify(self, sample: int = SAMPLE) -> Health:
        """See Index.verify: files as they were saved, counts equal, and all but 2 % of the clauses asked
        for find themselves."""
        from kb.vectors import Vectors, faults

        problem = damage(self.folder) if not self._cuts else ""
        if problem:
            return Health(problem)
        try:
            if self._vectors is None:
                self._vectors = Vectors(self.folder / "vectors")
            if self._vectors.count != self._vector_count:
                return Health(f"向量应有 {self._vector_count} 条，实有 {self._vectors.count} 条")
            asked, failed = self._canaries.ask(self._vectors, sample)
        except faults() as error:
            return Health(f"向量库打不开（{type(error).__name__}）")
        bad = len(failed) > asked * _TOLERANCE
        problem = f"抽查 {asked} 条，有 {len(failed)} 条用自己的向量找不回自己" if bad else ""
        return Health(problem, asked, asked - len(failed), tuple(self._clause(row) for row in failed))

    @property
    def _small(self) -> bool:
        """Whether all vectors are at hand, so that Chroma need not be loaded to search."""
        return len(self._canaries) == self._vector_count

    def _writable(self) -> Vectors:
        if self._vectors is None or len(self._cuts) != len(self._paths):
            raise RuntimeError("a saved generation is only read; build another one")
        return self._vectors

    def _build_lexical(self) -> None:
        self._lexical = {
            "words": LexicalIndex.build([one.words for one in self._cuts]),
            "characters": LexicalIndex.build([one.characters for one in self._cuts]),
        }

    def _mask(self, allowed: Collection[str] | None) -> NDArray[np.bool_]:
        if allowed is None:
            return self._live
        inside = np.zeros(len(self._documents), dtype=np.bool_)
        inside[[self._documents[name] for name in allowed if name in self._documents]] = True
        return inside[np.asarray(self._owner, dtype=np.int64)] & self._live

    def _clause(self, row: int) -> ClauseId:
        return ClauseId(list(self._documents)[self._owner[row]], self._paths[row])

    def _trusted(self) -> Vectors | None:
        with self._lock:
            if self._health is None:
                self._health = self.verify(STARTUP_SAMPLE)
            return self._vectors if self._health.sound else None

    def _nearest(
        self, vector: NDArray[np.float32] | None, mask: NDArray[np.bool_]
    ) -> list[tuple[int, float]]:
        if vector is None or not self._vector_count:
            return []
        ranked = (
            self._canaries.search(vector, self._weights.depth) if self._small else self._from_chroma(vector)
        )
        scores = np.zeros(len(mask), dtype=np.float32)
        for row, score in ranked:
            scores[row] = score
        return best_rows(scores, self._weights.depth, mask)

    def _from_chroma(self, vector: NDArray[np.float32]) -> list[tuple[int, float]]:
        from kb.vectors import faults

        store = self._trusted()
        if store is None:
            return []
        try:
            return store.search(vector, self._weights.depth)
        except faults() as error:
            self._health = Health(f"向量检索失败（{type(error).__name__}）")
            return []
