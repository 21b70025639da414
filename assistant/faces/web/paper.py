"""A document as HTML, with the cited places marked where they stand. Pure; everything is escaped."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from assistant.context import SAMPLE_NOTICE
from ingest.document import Cell, Document, Table

# A longer document is shown as the lines around its marks; a longer clause is not tinted as a whole.
WHOLE_LIMIT = 150_000
AROUND = 12
TINT_LIMIT = 1_500

_HEADINGS = ("part", "subpart", "chapter", "section", "annex", "h1", "h2")


@dataclass(frozen=True, slots=True)
class Highlight:
    """A place to mark: `key` is what the link to it carries ("1", "r2"); the quote is
    text[start:end], the clause it stands in text[clause_start:clause_end]."""

    key: str
    start: int
    end: int
    clause_start: int
    clause_end: int

    @property
    def related(self) -> bool:
        """Whether it is only a related clause and no evidence."""
        return self.key.startswith("r")


def paper(document: Document, marks: Sequence[Highlight]) -> str:
    """The document as an <article>; the first piece of each mark has the id `cite-<key>`."""
    return _Paper(document, marks).html()


class _Paper:
    def __init__(self, document: Document, marks: Sequence[Highlight]) -> None:
        self.document = document
        self.text = document.text
        self.marks = marks
        self.given: set[str] = set()
        self.levels: dict[int, str] = {}
        for clause in document.clauses:
            self.levels.setdefault(clause.start, clause.level)
        self.lines = list(_lines(self.text))
        self.tables = {line: table for table in document.tables for line in self._table_lines(table)}

    def html(self) -> str:
        sample = f'<p class="sample">{SAMPLE_NOTICE}</p>' if self.document.authority == "sample" else ""
        ended = (
            f'<p class="ended">{escape(self.document.validity_label)}</p>'
            if self.document.validity_label
            else ""
        )
        number = f"<span>{escape(self.document.number)}</span>" if self.document.number else ""
        return (
            f'<article class="paper" data-document="{escape(self.document.id)}" lang="zh-CN">'
            f"<header><h2>{escape(self.document.name)}</h2>{number}{ended}{sample}</header>"
            f"{''.join(self._body())}</article>"
        )

    def _body(self) -> Iterator[str]:
        shown = self._shown()
        drawn: set[str] = set()
        skipped = False
        for number, (start, end) in enumerate(self.lines):
            if shown is not None and number not in shown:
                skipped = True
                continue
            if skipped:
                yield '<p class="gap">……</p>'
                skipped = False
            table = self.tables.get(start)
            if table is None:
                yield self._paragraph(start, end)
            elif str(table.id) not in drawn:
                drawn.add(str(table.id))
                yield self._table(table)

    def _shown(self) -> set[int] | None:
        """The numbers of the lines to show; None for all."""
        if len(self.text) <= WHOLE_LIMIT:
            return None
        starts = [start for start, _ in self.lines]
        shown: set[int] = set(range(AROUND))
        for mark in self.marks:
            first, last = bisect_right(starts, mark.start) - 1, bisect_right(starts, mark.end) - 1
            shown.update(range(first - AROUND, last + AROUND + 1))
        return shown

    def _table_lines(self, table: Table) -> set[int]:
        starts = [start for start, _ in self.lines]
        cells = [*table.header, *(cell for row in table.rows for cell in row.cells)]
        return {starts[bisect_right(starts, cell.start) - 1] for cell in cells if cell.text}

    def _paragraph(self, start: int, end: int) -> str:
        level = self.levels.get(start, "")
        line = self.text[start:end]
        if line and line in (self.document.title, self.document.carried, self.document.number):
            level = "number" if line == self.document.number else "title"
        elif level in _HEADINGS and end - start > 60:
            level = "text"
        inner = self._marked(start, end)
        return f'<p class="line {escape(level or "text")}">{inner}</p>'

    def _table(self, table: Table) -> str:
        head = "".join(
            f"<tr>{''.join(self._cell(cell, 'col') for cell in row)}</tr>" for row in _by_row(table.header)
        )
        body = "".join(
            f'<tr class="{"cited-row" if self._cited(row.start, row.end) else ""}">'
            f"{''.join(self._cell(cell, 'row' if cell.column == 0 else '') for cell in row.cells)}</tr>"
            for row in table.rows
        )
        label = escape(table.caption or table.id.label)
        return (
            f'<div class="table" role="region" tabindex="0" aria-label="{label}">'
            f"<table><thead>{head}</thead><tbody>{body}</tbody></table></div>"
        )

    def _cell(self, cell: Cell, scope: str) -> str:
        tag = "th" if scope else "td"
        spans = "".join(
            f' {name}="{value}"'
            for name, value in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
            if value > 1
        )
        scoped = f' scope="{scope}"' if scope else ""
        return f"<{tag}{scoped}{spans}>{self._marked(cell.start, cell.end)}</{tag}>"

    def _cited(self, start: int, end: int) -> bool:
        return any(m.start < end and start < m.end for m in self.marks if not m.related)

    def _marked(self, start: int, end: int) -> str:
        """text[start:end] escaped, cut where a mark or its clause begins or ends."""
        edges = {start, end}
        for mark in self.marks:
            for edge in (mark.start, mark.end, mark.clause_start, mark.clause_end):
                if start < edge < end:
                    edges.add(edge)
        cuts = sorted(edges)
        return "".join(self._piece(a, b) for a, b in zip(cuts, cuts[1:], strict=False))

    def _piece(self, start: int, end: int) -> str:
        text = escape(self.text[start:end])
        quoted = [m for m in self.marks if m.start <= start and end <= m.end]
        if quoted:
            kind = "related" if all(m.related for m in quoted) else "evidence"
            anchors = "".join(self._anchor(m.key) for m in quoted)
            keys = " ".join(m.key for m in quoted)
            return f'{anchors}<mark class="{kind}" data-cites="{escape(keys)}">{text}</mark>'
        if any(self._tints(m) and m.clause_start <= start and end <= m.clause_end for m in self.marks):
            return f'<span class="around">{text}</span>'
        return text

    def _anchor(self, key: str) -> str:
        if key in self.given:
            return ""
        self.given.add(key)
        return f'<a class="anchor" id="cite-{escape(key)}" tabindex="-1"></a>'

    @staticmethod
    def _tints(mark: Highlight) -> bool:
        return not mark.related and mark.clause_end - mark.clause_start <= TINT_LIMIT


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _by_row(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    for number in sorted({cell.row for cell in cells}):
        yield [cell for cell in cells if cell.row == number]
