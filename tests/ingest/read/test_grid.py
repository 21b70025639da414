"""Rows of cells → lines: spans placed, captions above, notes below, lost merges found again."""

from __future__ import annotations

import pytest

from ingest.line import GridCell, Line
from ingest.read.grid import RawCell, joined, restored, table_lines


def cells(*texts: str) -> list[RawCell]:
    return [RawCell((text,)) for text in texts]


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        (("人才", "政策"), "人才政策"),
        (("人才", "A类"), "人才A类"),
        (("Talent", "policy"), "Talent policy"),
        (("A类，", "B类"), "A类，B类"),
        ((" 人才 ", "", "  "), "人才"),
        (("3", "年"), "3年"),
        ((), ""),
    ],
)
def test_pieces_of_a_paragraph(pieces: tuple[str, ...], wanted: str) -> None:
    assert joined(pieces) == wanted
    assert RawCell(pieces).text == wanted


def test_a_plain_table() -> None:
    (table,) = table_lines([cells("类别", "标准"), cells("A", "5")])
    assert table.grid == (
        GridCell("类别", 0, 0),
        GridCell("标准", 0, 1),
        GridCell("A", 1, 0),
        GridCell("5", 1, 1),
    )


def test_rows_of_one_cell_above_are_captions_and_notes_below_are_lines() -> None:
    lines = table_lines(
        [
            [RawCell(("表1 标准", "单位：万元"), colspan=2)],
            cells("类别", "标准"),
            cells("合计"),
            cells("注：一次性。"),
            [*cells("资料来源：甲局"), *cells("")],
        ]
    )
    assert lines[:2] == (Line("表1 标准", centered=True), Line("单位：万元", centered=True))
    assert [cell.text for cell in lines[2].grid] == ["类别", "标准", "合计"]
    assert lines[3:] == (Line("注：一次性。"), Line("资料来源：甲局"))


def test_a_table_of_one_column_is_paragraphs() -> None:
    assert table_lines([cells("甲"), cells(" "), [RawCell(("乙", "丙"))]]) == (
        Line("甲"),
        Line("乙"),
        Line("丙"),
    )
    assert table_lines([]) == ()


def test_a_note_is_never_the_whole_table() -> None:
    (table,) = table_lines([cells("注：甲", "乙")])
    assert len(table.grid) == 2


def test_cells_stand_past_those_that_reach_down() -> None:
    rows = [
        [RawCell(("甲",), rowspan=2), RawCell(("乙",), colspan=2)],
        cells("丙", "丁"),
        cells("1", "2", "3"),
    ]
    (table,) = table_lines(rows)
    assert [(one.text, one.row, one.column) for one in table.grid] == [
        *(("甲", 0, 0), ("乙", 0, 1), ("丙", 1, 1), ("丁", 1, 2), ("1", 2, 0), ("2", 2, 1), ("3", 2, 2)),
    ]


def test_spans_that_claim_more_rows_than_there_are() -> None:
    (table,) = table_lines([[RawCell(("甲",), rowspan=1000), *cells("乙")], cells("丙")])
    assert [(one.rowspan, one.colspan) for one in table.grid] == [(2, 1), (1, 1), (1, 1)]


def test_spans_that_no_true_table_has_are_not_believed() -> None:
    (table,) = table_lines([[RawCell(("甲",), colspan=1000) for _ in range(2)] for _ in range(60)])
    assert {one.colspan for one in table.grid} == {1}


def rows(*texts: tuple[str, ...]) -> list[list[tuple[str, ...]]]:
    return [[(text,) if text else () for text in row] for row in texts]


def shape(found: list[list[RawCell]]) -> list[list[tuple[str, int, int]]]:
    return [[(one.text, one.rowspan, one.colspan) for one in row] for row in found]


def test_an_empty_label_goes_on_the_cell_above() -> None:
    found = restored(rows(("类别", "项", "值"), ("A", "甲", "1"), ("", "乙", "2"), ("", "丙", "")))
    assert shape(found)[1:] == [
        [("A", 3, 1), ("甲", 1, 1), ("1", 1, 1)],
        [("乙", 1, 1), ("2", 1, 1)],
        [("丙", 1, 1), ("", 1, 1)],
    ]


def test_a_row_that_is_short_spans_in_its_label() -> None:
    found = restored(rows(("类别", "项", "值"), ("合计", "3")))
    assert shape(found)[1] == [("合计", 1, 2), ("3", 1, 1)]


def test_a_header_of_two_rows() -> None:
    found = restored(rows(("指标", "目标"), ("", "2025", "2030"), ("总量", "1", "2")))
    assert shape(found) == [
        [("指标", 2, 1), ("目标", 1, 2)],
        [("2025", 1, 1), ("2030", 1, 1)],
        [("总量", 1, 1), ("1", 1, 1), ("2", 1, 1)],
    ]


def test_nothing_to_restore() -> None:
    assert restored([]) == []
    assert shape(restored([[]])) == [[]]
