"""Gaps, repeats, steps back and late starts of numbers, as the reader of files notes them."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Document
from ingest.tree import numbering_problems
from kb.finding import CheckFinding, Severity, Shelf, place

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
    numbers: dict[int, int] = {}
    for table in document.tables:
        number = int(
            "".join(char for char in table.id.path.rpartition("b")[2].split("~")[0] if char.isdigit()) or 0
        )
        if "~" in table.id.path and number in numbers:
            where = place(document, table.start, table.start + len(table.caption))
            first = place(document, numbers[number], numbers[number] + 2)
            yield CheckFinding("numbering_repeat", "error", f"表{number}的编号用了两次。", (where, first))
        numbers.setdefault(number, table.start)


def levels(document: Document, _shelf: Shelf) -> Iterator[CheckFinding]:
    """A number of the ladder whose level above is left out: 1. straight below 一、 (GB/T 9704—2012 7.3.3)."""
    for clause in document.clauses:
        above, _, own = clause.id.path.rpartition(".")
        if own == "1" and above.endswith(".0") and not above.startswith("q"):
            message = f"“{clause.marker}”上面缺一层序数，层次应当依次为“一、”“（一）”“1.”“（1）”。"
            where = place(document, clause.start, clause.start + len(clause.marker))
            yield CheckFinding("level_skipped", "hint", message, (where,))
