"""The rules that are shipped rest on the documents that are shipped, and their cases come out."""

from __future__ import annotations

import pytest

from assistant.eligibility.inspection import inspect
from assistant.eligibility.rulebook import RuleBook
from kb.build import build
from kb.knowledge import KnowledgeBase
from kb.shipped import POLICIES


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> RuleBook:
    folder = tmp_path_factory.mktemp("shipped")
    build([POLICIES], folder)
    with KnowledgeBase.open(folder) as base:
        assert base.rules == POLICIES / "rules"
        return RuleBook.load(base.rules, base)


def test_every_shipped_rule_may_judge_and_does_so_as_its_cases_say(book: RuleBook) -> None:
    found = inspect(book, POLICIES / "rules")
    assert found
    assert not book.unread
    assert [(one.scheme, one.problem, one.failed) for one in found if not one.sound] == []
    assert all(one.cases for one in found)


def test_a_plan_entitles_nobody(book: RuleBook) -> None:
    plans = [one.rule for one in book.checked if one.rule.scheme.startswith("规划-")]
    assert plans
    assert all(rule.kind == "arrangement" and rule.outcome and not rule.benefits for rule in plans)
