"""Which clauses answer a part, and that nothing is answered where nothing is said of it."""

from __future__ import annotations

import pytest
from one_document import DAY, base_of

from assistant.question.parts import parts_of
from assistant.ranking.choose import PartEvidence, choose, gather, scores_of
from ingest.document import ClauseId
from kb.knowledge import KnowledgeBase

TEXT = """临江市青年安居示范办法

第一条 为了帮助青年安居，制定本办法。

第二条 租房补贴的标准为每人每月600元，最长不超过36个月。

第三条 购房补贴的标准为每套10万元。

第四条 申请租房补贴应当提交下列材料：
（一）居民身份证；
（二）房屋租赁合同。

第五条 租房补贴由市住房保障中心负责受理。

第六条 人才公寓的配租对象见表1。

表1 人才公寓配租面积（单位：平方米）
类别\t面积
甲档人员\t120
乙档人员\t90

第七条 本办法自2026年1月1日起施行。
"""


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return base_of(TEXT)


def evidence(base: KnowledgeBase, question: str, *within: str) -> PartEvidence:
    part, *_ = parts_of(question)
    held = [ClauseId("临江市青年安居示范办法", path) for path in within]
    return choose(base, part, DAY, held)


@pytest.mark.parametrize(
    ("question", "path"),
    [
        ("租房补贴每月多少钱", "t2.k1"),
        ("购房补贴是多少钱", "t3.k1"),
        ("租房补贴由谁负责受理", "t5.k1"),
        ("申请租房补贴要提交哪些材料", "t4.k1"),
        ("甲档人员配租面积是多少", "b1.r1"),
        ("乙档人员配租面积是多少", "b1.r2"),
    ],
)
def test_the_clause_that_answers_comes_first(base: KnowledgeBase, question: str, path: str) -> None:
    found = evidence(base, question)
    assert found.picks[0].clause_id.path == path
    assert all(0 < pick.score <= 1 for pick in found.picks)
    for pick in found.picks:
        assert all(pick.clause.start <= low < high <= pick.clause.end for low, high in pick.spans)


@pytest.mark.xfail(strict=True, reason="a unit that stands in a column's header is not told with its figure")
def test_a_row_whose_unit_stands_in_the_header_answers() -> None:
    other = base_of(TEXT.replace("（单位：平方米）", "").replace("类别\t面积", "类别\t面积（平方米）"))
    assert [pick.clause_id.path for pick in evidence(other, "甲档人员配租面积是多少").picks] == ["b1.r1"]


@pytest.mark.parametrize(
    "question",
    [
        "创业贷款贴息是多少钱",
        "落户需要哪些材料",
        "丙档人员配租面积是多少",
        "购房补贴由谁负责受理",
    ],
)
def test_nothing_is_answered_where_nothing_is_said(base: KnowledgeBase, question: str) -> None:
    assert evidence(base, question).picks == ()


def test_whether_the_topic_is_spoken_of_at_all(base: KnowledgeBase) -> None:
    assert evidence(base, "租房补贴每月多少钱").spoken
    assert not evidence(base, "渔船柴油价格是多少钱").spoken


def test_a_figure_of_another_unit_does_not_answer(base: KnowledgeBase) -> None:
    found = evidence(base, "租房补贴最长多少个月")
    assert [pick.clause_id.path for pick in found.picks] == ["t2.k1"]
    assert [figure.text for figure in found.picks[0].figures] == ["36个月"]


def test_only_the_clauses_that_the_question_names(base: KnowledgeBase) -> None:
    assert [pick.clause_id.path for pick in evidence(base, "购房补贴是多少钱", "t3").picks] == ["t3.k1"]
    assert evidence(base, "购房补贴是多少钱", "t2").picks == ()


def test_what_is_gathered(base: KnowledgeBase) -> None:
    part, *_ = parts_of("甲档人员配租面积是多少")
    retrieval, lens, sentences, rows = gather(base, part, DAY)
    assert lens.terms
    assert rows[0].clause.id.path == "b1.r1"
    assert [row.score for row in rows] == sorted((row.score for row in rows), reverse=True)
    assert len({sentence.start for sentence in sentences}) == len(sentences)
    assert not [s for s in sentences if s.unit.level in ("table", "row")]
    assert gather(base, part, DAY, [ClauseId("临江市青年安居示范办法", "t2")])[3] == []
    scores = scores_of(retrieval)
    assert {rank for _, rank in scores.values()} == set(range(1, len(scores) + 1))
