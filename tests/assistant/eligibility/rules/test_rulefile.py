"""A rule file: read whole, and every mistake told in one sentence that names the file and the field."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from vocabulary import rule_of, vocabulary

from assistant.eligibility.rules.calendar import Period
from assistant.eligibility.rules.rule import ConditionGroup, Review
from assistant.eligibility.rules.rule import Test as RuleTest
from assistant.eligibility.rules.rulefile import read_rule
from assistant.eligibility.rules.values import ChoiceValue, Flag
from ingest.document import ClauseId
from ingest.problems import UsageError


def condition(tmp_path: Path, **raw: Any) -> Any:
    return rule_of(tmp_path, vocabulary(tmp_path), conditions=raw).conditions


def test_a_rule_is_read(tmp_path: Path) -> None:
    rule = rule_of(
        tmp_path, vocabulary(tmp_path), title="甲的补贴", clause="乙#t3", verified_on=date(2026, 1, 1),
        verified_text={"t1": 12345678}, deadline={"text": "六个月内", "clause": "t4", "quote": "四"},
    )  # fmt: skip
    assert (rule.scheme, rule.title, rule.document) == ("甲补贴", "甲的补贴", "甲")
    assert rule.source.clause == ClauseId("乙", "t3")  # a clause of another document
    assert rule.verified_text == {"t1": "12345678"}  # digits that YAML takes for a number
    assert rule.deadline is not None
    assert rule.deadline.source.clause == ClauseId("甲", "t4")
    assert rule.conditions == ConditionGroup("all", ())


@pytest.mark.parametrize(
    ("raw", "operator", "operand"),
    [
        ({"fact": "学位", "is": "硕士"}, "in", (ChoiceValue("硕士"),)),
        ({"fact": "学位", "in": ["硕士", "博士"]}, "in", (ChoiceValue("硕士"), ChoiceValue("博士"))),
        ({"fact": "学位", "at_least": "硕士"}, "at_least", (ChoiceValue("硕士"),)),
        ({"fact": "有房", "is": "否"}, "in", (Flag(False),)),
        ({"fact": "买房日期", "within": "2年"}, "within", Period.parse("2年")),
        ({"fact": "买房日期", "before": date(2025, 1, 1)}, "before", date(2025, 1, 1)),
    ],
)
def test_tests(tmp_path: Path, raw: dict[str, Any], operator: str, operand: object) -> None:
    found = condition(tmp_path, **raw, says="说法", clause="t2", quote="二")
    assert isinstance(found, RuleTest)
    assert (found.operator, found.operand, found.says) == (operator, operand, "说法")
    assert found.source.clause == ClauseId("甲", "t2")


def test_groups_and_reviews(tmp_path: Path) -> None:
    found = condition(
        tmp_path, any=[{"review": "市局认定"}, {"not": {"fact": "有房", "is": "是"}, "says": "无房"}]
    )
    assert isinstance(found, ConditionGroup)
    first, second = found.parts
    assert isinstance(first, Review)
    assert first.says == "市局认定"
    assert isinstance(second, ConditionGroup)
    assert (second.kind, second.says, len(second.parts)) == ("not", "无房", 1)


BENEFIT = {"what": "补贴", "amount": 600, "unit": "元/月"}


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"title": None}, "“title”"),
        ({"colour": 1}, "“colour”没有这一项"),
        ({"kind": "gift"}, "“kind”不是可选的值"),
        ({"clause": 3.1}, "“clause”应是文字，像 3.2 这样的条款编号要加引号"),
        ({"verified_on": "明天"}, "“verified_on”应是日期"),
        ({"benefits": [BENEFIT | {"amount": "很多"}]}, "“benefits.0.amount”应是数"),
        ({"benefits": [{"what": "补贴", "amount": 600}]}, "待遇“补贴”的 amount 和 unit 要一起写"),
        ({"benefits": [{"what": "补贴", "unit": "元"}]}, "amount 和 unit 要一起写"),
        ({"kind": "arrangement"}, "arrangement 的规则要写 outcome"),
        ({"outcome": "待细则"}, "arrangement 的规则要写 outcome"),
        ({"exclusive": [{"with": "乙", "choose": "随便"}]}, "“exclusive.0.choose”不是可选的值"),
    ],
)
def test_a_mistake_in_a_field(tmp_path: Path, parts: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match="规则文件“甲补贴.yaml”") as caught:
        rule_of(tmp_path, vocabulary(tmp_path), **parts)
    assert says in str(caught.value)
    assert str(caught.value).endswith("。")
    assert str(caught.value).count("。") == 1


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ({"fact": "没有的", "is": "是"}, "没有“没有的”这一项"),
        ({"fact": "学位", "is": "硕土"}, "是不是“硕士”"),
        ({"fact": "学位"}, "恰好有一种比较"),
        ({"fact": "学位", "is": "硕士", "at_least": "硕士"}, "恰好有一种比较"),
        ({"fact": "学位", "is": "硕士", "clauses": "t1"}, "没有“clauses”这一项，是不是“clause”"),
        ({"fact": "颜色", "at_least": "红"}, "“颜色”不能用 at_least"),  # not ordered
        ({"fact": "参保月数", "at_least": "≥12"}, "不能用 at_least"),  # no exact number
        ({"fact": "有房", "at_most": "是"}, "不能用 at_most"),
        ({"fact": "学位", "within": "2年"}, "“学位”不是日期"),
        ({"fact": "买房日期", "within": "很久"}, "“买房日期”的 within"),
        ({"fact": "买房日期", "before": "2年"}, "应是日期"),
        ({"fact": "参保月数", "at_least": "$月数"}, "参数“$月数”没有写在 parameters 里"),
        ({"fact": "学位", "is": "硕士", "clause": 3.1}, "条款编号“3.1”要加引号"),
        ({"all": []}, "“all”下面应是条件的列表"),
        ({"not": [{"fact": "有房", "is": "是"}]}, "“not”下面应是条件"),
        ({"all": [{"fact": "有房", "is": "是"}], "any": []}, "恰好有 all、any、not、fact、review 之一"),
        ({"says": "甲"}, "恰好有 all、any、not、fact、review 之一"),
        ({"all": [{"fact": "有房", "is": "是"}], "in": "x"}, "没有“in”这一项"),
    ],
)
def test_a_mistake_in_a_condition(tmp_path: Path, raw: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match="规则文件“甲补贴.yaml”有误") as caught:
        condition(tmp_path, **raw)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title: [", "不是有效的 YAML"),
        ("- 甲", "内容应是“项: 值”"),
        ("", "内容应是“项: 值”"),
        (None, "读不了规则文件"),
    ],
)
def test_a_file_that_is_no_rule(tmp_path: Path, text: str | None, says: str) -> None:
    path = tmp_path / "甲.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        read_rule(path, vocabulary(tmp_path))


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "甲.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="UTF-8"):
        read_rule(tmp_path / "甲.yaml", vocabulary(tmp_path))
