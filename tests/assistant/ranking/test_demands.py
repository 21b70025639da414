"""What a question will not do without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.question.parts import Part, parts_of
from assistant.ranking.demands import (
    contains_name,
    is_mere_form,
    is_other_figure,
    lists_other_classes,
    meets_demands,
    names_places,
    states_expressly,
)
from kb.site import Site, Territory

SITE = Site(
    city="临江市",
    neighbours=("临江湾新区", "甲市"),
    home=("本市",),
    territory=Territory({"乙省": {"丙市": ("临江市", "甲市")}}),
)


def part(question: str) -> Part:
    (only,) = parts_of(question, SITE)
    return only


@pytest.mark.parametrize(
    ("place", "text", "held"),
    [
        ("丙市", "丙市湾新区人才总量", False),
        ("临江湾新区", "临江湾新区人才总量", True),
        ("临江湾新区", "全市（含临江湾新区）人才总量", False),
        ("甲市", "乙省甲市的人才总量", True),
        ("周巷镇", "周巷镇人才总量", True),
    ],
)
def test_a_place_stands_for_itself_alone(place: str, text: str, held: bool) -> None:
    asked = replace(part("人才总量是多少"), places=(place,))
    assert names_places(asked, text) is held


@pytest.mark.parametrize(("text", "held"), [("3315计划", False), ("331计划", True), ("入选331", True)])
def test_a_number_of_a_name_is_not_part_of_a_longer_one(text: str, held: bool) -> None:
    assert contains_name("331", text) is held


def test_a_question_without_demands_is_met_by_anything() -> None:
    assert meets_demands(part("高技能人才2025年目标是多少"), "高技能人才")
    assert not is_other_figure(part("高技能人才2025年目标是多少"), "高技能人才达到11.6万人")


@pytest.mark.parametrize(
    ("word", "text", "held"),
    [
        ("c类", "a类至e类人才", True),
        ("f类", "a类至e类人才", False),
        ("b类", "d类以上人才", True),
        ("e类", "d类以上人才", False),
        ("d类", "a类、d类人才", True),
    ],
)
def test_a_class_is_named_by_a_range_that_holds_it(word: str, text: str, held: bool) -> None:
    assert contains_name(word, text) is held


def test_a_list_of_classes_denies_the_one_that_is_asked_whether() -> None:
    assert lists_other_classes("f类", part("F类人才能享受安家补助吗"), "安家补助发给a类、b类人才")
    assert not lists_other_classes("f类", part("F类人才能享受安家补助吗"), "安家补助发给首次认定的人才")
    assert not lists_other_classes("f类", part("F类人才的安家补助是多少"), "安家补助发给a类、b类人才")


@pytest.mark.parametrize(
    ("question", "sentence", "held"),
    [
        ("安家补助要什么条件", "申请人应当同时符合下列条件:", True),
        ("安家补助要什么条件", "安家补助由市财政承担。", False),
        ("子女入学几月份申请", "于每年4月1日至4月30日向市教育局提出", True),
        ("落户到哪里申请", "落户由本人向市公安局户籍窗口申请", True),
        ("落户的好处是什么", "落户由本人向市公安局户籍窗口申请", False),
    ],
)
def test_what_states_in_so_many_words_what_is_asked(question: str, sentence: str, held: bool) -> None:
    assert states_expressly(part(question), sentence) is held


def test_a_form_answers_only_who_asks_for_it() -> None:
    assert is_mere_form(part("家庭包括哪些人"), "附件1 人才住房保障申请表项目")
    assert not is_mere_form(part("申请要交哪些材料"), "附件2 申请材料清单")
    assert not is_mere_form(part("家庭包括哪些人"), "第一章 总则")
