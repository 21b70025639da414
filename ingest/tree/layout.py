"""Lines → the canonical text, with every line and table cell at its offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import Cell
from ingest.line import GridCell, Line


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with its place in the text. A table's `rows` are the offsets of its grid rows and
    `cells` its cells; both are empty for a paragraph."""

    line: Line
    start: int
    end: int
    rows: tuple[tuple[int, int], ...] = ()
    cells: tuple[Cell, ...] = ()

    @property
    def text(self) -> str:
        """The paragraph ("" for a table)."""
        return self.line.text


def lay_out(lines: Sequence[Line]) -> tuple[str, tuple[PlacedLine, ...]]:
    """The text of a document (paragraphs and table rows joined by line feeds, cells by tabs) and
    its lines at their offsets. A merged cell stands once, its other places are empty."""
    parts: list[str] = []
    placed: list[PlacedLine] = []
    offset = 0
    for line in lines:
        if line.grid:
            text, rows, cells = _table(line.grid, offset)
            placed.append(PlacedLine(line, offset, offset + len(text), rows, cells))
        else:
            text = line.text
            placed.append(PlacedLine(line, offset, offset + len(text)))
        parts.append(text)
        offset += len(text) + 1
    return "\n".join(parts), tuple(placed)


def _table(
    grid: Sequence[GridCell], offset: int
) -> tuple[str, tuple[tuple[int, int], ...], tuple[Cell, ...]]:
    width = max(cell.column + cell.colspan for cell in grid)
    height = max(cell.row + cell.rowspan for cell in grid)
    at = {(cell.row, cell.column): cell for cell in grid}
    lines: list[str] = []
    rows: list[tuple[int, int]] = []
    cells: list[Cell] = []
    for row in range(height):
        texts = []
        cursor = start = offset + sum(len(line) + 1 for line in lines)
        for column in range(width):
            cell = at.get((row, column))
            text = " ".join(cell.text.split()) if cell else ""
            if cell:
                cells.append(Cell(text, cursor, cursor + len(text), row, column, cell.rowspan, cell.colspan))
            texts.append(text)
            cursor += len(text) + 1
        lines.append("\t".join(texts))
        rows.append((start, start + len(lines[-1])))
    return "\n".join(lines), tuple(rows), tuple(cells)
