"""Proof that a base is whole: the database, the originals by SHA-256, every clause, and the index."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from ingest.problems import Problem, WenceError
from kb.index.generation import GENERATION, Generation
from kb.index.passages import passages
from kb.index.vector_array import SMALL
from kb.store.records import Store

_REPAIR = "请重新运行 wence build 修复"


@dataclass(frozen=True, slots=True)
class Audit:
    """What was looked at and what is wrong; `problems` is empty for a base that is whole. `asked` clauses
    were asked for by their own vectors and `found` came back."""

    documents: int
    originals: int
    clauses: int
    passages: int
    asked: int
    found: int
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Nothing is wrong."""
        return not self.problems


def audit(data_dir: Path) -> Audit:
    """Check everything that is held. WenceError when there is no base or it cannot be opened at all."""
    with closing(Store(data_dir)) as store:
        problems = list(_database(store))
        if problems:
            return Audit(0, 0, 0, 0, 0, 0, tuple(problems))
        entries = (*store.entries(), *store.entries(removed=True))
        originals = {entry.sha256: entry.id for entry in entries}
        problems += [one for sha, owner in originals.items() for one in _original(store, sha, owner)]
        problems += [
            _error("clauses_changed", entry.id, f"“{entry.id}”的正文或条款与入库时不一致，{_REPAIR}")
            for entry in entries
            if not store.intact(entry.id)
        ]
        size, asked, found, more = _index(store, data_dir)
        return Audit(
            len(entries), len(originals), store.clause_count(), size, asked, found, (*problems, *more)
        )


def _database(store: Store) -> Iterator[Problem]:
    try:
        for line in store.integrity():
            yield _error(
                "database", "", f"数据库有损坏（{line}），请从备份恢复，或换一个 --data 重新运行 wence build"
            )
    except sqlite3.Error as error:
        yield _error(
            "database", "", f"数据库读不出来（{error}），请从备份恢复，或换一个 --data 重新运行 wence build"
        )


def _original(store: Store, sha256: str, owner: str) -> Iterator[Problem]:
    try:
        data = store.original(sha256).read_bytes()
    except OSError:
        yield _error(
            "original_missing", owner, f"“{owner}”的原件不见了，请把源文件放回原处后运行 wence build"
        )
        return
    if hashlib.sha256(data).hexdigest() != sha256:
        yield _error(
            "original_changed", owner, f"“{owner}”的原件已改变，请把源文件放回原处后运行 wence build"
        )


def _index(store: Store, data_dir: Path) -> tuple[int, int, int, list[Problem]]:
    """How many passages the index holds, how many clauses were asked for and came back, what is wrong."""
    wanted = [p.clause_id for document in store.documents() for p in passages(document)]
    name = store.setting(GENERATION)
    if not name:
        lost = [_error("index_missing", "", f"还没有检索索引，{_REPAIR}")] if wanted else []
        return 0, 0, 0, lost
    try:
        with closing(Generation.open(data_dir / "generations" / name)) as generation:
            health, held = generation.verify(SMALL), generation.clause_ids
    except WenceError:
        return 0, 0, 0, [_error("index_damaged", "", f"检索索引读不出来，{_REPAIR}")]
    problems = [] if health.sound else [_error("index_damaged", "", f"{health.problem}，{_REPAIR}")]
    missing, extra = Counter(wanted) - Counter(held), Counter(held) - Counter(wanted)
    for check, clauses, said in (("clause_not_indexed", missing, "没有"), ("clause_unknown", extra, "多出")):
        if clauses:
            first = next(iter(clauses))
            text = f"检索索引里{said}{clauses.total()} 个条款，如“{first}”，{_REPAIR}"
            problems.append(_error(check, str(first), text))
    return len(held), health.checked, health.found, problems


def _error(check: str, where: str, message: str) -> Problem:
    return Problem(check, "error", where, message)
