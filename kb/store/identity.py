"""The id of a document in a base: made free, versioned, and carried into all its clauses."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from ingest.document import Clause, ClauseId, Document
from ingest.problems import Problem


def free_id(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3` … that is not taken."""
    own, again = wanted, 2
    while own in taken:
        own, again = f"{wanted}-{again}", again + 1
    return own


def version_id(document_id: str, taken: Collection[str]) -> str:
    """The id for a version that is no longer the current one: the first free of `id@v1`, `id@v2` …"""
    number = 1
    while f"{document_id}@v{number}" in taken:
        number += 1
    return f"{document_id}@v{number}"


def renamed(document: Document, new: str) -> Document:
    """The same document under another id, its clauses and tables too."""

    def moved(clause: Clause) -> Clause:
        children = tuple(moved(child) for child in clause.children)
        return replace(clause, id=ClauseId(new, clause.id.path), children=children)

    tables = tuple(
        replace(
            table,
            id=ClauseId(new, table.id.path),
            rows=tuple(replace(row, id=ClauseId(new, row.id.path)) for row in table.rows),
            notes=tuple(ClauseId(new, note.path) for note in table.notes),
        )
        for table in document.tables
    )
    return replace(document, id=new, root=moved(document.root), tables=tables)


def place_findings(findings: Iterable[Problem], old: str, new: str) -> tuple[Problem, ...]:
    """The findings on a document that now has the id `new`."""

    def placed(finding: Problem) -> Problem:
        owner, mark, path = finding.where.partition("#")
        return replace(finding, where=f"{new}#{path}") if mark and owner == old else finding

    return tuple(placed(finding) for finding in findings)
