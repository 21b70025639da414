"""Edits: words that differ told whole, figures never cut apart, and figures by their value."""

from __future__ import annotations

import pytest

from kb.change.edits import Edit, FigureChange, edits, figure_changes


def swaps(old: str, new: str) -> list[tuple[str, str]]:
    return [(one.old, one.new) for one in edits(old, new) if not one.same]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("补贴80万元。", "补贴180万元。", [("80万", "180万")]),  # not 1 put before 80
        ("满十二个月", "满十个月", [("十二", "十")]),
        ("1,000元", "1,500元", [("1,000", "1,500")]),
        ("GDP增长", "GNP增长", [("GDP", "GNP")]),
        ("市政府负责", "市政府统一负责", [("", "统一")]),
        ("市政府统一负责", "市政府负责", [("统一", "")]),
        ("由甲局办理", "由乙局办理", [("甲", "乙")]),
        ("张三局长办", "李四局长办", [("张三", "李四")]),
        ("一样。", "一样。", []),
        ("", "新的", [("", "新的")]),
        ("旧的", "", [("旧的", "")]),
        ("", "", []),
    ],
)
def test_what_was_put_for_what(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert swaps(old, new) == expected


def test_replacements_around_one_or_two_common_characters_are_one() -> None:
    assert swaps("甲乙的丙丁。", "戊己的庚辛。") == [("甲乙的丙丁", "戊己的庚辛")]
    assert swaps("甲乙以及丙丁。", "戊己以及庚辛。") == [("甲乙以及丙丁", "戊己以及庚辛")]
    assert swaps("甲乙以及其丙丁。", "戊己以及其庚辛。") == [("甲乙", "戊己"), ("丙丁", "庚辛")]
    assert swaps("甲乙，丙丁。", "戊己，庚辛。") == [("甲乙", "戊己"), ("丙丁", "庚辛")]  # a mark parts them


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("补贴80万元，一次付清。", "一次付清补贴 100万元；"),
        ("甲乙的丙丁", "戊己的庚辛"),
        ("第一款　甲。\n第二款", "第一款甲\n\n第二款"),
        ("", "甲"),
    ],
)
def test_all_parts_joined_are_the_texts(old: str, new: str) -> None:
    found = edits(old, new)
    assert "".join(one.old for one in found) == old
    assert "".join(one.new for one in found) == new
    assert all(one.same == (one.old == one.new) for one in found)


@pytest.mark.parametrize(
    ("old", "new", "form"),
    [
        ("，", "；", True),
        ("（一）", "(一)", True),
        ("８０万", "80万", True),
        ("甲 乙", "甲乙", True),
        ("甲", "乙", False),
        ("80", "81", False),
    ],
)
def test_form_is_told_apart(old: str, new: str, form: bool) -> None:
    changed = [one for one in edits(f"前{old}后", f"前{new}后") if not one.same]
    assert changed
    assert {one.form for one in changed} == {form}
    assert not Edit("甲", "甲").form


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("最高80万元", "最高100万元", [("最高80万元", "最高100万元", "数值")]),
        ("不超过3年", "不超过3个月", [("不超过3年", "不超过3个月", "单位")]),
        ("5人以上", "5人以下", [("5人以上", "5人以下", "限定")]),
        ("占百分之三十", "占30%", []),
        ("1,000元", "1000元", []),
        ("补贴若干", "补贴2万元", [("", "2万元", "新增")]),
        ("补贴2万元", "补贴若干", [("2万元", "", "删除")]),
        ("补贴2万元，分3年", "补贴3万元，分5年", [("2万元", "3万元", "数值"), ("3年", "5年", "数值")]),
        ("补贴2万元", "补贴2万元，另加500元", [("", "500元", "新增")]),
        ("没有数", "也没有数", []),
    ],
)  # fmt: skip
def test_figures_that_are_others(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(one.old, one.new, one.what) for one in figure_changes(old, new)] == expected


def test_figures_of_unequal_number_are_paired_by_unit() -> None:
    found = figure_changes("补贴2万元", "引进3人的，补贴5万元")
    assert {(one.old, one.new, one.what) for one in found} == {
        ("2万元", "5万元", "数值"),
        ("", "3人", "新增"),
    }


def test_the_column_is_kept() -> None:
    assert figure_changes("2万元", "3万元", "标准") == (FigureChange("2万元", "3万元", "数值", "标准"),)
