"""The source of truth: originals by SHA-256, and documents, clauses, tables and findings in SQLite.

A clause is kept as its place in the document's text, never as text of its own, and its subtree is a run of
consecutive rows (`seq`…`last`, the nested-set model), so that one clause is read without the rest.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingest.document import Clause, ClauseId, Document
from ingest.problems import Finding, WenceError
from kb.rows import CLAUSE, FIELDS, clause_rows, field_values, made_document, table_json, to_date, tree

SCHEMA_VERSION = 2
DATABASE = "wence.db"

_SCHEMA = """
CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE documents (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL REFERENCES originals,
    parser TEXT NOT NULL, title TEXT NOT NULL, number TEXT NOT NULL, carried TEXT NOT NULL, issuer TEXT NOT NULL,
    issued TEXT, effective TEXT, repealed TEXT, status TEXT NOT NULL, authority TEXT NOT NULL,
    source TEXT NOT NULL, addressees TEXT NOT NULL, copied_to TEXT NOT NULL, text TEXT NOT NULL,
    stretches TEXT NOT NULL DEFAULT '[]', replaces TEXT NOT NULL DEFAULT '[]', replaced_by TEXT NOT NULL DEFAULT ''
);
CREATE TABLE clauses (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    seq INTEGER NOT NULL, last INTEGER NOT NULL, path TEXT NOT NULL, level TEXT NOT NULL,
    number TEXT NOT NULL, marker TEXT NOT NULL, heading TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, PRIMARY KEY (document, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX clause_path ON clauses (path, document);
CREATE TABLE tables (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    seq INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (document, seq)
) WITHOUT ROWID;
CREATE TABLE findings (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    seq INTEGER NOT NULL, "check" TEXT NOT NULL, severity TEXT NOT NULL, "where" TEXT NOT NULL,
    message TEXT NOT NULL, evidence TEXT NOT NULL, PRIMARY KEY (document, seq)
) WITHOUT ROWID;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the store knows of a document without opening it. `origin` is the path of the file it came
    from, `sha256` names its bytes, and `parser` names the parser that read it."""

    id: str
    title: str
    number: str
    carried: str
    authority: str
    origin: str
    sha256: str
    parser: str
    issued: date | None
    effective: date | None
    repealed: date | None

    def in_force(self, on: date) -> bool:
        """As Document.in_force."""
        begins = self.effective or self.issued
        return (begins is None or begins <= on) and (self.repealed is None or on < self.repealed)


class Store:
    """The truth of one data folder. One connection behind a lock: any thread may call it."""

    def __init__(self, data_dir: Path, create: bool = False) -> None:
        """Open the store of `data_dir`, making it first if `create`. Raises WenceError when there is
        none, or when another version made it; that folder is left as it was."""
        self.folder = Path(data_dir)
        self._lock = threading.RLock()
        self._db = _open(self.folder / DATABASE, create)

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
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            part.write_bytes(data)
            part.replace(path)
        self._rows("INSERT OR IGNORE INTO originals VALUES (?, ?, ?)", (sha256, name, len(data)))
        return sha256

    # documents

    def entries(self) -> tuple[Entry, ...]:
        """Every document held, in the order they came in."""
        return tuple(_entry(row) for row in self._rows(f"SELECT {_ENTRY} FROM documents ORDER BY seq"))

    def entry(self, document_id: str) -> Entry:
        """One document's entry; KeyError when it is not held."""
        rows = self._rows(f"SELECT {_ENTRY} FROM documents WHERE id = ?", (document_id,))
        if not rows:
            raise KeyError(document_id)
        return _entry(rows[0])

    def add(
        self,
        document: Document,
        origin: str,
        sha256: str,
        findings: Iterable[Finding] = (),
        parser: str = "",
    ) -> None:
        """Hold a document read from `origin`, whose bytes are kept under `sha256`. ValueError when a clause's text is not the slice of the document it names,
        or its id belongs to another document: such a tree could not be read back."""
        values, clauses = field_values(document), clause_rows(document)
        with self._lock:
            marks = ", ".join("?" * (len(FIELDS) + 3))
            cursor = self._db.execute(
                f"INSERT INTO documents ({', '.join(FIELDS)}, origin, sha256, parser) VALUES ({marks})",
                (*values, origin, sha256, parser),
            )
            key = cursor.lastrowid
            self._db.executemany(
                "INSERT INTO clauses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ((key, *row) for row in clauses),
            )
            self._db.executemany(
                "INSERT INTO tables VALUES (?, ?, ?)",
                ((key, seq, table_json(table)) for seq, table in enumerate(document.tables)),
            )
            self._db.executemany(
                "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (key, seq, f.check, f.severity, f.where, f.message, f.evidence)
                    for seq, f in enumerate(findings)
                ),
            )

    def remove(self, document_id: str) -> None:
        """Forget a document; its original is kept."""
        self._rows("DELETE FROM documents WHERE id = ?", (document_id,))

    def documents(self) -> Iterator[Document]:
        """Every document, in the order they came in; one at a time in memory."""
        for (document_id,) in self._rows("SELECT id FROM documents ORDER BY seq"):
            yield self.document(document_id)

    def document(self, document_id: str) -> Document:
        """The document with that id; KeyError when it is not held."""
        with self._lock:
            rows = self._rows(f"SELECT seq, {', '.join(FIELDS)} FROM documents WHERE id = ?", (document_id,))
            if not rows:
                raise KeyError(document_id)
            key, *values = rows[0]
            clauses = self._rows(f"SELECT {CLAUSE} FROM clauses WHERE document = ? ORDER BY seq", (key,))
            tables = self._rows("SELECT body FROM tables WHERE document = ? ORDER BY seq", (key,))
        return made_document(values, clauses, [body for (body,) in tables])

    def findings(self, document_id: str) -> tuple[Finding, ...]:
        """What the parser noted of that document."""
        rows = self._rows(
            'SELECT "check", severity, "where", message, evidence FROM findings JOIN documents '
            "ON findings.document = documents.seq WHERE id = ? ORDER BY findings.seq",
            (document_id,),
        )
        return tuple(Finding(*row) for row in rows)

    # clauses

    def clause(self, clause_id: ClauseId) -> Clause:
        """One clause with everything below it; KeyError when it is not held."""
        with self._lock:
            found = self._rows(
                "SELECT documents.seq, clauses.seq, last, text FROM documents JOIN clauses "
                "ON clauses.document = documents.seq AND path = ? WHERE id = ?",
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
            "WHERE path = ? ORDER BY documents.seq",
            (path,),
        )
        return tuple(document_id for (document_id,) in rows)

    def clause_count(self) -> int:
        """How many clauses are held, the roots not counted."""
        return int(self._rows("SELECT count(*) FROM clauses WHERE seq > 0")[0][0])

    # settings

    def setting(self, key: str) -> str:
        """The value kept under `key`, "" for none."""
        rows = self._rows("SELECT value FROM settings WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else ""

    def set_setting(self, key: str, value: str) -> None:
        """Keep `value` under `key`."""
        self._rows("INSERT OR REPLACE INTO settings VALUES (?, ?)", (key, value))


_ENTRY = "id, title, number, carried, authority, origin, sha256, parser, issued, effective, repealed"


def _entry(row: tuple[Any, ...]) -> Entry:
    return Entry(*row[:8], *(to_date(day) for day in row[8:]))


def _open(path: Path, create: bool) -> sqlite3.Connection:
    if not create and not path.is_file():
        raise WenceError(f"“{path.parent}”里还没有知识库，请先运行 wence build 建立。")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    except (OSError, sqlite3.Error) as error:
        raise WenceError(f"打不开数据文件夹“{path.parent}”（{error}），请检查路径和权限。") from error
    try:
        _prepare(db, path)
    except sqlite3.Error as error:
        db.close()
        raise WenceError(
            f"数据文件“{path}”读不出来（{error}），请用 --data 换一个文件夹重新运行 wence build。"
        ) from error
    except WenceError:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    fresh = not version and not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if not fresh and version != SCHEMA_VERSION:
        age = "较旧" if version < SCHEMA_VERSION else "较新"
        raise WenceError(
            f"数据文件夹“{path.parent}”由{age}版本的程序建立（数据版本 {version}，本程序为 {SCHEMA_VERSION}），"
            "未作任何改动；请用 --data 换一个文件夹重新运行 wence build。"
        )
    if fresh:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = NORMAL")
