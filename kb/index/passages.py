"""Document → the passages that are searched.

A 条 is one passage, whole. Elsewhere each leaf (numbered item, inline item, natural paragraph, table row,
note) is one, and so is what a clause says itself before its children. Headings alone are no passage: they
stand in the breadcrumb.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.document import Clause, Document, Row, Table
from kb.passage import Passage

SEPARATOR = " > "


def passages(document: Document) -> tuple[Passage, ...]:
    """The passages of a document in reading order; no two have the same clause."""
    return tuple(_below(document, document.root, (document.name,)))


def passage_of(document: Document, path: str) -> Passage:
    """The passage of any clause, searched or not: its whole text under its breadcrumb. KeyError when
    there is no clause at `path`."""
    trail = _trail(document.root, path)
    if not trail:
        raise KeyError(path)
    crumbs: tuple[str, ...] = (document.name,)
    for clause in trail[:-1]:
        crumbs = _under(document, clause, crumbs)
    target = trail[-1]
    return Passage(target.id, _joined(_of_row(document, target, crumbs)), target.text)


def _below(document: Document, clause: Clause, crumbs: tuple[str, ...]) -> Iterator[Passage]:
    text = _own_text(document, clause)
    if text:
        yield Passage(clause.id, _joined(_of_row(document, clause, crumbs)), text)
    inner = _under(document, clause, crumbs)
    for child in _tables(clause) if clause.level == "article" else clause.children:
        yield from _below(document, child, inner)


def _tables(clause: Clause) -> Iterator[Clause]:
    """The tables of an article, at whatever depth: their rows are found apart, the rest with the article."""
    for child in clause.children:
        if child.level == "table":
            yield child
        else:
            yield from _tables(child)


def _own_text(document: Document, clause: Clause) -> str:
    """What a clause says itself, a slice of the document; "" when that is only its heading."""
    if clause.level == "article" or not clause.children:
        return clause.text.strip()
    if _has_gaps(document, clause):
        return clause.text.strip()
    lead = document.text[clause.start : clause.children[0].start].strip()
    if clause.level == "document" or _bare(lead) == _bare(clause.marker + clause.heading):
        return ""
    return lead


def _has_gaps(document: Document, clause: Clause) -> bool:
    """Whether a clause goes on in its own words after its first child."""
    if clause.level == "document":
        return False
    ends = [child.end for child in clause.children]
    starts = [child.start for child in clause.children[1:]] + [clause.end]
    return any(document.text[end:start].strip() for end, start in zip(ends, starts, strict=True))


def _bare(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _under(document: Document, clause: Clause, crumbs: tuple[str, ...]) -> tuple[str, ...]:
    """The breadcrumb of what stands below a clause."""
    if clause.level == "table":
        table = _table(document, clause)
        return (*crumbs, table.caption or clause.heading) if table else crumbs
    if not clause.heading or clause.level == "document":
        return crumbs
    gap = " " if clause.marker and clause.marker[-1].isalnum() else ""
    return (*crumbs, f"{clause.marker}{gap}{clause.heading}")


def _of_row(document: Document, clause: Clause, crumbs: tuple[str, ...]) -> tuple[str, ...]:
    """The breadcrumb of a table row ends with the headers and with the merged cells it has a part in,
    since its own words are numbers only."""
    found = _row(document, clause) if clause.level == "row" else None
    if not found:
        return crumbs
    table, row = found
    own = {cell.text for cell in row.cells}
    merged = [value for value in dict.fromkeys(row.values) if value and value not in own]
    headers = " ".join(header for header in table.columns if header)
    return (*crumbs, headers, *merged)


def _table(document: Document, clause: Clause) -> Table | None:
    return next((table for table in document.tables if table.id == clause.id), None)


def _row(document: Document, clause: Clause) -> tuple[Table, Row] | None:
    return next(((t, row) for t in document.tables for row in t.rows if row.id == clause.id), None)


def _joined(crumbs: tuple[str, ...]) -> str:
    return SEPARATOR.join(" ".join(crumb.split()) for crumb in crumbs if crumb)


def _trail(clause: Clause, path: str) -> tuple[Clause, ...]:
    """The clauses from the root down to the one at `path`, both included; empty when there is none."""
    if clause.id.path == path:
        return (clause,)
    for child in clause.children:
        below = _trail(child, path)
        if below:
            return (clause, *below)
    return ()
