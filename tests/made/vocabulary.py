"""A small vocabulary of facts, and rules over it, for tests that must not rest on the shipped ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.eligibility.rules.facts import Facts, load_facts
from assistant.eligibility.rules.rule import Rule
from assistant.eligibility.rules.rulefile import read_rule
from assistant.eligibility.verdict.profile import Profile

DAY = date(2026, 6, 15)
RAW: dict[str, Any] = {
    "facts": {
        "生日": {"question": "哪天出生？", "type": "date", "why": "算年纪", "sensitive": True},
        "年纪": {
            "question": "多大？", "type": "number", "unit": "岁", "min": 14, "max": 100, "why": "有上限",
            "from": {"fact": "生日", "as": "age"},
        },
        "学位": {"question": "学位？", "type": "choice", "ordered": True, "choices": ["学士", "硕士", "博士"], "why": "看学位"},
        "颜色": {"question": "颜色？", "type": "choice", "choices": ["红", "黄", "蓝"], "why": "看颜色"},
        "有房": {"question": "有房吗？", "type": "boolean", "why": "看住房", "usual": "否"},
        "参保月数": {"question": "几个月？", "type": "number", "unit": "个月", "min": 0, "max": 600, "why": "看参保"},
        "买房日期": {"question": "哪天买的？", "type": "date", "why": "看买房"},
        "入职日期": {"question": "哪天入职？", "type": "date", "why": "看入职"},
    },
    "implied": [{"when": {"颜色": ["红", "黄"]}, "then": {"有房": "否"}}],
    "order": [{"before": "生日", "after": "入职日期", "gap": 16}],
    "past": ["入职日期"],
}  # fmt: skip


def vocabulary(folder: Path, raw: dict[str, Any] | None = None) -> Facts:
    """The vocabulary, written into a folder and read from there."""
    path = folder / "facts.yaml"
    path.write_text(yaml.safe_dump(raw or RAW, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return load_facts(path)


def rule_of(folder: Path, facts: Facts, scheme: str = "甲补贴", **parts: Any) -> Rule:
    """A rule with these parts over those facts, written into a folder and read from there."""
    raw = {"title": scheme, "document": "甲", "kind": "benefit", "clause": "t1", "quote": "甲"} | parts
    path = folder / f"{scheme}.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return read_rule(path, facts)


def person(facts: Facts, day: date = DAY, **told: Any) -> Profile:
    """A profile of what is told."""
    return Profile.of(told, facts, day)
