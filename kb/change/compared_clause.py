"""ComparedClause: a clause as it is compared: its own words without its number, and its place among the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.document import Clause, Document, Row, Table
from ingest.script.wording import wording
from kb.language.form_key import form_key

CONTAINERS = frozenset({"part", "subpart", "chapter", "section"})
_WORDING = wording(__file__)


@dataclass(slots=True, eq=False)
class ComparedClause:
    """A clause in the making of a comparison. `own` is what it says itself, verbatim, without its marker and
    its children; `key` the form key of it; `token` its number among its siblings ("t6", "k2"); `label` the
    words that name a table row, `said` what is compared (a row's cells by column; else `own`). `index` counts in reading order."""

    clause: Clause
    index: int
    parent: ComparedClause | None
    marker: str
    own: str
    key: str
    kids: list[ComparedClause] = field(default_factory=list)
    label: str = ""
    said: str = ""
    row: Row | None = None
    table: Table | None = None
    size: int = 0
    last: int = 0

    @property
    def token(self) -> str:
        """What tells it from its siblings: the last part of its path."""
        return re.split(r"[./]", self.clause.id.path)[-1]

    @property
    def level(self) -> str:
        """The level of its clause."""
        return self.clause.level

    @property
    def address(self) -> Clause:
        """The clause people would name: an article for its only paragraph."""
        alone = self.level == "paragraph" and self.parent is not None and len(self.parent.kids) == 1
        return self.parent.clause if alone and self.parent else self.clause

    def walk(self) -> Iterator[ComparedClause]:
        """It and all below, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def pieces(document: Document) -> tuple[ComparedClause, ...]:
    """Every clause of a document as a piece in reading order, the root first."""
    out: list[ComparedClause] = []
    tables = {table.id: table for table in document.tables}
    rows = {row.id: (table, row) for table in document.tables for row in table.rows}

    def visit(clause: Clause, parent: ComparedClause | None) -> ComparedClause:
        marker, own = _own(document, clause)
        piece = ComparedClause(clause, len(out), parent, marker, own, form_key(own), said=own)
        out.append(piece)
        if clause.id in rows:
            piece.table, piece.row = rows[clause.id]
            piece.said, piece.label = _row(piece.table, piece.row)
            piece.key = "\t".join(form_key(cell) for cell in piece.said.split("\t"))
        elif clause.id in tables:
            piece.table = tables[clause.id]
        piece.kids = [visit(child, piece) for child in clause.children]
        piece.size = len(piece.key) + sum(kid.size for kid in piece.kids) + 1
        piece.last = len(out)
        return piece

    visit(document.root, None)
    return tuple(out)


def _own(document: Document, clause: Clause) -> tuple[str, str]:
    """The marker of a clause and what it says itself: its text less its marker and its children."""
    ends = [clause.start, *(child.end for child in clause.children)]
    starts = [*(child.start for child in clause.children), clause.end]
    gaps = [document.text[end:start] for end, start in zip(ends, starts, strict=True)]
    marker = clause.marker if gaps[0].lstrip().startswith(clause.marker) else ""
    if clause.level == "table":
        found = _WORDING["table_number"].match(gaps[0].lstrip())
        marker = found[0] if found else ""
    gaps[0] = gaps[0].lstrip().removeprefix(marker)
    kept = [gap.strip("\n 　") for gap in gaps if gap.strip()]
    return marker, "\n".join(kept)


def _row(table: Table, row: Row) -> tuple[str, str]:
    """What a row says by column (merged cells repeated, the serial number left out), and the words that
    name it: its cells without digits."""
    cells = zip(table.columns, row.values, strict=True)
    told = [value for column, value in cells if column.strip() not in _WORDING.words["serial"]]
    named = [value for value in told if value and not re.search(r"\d", value)]
    return "\t".join(told), "\t".join(dict.fromkeys(named))
