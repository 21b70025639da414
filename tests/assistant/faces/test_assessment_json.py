"""The assessment as JSON: every condition with its clause, the next question, what was understood."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from sites import shipped

from assistant.eligibility.assessment import Assessment, assess
from assistant.eligibility.hearing.hearing import read_told
from assistant.eligibility.rules.facts import Facts
from assistant.faces.assessment_json import assessment_json, heard_json, question_json
from assistant.faces.http.qualification import Assessed

Assess = Callable[..., Assessment]


def told(found: Assessment) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(json.dumps(assessment_json(found)))
    return shown


def test_the_shape_is_the_one_the_api_describes(assessed: Assess, good: dict[str, Any]) -> None:
    for profile in ({}, good, {**good, "社保连续缴纳月数": 8}):
        shown = told(assessed(profile))
        assert Assessed.model_validate(shown).model_dump(mode="json").keys() == shown.keys()


def test_a_person_who_qualifies(assessed: Assess, good: dict[str, Any]) -> None:
    shown = told(assessed(good))
    assert (shown["as_of"], shown["profile"]["人才类别"], shown["next_question"]) == ("2026-11-26", "D", None)
    (verdict,) = shown["verdicts"]
    assert (verdict["outcome"], verdict["missing"], verdict["why"]) == ("符合", [], "")
    assert [(one["amount"], one["unit"], one["sure"]) for one in verdict["benefits"]] == [
        (1000.0, "元/月", True)
    ]
    assert verdict["verified"]["by"] == "测试员"
    assert verdict["document"]["id"] == "测试发-2026-1"


def test_every_reason_has_its_truth_and_a_clause_or_parts(assessed: Assess, good: dict[str, Any]) -> None:
    reasons = told(assessed({**good, "社保连续缴纳月数": 8}))["verdicts"][0]["reasons"]
    assert [one["truth"] for one in reasons] == ["是", "否", "是", "是"]
    assert reasons[1]["clause"] == "测试发-2026-1#t1.k1.x2"
    assert reasons[1]["quote"] == "连续缴纳社会保险满12个月"
    assert reasons[1]["citation"].startswith("《测试市人才租房补贴办法》（测试发〔2026〕1号）第一条")
    assert (reasons[0]["kind"], reasons[0]["clause"], reasons[0]["citation"]) == ("any", None, "")
    assert [one["kind"] for one in reasons[0]["parts"]] == ["test", "all"]


def test_what_is_missing_is_asked_for(assessed: Assess, good: dict[str, Any]) -> None:
    del good["社保连续缴纳月数"]
    shown = told(assessed(good))
    assert shown["verdicts"][0]["missing"] == ["社保连续缴纳月数"]
    assert shown["next_question"]["fact"] == "社保连续缴纳月数"
    assert shown["open_facts"] == 1


@pytest.mark.parametrize(
    ("fact", "kind", "choices"),
    [("婚姻状况", "choice", ["未婚"]), ("年龄", "number", []), ("毕业日期", "date", [])],
)
def test_a_question_says_what_may_be_answered(fact: str, kind: str, choices: list[str], facts: Facts) -> None:
    shown = question_json(facts.fact(fact))
    assert shown["type"] == kind
    assert set(choices) <= set(shown["choices"])
    assert bool(shown["choices"]) == bool(choices)
    assert shown["question"]
    assert shown["why"]


def test_what_was_understood_is_a_slice_of_what_was_said(assessed: Assess, facts: Facts) -> None:
    text = "我是硕士，连续缴纳社保3个月"
    found = assessed({})
    heard = read_told(text, facts, found.profile.as_of, shipped())
    shown = heard_json(heard)
    assert {one["fact"]: one["value"] for one in shown} == {"学历": "硕士", "社保连续缴纳月数": "3"}
    assert all(text[one["start"] : one["end"]] == one["words"] for one in shown)
    assert assessment_json(assess(found.book, found.profile, heard))["understood"] == shown
