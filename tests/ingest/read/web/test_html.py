"""A saved page → its lines."""

from __future__ import annotations

import pytest

from ingest.line import Line
from ingest.read.web.html import read_html


def texts(markup: str) -> list[str]:
    return [line.text for line in read_html(f"<html><body>{markup}</body></html>")]


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<p>甲<br>乙</p>", ["甲", "乙"]),
        ("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"]),
        ("<p>甲<b>乙</b>丙</p>", ["甲乙丙"]),
        ("<p>为了规范\n   管理</p>", ["为了规范管理"]),
        ("<p>two\n words</p>", ["two words"]),
        ("<p>20<sup>1</sup>万，H<sub>2</sub>O</p>", ["20¹万，H₂O"]),
        ("<p>甲&amp;nbsp;乙&amp;ldquo;丙</p>", ["甲\xa0乙“丙"]),
        ("<p>甲<!-- 注 --><script>x</script><span style='display:none'>隐</span>乙</p>", ["甲乙"]),
        ("<ul><li>甲</li><li>乙</li></ul>", ["甲", "乙"]),
        ("<p> \u3000 </p>", []),
        ("", []),
    ],
)
def test_paragraphs(markup: str, wanted: list[str]) -> None:
    assert texts(markup) == wanted


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        ("<h2>总则</h2>", Line("总则", heading=2, bold=True)),
        ("<p align=center>甲 办 法</p>", Line("甲办法", centered=True)),
        ("<p style='text-align:right'>甲局</p>", Line("甲局", right=True)),
        ("<p><b>甲</b></p>", Line("甲", bold=True)),
        ("<p><b>甲</b>乙</p>", Line("甲乙")),
    ],
)
def test_how_a_line_looks(markup: str, wanted: Line) -> None:
    assert read_html(f"<html><body>{markup}</body></html>") == (wanted,)


def cells(markup: str) -> list[tuple[str, int, int, int, int]]:
    (table,) = [line for line in read_html(markup) if line.grid]
    return [(one.text, one.row, one.column, one.rowspan, one.colspan) for one in table.grid]


def test_a_table_of_data() -> None:
    table = "<table><tr><th rowspan=2>类别</th><th colspan=2>标准</th></tr><tr><td>甲</td><td>乙</td></tr><tr><td>A</td><td>1</td><td>2</td></tr></table>"
    assert cells(table) == [
        *(("类别", 0, 0, 2, 1), ("标准", 0, 1, 1, 2), ("甲", 1, 1, 1, 1), ("乙", 1, 2, 1, 1)),
        *(("A", 2, 0, 1, 1), ("1", 2, 1, 1, 1), ("2", 2, 2, 1, 1)),
    ]


@pytest.mark.parametrize("span", ["0", "-3", "x", "", "99999"])
def test_a_span_that_is_none(span: str) -> None:
    found = cells(
        f"<table><tr><td colspan='{span}'>甲</td><td>乙</td></tr><tr><td>1</td><td>2</td></tr></table>"
    )
    assert [one[0] for one in found] == ["甲", "乙", "1", "2"]
    assert found[0][4] == (1000 if span == "99999" else 1)


def test_a_caption_is_a_line_above_and_hidden_rows_are_none() -> None:
    markup = "<table><caption>表1 标准</caption><tr><td>类别</td><td>标准</td></tr><tr style='display:none'><td>隐</td><td>0</td></tr><tr><td>A</td><td>1</td></tr></table>"
    caption, table = read_html(markup)
    assert (caption.text, caption.centered) == ("表1 标准", True)
    assert [one.text for one in table.grid] == ["类别", "标准", "A", "1"]


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>甲</td><td>乙</td></tr></table>",
        "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>",
        "<table role=presentation><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>",
        "<table><tr><td><h2>甲</h2></td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>",
        f"<table><tr><td>{'<p>' + '长' * 120 + '</p>'}{'<p>乙</p>' * 300}</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>",
    ],
)
def test_a_table_for_layout_gives_the_lines_of_its_cells(markup: str) -> None:
    lines = read_html(markup)
    assert lines
    assert not any(line.grid for line in lines)


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("甲市人才安居办法-甲市政府网", [("甲市人才安居办法", 1), ("正文。", 0)]),
        ("甲市人才安居办法", [("甲市人才安居办法", 1), ("正文。", 0)]),
        ("甲市人才安居办法解读", [("甲市人才", 0), ("安居办法", 0), ("正文。", 0)]),
        ("", [("甲市人才", 0), ("安居办法", 0), ("正文。", 0)]),
    ],
)
def test_the_title_that_a_page_states(title: str, wanted: list[tuple[str, int]]) -> None:
    page = f"<html><head><title>{title}</title></head><body><p>甲市人才</p><p>安居办法</p><p>正文。</p></body></html>"
    assert [(line.text, line.heading) for line in read_html(page)] == wanted


def test_depth_without_end_is_no_fault() -> None:
    assert "".join(texts("<div>" * 1000 + "深处" + "</div>" * 1000)) == "深处"
