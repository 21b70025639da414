"""The figures a rule uses must stand in the words it quotes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from vocabulary import rule_of, vocabulary

from assistant.eligibility.rules.rule_figures import figures_in, unquoted


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("连续满12个月", {12}),
        ("两年内", {2}),
        ("三十五周岁以下", {35}),
        ("1,000元", {1000}),
        ("０.５元", {Decimal("0.5")}),
        ("30万元", {30}),
        ("5千元", {5}),
        ("三十万元", {300_000}),
        ("10元，20元", {10, 20}),
        ("没有数", set()),
        ("", set()),
    ],
)
def test_figures_in_digits_and_in_chinese(text: str, figures: set[Any]) -> None:
    assert figures_in(text) == figures


def told(tmp_path: Path, **parts: Any) -> list[tuple[str, str]]:
    rule = rule_of(tmp_path, vocabulary(tmp_path), **parts)
    return [(words, source.quote) for words, source in unquoted(rule)]


def test_a_rule_without_figures_lacks_none(tmp_path: Path) -> None:
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("condition", "quote", "missing"),
    [
        ({"fact": "参保月数", "at_least": 12}, "连续满12个月", None),
        ({"fact": "参保月数", "at_least": 12}, "连续满十二个月", None),
        ({"fact": "参保月数", "at_least": 12}, "连续满6个月", "12"),
        ({"fact": "买房日期", "within": "2年"}, "两年内", None),
        ({"fact": "买房日期", "within": "2年"}, "24个月内", None),
        ({"fact": "买房日期", "within": "6个月"}, "六个月内", None),
        ({"fact": "买房日期", "within": "2年"}, "三年内", "2年"),
        ({"fact": "买房日期", "since": date(2025, 3, 1)}, "自2025年3月1日起", None),
        ({"fact": "买房日期", "since": date(2025, 3, 1)}, "自2025年4月1日起", "2025-03-01"),
        ({"fact": "学位", "at_least": "硕士"}, "硕士以上", None),  # no figure
    ],
)
def test_conditions(tmp_path: Path, condition: dict[str, Any], quote: str, missing: str | None) -> None:
    found = told(tmp_path, conditions={"all": [{**condition, "clause": "t2", "quote": quote}]})
    assert len(found) == (missing is not None)
    for words, source in found:
        assert source == quote
        assert words.startswith(str(missing)[:1])


def test_a_condition_without_a_source_of_its_own_is_let_be(tmp_path: Path) -> None:
    assert told(tmp_path, conditions={"fact": "参保月数", "at_least": 12}) == []


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, []),
        ({"amount": 800}, ["800"]),
        ({"period": "最长36个月"}, []),
        ({"period": "最长24个月"}, ["最长24个月"]),
        ({"payment": "按月发放"}, ["按月发放"]),
        ({"qualifier": "最高"}, ["最高"]),
        ({"qualifier": "不超过"}, []),  # said where the rule itself is quoted
    ],
)
def test_benefits(tmp_path: Path, change: dict[str, Any], missing: list[str]) -> None:
    benefit = {
        "what": "补贴",
        "amount": 600,
        "unit": "元/月",
        "clause": "t2",
        "quote": "每月600元，最长36个月",
    }
    found = told(tmp_path, quote="不超过规定标准", benefits=[benefit | change])
    assert [words for words, _ in found] == missing


def test_parameters(tmp_path: Path) -> None:
    values = [
        {"from": date(2020, 1, 1), "value": 6, "clause": "t2", "quote": "满六个月"},
        {"from": date(2025, 1, 1), "value": 12, "clause": "t2", "quote": "满一年"},
    ]
    assert told(tmp_path, parameters={"月数": values}) == [("12", "满一年")]
