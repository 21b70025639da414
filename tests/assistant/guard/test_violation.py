"""What kind of word makes a statement unsupported: a figure, its qualifier, a negation, a degree, a category."""

from __future__ import annotations

from datetime import date

import pytest
from handmade import citation, document

from assistant.answer import Answer
from assistant.guard.support import gather
from assistant.guard.violation import unsupported
from kb.site import NOWHERE

# 2.毕业生可以凭毕业证落户，租房的每年补贴不超过1万元。
ANSWER = Answer("能落户吗", "answered", "可以。", date(2026, 1, 31), (citation("1.1.2"),))
EVIDENCE = gather(ANSWER, [document()], NOWHERE)


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("租房的每年补贴不超过2万元。", "figure"),
        ("租房的每年补贴不超过1万元，共3年。", "figure"),
        ("租房的每年补贴1万元以上。", "qualifier"),
        ("毕业生不得凭毕业证落户。", "polarity"),
        ("毕业生必须凭毕业证落户。", "polarity"),
        ("毕业生慢慢落户。", "unsupported"),
        ("租房的每年补贴不超过1万元", "unsupported"),
    ],
)
def test_the_kind_of_word(statement: str, kind: str) -> None:
    assert unsupported(statement, EVIDENCE).kind == kind


def test_a_figure_is_told_before_a_negation() -> None:
    assert unsupported("不得超过2万元", EVIDENCE).kind == "figure"


def test_the_words_at_fault_are_given_without_space_around_and_the_reason_in_chinese() -> None:
    found = unsupported(" \n毕业生慢慢落户。\n", EVIDENCE)
    assert found.evidence == "毕业生慢慢落户。"
    assert found.message == "这句话不是所引条款的原文"
