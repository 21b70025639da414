"""Rows of cells → the lines of a table: the grid itself, its caption and notes as lines of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.clean import HAN
from ingest.line import GridCell, Line
from ingest.script.wording import wording

WORDS = wording(__file__)
"""The words of tables, for all readers of tables."""

_CHINESE = re.compile(f"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’…—①-⑳]")


_LARGEST = 100_000  # places in a grid


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as a format gives it: its paragraphs and spans, not yet its place."""

    paragraphs: tuple[str, ...]
    rowspan: int = 1
    colspan: int = 1

    @property
    def text(self) -> str:
        """All its paragraphs on one line."""
        return joined(self.paragraphs)


def joined(pieces: Sequence[str]) -> str:
    """The pieces of one paragraph or cell broken over lines, as one: Chinese joins without a
    space, two latin words with one."""
    out: list[str] = []
    for piece in (piece.strip() for piece in pieces):
        if piece:
            glue = not out or _CHINESE.match(out[-1][-1]) or _CHINESE.match(piece)
            out.append(piece if glue else f" {piece}")
    return "".join(out)


def table_lines(rows: Sequence[Sequence[RawCell]]) -> tuple[Line, ...]:
    """The lines of a table whose spans are known: first rows of one cell (its caption, its
    unit), the grid, and last rows of one cell that begin with 注：, 备注：, 资料来源： ….

    Rows that fill nothing are dropped. Cells that claim more rows than there are get fewer.
    """
    body = [list(row) for row in rows]
    wide = [at for at, row in enumerate(body) if len(row) > 1]
    if not wide:
        return _paragraphs(body)
    before, body = body[: wide[0]], body[wide[0] :]
    after: list[list[RawCell]] = []
    while len(body) > 1 and _is_note(body[-1]):
        after.insert(0, body.pop())
    return (
        *(replace(line, centered=True) for line in _paragraphs(before)),
        Line("", grid=_placed(body)),
        *_paragraphs(after),
    )


def _paragraphs(rows: Sequence[Sequence[RawCell]]) -> tuple[Line, ...]:
    texts = (text.strip() for row in rows for cell in row for text in cell.paragraphs)
    return tuple(Line(text) for text in texts if text)


def _is_note(row: Sequence[RawCell]) -> bool:
    filled = [cell for cell in row if cell.text]
    return len(filled) == 1 and filled[0] is row[0] and bool(WORDS["note"].match(filled[0].text))


def _placed(rows: Sequence[Sequence[RawCell]]) -> tuple[GridCell, ...]:
    """The cells of `rows` at their places, past the cells that reach down from above."""
    rows = [row for row in rows if row]
    if sum(min(cell.rowspan, len(rows)) * cell.colspan for row in rows for cell in row) > _LARGEST:
        rows = [[RawCell(cell.paragraphs) for cell in row] for row in rows]  # no true table: its spans lie
    reach: dict[int, int] = {}  # column → the first row below the cell that stands in it
    out: list[GridCell] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while reach.get(column, 0) > number:
                column += 1
            rowspan = min(cell.rowspan, len(rows) - number)
            out.append(GridCell(cell.text, number, column, rowspan, cell.colspan))
            reach |= dict.fromkeys(range(column, column + cell.colspan), number + rowspan)
            column += cell.colspan
    return tuple(out)


def restored(rows: Sequence[Sequence[tuple[str, ...]]]) -> list[list[RawCell]]:
    """Rows that lost their merges, as a text export writes them, with spans.

    A row shorter than the widest spans in its leading label cell; a first row above one that
    begins with an empty cell spans over the sub-headers; an empty cell among the leading label
    columns goes on the cell above it.
    """
    width = max((len(row) for row in rows), default=0)
    out: list[list[RawCell]] = []
    above: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        below_header = number == 1 and _is_two_row_header(rows)
        above = _lay(out, row, _spans(rows, number, width), above, below_header)
    return out


def _lay(
    out: list[list[RawCell]],
    row: Sequence[tuple[str, ...]],
    spans: Sequence[int],
    above: Mapping[int, tuple[int, int]],
    anywhere: bool,
) -> dict[int, tuple[int, int]]:
    """Put a row under those of `out`: an empty cell among its leading ones, or `anywhere`, makes the cell above it
    longer. Given and returned: column → where in `out` the cell stands that reaches the row from above, from this one."""
    here: list[RawCell] = []
    reaching: dict[int, tuple[int, int]] = {}
    column, leading = 0, True
    for paragraphs, span in zip(row, spans, strict=True):
        empty = not any(paragraphs)
        place = above.get(column)
        upper = out[place[0]][place[1]] if place and empty and (leading or anywhere) else None
        if place and upper and upper.text and upper.colspan == span:
            out[place[0]][place[1]] = replace(upper, rowspan=upper.rowspan + 1)
        else:
            place = len(out), len(here)
            here.append(RawCell(paragraphs, 1, span))
            leading = leading and empty
        reaching[column] = place
        column += span
    out.append(here)
    return reaching


def _is_two_row_header(rows: Sequence[Sequence[tuple[str, ...]]]) -> bool:
    return len(rows) > 1 and bool(rows[1]) and not any(rows[1][0]) and len(rows[0]) < len(rows[1])


def _spans(rows: Sequence[Sequence[tuple[str, ...]]], at: int, width: int) -> list[int]:
    """How many columns each cell of rows[at] spans; they sum to `width` unless the row is empty."""
    row = rows[at]
    missing = width - len(row)
    if at == 0 and _is_two_row_header(rows) and (over := _header_spans(row, rows[1], width)):
        return over
    label = next((i for i, paragraphs in enumerate(row) if any(paragraphs)), 0)
    return [1 + missing * (i == label) for i in range(len(row))]


def _header_spans(row: Sequence[tuple[str, ...]], below: Sequence[tuple[str, ...]], width: int) -> list[int]:
    """The spans of a header row over its sub-headers; [] when they do not come out even."""
    continued = sum(not any(paragraphs) for paragraphs in below)
    shared = len(row) - continued
    if len(below) != width or shared <= 0 or (width - continued) % shared:
        return []
    each = (width - continued) // shared
    spans: list[int] = []
    while sum(spans) < width:
        spans.append(each if any(below[sum(spans)]) else 1)
    return spans if sum(spans) == width and len(spans) == len(row) else []
