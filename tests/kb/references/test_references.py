"""What a policy text names: found in its words, resolved to clauses, never to a clause that is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ingest.document import Document
from ingest.parse import parse
from kb.address.enumeration import singles
from kb.finding import Shelf
from kb.references.find import find
from kb.references.reference import Reference
from kb.references.resolve import references_of

DAY = date(2026, 11, 26)
RULE = """# 慈溪市示范办法

第一条 为了示范，根据《慈溪市上位规定》（慈示〔2025〕1号，以下简称《上位规定》），制定本办法。

第二条 申请人应当符合下列条件：
（一）全职工作；
（二）连续缴纳社会保险。

前款第（二）项所称社会保险，按照《上位规定》第二条执行。

第三条 {text}

第四条 有前条规定情形的，依照第二条第一款第（一）项、第二款和第三条处理。
"""
ABOVE = """# 慈溪市上位规定

第一条 本规定自2020年1月1日起施行。

第二条 社会保险按照国家规定缴纳。
"""

Resolve = Callable[[str], tuple[Reference, ...]]


def document(text: str, number: str = "") -> Document:
    read = parse(text.encode(), "文件.md").document
    return replace(read, number=number) if number else read


@pytest.fixture
def resolve() -> Resolve:
    shelf = Shelf((document(ABOVE, "慈示〔2025〕1号"),), DAY)

    def references(text: str) -> tuple[Reference, ...]:
        read = document(RULE.format(text=text))
        return tuple(r for r in references_of(read, shelf) if r.source.path.startswith("t3"))

    return references


@pytest.mark.parametrize(
    ("text", "status", "paths"),
    [
        ("按照第二条第一款第（二）项处理。", "resolved", ["t2.k1.x2"]),
        ("按照第二条第（二）项处理。", "resolved", ["t2.k1.x2"]),
        ("按照本办法第二条第二款处理。", "resolved", ["t2.k2"]),
        ("按照第二条第三款处理。", "not_found", []),
        ("按照第三条第一款处理。", "resolved", ["t3.k1"]),
        ("按照第九条处理。", "not_found", []),
        ("按照第1十条处理。", "ambiguous", []),
        ("按照第一条至第四条处理。", "range", ["t1", "t4"]),
        ("按照前条处理。", "resolved", ["t2"]),
        ("按照前两条处理。", "resolved", ["t1", "t2"]),
        ("按照前三条处理。", "not_found", []),
        ("按照前款处理。", "not_found", []),
        ("按照《上位规定》第二条处理。", "resolved", ["t2"]),
        ("按照《上位规定》第五条处理。", "not_found", []),
        ("按照《没有的规定》第五条处理。", "external", []),
        ("按照《慈溪市上位规定》处理。", "resolved", [""]),
        ("按照慈示〔2025〕1号处理。", "resolved", [""]),
        ("按照慈示〔2025〕9号处理。", "external", []),
        ("按照刑法第二百六十六条处理。", "external", []),
        ("材料见附件2。", "not_found", []),
        ("标准见表1。", "not_found", []),
        ("本办法由市人才办解释。", "resolved", [""]),
    ],
)
def test_one_reference(resolve: Resolve, text: str, status: str, paths: list[str]) -> None:
    (only,) = resolve(text)
    assert (only.status, [target.path for target in only.targets]) == (status, paths)
    assert bool(only.note) is (status not in ("resolved", "range"))


@pytest.mark.parametrize(
    "text",
    [
        "加快第三条产业链建设。",
        "持有《居住证》的，优先。",
        "根本办法在于改革。",
        "提高本法院的效率。",
        "国有企业、本市的企业。",
    ],
)
def test_what_is_no_reference(resolve: Resolve, text: str) -> None:
    assert resolve(text) == ()


@pytest.mark.parametrize(
    ("between", "status"), [("，", "external"), ("。", "not_found"), ("；", "not_found"), (";", "not_found")]
)
def test_another_law_is_meant_to_the_end_of_its_sentence(resolve: Resolve, between: str, status: str) -> None:
    _, second = resolve(f"按照刑法第五条处理{between}违反第九条的除外。")
    assert second.status == status


def test_a_list_goes_on_where_it_began(resolve: Resolve) -> None:
    (only,) = resolve("按照第二条第一款第（一）项、第二款和第四条处理。")
    assert [target.path for target in only.targets] == ["t2.k1.x1", "t2.k2", "t4"]
    first, second = resolve("刑法第五条规定的“甲”、第一条规定的“乙”。")
    assert first.status == second.status == "external"


def test_a_repealed_document_is_told(resolve: Resolve) -> None:
    gone = replace(document(ABOVE), repealed=date(2026, 1, 1))
    read = document(RULE.format(text="按照《慈溪市上位规定》第二条处理。"))
    found = [r for r in references_of(read, Shelf((gone,), DAY)) if r.source.path.startswith("t3")]
    assert [one.status for one in found] == ["expired"]


def test_two_editions_are_ambiguous() -> None:
    editions = tuple(replace(document(ABOVE), id=name) for name in ("甲", "乙"))
    read = document(RULE.format(text="按照《慈溪市上位规定》处理。"))
    found = [r for r in references_of(read, Shelf(editions, DAY)) if r.source.path.startswith("t3")]
    assert [(one.status, len(one.targets)) for one in found] == [("ambiguous", 2)]


def test_mentions_are_verbatim_and_apart() -> None:
    read = document(RULE.format(text="按照第二条和《上位规定》第二条处理。"))
    mentions = find(read)
    assert all(read.text[one.start : one.end] == one.text for one in mentions)
    assert all(one.end <= other.start for one, other in zip(mentions, mentions[1:], strict=False))


@pytest.mark.parametrize(
    ("address", "tokens"),
    [
        ("第五条第一款、第三款和第八条", [("t5", "k1"), ("t5", "k3"), ("t8",)]),
        ("第（二）、（三）项", [("x2",), ("x3",)]),
        ("第一百二十条之一", [("t120-1",)]),
        ("第二章第五条", [("c2", "t5")]),
        ("三、（二）2.", []),
    ],
)
def test_singles(address: str, tokens: list[tuple[str, ...]]) -> None:
    assert [one.tokens for one in singles(address)] == tokens
