"""What is named by where it stands: 前款, 本条, 下列, 附件, 表."""

from __future__ import annotations

import pytest

from ingest.parse import parse
from kb.address.clause_places import ClausePlaces
from kb.address.mention import Mention
from kb.references.nearby import Nearby

RULE = """临江市示范办法

第一章 总则

第一条 为了示范，制定本办法。

第二条 申请人应当符合下列条件：
（一）全职工作；
（二）缴纳社会保险。
前款所称社会保险，包括养老保险。
第三款的规定。

第二章 附则

第三条 另行规定。

第四条 自公布之日起施行。

表1 标准
类别\t标准
博士\t30万元

附件1

目录

1.身份证。

附件2

表样

表1 式样
类别\t标准
硕士\t10万元
"""
PLACES = ClausePlaces.of(parse(RULE.encode(), "示范.txt").document)


def mention(text: str, address: str = "", kind: str = "relative") -> Mention:
    return Mention(kind, text, 0, len(text), address=address)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "text", "address", "status", "paths"),
    [
        ("t2.k2", "前款", "", "resolved", ("t2.k1",)),
        ("t2.k2", "前款第（二）项", "第（二）项", "resolved", ("t2.k1.x2",)),
        ("t2.k2", "前款第（三）项", "第（三）项", "not_found", ()),
        ("t2.k3", "前两款", "", "resolved", ("t2.k1", "t2.k2")),
        ("t2.k3", "前两款第（一）项", "第（一）项", "ambiguous", ("t2.k1", "t2.k2")),
        ("t2.k1", "前款", "", "not_found", ()),
        ("t3.k1", "前条", "", "resolved", ("t2",)),
        ("t3.k1", "前两条", "", "resolved", ("t1", "t2")),
        ("t3.k1", "前三条", "", "not_found", ()),
        ("t2.k1.x2", "前项", "", "resolved", ("t2.k1.x1",)),
        ("t3.k1", "前章", "", "resolved", ("c1",)),
        ("t2.k1", "本条", "", "resolved", ("t2",)),
        ("t2.k3", "本条第一款", "第一款", "resolved", ("t2.k1",)),
        ("t2.k1", "本条第二款和第三款", "第二款和第三款", "resolved", ("t2.k2", "t2.k3")),
        ("t2.k1", "本条第一款至第三款", "第一款至第三款", "range", ("t2.k1", "t2.k3")),
        ("t2.k1", "本条第九款", "第九款", "not_found", ()),
        ("t4.k1", "本章", "", "resolved", ("c2",)),
        ("t4.k1", "本章第三条", "第三条", "resolved", ("t3",)),
        ("t2.k1", "第二款", "第二款", "resolved", ("t2.k2",)),
        ("t2.k1", "第（一）项", "第（一）项", "resolved", ("t2.k1.x1",)),
        ("t2.k1", "下列条件", "", "resolved", ("t2.k1",)),
        ("t3.k1", "下列条件", "", "ambiguous", ()),  # nothing is listed
        ("f1/1", "前款", "", "ambiguous", ()),  # no clause of that kind around it
    ],
)
def test_relative(source: str, text: str, address: str, status: str, paths: tuple[str, ...]) -> None:
    found = Nearby(PLACES, source).relative(mention(text, address))
    assert found[:2] == (status, paths)
    assert bool(found[2]) is (status not in ("resolved", "range"))


@pytest.mark.parametrize(
    ("written", "status", "paths"),
    [
        ("附件2", "resolved", ("f2",)),
        ("附件二", "resolved", ("f2",)),
        ("附件3", "not_found", ()),
        ("附件", "ambiguous", ("f1", "f2")),
        ("附件十十", "not_found", ()),
    ],
)
def test_annexes(written: str, status: str, paths: tuple[str, ...]) -> None:
    assert Nearby(PLACES, "t3.k1").annex(written)[:2] == (status, paths)


def test_annex_without_a_number_where_there_is_one_or_none() -> None:
    none = ClausePlaces.of(parse(RULE[: RULE.index("附件1")].encode(), "甲.txt").document)
    one = ClausePlaces.of(parse(RULE[: RULE.index("附件2")].encode(), "甲.txt").document)
    assert Nearby(none, "t1").annex("附件")[:2] == ("not_found", ())
    assert Nearby(one, "t1").annex("附件")[:2] == ("resolved", ("f1",))


@pytest.mark.parametrize(
    ("source", "written", "status", "paths"),
    [
        ("t3.k1", "表1", "resolved", ("b1",)),
        ("t3.k1", "附表一", "resolved", ("b1",)),
        ("f2/0", "表1", "resolved", ("f2/b1",)),  # in the same annex first
        ("f1/1", "表1", "ambiguous", ("b1", "f2/b1")),
        ("t3.k1", "表7", "not_found", ()),
    ],
)
def test_tables(source: str, written: str, status: str, paths: tuple[str, ...]) -> None:
    assert Nearby(PLACES, source).table(written)[:2] == (status, paths)
