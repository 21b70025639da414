"""Places of findings: a slice of the text, and the smallest clause that holds all of it."""

from __future__ import annotations

import pytest
from made_documents import plan, regulation

from ingest.document import ClauseId, Document
from kb.finding import Span, place


def at(document: Document, first: str, last: str = "") -> Span:
    start = document.text.index(first)
    end = document.text.index(last or first, start) + len(last or first)
    return place(document, start, end)


@pytest.mark.parametrize(
    ("first", "last", "path", "label"),
    [
        ("合法稳定住所", "", "t2.k1.x2", "第二条第一款第（二）项"),
        ("（一）", "（二）", "t2.k1", "第二条第一款"),
        ("有合法稳定住所", "未满16周岁", "t2", "第二条"),
        ("为了保障", "符合下列", "c1", "第一章"),
        ("第一章", "本条例所称", "c1", "第一章"),
    ],
)
def test_the_smallest_clause_around_a_stretch(first: str, last: str, path: str, label: str) -> None:
    document = regulation()
    found = at(document, first, last)
    assert (found.clause, found.label) == (ClauseId(document.id, path), label)
    assert found.quote == document.text[found.start : found.end]
    assert found.quote.startswith(first)
    assert found.title == document.title


def test_rows_of_tables_and_stretches_over_top_clauses() -> None:
    document = plan()
    assert at(document, "0.64万人").clause.path == "b1.r2"
    assert at(document, "主要目标", "保障措施").clause.path == ""
    assert place(document, 0, len(document.text)).label == "全文"


def test_an_empty_stretch_has_a_place() -> None:
    document = regulation()
    start = document.text.index("合法稳定住所")
    found = place(document, start, start)
    assert (found.quote, found.clause.path) == ("", "t2.k1.x2")
