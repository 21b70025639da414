"""Picks: how much of a clause is quoted, so that it can be read alone."""

from __future__ import annotations

import pytest

from assistant.evidence.picks import GLANCE, Pick, provision_of, quoted, rule_text, whole_sentence
from assistant.evidence.sentences import Sentence, sentences_of
from ingest.document import Document
from ingest.parse import parse

LONG = "，并按照规定的程序和时限提供相应的证明材料" * 30
RULE = f"""临江市示范办法

第一条 申请人应当符合下列条件：
（一）全职工作；
（二）连续缴纳社会保险。

第二条 补贴分三年发放。标准为每年一万元；但是中途离职的，停止发放。

第三条 申请人应当符合下列条件：
（一）全职工作{LONG}；
（二）连续缴纳社会保险{LONG}；
（三）无失信记录。
"""
LADDER = f"""临江市示范规划

一、目标
（一）总体要求。到2025年走在前列。
（二）具体安排。先行先试{LONG}。再行推广试点经验；逐步铺开到全市各个镇街和开发区。
"""


def document(text: str) -> Document:
    return parse(text.encode(), "示范.txt").document


HELD, PLAN = document(RULE), document(LADDER)


def sentence(source: Document, words: str) -> Sentence:
    paths = [clause.id.path for clause in source.root.children]
    return next(s for path in paths for s in sentences_of(source, path) if words in s.text)


def told(source: Document, *words: str) -> tuple[str, list[str]]:
    chosen = [sentence(source, one) for one in words]
    clause, spans = quoted(chosen[0], chosen)
    return clause.id.path, [source.text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("source", "words", "path"),
    [
        (HELD, "连续缴纳社会保险。", "t1.k1"),  # its 款, with all its 项
        (HELD, "标准为每年", "t2.k1"),
        (PLAN, "到2025年", "1.1"),
    ],
)
def test_the_rule_a_sentence_belongs_to(source: Document, words: str, path: str) -> None:
    assert provision_of(sentence(source, words)).id.path == path


def test_a_short_paragraph_is_quoted_whole() -> None:
    path, quotes = told(HELD, "连续缴纳社会保险。")
    assert path == "t1.k1"
    assert quotes == ["申请人应当符合下列条件：\n（一）全职工作；\n（二）连续缴纳社会保险。"]


def test_of_a_long_list_the_stem_and_the_items_that_answer() -> None:
    path, quotes = told(HELD, "无失信记录")
    assert path == "t3.k1"
    assert quotes == ["申请人应当符合下列条件：", "（三）无失信记录。"]
    assert len(HELD.clause("t3.k1").text) > GLANCE


def test_a_short_clause_of_a_ladder_is_quoted_whole_and_a_long_one_by_its_sentences() -> None:
    assert told(PLAN, "到2025年") == ("1.1", ["（一）总体要求。到2025年走在前列。"])
    assert told(PLAN, "再行推广") == (
        "1.2",
        ["再行推广试点经验；逐步铺开到全市各个镇街和开发区。"],
    )  # up to the full stop
    assert told(PLAN, "再行推广", "逐步铺开") == (
        "1.2",
        ["再行推广试点经验；逐步铺开到全市各个镇街和开发区。"],
    )  # once


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("但是中途离职", "标准为每年一万元；但是中途离职的，停止发放。"),
        ("标准为每年", "标准为每年一万元；但是中途离职的，停止发放。"),
        ("补贴分三年", "补贴分三年发放。"),
    ],
)
def test_a_sentence_up_to_its_full_stop(words: str, whole: str) -> None:
    start, end = whole_sentence(sentence(HELD, words))
    assert HELD.text[start:end] == whole


def test_the_text_of_one_rule() -> None:
    item = sentence(HELD, "全职工作；")
    assert rule_text(item).startswith("申请人应当符合下列条件")
    assert "连续缴纳" not in rule_text(item)
    assert rule_text(sentence(HELD, "连续缴纳社会保险，")) == ""  # too long for one
    assert rule_text(sentence(PLAN, "到2025年")) == ""  # no 款 or 项


def test_a_pick_is_cited_by_its_clause() -> None:
    clause = HELD.clause("t1.k1")
    assert Pick(HELD, clause, ((clause.start, clause.end),), 1.0).clause_id == clause.id
