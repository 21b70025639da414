"""A Document as database rows, and back again without loss."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ingest.document import Cell, Clause, ClauseId, Document, Row, Stretch, Table
from ingest.problems import Problem
from kb.entry import to_date

FIELDS = (
    "id", "title", "number", "carried", "issuer", "issued", "effective", "repealed", "status",
    "authority", "source", "addressees", "copied_to", "text", "stretches", "replaces", "replaced_by",
    "succeeded_by", "succeeded_from",
)  # fmt: skip
CLAUSE = "seq, last, path, level, number, marker, heading, start, end"
_DATES = ("issued", "effective", "repealed", "succeeded_from")


def _value(document: Document, name: str) -> str | None:
    value = getattr(document, name)
    if name in ("issuer", "replaces"):
        return json.dumps(value, ensure_ascii=False)
    if name == "stretches":
        return json.dumps([[one.start, one.end, one.page, one.confidence] for one in value])
    if name in _DATES:
        return value.isoformat() if value else None
    return str(value)


def insert_document(
    db: sqlite3.Connection, document: Document, own: dict[str, Any], findings: Iterable[Problem]
) -> None:
    """Write a document with its clauses, tables and findings; `own` are the columns that a Document has not.
    ValueError when a clause's text is not the slice of the document that it names, or a path is not unique;
    sqlite3.IntegrityError when its id is another document's."""
    values, clauses = [_value(document, name) for name in FIELDS], clause_rows(document)
    tables = [table_json(table) for table in document.tables]
    own = {**own, "digest": digest(document.text, clauses, tables)}
    columns = (*FIELDS, *own)
    key = db.execute(
        f"INSERT INTO documents ({', '.join(columns)}) VALUES ({_marks(len(columns))})",
        (*values, *own.values()),
    ).lastrowid
    told = ((f.check, f.severity, f.where, f.message, f.evidence) for f in findings)
    hung: tuple[tuple[str, int, Iterator[tuple[Any, ...]]], ...] = (
        ("clauses", 10, iter(clauses)),
        ("tables", 3, enumerate(tables)),
        ("findings", 7, ((seq, *one) for seq, one in enumerate(told))),
    )
    for table, width, rows in hung:
        db.executemany(f"INSERT INTO {table} VALUES ({_marks(width)})", ((key, *row) for row in rows))


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def made_document(
    values: Sequence[Any], clauses: Sequence[tuple[Any, ...]], tables: Sequence[str]
) -> Document:
    """The document whose FIELDS, CLAUSE rows in order and table bodies these are."""
    fields = dict(zip(FIELDS, values, strict=True))
    fields |= {name: to_date(fields[name]) for name in _DATES}
    fields |= {name: tuple(json.loads(fields[name])) for name in ("issuer", "replaces")}
    fields["stretches"] = tuple(Stretch(*one) for one in json.loads(fields["stretches"]))
    return Document(
        **fields,
        root=tree(fields["id"], fields["text"], clauses),
        tables=tuple(_table(fields["id"], json.loads(body)) for body in tables),
    )


def clause_rows(document: Document) -> list[tuple[Any, ...]]:
    """One row a clause in reading order: CLAUSE, where `last` is the row of its last descendant.
    ValueError when a clause's text is not the slice of the document that it names, or a path is not
    unique."""
    rows: list[tuple[Any, ...]] = []

    def visit(clause: Clause) -> None:
        if clause.id.document != document.id or clause.text != document.text[clause.start : clause.end]:
            raise ValueError(f"{clause.id}: not a slice of {document.id}")
        seq = len(rows)
        rows.append(())
        for child in clause.children:
            visit(child)
        place = (clause.number, clause.marker, clause.heading, clause.start, clause.end)
        rows[seq] = (seq, len(rows) - 1, clause.id.path, clause.level, *place)

    visit(document.root)
    if len({row[2] for row in rows}) != len(rows):
        raise ValueError(f"{document.id}: two clauses have the same path")
    return rows


def digest(text: str, clauses: Sequence[tuple[Any, ...]], tables: Sequence[str]) -> str:
    """SHA-256 (hexadecimal) of all that can be cited of a document: its text, CLAUSE rows and table bodies."""
    whole = repr((text, [tuple(row) for row in clauses], list(tables)))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def tree(document_id: str, text: str, rows: Sequence[tuple[Any, ...]]) -> Clause:
    """The clause of the first row with everything below it; `rows` is its whole run, in order."""
    first = rows[0][0]

    def made(at: int) -> Clause:
        seq, last, path, level, number, marker, heading, start, end = rows[at]
        children, below = [], at + 1
        while below <= last - first:
            children.append(made(below))
            below = rows[below][1] - first + 1
        place = (text[start:end], start, end, tuple(children))
        return Clause(ClauseId(document_id, path), level, number, marker, heading, *place)

    return made(0)


def table_json(table: Table) -> str:
    """A table as one JSON text."""

    def cells(of: tuple[Cell, ...]) -> list[list[Any]]:
        return [[c.text, c.start, c.end, c.row, c.column, c.rowspan, c.colspan] for c in of]

    rows = [[row.id.path, row.values, cells(row.cells), row.start, row.end] for row in table.rows]
    notes = [note.path for note in table.notes]
    body = [
        table.id.path, table.caption, table.unit, table.columns, cells(table.header), rows, notes,
        table.start, table.end,
    ]  # fmt: skip
    return json.dumps(body, ensure_ascii=False)


def _table(document_id: str, body: list[Any]) -> Table:
    path, caption, unit, columns, header, rows, notes, start, end = body

    def cells(of: list[list[Any]]) -> tuple[Cell, ...]:
        return tuple(Cell(*cell) for cell in of)

    return Table(
        ClauseId(document_id, path),
        caption,
        unit,
        tuple(columns),
        cells(header),
        tuple(
            Row(ClauseId(document_id, at), tuple(values), cells(of), begin, stop)
            for at, values, of, begin, stop in rows
        ),
        tuple(ClauseId(document_id, note) for note in notes),
        start,
        end,
    )
