"""The sentences of a document."""

from __future__ import annotations

from assistant.evidence.sentences import is_bare, sentences_of, trail_of
from kb.knowledge import KnowledgeBase


def test_sentences_are_slices_in_order(plan_base: KnowledgeBase) -> None:
    plan = plan_base.documents()[0]
    found = sentences_of(plan, "3.2.2")
    assert found
    assert [s.start for s in found] == sorted(s.start for s in found)
    assert all(s.text == plan.text[s.start : s.end] for s in found)
    assert all(s.zones[0][1] == 1.0 for s in found)


def test_headings_answer_nothing(plan_base: KnowledgeBase) -> None:
    plan = plan_base.documents()[0]
    assert any(is_bare(s) for s in sentences_of(plan, "3"))
    assert sentences_of(plan, "9.9") == ()


def test_trail(plan_base: KnowledgeBase) -> None:
    root = plan_base.documents()[0].root
    assert [c.id.path for c in trail_of(root, "3.2.2")] == ["3", "3.2", "3.2.2"]
    assert trail_of(root, "nowhere") == ()
