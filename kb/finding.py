"""Finding: what a check says about a document, with every place it rests on.

A check is a function from a document and the shelf it stands on to findings; it never stores anything and never
raises for what the document says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.document import Clause, ClauseId, Document

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document: `quote` is exactly `Document.text[start:end]`, `clause` the smallest clause around it."""

    title: str
    clause: ClauseId
    quote: str
    start: int
    end: int

    @property
    def label(self) -> str:
        """The clause as a person writes it: 第十六条第一款."""
        return self.clause.label


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """`check` is a stable name ("reference_broken"), `message` one Chinese sentence, `places` the place in the checked
    document first, then what it is compared with."""

    check: str
    severity: Severity
    message: str
    places: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a check may compare a document with: the documents held, as they stand on `as_of`."""

    documents: tuple[Document, ...]
    as_of: date


Check = Callable[[Document, Shelf], Iterator[CheckFinding]]


def place(document: Document, start: int, end: int) -> Span:
    """The place `document.text[start:end]`, with the smallest clause that holds all of it."""
    found: ClauseId = ClauseId(document.id, "")
    level: tuple[Clause, ...] = document.root.children
    while inside := next((clause for clause in level if clause.start <= start and end <= clause.end), None):
        found, level = inside.id, inside.children
    return Span(document.title, found, document.text[start:end], start, end)
