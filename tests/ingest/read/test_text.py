"""Plain text: what a text export left behind, tables of tabs, paragraphs and their place."""

from __future__ import annotations

import pytest

from ingest.line import Line
from ingest.read.text import read_text


def texts(text: str) -> list[str]:
    return [line.text for line in read_text(text)]


def grids(text: str) -> list[list[tuple[str, int, int]]]:
    return [[(one.text, one.row, one.column) for one in line.grid] for line in read_text(text) if line.grid]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲[bookmark:_Toc1]乙", ["甲乙"]),
        ('目录 TOC \\o "1-3" \\h', ["目录"]),
        ("总则\tPAGEREF _Toc123 \\h", ["总则"]),
        ('HYPERLINK \\l "_Toc1"总则', ["总则"]),
        ("甲\\* MERGEFORMAT", ["甲"]),
        ("甲\n- 16 -\n乙", ["甲", "乙"]),
        ("甲\n第3页 共9页\n乙", ["甲", "乙"]),
        ("甲\nPage 3 of 9\n乙", ["甲", "乙"]),
        ("甲\n（\n16\n）\n乙", ["甲", "乙"]),
        ("甲\n16\n\f乙", ["甲", "乙"]),
        ("甲\n16\n乙", ["甲", "16", "乙"]),
        ("第3页说的是甲", ["第3页说的是甲"]),
        ("\n \u3000\n", []),
    ],
)
def test_what_is_no_text_goes(text: str, wanted: list[str]) -> None:
    assert texts(text) == wanted


@pytest.mark.parametrize(
    "field",
    [
        'TOC \\o "1-3" \\h',
        "PAGEREF _Toc123 \\h",
        "PAGEREF _Toc123",
        'HYPERLINK \\l "_Toc1"',
        'HYPERLINK "a.htm" \\t',
        "\\* MERGEFORMAT",
    ],
)
def test_what_a_field_left_between_chinese_characters_goes_alone(field: str) -> None:
    assert texts(f"总则{field}附则") == ["总则附则"]


@pytest.mark.parametrize("text", ["MYTOC \\o", "PAGEREFS _Toc1", "OTO TOC", "\\* MERGEFORMATS"])
def test_what_only_looks_like_a_field_stays(text: str) -> None:
    assert texts(text) == [text]


def test_a_table_of_tabs() -> None:
    assert grids("说明\n类别\t标准\nA类\t5\nB类\t3\n以上。") == [
        [("类别", 0, 0), ("标准", 0, 1), ("A类", 1, 0), ("5", 1, 1), ("B类", 2, 0), ("3", 2, 1)]
    ]
    assert texts("说明\n类别\t标准\nA类\t5\n以上。") == ["说明", "", "以上。"]


def test_a_table_whose_cells_came_out_one_a_line() -> None:
    assert grids("\t类别\n\t标准\n\n\tA类\n\t5\n万元\n") == [
        [("类别", 0, 0), ("标准", 0, 1), ("A类", 1, 0), ("5万元", 1, 1)]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "类别\t标准",
        "一、\t总则\n二、\t附则",
        "申请人应当满足：\t甲。\n并且：\t乙。",
        "\t一段正文。\n\n\t又一段正文。",
    ],
)
def test_tabs_that_make_no_table(text: str) -> None:
    assert grids(text) == []
    assert "".join("".join(texts(text)).split()) == "".join(text.split())


def test_a_paragraph_broken_at_the_width_of_the_page_is_whole_again() -> None:
    row = "本办法所称人才是指在本市行政区域内工作的各类专业技术人员和经营管理人员以及"
    assert texts("\n".join([row, row, "高技能人才。"])) == [row + row + "高技能人才。"]
    assert texts("短句。\n又一句。") == ["短句。", "又一句。"]


def test_what_is_set_in_is_centred_and_a_signature_stands_right() -> None:
    lines = read_text(
        "            甲办法\n    第一条 甲。\n            甲市人民政府\n            2021年8月25日\n"
    )
    assert lines == (
        Line("甲办法", centered=True),
        Line("第一条 甲。"),
        Line("甲市人民政府", right=True),
        Line("2021年8月25日", right=True),
    )
