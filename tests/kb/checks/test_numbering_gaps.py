"""Numbers left out, used twice, stepping back; levels of the ladder that are skipped."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.parse import parse
from kb.checks.numbering_gaps import levels, numbering
from kb.finding import Check, CheckFinding, Shelf

RULE = """临江市示范办法

第一条 为了示范，制定本办法。

第二条 申请人应当符合下列条件：
（一）全职工作；
（二）连续缴纳社会保险；
（三）无失信记录。

第三条 本办法自2026年1月1日起施行。
"""


def told(check: Check, text: str) -> list[CheckFinding]:
    return list(check(parse(text.encode(), "草案.txt").document, Shelf((), date(2026, 1, 1))))


@pytest.mark.parametrize(
    ("before", "after", "name", "quote"),
    [
        ("第三条", "第五条", "numbering_gap", "第五条"),
        ("（三）", "（四）", "numbering_gap", "（四）"),
        ("第三条", "第二条", "numbering_repeat", "第二条 本办法"),
        ("（三）", "（二）", "numbering_repeat", "（二）无失信"),
    ],
)
def test_a_number_that_does_not_follow(before: str, after: str, name: str, quote: str) -> None:
    found = [one for one in told(numbering, RULE.replace(before, after)) if one.check == name]
    assert len(found) == 1
    assert found[0].severity == "error"
    assert found[0].message.endswith("。")
    assert found[0].places[0].quote.startswith(quote)
    assert "\n" not in found[0].places[0].quote  # one line, not the whole clause


def test_a_clause_of_several_lines_is_told_by_its_first() -> None:
    found = told(numbering, RULE.replace("第三条", "第四条").replace("第二条", "第三条"))
    assert [one.places[0].quote for one in found] == ["第三条 申请人应当符合下列条件："]


def test_numbers_in_order_say_nothing() -> None:
    assert told(numbering, RULE) == []
    assert told(levels, RULE) == []


def test_what_starts_late_is_a_warning() -> None:
    found = told(
        numbering, RULE.replace("第一条", "第七条").replace("第二条", "第八条").replace("第三条", "第九条")
    )
    assert found
    assert {one.severity for one in found} == {"warning"}


TABLES = (
    "{}\n表1 甲标准\n类别\t标准\n博士\t30万元\n\n第四条 另见下表。\n\n表{} 乙标准\n类别\t标准\n硕士\t10万元\n"
)


def test_tables_in_order_say_nothing() -> None:
    assert told(numbering, TABLES.format(RULE, 2)) == []


@pytest.mark.parametrize("number", ["1（续）", "1-1", 2])
def test_a_table_that_goes_on_or_is_numbered_below_is_no_repeat(number: object) -> None:
    assert not [
        one for one in told(numbering, TABLES.format(RULE, number)) if one.check == "numbering_repeat"
    ]


def test_a_table_number_used_twice_is_told_with_both_places() -> None:
    found = [one for one in told(numbering, TABLES.format(RULE, 1)) if one.check == "numbering_repeat"]
    assert [one.message for one in found] == ["表1的编号用了两次。"]
    second, first = found[0].places
    assert second.quote.startswith("表1 乙标准")
    assert first.quote == "表1"
    assert first.start < second.start


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("一、目标\n\n1.加强领导。\n\n2.落实责任。", ["1."]),  # told at the first only
        ("一、目标\n\n（一）总体\n\n1.加强领导。", []),
        ("一、目标\n\n（一）总体\n\n（1）加强领导。", ["（1）"]),
        ("一、目标\n\n1.加强领导。\n\n二、保障\n\n1.经费保障。", ["1.", "1."]),
        ("一、目标\n\n（一）总体要求。", []),
    ],
)
def test_levels_that_are_skipped(body: str, marks: list[str]) -> None:
    found = told(levels, f"临江市示范规划\n\n{body}\n")
    assert [one.places[0].quote for one in found] == marks
    assert {one.check for one in found} <= {"level_skipped"}
