"""Clause ids and their labels, validity at a date."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.document import Clause, ClauseId, Document, label_of

LABELS = {
    "": "全文",
    "0": "开头",
    "0.p2": "开头第2段",
    "end": "文末",
    "3.2.2": "三、（二）2.",
    "3.0.2": "三、2.",
    "0.1": "（一）",
    "3.2.2.s2": "三、（二）2.第2点",
    "1.2.p2": "一、（二）第2段",
    "c1.j2.3.1": "第一章第二节三、（一）",
    "q1-1-2": "1.1.2",
    "t16.k1.x2": "第十六条第一款第（二）项",
    "t5.k1.m1": "第五条第一款第1目",
    "t120-1": "第一百二十条之一",
    "t5~2.k1": "第五条（第2处）第一款",
    "n1.c2.j3": "第一编第二章第三节",
    "b2": "表2",
    "b2.r4": "表2第4行",
    "b2.z1": "表2注1",
    "f1": "附件1",
    "f1/t3": "附件1第三条",
    "f2/b1.r2": "附件2表1第2行",
    "f1/0.p1": "附件1开头第1段",
}


@pytest.mark.parametrize(("path", "label"), LABELS.items())
def test_label(path: str, label: str) -> None:
    assert label_of(path) == label


@pytest.mark.parametrize("path", LABELS)
def test_an_id_parses_back(path: str) -> None:
    one = ClauseId("慈发改-2021-25", path)
    assert ClauseId.parse(str(one)) == one


@pytest.mark.parametrize("text", ["", "3.2.2", "#3"])
def test_what_is_no_id(text: str) -> None:
    with pytest.raises(ValueError, match="条款编号"):
        ClauseId.parse(text)


def _document(issued: date | None, effective: date | None, repealed: date | None) -> Document:
    root = Clause(ClauseId("甲", ""), "document", "", "", "", "", 0, 0)
    return Document("甲", "甲", "", (), issued, effective, repealed, "", "official", "甲.txt", "", root)


@pytest.mark.parametrize(
    ("issued", "effective", "repealed", "expected"),
    [
        (None, None, None, True),
        (date(2021, 8, 25), None, None, True),
        (date(2022, 1, 1), None, None, False),
        (date(2021, 1, 1), date(2021, 10, 1), None, False),
        (None, date(2021, 9, 1), None, True),
        (None, date(2020, 1, 1), date(2021, 9, 1), False),
        (None, date(2020, 1, 1), date(2021, 9, 2), True),
    ],
)
def test_in_force(issued: date | None, effective: date | None, repealed: date | None, expected: bool) -> None:
    assert _document(issued, effective, repealed).in_force(date(2021, 9, 1)) is expected
