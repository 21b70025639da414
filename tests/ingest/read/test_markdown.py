"""Markdown: blocks, inline marks, tables, the note of a statute."""

from __future__ import annotations

import pytest

from ingest.line import Line
from ingest.read.markdown import plain, read_markdown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("**甲**乙", "甲乙"),
        ("***甲***", "甲"),
        ("__甲__", "甲"),
        ("*甲* 乙", "甲 乙"),
        ("~~甲~~", "甲"),
        ("`甲`", "甲"),
        ("[甲](http://x)", "甲"),
        ("![图](a.png)", "图"),
        ("<http://x.cn>", "http://x.cn"),
        ("甲<br>乙", "甲乙"),
        ("甲&nbsp;&lt;乙&gt;", "甲\xa0<乙>"),
        (r"\*甲\*", "*甲*"),
        (r"1\. 甲", "1. 甲"),
        ("2*3*4", "2*3*4"),
        ("file_name_here", "file_name_here"),
        ("* 甲", "* 甲"),
        (" 甲 ", "甲"),
        ("", ""),
    ],
)
def test_inline_marks(text: str, wanted: str) -> None:
    assert plain(text) == wanted


BLOCKS: dict[str, tuple[str, list[Line]]] = {
    "headings": ("# 甲办法 #\n## 第一章", [Line("甲办法", heading=1), Line("第一章", heading=2)]),
    "an empty heading": ("#\n甲", [Line("甲")]),
    "no blank is no heading": ("#甲", [Line("#甲")]),
    "underlined": ("甲办法\n===\n第一章\n---", [Line("甲办法", heading=1), Line("第一章", heading=2)]),
    "a rule": ("甲\n\n***\n\n乙", [Line("甲"), Line("乙")]),
    "a row goes on": ("为了规范\n管理", [Line("为了规范管理")]),
    "a row that ends a sentence": ("甲。\n乙", [Line("甲。"), Line("乙")]),
    "a hard break": ("甲  \n乙", [Line("甲"), Line("乙")]),
    "a row that opens a clause": (
        "甲\n（一）乙\n第二条 丙",
        [Line("甲"), Line("（一）乙"), Line("第二条 丙")],
    ),
    "bullets": ("- 甲\n- 乙\n* 丙", [Line("甲"), Line("乙"), Line("丙")]),
    "a quotation": ("> 甲\n> 乙", [Line("甲乙")]),
    "a bold line": ("**甲办法**", [Line("甲办法", bold=True)]),
    "a fence": ("```\n# 甲\n```\n乙", [Line("# 甲"), Line("乙")]),
    "a comment": ("甲<!-- 看不见\n也看不见 -->乙", [Line("甲乙")]),
    "a comment that never ends": ("甲 <!-- 乙", [Line("甲 <!-- 乙")]),
    "nothing": ("\n\n", []),
}


@pytest.mark.parametrize(("text", "wanted"), BLOCKS.values(), ids=BLOCKS.keys())
def test_blocks(text: str, wanted: list[Line]) -> None:
    assert list(read_markdown(text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("| 甲 | 乙 |\n|---|:-:|\n| 1 | **2** |", [["甲", "乙"], ["1", "2"]]),
        ("甲|乙\n-|-\n1|2", [["甲", "乙"], ["1", "2"]]),
        ("| 甲 | 乙 |\n|---|---|\n| 1 |", [["甲", "乙"], ["1", ""]]),
        ("| 甲 | 乙 |\n|---|---|\n| a\\|b | c<br>d |", [["甲", "乙"], ["a|b", "c d"]]),
        (
            "<table><tr><td>甲</td><td>乙</td></tr>\n<tr><td>1</td><td>2</td></tr></table>",
            [["甲", "乙"], ["1", "2"]],
        ),
    ],
)
def test_tables(text: str, wanted: list[list[str]]) -> None:
    (table,) = read_markdown(text)
    rows = {one.row for one in table.grid}
    assert [[one.text for one in table.grid if one.row == at] for at in sorted(rows)] == wanted


def test_pipes_without_a_rule_are_text() -> None:
    assert read_markdown("甲 | 乙\n丙 | 丁。") == (Line("甲 | 乙丙 | 丁。"),)


def test_a_table_of_html_that_never_ends_is_text() -> None:
    assert [line.grid for line in read_markdown("<table><tr><td>甲")] == [()]


def test_the_note_of_a_statute_is_centred_and_its_title_is_not() -> None:
    lines = read_markdown("# 甲法\n\n2020年1月1日通过\n\n<!-- INFO END -->\n\n第一条 甲。")
    assert lines == (Line("甲法", heading=1), Line("2020年1月1日通过", centered=True), Line("第一条 甲。"))
