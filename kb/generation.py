"""One generation of the index: BM25 over words and characters, and Chroma, in a folder of its own.

A generation is made, saved, verified and then only read. Chroma answers with wrong neighbours, or ends the
process, when its files are damaged; so the sizes and SHA-256 of its files are noted when it is saved and
compared before it is opened, and known clauses must find themselves before its answers are used.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ingest.document import ClauseId
from ingest.problems import WenceError
from kb.fusion import FusionWeights, fuse
from kb.index import Cut, Found, Health, IndexQuery
from kb.lexical import LexicalIndex, best_rows
from kb.passage import Passage

if TYPE_CHECKING:
    from kb.vectors import Vectors

# The settings of the store that name the generation in use and the embedder of its vectors.
GENERATION, EMBEDDER = "generation", "embedder"
CANARIES = 256
STARTUP_CANARIES = 8
_TOLERANCE = 0.02  # approximate search may miss so many of the clauses asked for
_SAME = 0.999  # cosine similarity from which two vectors count as the same
_NEAREST = 10


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
        self._canaries: list[tuple[int, NDArray[np.float32]]] = []
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
        """A saved generation, for searching. Chroma is not opened until a vector is asked for. Raises
        WenceError when the folder or its lexical part cannot be read."""
        opened = cls(folder, weights or FusionWeights())
        try:
            rows = json.loads((folder / "rows.json").read_text(encoding="utf-8"))
            opened._lexical = {name: LexicalIndex.load(folder / name) for name in ("words", "characters")}
            with np.load(folder / "canaries.npz", allow_pickle=False) as saved:
                pairs = zip(saved["rows"].tolist(), saved["vectors"], strict=True)
                opened._canaries = list(pairs)
        except (OSError, ValueError, KeyError) as error:
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
        self._note_canaries(rows, vectors)
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
        gone = set(rows)
        self._canaries = [(row, vector) for row, vector in self._canaries if row not in gone]
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
        self._save_canaries()
        self.close()
        (self.folder / "manifest.json").write_text(json.dumps(_manifest(self.folder)), encoding="utf-8")

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
            Found(self._clause(one.row), one.score, one.via) for one in fuse(lists, k, self._weights)
        )

    def frequency(self, word: str) -> int:
        """How many passages hold a word, headings included."""
        if not self._lexical:
            self._build_lexical()
        return self._lexical["words"].frequency(word)

    @property
    def health(self) -> Health:
        """How the vectors are: checked at the first use, once."""
        self._trusted()
        return self._health or Health()

    def verify(self, sample: int = CANARIES) -> Health:
        """See Index.verify: files as they were saved, counts equal, and all but 2 % of the clauses asked
        for find themselves."""
        from kb.vectors import Vectors, faults

        problem = _damage(self.folder) if (self.folder / "manifest.json").exists() else ""
        if problem:
            return Health(problem)
        try:
            if self._vectors is None:
                self._vectors = Vectors(self.folder / "vectors")
            if self._vectors.count != self._vector_count:
                return Health(f"向量应有 {self._vector_count} 条，实有 {self._vectors.count} 条")
            return self._ask_canaries(self._vectors, sample)
        except faults() as error:
            return Health(f"向量库打不开（{type(error).__name__}）")

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
                self._health = self.verify(STARTUP_CANARIES)
            return self._vectors if self._health.sound else None

    def _nearest(
        self, vector: NDArray[np.float32] | None, mask: NDArray[np.bool_]
    ) -> list[tuple[int, float]]:
        from kb.vectors import faults

        store = self._trusted() if vector is not None and self._vector_count else None
        if store is None or vector is None:
            return []
        try:
            ranked = store.search(vector, self._weights.depth)
        except faults() as error:
            self._health = Health(f"向量检索失败（{type(error).__name__}）")
            return []
        scores = np.zeros(len(mask), dtype=np.float32)
        for row, score in ranked:
            scores[row] = score
        return best_rows(scores, self._weights.depth, mask)

    def _note_canaries(self, rows: Sequence[int], vectors: NDArray[np.float32]) -> None:
        known = self._canaries + [
            (row, vector) for row, vector in zip(rows, vectors, strict=True) if vector.any()
        ]
        step = max(1, len(known) / CANARIES)
        self._canaries = [known[int(at * step)] for at in range(min(CANARIES, len(known)))]

    def _save_canaries(self) -> None:
        rows = np.array([row for row, _ in self._canaries], dtype=np.int64)
        vectors = np.array([vector for _, vector in self._canaries], dtype=np.float32)
        np.savez(self.folder / "canaries.npz", rows=rows, vectors=vectors)

    def _ask_canaries(self, store: Vectors, sample: int) -> Health:
        step = max(1, len(self._canaries) / sample) if sample else 1
        asked = [self._canaries[int(at * step)] for at in range(min(sample, len(self._canaries)))]
        failed = [row for row, vector in asked if not _finds_itself(store, row, vector)]
        missing = tuple(self._clause(row) for row in failed)
        found = len(asked) - len(failed)
        bad = len(failed) > len(asked) * _TOLERANCE
        problem = f"抽查 {len(asked)} 条，有 {len(failed)} 条用自己的向量找不回自己" if bad else ""
        return Health(problem, len(asked), found, missing)


def _finds_itself(store: Vectors, row: int, vector: NDArray[np.float32]) -> bool:
    found = store.search(vector, _NEAREST)
    if not found or found[0][1] < _SAME:
        return False
    # Clauses with the same words have the same vector and may push each other out of the list.
    return any(at == row for at, _ in found) or found[-1][1] >= _SAME


def _manifest(folder: Path) -> dict[str, list[int | str]]:
    """Size and SHA-256 of each file of the vectors by its relative path. Chroma writes to its database, and
    to a segment that has no metadata yet, when it opens them: of those only the presence counts (size -1)."""
    out: dict[str, list[int | str]] = {}
    for path in sorted((folder / "vectors").rglob("*")):
        if path.is_file():
            steady = (path.parent / "index_metadata.pickle").exists()
            name = path.relative_to(folder).as_posix()
            out[name] = [path.stat().st_size, _sha256(path)] if steady else [-1, ""]
    return out


def _damage(folder: Path) -> str:
    """What is wrong with the files of the vectors, in Chinese; "" when they are as they were saved."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "向量库的清单读不出来"
    for name, (size, sha256) in manifest.items():
        path = folder / name
        if not path.is_file():
            return f"向量库缺少文件 {name}"
        if size >= 0 and (path.stat().st_size != size or _sha256(path) != sha256):
            return f"向量库的文件 {name} 已改变"
    return ""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
