"""Addresses and the particulars of a document, as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.reply.by_address import answer_named
from kb.knowledge import KnowledgeBase

DAY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("三（二）2", "3.2.2"),
        ("四（三）写了什么", "4.3"),
        ("三、（五）３．原文", "3.5.3"),
        ("慈发改〔2021〕25号 三（四）3", "3.4.3"),
        ("第三部分第（四）节第2点", "3.4.2"),
        ("表2第7行", "b2.r7"),
    ],
)
def test_addresses(plan_base: KnowledgeBase, question: str, path: str) -> None:
    given = answer_named(plan_base, question, DAY)
    assert given is not None and given.status == "answered"
    assert path in [citation.clause_id.path for citation in given.citations]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("这个规划的文号是什么", "慈发改〔2021〕25号"),
        ("这个规划什么时候印发的", "2021年8月25日"),
        ("抄送哪些单位", "市人大常委会办公室"),
        ("慈发改[2021]25号是什么文件", "慈溪市人才发展"),
        ("主送单位有哪些", "各镇人民政府"),
    ],
)
def test_particulars(plan_base: KnowledgeBase, question: str, words: str) -> None:
    given = answer_named(plan_base, question, DAY)
    assert given is not None and words in given.text


def test_an_address_that_fits_several_asks_back(plan_base: KnowledgeBase) -> None:
    given = answer_named(plan_base, "（三）写了什么", DAY)
    assert given is not None and given.status == "clarify" and len(given.related) > 1


@pytest.mark.parametrize("question", ["三（二）11写的是什么", "表3在哪"])
def test_an_address_that_is_not_there(plan_base: KnowledgeBase, question: str) -> None:
    given = answer_named(plan_base, question, DAY)
    assert given is not None and given.status == "not_found"


@pytest.mark.parametrize("question", ["人才公寓有多少套", "落户要什么条件", "规划怎么保障"])
def test_other_questions_name_nothing(plan_base: KnowledgeBase, question: str) -> None:
    assert answer_named(plan_base, question, DAY) is None
