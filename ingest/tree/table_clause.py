"""Tables into the tree: caption, unit line, grid and notes become one clause with its rows."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import ClauseId, Table
from ingest.script.wording import wording
from ingest.tree.growth import GrowingTree
from ingest.tree.nodes import Node
from ingest.tree.placed_table import caption_number, is_caption, make_table, unit_of
from ingest.tree.segments import MarkedLine

_WORDS = wording(__file__)


def grid_at(marked: Sequence[MarkedLine], index: int, stop: int) -> int:
    """Where the grid stands whose caption, unit line or itself is at `index`; -1 for none."""
    grid = next((i for i in range(index, min(index + 3, stop)) if marked[i].placed.line.grid), -1)
    if grid < 0 or any(not _captions(marked[i].text) for i in range(index, grid)):
        return -1
    return grid


def add_table(
    growth: GrowingTree, marked: Sequence[MarkedLine], index: int, grid: int, stop: int
) -> tuple[Table, int]:
    """The table whose first line is at `index` and its grid at `grid`, added below the open clause, and
    the index behind it and its notes."""
    captions = [marked[i].text for i in range(index, grid)]
    caption = next((c for c in captions if is_caption(c)), "")
    number = _free_number(growth, caption_number(caption))
    placed = marked[grid].placed
    owner = growth.owner()
    node = growth.open(
        owner, "table", f"{growth.prefix}b{number}", marked[index].placed.start, placed.end,
        number=str(number), heading=caption,
    )  # fmt: skip
    after = _notes(growth, node, marked, grid + 1, stop)
    notes = tuple(ClauseId(growth.document, child.path) for child in node.children)
    table_id = ClauseId(growth.document, node.path)
    table = make_table(table_id, caption, unit_of(" ".join(captions)), placed, notes, (node.start, node.end))
    for row in reversed(table.rows):
        number_of_row = row.id.path.rpartition(".r")[2]
        child = Node("row", row.id.path, "row", number_of_row, start=row.start, end=row.end, parent=node)
        node.children.insert(0, child)
    growth.here = owner
    return table, after


def _free_number(growth: GrowingTree, number: int) -> int:
    while not number or f"{growth.prefix}b{number}" in growth.taken:
        number += 1
    return number


def _notes(growth: GrowingTree, node: Node, marked: Sequence[MarkedLine], index: int, stop: int) -> int:
    """The 注 below a table: one clause a numbered line, or the 注 line itself."""
    if index >= stop or not _WORDS["note"].match(marked[index].text):
        return index
    first = marked[index].placed
    node.grow(first.end)
    if _WORDS["note"].sub("", first.text).strip():
        growth.open(node, "note", f"{node.path}.z1", first.start, first.end, number="1")
    index += 1
    while index < stop:
        marker = marked[index].marker
        expected = 1 + len(node.children)
        if not marker or marker.kind not in ("ar1", "ar2", "circled") or marker.number != expected:
            break
        placed = marked[index].placed
        growth.open(
            node, "note", f"{node.path}.z{expected}", placed.start, placed.end,
            kind=marker.kind, number=str(expected), marker=marker.text,
        )  # fmt: skip
        index += 1
    return index


def _captions(text: str) -> bool:
    return is_caption(text) or (bool(unit_of(text)) and len(text) <= 30)
