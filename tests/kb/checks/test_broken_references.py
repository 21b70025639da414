"""References that do not hold, each told at its place with what it was compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest

from ingest.document import Document
from ingest.parse import parse
from kb.checks.broken_references import broken, circles, later, titles, unmentioned
from kb.finding import Check, CheckFinding, Shelf
from kb.store.identity import renamed

DAY = date(2026, 11, 26)
RULE = """临江市示范办法

第一条 为了示范，制定本办法。

第二条 申请人应当符合下列条件：
（一）全职工作；
（二）连续缴纳社会保险。

第三条 {text}

第四条 {other}
"""


def document(text: str, **fields: object) -> Document:
    return replace(parse(text.encode(), "草案.txt").document, **fields)  # type: ignore[arg-type]


def rule(text: str, other: str = "本办法由市人社局解释。", **fields: object) -> Document:
    return document(RULE.format(text=text, other=other), **fields)


ABOVE = renamed(
    document("临江市上位规定\n\n第一条 依法办理。\n", number="临政发〔2025〕1号", issued=date(2025, 1, 1)),
    "上位",
)
OTHER = renamed(replace(ABOVE, title="临江市另一规定", number="临政发〔2025〕2号"), "另一")


def found(check: Check, draft: Document, held: Iterable[Document] = ()) -> list[CheckFinding]:
    return list(check(draft, Shelf(tuple(held), DAY)))


@pytest.mark.parametrize(
    ("text", "name", "severity", "quote"),
    [
        ("按照第九条办理。", "reference_broken", "error", "第九条"),
        ("按照第二条第三款办理。", "reference_broken", "error", "第二条第三款"),
        ("材料见附件2。", "reference_broken", "error", "附件2"),
        ("标准见表3。", "reference_broken", "error", "表3"),
        ("按照《临江市上位规定》第七条办理。", "reference_broken", "error", "《临江市上位规定》第七条"),
        ("按照第1十条办理。", "reference_ambiguous", "warning", "第1十条"),
    ],
)
def test_what_is_not_there_is_told_where_it_is_named(text: str, name: str, severity: str, quote: str) -> None:
    (only,) = found(broken, rule(text), [ABOVE])
    assert (only.check, only.severity, only.places[0].quote) == (name, severity, quote)
    assert only.places[0].label == "第三条第一款"
    assert only.message.startswith(f"“{quote}”")
    assert only.message.endswith("。")


def test_what_is_out_of_force_is_told_with_its_place() -> None:
    gone = replace(ABOVE, repealed=date(2026, 1, 1))
    (only,) = found(broken, rule("按照《临江市上位规定》第一条办理。"), [gone])
    assert (only.check, only.severity) == ("reference_expired", "error")
    assert [place.clause.document for place in only.places] == [rule("").id, "上位"]
    assert only.places[1].quote.startswith("第一条")


@pytest.mark.parametrize(
    "text",
    [
        "按照第二条第一款第（二）项办理。",
        "按照《临江市上位规定》第一条办理。",
        "按照《没有收录的规定》第九十条办理。",
        "由市人社局办理。",
    ],
)
def test_what_holds_or_is_not_held_is_left_alone(text: str) -> None:
    assert found(broken, rule(text), [ABOVE]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按照《临江市上位规定》（临政发〔2025〕1号）办理。", []),
        ("按照《临江市上位规定》办理。", []),
        ("按照《临江市上位的规定》办理。", [("title_inexact", "上位")]),
        ("按照《完全不同的国家纲要》办理。", []),
        ("按照《临江市上位规定》（临政发〔2025〕9号）办理。", [("title_number", "上位")]),
        ("按照《临江市上位规定》（临政发〔2025〕2号）办理。", [("title_number", "另一")]),
        ("按照《某某方案》（临政发〔2025〕2号）办理。", [("title_number", "另一")]),
        ("按照临政发〔2025〕1号办理。", []),
    ],
)
def test_titles_and_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    told = found(titles, rule(text), [ABOVE, OTHER])
    assert [(one.check, one.places[1].clause.document) for one in told] == expected


def test_what_was_issued_later_is_told_once() -> None:
    text = "按照《临江市上位规定》和《临江市上位规定》第一条办理。"
    (only,) = found(later, rule(text, issued=date(2024, 12, 31)), [ABOVE])
    assert (only.check, only.severity) == ("reference_later", "warning")
    assert "2025-01-01" in only.message
    assert "2024-12-31" in only.message
    for issued in (date(2025, 1, 1), date(2026, 1, 1), None):
        assert found(later, rule(text, issued=issued), [ABOVE]) == []
    assert found(later, rule(text, issued=date(2024, 1, 1)), [replace(ABOVE, issued=None)]) == []


@pytest.mark.parametrize(
    ("third", "fourth", "told"),
    [
        ("标准按照第四条第一款执行。", "程序按照第三条第一款执行。", 1),
        ("标准按照第四条第一款执行。", "程序由市人社局规定。", 0),
        ("违反第四条第一款的，不予发放。", "违反第三条第一款的，不予发放。", 0),  # neither hands over
        ("标准按照第四条执行。", "程序由本办法第三条规定。", 0),
    ],
)
def test_two_clauses_that_hand_over_to_each_other(third: str, fourth: str, told: int) -> None:
    circle = found(circles, rule(third, fourth))
    assert [one.check for one in circle] == ["reference_circle"] * told
    for one in circle:
        assert [place.label for place in one.places] == ["第三条第一款", "第四条第一款"]


TABLE = "\n表1 补贴标准\n类别\t标准\n博士\t30万元\n硕士\t10万元\n"
ANNEX = "\n附件1\n\n申请材料目录\n\n1.居民身份证。\n2.学历证书。\n"


@pytest.mark.parametrize(
    ("text", "behind", "expected"),
    [
        ("标准见表1。", TABLE, []),
        ("标准另定。", TABLE, ["table_unmentioned"]),
        ("材料见附件1。", ANNEX, []),
        ("材料另定。", ANNEX, ["annex_unmentioned"]),
        ("材料另定。", "\n附件：1.申请材料目录\n" + ANNEX, []),  # a list of annexes mentions them
    ],
)
def test_tables_and_annexes_that_nobody_mentions(text: str, behind: str, expected: list[str]) -> None:
    draft = document(RULE.format(text=text, other="本办法由市人社局解释。") + behind)
    told = found(unmentioned, draft)
    assert [one.check for one in told] == expected
    assert all("在正文里没有提到" in one.message for one in told)
    assert all("\n" not in one.places[0].quote for one in told)


def test_a_changed_document_of_the_same_length_is_looked_at_anew() -> None:
    """What was found in a document before is not told of another."""
    checks: list[Callable[[Document, Shelf], Iterable[CheckFinding]]] = [broken, titles]
    shelf = Shelf((), DAY)
    first, second = rule("按照第九条办理。"), rule("按照第二条办理。")
    assert (first.id, len(first.text)) == (second.id, len(second.text))
    assert [len(list(check(first, shelf))) for check in checks] == [1, 0]
    assert [len(list(check(second, shelf))) for check in checks] == [0, 0]
