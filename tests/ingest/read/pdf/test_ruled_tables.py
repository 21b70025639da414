"""Ruled cells and the glyphs in them → tables, over pages."""

from __future__ import annotations

import pytest
from pdf_files import printed

from ingest.read.pdf.glyph import Box, Glyph
from ingest.read.pdf.ruled_tables import CONTINUED, Ruled, goes_on, ruled, united


def made(*rows: tuple[str, ...], page: int = 1, x: float = 50, wide: float = 100) -> Ruled:
    """A table of plain rows, each 30 points high."""
    cells: list[Box] = []
    glyphs: list[Glyph] = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            left, top = x + wide * column, 100 + 30 * at
            cells.append((left, top, left + wide, top + 30))
            glyphs += printed(text, x=left + 5, base=top + 20)
    table = ruled(cells, glyphs, page)
    assert table
    return table


def texts(table: Ruled) -> list[list[str]]:
    (line,) = [line for line in table.lines if line.grid]
    rows = sorted({cell.row for cell in line.grid})
    return [[cell.text for cell in line.grid if cell.row == at] for at in rows]


def test_cells_at_their_places() -> None:
    table = made(("类别", "标准"), ("甲", "50"), page=3)
    assert texts(table) == [["类别", "标准"], ["甲", "50"]]
    assert (table.box, table.edges, table.height) == ((50, 100, 250, 160), (50, 150, 250), 2)
    assert {line.page for line in table.lines} == {3}


def test_merged_cells_span_and_rows_of_a_cell_are_one_text() -> None:
    cells = [(50, 100, 150, 160), (150, 100, 250, 130), (150, 130, 250, 160)]
    glyphs = [
        *printed("第一", x=55, base=120),
        *printed("类人", x=55, base=140),
        *printed("A", x=155, base=120),
        *printed("B", x=155, base=150),
    ]
    table = ruled(cells, glyphs, 1)
    assert table
    (line,) = table.lines
    assert [(cell.text, cell.rowspan) for cell in line.grid] == [("第一类人", 2), ("A", 1), ("B", 1)]


def test_rules_a_hair_apart_are_one() -> None:
    cells = [(50, 100, 150, 130), (151.5, 101, 250, 130)]
    table = ruled(cells, [*printed("甲", x=60, base=120), *printed("乙", x=160, base=120)], 1)
    assert table
    assert (len(table.edges), table.height) == (3, 1)


def test_a_hole_in_the_rules_is_an_empty_cell() -> None:
    cells = [(50, 100, 150, 130), (150, 100, 250, 130), (50, 130, 150, 160)]
    glyphs = [*printed("甲", x=60, base=120), *printed("乙", x=160, base=120), *printed("丙", x=60, base=150)]
    table = ruled(cells, glyphs, 1)
    assert table
    assert texts(table) == [["甲", "乙"], ["丙", ""]]


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ([(50.0, 100.0, 250.0, 130.0), (50.0, 130.0, 250.0, 160.0)], "框中的文字"),
        ([(50.0, 100.0, 150.0, 130.0), (150.0, 100.0, 250.0, 130.0)], "只有"),
    ],
)
def test_a_frame_is_no_table(cells: list[Box], text: str) -> None:
    assert ruled(cells, printed(text, x=55, base=120), 1) is None


def test_a_table_goes_on_with_the_same_columns() -> None:
    upper = made(("类别", "标准"), ("甲", "50"))
    assert goes_on(upper, made(("乙", "30"), ("丙", "10"), page=2, x=60))
    assert not goes_on(upper, made(("乙", "30"), page=2, wide=120))
    assert not goes_on(upper, made(("乙", "30", "丁"), page=2))


def test_two_parts_of_one_table() -> None:
    upper, lower = made(("类别", "标准"), ("甲", "50")), made(("乙", "30"), ("丙", "10"), page=2)
    assert texts(united(upper, lower)) == [["类别", "标准"], ["甲", "50"], ["乙", "30"], ["丙", "10"]]
    again = made(("类别", "标准"), ("乙", "30"), page=2)
    assert texts(united(upper, again)) == [["类别", "标准"], ["甲", "50"], ["乙", "30"]]
    assert united(upper, again).page == 1


def test_a_label_that_the_page_cut_in_two_is_one_cell() -> None:
    upper = made(("类别", "标准"), ("甲", "50"))
    cells = [(50, 100, 150, 160), (150, 100, 250, 130), (150, 130, 250, 160)]
    lower = ruled(cells, [*printed("30", x=155, base=120), *printed("10", x=155, base=150)], 2)
    assert lower
    whole = united(upper, lower)
    assert [(cell.text, cell.rowspan) for cell in whole.cells if cell.column == 0] == [("类别", 1), ("甲", 3)]


@pytest.mark.parametrize(
    ("text", "wanted"), [("续表", True), ("（续表1）", True), ("接上页", True), ("表2 指标（续）", True), ("表2 指标", False), ("手续表格", False)]
)  # fmt: skip
def test_a_line_that_says_it_goes_on(text: str, wanted: bool) -> None:
    assert bool(CONTINUED.fullmatch(text)) is wanted
