"""The verdict cards: groups, benefits, conditions, clauses; all of it escaped."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest

from assistant.eligibility.assessment import Assessment
from assistant.eligibility.verdict.verdict import OUTCOMES
from assistant.faces.assessment_json import assessment_json
from assistant.faces.web.verdict_cards import TICKS, amount, cards_html, counts_html

Shape = dict[str, Any]


@pytest.fixture
def fit(assessed: Callable[..., Assessment], good: Shape) -> Shape:
    return assessment_json(assessed(good))


@pytest.fixture
def unfit(assessed: Callable[..., Assessment], good: Shape) -> Shape:
    return assessment_json(assessed({**good, "社保连续缴纳月数": 8}))


def words(html: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"<[^>]*>", "", html))


def with_verdict(found: Shape, **change: Any) -> Shape:
    changed = copy.deepcopy(found)
    changed["verdicts"][0] |= change
    return changed


def benefit(**more: Any) -> Shape:
    return {
        "what": "补贴", "text": "", "amount": None, "unit": "", "qualifier": "", "period": "", "payment": "", "line": "",
        "sure": True, "clause": None, "citation": "", "quote": "",
    } | more  # fmt: skip


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"text": "安排入学"}, "安排入学"),
        ({"amount": 2000.0, "unit": "元/月", "qualifier": "最高"}, "最高2000元/月"),
        (
            {"amount": 0.5, "unit": "万元", "period": "最长36个月", "payment": "按季度发放"},
            "0.5万元，最长36个月，按季度发放",
        ),
        ({"amount": 100.0, "unit": "元"}, "100元"),
        ({"amount": 0.0, "unit": "元"}, "0元"),
        ({}, ""),
    ],
)
def test_an_amount(given: Shape, told: str) -> None:
    assert amount(benefit(**given)) == told


def test_who_qualifies_reads_it_open_with_the_amount(fit: Shape) -> None:
    html = cards_html(fit)
    assert '<section class="group fit"' in html
    assert "给你" in html
    assert "<strong>1000元/月，最长36个月</strong>" in html
    assert "可能给" not in html
    assert "为什么不符合" not in html
    assert "4个条件：满足4" in words(html)


def test_who_fails_reads_it_folded_with_what_fails_and_how_to_mend_it(unfit: Shape) -> None:
    html = cards_html(unfit)
    assert '<details class="group unfit"' in html
    failing = html[html.index("为什么不符合") : html.index("怎样才会符合")]
    assert failing.count("<li") == 1
    assert "社保连续缴纳月数：8" in words(failing)
    assert "给你" not in html
    assert '<div class="steps"' not in html


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_every_outcome_has_a_group_with_its_meaning(outcome: str, fit: Shape) -> None:
    html = cards_html(with_verdict(fit, outcome=outcome))
    assert f"<h2>{outcome}" in html
    assert html.count("<article") == 1
    assert ('data-key="' + outcome in html) == (outcome in ("不符合", "待细则", "未核对"))


def test_without_a_verdict_only_the_day_and_the_notice_stand(fit: Shape) -> None:
    html = cards_html({**fit, "verdicts": []})
    assert "<article" not in html
    assert "按 2026-11-26 有效的文件判断" in html
    assert "以受理部门审核为准" in html


def test_counts_stand_in_the_order_of_the_outcomes(fit: Shape) -> None:
    shown = {"verdicts": [{"outcome": one} for one in ("不符合", "符合", "符合")]}
    assert words(counts_html(shown)) == "符合2不符合1"
    assert words(counts_html({"verdicts": []})) == ""


@pytest.mark.parametrize("truth", TICKS)
def test_a_condition_is_told_by_sign_and_words(truth: str, fit: Shape) -> None:
    reason = {**fit["verdicts"][0]["reasons"][1], "truth": truth}
    html = cards_html(with_verdict(fit, reasons=[reason]))
    name, sign, told = TICKS[truth]
    assert f'<li class="{name}">' in html
    assert f">{sign}</span> {told}</span>" in html


def test_where_one_is_enough_and_met_the_others_are_left_out(fit: Shape) -> None:
    (any_of, *_) = fit["verdicts"][0]["reasons"]
    assert (any_of["kind"], any_of["truth"]) == ("any", "是")
    html = cards_html(with_verdict(fit, reasons=[any_of]))
    assert "人才类别：D" in html
    assert "学历：不知道" not in html
    assert "学历：不知道" in cards_html(with_verdict(fit, reasons=[{**any_of, "kind": "all"}]))


def test_many_possible_benefits_are_folded(fit: Shape) -> None:
    few = cards_html(with_verdict(fit, benefits=[benefit(sure=False)] * 3))
    many = cards_html(with_verdict(fit, benefits=[benefit(sure=False)] * 4))
    assert '<div class="maybe"' in few
    assert '<details class="maybe"' in many
    assert "共 4 种" in many


def test_a_place_is_short_in_its_own_document_and_whole_in_the_quote(fit: Shape) -> None:
    html = cards_html(fit)
    assert "<summary>第一条第一款第（二）项</summary>" in html
    assert "<cite>《测试市人才租房补贴办法》（测试发〔2026〕1号）第一条第一款第（二）项</cite>" in html


def test_a_sample_is_told_and_what_cannot_both_be_had(fit: Shape) -> None:
    verdict = fit["verdicts"][0]
    rival = {
        "schemes": [verdict["scheme"], "购房补贴"], "better": None, "says": "两项只能选一项。", "clause": None, "citation": "",
        "quote": "",
    }  # fmt: skip
    html = cards_html(
        {**with_verdict(fit, document={**verdict["document"], "authority": "sample"}), "exclusive": [rival]}
    )
    assert "示例文件，不作为办事依据" in html
    assert "不能同时享受" in html
    assert "不能同时享受" not in cards_html({**fit, "exclusive": [{**rival, "schemes": ["甲", "乙"]}]})


def test_where_to_go_is_told_with_what_to_bring(fit: Shape) -> None:
    note = {"text": "市人社局", "clause": None, "citation": "", "quote": ""}
    html = cards_html(with_verdict(fit, decided_by=note, documents_needed=[note, note]))
    assert "怎么办：要交 2 样材料" in html
    assert "谁来认定" in html
    assert "在哪里办" not in html


def poisoned(value: Any) -> Any:
    """Every sentence with a tag in it; what the cards look up stays."""
    if isinstance(value, dict):
        kept = ("outcome", "truth", "kind", "authority", "as_of")
        return {key: one if key in kept else poisoned(one) for key, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one) for one in value]
    return f"{value}<img src=x>\"'" if isinstance(value, str) else value


def test_no_word_of_a_rule_a_person_or_a_document_is_a_tag(fit: Shape, unfit: Shape) -> None:
    for found in (fit, unfit):
        note = {"text": "市人社局", "clause": "甲#t1", "citation": "《甲》", "quote": "引"}
        whole = with_verdict(found, decided_by=note, documents_needed=[note], why="缘由", missing=["学历"])
        html = cards_html(poisoned({**whole, "notes": ["说明"]}))
        assert "<img" not in html
        assert html.count("&lt;img src=x&gt;") > 20
        assert not re.search(r'data-key="[^"]*<', html)
