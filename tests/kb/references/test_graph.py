"""Who cites whom, in both directions, and which documents cite which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from ingest.document import ClauseId, Document
from ingest.parse import parse
from kb.finding import Shelf
from kb.references.graph import Graph, around, edges, within
from kb.store.identity import renamed

DAY = date(2026, 11, 26)
UPPER = """临江市上位规定

第一条 依法办理。

第二条 申请人应当符合下列条件：
（一）全职工作；
（二）缴纳社会保险。

第三条 按照第二条第一款第（二）项办理。

第四条 另行规定。

第五条 违反第二条至第四条的，不予发放。
"""
LOWER = """临江市实施细则

第一条 按照《临江市上位规定》第二条第一款第（一）项办理。

第二条 《临江市上位规定》另有规定的除外。

第三条 按照《国家没有收录的条例》和《临江市上位规定》第一条办理。
"""


def document(text: str, name: str) -> Document:
    return renamed(parse(text.encode(), f"{name}.txt").document, name)


UP, LOW = document(UPPER, "上"), document(LOWER, "下")
GRAPH = Graph.of([UP, LOW], Shelf((UP, LOW), DAY))


def sources(found: Any) -> list[str]:
    return [str(one.source) for one in found]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("上#t2.k1.x1", ["上#t5.k1", "下#t1.k1"]),  # in the range too
        ("上#t2.k1.x2", ["上#t3.k1", "上#t5.k1"]),
        ("上#t2", ["上#t3.k1", "上#t5.k1", "下#t1.k1"]),  # what is below it
        ("上#t3", ["上#t5.k1"]),  # inside a range
        ("上#t1", ["下#t3.k1"]),
        ("上#t5", []),
        ("上#", ["下#t1.k1", "下#t2.k1", "下#t3.k1"]),  # the whole document, from elsewhere
        ("下#t1", []),
    ],
)
def test_what_names_a_clause(clause: str, expected: list[str]) -> None:
    assert sources(GRAPH.cited_by(ClauseId.parse(clause))) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("下#t1", ["下#t1.k1"]),
        ("下#t3.k1", ["下#t3.k1", "下#t3.k1"]),
        ("上#t1", []),
        ("下#", ["下#t1.k1", "下#t2.k1", "下#t3.k1", "下#t3.k1"]),
    ],
)
def test_what_a_clause_cites(clause: str, expected: list[str]) -> None:
    assert sources(GRAPH.citing(ClauseId.parse(clause))) == expected


@pytest.mark.parametrize(
    ("inner", "outer", "inside"),
    [
        ("甲#t2.k1", "甲#t2", True),
        ("甲#t2", "甲#t2", True),
        ("甲#t20", "甲#t2", False),
        ("甲#t2", "甲#t2.k1", False),
        ("甲#f1/t2", "甲#f1", True),
        ("甲#t2", "甲#", True),
        ("乙#t2", "甲#", False),
    ],
)
def test_within(inner: str, outer: str, inside: bool) -> None:
    assert within(ClauseId.parse(inner), ClauseId.parse(outer)) is inside


def test_documents_that_cite_documents() -> None:
    assert edges(GRAPH.references) == (("下", "上", 3), ("下", "《国家没有收录的条例》", 1))
    assert edges(()) == ()


class _Base:
    """Holds some documents and tells which were opened."""

    def __init__(self, *held: Document) -> None:
        self.held = {one.id: one for one in held}
        self.days: set[date] = set()

    def entries(self) -> tuple[Any, ...]:
        return tuple(SimpleNamespace(id=name) for name in self.held)

    def document(self, document_id: str, as_of: date) -> Document:
        self.days.add(as_of)
        return self.held[document_id]


def test_the_documents_around_one_are_those_that_name_it() -> None:
    other = document("临江市别的办法\n\n第一条 依法办理。\n", "别")
    numbered = document("临江市又一办法\n\n第一条 按照临政发〔2025〕1号办理。\n", "号")
    base = _Base(UP, LOW, other, numbered)
    found = around(cast(Any, base), replace(UP, number="临政发〔2025〕1号"), DAY)
    assert [one.id for one in found.documents] == ["上", "下", "号"]
    assert base.days == {DAY}
    assert "号#t1.k1" in sources(found.cited_by(ClauseId("上", "")))
