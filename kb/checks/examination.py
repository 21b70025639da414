"""A draft examined: its findings, and what could and could not be checked. Nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Document
from kb.checks.ignored import Silence, Sorted, sort
from kb.checks.registry import check
from kb.finding import Shelf

_CHINESE = 0.2  # of its letters, below which a text is in another language
_STRUCTURE = frozenset(("chapter", "article", "h1", "h2", "h3", "item", "heading"))


@dataclass(frozen=True, slots=True)
class Examined:
    """A document with what was found; `notes` are what could not be checked, each one Chinese sentence."""

    document: Document
    findings: Sorted
    notes: tuple[str, ...]


def examine(
    document: Document, shelf: Shelf, silences: Sequence[Silence] = (), only: frozenset[str] = frozenset()
) -> Examined:
    """All checks, or those that find `only`, over a document that is not kept."""
    if not _is_chinese(document.text):
        note = "这份文件几乎没有中文，条款、引用和用语都无法核对。"
        return Examined(document, Sorted((), (), ()), (note,))
    found = check(document, shelf, only)
    return Examined(document, sort(found, silences, document), tuple(_limits(document, shelf)))


def _is_chinese(text: str) -> bool:
    letters = re.findall(r"[^\W\d_]", text)
    return bool(letters) and sum("一" <= letter <= "鿿" for letter in letters) >= _CHINESE * len(letters)


def _limits(document: Document, shelf: Shelf) -> list[str]:
    notes = []
    if not any(clause.level in _STRUCTURE for clause in document.clauses):
        notes.append("没有认出条款的层次，只核对了引用、文号、用语和日期，没有核对编号。")
    if not [other for other in shelf.documents if other.id != document.id]:
        notes.append("没有别的文件可以对照：引到别的文件的条款、名称和文号没有核对。")
    return notes
