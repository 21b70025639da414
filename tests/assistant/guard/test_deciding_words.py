"""Words that decide what a rule says, and harmless ones that only look like them."""

from __future__ import annotations

import pytest

from assistant.guard.deciding_words import critical, deciding, decisive, is_measure
from kb.site import NOWHERE


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("但已退出的除外", "但"),
        ("经市人社局批准", "经"),
        ("每年不超过两次", "每"),
        ("不计算在内", "不"),
        ("年龄不满45周岁的", "不"),
        ("累计三年", "累计"),
        ("在本市工作的", "的"),
        ("“首次购房时”", "时"),
        ("分3年发放", "分3"),
        ("最高三十万元", "最高"),
    ],
)
def test_a_segment_that_may_not_be_left_out(words: str, word: str) -> None:
    assert critical(words) == word


@pytest.mark.parametrize(
    "words",
    [
        "大力发展经济",
        "不断提升经验",
        "应用场景丰富",
        "引进人才",
        "可持续发展",
        "非公企业",
        "未来产业",
        "分中心建设",
        "",
    ],
)
def test_a_segment_that_may(words: str) -> None:
    assert critical(words) == ""


@pytest.mark.parametrize(
    ("stem", "word"),
    [
        ("申请人应当符合下列条件", "应"),
        ("有下列情形之一的，不予发放", "情形"),
        ("给予下列补贴", "给予"),
        ("现提出以下意见", ""),
        ("市人社局履行下列职责", ""),
        ("主要经验如下", ""),
    ],
)
def test_a_stem_without_which_its_items_say_something_else(stem: str, word: str) -> None:
    assert decisive(stem) == word


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("实施青年人才计划", True),
        ("大力推进平台建设", True),
        ("加快完善政策", True),
        ("首次购房的，发给补贴", False),
        ("由市人社局实施", False),
        ("", False),
    ],
)
def test_a_measure_stands_on_its_own(words: str, measure: bool) -> None:
    assert is_measure(words) is measure


@pytest.mark.parametrize(
    ("words", "kind", "found"),
    [
        ("不得超过三年", "polarity", ("不得",)),
        ("可以申请，但不予受理", "polarity", ("可以", "不予")),
        ("应当提交，无须公证", "polarity", ("应当", "无须")),
        ("不断应用可持续经验", "polarity", ()),
        ("最高30万元，累计不超过三年", "degree", ("最高", "累计", "不超过")),
        ("博士后和博士研究生", "category", ("博士后", "博士", "研究生")),
        ("副高级以上", "category", ("副高级",)),
        ("首次购房的A类人才", "category", ("首次", "购房", "A类")),
        ("没有这些词", "category", ()),
        ("", "degree", ()),
    ],
)
def test_deciding_words_by_kind_longest_first(words: str, kind: str, found: tuple[str, ...]) -> None:
    assert deciding(words, kind, NOWHERE) == found
