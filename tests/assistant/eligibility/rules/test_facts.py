"""The vocabulary: values read by type, what follows from what, and mistakes in the file told."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from vocabulary import RAW, vocabulary

from assistant.eligibility.rules.facts import Facts, load_facts, nearest
from assistant.eligibility.rules.values import ChoiceValue, Flag
from ingest.problems import UsageError


@pytest.fixture
def held(tmp_path: Path) -> Facts:
    return vocabulary(tmp_path)


@pytest.mark.parametrize(
    ("name", "raw", "written"),
    [
        ("学位", "硕士", "硕士"),
        ("有房", True, "是"),
        ("有房", "否", "否"),
        ("年纪", 35, "35"),
        ("年纪", "35岁", "35"),
        ("年纪", "≥35", "≥35"),
        ("参保月数", "0", "0"),
        ("生日", "1990", "1990"),
        ("买房日期", "没有", "没有"),
    ],
)
def test_a_value_is_read(held: Facts, name: str, raw: object, written: str) -> None:
    assert str(held.fact(name).read(raw)) == written


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("学位", "硕土", "“学位”.*可选的有学士、硕士、博士，是不是“硕士”"),
        ("有房", "也许", "“有房”填的“也许”看不懂，应写是或否"),
        ("年纪", "13", "应在14～100岁之间"),
        ("年纪", "-5", "不能是负数"),
        ("年纪", "很大", "应写数（14～100岁"),
        ("年纪", "20~120", "应在14～100岁之间"),
        ("生日", "2024-02-30", "没有“2024-02-30”这一天"),
        ("生日", "1800", "1900～2100"),
        ("生日", "去年", "应写日期"),
    ],
)
def test_a_bad_value_names_its_fact(held: Facts, name: str, raw: object, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        held.fact(name).read(raw)


def test_an_unknown_fact_is_told_with_the_nearest(held: Facts) -> None:
    with pytest.raises(UsageError, match="没有“参保月”这一项，是不是“参保月数”"):
        held.fact("参保月")
    assert nearest("毫不相干", held.by_name) == ""


def test_what_the_file_says_of_a_fact(held: Facts) -> None:
    assert held.fact("生日").sensitive
    assert held.fact("年纪").age_of == "生日"
    assert held.fact("有房").usual == Flag(False)
    assert held.fact("颜色").usual is None
    assert held.fact("年纪").shown(held.fact("年纪").read("24~35")) == "24~35岁"
    assert held.past == {"入职日期"}
    assert [(one.before, one.after, one.years) for one in held.order] == [("生日", "入职日期", 16)]


@pytest.mark.parametrize(
    ("known", "value", "excluded"),
    [
        ({"有房": Flag(True)}, "红", True),  # from 红 follows that there is no house
        ({"有房": Flag(True)}, "蓝", False),
        ({"有房": Flag(False)}, "红", False),
        ({}, "红", False),
    ],
)
def test_what_cannot_be(held: Facts, known: dict[str, Any], value: str, excluded: bool) -> None:
    assert held.excluded("颜色", ChoiceValue(value), known) is excluded


def _drop_question(raw: dict[str, Any]) -> None:
    del raw["facts"]["学位"]["question"]


def _unknown_key(raw: dict[str, Any]) -> None:
    raw["facts"]["学位"]["colour"] = 1


def _unknown_type(raw: dict[str, Any]) -> None:
    raw["facts"]["学位"]["type"] = "text"


def _unknown_implied(raw: dict[str, Any]) -> None:
    raw["implied"][0]["then"] = {"没有的": "否"}


def _bad_usual(raw: dict[str, Any]) -> None:
    raw["facts"]["有房"]["usual"] = "也许"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_drop_question, "缺少 'question'"),
        (_unknown_key, "“学位”里不认识 colour"),
        (_unknown_type, "“学位”里不认识 text"),
        (_unknown_implied, "没有“没有的”这一项"),
        (_bad_usual, "“有房”填的“也许”看不懂"),
        (lambda raw: raw.pop("facts"), "缺少 'facts'"),
    ],
)
def test_a_mistake_in_the_file_is_told(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], says: str
) -> None:
    raw = copy.deepcopy(RAW)
    change(raw)
    with pytest.raises(UsageError, match=f"事实表.*facts.yaml.*有误：{says}"):
        vocabulary(tmp_path, raw)


@pytest.mark.parametrize(
    ("text", "says"), [("facts: [", "不是有效的 YAML"), ("", "有误"), (None, "读不了事实表")]
)
def test_a_file_that_is_none_is_told(tmp_path: Path, text: str | None, says: str) -> None:
    path = tmp_path / "facts.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        load_facts(path)
