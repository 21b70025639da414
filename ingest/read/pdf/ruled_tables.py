"""Ruled tables: cells with places and the glyphs in them → the lines of a table, over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.line import Line
from ingest.read.grid import RawCell, table_lines
from ingest.read.pdf.flow import glued
from ingest.read.pdf.glyph import Box, Glyph, holds
from ingest.read.pdf.text_rows import rows_of
from ingest.script.wording import wording

_NEAR = 3.0  # points between the rules of one line
CONTINUED = wording(__file__)["continued"]
"""A line above a table that says it goes on from the page before."""


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell at its place in the grid."""

    text: str
    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table on one page, or on several in a row. `edges` are the x of its column rules."""

    page: int
    box: Box
    edges: tuple[float, ...]
    cells: tuple[PlacedCell, ...]
    height: int
    sure: float | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines, captions and notes inside the rules apart."""
        rows: list[list[RawCell]] = [[] for _ in range(self.height)]
        for cell in _complete(self):
            rows[cell.row].append(RawCell((cell.text,), cell.rowspan, cell.colspan))
        return tuple(replace(line, page=self.page) for line in table_lines(rows))


def ruled(cells: Sequence[Box], glyphs: Sequence[Glyph], page: int) -> Ruled | None:
    """The table of `cells`; None for a frame around text, or a drawing: fewer than two columns, or
    fewer than two cells with text."""
    xs = _places([x for cell in cells for x in (cell[0], cell[2])])
    ys = _places([y for cell in cells for y in (cell[1], cell[3])])
    placed: list[PlacedCell] = []
    for cell in sorted(cells, key=lambda c: (c[1], c[0])):
        top, bottom, left, right = _at(ys, cell[1]), _at(ys, cell[3]), _at(xs, cell[0]), _at(xs, cell[2])
        text = glued([row.text for row in rows_of([g for g in glyphs if holds(cell, g)], page)])
        placed.append(PlacedCell(text, top, left, max(bottom - top, 1), max(right - left, 1)))
    if len(xs) < 3 or sum(bool(cell.text) for cell in placed) < 2:
        return None
    box = (xs[0], ys[0], xs[-1], ys[-1])
    return Ruled(page, box, tuple(xs), tuple(placed), len(ys) - 1)


def _places(values: Sequence[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _NEAR:
            out.append(value)
    return out


def _at(places: Sequence[float], value: float) -> int:
    return min(range(len(places)), key=lambda i: abs(places[i] - value))


def _complete(table: Ruled) -> list[PlacedCell]:
    """Its cells in order, with an empty one wherever the rules leave a hole."""
    taken = {
        (row, column)
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }
    places = ((row, column) for row in range(table.height) for column in range(len(table.edges) - 1))
    holes = [PlacedCell("", row, column, 1, 1) for row, column in places if (row, column) not in taken]
    return sorted([*table.cells, *holes], key=lambda cell: (cell.row, cell.column))


def goes_on(upper: Ruled, lower: Ruled) -> bool:
    """Whether `lower`, at the top of a page, has the columns of `upper`, at the foot of the last one."""
    shift = lower.edges[0] - upper.edges[0]
    return len(upper.edges) == len(lower.edges) and all(
        abs(b - a - shift) <= _NEAR for a, b in zip(upper.edges, lower.edges, strict=True)
    )


def united(upper: Ruled, lower: Ruled) -> Ruled:
    """One table of both; a header that `lower` repeats occurs once, a label cell that the page break
    cut in two is one cell."""
    head = _repeated(upper, lower)
    cells = list(upper.cells)
    for cell in lower.cells:
        if cell.row < head:
            continue
        row = upper.height + cell.row - head
        above = next((i for i, c in enumerate(cells) if _ends_over(c, cell, row)), None)
        if cell.row == head and not cell.text and cell.rowspan > 1 and above is not None:
            cells[above] = replace(cells[above], rowspan=cells[above].rowspan + cell.rowspan)
        else:
            cells.append(replace(cell, row=row))
    return replace(upper, cells=tuple(cells), height=upper.height + lower.height - head)


def _ends_over(upper: PlacedCell, cell: PlacedCell, row: int) -> bool:
    same = (upper.column, upper.colspan) == (cell.column, cell.colspan)
    return same and upper.row + upper.rowspan == row


def _repeated(upper: Ruled, lower: Ruled) -> int:
    """How many rows at the top of both are the same."""
    rows = 0
    while rows < min(upper.height, lower.height):
        a = [(c.text, c.column, c.rowspan, c.colspan) for c in upper.cells if c.row == rows]
        b = [(c.text, c.column, c.rowspan, c.colspan) for c in lower.cells if c.row == rows]
        if a != b or not any(text for text, *_ in a):
            break
        rows += 1
    return rows if rows < lower.height else 0
