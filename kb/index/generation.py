"""One generation of the index: BM25 over words and characters, and Chroma, in a folder of its own.

A generation is made, saved, verified and then only read; the next one may begin with all that it holds (`grow`).
Chroma answers with wrong neighbours, or ends the process, when its files are damaged; so the sizes and SHA-256
of all files are noted when it is saved and compared before it is opened (`kb.index.manifest`), and known clauses must
find themselves before its answers are used (`kb.index.vector_array`).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.document import ClauseId
from ingest.problems import WenceError
from kb.index.carry import Told, VectorState, carry, copy_vectors, fill
from kb.index.engine import Health, IndexHit, IndexQuery, PassageTokens
from kb.index.fusion import FusionWeights, fuse
from kb.index.growing import CHARACTERS, WORDS, Contents, GrowingIndex
from kb.index.lexical import LexicalIndex, best_rows, postings_of
from kb.index.manifest import CHROMA, damage, damages, write_manifest
from kb.index.row_numbers import RowNumbers
from kb.index.vector_array import NOWHERE, SAMPLE, VectorArray
from kb.index.vectors import Vectors, faults
from kb.passage import Passage

# The settings of the store that name the generation in use, the embedder of its vectors, and the state of the
# documents: a change of their validity leaves the index as it is.
GENERATION, EMBEDDER, REVISION = "generation", "embedder", "revision"
STARTUP_SAMPLE = 8
_TOLERANCE = 0.02  # approximate search may miss so many of the clauses asked for
_DAMAGED = "检索索引缺失或已损坏，请重新运行 wence build 修复（原文不受影响）。"
_NOTES_FILE, _VECTORS = "rows.json", "vectors"


class Generation:
    """The index of one build. Make it with `create`, `grow` or `open`; threads may share it for searching."""

    def __init__(self, folder: Path, weights: FusionWeights) -> None:
        self.folder = folder
        self._weights = weights
        self._lock = threading.Lock()
        self._draft: GrowingIndex | None = None  # None: it is only read
        self._begun: VectorArray | None = None  # what the copy of Chroma in the folder holds
        self._state = VectorState()
        self._places = RowNumbers()
        self._lexical: dict[str, LexicalIndex] = {}
        self._kept = VectorArray.joined(())
        self._vectors: Vectors | None = None
        self._health: Health | None = None

    @classmethod
    def create(cls, folder: Path, weights: FusionWeights | None = None) -> Generation:
        """An empty generation to be filled and saved in a new folder."""
        made = cls(folder, weights or FusionWeights())
        made._draft = GrowingIndex(Contents.empty())
        return made

    @classmethod
    def grow(cls, previous: Path, folder: Path, weights: FusionWeights | None = None) -> Generation:
        """A generation to be changed and saved in a new folder that begins with all that the saved one in
        `previous` holds; that folder is left as it is. A damaged Chroma is made anew from the vectors kept
        beside it; WenceError when anything else is damaged."""
        found = damages(previous)
        if any(not name.startswith(CHROMA) for name in found):
            raise WenceError(_DAMAGED)
        made = cls(folder, weights or FusionWeights())
        with _one_sentence():
            noted = json.loads((previous / _NOTES_FILE).read_text(encoding="utf-8"))
            postings = {name: postings_of(previous / name) for name in (WORDS, CHARACTERS)}
            begun = Contents(RowNumbers.from_json(noted), postings, VectorArray.load(previous))
            made._state = VectorState.from_json(noted)
        made._draft = GrowingIndex(begun)
        if not found:
            copy_vectors(previous / _VECTORS, folder / _VECTORS)
            made._begun = begun.kept
        return made

    @classmethod
    def open(cls, folder: Path, weights: FusionWeights | None = None) -> Generation:
        """A saved generation, for searching. Chroma is not opened until it is needed. Raises
        WenceError when the folder or its lexical part cannot be read."""
        opened = cls(folder, weights or FusionWeights())
        with _one_sentence():
            noted = json.loads((folder / _NOTES_FILE).read_text(encoding="utf-8"))
            opened._places, opened._state = RowNumbers.from_json(noted), VectorState.from_json(noted)
            opened._lexical = {name: LexicalIndex.load(folder / name) for name in (WORDS, CHARACTERS)}
            opened._kept = VectorArray.load(folder)
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
        return self._draft.size if self._draft else len(self._places)

    @property
    def clause_ids(self) -> tuple[ClauseId, ...]:
        """The clauses held, in row order."""
        return self._draft.clauses if self._draft else self._places.clauses

    def add(
        self, passages: Sequence[Passage], cuts: Sequence[PassageTokens], vectors: NDArray[np.float32]
    ) -> None:
        """See Index.add. RuntimeError for a generation that was saved: it is only read."""
        self._changing().add(passages, cuts, vectors)

    def remove(self, clause_ids: Collection[ClauseId]) -> None:
        """See Index.remove. RuntimeError as for `add`."""
        self._changing().remove(clause_ids)

    def forget(self, documents: Collection[str]) -> None:
        """See Index.forget. RuntimeError as for `add`."""
        self._changing().forget(documents)

    def save(self, documents: Sequence[str] = (), told: Told | None = None) -> None:
        """Write everything to the folder, its rows in the order of `documents` (any others after them), and
        what its files must look like. Vectors still to be put into Chroma are counted to `told`. `open` it
        afterwards to search. OSError, or WenceError when Chroma cannot be written."""
        draft = self._changing()
        contents = draft.settled(documents)
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, postings in contents.postings.items():
            LexicalIndex.weighed(postings).save(self.folder / name)
            postings.save(self.folder / name)
        kept = self._save_vectors(contents.kept, told or (lambda done, total: None))
        kept.save(self.folder)
        noted = contents.places.as_json() | self._state.as_json()
        (self.folder / _NOTES_FILE).write_text(json.dumps(noted, ensure_ascii=False), encoding="utf-8")
        write_manifest(self.folder)
        self._settle(contents)
        self._draft = None

    def search(
        self, query: IndexQuery, k: int, allowed: Collection[str] | None = None
    ) -> tuple[IndexHit, ...]:
        """See Index.search. Goes on without vectors when they cannot be trusted: `health` says so."""
        self._settled()
        mask = None if allowed is None else self._places.of_documents(allowed)
        lists = {
            WORDS: self._lexical[WORDS].search(query.words, self._weights.depth, mask),
            CHARACTERS: self._lexical[CHARACTERS].search(query.characters, self._weights.depth, mask),
            "vectors": self._nearest(query.vector, mask),
        }
        found = fuse(lists, k, self._weights, self._places.owners)
        return tuple(IndexHit(self._places.clause(one.row), one.score, one.via) for one in found)

    def frequency(self, word: str) -> int:
        """How many passages hold a word, headings included."""
        self._settled()
        return self._lexical[WORDS].frequency(word)

    @property
    def health(self) -> Health:
        """How the vectors that a search uses are: checked at the first use, once."""
        if not self._small:
            self._trusted()
        return self._health or Health()

    def verify(self, sample: int = SAMPLE) -> Health:
        """See Index.verify: files as they were saved, counts equal, and all but 2 % of the clauses asked
        for find themselves."""
        problem = damage(self.folder)
        if problem:
            return Health(problem)
        try:
            if self._vectors is None:
                self._vectors = Vectors(self.folder / _VECTORS)
            if self._vectors.count != self._state.count:
                return Health(f"向量应有 {self._state.count} 条，实有 {self._vectors.count} 条")
            asked, failed = self._kept.ask(self._vectors, sample)
        except faults() as error:
            return Health(f"向量库打不开（{type(error).__name__}）")
        bad = len(failed) > asked * _TOLERANCE
        problem = f"抽查 {asked} 条，有 {len(failed)} 条用自己的向量找不回自己" if bad else ""
        return Health(problem, asked, asked - len(failed), tuple(self._places.clause(row) for row in failed))

    @property
    def _small(self) -> bool:
        """Whether all vectors are compared one by one, so that Chroma need not be loaded to search."""
        return self._kept.small or self._draft is not None

    def _changing(self) -> GrowingIndex:
        if self._draft is None:
            raise RuntimeError("a saved generation is only read; build another one")
        self._lexical = {}
        return self._draft

    def _settled(self) -> None:
        if self._draft and not self._lexical:
            self._settle(self._draft.settled(()))

    def _settle(self, contents: Contents) -> None:
        self._places, self._kept = contents.places, contents.kept
        self._lexical = {name: LexicalIndex.weighed(one) for name, one in contents.postings.items()}

    def _save_vectors(self, kept: VectorArray, told: Told) -> VectorArray:
        folder = self.folder / _VECTORS
        try:
            carried = carry(folder, self._begun, kept, self._state) if self._begun else None
            keyed, self._state = carried or fill(folder, kept, told)
        except faults() as error:
            raise WenceError(
                f"向量库写不进“{folder}”（{type(error).__name__}），已有知识库未改动，请检查磁盘空间和权限后重新运行 wence build。"
            ) from error
        return keyed

    def _trusted(self) -> Vectors | None:
        with self._lock:
            if self._health is None:
                self._health = self.verify(STARTUP_SAMPLE)
            return self._vectors if self._health.sound else None

    def _nearest(
        self, vector: NDArray[np.float32] | None, mask: NDArray[np.bool_] | None
    ) -> list[tuple[int, float]]:
        if vector is None or not len(self._places):
            return []
        scores = self._kept.similar(vector) if self._small else self._from_chroma(vector)
        return best_rows(scores, self._weights.depth, mask)

    def _from_chroma(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """As VectorArray.similar, for the nearest rows only; 0 for all others."""
        scores = np.zeros(len(self._places), dtype=np.float32)
        store = self._trusted()
        if store is None:
            return scores
        try:
            found = store.search(vector, self._weights.depth)
        except faults() as error:
            self._health = Health(f"向量检索失败（{type(error).__name__}）")
            return scores
        rows = self._kept.rows_of([key for key, _ in found])
        for row, (_, score) in zip(rows, found, strict=True):
            if row != NOWHERE:
                scores[row] = score
        return scores


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise WenceError(_DAMAGED) from error
