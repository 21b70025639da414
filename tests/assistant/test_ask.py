"""What the pipeline answers on the plan alone, what it does not, and what it says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Answer
from assistant.ask import ask
from assistant.guard.verify import verify
from ingest.problems import UsageError
from kb.knowledge import KnowledgeBase

DAY = date(2026, 1, 1)


def answer(base: KnowledgeBase, question: str) -> Answer:
    return ask(base, question, DAY)


def cited(given: Answer) -> list[str]:
    return [citation.clause_id.path for citation in given.citations]


@pytest.mark.parametrize(
    ("question", "path", "words"),
    [
        ("我刚毕业没房子也没社保，能把户口落到慈溪吗？", "3.2.2", "无门槛落户"),
        ("人才公寓推出了多少套", "1.1.s3", "1185套"),
        ("高技能人才2025年目标是多少？", "b2.r5", "11.6万人"),
        ("2015年底高技能人才有多少万人", "b1.r5", "3.2万人"),
        ("社会工作专业人才是指什么？", "b2.z1", "是指"),
        ("人才子女上学怎么协调", "3.4.3", "子女入学"),
        ("偏才专才怎么认定", "3.2.9", "评审认定"),
        ("新增博士后工作站多少家", "2.3.2", "15家以上"),
        ("高技能人才占比2025年目标", "b2.r9", "35%"),
        ("到十四五末高企要有多少家", "2.3.3", "760家以上"),
    ],
)
def test_answers_with_the_clause(plan_base: KnowledgeBase, question: str, path: str, words: str) -> None:
    given = answer(plan_base, question)
    assert given.status == "answered"
    assert path in cited(given)
    assert words in given.text.replace(" ", "")
    assert not verify(given, plan_base.document)


def test_a_plan_is_no_entitlement(plan_base: KnowledgeBase) -> None:
    given = answer(plan_base, "我刚毕业没房子也没社保，能把户口落到慈溪吗？")
    assert any("工作部署" in note and "实施细则" in note for note in given.notes)


@pytest.mark.parametrize(
    "question",
    [
        "博士购房补贴给多少万",
        "人才公寓要交哪些材料",
        "2030年人才总量目标",
        "人才公寓租金一个月多少钱",
        "人才贷利率多少",
        "宁波市2025年人才总量",
        "上林峰会什么时候举办",
        "人才码怎么申领",
        "人才服务热线电话",
        "2023年人才总量多少",
    ],
)
def test_near_misses_are_not_found(plan_base: KnowledgeBase, question: str) -> None:
    given = answer(plan_base, question)
    assert given.status == "not_found"
    assert given.related and not given.citations


@pytest.mark.parametrize("question", ["今天天气", "红烧肉怎么做", "世界杯冠军是谁"])
def test_other_fields_are_out_of_scope(plan_base: KnowledgeBase, question: str) -> None:
    given = answer(plan_base, question)
    assert given.status == "out_of_scope"
    assert not given.citations and not given.related


def test_a_part_without_a_clause_makes_it_partial(plan_base: KnowledgeBase) -> None:
    given = answer(plan_base, "新增硕博士多少名？每人补贴多少钱？")
    assert given.status == "partial"
    assert "1000名" in given.text
    assert "现有文件没有规定" in given.text


def test_two_things_asked_in_one_breath(plan_base: KnowledgeBase) -> None:
    given = answer(plan_base, "2025年党政人才和农村实用人才各多少万")
    assert {"b2.r2", "b2.r6"} <= set(cited(given))


def test_asks_back_where_no_topic_is_named(plan_base: KnowledgeBase) -> None:
    assert answer(plan_base, "目标是多少万人？").status == "clarify"


def test_a_misspelt_name_is_read_as_meant_and_said_so(plan_base: KnowledgeBase) -> None:
    given = answer(plan_base, "海外工程试引进了多少人")
    assert "93人" in given.text
    assert any("海外工程师" in note for note in given.notes)
    assert given.question == "海外工程试引进了多少人"


def test_another_word_for_a_row_is_said(plan_base: KnowledgeBase) -> None:
    given = answer(plan_base, "研发人员有多少")
    assert given.status != "answered" or any("研发人员" in note for note in given.notes)


def test_the_same_twice(plan_base: KnowledgeBase) -> None:
    question = "人才子女上学和配偶就业怎么解决"
    assert answer(plan_base, question) == answer(plan_base, question)


@pytest.mark.parametrize("question", ["", "  \n", "问" * 2001])
def test_no_question_or_too_long(plan_base: KnowledgeBase, question: str) -> None:
    with pytest.raises(UsageError):
        ask(plan_base, question, DAY)
