"""Lines made clean: what goes is layout, what stays is text, as printed."""

from __future__ import annotations

import pytest

from ingest.clean import clean, unspaced
from ingest.line import GridCell, Line

SPACED = {
    "指    标": "指标",
    "附  则": "附则",
    "第七章　附　　则": "第七章　附则",
    "第一章 总 则": "第一章 总则",
    "一、总 则": "一、总则",
    "国务院关于棉粮、糖粮挂钩奖售粮几 个 问 题的通知": "国务院关于棉粮、糖粮挂钩奖售粮几个问题的通知",
    "签 发 人：张三": "签发人：张三",
    "中 华 人 民 共 和 国 国 务 院 令": "中华人民共和国国务院令",
    "协 调 委 员 会": "协调委员会",
    # what keeps its spaces
    "慈溪市发展和改革局      中共慈溪市委组织部": "慈溪市发展和改革局      中共慈溪市委组织部",
    "国务院办公厅　中央军委办公厅": "国务院办公厅　中央军委办公厅",
    "总理　　李克强": "总理　　李克强",
    "GDP 增长 5 %": "GDP 增长 5 %",
    "R & D": "R & D",
    "第一条 为了": "第一条 为了",
    "第二节 甲": "第二节 甲",
    "表 1": "表 1",
    "主 任    王 五": "主任    王五",
}


@pytest.mark.parametrize(("text", "wanted"), SPACED.items())
def test_letter_spacing(text: str, wanted: str) -> None:
    assert unspaced(text) == wanted


@pytest.mark.parametrize("text", SPACED)
def test_letter_spacing_loses_no_character(text: str) -> None:
    assert "".join(unspaced(text).split()) == "".join(text.split())


def texts(*lines: Line) -> list[str]:
    return [line.text for line in clean(lines).lines]


def test_indents_and_empty_lines_go() -> None:
    assert texts(Line("　　甲 乙。"), Line(" \u3000\u00a0"), Line("\u200b"), Line("丙")) == ["甲 乙。", "丙"]


def test_invisible_characters_go_and_are_counted() -> None:
    cleaned = clean([Line("80\u200b万\u202e元\U000e0041"), Line("", grid=(GridCell("\ufeff1", 0, 0),))])
    assert cleaned.lines[0].text == "80万元"
    assert cleaned.lines[1].grid[0].text == "1"
    assert cleaned.invisible == 4


@pytest.mark.parametrize("text", ["② 二项", "Ⅳ级", "５．乡村", "㎡", "１０％", "ﾊ", "“引号”——破折", "\ue010"])
def test_nothing_is_normalised(text: str) -> None:
    assert texts(Line(text)) == [text]


def test_a_line_holds_no_tab_and_no_break() -> None:
    assert texts(Line("甲\t乙\u2028丙。")) == ["甲 乙 丙。"]


def test_a_sentence_keeps_its_spaces() -> None:
    assert texts(Line("由 甲 乙 负责；其余另定。")) == ["由 甲 乙 负责；其余另定。"]


def test_cells_are_cleaned_and_keep_their_place() -> None:
    grid = (GridCell("指    标", 0, 0, 2, 1), GridCell("", 0, 1))
    assert clean([Line("", grid=grid)]).lines[0].grid == (GridCell("指标", 0, 0, 2, 1), GridCell("", 0, 1))


def test_cleaning_twice_changes_nothing() -> None:
    once = clean([Line(text) for text in SPACED]).lines
    assert clean(once).lines == once
    assert clean(once).invisible == 0
