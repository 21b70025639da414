"""References that do not hold: broken, ambiguous, out of force, inexact titles, a 文号 of another title, circles, annexes
and tables that nobody mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.document import ClauseId, Document
from ingest.script.wording import wording
from kb.address.titles import Titles
from kb.finding import CheckFinding, Severity, Shelf, Span, place
from kb.references.reference import KINDS, Reference
from kb.references.resolve import references_of

_BROKEN: dict[str, tuple[str, Severity]] = {
    "not_found": ("reference_broken", "error"),
    "ambiguous": ("reference_ambiguous", "warning"),
    "expired": ("reference_expired", "error"),
}
_WORDING = wording(__file__)


def _references(document: Document, shelf: Shelf) -> tuple[Reference, ...]:
    """The references of a document, found once for all the checks that ask."""
    return _found(_Beside(document, shelf))


@dataclass(frozen=True, slots=True, eq=False)
class _Beside:
    """A document beside a shelf as a cache key: by identity, so that a changed document is another key."""

    document: Document
    shelf: Shelf

    def __hash__(self) -> int:
        return hash((self.document.id, len(self.document.text)))

    def __eq__(self, other: object) -> bool:
        same = isinstance(other, _Beside) and other.document is self.document
        return same and isinstance(other, _Beside) and other.shelf is self.shelf


@lru_cache(maxsize=4)
def _found(beside: _Beside) -> tuple[Reference, ...]:
    return references_of(beside.document, beside.shelf)


def broken(document: Document, shelf: Shelf) -> Iterator[CheckFinding]:
    """What is named and not there, may be several things, or is no longer in force."""
    held = {one.id: one for one in (*shelf.documents, document)}
    for one in _references(document, shelf):
        if one.status in _BROKEN:
            name, severity = _BROKEN[one.status]
            others = tuple(_target(held[t.document], t) for t in one.targets if t.document in held)
            message = f"“{one.mention.text}”（{KINDS[one.mention.kind]}）：{one.note}。"
            yield CheckFinding(name, severity, message, (_where(document, one), *others))


def titles(document: Document, shelf: Shelf) -> Iterator[CheckFinding]:
    """A title that is held under a slightly other name, and a title with the 文号 of another document."""
    others = [other for other in shelf.documents if other.id != document.id]
    library = Titles(others)
    for one in _references(document, shelf):
        mention = one.mention
        if mention.kind != "title" or not mention.text.startswith("《"):
            continue
        numbered = library.numbered(mention.number) if mention.number else ()
        titled = library.titled(mention.name)
        if one.status == "external":
            for near in library.alike(mention.name):
                message = f"“《{mention.name}》”没有收录，名称相近的有《{near.name}》，请核对是不是写错了字。"
                yield CheckFinding("title_inexact", "warning", message, (_where(document, one), _head(near)))
        elif numbered and not titled:
            message = f"{mention.number}是《{numbered[0].name}》，不是《{mention.name}》，请核对名称和文号。"
            yield CheckFinding("title_number", "error", message, (_where(document, one), _head(numbered[0])))
        elif numbered and titled and not set(numbered) & set(titled):
            message = f"《{mention.name}》与{mention.number}不是同一份文件：{mention.number}是《{numbered[0].name}》。"
            yield CheckFinding("title_number", "error", message, (_where(document, one), _head(numbered[0])))
        elif titled and mention.number and not numbered and titled[0].number:
            message = f"《{mention.name}》的文号是{titled[0].number}，不是{mention.number}。"
            yield CheckFinding("title_number", "error", message, (_where(document, one), _head(titled[0])))


def later(document: Document, shelf: Shelf) -> Iterator[CheckFinding]:
    """A document that is cited and was issued only after the one that cites it."""
    held = {one.id: one for one in shelf.documents}
    told: set[str] = set()
    for one in _references(document, shelf):
        for target in one.targets:
            other = held.get(target.document)
            if other is None or other.id in told or not (document.issued and other.issued):
                continue
            if other.issued > document.issued:
                told.add(other.id)
                message = f"引用的《{other.name}》发布于{other.issued}，晚于本文件（{document.issued}）。"
                yield CheckFinding(
                    "reference_later", "warning", message, (_where(document, one), _head(other))
                )


def circles(document: Document, shelf: Shelf) -> Iterator[CheckFinding]:
    """Two clauses of which each hands over to the other."""
    handed: dict[tuple[str, str], Reference] = {}
    for one in _references(document, shelf):
        before = document.text[max(0, one.mention.start - 12) : one.mention.start]
        if not _WORDING["hands_over"].search(before):
            continue
        for target in one.targets:
            if target.document == document.id and target.path:
                handed[one.source.path, target.path] = one
    for (path, other), first in handed.items():
        back = handed.get((other, path))
        if back and path < other:
            message = f"{first.source.label}与{back.source.label}互相指向对方。"
            places = (_where(document, first), _where(document, back))
            yield CheckFinding("reference_circle", "warning", message, places)


def unmentioned(document: Document, shelf: Shelf) -> Iterator[CheckFinding]:
    """An annex or a numbered table that no clause mentions."""
    named = {target.path for one in _references(document, shelf) for target in _spread(one)}
    listed = _WORDING["annex_list"].search(document.text)
    for clause in document.clauses:
        path = clause.id.path
        if re.fullmatch(r"f\d+", path) and path not in named and not listed:
            message = f"{clause.id.label}在正文里没有提到。"
            yield CheckFinding("annex_unmentioned", "warning", message, (_line(document, clause.start),))
        if clause.level == "table" and _WORDING["table_caption"].search(clause.text) and path not in named:
            message = f"{clause.id.label}在正文里没有提到。"
            yield CheckFinding("table_unmentioned", "hint", message, (_line(document, clause.start),))


def _spread(one: Reference) -> Sequence[ClauseId]:
    return [target for target in one.targets if target.document == one.source.document]


def _where(document: Document, one: Reference) -> Span:
    return place(document, one.mention.start, one.mention.end)


def _target(document: Document, target: ClauseId) -> Span:
    if not target.path:
        return _head(document)
    clause = document.clause(target.path)
    return place(document, clause.start, min(clause.end, clause.start + 80))


def _head(document: Document) -> Span:
    at = max(document.text.find(document.title), 0)
    return place(document, at, at + len(document.title))


def _line(document: Document, start: int) -> Span:
    end = document.text.find("\n", start)
    return place(document, start, end if end >= 0 else len(document.text))
