"""The database file of a data folder: its tables, and how it is opened.

A clause is kept as its place in the document's text, never as text of its own, and its subtree is a run of
consecutive rows (`seq`…`last`, the nested-set model), so that one clause is read without the rest.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ingest.problems import WenceError

SCHEMA_VERSION = 3
DATABASE = "wence.db"

_SCHEMA = """
CREATE TABLE originals (
    sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE documents (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    origin TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES originals,
    parser TEXT NOT NULL, title TEXT NOT NULL, number TEXT NOT NULL, carried TEXT NOT NULL, issuer TEXT NOT NULL,
    issued TEXT, effective TEXT, repealed TEXT, status TEXT NOT NULL, authority TEXT NOT NULL,
    source TEXT NOT NULL, addressees TEXT NOT NULL, copied_to TEXT NOT NULL, text TEXT NOT NULL,
    stretches TEXT NOT NULL, replaces TEXT NOT NULL, replaced_by TEXT NOT NULL,
    succeeded_by TEXT NOT NULL, succeeded_from TEXT,
    state TEXT NOT NULL DEFAULT 'held', standalone INTEGER NOT NULL DEFAULT 0, meta TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL
);
CREATE UNIQUE INDEX document_origin ON documents (origin) WHERE state = 'held';
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
CREATE TABLE verdicts (
    path TEXT PRIMARY KEY, outcome TEXT NOT NULL, detail TEXT NOT NULL, document TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


def open_database(path: Path, create: bool) -> sqlite3.Connection:
    """The database at `path`, made first if `create`. WenceError when there is none, it cannot be read or
    written, or another version made it; that file is left as it was."""
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
    db.execute("PRAGMA synchronous = FULL")
