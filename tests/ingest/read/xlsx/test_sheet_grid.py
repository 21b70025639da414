"""Cells of a sheet → the lines of its tables."""

from __future__ import annotations

import pytest

from ingest.line import Line
from ingest.problems import ReadError
from ingest.read.xlsx import sheet_grid
from ingest.read.xlsx.sheet_grid import PlacedText, block_lines, placed, trimmed_to
from ingest.read.xlsx.workbook import Merge


def cells(*rows: str, top: int = 1, merges: tuple[Merge, ...] = ()) -> tuple[PlacedText, ...]:
    """Rows of texts set apart by blanks; "-" is an empty place."""
    texts = {
        (row, column): text
        for row, line in enumerate(rows, top)
        for column, text in enumerate(line.split(), 1)
        if text != "-"
    }
    return placed(texts, merges)[0]


def lines(*rows: str, merges: tuple[Merge, ...] = (), hidden: frozenset[int] = frozenset()) -> list[Line]:
    return list(block_lines(cells(*rows, merges=merges), hidden))


def shape(line: Line) -> list[list[str]]:
    rows = sorted({cell.row for cell in line.grid})
    return [[cell.text for cell in line.grid if cell.row == at] for at in rows]


def test_what_stands_under_a_merged_area_is_not_seen() -> None:
    found, under = placed({(1, 1): "甲", (1, 2): "盖", (2, 1): "住", (3, 1): "乙"}, [(1, 1, 2, 2)], {(1, 1)})
    assert [(one.text, one.last_row, one.last_column, one.centered) for one in found] == [
        *(("甲", 2, 2, True), ("乙", 3, 1, False)),
    ]
    assert sorted(under) == ["住", "盖"]
    assert placed({}, []) == ((), ())


@pytest.mark.parametrize(
    ("rows", "columns", "wanted"),
    [
        (set(), set(), (2, 2)),
        ({2}, set(), (3, 2)),
        (set(), {2, 3}, (2, 4)),
        ({2, 3, 4}, set(), None),
        (set(), {2, 3, 4}, None),
        ({1, 9}, {1, 9}, (2, 2)),
    ],
)
def test_a_merged_area_shows_where_it_is_first_visible(
    rows: set[int], columns: set[int], wanted: tuple[int, int] | None
) -> None:
    cell = trimmed_to(PlacedText("甲", 2, 2, 4, 4), rows, columns)
    assert (cell and (cell.row, cell.column)) == wanted


def test_title_and_unit_above_notes_below() -> None:
    found = lines("补贴标准表 -", "- 单位：万元", "类别 标准", "A类 80", "注：税前 -", "另行通知 -")
    assert [line.text for line in found] == ["补贴标准表", "单位：万元", "", "注：税前", "另行通知"]
    assert [line.centered for line in found] == [True, True, False, False, False]
    assert shape(found[2]) == [["类别", "标准"], ["A类", "80"]]


def test_empty_rows_part_tables_and_hidden_ones_do_not() -> None:
    rows = ("类别 标准", "A 1", "- -", "项目 金额", "B 2")
    assert [shape(line) for line in lines(*rows)] == [
        [["类别", "标准"], ["A", "1"]],
        [["项目", "金额"], ["B", "2"]],
    ]
    assert len(lines(*rows, hidden=frozenset({3}))) == 1


def test_a_header_of_groups_is_no_title() -> None:
    (table,) = lines("- 标准 -", "类别 购房 租房", "A 5 1", merges=((1, 2, 1, 3),))
    assert shape(table)[0][-1] == "标准"


def test_spans_leave_out_rows_and_columns_without_text() -> None:
    (table,) = lines("类别 - 标准", "A - 1", "B - 2", merges=((1, 1, 1, 2),))
    assert [(cell.text, cell.column, cell.colspan) for cell in table.grid][:2] == [
        ("类别", 0, 1),
        ("标准", 1, 1),
    ]


def test_one_column_is_paragraphs() -> None:
    found, _ = placed({(1, 2): "甲办法", (2, 2): "第一条 乙。"}, [], {(1, 2)})
    assert list(block_lines(found)) == [Line("甲办法", centered=True), Line("第一条 乙。")]


def test_areas_that_overlap_belong_to_the_first() -> None:
    found = [
        PlacedText("甲", 1, 1, 2, 2),
        PlacedText("乙", 1, 2, 2, 2),
        PlacedText("丙", 3, 1, 3, 1),
        PlacedText("丁", 3, 2, 3, 2),
    ]
    (table,) = [line for line in block_lines(found) if line.grid]
    assert {cell.text for cell in table.grid} >= {"丙", "丁"}


def test_a_table_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_grid, "PLACES", 3)
    with pytest.raises(ReadError, match="超过 3 个格子"):
        lines("类别 标准", "A 1")
    assert lines() == []
