"""Markdown to lines: headings, the 题注, paragraphs, lists, tables, marks."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import read_lines

from ingest.clean import clean
from ingest.line import Line


def lines_of(text: str) -> tuple[Line, ...]:
    return clean(read_lines(text.encode(), ".md")).lines


def texts(text: str) -> list[str]:
    return [line.text for line in lines_of(text)]


STATUTE = """\
# 甲条例

2015年10月21日 国务院第109次常务会议通过

2016年1月1日 施行

<!-- INFO END -->

## 第一章　总　则

第一条 为了甲，制定本条例。

本条例所称乙，是指丙。
"""


def test_a_statute() -> None:
    assert [(line.text, line.heading, line.centered) for line in lines_of(STATUTE)] == [
        ("甲条例", 1, False),
        ("2015年10月21日 国务院第109次常务会议通过", 0, True),
        ("2016年1月1日 施行", 0, True),
        ("第一章　总则", 2, False),
        ("第一条 为了甲，制定本条例。", 0, False),
        ("本条例所称乙，是指丙。", 0, False),
    ]


PARAGRAPHS = {
    "甲\n\n乙": ["甲", "乙"],
    # rows of one paragraph join, unless a sentence ends, a number begins, or a hard break says so
    "为了加强管理，根据\n第三条规定的条件，制定本办法。": [
        "为了加强管理，根据第三条规定的条件，制定本办法。"
    ],
    "甲部门负责。\n乙部门配合。": ["甲部门负责。", "乙部门配合。"],
    "第一条 甲\n第二条 乙": ["第一条 甲", "第二条 乙"],
    "甲  \n乙": ["甲", "乙"],
    "甲\\\n乙": ["甲", "乙"],
    "甲<br>\n乙": ["甲", "乙"],
    "use the\nplan": ["use the plan"],
    # lists keep their numbers and lose their bullets
    "- 甲\n- 乙": ["甲", "乙"],
    "* 甲\n  接着": ["甲接着"],
    "1. 甲\n2. 乙": ["1. 甲", "2. 乙"],
    # marks and escapes
    "**第一条** 为了*甲*": ["第一条 为了甲"],
    "补贴 3\\*5 万元": ["补贴 3*5 万元"],
    "1\\. 甲": ["1. 甲"],
    "见[办法](http://a.b/c)第三条": ["见办法第三条"],
    "![](a.png)甲": ["甲"],
    "`甲`与~~乙~~": ["甲与乙"],
    "甲&amp;乙 &lt;丙&gt;": ["甲&乙 <丙>"],
    "面积<50平方米": ["面积<50平方米"],
    "甲_乙_丙": ["甲_乙_丙"],
    "3*5*7": ["3*5*7"],
    "甲方 <!-- 看不见 --> 乙方": ["甲方  乙方"],
    "<!--\n看不见\n-->\n甲": ["甲"],
    "> 甲": ["甲"],
    "---\n\n甲": ["甲"],
    "甲\n\n***\n\n乙": ["甲", "乙"],
    "```\n甲\n```": ["甲"],
    # Chinese puts no blank between a bold number and its text
    "**（一）**甲**乙**": ["（一）甲乙"],
    "    甲": ["甲"],
    "[1]: 甲": ["[1]: 甲"],
    '[甲](javascript:; "乙")': ["甲"],
    "- 甲\n\n  - 乙\n\n    接着": ["甲", "乙", "接着"],
    "甲\n乙\n---\n丙": ["甲乙", "丙"],
    "3.\n\n甲": ["3.", "甲"],
}


@pytest.mark.parametrize(("text", "wanted"), PARAGRAPHS.items())
def test_paragraphs(text: str, wanted: list[str]) -> None:
    assert texts(text) == wanted


HEADINGS = {
    "# 甲": ("甲", 1),
    "### 第一节 乙 ###": ("第一节 乙", 3),
    "## **丙**": ("丙", 2),
    "甲\n===": ("甲", 1),
    "甲\n---": ("甲", 2),
    "#甲": ("#甲", 0),
    "####### 甲": ("####### 甲", 0),
    "##　甲": ("甲", 2),
    "- #### 甲": ("甲", 4),
}


@pytest.mark.parametrize(("text", "wanted"), HEADINGS.items())
def test_headings(text: str, wanted: tuple[str, int]) -> None:
    assert [(line.text, line.heading) for line in lines_of(text)] == [wanted]


def test_a_bold_line_says_so() -> None:
    assert [line.bold for line in lines_of("**一、总则**\n\n甲**乙**")] == [True, False]


@pytest.mark.parametrize(
    "table",
    [
        "| 类别 | 标准 |\n|---|:-:|\n| 博士 | 10 |\n| 硕士 | |",
        "类别|标准\n---|---\n博士|10\n硕士|",
        "<!-- TABLE -->\n| 类别 |标准 |\n|-----|-----|\n|博士| 10|\n| 硕士 | |\n<!-- TABLE END -->",
    ],
)
def test_pipe_tables(table: str) -> None:
    before, line, after = lines_of(f"甲。\n\n{table}\n\n乙。")
    assert (before.text, after.text) == ("甲。", "乙。")
    assert [(cell.text, cell.row, cell.column) for cell in line.grid] == [
        ("类别", 0, 0),
        ("标准", 0, 1),
        ("博士", 1, 0),
        ("10", 1, 1),
        ("硕士", 2, 0),
        ("", 2, 1),
    ]


def test_a_pipe_in_a_cell() -> None:
    (line,) = lines_of("| 甲 | 乙 |\n|---|---|\n| a\\|b | **丙**<br>丁 |")
    assert [cell.text for cell in line.grid] == ["甲", "乙", "a|b", "丙丁"]


def test_a_row_longer_than_the_head_keeps_its_cells() -> None:
    (line,) = lines_of("| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |")
    assert [cell.text for cell in line.grid] == ["甲", "乙", "1", "2", "3"]


def test_a_table_in_html_right_below_a_paragraph() -> None:
    first, table = lines_of(
        "标准如下：\n<table><tr><th>甲</th><th>乙</th></tr><tr><td>1</td><td>2</td></tr></table>"
    )
    assert first.text == "标准如下："
    assert [cell.text for cell in table.grid] == ["甲", "乙", "1", "2"]


def test_a_note_in_the_last_row() -> None:
    lines = lines_of("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n| 注：按年计算。 | |")
    assert len(lines[0].grid) == 4
    assert lines[1].text == "注：按年计算。"


def test_no_statute_loses_a_character(shared: Path) -> None:
    for file in sorted((shared / "regulations").glob("*.md")):
        source = file.read_text(encoding="utf-8").replace("<!-- INFO END -->", "")
        source = "".join(row.lstrip("#") for row in source.split("\n"))
        assert "".join("".join(texts(file.read_text(encoding="utf-8"))).split()) == "".join(source.split())
