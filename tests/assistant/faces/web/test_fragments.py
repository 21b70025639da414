"""The small pieces around the verdict cards: what they say, and that nothing told is unescaped."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest

from assistant.eligibility.rules.facts import Facts
from assistant.faces.web.fragments import (
    asked_html,
    empty_html,
    heard_label,
    hush_html,
    save_html,
    slip_html,
    told_html,
    why_text,
)
from assistant.faces.web.talk import HeardFact

EVIL = "<script>alert('\"1')</script>"


def found(*outcomes: str, left: int = 3, **profile: str) -> dict[str, Any]:
    return {"profile": profile, "open_facts": left, "verdicts": [{"outcome": one} for one in outcomes]}


@pytest.mark.parametrize("html", [slip_html(EVIL), told_html(EVIL, EVIL), save_html({EVIL: EVIL}, EVIL)])
def test_what_a_person_wrote_is_escaped(html: str) -> None:
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_slip_is_read_out() -> None:
    assert 'role="alert"' in slip_html("“年龄”不对。")


@pytest.mark.parametrize(
    ("told", "label"),
    [
        ({}, "年龄：30周岁（“30岁”）"),
        ({"年龄": "30"}, "年龄：30周岁（“30岁”）"),
        ({"年龄": "31"}, "年龄：30周岁（“30岁”，原来说的是31）"),
    ],
)
def test_what_would_be_replaced_is_said(told: dict[str, str], label: str, facts: Facts) -> None:
    fact = facts.fact("年龄")
    assert heard_label(HeardFact("年龄", "30", "30岁"), fact, told) == label.replace("周岁", fact.unit)


def test_why_a_question_is_asked_and_that_some_need_no_answer(facts: Facts) -> None:
    private = next(fact for fact in facts.by_name.values() if fact.sensitive)
    public = next(fact for fact in facts.by_name.values() if not fact.sensitive)
    assert why_text(private) == f"为什么问：{private.why}。属于敏感信息，可以不说。"
    assert why_text(public) == f"为什么问：{public.why}。"


def test_how_much_is_open() -> None:
    html = asked_html(found(left=7, 学历="硕士"))
    assert "已说 1 项" in html
    assert "还有 7 项" in html


@pytest.mark.parametrize(
    ("outcomes", "enough", "says"),
    [
        (("符合",), True, "先问到这里。还有 3 项没有说"),
        (("未核对", "待细则"), False, "现在没有可以判断的方案"),
        ((), False, "现在没有可以判断的方案"),
        (("未核对", "符合"), False, "没有要问的了"),
    ],
)
def test_why_no_question_is_asked(outcomes: tuple[str, ...], enough: bool, says: str) -> None:
    assert says in hush_html(found(*outcomes), enough)


def test_before_anything_is_told() -> None:
    assert "现有" not in empty_html()
    assert "现有 2 个方案。" in empty_html(found("符合", "待补充"))
    assert "不会当成“没有”" in empty_html()


@pytest.mark.parametrize(("as_of", "day"), [("2026-01-31", "2026-01-31"), ("", None)])
def test_the_buttons_carry_what_the_api_takes(as_of: str, day: str | None) -> None:
    html = save_html({"学历": "硕士", "单位名称": '甲"乙'}, as_of)
    carried = [json.loads(unescape(one)) for one in re.findall(r'data-person="([^"]*)"', html)]
    assert carried == [{"profile": {"学历": "硕士", "单位名称": '甲"乙'}, "as_of": day}] * 2
    assert re.findall(r'data-format="(\w+)"', html) == ["docx", "md"]
