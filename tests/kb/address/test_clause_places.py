"""Where the clauses of a document stand: what a path names, and what is around and before a clause."""

from __future__ import annotations

import pytest
from made_documents import plan

from ingest.parse import parse
from kb.address.clause_places import ClausePlaces, annex_of

RULE = """临江市示范办法

第一章 总则

第一条 为了示范，制定本办法。

第二条 申请人应当符合下列条件：
（一）全职工作；
（二）缴纳社会保险。
有下列情形的除外：
（一）退休；
（三）失信。

第二章 附则

第三条 另行规定。

表1 标准
类别\t标准
博士\t30万元

附件1

第一条 附件的规定。

附件2

第一条 又一附件。

第五条 只有附件才有。
"""
PLACES = ClausePlaces.of(parse(RULE.encode(), "示范.txt").document)
LADDER = ClausePlaces.of(plan())


@pytest.mark.parametrize(
    ("tokens", "annex", "expected"),
    [
        (("t2",), "", ("t2",)),
        (("t2", "k1"), "", ("t2.k1",)),
        (("t2", "k1", "x2"), "", ("t2.k1.x2",)),
        (("t2", "x2"), "", ("t2.k1.x2",)),  # 款 left out: only one has it
        (("t2", "x1"), "", ("t2.k1.x1", "t2.k2.x1")),  # both have it
        (("t3", "k1"), "", ("t3.k1",)),
        (("t9",), "", ()),
        (("t2", "k3"), "", ()),  # nothing stands for what is not there
        (("c2",), "", ("c2",)),
        (("c2", "t3"), "", ("t3",)),
        (("t1",), "f1/", ("f1/t1",)),  # the annex first
        (("t2",), "f1/", ("t2",)),  # else the body
        (("t5",), "", ()),  # an annex is not meant from the body
        (("t5",), "f2/", ("f2/t5",)),
    ],
)
def test_what_an_address_may_mean(tokens: tuple[str, ...], annex: str, expected: tuple[str, ...]) -> None:
    assert PLACES.path(tokens, annex) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("一、（二）", ("1.2",)),
        ("一（一）", ("1.1",)),
        ("二、2.", ("2.0.2",)),
        ("三、（一）", ()),
        ("没有地址", ()),
    ],
)
def test_ladder_addresses(written: str, expected: tuple[str, ...]) -> None:
    assert LADDER.named(written) == expected


@pytest.mark.parametrize(
    ("path", "token", "count", "expected"),
    [
        ("t2.k2", "k", 1, ("t2.k1",)),
        ("t2.k2.x3", "k", 1, ("t2.k1",)),
        ("t2.k2.x3", "x", 1, ("t2.k2.x1",)),
        ("t3.k1", "t", 2, ("t1", "t2")),
        ("t3.k1", "t", 3, ()),
        ("t3.k1", "t", 4, ()),
        ("t1", "t", 1, ()),
        ("f1/t1.k1", "t", 1, ()),  # the body is not before an annex
        ("t3.k1", "c", 1, ("c1",)),
        ("b1.r1", "k", 1, ()),
    ],
)
def test_what_stands_before(path: str, token: str, count: int, expected: tuple[str, ...]) -> None:
    assert PLACES.before(path, token, count) == expected


@pytest.mark.parametrize(
    ("path", "token", "expected"),
    [
        ("t2.k1.x2", "x", "t2.k1.x2"),
        ("t2.k1.x2", "k", "t2.k1"),
        ("t2.k1.x2", "t", "t2"),
        ("t2.k1.x2", "c", "c1"),  # a chapter is no part of an article's path
        ("t3", "c", "c2"),
        ("t3", "k", ""),
        ("f2/t5.k1", "t", "f2/t5"),
        ("", "t", ""),
    ],
)
def test_what_stands_around(path: str, token: str, expected: str) -> None:
    assert PLACES.around(path, token) == expected


def test_tables_annexes_and_articles() -> None:
    assert PLACES.tables("1") == ("b1",)
    assert PLACES.tables("2") == ()
    assert PLACES.annexes() == ("f1", "f2")
    assert PLACES.has_articles
    assert not LADDER.has_articles
    assert [annex_of(path) for path in ("t1", "f1/t1", "f2", "f1/f2/t1")] == ["", "f1/", "", "f1/f2/"]


def test_the_clause_around_a_stretch() -> None:
    text = PLACES.document.text
    start = text.index("缴纳社会保险")
    assert PLACES.at(start, start + 6) == "t2.k1.x2"
    assert PLACES.at(0, len(text)) == ""
