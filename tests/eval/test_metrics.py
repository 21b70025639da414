"""The figures of the evaluation, each against values worked out by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import metrics
from eval.metrics import Mean, Proportion


class TestProportion:
    @pytest.mark.parametrize(
        "hits, n, low, high",
        [  # from the closed formula, worked out separately
            (0, 10, 0.0, 0.2775328),
            (10, 10, 0.7224672, 1.0),
            (5, 10, 0.2365931, 0.7634069),
            (95, 100, 0.8882495, 0.9784551),
            (1, 1, 0.2065493, 1.0),
        ],
    )
    def test_wilson(self, hits: int, n: int, low: float, high: float) -> None:
        interval = Proportion(hits, n).interval
        assert interval == pytest.approx((low, high), abs=5e-5)

    def test_no_cases_have_no_value(self) -> None:
        assert Proportion(0, 0).value is None
        assert Proportion(0, 0).interval is None
        assert Mean.of([]) == Mean(None, 0)

    @given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
    def test_the_interval_holds_the_value(self, case: tuple[int, int]) -> None:
        proportion = Proportion(*case)
        assert proportion.value is not None and proportion.interval is not None
        low, high = proportion.interval
        assert 0 <= low <= proportion.value <= high <= 1

    def test_pooled(self) -> None:
        assert metrics.pooled([Proportion(1, 2), Proportion(0, 0), Proportion(3, 3)]) == Proportion(4, 5)


@pytest.mark.parametrize(
    "clause, other, within",
    [
        ("d#3.2.2", "d#3.2.2", True),
        ("d#3.2.2.s1", "d#3.2.2", True),
        ("d#3.2.2", "d#3", True),
        ("d#3.20", "d#3.2", False),
        ("d#3.2", "d#3.2.2", False),
        ("d#t16.k1.x2", "d#t16", True),
        ("d#t120-1", "d#t120", False),
        ("d#f1/t3", "d#f1", True),
        ("d#f1/2.1", "d#2", False),
        ("d#end.p2", "d#end", True),
        ("d#3.2", "d#", True),
        ("e#3.2", "d#3.2", False),
        ("e#3.2", "d#", False),
    ],
)
def test_is_within(clause: str, other: str, within: bool) -> None:
    assert metrics.is_within(clause, other) is within


@pytest.mark.parametrize(
    "accepted, given_clause, right",
    [
        (["d#3.2.2"], "d#3.2.2", True),
        (["d#3.2.2"], "d#3.2.2.s1", True),  # a part of it: more precise
        (["d#3.2.2"], "d#3.2", False),  # above it: vaguer
        (["d#3.2.2", "d#3.2"], "d#3.2", True),  # above it, and listed
        (["d#b2.r5", "d#b2"], "d#b2", True),
        (["d#b2.r5", "d#b2"], "d#b2.r9", False),  # the table beside its row is not leave for any row
        (["d#b2"], "d#b2.r9", True),
        (["d#1.1", "d#b1"], "d#1.1.s3", True),
        (["d#0"], "d#0.p2", True),
        ([], "d#3", False),
    ],
)
def test_accepts(accepted: list[str], given_clause: str, right: bool) -> None:
    assert metrics.accepts(accepted, given_clause) is right


PAIRS = [
    ("answered", "answered"),
    ("answered", "not_found"),
    ("answered", "clarify"),
    ("partial", "answered"),
    ("not_found", "answered"),
    ("not_found", "out_of_scope"),
    ("out_of_scope", "out_of_scope"),
    ("out_of_scope", "error"),
    ("clarify", "clarify"),
]


def test_status() -> None:
    assert metrics.status_accuracy(PAIRS) == Proportion(3, 9)
    assert metrics.false_answers(PAIRS) == Proportion(1, 4)
    assert metrics.false_abstentions(PAIRS) == Proportion(2, 4)
    assert metrics.abstention_recall(PAIRS) == Proportion(2, 4)
    assert metrics.abstention_kind(PAIRS) == Proportion(1, 4)
    assert metrics.confusion(PAIRS)["not_found", "answered"] == 1


GROUPS = [["d#2.3.1", "d#b2.r5"], ["d#3.2.3"]]


def test_citation_recall() -> None:
    assert metrics.citation_recall(GROUPS, ["d#b2.r5"]) == Proportion(1, 2)
    assert metrics.citation_recall(GROUPS, ["d#b2.r5", "d#2.3.1"]) == Proportion(1, 2)
    assert metrics.citation_recall(GROUPS, ["d#3.2.3.s1", "d#2.3.1"]) == Proportion(2, 2)
    assert metrics.citation_recall(GROUPS, []) == Proportion(0, 2)


def test_citation_precision() -> None:
    also = ["d#b2.z1"]
    assert metrics.citation_precision(GROUPS, also, ["d#b2.r5", "d#b2.z1"]) == Proportion(2, 2)
    assert metrics.citation_precision(GROUPS, also, ["d#b2.r5", "d#3.2", "d#b2.r5"]) == Proportion(1, 2)
    assert metrics.citation_precision(GROUPS, also, []) == Proportion(0, 0)
    assert metrics.citation_precision([], [], ["d#1"]) == Proportion(0, 1)


@pytest.mark.parametrize(
    "text, value, unit, qualifier, said",
    [
        ("高技能人才 2025年目标：11.6万人", "11.6", "万人", "", True),
        ("高技能人才 2025年目标：11.6 万人", "11.6", "万人", "", True),
        ("目标：11.6万人", "1.6", "万人", "", False),
        ("目标：11.6万人", "6", "万人", "", False),
        ("目标：11.6万人", "11", "", "", False),
        ("到2025年", "20", "", "", False),
        ("目标30万元", "80", "万元", "", False),
        ("全日制学生15,000人", "15000", "人", "", True),
        ("学生数达到15000人", "15,000", "人", "", True),
        ("分别为7，8.2%", "8.2", "%", "", True),
        ("占比８.２％", "8.2", "%", "", True),
        ("人才总量突破42万人", "42", "万人", "突破", True),
        ("人才总量达42万人", "42", "万人", "突破", False),
        ("达到760家以上、3700家以上", "760", "家", "以上", True),
        ("达到760家、3700家以上", "760", "家", "以上", False),
        ("最高给予50万元补贴", "50", "万元", "最高", True),
        ("最高的一档，给予50万元", "50", "万元", "最高", False),
        ("总量：33（全大市42）万人", "33", "万人", "", True),
        ("总量：33（全大市42）万人", "42", "万人", "", True),
        ("总量：33（全大市42）万人", "33", "人", "", False),
        ("目标：>70%", "70", "%", ">", True),
        ("生活服务问题1200余个", "1200", "个", "余", True),
        ("建成15\n20家", "20", "家", "", True),
        ("5.5\t6.6万人", "6.6", "万人", "", True),
        ("最高\n50万元", "50", "万元", "最高", False),
        ("新入选百名以上", "百", "名", "以上", True),
        ("2021年8月25日印发", "2021年8月25日", "", "", True),
        ("2021年8月25日印发", "21年8月25日", "", "", False),
        ("随便什么", "", "", "", False),
        ("R&D经费（3.7%）", "3.7", "%", "", True),
        ("a.b", "a+b", "", "", False),
    ],
)
def test_states(text: str, value: str, unit: str, qualifier: str, said: bool) -> None:
    assert metrics.states(text, value, unit, qualifier) is said


class TestRanking:
    def test_a_group_counts_at_its_first_accepted_hit(self) -> None:
        ranked = ["d#9", "d#3.2.3.s2", "d#3.2.3", "d#b2.r5"]
        assert metrics.first_ranks(GROUPS, ranked) == (4, 2)
        assert metrics.first_ranks(GROUPS, []) == (None, None)

    def test_recall_at(self) -> None:
        assert metrics.recall_at((1, 6), 5) == 0.5
        assert metrics.recall_at((None,), 5) == 0.0
        assert metrics.recall_at((5,), 5) == 1.0

    def test_reciprocal_rank(self) -> None:
        assert metrics.reciprocal_rank((4, 2)) == 0.5
        assert metrics.reciprocal_rank((None,)) == 0.0

    def test_ndcg(self) -> None:
        assert metrics.ndcg_at((1,), 10) == 1.0
        assert metrics.ndcg_at((3,), 10) == pytest.approx(1 / math.log2(4))
        # two relevant at ranks 2 and 4: (1/log2 3 + 1/log2 5) / (1 + 1/log2 3)
        assert metrics.ndcg_at((2, 4), 10) == pytest.approx(0.650921, abs=1e-6)
        assert metrics.ndcg_at((11,), 10) == 0.0
        assert metrics.ndcg_at((None, None), 10) == 0.0

    def test_one_hit_for_two_groups_is_no_more_than_perfect(self) -> None:
        assert metrics.ndcg_at((1, 1), 10) == 1.0
