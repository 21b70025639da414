"""The printable summary, as Markdown and as a Word file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from docx import Document as Word

from assistant.eligibility.assessment import Assessment
from assistant.eligibility.rules.rule import Benefit, RuleBasis
from assistant.eligibility.verdict.verdict import ConditionReason
from assistant.faces.assessment_sheet import (
    CLOSING,
    LEGEND,
    TITLE,
    benefit_line,
    reason_lines,
    summary_docx,
    summary_markdown,
)

Assess = Callable[..., Assessment]
TODAY = date(2026, 12, 1)
NONE = RuleBasis(None, "")


def benefit(**more: Any) -> Benefit:
    given = {
        "what": "租房补贴", "text": "", "amount": None, "unit": "", "qualifier": "", "period": "", "payment": "",
        "worth": None, "when": None, "source": NONE,
    } | more  # fmt: skip
    return Benefit(**given)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({}, "租房补贴"),
        ({"text": "安排子女入学"}, "租房补贴：安排子女入学"),
        ({"amount": Decimal(1000), "unit": "元/月"}, "租房补贴：1000元/月"),
        (
            {
                "amount": Decimal("0.5"),
                "unit": "万元",
                "qualifier": "最高",
                "period": "最长36个月",
                "payment": "按季度发放",
            },
            "租房补贴：最高0.5万元，最长36个月，按季度发放",
        ),
        ({"amount": Decimal("1E+3"), "unit": "元"}, "租房补贴：1000元"),
    ],
)
def test_a_benefit_in_a_line(given: dict[str, Any], line: str) -> None:
    assert benefit_line(benefit(**given)) == line


def reason(
    truth: Any, says: str = "甲", *parts: ConditionReason, kind: Any = "test", **more: Any
) -> ConditionReason:
    given = {"fact": "", "value": ""} | more
    return ConditionReason(says=says, truth=truth, kind=kind, parts=parts, source=NONE, **given)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        (reason("是", fact="学历", value="硕士"), "√ 甲（学历：硕士）"),
        (reason("未知", fact="学历"), "？ 甲（学历：不知道）"),
        (reason("否"), "× 甲"),
        (reason("人工", kind="review"), "◇ 甲"),
    ],
)
def test_a_reason_with_its_mark_and_what_is_known(given: ConditionReason, line: str) -> None:
    assert [(depth, says) for depth, says, _ in reason_lines(given)] == [(0, line)]


@pytest.mark.parametrize(
    ("kind", "truth", "shown"),
    [("any", "是", ["√ 乙"]), ("any", "否", ["√ 乙", "× 丙"]), ("all", "是", ["√ 乙", "× 丙"])],
)
def test_where_one_is_enough_and_met_the_others_are_left_out(kind: Any, truth: Any, shown: list[str]) -> None:
    whole = reason(truth, "甲", reason("是", "乙"), reason("否", "丙"), kind=kind)
    assert [(depth, says) for depth, says, _ in reason_lines(whole)][1:] == [(1, line) for line in shown]


def test_the_summary_has_both_days_the_facts_and_the_quoted_clauses(
    assessed: Assess, good: dict[str, Any]
) -> None:
    text = summary_markdown(assessed(good), TODAY)
    assert text.startswith(f"# {TITLE}\n")
    for part in ("判断依据的日期：2026-11-26　生成日期：2026-12-01", "- 人才类别：D", "## 符合（1项）", "### 租房补贴",
                 "- 给：租房补贴：1000元/月，最长36个月", "> “连续缴纳社会保险满12个月”——《测试市人才租房补贴办法》（测试发〔2026〕1号）",
                 LEGEND):  # fmt: skip
        assert part in text
    assert text.endswith(f"{CLOSING}\n")


def test_who_fails_reads_how_to_mend_it_and_not_where_to_apply(
    assessed: Assess, good: dict[str, Any]
) -> None:
    text = summary_markdown(assessed({**good, "社保连续缴纳月数": 8}), TODAY)
    assert "怎样才会符合" in text
    assert "- 给：" not in text


def test_what_is_not_known_is_said(assessed: Assess) -> None:
    text = summary_markdown(assessed({"学历": "不知道"}), TODAY)
    assert "- 学历：不知道" in text
    assert "- 还缺：" in text
    assert "- 可能给：" in text


def test_the_word_file_says_the_same(assessed: Assess, good: dict[str, Any]) -> None:
    found = replace(assessed(good), notes=("一条说明。",))
    word = Word(BytesIO(summary_docx(found, TODAY)))
    styles = {paragraph.text: paragraph.style.name for paragraph in word.paragraphs}  # type: ignore[union-attr]
    assert styles[TITLE] == "Title"
    assert styles["符合（1项）"] == "Heading 1"
    assert styles["租房补贴"] == "Heading 2"
    assert styles["人才类别：D"] == "List Bullet"
    assert styles["一条说明。"] == "Quote"
    lines = [
        line.strip().lstrip("#>- ") for line in summary_markdown(found, TODAY).splitlines() if line.strip()
    ]
    assert [paragraph.text.lstrip("> ") for paragraph in word.paragraphs] == lines
