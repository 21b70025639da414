"""Gaps, repeats, steps back and late starts of numbers, as the reader of files notes them."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document
from ingest.script.wording import wording
from ingest.tree import numbering_problems
from kb.address.clause_places import annex_of
from kb.finding import CheckFinding, Severity, Shelf, Span, place

_WORDING = wording(__file__)

_SEVERITY: dict[str, Severity] = {
    "numbering_repeat": "error",
    "numbering_gap": "error",
    "numbering_backward": "error",
}


def numbering(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """What is odd about the numbering of clauses and tables."""
    for problem in numbering_problems(document.root):
        clause = document.clause(problem.where.rpartition("#")[2])
        line = clause.text.split("\n", 1)[0]
        where = place(document, clause.start, clause.start + len(line))
        severity = _SEVERITY.get(problem.check, "warning")
        yield CheckFinding(problem.check, severity, f"{problem.message}。", (where,))
    yield from _tables(document)


def _tables(document: Document) -> Iterator[CheckFinding]:
    """Captions of one text that have the same number. The paths do not tell: there every table has one of its own."""
    marks: dict[tuple[str, str], Span] = {}
    for table in document.tables:
        found = _WORDING["caption"].match(table.caption)
        if not found:
            continue
        start = max(document.text.find(table.caption, table.start, table.end), table.start)
        mark = "".join(found["mark"].split())
        here = place(document, start, start + found.end("mark"))
        first = marks.setdefault((annex_of(table.id.path), mark), here)
        if first is not here:
            where = place(document, start, start + len(table.caption))
            yield CheckFinding("numbering_repeat", "error", f"{mark}的编号用了两次。", (where, first))


def levels(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """A number of the ladder whose level above is left out: 1. straight below 一、 (GB/T 9704—2012 7.3.3)."""
    for clause in document.clauses:
        above, _, own = clause.id.path.rpartition(".")
        if own == "1" and above.endswith(".0") and not above.startswith("q"):
            message = f"“{clause.marker}”上面缺一层序数，层次应当依次为“一、”“（一）”“1.”“（1）”。"
            where = place(document, clause.start, clause.start + len(clause.marker))
            yield CheckFinding("level_skipped", "hint", message, (where,))
