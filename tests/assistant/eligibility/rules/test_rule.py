"""A rule as data: what it looks at, what it rests on, and its figures over time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from vocabulary import rule_of, vocabulary

from assistant.eligibility.rules.rule import Benefit, Rule, RuleBasis, sources_of
from assistant.eligibility.rules.rule import tests_of as all_tests
from ingest.document import ClauseId


@pytest.fixture
def held(tmp_path: Path) -> Rule:
    return rule_of(
        tmp_path, vocabulary(tmp_path),
        conditions={
            "all": [
                {"any": [{"fact": "学位", "at_least": "硕士", "clause": "t2", "quote": "二"}, {"fact": "颜色", "is": "红"}]},
                {"not": {"fact": "有房", "is": "是", "clause": "t3", "quote": "三"}, "clause": "t4", "quote": "四"},
                {"review": "市局认定", "clause": "t5", "quote": "五"},
            ]
        },
        parameters={"月数": [
            {"from": date(2020, 1, 1), "value": 6, "clause": "t6", "quote": "六"},
            {"from": date(2025, 1, 1), "value": 12, "clause": "t6", "quote": "十二"},
        ]},
        benefits=[{"what": "补贴", "amount": 600, "unit": "元/月", "when": {"fact": "年纪", "at_most": 35, "clause": "t8"}, "clause": "t7", "quote": "七"}],
        exclusive=[{"with": "乙补贴", "choose": "择一", "clause": "t9"}],
        decided_by={"text": "市局", "clause": "t10"},
        documents_needed=[{"text": "身份证", "clause": "t11"}],
    )  # fmt: skip


def test_the_facts_it_looks_at_are_those_of_conditions_and_benefits(held: Rule) -> None:
    assert held.facts == {"学位", "颜色", "有房", "年纪"}
    assert [one.fact for one in all_tests(held.conditions)] == ["学位", "颜色", "有房"]


def test_every_source_in_the_order_of_the_file(held: Rule) -> None:
    paths = [one.clause.path if one.clause else "" for one in held.sources()]
    assert paths == ["t1", "t2", "", "t4", "t3", "t5", "t8", "t7", "t6", "t6", "t9", "t10", "t11"]
    assert [one.quote for one in sources_of(held.conditions)] == ["二", "", "四", "三", "五"]


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), 6),
        (date(2024, 12, 31), 6),
        (date(2025, 1, 1), 12),
        (date(2030, 1, 1), 12),
    ],
)
def test_a_figure_is_that_of_its_day(held: Rule, day: date, value: int | None) -> None:
    assert held.parameter("月数", day) == value
    assert held.parameter("没有", day) is None


def benefit(amount: str | None, unit: str = "") -> Benefit:
    basis = RuleBasis(ClauseId("甲", "t1"), "")
    return Benefit("补贴", "", Decimal(amount) if amount else None, unit, "", "", "", None, None, basis)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (benefit("1000", "元/月"), "补贴 1000 元/月"),
        (benefit("1E+3", "元"), "补贴 1000 元"),
        (benefit("0.5", "万元"), "补贴 0.5 万元"),
        (benefit(None), "补贴"),
    ],
)
def test_a_benefit_in_one_line(given: Benefit, line: str) -> None:
    assert given.line == line
