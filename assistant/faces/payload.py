"""The JSON that `parse` and `search` give out (see Contracts in the design)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from assistant.answer import DocumentRef
from assistant.context import document_json
from ingest.document import Clause, ClauseId, Document, Table
from ingest.problems import Problem
from kb.passage import Passage, Retrieval


def parsed_json(document: Document, problems: Iterable[Problem]) -> dict[str, Any]:
    """A parsed file as `parse --json` gives it. `parent` is the id of the clause above, null at the top."""
    return {
        "document": document_json(document),
        "text": document.text,
        "clauses": list(_clauses(document.root, None)),
        "tables": [_table(table) for table in document.tables],
        "problems": [asdict(problem) for problem in problems],
    }


def _clauses(parent: Clause, parent_id: str | None) -> Iterator[dict[str, Any]]:
    for clause in parent.children:
        yield {
            "id": str(clause.id),
            "level": clause.level,
            "number": clause.number,
            "marker": clause.marker,
            "heading": clause.heading,
            "start": clause.start,
            "end": clause.end,
            "parent": parent_id,
        }
        yield from _clauses(clause, str(clause.id))


def _table(table: Table) -> dict[str, Any]:
    return {
        "id": str(table.id),
        "caption": table.caption,
        "unit": table.unit,
        "columns": list(table.columns),
        "header": [asdict(cell) for cell in table.header],
        "rows": [
            {
                "id": str(row.id),
                "values": list(row.values),
                "cells": [asdict(cell) for cell in row.cells],
                "start": row.start,
                "end": row.end,
            }
            for row in table.rows
        ],
        "notes": [str(note) for note in table.notes],
        "start": table.start,
        "end": table.end,
    }


def retrieval_json(
    retrieval: Retrieval,
    passage: Callable[[ClauseId], Passage],
    document: Callable[[str], Document],
) -> dict[str, Any]:
    """A search as `search --json` gives it: hits best first, `score` in 0…1."""
    hits = []
    for hit in retrieval.hits:
        found, source = passage(hit.clause_id), DocumentRef.of(document(hit.clause_id.document))
        hits.append(
            {
                "clause_id": str(hit.clause_id),
                "label": hit.clause_id.label,
                "score": round(hit.score, 6),
                "rank": hit.rank,
                "via": hit.via,
                "breadcrumb": found.breadcrumb,
                "text": found.text,
                "validity": source.validity,
                "document": source.as_json(),
            }
        )
    return {
        "query": retrieval.query,
        "as_of": retrieval.as_of.isoformat(),
        "hits": hits,
        "notes": list(retrieval.notes),
    }
