"""A placed grid → a Table whose every value stands under its header."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Cell, ClauseId, Row, Table
from ingest.script.wording import wording
from ingest.tree.layout import PlacedLine

_WORDS = wording(__file__)


def is_caption(text: str) -> bool:
    """Whether a line before a table names it: 表1 临江市…, 附表2, or a short line ending in 表."""
    return len(text) <= 60 and bool(
        _WORDS["caption"].match(text) or (text.endswith(("表", "）表")) and len(text) <= 40)
    )


def caption_number(caption: str) -> int:
    """The number of a captioned table (表2 … → 2), 0 when it has none."""
    match = _WORDS["caption_number"].match(caption)
    return int(match[1]) if match else 0


def unit_of(text: str) -> str:
    """The unit a caption or unit line states (单位：万元 → 万元), "" for none."""
    match = _WORDS["unit"].search(text)
    return match[1] if match else ""


def header_depth(cells: Sequence[Cell]) -> int:
    """How many rows are header: the first, and what its merged cells reach down to; one more
    where the first row spans columns and the second holds no number (a two-storey header)."""
    first = [cell for cell in cells if cell.row == 0]
    height = max(cell.row + cell.rowspan for cell in cells)
    depth = max((cell.rowspan for cell in first), default=1)
    second = [cell for cell in cells if cell.row == 1 and cell.text]
    spans = any(cell.colspan > 1 for cell in first)
    if (
        depth == 1
        and spans
        and second
        and height > 2
        and not any(_WORDS["number"].search(c.text) for c in second)
    ):
        depth = 2
    return min(depth, max(height - 1, 0))


def make_table(
    table_id: ClauseId,
    caption: str,
    unit: str,
    placed: PlacedLine,
    notes: tuple[ClauseId, ...],
    span: tuple[int, int],
) -> Table:
    """The Table at `placed`. Row ids count body rows from 1; merged values are repeated."""
    cells = placed.cells
    width = max(cell.column + cell.colspan for cell in cells)
    depth = header_depth(cells)
    filled = _filled(cells)
    columns = tuple(_column(filled, column, depth) for column in range(width))
    rows = []
    for index, (start, end) in enumerate(placed.rows[depth:], depth):
        own = tuple(cell for cell in cells if cell.row == index)
        values = tuple(filled.get((index, column), "") for column in range(width))
        row_id = ClauseId(table_id.document, f"{table_id.path}.r{index - depth + 1}")
        rows.append(Row(row_id, values, own, start, end))
    header = tuple(cell for cell in cells if cell.row < depth)
    return Table(table_id, caption, unit, columns, header, tuple(rows), notes, *span)


def _filled(cells: Sequence[Cell]) -> dict[tuple[int, int], str]:
    return {
        (row, column): cell.text
        for cell in cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }


def _column(filled: dict[tuple[int, int], str], column: int, depth: int) -> str:
    names = dict.fromkeys(filled.get((row, column), "") for row in range(depth))
    return "/".join(name for name in names if name)
