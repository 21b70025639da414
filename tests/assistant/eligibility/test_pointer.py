"""A question about the asker's own case is pointed to the interview, with the facts it tells; no other question is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sites import RULES, shipped

from assistant.ask import ask
from assistant.eligibility.pointer import pointer_notes
from kb.knowledge import KnowledgeBase

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    "question", ["我能拿多少租房补贴", "我可以申请人才公寓吗", "我硕士毕业两年，能享受什么补贴"]
)
def test_an_own_case_is_pointed_to_the_interview(question: str) -> None:
    (note,) = pointer_notes(question, RULES, shipped(), DAY)
    assert "wence qualify" in note


@pytest.mark.parametrize("question", ["E类人才租房补贴标准是多少", "人才房从哪里来", "我市高技能人才有多少"])
def test_a_general_question_is_not(question: str) -> None:
    assert pointer_notes(question, RULES, shipped(), DAY) == ()


def test_what_the_question_tells_is_carried_over() -> None:
    (note,) = pointer_notes("我是硕士，能拿多少租房补贴", RULES, shipped(), DAY)
    assert "学历“硕士”" in note
    assert "--text '我是硕士，能拿多少租房补贴'" in note


def test_a_vocabulary_that_cannot_be_read_is_told_and_kills_no_answer(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("facts: [", encoding="utf-8")
    (note,) = pointer_notes("我能拿多少租房补贴", tmp_path, shipped(), DAY)
    assert "facts.yaml" in note
    assert pointer_notes("我能拿多少租房补贴", tmp_path / "none", shipped(), DAY) == ()


def test_an_answer_ends_with_the_pointer(data: Path) -> None:
    with KnowledgeBase.open(data) as base:
        assert any("wence qualify" in note for note in ask(base, "我能拿多少租房补贴", DAY).notes)
