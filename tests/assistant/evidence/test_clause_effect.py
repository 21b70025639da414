"""What a clause does, and what is said of it."""

from __future__ import annotations

import pytest

from assistant.evidence.clause_effect import effect_notes, effect_of
from kb.knowledge import KnowledgeBase


@pytest.mark.parametrize(
    ("quote", "force"),
    [
        ("到2025年，新增硕博士1000名。", "目标"),
        ("实施青年人才无门槛落户，简化人才落户办理程序。", "工作部署"),
        ("2020年底，人才总量达到34.2万人。", "现状"),
    ],
)
def test_force_in_a_plan(plan_base: KnowledgeBase, quote: str, force: str) -> None:
    assert effect_of(plan_base.documents()[0], quote) == force


def test_notes(plan_base: KnowledgeBase) -> None:
    plan = plan_base.documents()[0]
    assert "工作部署" in effect_notes([(plan, "实施青年人才无门槛落户。")])[0]
    assert "目标" in effect_notes([(plan, "到2025年，新增硕博士1000名。")])[0]
    assert effect_notes([]) == ()
