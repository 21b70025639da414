"""Captions, grid and notes of a table become one clause with its rows."""

from __future__ import annotations

import pytest

from ingest.document import Table
from ingest.line import GridCell, Line
from ingest.tree.growth import GrowingTree
from ingest.tree.layout import lay_out
from ingest.tree.segments import mark
from ingest.tree.table_clause import add_table, grid_at

GRID = Line(
    "", grid=(GridCell("类别", 0, 0), GridCell("标准", 0, 1), GridCell("A", 1, 0), GridCell("5", 1, 1))
)


def lines_of(*lines: str | Line) -> list[Line]:
    return [Line(line) if isinstance(line, str) else line for line in lines]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ((GRID,), 0),
        (("表1 补贴标准", GRID), 1),
        (("表1 补贴标准", "单位：万元", GRID), 2),
        (("补贴按下表执行。", GRID), -1),
        (("表1 补贴标准", "说明一句。", GRID), -1),
        (("表1 补贴标准", "单位：万元", "附表2", GRID), -1),
        (("表1 补贴标准",), -1),
    ],
)
def test_where_the_grid_stands(lines: tuple[str | Line, ...], wanted: int) -> None:
    marked = mark(lay_out(lines_of(*lines))[1])
    assert grid_at(marked, 0, len(marked)) == wanted


def test_a_grid_behind_the_end_of_the_text_is_none() -> None:
    marked = mark(lay_out(lines_of("表1 甲", GRID))[1])
    assert grid_at(marked, 0, 1) == -1


def added(*lines: str | Line) -> tuple[GrowingTree, Table, int, str]:
    text, placed = lay_out(lines_of(*lines))
    marked = mark(placed)
    growth = GrowingTree("甲", text)
    table, after = add_table(growth, marked, 0, grid_at(marked, 0, len(marked)), len(marked))
    return growth, table, after, text


def paths(growth: GrowingTree) -> list[str]:
    return [node.path for node in growth.root.walk()][1:]


def test_caption_unit_rows_and_numbered_notes() -> None:
    growth, table, after, text = added(
        "表3 补贴标准", "单位：万元", GRID, "注：", "1.一次性。", "2.税前。", "3.一、乙"
    )
    assert (table.caption, table.unit, table.id.path) == ("表3 补贴标准", "万元", "b3")
    assert paths(growth) == ["b3", "b3.r1", "b3.z1", "b3.z2", "b3.z3"]
    assert [note.path for note in table.notes] == ["b3.z1", "b3.z2", "b3.z3"]
    assert after == 7
    assert text[table.start : table.end] == text


def test_a_note_on_its_own_line_and_what_is_no_note() -> None:
    growth, table, after, _ = added(GRID, "注：均为税前。", "一、其他")
    assert (paths(growth), after) == (["b1", "b1.r1", "b1.z1"], 2)
    growth, table, after, _ = added(GRID, "注意事项。")
    assert (paths(growth), after, table.notes) == (["b1", "b1.r1"], 1, ())


def test_notes_end_where_their_numbers_do_not_go_on() -> None:
    growth, _, after, _ = added(GRID, "注：", "1.甲。", "3.乙。")
    assert (paths(growth), after) == (["b1", "b1.r1", "b1.z1"], 3)


def test_tables_without_a_number_get_the_next_that_is_free() -> None:
    text, placed = lay_out(lines_of(GRID, "表2 甲", GRID, GRID, "表2 乙", GRID))
    marked = mark(placed)
    growth = GrowingTree("甲", text)
    growth.prefix = "f1/"
    found, index = [], 0
    while index < len(marked):
        table, index = add_table(growth, marked, index, grid_at(marked, index, len(marked)), len(marked))
        found.append(table.id.path)
    assert found == ["f1/b1", "f1/b2", "f1/b3", "f1/b4"]


def test_a_table_ends_no_clause() -> None:
    growth, *_ = added(GRID)
    assert growth.here is growth.root
