"""The cells of a sheet → the lines of its tables: blocks apart by empty rows, captions above, notes below."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from ingest.line import Line
from ingest.problems import ReadError
from ingest.read.grid import WORDS as TABLES
from ingest.read.grid import RawCell, table_lines
from ingest.read.xlsx.workbook import Merge
from ingest.script.wording import wording

_WORDS = wording(__file__)

PLACES = 100_000
"""Places of one table; the grid takes no more."""
_ASIDE = re.compile(r"[:：]")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A visible text with its place on the sheet and what it spans, from 1; `centered` as it stands in its cell."""

    text: str
    row: int
    column: int
    last_row: int
    last_column: int
    centered: bool = False


def placed(
    texts: Mapping[tuple[int, int], str],
    merges: Sequence[Merge],
    centered: Set[tuple[int, int]] = frozenset(),
) -> tuple[tuple[PlacedText, ...], tuple[str, ...]]:
    """The texts with the merged areas that they span, in reading order, and the texts that nobody sees because
    they stand below the first cell of a merged area."""
    rows: dict[int, list[int]] = {}
    for row, column in sorted(texts):
        rows.setdefault(row, []).append(column)
    order = sorted(rows)
    out: list[PlacedText] = []
    under: list[str] = []
    for first_row, first_column, last_row, last_column in merges:
        for row in order[bisect_left(order, first_row) : bisect_right(order, last_row)]:
            columns = rows[row]
            low, high = bisect_left(columns, first_column), bisect_right(columns, last_column)
            for column in columns[low:high]:
                text = texts[row, column]
                if (row, column) == (first_row, first_column):
                    middle = (row, column) in centered
                    out.append(PlacedText(text, row, column, last_row, last_column, middle))
                else:
                    under.append(text)
            del columns[low:high]
    out += [PlacedText(texts[r, c], r, c, r, c, (r, c) in centered) for r in order for c in rows[r]]
    return tuple(sorted(out, key=lambda one: (one.row, one.column))), tuple(under)


def block_lines(cells: Sequence[PlacedText], hidden_rows: Set[int] = frozenset()) -> Iterator[Line]:
    """The lines of a sheet's visible cells. ReadError where one table has more than PLACES places."""
    for block in _blocks(cells, hidden_rows):
        yield from _lines(block)


def _blocks(cells: Sequence[PlacedText], hidden_rows: Set[int]) -> Iterator[list[PlacedText]]:
    block: list[PlacedText] = []
    reach = 0
    hidden = sorted(hidden_rows)
    for cell in cells:
        skipped = bisect_left(hidden, cell.row) - bisect_right(hidden, reach)
        if block and cell.row - reach - 1 > max(skipped, 0):
            yield block
            block = []
        block.append(cell)
        reach = max(reach, cell.last_row)
    if block:
        yield block


def _lines(block: Sequence[PlacedText]) -> Iterator[Line]:
    rows = sorted({cell.row for cell in block})
    columns = sorted({cell.column for cell in block})
    if len(columns) == 1:
        yield from (Line(cell.text, centered=cell.centered) for cell in block)
        return
    if len(rows) * len(columns) > PLACES:
        raise ReadError(f"表格超过 {PLACES:,} 个格子，请拆成几个文件，或只保留政策所附的表。")
    grid = _grid(block, rows, columns)
    start = next((at for at, row in enumerate(grid) if not _is_above(row, len(columns))), len(grid))
    stop = _notes_from(grid, start)
    for row in grid[:start]:
        yield from (Line(cell.text, centered=True) for cell in row if cell.text)
    yield from table_lines(grid[start:stop])
    for row in grid[stop:]:
        yield from (Line(cell.text) for cell in row if cell.text)


def _grid(block: Sequence[PlacedText], rows: Sequence[int], columns: Sequence[int]) -> list[list[RawCell]]:
    """Every row with its cells in order; rows and columns without text of their own are left out, and
    what spans them spans less. A place that two merged areas claim belongs to the first."""
    taken: set[tuple[int, int]] = set()
    starts: dict[tuple[int, int], RawCell] = {}
    for cell in block:
        top, left = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        high = bisect_right(rows, cell.last_row) - top
        wide = bisect_right(columns, cell.last_column) - left
        area = {(row, column) for row in range(top, top + high) for column in range(left, left + wide)}
        if area & taken:
            high = wide = 1
            area = {(top, left)}
        taken |= area
        starts[top, left] = RawCell((cell.text,), high, wide)
    return [
        [
            starts.get((row, column), RawCell(()))
            for column in range(len(columns))
            if (row, column) in starts or (row, column) not in taken
        ]
        for row in range(len(rows))
    ]


def _is_above(row: Sequence[RawCell], width: int) -> bool:
    """Whether a row above the header is no part of it: a title, 单位：万元, 填报单位：… 日期：…."""
    filled = [cell for cell in row if cell.text]
    if any(cell.rowspan > 1 for cell in filled):
        return False
    if len(filled) == 1:
        group = filled[0].colspan > 1 and filled[0] is not row[0] and filled[0].colspan < width
        return not group or bool(_WORDS["unit"].match(filled[0].text))
    if any(_WORDS["unit"].match(cell.text) for cell in filled):
        return True
    return len(filled) <= 3 and len(filled) < width and all(_ASIDE.search(cell.text) for cell in filled)


def _notes_from(grid: Sequence[Sequence[RawCell]], start: int) -> int:
    """Where the notes below the table begin: at 注：…, when only single cells follow."""
    stop = len(grid)
    for at in range(len(grid) - 1, start, -1):
        filled = [cell for cell in grid[at] if cell.text]
        if len(filled) != 1 or filled[0] is not grid[at][0] or filled[0].rowspan > 1:
            break
        if TABLES["note"].match(filled[0].text):
            stop = at
    return stop


def trimmed_to(cell: PlacedText, hidden_rows: Set[int], hidden_columns: Set[int]) -> PlacedText | None:
    """`cell` without its hidden rows and columns; None where nothing of it is left to see. A merged area
    shows its text where its first visible cell is."""
    row = next((at for at in range(cell.row, cell.last_row + 1) if at not in hidden_rows), 0)
    column = next((at for at in range(cell.column, cell.last_column + 1) if at not in hidden_columns), 0)
    return replace(cell, row=row, column=column) if row and column else None
