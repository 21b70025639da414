"""Blocks → lines."""

from __future__ import annotations

import pytest

from ingest.line import Line
from ingest.read.docx.blocks import Block, DocxTable, Field, Paragraph, RunPiece, TableCell
from ingest.read.docx.lines import lines_of
from ingest.read.docx.parts.noted import Notices


def para(text: str, **more: object) -> Paragraph:
    return Paragraph(pieces=[RunPiece(text)], **more)  # type: ignore[arg-type]


def lines(*blocks: Block) -> list[Line]:
    return lines_of(blocks, Notices())


def texts(*blocks: Block) -> list[str]:
    return [line.text for line in lines(*blocks)]


@pytest.mark.parametrize(
    ("block", "wanted"),
    [
        (para("甲"), Line("甲")),
        (para(" 甲\t"), Line("甲")),
        (para("甲", heading=2), Line("甲", heading=2)),
        (para("甲", title=True), Line("甲", heading=1)),
        (para("甲", title=True, heading=3), Line("甲", heading=3)),
        (para("甲", align="center"), Line("甲", centered=True)),
        (para("甲", align="end"), Line("甲", right=True)),
        (para("甲", align="both"), Line("甲")),
        (para("甲", number="第一条"), Line("第一条　甲")),
        (Paragraph(number="（一）"), Line("（一）")),
        (Paragraph(pieces=[RunPiece("甲", bold=True), RunPiece(" "), RunPiece("乙", bold=True)]), Line("甲 乙", bold=True)),
        (Paragraph(pieces=[RunPiece("甲", bold=True), RunPiece("乙")]), Line("甲乙")),
    ],
)  # fmt: skip
def test_one_paragraph(block: Paragraph, wanted: Line) -> None:
    assert lines(block) == [wanted]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("关于甲\n事项的通知", ["关于甲事项的通知"]),
        ("甲。\n乙", ["甲。", "乙"]),
        ("甲\n（一）乙", ["甲", "（一）乙"]),
        ("甲市人民政府\n2021年8月25日", ["甲市人民政府", "2021年8月25日"]),
        ("甲文件\n甲发〔2021〕2号\n乙", ["甲文件", "甲发〔2021〕2号", "乙"]),
        ("甲\n附件：乙", ["甲", "附件：乙"]),
        ("甲\f乙", ["甲", "乙"]),
        ("甲\n\n乙", ["甲乙"]),
        ("", []),
        ("\n \f", []),
    ],
)
def test_soft_breaks_and_pages(text: str, wanted: list[str]) -> None:
    assert texts(para(text)) == wanted


def test_only_the_first_part_has_the_number() -> None:
    assert texts(para("甲。\n乙。", number="一、")) == ["一、甲。", "乙。"]


TOC, PAGE = Field("TOC", closed=True), Field("PAGE", closed=True)


def test_a_table_of_contents_goes_with_its_title_and_is_told() -> None:
    told = Notices()
    entry = Paragraph(pieces=[RunPiece("总则 1", place=((TOC, True),))])
    found = lines_of(
        [para("甲办法"), para("目　录"), entry, para("附则 9", contents=True), para("第一条 甲。")], told
    )
    assert [line.text for line in found] == ["甲办法", "第一条 甲。"]
    assert told.counts["contents"] == 3


def test_a_page_number_that_is_alone_goes() -> None:
    page = RunPiece("3", place=((PAGE, True),))
    assert texts(Paragraph(pieces=[RunPiece("第"), page, RunPiece("页")])) == []
    assert texts(Paragraph(pieces=[RunPiece("见附件"), page])) == ["见附件3"]


def test_notes_and_boxes_follow_their_paragraph() -> None:
    note = RunPiece("", note=Line("¹ 注", note=True))
    box = RunPiece("", box=(para("框中"),))
    assert lines(Paragraph(pieces=[RunPiece("甲"), box, note]), para("乙")) == [
        *(Line("甲"), Line("框中"), Line("¹ 注", note=True), Line("乙")),
    ]


def cell(text: str, **more: object) -> TableCell:
    return TableCell([para(text)], **more)  # type: ignore[arg-type]


def test_a_table_of_data_is_one_line_with_its_grid() -> None:
    rows = [
        [cell("类别", merge="restart"), cell("标准", colspan=2)],
        [cell("", merge="continue"), cell("甲"), cell("乙")],
    ]
    (table,) = lines(DocxTable(rows))
    assert [(one.text, one.row, one.column, one.rowspan, one.colspan) for one in table.grid] == [
        *(("类别", 0, 0, 2, 1), ("标准", 0, 1, 1, 2), ("甲", 1, 1, 1, 1), ("乙", 1, 2, 1, 1)),
    ]


def test_words_that_a_merged_cell_covers_are_told() -> None:
    told = Notices()
    lines_of(
        [DocxTable([[cell("A", merge="restart"), cell("1")], [cell("盖住", merge="continue"), cell("2")]])],
        told,
    )
    assert told.evidence == {"unseen": ["盖住"]}


@pytest.mark.parametrize(
    "rows",
    [
        [[cell("甲"), cell("乙")]],
        [[cell("甲")], [cell("乙")]],
        [
            [TableCell([DocxTable([[cell("甲"), cell("1")], [cell("乙"), cell("2")]])]), cell("外")],
            [cell("丙"), cell("丁")],
        ],
        [[TableCell([para("长" * 150) for _ in range(4)]), cell("乙")], [cell("丙"), cell("丁")]],
    ],
)
def test_a_table_for_layout_gives_the_lines_of_its_cells(rows: list[list[TableCell]]) -> None:
    found = lines(DocxTable(rows))
    assert len(found) == sum(len(one.blocks) for row in rows for one in row)


def test_an_empty_table_says_nothing() -> None:
    assert lines(DocxTable([[cell(""), cell("")], [cell(""), cell("")]])) == []
    assert lines(DocxTable([])) == []


def test_notes_of_a_table_stand_below_it() -> None:
    noted = TableCell([Paragraph(pieces=[RunPiece("甲¹"), RunPiece("", note=Line("¹ 注", note=True))])])
    table, note = lines(DocxTable([[noted, cell("乙")], [cell("1"), cell("2")]]))
    assert (table.grid[0].text, note) == ("甲¹", Line("¹ 注", note=True))
