"""What must hold for every Document, whatever its source: one function, `violations`.

Tests call it on any document and compare with []; `lost` compares a document with its source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ingest.document import Cell, Clause, ClauseId, Document, Row, Table

_PATH = re.compile(r"[a-z0-9./~-]*")
_SHOWN = 20

# Levels of a clause, from the outside in. The 法规 ladder names its levels
# after 立法技术规范 (编章节条款项目); the 公文 ladder after GB/T 9704-2012 §7.3.3.
LEVELS = (
    "document", "opening", "annex",
    "part", "subpart", "chapter", "section", "article", "paragraph", "item", "point", "subpoint",
    "h1", "h2", "h3", "h4", "h5", "heading", "inline", "passage",
    "table", "row", "note", "colophon",
)  # fmt: skip


def squeeze(text: str) -> str:
    """`text` without any white space."""
    return "".join(text.split())


def excerpt(text: str) -> str:
    """The beginning of `text`, on one line, for a failure message."""
    return repr(text[:_SHOWN])


def own_text(clause: Clause, document: Document) -> str:
    """The clause's span without its children's: what belongs to it alone."""
    out, at = [], clause.start
    for child in clause.children:
        out.append(document.text[at : child.start])
        at = child.end
    return "".join(out) + document.text[at : clause.end]


def lost(expected: str, text: str) -> str:
    """The place in `expected` whose non-space characters do not go on in order in `text`; "" when
    all of them do."""
    wanted, at = squeeze(expected), 0
    for i, char in enumerate(wanted):
        at = text.find(char, at) + 1
        if at == 0:
            return wanted[max(0, i - _SHOWN) : i + _SHOWN]
    return ""


def violations(document: Document) -> list[str]:
    """Every broken rule, one sentence each; [] for a sound document."""
    clauses = list(document.root.walk())
    return [
        *_root(document),
        *_ids(document, clauses),
        *(v for clause in clauses for v in _clause(clause, document)),
        *_canonical(document),
        *_tables(document, clauses),
    ]


def _root(document: Document) -> Iterator[str]:
    root = document.root
    if (root.id.path, root.level) != ("", "document"):
        yield f"the root is {root.id.path!r} of level {root.level!r}"
    if (root.start, root.end) != (0, len(document.text)):
        yield f"the root covers {root.start}–{root.end} of {len(document.text)} characters"
    orphan = own_text(root, document).strip()
    if orphan:
        yield f"text in no clause: {excerpt(orphan)}"


def _ids(document: Document, clauses: list[Clause]) -> Iterator[str]:
    for id_, times in Counter(str(c.id) for c in clauses).items():
        if times > 1:
            yield f"{id_} occurs {times} times"
        if str(ClauseId.parse(id_)) != id_:
            yield f"{id_} does not parse back"
    for clause in clauses:
        if clause.id.document != document.id:
            yield f"{clause.id} belongs to another document than {document.id}"
        if not _PATH.fullmatch(clause.id.path):
            yield f"{clause.id}: the path is not URL-safe ASCII"
        if not clause.id.label:
            yield f"{clause.id} has no label"
        if ClauseId.parse(str(clause.id)) != clause.id:
            yield f"{clause.id} does not parse back to itself"


def _clause(clause: Clause, document: Document) -> Iterator[str]:
    where, text = clause.id, document.text
    if clause.level not in LEVELS:
        yield f"{where}: unknown level {clause.level!r}"
    if not 0 <= clause.start <= clause.end <= len(text):
        yield f"{where}: span {clause.start}–{clause.end}"
    if clause.text != text[clause.start : clause.end]:
        yield f"{where}: text is not the slice of its span"
    if clause.id.path and clause.text != clause.text.strip(" \n\u3000"):
        yield f"{where}: span begins or ends in white space"
    if clause.id.path and not clause.text.strip():
        yield f"{where}: empty"
    printed = squeeze(own_text(clause, document))
    if not printed.startswith(squeeze(clause.marker)):
        yield f"{where}: does not begin with its marker {clause.marker!r}"
    if clause.id.path and squeeze(clause.heading) not in printed:
        yield f"{where}: its heading {excerpt(clause.heading)} is not its text"
    at = clause.start
    for child in clause.children:
        if child.start < at or child.end > clause.end:
            yield f"{child.id}: span {child.start}–{child.end} leaves {where} or overlaps its sibling"
        at = max(at, child.end)


def _canonical(document: Document) -> Iterator[str]:
    for number, line in enumerate(document.text.split("\n")):
        if not line.strip() and "\t" not in line and document.text:
            yield f"line {number} is blank"
        elif line[:1] in (" ", "\u3000") or line[-1:] in (" ", "\u3000"):
            yield f"line {number} keeps an indent or a trailing space: {excerpt(line)}"


def _tables(document: Document, clauses: list[Clause]) -> Iterator[str]:
    levels = {c.id: c for c in clauses}
    expected = [c.id for c in clauses if c.level == "table"]
    if sorted(expected) != sorted(t.id for t in document.tables):
        yield f"tables {[t.id.path for t in document.tables]}, table clauses {[i.path for i in expected]}"
    for table in document.tables:
        for part, level in [(table, "table"), *((row, "row") for row in table.rows)]:
            clause = levels.get(part.id)
            if clause is None or clause.level != level:
                yield f"{part.id} is no clause of level {level!r}"
            elif (clause.start, clause.end) != (part.start, part.end):
                yield f"{part.id}: span differs from its clause's"
        for note in table.notes:
            if note not in levels or levels[note].level != "note":
                yield f"{note} is no clause of level 'note'"
        yield from _grid(table, document)


def _grid(table: Table, document: Document) -> Iterator[str]:
    taken: dict[tuple[int, int], Cell] = {}
    for cell in (*table.header, *(c for row in table.rows for c in row.cells)):
        if cell.text != document.text[cell.start : cell.end]:
            yield f"{table.id}: cell {excerpt(cell.text)} is not the slice of its span"
        for place in _places(cell):
            if place in taken:
                yield f"{table.id}: two cells at row {place[0]}, column {place[1]}"
            taken[place] = cell
    for row in table.rows:
        yield from _row(row, table, taken, document)


def _row(row: Row, table: Table, taken: dict[tuple[int, int], Cell], document: Document) -> Iterator[str]:
    if len(row.values) != len(table.columns):
        yield f"{row.id}: {len(row.values)} values under {len(table.columns)} columns"
    if any(not row.start <= c.start <= c.end <= row.end for c in row.cells):
        yield f"{row.id}: a cell lies outside its row"
    own = squeeze(document.text[row.start : row.end])
    if own != squeeze("".join(c.text for c in row.cells)):
        yield f"{row.id}: its text is not its cells: {excerpt(own)}"
    if len({c.row for c in row.cells}) > 1:
        yield f"{row.id}: cells of several grid rows"
    if not row.cells:
        return
    for column, value in enumerate(row.values):
        at = taken.get((row.cells[0].row, column))
        if value != (at.text if at else ""):
            yield f"{row.id}: value {value!r} in column {column} is not the cell's"


def _places(cell: Cell) -> list[tuple[int, int]]:
    return [
        (row, column)
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    ]
