"""A grid → columns and rows whose every value stands under its header."""

from __future__ import annotations

import pytest

from ingest.document import ClauseId, Table
from ingest.line import GridCell, Line
from ingest.tree.layout import lay_out
from ingest.tree.placed_table import caption_number, header_depth, is_caption, make_table, unit_of


def grid(*rows: tuple[str, ...]) -> tuple[GridCell, ...]:
    """Plain rows; "" leaves the place empty."""
    return tuple(
        GridCell(text, at, column) for at, row in enumerate(rows) for column, text in enumerate(row) if text
    )


def table(cells: tuple[GridCell, ...]) -> Table:
    text, (placed,) = lay_out([Line("", grid=cells)])
    made = make_table(ClauseId("甲", "b2"), "表2", "万元", placed, (), (placed.start, placed.end))
    assert all(text[cell.start : cell.end] == cell.text for row in made.rows for cell in row.cells)
    return made


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *[(text, True) for text in ("表1 慈溪市人才指标", "附表2", "表3：指标", "表一 甲", "表1-2 甲", "人才分类表", "申请表", "表", "表2《甲》")],
        *[(text, False) for text in ("表1中所列的指标", "表1所示", "见表1。", "主要指标", "", "表1 " + "长" * 60)],
    ],
)  # fmt: skip
def test_a_caption(text: str, wanted: bool) -> None:
    assert is_caption(text) is wanted


@pytest.mark.parametrize(
    ("text", "number"), [("表2 甲", 2), ("附表 12", 12), ("表一", 0), ("人才分类表", 0), ("", 0)]
)
def test_the_number_of_a_caption(text: str, number: int) -> None:
    assert caption_number(text) == number


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("表1 指标（单 位: 人）", "人"),
        ("单位：元/月 ", "元/月"),
        ("用人单位名单", ""),
        ("", ""),
    ],
)
def test_a_unit(text: str, unit: str) -> None:
    assert unit_of(text) == unit


DEPTHS: dict[str, tuple[tuple[GridCell, ...], int]] = {
    "one row": (grid(("类别", "标准"), ("A", "5")), 1),
    "a merged cell reaches down": (
        (GridCell("类别", 0, 0, rowspan=2), GridCell("标准", 0, 1), GridCell("元", 1, 1), GridCell("A", 2, 0)), 2,
    ),
    "two storeys": (
        (GridCell("标准", 0, 0, colspan=2), GridCell("购房", 1, 0), GridCell("租房", 1, 1), GridCell("5", 2, 0)), 2,
    ),
    "numbers below a spanning row are no storey": (
        (GridCell("标准", 0, 0, colspan=2), GridCell("5", 1, 0), GridCell("6", 1, 1), GridCell("7", 2, 0)), 1,
    ),
    "a single row is body": (grid(("类别", "标准")), 0),
    "the whole table is not header": ((GridCell("甲", 0, 0, rowspan=3), GridCell("乙", 0, 1)), 2),
}  # fmt: skip


@pytest.mark.parametrize(("cells", "depth"), DEPTHS.values(), ids=DEPTHS.keys())
def test_how_deep_the_header_is(cells: tuple[GridCell, ...], depth: int) -> None:
    _, (placed,) = lay_out([Line("", grid=cells)])
    assert header_depth(placed.cells) == depth


def test_a_plain_table() -> None:
    made = table(grid(("类别", "标准"), ("A类", "500"), ("", "300")))
    assert (made.columns, made.caption, made.unit) == (("类别", "标准"), "表2", "万元")
    assert [row.values for row in made.rows] == [("A类", "500"), ("", "300")]
    assert [row.id.path for row in made.rows] == ["b2.r1", "b2.r2"]
    assert [cell.text for cell in made.header] == ["类别", "标准"]


def test_merged_values_are_repeated_and_their_cells_stand_once() -> None:
    cells = (
        *(
            GridCell("类别", 0, 0, 2, 1),
            GridCell("标准", 0, 1, 1, 2),
            GridCell("购房", 1, 1),
            GridCell("租房", 1, 2),
        ),
        *(
            GridCell("A类", 2, 0, 2, 1),
            GridCell("50万", 2, 1),
            GridCell("5万", 2, 2),
            GridCell("面议", 3, 1, 1, 2),
        ),
    )
    made = table(cells)
    assert made.columns == ("类别", "标准/购房", "标准/租房")
    assert [row.values for row in made.rows] == [("A类", "50万", "5万"), ("A类", "面议", "面议")]
    assert [[cell.text for cell in row.cells] for row in made.rows] == [["A类", "50万", "5万"], ["面议"]]
