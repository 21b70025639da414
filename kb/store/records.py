"""The source of truth: originals by SHA-256, and documents, clauses, tables and findings in SQLite."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from ingest.document import Clause, ClauseId, Document
from ingest.problems import Problem
from kb.build_report import FileVerdict, Outcome
from kb.entry import COLUMNS, Entry, State
from kb.store.database import DATABASE, open_database
from kb.store.document_rows import (
    CLAUSE,
    FIELDS,
    digest,
    insert_document,
    made_document,
    tree,
)

_LIVE = "state != 'removed'"


class Store:
    """The truth of one data folder. One connection behind a lock: any thread may call it."""

    def __init__(self, data_dir: Path, create: bool = False) -> None:
        """Open the store of `data_dir`, making it first if `create`. Raises WenceError when there is
        none, or when another version made it; that folder is left as it was."""
        self.folder = Path(data_dir)
        self._lock = threading.RLock()
        self._db = open_database(self.folder / DATABASE, create)
        self._known: dict[bool, tuple[int, tuple[Entry, ...]]] = {}

    def close(self) -> None:
        """Let go of the file; the store cannot be used afterwards."""
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside is kept, or nothing if an exception leaves the block. Readers in
        other processes see the state before until it ends."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _rows(self, sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(sql, tuple(values)).fetchall()

    # originals

    def original(self, sha256: str) -> Path:
        """Where the original with that SHA-256 (hexadecimal) is kept."""
        return self.folder / "originals" / sha256

    def keep_original(self, data: bytes, name: str) -> str:
        """Keep the bytes of a file; its SHA-256 in hexadecimal."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.original(sha256)
        if not path.exists() or path.stat().st_size != len(data) or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            with part.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        self._rows("INSERT OR IGNORE INTO originals VALUES (?, ?, ?)", (sha256, name, len(data)))
        return sha256

    def drop_unused_originals(self) -> frozenset[str]:
        """Forget the originals of which no document is left; the SHA-256 of those still used."""
        self._rows("DELETE FROM originals WHERE sha256 NOT IN (SELECT sha256 FROM documents)")
        return frozenset(str(name) for (name,) in self._rows("SELECT sha256 FROM originals"))

    # documents

    def entries(self, removed: bool = False) -> tuple[Entry, ...]:
        """Every document in the order they came in: those that answers may rest on, or those `removed`."""
        which = "state = 'removed'" if removed else _LIVE
        with self._lock:
            # Within a transaction nobody else changes anything: what was read since the last change holds.
            writing, changes = self._db.in_transaction, self._db.total_changes
            known = self._known.get(removed)
            if writing and known and known[0] == changes:
                return known[1]
            rows = self._rows(f"SELECT {COLUMNS} FROM documents WHERE {which} ORDER BY seq")
            found = tuple(Entry.of(row) for row in rows)
            self._known[removed] = (changes, found)
            return found

    def entry(self, document_id: str) -> Entry:
        """One document's entry, a removed one's too; KeyError when there is none."""
        rows = self._rows(f"SELECT {COLUMNS} FROM documents WHERE id = ?", (document_id,))
        if not rows:
            raise KeyError(document_id)
        return Entry.of(rows[0])

    def add(
        self,
        document: Document,
        origin: str,
        sha256: str,
        findings: Iterable[Problem] = (),
        parser: str = "",
        meta: str = "",
        standalone: bool = False,
    ) -> None:
        """Hold a document read from `origin`, whose bytes are kept under `sha256`. `meta` and `standalone`
        as in Entry. ValueError when a clause's text is not the slice of the document it names, or its id
        belongs to another document: such a tree could not be read back."""
        own = {
            "origin": origin, "sha256": sha256, "parser": parser, "meta": meta, "standalone": standalone,
        }  # fmt: skip
        with self._lock:
            insert_document(self._db, document, own, findings)

    def forget(self, document_id: str) -> None:
        """Delete a document for good; its original is kept."""
        self._rows("DELETE FROM documents WHERE id = ?", (document_id,))

    def set_state(self, document_id: str, state: State) -> None:
        """Make a document held, previous or removed (see Entry)."""
        self._rows("UPDATE documents SET state = ? WHERE id = ?", (state, document_id))

    def set_origin(self, document_id: str, origin: str) -> None:
        """Note that the file of a document now lies elsewhere."""
        self._rows("UPDATE documents SET origin = ? WHERE id = ?", (origin, document_id))

    def rename(self, document_id: str, new: str) -> None:
        """Give a document and all its clauses another id."""
        size = len(document_id) + 1
        moved = 'UPDATE findings SET "where" = ? || substr("where", ?) WHERE substr("where", 1, ?) = ?'
        self._rows(moved, (new, size, size, f"{document_id}#"))
        self._rows("UPDATE documents SET id = ? WHERE id = ?", (new, document_id))

    def set_successors(self, successors: Mapping[str, tuple[str, date | None]]) -> bool:
        """Note for each document (by id) which one takes its place, and from when; for all others that none
        does. Whether anything changed."""
        changed = False
        for entry in self.entries():
            successor, since = successors.get(entry.id, ("", None))
            if (entry.succeeded_by, entry.succeeded_from) != (successor, since):
                values = (successor, since.isoformat() if since else None, entry.id)
                self._rows("UPDATE documents SET succeeded_by = ?, succeeded_from = ? WHERE id = ?", values)
                changed = True
        return changed

    def documents(self) -> Iterator[Document]:
        """Every document of `entries()`, in that order; one at a time in memory."""
        for (document_id,) in self._rows(f"SELECT id FROM documents WHERE {_LIVE} ORDER BY seq"):
            yield self.document(document_id)

    def document(self, document_id: str) -> Document:
        """The document with that id; KeyError when it is not held."""
        with self._lock:
            rows = self._rows(
                f"SELECT seq, {', '.join(FIELDS)} FROM documents WHERE id = ? AND {_LIVE}", (document_id,)
            )
            if not rows:
                raise KeyError(document_id)
            key, *values = rows[0]
            clauses = self._rows(f"SELECT {CLAUSE} FROM clauses WHERE document = ? ORDER BY seq", (key,))
            tables = self._rows("SELECT body FROM tables WHERE document = ? ORDER BY seq", (key,))
        return made_document(values, clauses, [body for (body,) in tables])

    def intact(self, document_id: str) -> bool:
        """Whether text, clauses and tables of a document are as they were when they were added."""
        with self._lock:
            rows = self._rows("SELECT seq, text, digest FROM documents WHERE id = ?", (document_id,))
            key, text, noted = rows[0]
            clauses = self._rows(f"SELECT {CLAUSE} FROM clauses WHERE document = ? ORDER BY seq", (key,))
            tables = self._rows("SELECT body FROM tables WHERE document = ? ORDER BY seq", (key,))
        return bool(digest(text, clauses, [body for (body,) in tables]) == noted)

    def findings(self, document_id: str) -> tuple[Problem, ...]:
        """What the parser noted of that document."""
        rows = self._rows(
            'SELECT "check", severity, "where", message, evidence FROM findings JOIN documents '
            "ON findings.document = documents.seq WHERE id = ? ORDER BY findings.seq",
            (document_id,),
        )
        return tuple(Problem(*row) for row in rows)

    # clauses

    def clause(self, clause_id: ClauseId) -> Clause:
        """One clause with everything below it; KeyError when it is not held."""
        with self._lock:
            found = self._rows(
                "SELECT documents.seq, clauses.seq, last, text FROM documents JOIN clauses "
                f"ON clauses.document = documents.seq AND path = ? WHERE id = ? AND {_LIVE}",
                (clause_id.path, clause_id.document),
            )
            if not found:
                raise KeyError(str(clause_id))
            key, seq, last, text = found[0]
            rows = self._rows(
                f"SELECT {CLAUSE} FROM clauses WHERE document = ? AND seq BETWEEN ? AND ? ORDER BY seq",
                (key, seq, last),
            )
        return tree(clause_id.document, text, rows)

    def paths(self, document_id: str) -> tuple[str, ...]:
        """The path of every clause of a document in reading order, the root's "" first; empty when
        the document is not held."""
        rows = self._rows(
            "SELECT path FROM documents JOIN clauses ON clauses.document = documents.seq "
            "WHERE id = ? ORDER BY clauses.seq",
            (document_id,),
        )
        return tuple(path for (path,) in rows)

    def holders(self, path: str) -> tuple[str, ...]:
        """The ids of the documents that have a clause at `path`, in the order they came in."""
        rows = self._rows(
            "SELECT id FROM clauses JOIN documents ON clauses.document = documents.seq "
            f"WHERE path = ? AND {_LIVE} ORDER BY documents.seq",
            (path,),
        )
        return tuple(document_id for (document_id,) in rows)

    def clause_count(self) -> int:
        """How many clauses are held, the roots not counted."""
        # `last` of a root is the row of the last clause of its document.
        rows = self._rows(
            "SELECT coalesce(sum(last), 0) FROM clauses JOIN documents ON clauses.document = documents.seq "
            f"WHERE clauses.seq = 0 AND {_LIVE}"
        )
        return int(rows[0][0])

    # verdicts

    def keep_verdicts(self, verdicts: Iterable[FileVerdict]) -> None:
        """Note the latest verdict on each file; that it has not changed is no news."""
        with self._lock:
            self._db.executemany(
                "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?)",
                (
                    (str(Path(one.path).absolute()), one.outcome.name, one.detail, one.document)
                    for one in verdicts
                    if one.outcome is not Outcome.UNCHANGED
                ),
            )

    def verdicts(self) -> tuple[FileVerdict, ...]:
        """The latest verdict on each file ever seen, by absolute path."""
        rows = self._rows("SELECT path, outcome, detail, document FROM verdicts ORDER BY path")
        return tuple(
            FileVerdict(path, Outcome[name], detail, document) for path, name, detail, document in rows
        )

    def drop_verdict(self, path: str) -> None:
        """Forget the verdict on a file."""
        self._rows("DELETE FROM verdicts WHERE path = ?", (path,))

    # health and settings

    def integrity(self) -> tuple[str, ...]:
        """What SQLite's own checks find; empty for a sound database. sqlite3.Error when it cannot be read."""
        lines = [str(line) for (line,) in self._rows("PRAGMA integrity_check(5)") if line != "ok"]
        broken = self._rows("PRAGMA foreign_key_check")
        return (*lines, *(f"{table} 的第 {row} 行没有所属文件" for table, row, *_ in broken[:5]))

    def setting(self, key: str) -> str:
        """The value kept under `key`, "" for none."""
        rows = self._rows("SELECT value FROM settings WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else ""

    def set_setting(self, key: str, value: str) -> None:
        """Keep `value` under `key`."""
        self._rows("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, value))
