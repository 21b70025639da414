"""Conditions over what is known: yes, no, review, or still open, and which facts are missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from vocabulary import DAY, person, rule_of, vocabulary

from assistant.eligibility.rules.rule import tests_of as all_tests
from assistant.eligibility.verdict.condition import NO, REVIEW, YES, ConditionCase, Truth, words_of

SURE, NEVER, OPEN, DECIDED = (YES, YES), (NO, NO), (NO, YES), (REVIEW, REVIEW)
MASTER = {"fact": "学位", "at_least": "硕士"}
HOUSE = {"fact": "有房", "is": "是"}
ASK = {"review": "市局认定"}


def case(tmp_path: Path, condition: dict[str, Any], day: date = DAY, **told: Any) -> ConditionCase:
    facts = vocabulary(tmp_path)
    parameters = {"月数": [{"from": date(2026, 1, 1), "value": 12}]}
    rule = rule_of(tmp_path, facts, conditions=condition, parameters=parameters)
    return ConditionCase(rule, person(facts, day, **told), facts)


def truth(tmp_path: Path, condition: dict[str, Any], day: date = DAY, **told: Any) -> Truth:
    found = case(tmp_path, condition, day, **told)
    return found.truth(found.rule.conditions)


@pytest.mark.parametrize(
    ("condition", "told", "expected"),
    [
        (MASTER, {"学位": "硕士"}, SURE),
        (MASTER, {"学位": "博士"}, SURE),
        (MASTER, {"学位": "学士"}, NEVER),
        (MASTER, {}, OPEN),
        ({"fact": "学位", "less_than": "硕士"}, {"学位": "硕士"}, NEVER),
        ({"fact": "颜色", "in": ["红", "蓝"]}, {"颜色": "黄"}, NEVER),
        ({"fact": "颜色", "in": ["红", "蓝"]}, {"颜色": "蓝"}, SURE),
        ({"fact": "颜色", "in": ["红", "黄"]}, {"有房": "是"}, NEVER),  # from either follows 有房 否
        ({"fact": "颜色", "in": ["红", "蓝"]}, {"有房": "是"}, OPEN),
        ({"fact": "参保月数", "at_least": 12}, {"参保月数": 12}, SURE),
        ({"fact": "参保月数", "at_least": 12}, {"参保月数": 11}, NEVER),
        ({"fact": "参保月数", "more_than": 12}, {"参保月数": 12}, NEVER),
        ({"fact": "参保月数", "at_least": 12}, {"参保月数": "≥12"}, SURE),
        ({"fact": "参保月数", "at_least": 12}, {"参保月数": "≥6"}, OPEN),
        ({"fact": "参保月数", "at_least": 12}, {"参保月数": "6~12"}, OPEN),
        ({"fact": "参保月数", "at_least": 12}, {"参保月数": "≤11"}, NEVER),
        ({"fact": "参保月数", "at_most": 12}, {"参保月数": "≤12"}, SURE),
        ({"fact": "参保月数", "at_most": 12}, {"参保月数": "6~24"}, OPEN),
        ({"fact": "参保月数", "at_most": 12}, {"参保月数": "≥13"}, NEVER),
        ({"fact": "参保月数", "in": [6, 12]}, {"参保月数": "7~11"}, NEVER),
        ({"fact": "参保月数", "in": [6, 12]}, {"参保月数": "7~12"}, OPEN),
        ({"fact": "参保月数", "at_least": "$月数"}, {"参保月数": 12}, SURE),
        (ASK, {}, DECIDED),
        ({"fact": "年纪", "at_most": 35}, {"生日": "1991-06-15"}, SURE),  # 35 on the very day
        ({"fact": "年纪", "at_most": 35}, {"生日": "1990-06-15"}, NEVER),
        ({"fact": "年纪", "at_most": 35}, {"生日": "1990"}, OPEN),
    ],
)
def test_one_condition(
    tmp_path: Path, condition: dict[str, Any], told: dict[str, Any], expected: Truth
) -> None:
    assert truth(tmp_path, condition, **told) == expected


def test_a_parameter_without_a_value_yet_is_open(tmp_path: Path) -> None:
    condition = {"fact": "参保月数", "at_least": "$月数"}
    assert truth(tmp_path, condition, date(2025, 12, 31), 参保月数=600) == OPEN


@pytest.mark.parametrize(
    ("condition", "told", "expected"),
    [
        ({"within": "2年"}, "2024-06-15", SURE),
        ({"within": "2年"}, "2024-06-14", NEVER),
        ({"within": "2年"}, "2026-06-15", SURE),
        ({"within": "2年"}, "2024", OPEN),
        ({"within": "2年"}, "2025", SURE),
        ({"within": "2年"}, "没有", NEVER),
        ({"for_at_least": "2年"}, "2024-06-15", SURE),
        ({"for_at_least": "2年"}, "2024-06-16", NEVER),
        ({"for_at_least": "2年"}, "2020~", OPEN),
        ({"for_at_least": "2年"}, "没有", NEVER),
        ({"before": date(2025, 1, 1)}, "2024-12-31", SURE),
        ({"before": date(2025, 1, 1)}, "2025-01-01", NEVER),
        ({"since": date(2025, 1, 1)}, "2025-01-01", SURE),
        ({"since": date(2025, 1, 1)}, "2024-12-31", NEVER),
        ({"since": date(2025, 1, 1)}, "2024-06~2025-06", OPEN),
    ],
)
def test_days(tmp_path: Path, condition: dict[str, Any], told: str, expected: Truth) -> None:
    assert truth(tmp_path, {"fact": "买房日期", **condition}, 买房日期=told) == expected


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ({"for_at_least": "2年"}, "~2020"),
        ({"before": date(2025, 1, 1)}, "~2020"),
        ({"since": date(2025, 1, 1)}, "2025-03~"),
    ],
)
def test_an_open_range_inside_an_open_window(tmp_path: Path, condition: dict[str, Any], told: str) -> None:
    assert truth(tmp_path, {"fact": "买房日期", **condition}, 买房日期=told) == SURE


@pytest.mark.parametrize(
    ("kind", "parts", "expected"),
    [
        ("all", (SURE, SURE), SURE),
        ("all", (SURE, NEVER), NEVER),
        ("all", (OPEN, NEVER), NEVER),
        ("all", (SURE, OPEN), OPEN),
        ("all", (SURE, DECIDED), DECIDED),
        ("all", (OPEN, DECIDED), (NO, REVIEW)),
        ("any", (NEVER, SURE), SURE),
        ("any", (OPEN, SURE), SURE),
        ("any", (NEVER, NEVER), NEVER),
        ("any", (NEVER, DECIDED), DECIDED),
        ("any", (OPEN, DECIDED), (REVIEW, YES)),
        ("any", (NEVER, OPEN), OPEN),
    ],
)
def test_groups(tmp_path: Path, kind: str, parts: tuple[Truth, ...], expected: Truth) -> None:
    written = {
        SURE: MASTER, NEVER: HOUSE, OPEN: {"fact": "颜色", "is": "蓝"}, DECIDED: ASK,
    }  # fmt: skip
    condition = {kind: [written[part] for part in parts]}
    assert truth(tmp_path, condition, 学位="博士", 有房="否") == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [(MASTER, NEVER), (HOUSE, SURE), ({"fact": "颜色", "is": "蓝"}, OPEN), (ASK, DECIDED)],
)
def test_not(tmp_path: Path, part: dict[str, Any], expected: Truth) -> None:
    assert truth(tmp_path, {"not": part}, 学位="博士", 有房="否") == expected


@pytest.mark.parametrize(
    ("condition", "told", "missing"),
    [
        ({"all": [MASTER, HOUSE]}, {}, ["学位", "有房"]),
        ({"all": [MASTER, HOUSE]}, {"学位": "博士"}, ["有房"]),
        ({"all": [MASTER, HOUSE]}, {"学位": "学士"}, []),  # nothing can change it
        ({"any": [MASTER, HOUSE]}, {"学位": "博士"}, []),
        ({"any": [MASTER, ASK]}, {}, ["学位"]),
        ({"not": HOUSE}, {}, ["有房"]),
        (ASK, {}, []),
        ({"fact": "参保月数", "at_least": 12}, {"参保月数": "≥6"}, ["参保月数"]),  # known, not enough
    ],
)
def test_what_is_missing(
    tmp_path: Path, condition: dict[str, Any], told: dict[str, Any], missing: list[str]
) -> None:
    found = case(tmp_path, condition, **told)
    assert list(found.missing(found.rule.conditions)) == missing


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"fact": "参保月数", "at_least": 12}, "参保月数不少于12个月"),
        ({"fact": "参保月数", "at_least": "$月数"}, "参保月数不少于12个月"),
        ({"fact": "年纪", "less_than": 35}, "年纪少于35岁"),
        ({"fact": "颜色", "in": ["红", "蓝"]}, "颜色为红、蓝"),
        ({"fact": "学位", "at_least": "硕士", "says": "有硕士以上学位"}, "有硕士以上学位"),
        ({"fact": "买房日期", "since": date(2025, 1, 1)}, "买房日期不早于2025-01-01"),
    ],
)
def test_a_test_in_words(tmp_path: Path, condition: dict[str, Any], words: str) -> None:
    found = case(tmp_path, condition)
    (test,) = all_tests(found.rule.conditions)
    assert words_of(test, found.rule, found.facts, DAY) == words
