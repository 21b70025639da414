"""The assessment in the terminal: outcomes in groups, conditions ticked, clauses quoted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.eligibility.assessment import Assessment
from assistant.faces.cli.persons.assessment_text import assessment_text
from assistant.typeset import width

Assess = Callable[..., Assessment]


def flat(found: Assessment, columns: int = 80) -> str:
    return "".join(assessment_text(found, columns).split())


def test_who_qualifies_reads_what_is_given_and_on_which_words(assessed: Assess, good: dict[str, Any]) -> None:
    text = flat(assessed(good))
    assert text.startswith("个人情况")
    for part in ("人才类别：D", "按2026-11-26判断", "━━符合（1项）", "●租房补贴", "给租房补贴：1000元/月，最长36个月",
                 "√社保连续缴纳月数不少于12个月（社保连续缴纳月数：12", "“连续缴纳社会保险满12个月”——《测试市人才租房补贴办法》"):  # fmt: skip
        assert part in text
    assert "可能给" not in text
    assert "还缺" not in text


def test_who_fails_reads_only_what_fails_and_how_to_mend_it(assessed: Assess, good: dict[str, Any]) -> None:
    text = flat(assessed({**good, "社保连续缴纳月数": 8}))
    assert "━━不符合（1项）" in text
    assert "×社保连续缴纳月数" in text
    assert "√" not in text.split("━━")[1].split("√满足")[0]
    assert "怎样才会符合" in text


def test_what_is_missing_is_named_and_the_benefit_is_only_possible(
    assessed: Assess, good: dict[str, Any]
) -> None:
    del good["社保连续缴纳月数"]
    text = flat(assessed(good))
    assert "━━待补充（1项）" in text
    assert "还缺社保连续缴纳月数" in text
    assert "可能给租房补贴" in text
    assert "？社保连续缴纳月数" in text


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_lines_keep_to_the_width(columns: int, assessed: Assess, good: dict[str, Any]) -> None:
    lines = assessment_text(assessed(good), columns).splitlines()
    assert max(map(width, lines)) <= columns + 2, "one closing mark may hang"


def test_without_a_word_it_says_so_and_ends_with_the_legend(assessed: Assess) -> None:
    text = flat(assessed({}))
    assert text.startswith("个人情况还没有说")
    assert "◇由人工认定" in text
    assert "以受理部门审核为准" in text
