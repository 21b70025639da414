"""Parts, kinds, topics and constraints of questions."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.question.parts import in_scope, parts_of, topic_terms
from kb.language import tokens
from kb.shipped import POLICIES
from kb.site_file import site_of

SITE = site_of(POLICIES, ())


@pytest.fixture(autouse=True)
def _lexicon() -> Iterator[None]:
    tokens.configure(POLICIES / "lexicon.txt")
    yield
    tokens.configure()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("博士后工作站新增多少家", "count"),
        ("购房补贴给多少万", "amount"),
        ("研发经费占GDP比重是多少", "percentage"),
        ("规划什么时候印发", "date"),
        ("谁负责落实", "who"),
        ("沪甬人才合作服务中心设在哪里", "where"),
        ("知识产权保护在第几部分", "where"),
        ("保障措施有哪些", "list"),
        ("怎么培养技能人才", "how"),
        ("人才码是什么意思", "definition"),
        ("落户有没有门槛", "yes_no"),
        ("抽查比例有上限吗", "yes_no"),
        ("缴存比例是谁拟订的", "who"),
        ("为什么两个数不一样", "reason"),
        ("最迟几个小时要报告", "duration"),
        ("研发人员多少", "count"),
    ],
)
def test_kinds(question: str, kind: str) -> None:
    assert parts_of(question)[0].kind == kind


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("人才公寓有多少套", 1),
        ("新增硕博士多少名？每人补贴多少钱？", 2),
        ("落户怎么办，孩子上学怎么办", 2),
        ("高技能人才和专业技术人才2025年分别是多少", 1),
        ("我刚毕业没房子也没社保，能把户口落到慈溪吗？", 1),
    ],
)
def test_how_many_parts(question: str, parts: int) -> None:
    assert len(parts_of(question)) == parts


def test_a_later_part_takes_the_topic_of_the_one_before() -> None:
    first, second = parts_of("2025年高技能人才目标多少？每人补贴多少？")
    assert "高技能人才" in first.terms and "高技能人才" in second.terms
    assert second.years == ("2025",)


def test_circumstances_are_no_topic() -> None:
    part = parts_of("我刚毕业没房子也没社保，能把户口落到慈溪吗？")[0]
    assert "户口" in part.terms and "社保" not in part.terms and "社保" in part.context


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("有多少套", "套"),
        ("最多能盖几层", "层"),
        ("罚几倍", "倍"),
        ("有多少老师", "人"),
        ("几类", "类"),
        ("几个小时", "小时"),
    ],
)
def test_units(question: str, units: str) -> None:
    assert units in parts_of(question)[0].units


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("余姚的人才总量", ("余姚",)),
        ("宁波大学科技学院在哪", ()),
        ("慈溪的人才总量", ()),
        ("富裕的人有多少", ()),
    ],
)
def test_a_place_inside_a_name_is_no_place(question: str, places: tuple[str, ...]) -> None:
    assert parts_of(question, SITE)[0].places == places


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("宝宝出生多久内要报户口", ("宝宝", "出生", "户口")),
        ("在外地的慈溪人想回来创业", ("外地", "回来", "创业")),
        ("请问一下2025年的目标是多少", ()),
    ],
)
def test_topic_terms(text: str, terms: tuple[str, ...]) -> None:
    assert topic_terms(text, SITE) == terms


def test_scope() -> None:
    assert in_scope("落户要什么条件", [], [])
    assert in_scope("老婆咋办", ["配偶"], [])
    assert in_scope("粮食应急怎么办", [], ["国家粮食应急预案"])
    assert not in_scope("今天天气", [], ["慈溪市人才发展规划"])
